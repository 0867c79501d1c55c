help-ways-title = Ways to work
help-ways-lead = This dashboard, the Azure portal, files.

help-ways-here = In this dashboard
help-ways-here-how = Customers, subscriptions, the catalog, carts, orders and reservations are pages here. Admin agents and sales agents buy; other agents look.
help-ways-portal = In the Azure portal
help-ways-portal-how = On Customers, open the row and select Microsoft Azure Management Portal. Sales agents and helpdesk agents need explicit access to a subscription of the customer.
help-ways-files = As files
help-ways-files-how = Lists can be exported as CSV with the filters that are set.
help-ways-programs = Programs of your own
help-ways-programs-how = With the API: Partner Center v1 and Azure Resource Manager, as the vendor's clients and az speak them. Those who manage users register API clients and webhooks on Users. A webhook tells a program what happened.

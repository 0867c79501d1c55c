help-roles-title = Roles and permissions
help-roles-lead = Who may do what, and explicit access.

help-roles-what = What a person may do depends on the roles that a user management admin or a global admin gives. A person holds at most one role of each category and needs at least one.
help-roles-access = Explicit access
help-roles-access-how = Admin agents reach the Azure subscriptions of customers by delegation. Sales agents and helpdesk agents do not. To act in the Azure portal for a customer, or to file support requests for it, they need access to one of its Azure subscriptions. An admin agent gives it on the page of the subscription, for a time or for good.
help-roles-matrix = Who may do what
help-roles-matrix-how = The table is printed from the rules that the program itself asks.

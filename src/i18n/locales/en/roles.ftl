roles-roles = Roles
roles-category-administrator = Administrator roles
roles-category-agent = Agent roles
roles-category-customer = Customer roles
roles-one-of-a-category = A user can have one role of each category.

roles-global-admin = Global admin
roles-billing-admin = Billing admin
roles-user-management-admin = User management admin
roles-admin-agent = Admin agent
roles-sales-agent = Sales agent
roles-helpdesk-agent = Helpdesk agent
roles-customer-user = Customer user
roles-desk-agent = Desk agent
roles-installation-admin = Installation admin

roles-about-global-admin = Full rights to all accounts and services, except software keys and software cancellation.
roles-about-billing-admin = Sees invoices, price lists and billing.
roles-about-user-management-admin = Creates and manages users of the partner.
roles-about-admin-agent = Manages customers, subscriptions, reservations and software on behalf of customers.
roles-about-sales-agent = Looks after customers, adds subscriptions and buys products.
roles-about-helpdesk-agent = Looks up customers, edits their details and follows their requests.
roles-about-customer-user = Sees the reservations of the own organization.
roles-about-desk-agent = Answers support requests and decides refunds and exchanges.
roles-about-installation-admin = Runs the installation: its people and the policies in force.

# Pages that refuse: what was asked for, and who may.
roles-needs-subscription-access = You need explicit access to the customer's Azure subscription. An admin agent can give it.
roles-needs-customer-permission = Your partner has not allowed your organization to buy reservations.
roles-view-only = You can view this, but not change it.
roles-own-only = You can do this only for your own organization or your own requests.

# What each permission lets you do.
roles-can-list-customers = View and search the customer list
roles-can-export-customers = Export the customer list
roles-can-create-customers = Add a customer
roles-can-edit-customers = Edit the details of a customer
roles-can-request-relationship = Request a reseller relationship with a customer
roles-can-remove-relationship = Remove the relationship with a customer
roles-can-open-portal-view = Open the Azure portal view of a customer
roles-can-see-catalog = View the catalog and prices
roles-can-add-subscriptions = Add an Azure subscription for a customer
roles-can-place-orders = Fill a cart, review it and buy
roles-can-buy-in-portal-view = Buy a reservation in the Azure portal view
roles-can-view-reservations = View reservations and their utilization
roles-can-configure-reservations = Change the scope, name and flexibility of a reservation
roles-can-manage-reservation-access = Manage who has access to a reservation
roles-can-file-refunds = Request a refund or an exchange of a reservation
roles-can-confirm-refunds = Confirm a refund or an exchange
roles-can-buy-software = Buy software for a customer
roles-can-see-software = View the software of a customer
roles-can-see-software-keys = Get software keys and downloads
roles-can-cancel-software = Cancel software
roles-can-create-support-requests = Create a support request for a customer
roles-can-view-support-requests = View support requests
roles-can-see-invoices = View invoices, reconciliation files and credit notes
roles-can-view-orders = View the order history of a customer
roles-can-toggle-customer-purchase = Allow a customer to buy reservations, or stop it
roles-can-see-activity = View and export the activity log
roles-can-manage-users = Manage users and their roles
roles-can-assign-subscription-roles = Assign Azure roles to users of a customer
roles-can-manage-subscription-access = Give agents access to a customer's Azure subscription
roles-can-edit-subscriptions = Suspend, reactivate and register a subscription
roles-can-own-account = View and change your own account
roles-can-import-prices = Import a price list
roles-can-decide-requests = Answer support requests, and decide refunds and exchanges
roles-can-switch-policies = Put a policy version in force
roles-can-see-policies = View the policies in force and calculate quotes
roles-can-settle-refunds = Enter the payment references of a refund
roles-can-read-messages = Read your own messages
roles-can-see-mails = See the mails of the installation
roles-can-manage-usage = Import usage and be told when utilization falls
roles-can-see-savings = See what reservations cost and save

roles-partner-direct-bill = Direct bill partner
roles-partner-indirect-provider = Indirect provider
roles-partner-indirect-reseller = Indirect reseller
roles-partner-operator = Operator

customers-users-and-access = Users and access
customers-microsoft-id = Microsoft ID
customers-domain = Primary domain name
customers-company-name = Company name
customers-country = Country or region
customers-since = Customer since
customers-delegated-yes = Granted
customers-delegated-no = Revoked by the customer
customers-purchase-order = Purchase order number
customers-purchase-order-required = Required on every order
customers-purchase-order-optional = Optional
customers-partner-of-record = Partner of record

# The list.
customers-new = New customer
customers-search-label = Search by name, domain, ID or order number
customers-sort = Order
customers-sort-name = Name, A to Z
customers-sort-name-descending = Name, Z to A
customers-sort-newest = Newest first
customers-active-reservations = Active reservations
customers-next-expiry = Next expiry
customers-details-of = Details of { $name }
customers-view-orders = View orders
customers-portal = Microsoft Azure Management Portal
customers-filtered-by = Filtered by
customers-filter-words = Search: { $words }
customers-remove-filter = Remove the filter { $filter }
customers-by-match = More than 2,000 customers match. They are listed by the matching word; add letters to sort them by name.
customers-shown =
    { $count ->
        [one] { $count } customer on this page
       *[other] { $count } customers on this page
    }
customers-empty-title = No customers yet
customers-empty = Customers appear here once they are added.
customers-empty-ask = Customers appear here once an admin agent or a sales agent adds them.
customers-no-hits-title = No customer matches
customers-no-hits-words = No customer has a word that starts with “{ $words }” in its name or domain.
customers-no-hits-filtered = Customers may match without these filters:
customers-no-hits-without = Without { $filter }
customers-no-hits-id = No customer, subscription, order or reservation that you can see has this ID or number.
customers-no-hits-mistyped = “{ $number }” looks like an order number, but one of its digits is mistyped.
customers-clear-search = Show all customers
customers-file-relationship = Relationship

# New and edit.
customers-new-title = New customer
customers-edit-title = Edit { $name }
customers-name-hint = As it stands in the commercial register, in the customer's own script.
customers-name-missing = Enter the company name
customers-name-too-long = The company name must be 120 characters or fewer
customers-name-wrong = The company name must have letters or digits, without control characters
customers-domain-hint = For example contoso.com or contoso.onmicrosoft.com.
customers-domain-missing = Enter the primary domain name
customers-domain-wrong = Enter a domain name such as contoso.com
customers-domain-taken = Another customer has this domain name
customers-country-hint = Decides the market and the currency of the price list.
customers-country-missing = Select the country or region
customers-country-not-sold = The programme is not sold in this country or region. Select another
customers-country-choose = Select a country or region
customers-segment-missing = Select the segment
customers-tenant-hint = The customer's tenant GUID. Leave it empty to have one generated.
customers-tenant-wrong = Enter a GUID of 32 hexadecimal digits, or leave it empty
customers-tenant-taken = A customer with this Microsoft ID is already registered
customers-purchase-order-box = Every order needs a purchase order number
customers-reseller = Indirect reseller
customers-reseller-hint = Partner of record for new purchases.
customers-reseller-none = Not chosen yet
customers-reseller-wrong = Select one of your indirect resellers
customers-stale = Somebody changed this customer while you were editing. Your entries are kept below. It is now: { $now }. Save again to replace it.
customers-add = Add customer
customers-save = Save changes

# What the customer may buy.
customers-preflight = Can this customer buy Azure reservations?
customers-preflight-yes = Yes. Every rule is met.
customers-preflight-no =
    { $count ->
        [one] Not yet. { $count } rule is not met.
       *[other] Not yet. { $count } rules are not met.
    }
customers-preflight-rule = Rule
customers-preflight-result = Result
customers-preflight-do = What to do
customers-met = Met
customers-not-met = Not met
customers-to-note = To note
customers-nothing-to-do = Nothing
customers-check-market = The customer's market
customers-market-open = Reservations are sold in { $market }.
customers-market-listed = Reservations are not sold in { $market }: it is on list { $list } of markets without reservations.
customers-market-not-sold = The programme is not sold in { $market }.
customers-market-do = A global admin can put another list in force.
customers-country-do = Correct the country or region
customers-check-state = Relationship
customers-state-ok = The customer is active.
customers-state-no = The customer is { $state }. Only an active customer can buy.
customers-state-do = Microsoft or the customer decides; nobody here can change it.
customers-check-subscription = Azure subscription
customers-subscription-ok =
    { $count ->
        [one] { $count } active subscription is registered for reservations.
       *[other] { $count } active subscriptions are registered for reservations.
    }
customers-subscription-none = The customer has no active Azure subscription.
customers-subscription-unregistered = No active subscription is registered for reservations.
customers-subscription-add = Add a subscription
customers-subscription-register = Register a subscription
customers-subscription-ask = A global admin, an admin agent or a sales agent can do it.
customers-check-prices = Prices
customers-prices-ok = There are prices in { $currency } for this segment.
customers-prices-none = There are no prices in { $currency } for this segment.
customers-prices-do = Import a price list
customers-prices-ask = A global admin or an admin agent can import a price list.
customers-check-reseller = Partner of record
customers-reseller-direct = You bill the customer yourself; no reseller is needed.
customers-reseller-known = { $name } is the partner of record of new purchases.
customers-reseller-unknown = No indirect reseller is chosen. It can also be chosen in the cart.
customers-reseller-do = Choose the indirect reseller
customers-check-role = Your role
customers-role-ok = Your role allows you to buy.
customers-role-no = Your role does not allow you to buy.
customers-role-do = Roles that can: { $roles }
customers-check-access = Your access to the subscription
customers-access-ok = You can open the customer's resources in the Azure portal view.
customers-access-no = You can open the customer's resources only with explicit access to a subscription.
customers-access-do = An admin agent can give you access under { $place }.

# The portal view.
customers-portal-title = Azure portal view
customers-portal-what = A view of this dashboard that shows what the customer has in Azure. It is not the Azure portal itself.
customers-portal-subscriptions = Azure subscriptions
customers-portal-no-subscriptions = The customer has no Azure subscription.
customers-portal-no-own-subscriptions = You have access to no Azure subscription.
customers-portal-no-reservations = The customer has no reservations.
customers-portal-more = All reservations
customers-registration = Registration
customers-subscription-id = Subscription ID
customers-portal-size = Size and region
customers-portal-expires = Expires
customers-switch-to = Opens “{ $section }” of the customer you choose.
customers-switch-none-yet = You have not opened another customer yet
customers-switch-search = Search by name, domain or Microsoft ID.
customers-switch-none = No customer found
customers-switch-recent = Opened last
customers-switch-more = Show all that were found

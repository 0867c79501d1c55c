# Add products: the product list and the choice of a subscription.

products-reservations = Azure Reserved VM Instances
products-size-first = Find the right VM size before you buy
products-size-help = How to size virtual machines for the most reservation usage
products-portal-too = Reservations can be bought in the Azure portal too.
products-portal-link = Open the customer in the Azure portal view
products-vm-about = Virtual machines at a lower price for a term of 1 or 3 years. The discount applies by itself to matching virtual machines.
products-software-about = Windows Server and SQL Server subscriptions for a term of 1 or 3 years, for commercial customers. They cover the licence that the price of a reservation leaves out.
products-choose = Choose
products-closed-title = Azure reservations are not sold to customers in { $market }
products-closed-why = The market is on list { $list } of markets without reservations (rule S-83).
products-not-sold = The Cloud Solution Provider program does not sell in this market.
products-closed-country = The customer's country decides, not the partner's.
products-closed-source = Source: { $source }

products-subscription-title = Choose a subscription
products-subscription-why = A reservation is tied to an active Azure subscription that is registered for reservations.
products-subscription-id = Subscription ID
products-no-subscription = This customer has no Azure subscription
products-no-subscription-why = A reservation needs an active Azure subscription. Add one first.
products-add-subscription = Add subscription
products-not-usable = Only an active, registered subscription can hold a reservation.
products-register = Open subscription

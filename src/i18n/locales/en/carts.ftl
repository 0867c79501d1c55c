carts-title = Cart
carts-lines =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
carts-status = { $lines }. Kept until { $at }.
carts-empty-title = The cart is empty
carts-empty-next = Choose reservations for this customer and add them here.
carts-review = Review
carts-continue-shopping = Add more products
carts-expired-title = This cart expired on { $at }
carts-expired-next = Nothing was bought. Start a new cart with these products at the prices of today.
carts-renew = Start a new cart
carts-again = Buy again
carts-again-order = Added from order { $number }
carts-again-reservation = Added again: { $name }
carts-again-cart = Added from the cart that expired on { $at }
carts-again-nothing = Nothing was added
carts-again-same =
    { $count ->
        [one] { $count } line at the price it had
       *[other] { $count } lines at the prices they had
    }
carts-again-repriced = { $product }: was { $was }, now { $now }
carts-again-refused = { $product } cannot be added. { $why }
carts-again-expired = Your earlier cart expired on { $at } and a new one was started
carts-again-expired-next = Nothing of the earlier cart was bought, and its lines are not in this one.
carts-again-bring =
    { $count ->
        [one] Add { $count } line at the price of today
       *[other] Add { $count } lines at the prices of today
    }
carts-prices-title = Prices have changed since you added these products
carts-prices-next = Nothing is bought at a new price until you accept it.
carts-price-was-now = Was { $was }, now { $now }
carts-accept-prices = Accept new prices
carts-update = Update
carts-remove-line = Remove line { $number }
carts-line = Line { $number }
carts-working = { NUMBER($count) } × { $unit }
carts-term-ends = { $term }, ends { $date }
carts-subscription = Subscription
carts-subscription-hint = The reservation is tied to this subscription and billed with it.
carts-name = Reservation name
carts-name-hint = Up to 64 letters, digits, spaces, hyphens and underscores.
carts-shared-here =
    { $count ->
        [one] The discount applies to matching virtual machines in the customer’s { $count } subscription, and in later ones.
       *[other] The discount applies to matching virtual machines in all { $count } subscriptions of the customer, and in later ones.
    }
carts-single-here = The discount applies only to virtual machines in the subscription chosen above.
carts-optimise-hint = Capacity priority needs the scope of a single subscription.
carts-payments =
    { $count ->
        [one] Show the { $count } payment
       *[other] Show the { $count } payments
    }
carts-payment = Payment
carts-due = Due
carts-amount = Amount
carts-monthly-amount = { $amount } each month
carts-review-title = Review your orders
carts-review-status = For { $customer }. Check every line before you buy.
carts-partner-of-record = Partner of record
carts-reseller-hint = The indirect reseller of this purchase. It cannot be changed after buying.
carts-reseller-choose = Choose an indirect reseller
carts-purchase-order = Purchase order number
carts-purchase-order-hint = This customer wants its number on every order.
carts-purchase-order-wrong = Enter a purchase order number of at most 64 characters on one line
carts-totals = Totals
carts-total-in = Total in { $currency }
carts-orders-made =
    { $count ->
        [one] This makes { $count } order.
       *[other] This makes { $count } orders: one for each currency and billing plan.
    }
carts-tax = Prices are without tax.
carts-refund-title = If you return it
carts-refund = Within 5 days without usage you get everything back. After 5 days, the unused days less a fee of 12%. At most $50,000 a customer in a year.
carts-refund-more = Cancellation and refund rules
carts-fixed-title = What cannot be changed after buying
carts-fixed-size = Size, region, term, quantity and price
carts-fixed-subscription = The subscription that is billed
carts-fixed-partner = The partner of record
carts-fixed-not = Name and scope can be changed later.
carts-buy = Buy for { $total }
carts-buy-blocked = This cart cannot be bought yet. The reasons are at the top of the page.
carts-check-again-title = Check the order again. Nothing has been bought.
carts-check-again-changed = The cart changed after you reviewed it. This is how it is now.
carts-check-again-edited = Your changes are saved. Check the new total before you buy.
carts-check-again-prices = Prices changed after you reviewed it. Accept the new prices or remove the lines.
carts-warning-title = Check before you buy
carts-full = A cart holds { NUMBER($count) } lines at most. Buy or remove lines first.
carts-wrong-quantity = Enter a quantity from 1 to 100
carts-wrong-name = Enter a reservation name of 1 to 64 letters, digits, spaces, hyphens or underscores
carts-of-line = { $line }: { $message }
carts-market-closed = Reservations are not sold in the customer’s country, { $country }. Nothing can be bought for this customer.
carts-customer-not-active = The customer is not active. Check its status on the account page.
carts-no-active-subscription = The customer has no active Azure subscription. Add or reactivate one first.
carts-subscription-not-active = The subscription is { $state }. Choose an active one or reactivate it.
carts-subscription-not-registered = The subscription is not registered for reservations. Register it or choose another.
carts-subscription-of-another-customer = Choose a subscription of this customer.
carts-quantity-out-of-range = Enter a quantity from { NUMBER($min) } to { NUMBER($max) }.
carts-capacity-needs-single-scope = Capacity priority works only with a single subscription. Choose that scope or instance size flexibility.
carts-price-changed = The price changed from { $was } to { $now }. Accept the new price or remove the line.
carts-price-gone = It is not sold any more. Remove the line and choose another product.
carts-price-gone-now = This product is not sold to this customer today. Choose another one.
carts-currency-mismatch = The price is in { $found }, the customer is billed in { $expected }. Choose another product.
carts-total-too-large = The total is too large. Reduce quantities or remove lines.
carts-reseller-required = Choose the indirect reseller of this purchase
carts-reseller-unknown = This partner is not known. Choose a reseller from the list.
carts-reseller-is-provider = Your own organization cannot be the reseller. Choose an indirect reseller.
carts-reseller-not-indirect = This partner is not one of your indirect resellers. Choose one from the list.
carts-purchase-order-required = Enter the purchase order number; this customer wants one on every order
carts-software-needs-commercial = Software is sold to commercial customers. Remove the line, or look at the segment on the account page.
carts-cart-empty = The cart is empty. Add a product first.
carts-cart-expired = The cart expired on { $at }. Start a new one.
carts-cart-already-ordered = This cart was bought already. See the order history.
carts-bought-recently = This customer bought the same product on { $at }. Check that you want more of it.
carts-fix-subscriptions = Open subscriptions
carts-fix-account = Open the account page
carts-fix-markets = Markets without reservations
carts-fix-products = Choose products
carts-fix-line = Go to the line
carts-fix-field = Go to the field

carts-see-software = See software
carts-benefit-saves = Azure Hybrid Benefit would save { $amount }
carts-benefit-working = { NUMBER($machines) } × { $rate } × { $hours } hours = { $sum } for the Windows licence by the hour, less { $subscription } for the subscription: { $saved }.
carts-benefit-note = For virtual machines that run Windows Server all the time. With the subscription they run at the base rate; without it the licence is charged by the hour beside the reservation.
carts-benefit-more = About Azure Hybrid Benefit

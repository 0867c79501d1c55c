software-title = Software
software-status = { $count ->
        [0] Nothing bought
        [one] { $count } line
       *[other] { $count } lines
    } · { $customer }
software-empty-title = No software has been bought for this customer
software-empty-next = Windows Server and SQL Server subscriptions are sold beside reservations.
software-ordered = Ordered
software-order = Order
software-ends = Ends
software-bought-quantity = Bought
software-product-id = Product ID
software-entitlement-id = Entitlement ID
software-cancelled-on = Cancelled
software-cancel-until = Can be cancelled until { $moment }, { $days ->
        [0] less than a day
        [one] { $days } day
       *[other] { $days } days
    }
software-cancel-over = The time to cancel ended on { $moment }
software-cancel-never = This product cannot be cancelled

software-shelf-title = Software on sale
software-shelf-status = { $count ->
        [0] Nothing found
        [one] { $count } product
       *[other] { $count } products
    } · { $customer }
software-not-sold-title = Software is not sold to this customer
software-not-sold = Windows Server and SQL Server subscriptions are for commercial customers in markets of the Cloud Solution Provider program. The account page has the customer's country and segment.
software-none-title = No software matches
software-each = each, for the whole term
software-no-price = No price in the list
software-no-price-why = It cannot be added until a price list with its price is imported.
software-terms = Paid up front with the order. Whole lines can be cancelled within the window of the policy in force; the Software page counts the days.
software-line = Product line
software-licensing-subscription = Subscription
software-licensing-perpetual = Perpetual
software-licensing-unstated = Term not stated

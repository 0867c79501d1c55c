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

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
        [0] less than a day left
        [one] { $days } day left
       *[other] { $days } days left
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

software-cancel = Cancel
software-pick = Choose to cancel
software-cancel-many = Cancel the chosen lines
software-cancel-title = Cancel software
software-cancel-none = Nothing here can be cancelled.
software-cancel-status = { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }. Nothing is cancelled until the desk approves it.
software-line-of = Quantity { $quantity }, order { $number }
software-cancel-refused = It cannot be cancelled: { $why }
software-refused-until = Last moment to cancel: { $moment }
software-next-role = Only an admin agent can cancel software (P-19). Ask an admin agent of your organization before that moment.
software-next-late = The line stays in use until { $day }. Do not renew it then, and buy fewer next time; if something went wrong with the purchase, ask the desk in a support request.
software-next-pending = The desk decides on it already. The case shows where it stands.
software-next-ended = It is no longer in use, so there is nothing to cancel.
software-next-other = If something went wrong with the purchase, ask the desk in a support request.
software-follows = What follows when the desk approves
software-follows-quantity = The quantity goes from { $quantity } to 0. The line stays in the list.
software-follows-keys = Its product keys and download links are revoked at once, for you and for the customer.
software-follows-credit = { $amount } comes back without a fee, on the invoice of the month that begins on { $day }.
software-follows-whole = The whole line is cancelled; part of a quantity cannot be returned.
software-follows-until = It can be cancelled until { $moment }.
software-type-number = Type the order number { $number } to go on
software-number-wrong = Type the order number as it stands: { $number }
software-go-on = Continue to the report
software-keep = Keep the software
software-back = Back to software
software-report-title = Report a problem with Partner Center
software-report-about = Cancel { $product }
software-report-subject = Title
software-impact = Impact
software-facts-note = The four facts that a refund needs. They are filled in; each is checked when you submit.
software-fact-tenant = Customer tenant GUID or domain name
software-fact-order = Order ID
software-fact-reason = Reason for the refund
software-fact-amount = Amount requested
software-tenant-hint = The tenant GUID or the primary domain name of the customer.
software-tenant-wrong = This is another customer. Enter the tenant GUID or { $domain }.
software-order-wrong = This is another order. Enter { $number }.
software-amount-hint = { $amount } comes back today.
software-amount-wrong = The amount that comes back today is { $amount }. Enter that.
software-name-missing = Enter the name of the contact
software-contact = Contact
software-submit = Submit
software-result-title = What became of each line
software-result-status = { $requested } of { $count } requested
software-result = Result
software-result-next = The desk decides. On approval the keys and links are revoked, the credit note is issued and you get a message. Files can be added to each request.
software-not-requested = Not requested
software-approve-what = The line goes to quantity 0, its keys and links are revoked, and the credit note is issued.

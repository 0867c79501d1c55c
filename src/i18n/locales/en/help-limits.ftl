help-limits-title = Times and limits
help-limits-lead = How long things take and how much is allowed.

help-limits-what = How long things take and how much is allowed.

help-limits-order-visible = A new order is in the lists
help-limits-order-elsewhere = It is in the lists of the vendor
help-limits-utilization = Utilization arrives
help-limits-role = A role given elsewhere counts
help-limits-payment = Payment term of one-time charges
help-limits-suspended = Data of a suspended subscription is kept, at least
help-limits-cart = A cart is kept
help-limits-expiring = A reservation is shown as expiring before its end
help-limits-ahead = It stands among the expiring ones in lists
help-limits-download = A download link lives
help-limits-downloads = It allows downloads
help-limits-invoice = A link to an invoice lives
help-limits-at-once = At once
help-limits-times = { NUMBER($count) } times

help-refunds-title = Refunds and exchanges
help-refunds-lead = What comes back, who gets it, and the limit.

help-refunds-any-time = A reservation can be returned at any time. What comes back depends on how long ago it was ordered and on whether it was used. The policy { $code } is in force since { $from }.
help-refunds-fee = Prorated means by days: price × days left ÷ days of the term, rounded for each instance. The early termination fee is a share of that credit, not of the price.
help-refunds-cap = At most { $cap } of credit for each customer within any { NUMBER($days) } days. Each amount comes free again { NUMBER($days) } days after its refund. A return over the limit is refused, not cut; a smaller quantity may fit.
help-refunds-who = Who gets the money
help-refunds-who-how = The partner. The credit goes to the account of the partner, who settles with the customer.
help-refunds-exchange = Exchange
help-refunds-exchange-how = In an exchange the prorated credit pays for another reservation whose price is at least as high. There is no fee, the limit is not touched, and the new term starts on that day.

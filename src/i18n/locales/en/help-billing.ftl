help-billing-title = Billing
help-billing-lead = Plans, currency, tax, payment and rounding.

help-billing-plan = Up front or monthly
help-billing-plan-same = Both plans come to the same total. With the monthly plan a term of 1 year is billed in { NUMBER($one) } parts and a term of 3 years in { NUMBER($three) }; the last part takes the rest of the division.
help-billing-currency = Currency
help-billing-currency-how = The market of the customer decides the currency, not the place of the partner. Customers in several markets give one invoice for each currency.
help-billing-tax = Tax
help-billing-tax-how = Prices are without tax. Brazil is the exception: there, prices of reservations include it.
help-billing-due = When to pay
help-billing-due-how = An invoice for one-time charges is due { NUMBER($days) } days after its date. An invoice that is past due can affect the enrollment of the partner.
help-billing-rounding = Rounding
help-billing-rounding-how = The price of one instance is rounded to the smallest unit of the currency first, and then multiplied by the quantity.
help-billing-who = Who bills the customer
help-billing-who-how = You do. Microsoft bills the partner and does not contact the customer about billing, cancellation or refunds.

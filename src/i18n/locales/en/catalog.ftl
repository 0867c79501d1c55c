# The reservation catalog, with and without a customer, and the page of a size.

catalog-title = Reservation catalog
catalog-status =
    { $count ->
        [0] No reservations match; they would be tied to { $subscription }
        [one] { $count } reservation, tied to { $subscription }
       *[other] { $count } reservations, tied to { $subscription }
    }
catalog-status-open =
    { $count ->
        [0] No reservations in { $currency }
        [one] { $count } reservation in { $currency }
       *[other] { $count } reservations in { $currency }
    }
catalog-choose = Term and filters
catalog-search = Size, region or term
catalog-search-hint = For example: d4s v3 westus 3y
catalog-sort = Sort by
catalog-sort-size = Size
catalog-sort-price = Price
catalog-sort-saving = Saving
catalog-region = Region
catalog-memory = Memory
catalog-category = Category
catalog-category-general = General purpose
catalog-category-compute = Compute optimized
catalog-category-memory = Memory optimized
catalog-category-storage = Storage optimized
catalog-category-hpc = High performance compute
catalog-series = Series
catalog-more-values = Show { NUMBER($count) } more

catalog-group = { $group }, ratio { $ratio }
catalog-each = each for { $term }
catalog-saves = saves { $share }
catalog-break-even = pays off in month { NUMBER($month) }, or at { $share } use
catalog-payg = Pay-as-you-go { $hourly } an hour, as of { $date }
catalog-payg-total = Pay-as-you-go { $hourly } an hour, { $total } for { $term }, as of { $date }
catalog-payg-unknown = Pay-as-you-go price not known
catalog-unconfirmed = unconfirmed
catalog-priced-on = Price of { $date }
catalog-software-not-included = Software not included
catalog-other = { $term }: { $price }
catalog-other-saves = { $term }: { $price }, saves { $share }
catalog-add-to-cart = Add to cart

catalog-zero-title = Nothing found
catalog-zero-nothing = No price list in { $currency } is in force. Reservations are sold in the currency of the customer's market.
catalog-zero-choices = The filters leave no reservation.
catalog-zero-word = “{ $word }” took the last result away.
catalog-zero-without = Search without it
catalog-price-lists = Price lists

catalog-legend = What the figures mean
catalog-legend-price = A price is for one virtual machine for the whole term, without tax.
catalog-legend-software = The price covers compute only. Windows Server and other software are charged on top, unless the customer has Azure Hybrid Benefit.
catalog-legend-saving = A saving compares the price with pay-as-you-go for every hour of the term (8,760 hours a year). Both prices may be of different days; each shows its own.
catalog-legend-unconfirmed = Unconfirmed means that sources differ on the pay-as-you-go price, so no saving is stated.

catalog-size = Size
catalog-size-code = Name in orders
catalog-size-facts = vCPU and memory
catalog-flexibility-group = Size group
catalog-offers = Reservations on sale
catalog-no-offers = No reservation of this size is on sale.
catalog-saving = Saving
catalog-break-even-head = Break-even
catalog-payg-head = Pay-as-you-go
catalog-flexibility-note = One reservation covers other sizes of its group in proportion to their ratios.
catalog-not-flexible = A reservation of this size covers only this size.
catalog-ratio = Ratio
catalog-equation = In words
catalog-this-size = this size

catalog-cart-lines =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
catalog-review = Review
catalog-open-cart = Open the cart

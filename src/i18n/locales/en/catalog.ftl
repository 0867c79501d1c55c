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

catalog-packs =
    { $count ->
        [one] { $count } pack
       *[other] { $count } packs
    }
catalog-licence = Software not included; Windows Server subscription: { $packs }, { $total }
catalog-licence-dated = Windows Server subscription for { $term }: { $packs }, { $total } (list price of { $date })

catalog-compare-title = Compare reservations
catalog-compare-pick = Compare
catalog-compare-bar = Choose up to { NUMBER($count) } reservations to see them side by side.
catalog-compare-act = Compare chosen
catalog-compare-back = Back to the catalog
catalog-compare-none = Nothing to compare
catalog-compare-how = Tick “Compare” beside reservations in the catalog, then choose “Compare chosen”.
catalog-compare-too-many = Four reservations are compared at once. The first four you chose are shown.
catalog-compare-remove = Remove
catalog-compare-upfront = Price for the term, each
catalog-compare-by-month = If paid monthly
catalog-compare-monthly = { NUMBER($count) } × { $amount }
catalog-compare-monthly-rest = { NUMBER($count) } × { $amount }, then { $last }
catalog-compare-per-vcpu = For a vCPU and month
catalog-compare-lowest = lowest
catalog-compare-other-term = The other term
catalog-compare-saved = { $amount }, { $share }
catalog-compare-pays-off = Pays off
catalog-compare-month = in month { NUMBER($month) }
catalog-compare-least-use = Least use to pay off
catalog-compare-payg-hour = Pay-as-you-go, hour
catalog-compare-payg-term = Pay-as-you-go, term
catalog-compare-left-out = Not in the price
catalog-compare-price-of = Price list

catalog-change = Prices change on { $date }: { $what }
catalog-change-changed =
    { $count ->
        [one] { $count } gets another amount
       *[other] { $count } get another amount
    }
catalog-change-ended =
    { $count ->
        [one] { $count } ends
       *[other] { $count } end
    }
catalog-change-started =
    { $count ->
        [one] { $count } is new
       *[other] { $count } are new
    }
catalog-change-next = What is bought before that day keeps its price. A cart asks before it takes another one.

catalog-zero-title = Nothing found
catalog-zero-nothing = No price list in { $currency } is in force. Reservations are sold in the currency of the customer's market.
catalog-zero-choices = The filters leave no reservation.
catalog-zero-word = “{ $word }” took the last result away.
catalog-zero-without = Search without it
catalog-price-lists = Price lists

catalog-legend = What the figures mean
catalog-legend-price = A price is for one virtual machine for the whole term, without tax.
catalog-legend-software = The price covers compute only. Windows Server and other software are charged on top, unless the customer has Azure Hybrid Benefit.
catalog-legend-licence = The Windows Server subscription is counted as one pack for every { NUMBER($cores) } cores begun of the virtual machine. Its price list names the price of a pack but not its cores; { NUMBER($cores) } is our reading. It is needed only for virtual machines that run Windows Server and whose licences the customer does not own.
catalog-legend-saving = A saving compares the price with pay-as-you-go for every hour of the term (8,760 hours a year). Both prices may be of different days; each shows its own.
catalog-legend-unconfirmed = Unconfirmed means that sources differ on the pay-as-you-go price, so no saving is stated.
catalog-legend-size = Sorted by size, general purpose comes first, and the newest version of each family before older ones.

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

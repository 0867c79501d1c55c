# The list of Azure reservations, of one customer or of all, and the overview of one.

reservations-active = { NUMBER($count) } active
reservations-expire-within =
    { $count ->
        [one] { $count } expires within { $days } days
       *[other] { $count } expire within { $days } days
    }
reservations-none-yet = No reservations yet.

reservations-views = Parts of the list
reservations-view-all = All
reservations-view-expiring = Expiring within { $days } days
reservations-view-active = Active
reservations-view-ended = Ended

reservations-region = Region
reservations-find = Name, size or ID
reservations-find-hint = A name, a VM size, an order number, or a whole reservation ID or reservation order ID
reservations-any-region = All regions
reservations-any-term = Both terms

reservations-customer = Customer
reservations-size = VM size
reservations-expires = Expires
reservations-days-left =
    { $count ->
        [0] last day
        [one] { $count } day left
       *[other] { $count } days left
    }

reservations-empty-title = No reservations yet
reservations-empty = { $customer } has not bought a reservation. Choose a subscription and the size that runs there all day.
reservations-empty-own-title = No reservation is shared with you
reservations-empty-own = You see a reservation here once you have a role on it or on its order. Access to a subscription is not enough.
reservations-empty-own-next = Ask your partner: a { $global } or an { $agent } there gives the role on the page of the reservation.
reservations-empty-portfolio = None of your customers has a reservation. Choose a customer to start with.
reservations-empty-view-title = Nothing here
reservations-empty-view = No reservation matches. Change the filters, or look at all of them.
reservations-show-all = Show all
reservations-choose-customer = Choose a customer
reservations-how-to-size = How to choose the size

reservations-is-active-shared =
    { $days ->
        [0] Active on its last day, for matching virtual machines in every subscription of { $customer } that comes from you.
        [one] Active for { $days } more day, for matching virtual machines in every subscription of { $customer } that comes from you.
       *[other] Active for { $days } more days, for matching virtual machines in every subscription of { $customer } that comes from you.
    }
reservations-is-active-single =
    { $days ->
        [0] Active on its last day, for matching virtual machines in the subscription { $subscription } only.
        [one] Active for { $days } more day, for matching virtual machines in the subscription { $subscription } only.
       *[other] Active for { $days } more days, for matching virtual machines in the subscription { $subscription } only.
    }
reservations-is-not-started = Bought; the discount starts at { $starts }, the next full hour after the purchase.
reservations-is-pending = Being set up. Nothing needs to be done; it becomes active by itself.
reservations-is-expired = Expired on { $date }. Usage is charged at pay-as-you-go rates again; nothing that runs was stopped.
reservations-is-cancelled = Cancelled. It no longer gives a discount.
reservations-is-failed = Not set up. It gives no discount; look at the order for the reason.
reservations-is-warning = Active, but something about it needs to be looked at.

reservations-section-what = What is reserved
reservations-section-price = Price and payment
reservations-section-ids = IDs and purchase
reservations-expiration-date = Expiration date
reservations-expiration-why = Ends at 00:00 UTC at the start of this day.
reservations-expiration-not-renewing = It does not renew by itself.
reservations-expiration-renewing = The same is bought again then.
reservations-start = Start
reservations-instances = Instances
reservations-group = Size flexibility group
reservations-group-ratio = { $group }, ratio { $ratio }
reservations-group-none = This size is in no group; the discount applies to exactly this size.
reservations-size-facts = { NUMBER($vcpus) } vCPU, { $memory } GiB memory
reservations-price-paid = Price
reservations-price-working = { $unit } × { NUMBER($quantity) } for the whole term
reservations-next-charge = Next charge
reservations-no-charge-left = Everything is billed.
reservations-charges =
    { $count ->
        [one] { $count } charge
       *[other] { $count } charges
    }
reservations-charge-number = Charge
reservations-due = Due
reservations-amount = Amount
reservations-partner-of-record = Partner of record
reservations-partner-of-record-locked = Fixed at purchase. To change it, the reservation is cancelled and bought again under the new partner.
reservations-order-number = Order number
reservations-id = Reservation ID
reservations-order-id = Reservation order ID
reservations-bought = Purchased
reservations-bought-by = Bought by
reservations-subscription = Subscription
reservations-subscription-suspended = The subscription is not active. The reservation keeps running all the same.
reservations-copy-all = Everything for a support request
reservations-copy-all-note = Select the text, or use the button.
reservations-covers-title = What it covers
reservations-covers = Compute hours of virtual machines of this size in this region. Software is not included: Windows Server, SQL Server and other licences, storage and network are billed as before.
reservations-not-covers = Classic and promotional virtual machines never get the discount. Hours that are not used are lost at the end of each hour.
reservations-read-scope = How the scope works
reservations-read-sizing = How the discount finds virtual machines
reservations-read-billing = How reservations are billed
reservations-read-refunds = What a return gives back

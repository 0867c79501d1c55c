# Building an exchange: what is returned, what is bought, whether it passes.

exchange-comes-back = Comes back
exchange-new-total = New purchases
exchange-least = They have to reach
exchange-net = To be paid
exchange-due-now = Of that, to be paid at once
exchange-ends = The new reservations end
exchange-repairs = One of these changes is enough:
exchange-net-with = to be paid { $net }
exchange-of = Exchange { $name }
exchange-status = Return reservations and buy others of the same type instead. No fee, and the refund limit stays as it is.
exchange-returns = What is returned
exchange-returns-note = 0 returns nothing of it. What is kept goes on as a new reservation with the same end.
exchange-quantity-of = Quantity of { $name }
exchange-also = Another reservation
exchange-return-too = Return it too
exchange-purchases = What is bought instead
exchange-purchases-note = At the prices of today; new terms start with the exchange.
exchange-gone = Something that was chosen is not sold any more and was left out.
exchange-nothing-bought = Nothing yet. Add reservations from the catalog below.
exchange-update = Update
exchange-shelf = Catalog
exchange-add = Add
exchange-more =
    { $count ->
        [one] { $count } more result. Narrow the search to see it.
       *[other] { $count } more results. Narrow the search to see them.
    }
exchange-not-bought = The new reservations cannot be bought now
exchange-no-rate = There is no rate of { $currency } to the US dollar, so the new order cannot be placed.
exchange-has-to-reach = The new purchases have to reach { $minimum }.
exchange-limit-same = An exchange uses nothing of the refund limit.
exchange-columns = Side by side
exchange-columns-note = What each choice means for the reservations above. Amounts below zero come back.
exchange-keep = Keep
exchange-widen = Widen scope
exchange-can = Possible
exchange-cash = To be paid now
exchange-commitment = Commitment to the end
exchange-until = Ends
exchange-ends-now = Now
exchange-limit-used = Used of the refund limit
exchange-expected = Expected utilization
exchange-expected-unknown = Not known without usage data
exchange-expected-wider = As now or higher: more machines match
exchange-expected-none = None of what is returned
exchange-expected-note = Expected utilization: what ran from { $first } to { $last } is tried on each choice, with everything else that is reserved as it is now.
exchange-expected-buy = Add a purchase to see it
exchange-reason = Reason for exchange
exchange-request = Request exchange
exchange-buys = Bought instead
exchange-bought = { NUMBER($count) } × { $what } at { $unit }
exchange-approve-what = The returned reservations end, the credit note is issued and the new order is placed, at once.

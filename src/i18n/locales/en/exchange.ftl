# Building an exchange: what is returned, what is bought, whether it passes.

exchange-comes-back = Comes back
exchange-new-total = New purchases
exchange-least = They have to reach
exchange-net = To be paid
exchange-due-now = Of that, to be paid at once
exchange-ends = The new reservations end
exchange-repairs = One of these changes is enough:
exchange-net-with = to be paid { $net }

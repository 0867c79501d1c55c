help-moving-title = Moving a subscription
help-moving-lead = Reservations stay behind.

help-moving-stays = When a customer moves an Azure subscription from a direct offer or an Enterprise Agreement to a Cloud Solution Provider, its reservations do not move with it.
help-moving-do = What to do
help-moving-do-cancel = Cancel the reservations where they were bought, before the subscription moves.
help-moving-do-move = Move the subscription.
help-moving-do-buy = Buy the reservations again here, for the subscription that arrived.
help-moving-suspended = A subscription that is suspended cannot get a new reservation. A reservation that is there already keeps running.

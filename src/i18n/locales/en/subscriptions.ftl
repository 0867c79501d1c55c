subscriptions-azure = Azure subscription
subscriptions-id = Subscription ID
subscriptions-name = Subscription name
subscriptions-name-hint = How people will recognize it, such as Production. 1 to 64 characters.
subscriptions-registration = Reservations
subscriptions-count =
    { $count ->
        [0] No subscriptions
        [one] { $count } subscription
       *[other] { $count } subscriptions
    }
subscriptions-ready =
    { $count ->
        [0] none can hold reservations
       *[other] { $count } can hold reservations
    }
subscriptions-added-on = Added
subscriptions-suspended-on = Suspended

subscriptions-add = Add subscription
subscriptions-add-title = Add an Azure subscription
subscriptions-add-what = The subscription is active at once. Register it on its page before you buy reservations for it.
subscriptions-empty = This customer has no Azure subscription
subscriptions-empty-why = A reservation is tied to an active Azure subscription. Add one before you buy reservations.
subscriptions-empty-own = You have access to no Azure subscription
subscriptions-empty-own-why = An Owner of the subscription or your partner can give you access.
subscriptions-customer-not-active = Subscriptions can be added only for an active customer. This customer's status: { $state }

subscriptions-ready-title = Ready for reservations
subscriptions-ready-what = The subscription is active and registered. Reservations can be bought for it.
subscriptions-buy = View reservation products
subscriptions-register = Register for reservations
subscriptions-register-title = Not registered for reservations
subscriptions-register-what = Only a registered subscription can hold a reservation. Registration takes effect at once and stays.
subscriptions-register-who = Global admins, admin agents and sales agents can register it.
subscriptions-suspended-title = Suspended
subscriptions-suspended-what = No new reservation can be bought for this subscription. Reservations that exist keep running.
subscriptions-deleted-on = Unless it is reactivated, it is deleted on { $day } (UTC).

subscriptions-suspend = Suspend subscription
subscriptions-suspend-title = Suspend { $name }
subscriptions-suspend-sure = Suspending stops the use of this subscription
subscriptions-suspend-new = No new reservation can be bought for it, and cart lines for it cannot be ordered.
subscriptions-suspend-kept = Reservations that exist keep running and keep their price.
subscriptions-suspend-days = It is kept for { NUMBER($days) } days and can be reactivated in that time. After that it is deleted.
subscriptions-reactivate = Reactivate subscription
subscriptions-reactivate-title = Reactivate { $name }
subscriptions-reactivate-sure = Reactivating makes this subscription active again
subscriptions-reactivate-new = New reservations can be bought for it if it is registered.
subscriptions-reactivate-access = Access that people have to it counts again as listed on its page.
subscriptions-conflict-state = The subscription is { $state } now. This act is not possible.

# Explicit access.
subscriptions-access = Explicit access
subscriptions-access-note = Sales and helpdesk agents need explicit access to buy or manage in the Azure portal view and to file support requests.
subscriptions-access-delegated = Every admin agent is Owner by delegation, without an entry in this list.
subscriptions-access-undelegated = The customer has revoked delegated admin privileges, so admin agents are not Owner by delegation.
subscriptions-access-who = Admin agents give access to agents. Global admins, admin agents and sales agents assign roles to the customer's users.
subscriptions-access-empty = Nobody has explicit access.
subscriptions-access-ended = Ended access
subscriptions-access-give = Give access
subscriptions-access-give-title = Give access to a person
subscriptions-access-person = Person
subscriptions-access-nobody = There is nobody to give access to. Only sales and helpdesk agents and users of the customer need it.
subscriptions-access-role = Role
subscriptions-access-owner = Owner
subscriptions-access-about-owner = Manages everything, buys reservations and gives access.
subscriptions-access-contributor = Contributor
subscriptions-access-about-contributor = Manages everything, but does not buy reservations or give access.
subscriptions-access-reader = Reader
subscriptions-access-about-reader = Views everything and changes nothing.
subscriptions-access-reservation-purchaser = Reservation Purchaser
subscriptions-access-about-reservation-purchaser = Buys reservations.
subscriptions-access-end = Last day of access
subscriptions-access-end-hint = A UTC day, such as 2026-12-31; access ends when that day ends. Leave it empty for access without an end.
subscriptions-access-end-past = The last day must not be in the past
subscriptions-access-has-it = This person has this role already. Revoke it first to change its end.
subscriptions-access-not-a-person = Select a person from the list
subscriptions-access-ends = Ends
subscriptions-access-no-end = No end
subscriptions-access-given = Given
subscriptions-access-given-by = By { $name }
subscriptions-access-revoke = Revoke access
subscriptions-access-revoke-of = Revoke access of { $name }
subscriptions-access-revoked-at = Revoked
subscriptions-access-ran-out-at = Ended
subscriptions-access-customers-person = User of the customer
subscriptions-access-agent = Agent

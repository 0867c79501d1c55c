# News for one person: the inbox, the mail that tells the same, and the page of all mail.

messages-title = Messages
messages-unread = { $count ->
    [0] No unread messages
    [one] { $count } unread message
   *[other] { $count } unread messages
}
messages-new = Unread
messages-open = Open
messages-read = Mark as read
messages-read-all = Mark all as read
messages-empty-title = No messages yet
messages-empty-next = What happens to orders, refunds and support requests that concern you is told here.
messages-choose = Choose which messages you also get by mail

# What happened, in one line; the subject of the mail.
messages-order-placed = Order { $number } placed for { $customer }
messages-order-placed-more = { $by } bought for { $total }.
messages-software-cancel-requested = Cancellation { $number } of software of { $customer } requested
messages-software-cancelled = Software of { $customer } cancelled, case { $number }
messages-software-cancelled-more = { $net } stands on the invoice of next month. The line has quantity 0, its keys and links do not work any more.
messages-software-cancel-rejected = Cancellation { $number } of software of { $customer } rejected
messages-refund-requested = Refund { $number } for { $customer } requested
messages-refund-requested-more = { $by } asked for { $net } back. The desk decides.
messages-refund-approved = Refund { $number } for { $customer } approved
messages-refund-approved-more = { $net } comes back to you as a credit note.
messages-refund-rejected = Refund { $number } for { $customer } rejected
messages-exchange-requested = Exchange { $number } for { $customer } requested
messages-exchange-requested-more = { $by } asked for it. The desk decides.
messages-exchange-approved = Exchange { $number } for { $customer } approved
messages-exchange-approved-more = Returned less bought: { $net }.
messages-exchange-rejected = Exchange { $number } for { $customer } rejected
messages-rejected-more = Reason: { $reason }
messages-information-asked = The desk has a question about { $number } for { $customer }
messages-information-asked-more = Question: { $question }
messages-request-answered = New note on support request { $number }
messages-request-answered-more = { $by } answered “{ $title }” ({ $customer }).
messages-request-attention = Support request { $number } needs your attention
messages-request-closed = Support request { $number } closed
messages-request-more = “{ $title }” ({ $customer })
messages-reservation-access = You have access to a reservation of { $customer }
messages-reservation-access-more = { $by } gave you access to { $reservation }.
messages-subscription-access = You have access to an Azure subscription of { $customer }
messages-subscription-access-more = { $by } gave you access to { $subscription }.
messages-utilization-low = Utilization of { $reservation } of { $customer } is low
messages-utilization-low-more = { $alert }: { NUMBER($percent) }% used, below { NUMBER($threshold) }%.
messages-utilization-restored = Utilization of { $reservation } of { $customer } is well again
messages-utilization-restored-more = { $alert }: { NUMBER($percent) }% used, { NUMBER($threshold) }% or more.
messages-key-missing = No product key left for { $customer }
messages-key-missing-more = { $software } was bought and waits for a product key. It gets the next one that is imported.
messages-key-arrived = Product key issued for { $customer }
messages-key-arrived-more = { $software } had waited for a product key and has one now.
messages-subscription-deleted = Azure subscription of { $customer } deleted
messages-subscription-deleted-more = { $subscription } had been suspended for 90 days. Everybody’s access to it has ended.
messages-expiring = { $count ->
    [one] { $count } reservation of { $customer } expires soon
   *[other] { $count } reservations of { $customer } expire soon
}
messages-expiring-more = The first one ends on { $day }.
messages-renewing = { $count ->
    [one] { $count } reservation of { $customer } renews soon
   *[other] { $count } reservations of { $customer } renew soon
}
messages-renewing-more = The first one is bought again on { $day }, at the price of today or of that day, whichever is lower. Turn auto-renew off on its Configuration page if that is not wanted.
messages-renewed = { $reservation } of { $customer } renewed
messages-renewed-more = Order { $number } for { $total } was placed. The new reservation ends on { $until }; its auto-renew is off.
messages-not-renewed = { $reservation } of { $customer } not renewed
messages-not-renewed-more = { $why } Its virtual machines pay pay-as-you-go rates now; buy a new reservation to go on.

# Around the text of a mail.
messages-mail-open = Open it here:
messages-mail-foot = You get this mail from { $product }. Choose which mails you get:

# The choice on the account page.
messages-choice-title = Mail about your messages
messages-choice-what = Messages always stand in your inbox. Choose which of them you also get by mail at { $email }.
messages-choice-legend = Also send by mail
messages-choice-files = This installation has no mail server, so mails are only written to files.
messages-topic-orders = Orders
messages-topic-refunds = Refunds and exchanges
messages-topic-support = Support requests
messages-topic-access = Access to reservations and subscriptions
messages-topic-deadlines = Expiring reservations and deleted subscriptions

# Mail of the installation.
messages-mails-title = Mail
messages-mails-server = Mails are sent by { $server } as { $from }.
messages-mails-files-title = No mail server is configured
messages-mails-files = Mails are not sent. Each is written as a file to { $folder }. Set smtp_url and restart the server to send mail; what has been written is not sent later.
messages-mails-to = To
messages-mails-subject = Subject
messages-mails-state = State
messages-mails-time = Time
messages-mails-attempts = Attempts
messages-mails-why = Last error
messages-mails-next = Next try { $time }
messages-mails-all = All states
messages-mails-again = Try again
messages-mails-empty-title = No mail
messages-mails-empty-next = Mails of the messages that people get are listed here for 90 days.
messages-state-queued = Waiting
messages-state-sent = Sent
messages-state-filed = Written to a file
messages-state-given-up = Given up

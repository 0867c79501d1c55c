desk-title = Desk
desk-status =
    { $open ->
        [one] { $open } request waits for the desk
       *[other] { $open } requests wait for the desk
    }
desk-unassigned-count = unassigned: { NUMBER($count) }
desk-age = Age
desk-kind = Kind
desk-kind-all = All kinds
desk-kind-question = Question
desk-kind-refund = Refund
desk-kind-exchange = Exchange
desk-state-not-closed = Not closed
desk-whose = Whose
desk-whose-all = Everybody's
desk-whose-mine = Mine
desk-whose-nobody = Unassigned
desk-all-partners = All partners
desk-empty-title = The queue is empty
desk-empty-next = Requests of partners appear here when they are sent.
desk-assign = Assign to me
desk-release = Release
desk-assigned-you = You have this request.
desk-assigned-other = { $name } has this request.
desk-assigned-nobody = Nobody has this request.
desk-decide = Decide on the refund or exchange
desk-reply = Write
desk-body = Message
desk-word = What it does
desk-word-answer = Answer
desk-about-answer = The partner reads it; the request stays with the desk.
desk-word-ask = Ask for information
desk-about-ask = The request goes to the partner until they answer.
desk-word-close = Answer and close
desk-about-close = The partner can reopen the request.
desk-word-internal = Internal note
desk-about-internal = Only the desk reads it.
desk-send = Send
desk-closed = A closed request takes internal notes only. The partner can reopen it.
desk-file-release = Release file
desk-file-release-of = Release { $name }
desk-file-refuse = Refuse file
desk-file-refuse-of = Refuse { $name }
desk-file-care = Not scanned. Open it only where it can do no harm.
desk-files-are-seen = The partner sees files too. Send them with an answer or a question, not with an internal note
desk-files-rule = PNG, JPG, PDF, TXT, CSV, LOG or ZIP, up to 10 MB each, 5 for a request. The partner sees them.

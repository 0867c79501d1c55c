help-markets-title = Markets without reservations
help-markets-lead = Where customers cannot buy reservations.

help-markets-which = Reservations are not sold to customers in the markets below. The country of the customer counts, not the country of the partner.
help-markets-dated = Why a list has a date
help-markets-dated-how = The vendor published several lists that contradict each other. They are kept as they were published, with dates and sources. The list { $list } is in force here. A market that opens is ended in the list on that day and not erased, so that an earlier refusal can still be explained.
help-markets-dated-software = The list concerns reservations. Software subscriptions are not affected by it.

help-scope-title = Scope
help-scope-lead = Which subscriptions the discount reaches.

help-scope-what = The scope says whose virtual machines the discount may reach. You choose it for each reservation on the review page.
help-scope-context = The billing context
help-scope-context-what = For a customer of a Cloud Solution Provider, the billing context is all the subscriptions that you supply to this customer. A subscription from another partner is outside it. A subscription that leaves your supply no longer gets a shared discount; the others keep it.
help-scope-optimize = What to optimize for
help-scope-optimize-when = Capacity priority can be chosen for a single subscription only.
help-scope-order = When several could apply
help-scope-order-how = The narrower scope comes first: single subscription, then shared. What it leaves uncovered moves on to the next.

-product = Partner Dashboard

common-product = { -product }
common-title = { $page } - { -product }
common-title-section = { $page } - { $section } - { -product }
common-error-title = Error: { $title }
common-problem = There is a problem

common-save = Save
common-cancel = Cancel
common-back = Back
common-edit = Edit
common-change = Change
common-change-of = Change { $what }
common-remove = Remove
common-remove-of = Remove { $what }
common-add = Add
common-search = Search
common-filter = Filter
common-apply-filters = Apply filters
common-clear-filters = Clear filters
common-continue = Continue
common-next = Next
common-done = Done
common-view = View
common-details = Details
common-show-details = Show details
common-hide-details = Hide details
common-export-csv = Export CSV
common-download = Download
common-copy = Copy
common-copied = Copied
common-print = Print
common-confirm = Confirm
common-submit = Submit

common-yes = Yes
common-no = No
common-all = All
common-on-page = { NUMBER($count) } on this page
common-none = None
common-not-provided = Not provided
common-not-applicable = Not applicable
common-loading = Loading…
common-optional = optional
common-required = required
common-required-note = Fields are required unless marked optional.
common-new-tab = (opens in a new tab)

common-status = Status
common-actions = Actions
common-name = Name
common-date = Date
common-time = Time
common-from = From
common-to = To
common-quantity = Quantity
common-unit-price = Unit price
common-total = Total
common-subtotal = Subtotal
common-currency = Currency
common-description = Description
common-created = Created
common-updated = Updated
common-sort-ascending = Sort ascending
common-sort-descending = Sort descending
common-sorted-ascending = sorted ascending
common-sorted-descending = sorted descending

common-pages = Pages
common-next-page = Next page
common-previous-page = Previous page
common-page-of = Page { NUMBER($page) } of { NUMBER($pages) }
common-range = { NUMBER($from) }–{ NUMBER($to) }
common-range-of = { NUMBER($from) }–{ NUMBER($to) } of { NUMBER($total) }
common-results =
    { $count ->
        [0] No results
        [one] { $count } result
       *[other] { $count } results
    }
common-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
common-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
common-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }

common-language = Language
common-skip = Skip to content
common-breadcrumbs = You are here
common-main-menu = Main menu
common-demo = Demo data
common-utc-note = Dates and times are in UTC.

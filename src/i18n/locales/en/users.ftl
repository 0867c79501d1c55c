users-count =
    { $count ->
        [0] No users
        [one] { $count } user
       *[other] { $count } users
    }
users-add = Add user
users-organization = Organization
users-active = Active
users-disabled = Turned off
users-status-disabled = turned off: { NUMBER($count) }
users-temporary = Temporary password
users-temporary-note = The first sign-in must change it.
users-last-column = Added
users-you = You
users-empty = This organization has no users

users-new-title = Add a user
users-new-what = The user gets a temporary password. It is shown once, on the next page.
users-name = Name
users-email = Email address
users-email-hint = The user signs in with it.
users-email-taken = This email address belongs to an account already. Enter another.
users-no-role = None of this category
users-roles-missing = Select at least one role
users-roles-save = Save roles
users-roles-follow = Saving ends the sessions of this user, who then signs in with the new roles.
users-own-right = You cannot take the right to manage users from yourself. Another user manager can.

users-password-title = Temporary password
users-password-once = This password is shown only now
users-password-for = Give it to { $name } over a channel you trust. The first sign-in must change it. Nobody can see it again; if it is lost, give a new one.
users-password-label = Temporary password
users-password-done = Done

users-access = Sign-in
users-sessions-open =
    { $count ->
        [0] Not signed in.
        [one] Signed in once.
       *[other] Signed in { $count } times.
    }
users-sessions-end = End all sessions
users-password-new = Give a new temporary password
users-password-new-what = The present password stops working and all sessions end.
users-password-own = Change your own password on the page of your account.
users-disable = Turn off account
users-disable-what = The user is signed out and cannot sign in. What the user did stays in the activity log.
users-enable = Turn on account
users-enable-what = The user can sign in again with the same password and roles.
users-disabled-since = Turned off since { $date }

# A customer's people.
users-of-customer = Users of the customer
users-of-customer-note = They sign in here to see their own organization.
users-of-customer-empty = The customer has no users here.
users-of-customer-new = Add a user of { $name }
users-matrix = Who has access to this customer
users-matrix-note = Explicit access to each Azure subscription.
users-matrix-delegated = Every admin agent is Owner of all of them by delegation.
users-matrix-undelegated = The customer has revoked delegated admin privileges: admin agents are not Owner by delegation.
users-matrix-empty = Nobody has explicit access to a subscription of this customer.
users-matrix-until = until { $day }
users-matrix-none = No access

signin-title = Sign in
signin-email = Email address
signin-password = Password
signin-submit = Sign in
signin-signed-out = You are signed out.
signin-wrong = The email address or password is not correct
signin-enter-email = Enter your email address
signin-enter-password = Enter your password
signin-locked-until = Too many attempts. You can sign in again from { $until }.
signin-forgot = Forgot your password? A user management admin of your organization can give you a temporary one.

# Demo mode.
signin-demo-title = Demo accounts
signin-demo-notice = This is a demonstration with invented data. Nothing you do here is billed.
signin-demo-pick = Select an account to sign in without a password.
signin-demo-as = Sign in as { $name }

# Second factor.

# Change the password.
signin-change-title = Change password
signin-change-required = Your password is temporary. Choose your own before you continue.
signin-change-current = Current password
signin-change-new = New password
signin-change-repeat = Repeat the new password
signin-change-rules = 12 to 128 characters. Any characters, spaces too. Not a common password, and without the product's or your organization's name.
signin-change-submit = Change password
signin-change-done = The password is changed. All other sessions are ended.
signin-change-enter-current = Enter your current password
signin-change-enter-new = Enter a new password
signin-change-wrong-current = The current password is not correct
signin-change-too-short = The new password must be 12 characters or more
signin-change-too-long = The new password must be 128 characters or fewer
signin-change-common = The new password is among the most common ones. Choose another.
signin-change-has-name = The new password contains the name of the product, your organization or your account. Choose another.
signin-change-not-repeated = The two new passwords are not the same
signin-change-same = The new password is the current one. Choose another.

# Sessions.
signin-sessions-title = Sessions
signin-sessions-intro = Where you are signed in. End a session that you do not recognize and change your password.
signin-sessions-this = This browser
signin-sessions-browser = Browser
signin-sessions-address = Address
signin-sessions-started = Signed in
signin-sessions-last-seen = Last seen
signin-sessions-end = End session
signin-sessions-end-others = End all other sessions
signin-sessions-only-this = You are not signed in anywhere else.

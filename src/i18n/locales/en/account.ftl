account-organization = Organization
account-roles = Roles

# What a customer's person sees.
account-own-title = Your organization
account-own-domain = Domain
account-own-id = Microsoft ID
account-seller-title = Your partner
account-seller-what = { $name } sells Azure products to your organization and answers your questions.
account-seller-people = People to contact
account-seller-nobody = No contact person is listed.
account-access-title = Azure subscriptions you have access to
account-access-empty = You have access to no Azure subscription. An Owner of the subscription or your partner can give it to you.
account-see-title = What you can see here
account-see-own = Your own account, its sessions and your partner's contacts.
account-see-reservations = The reservations of your organization and the subscriptions listed above.
account-see-not = Prices, orders, invoices and other customers are not shown to you. Ask your partner about them.

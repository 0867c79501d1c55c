api-clients-one = API client
api-clients-named = API client { $name }
api-clients-title = API clients
api-clients-what = Programs that use the API of this organization, each with an ID, a secret and one role.
api-clients-reference = Developer reference of the API
api-clients-add = Register API client
api-clients-empty = This organization has no API clients
api-clients-expires = Expires
api-clients-used = Last token
api-clients-never = Never
api-clients-revoked = Revoked
api-clients-expired = Expired
api-clients-new-what = The API client gets a secret. It is shown once, on the next page.
api-clients-name-hint = The activity log shows this name.
api-clients-life = Valid for
api-clients-id = Client ID
api-clients-tenant = Tenant ID
api-clients-secret = Client secret
api-clients-former = Former secret valid until
api-clients-rotate = Give a new secret
api-clients-rotate-what = The present secret keeps working for 24 hours.
api-clients-revoke = Revoke
api-clients-revoke-what = All its tokens end now and it gets no new ones. This cannot be undone.
api-clients-once = This secret is shown only now
api-clients-once-what = Keep it where secrets are kept. Nobody can see it again; if it is lost, give a new one.
api-clients-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

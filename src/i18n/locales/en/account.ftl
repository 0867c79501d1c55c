account-organization = Organization
account-roles = Roles

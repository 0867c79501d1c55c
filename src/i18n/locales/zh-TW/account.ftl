account-organization = 組織
account-roles = 角色

account-organization = 조직
account-roles = 역할

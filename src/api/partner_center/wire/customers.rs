//! Customers and profiles. Floor 4. api 7.1.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::{Attributes, Links};

/// A customer; in lists without the billing profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Customer {
    /// The tenant's GUID, the Microsoft ID.
    pub(in crate::api) id: String,
    /// The same, as the commerce system calls it.
    pub(in crate::api) commerce_id: String,
    /// The company.
    pub(in crate::api) company_profile: CompanyProfile,
    /// How it is billed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) billing_profile: Option<BillingProfile>,
    /// `reseller`, or `none` when the relationship has ended.
    pub(in crate::api) relationship_to_partner: String,
    /// Whether the partner administers on the customer's behalf.
    pub(in crate::api) allow_delegated_access: bool,
    /// The domains.
    pub(in crate::api) custom_domains: Vec<String>,
    /// The account that was made with the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) user_credentials: Option<UserCredentials>,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// The company of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct CompanyProfile {
    /// The tenant's GUID.
    pub(in crate::api) tenant_id: String,
    /// The primary domain name.
    pub(in crate::api) domain: String,
    /// The name.
    pub(in crate::api) company_name: String,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// How a customer is billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct BillingProfile {
    /// The same id as the customer.
    pub(in crate::api) id: String,
    /// The name.
    pub(in crate::api) company_name: String,
    /// `en-US`
    pub(in crate::api) culture: String,
    /// `en`
    pub(in crate::api) language: String,
    /// The address; here the country is kept of it.
    pub(in crate::api) default_address: Address,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// An address. Of what is sent, the country is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct Address {
    /// Two letters; decides the market and the currency.
    pub(in crate::api) country: String,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) first_name: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) last_name: Option<String>,
}

/// The account that was made with a customer; the password is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct UserCredentials {
    /// What the person signs in with.
    pub(in crate::api) user_name: String,
    /// The first password, to be changed.
    pub(in crate::api) password: String,
}

/// A customer to be made.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewCustomer {
    /// The company.
    pub(in crate::api) company_profile: NewCompany,
    /// How it is billed.
    pub(in crate::api) billing_profile: NewBilling,
    /// For an indirect provider: the MPN ID of the reseller who looks after the customer.
    pub(in crate::api) associated_partner_id: Option<String>,
}

/// The company of a customer to be made.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewCompany {
    /// The primary domain name.
    pub(in crate::api) domain: String,
    /// The tenant's GUID, where the tenant is there already.
    pub(in crate::api) tenant_id: Option<String>,
    /// The name, where the billing profile does not say it.
    pub(in crate::api) company_name: Option<String>,
}

/// How a customer to be made is billed.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewBilling {
    /// The name.
    pub(in crate::api) company_name: Option<String>,
    /// The first person's e-mail address.
    pub(in crate::api) email: Option<String>,
    /// The address.
    pub(in crate::api) default_address: Address,
}

/// The partner itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct OrganizationProfile {
    /// The partner's GUID.
    pub(in crate::api) id: String,
    /// The partner's GUID.
    pub(in crate::api) tenant_id: String,
    /// The name.
    pub(in crate::api) company_name: String,
    /// The address.
    pub(in crate::api) default_address: Address,
    /// The e-mail address of who calls.
    pub(in crate::api) email: String,
    /// `en`
    pub(in crate::api) language: String,
    /// `en-US`
    pub(in crate::api) culture: String,
    /// `organization_profile`
    pub(in crate::api) profile_type: String,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// The partner's number in the partner network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct MpnProfile {
    /// The number.
    pub(in crate::api) mpn_id: String,
    /// The name.
    pub(in crate::api) partner_name: String,
    /// `mpn_profile`
    pub(in crate::api) profile_type: String,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// A filter of a list, as JSON in the parameter `filter`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::api) struct SimpleFilter {
    /// What is compared.
    #[serde(alias = "Field")]
    pub(in crate::api) field: String,
    /// With what.
    #[serde(alias = "Value")]
    pub(in crate::api) value: String,
    /// How: `starts_with`.
    #[serde(alias = "Operator")]
    pub(in crate::api) operator: String,
}

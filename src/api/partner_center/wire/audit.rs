//! Audit records and users. Floor 4. api 7.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{Attributes, Links};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct AuditRecord {
    /// Its number in the partner's chain.
    pub(in crate::api) id: String,
    /// The partner.
    pub(in crate::api) partner_id: String,
    /// The customer it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) customer_id: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) customer_name: Option<String>,
    /// Who did it.
    pub(in crate::api) user_principal_name: String,
    /// What kind of thing.
    pub(in crate::api) resource_type: String,
    /// The state of the thing afterwards, as JSON in text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) resource_new_value: Option<String>,
    /// The state of the thing before, as JSON in text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) resource_old_value: Option<String>,
    /// What was done.
    pub(in crate::api) operation_type: String,
    /// When.
    pub(in crate::api) operation_date: String,
    /// `succeeded` or `failed`
    pub(in crate::api) operation_status: String,
    /// Names and values beside them.
    pub(in crate::api) customized_data: Vec<KeyValue>,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// A name and a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct KeyValue {
    /// The name.
    pub(in crate::api) key: String,
    /// The value.
    pub(in crate::api) value: String,
}

/// A person of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct CustomerUser {
    /// The person.
    pub(in crate::api) id: String,
    /// What they sign in with.
    pub(in crate::api) user_principal_name: String,
    /// Given name.
    pub(in crate::api) first_name: String,
    /// Family name.
    pub(in crate::api) last_name: String,
    /// The whole name.
    pub(in crate::api) display_name: String,
    /// `active` or `inactive`
    pub(in crate::api) state: String,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

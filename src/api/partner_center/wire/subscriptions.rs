//! Azure subscriptions and their registration for reservations. Floor 4. api 7.2.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::{Attributes, Links};

/// An Azure subscription of a customer.
#[expect(clippy::struct_excessive_bools, reason = "the vendor has so many")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Subscription {
    /// The GUID.
    pub(in crate::api) id: String,
    /// `MS-AZR-0145P`
    pub(in crate::api) offer_id: String,
    /// The same GUID: what Azure calls it.
    pub(in crate::api) entitlement_id: String,
    /// `Microsoft Azure`
    pub(in crate::api) offer_name: String,
    /// What people call it.
    pub(in crate::api) friendly_name: String,
    /// 1: Azure is billed by usage.
    pub(in crate::api) quantity: u32,
    /// `Usage-based`
    pub(in crate::api) unit_type: String,
    /// Never: nothing is added on to an Azure subscription here.
    pub(in crate::api) has_purchasable_addons: bool,
    /// Since when.
    pub(in crate::api) creation_date: String,
    /// From when it counts.
    pub(in crate::api) effective_start_date: String,
    /// When the vendor's commitment ends: a year on, again and again.
    pub(in crate::api) commitment_end_date: String,
    /// `active`, `suspended`, `deleted` or `pending`.
    pub(in crate::api) status: String,
    /// It goes on by itself.
    pub(in crate::api) auto_renew_enabled: bool,
    /// No trial.
    pub(in crate::api) is_trial: bool,
    /// `usage`
    pub(in crate::api) billing_type: String,
    /// `monthly`
    pub(in crate::api) billing_cycle: String,
    /// The vendor's own.
    pub(in crate::api) is_microsoft_product: bool,
    /// `subscription`
    pub(in crate::api) contract_type: String,
    /// `Microsoft Corporation`
    pub(in crate::api) publisher_name: String,
    /// Why it is suspended.
    pub(in crate::api) suspension_reasons: Vec<String>,
    /// The order it came with; subscriptions are added here without one, so it is its own id.
    pub(in crate::api) order_id: String,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// What is changed of a subscription; what is not said stays.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct SubscriptionChange {
    /// What people call it.
    pub(in crate::api) friendly_name: Option<String>,
    /// `active` or `suspended`.
    pub(in crate::api) status: Option<String>,
    /// Only 1.
    pub(in crate::api) quantity: Option<u32>,
    /// Only true.
    pub(in crate::api) auto_renew_enabled: Option<bool>,
    /// Only `monthly`.
    pub(in crate::api) billing_cycle: Option<String>,
    /// The version that the change counts on.
    pub(in crate::api) attributes: Option<SentAttributes>,
}

/// Attributes as a client sends them back.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct SentAttributes {
    /// The version that was read.
    pub(in crate::api) etag: Option<String>,
}

/// Whether a subscription is registered for reservations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct RegistrationStatus {
    /// The subscription.
    pub(in crate::api) subscription_id: String,
    /// `notRegistered`, `registering` or `registered`.
    pub(in crate::api) status: String,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

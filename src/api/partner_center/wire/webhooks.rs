//! Webhooks: our own nouns. Floor 4.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::{Attributes, Links};

/// Who is told about what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Webhook {
    /// The id.
    pub(in crate::api) id: String,
    /// Where it is told.
    pub(in crate::api) url: String,
    /// `order`, `reservation`, `refund`, `software`, `support`
    pub(in crate::api) topics: Vec<String>,
    /// Whether it is told anything; a webhook can be switched off for a while.
    pub(in crate::api) is_enabled: bool,
    /// What signs it, as Standard Webhooks write it; only in the answer that makes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) secret: Option<String>,
    /// Until when the secret before this one signs beside it, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) former_secret_until: Option<String>,
    /// Since when.
    pub(in crate::api) created_date: String,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// A webhook to be registered.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewWebhook {
    /// Where it is told: an address that begins with https://.
    pub(in crate::api) url: String,
    /// What it is told about; everything unless said.
    pub(in crate::api) topics: Vec<String>,
}

/// What changes about a webhook; what is not said stays.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct WebhookChange {
    /// Where it is told.
    pub(in crate::api) url: Option<String>,
    /// What it is told about.
    pub(in crate::api) topics: Option<Vec<String>>,
    /// Whether it is told anything.
    pub(in crate::api) is_enabled: Option<bool>,
}

/// Something a webhook was told, or is to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Delivery {
    /// The id; `webhook-id` carries it.
    pub(in crate::api) id: String,
    /// `order.created`
    pub(in crate::api) event: String,
    /// `queued`, `delivered` or `given_up`
    pub(in crate::api) state: String,
    /// How often it was tried.
    pub(in crate::api) tries: u32,
    /// What was answered the last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) last_status: Option<i32>,
    /// Why the last try failed, or empty.
    pub(in crate::api) last_error: String,
    /// The beginning of what was answered the last time, or empty.
    pub(in crate::api) last_answer: String,
    /// When it is tried next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) next_try_date: Option<String>,
    /// When it happened.
    pub(in crate::api) created_date: String,
    /// When it was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) delivered_date: Option<String>,
    /// What is sent, as JSON in text.
    pub(in crate::api) payload: String,
}

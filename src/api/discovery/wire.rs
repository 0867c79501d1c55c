//! Subscriptions, tenants, tokens and the endpoints of this cloud, as clients read them. Floor 4.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A subscription.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "AzureSubscription")]
pub(super) struct AzureSubscription {
    pub(super) id: String,
    pub(super) subscription_id: String,
    pub(super) tenant_id: String,
    pub(super) display_name: String,
    pub(super) state: &'static str,
    pub(super) subscription_policies: SubscriptionPolicies,
    pub(super) authorization_source: &'static str,
    pub(super) managed_by_tenants: Vec<String>,
}

/// What a subscription may.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SubscriptionPolicies {
    pub(super) location_placement_id: &'static str,
    pub(super) quota_id: &'static str,
    pub(super) spending_limit: &'static str,
}

/// The organisation of a client.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Tenant")]
pub(super) struct Tenant {
    pub(super) id: String,
    pub(super) tenant_id: String,
    pub(super) display_name: String,
    pub(super) tenant_type: &'static str,
}

/// Where tokens come from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct OpenIdConfiguration {
    pub(super) issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    pub(super) token_endpoint_auth_methods_supported: [&'static str; 2],
    pub(super) response_types_supported: [&'static str; 1],
    pub(super) grant_types_supported: [&'static str; 1],
    pub(super) subject_types_supported: [&'static str; 1],
    pub(super) id_token_signing_alg_values_supported: [&'static str; 1],
}

/// Published keys: none.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Keys {
    pub(super) keys: Vec<String>,
}

/// The endpoints of this cloud.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CloudEndpoints {
    pub(super) name: &'static str,
    pub(super) authentication: CloudAuthentication,
    /// No service has an address of its own.
    pub(super) suffixes: BTreeMap<String, String>,
    /// Every interface is at the same address.
    #[serde(flatten)]
    pub(super) addresses: BTreeMap<&'static str, String>,
}

/// Who gives tokens.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CloudAuthentication {
    pub(super) login_endpoint: String,
    pub(super) audiences: Vec<String>,
    pub(super) tenant: &'static str,
    pub(super) identity_provider: &'static str,
}

/// A token, version 2.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Token")]
pub(super) struct Token {
    pub(super) token_type: &'static str,
    pub(super) expires_in: i64,
    pub(super) ext_expires_in: i64,
    pub(super) access_token: String,
}

/// A token, version 1: numbers are text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct TokenV1 {
    pub(super) token_type: &'static str,
    pub(super) expires_in: String,
    pub(super) ext_expires_in: String,
    pub(super) expires_on: String,
    pub(super) not_before: String,
    pub(super) resource: String,
    pub(super) access_token: String,
}

/// The caller's token, handed back.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct SameToken {
    pub(super) access_token: String,
    pub(super) token_type: &'static str,
    pub(super) expires_in: i64,
}

/// What a token is asked for with, as a form. Only the description reads it: forms have fields in any order.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "the shape of a form that is read field by field")]
pub(super) struct TokenRequestBody {
    grant_type: String,
    client_id: Option<String>,
    client_secret: Option<String>,
    scope: Option<String>,
    resource: Option<String>,
}

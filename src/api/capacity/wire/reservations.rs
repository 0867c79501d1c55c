//! Reservations, and which scopes they may have. Floor 4.

use schemars::JsonSchema;
use serde::Serialize;

use super::orders::SkuName;
use crate::api::frame::wire::Sum;

/// A reservation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Reservation")]
pub(in crate::api::capacity) struct Reservation {
    pub(in crate::api::capacity) id: String,
    #[serde(rename = "type")]
    pub(in crate::api::capacity) kind: &'static str,
    pub(in crate::api::capacity) name: String,
    /// Grows with every change.
    pub(in crate::api::capacity) etag: i32,
    pub(in crate::api::capacity) location: String,
    pub(in crate::api::capacity) sku: SkuName,
    #[serde(rename = "kind")]
    pub(in crate::api::capacity) resource_kind: &'static str,
    pub(in crate::api::capacity) properties: ReservationProperties,
}

/// What a reservation says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct ReservationProperties {
    pub(in crate::api::capacity) reserved_resource_type: &'static str,
    pub(in crate::api::capacity) instance_flexibility: &'static str,
    pub(in crate::api::capacity) display_name: String,
    pub(in crate::api::capacity) applied_scopes: Option<Vec<String>>,
    pub(in crate::api::capacity) applied_scope_type: &'static str,
    pub(in crate::api::capacity) user_friendly_applied_scope_type: &'static str,
    pub(in crate::api::capacity) archived: bool,
    pub(in crate::api::capacity) quantity: i32,
    pub(in crate::api::capacity) provisioning_state: String,
    pub(in crate::api::capacity) display_provisioning_state: String,
    pub(in crate::api::capacity) effective_date_time: String,
    pub(in crate::api::capacity) benefit_start_time: String,
    pub(in crate::api::capacity) last_updated_date_time: String,
    pub(in crate::api::capacity) purchase_date: String,
    pub(in crate::api::capacity) purchase_date_time: String,
    pub(in crate::api::capacity) expiry_date: String,
    pub(in crate::api::capacity) expiry_date_time: String,
    pub(in crate::api::capacity) sku_description: String,
    pub(in crate::api::capacity) billing_plan: &'static str,
    pub(in crate::api::capacity) billing_scope_id: String,
    pub(in crate::api::capacity) term: &'static str,
    pub(in crate::api::capacity) renew: bool,
    pub(in crate::api::capacity) user_friendly_renew_state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) renew_properties: Option<RenewProperties>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) extended_status_info: Option<ExtendedStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) split_properties: Option<SplitProperties>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) merge_properties: Option<MergeProperties>,
}

/// Why it stands where it stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ExtendedStatusInfo")]
pub(in crate::api::capacity) struct ExtendedStatus {
    pub(in crate::api::capacity) status_code: String,
    pub(in crate::api::capacity) message: String,
}

/// What it was split from and into.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct SplitProperties {
    pub(in crate::api::capacity) split_source: Option<String>,
    pub(in crate::api::capacity) split_destinations: Option<Vec<String>>,
}

/// What it was merged from and into.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct MergeProperties {
    pub(in crate::api::capacity) merge_sources: Option<Vec<String>>,
    pub(in crate::api::capacity) merge_destination: Option<String>,
}

/// What would be bought at its end.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct RenewProperties {
    pub(in crate::api::capacity) purchase_properties: Renewal,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) pricing_currency_total: Option<Sum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) billing_currency_total: Option<Sum>,
}

/// A purchase of the same again.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RenewalPurchase")]
pub(in crate::api::capacity) struct Renewal {
    pub(in crate::api::capacity) sku: SkuName,
    pub(in crate::api::capacity) location: String,
    pub(in crate::api::capacity) properties: RenewalTerms,
}

/// How the same is bought again.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct RenewalTerms {
    pub(in crate::api::capacity) reserved_resource_type: &'static str,
    pub(in crate::api::capacity) billing_scope_id: String,
    pub(in crate::api::capacity) term: &'static str,
    pub(in crate::api::capacity) billing_plan: &'static str,
    pub(in crate::api::capacity) quantity: i32,
    pub(in crate::api::capacity) display_name: String,
    pub(in crate::api::capacity) applied_scope_type: &'static str,
    pub(in crate::api::capacity) applied_scopes: Option<Vec<String>>,
    pub(in crate::api::capacity) renew: bool,
    pub(in crate::api::capacity) reserved_resource_properties: ReservedProperties,
}

/// Whether other sizes of the group count too.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct ReservedProperties {
    pub(in crate::api::capacity) instance_flexibility: &'static str,
}

/// A page of reservations, with how many there are of each state where that was asked for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Reservations")]
pub(in crate::api::capacity) struct ReservationsPage {
    pub(in crate::api::capacity) value: Vec<Reservation>,
    pub(in crate::api::capacity) next_link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) summary: Option<ReservationsSummary>,
}

/// How many reservations of each state.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names of the interface")]
pub(in crate::api::capacity) struct ReservationsSummary {
    pub(in crate::api::capacity) succeeded_count: i64,
    pub(in crate::api::capacity) expiring_count: i64,
    pub(in crate::api::capacity) processing_count: i64,
    pub(in crate::api::capacity) cancelled_count: i64,
    pub(in crate::api::capacity) failed_count: i64,
    pub(in crate::api::capacity) expired_count: i64,
    pub(in crate::api::capacity) pending_count: i64,
}

/// Which scopes a reservation may have.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::api::capacity) struct AvailableScopes {
    pub(in crate::api::capacity) properties: AvailableScopesProperties,
}

/// The scopes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::api::capacity) struct AvailableScopesProperties {
    pub(in crate::api::capacity) scopes: Vec<ScopeAnswer>,
}

/// Whether a reservation may have a scope.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::api::capacity) struct ScopeAnswer {
    pub(in crate::api::capacity) scope: String,
    pub(in crate::api::capacity) valid: bool,
}

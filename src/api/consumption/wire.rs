//! Summaries and details, as Microsoft.Consumption writes them. Floor 4.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::frame::wire::Exact;

/// How much of a reservation was used on a day or in a month.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ReservationSummary")]
pub(super) struct Summary {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) properties: SummaryProperties,
}

/// The figures of a day or a month.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ReservationSummaryProperties")]
pub(super) struct SummaryProperties {
    pub(super) reservation_order_id: String,
    pub(super) reservation_id: String,
    pub(super) sku_name: String,
    pub(super) reserved_hours: Exact,
    pub(super) usage_date: String,
    pub(super) used_hours: Exact,
    pub(super) min_utilization_percentage: Exact,
    pub(super) avg_utilization_percentage: Exact,
    pub(super) max_utilization_percentage: Exact,
    pub(super) kind: &'static str,
    pub(super) purchased_quantity: i32,
    pub(super) remaining_quantity: i32,
    pub(super) total_reserved_quantity: i32,
    pub(super) used_quantity: i32,
    pub(super) utilized_percentage: Exact,
}

/// How much of a reservation a machine used on a day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ReservationDetail")]
pub(super) struct Detail {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) properties: DetailProperties,
}

/// The figures of a machine.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ReservationDetailProperties")]
pub(super) struct DetailProperties {
    pub(super) reservation_order_id: String,
    pub(super) reservation_id: String,
    pub(super) instance_flexibility_ratio: &'static str,
    pub(super) instance_flexibility_group: &'static str,
    pub(super) sku_name: String,
    pub(super) reserved_hours: Exact,
    pub(super) usage_date: String,
    pub(super) used_hours: Exact,
    pub(super) instance_id: String,
    pub(super) total_reserved_quantity: i32,
    pub(super) kind: &'static str,
}

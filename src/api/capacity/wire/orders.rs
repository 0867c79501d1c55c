//! Reservation orders. Floor 4.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::frame::wire::Sum;

/// An object that stands for its id.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ReservationReference")]
pub(in crate::api::capacity) struct Reference {
    pub(in crate::api::capacity) id: String,
}

/// A size, or another kind of thing that is sold.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ReservationSku")]
pub(in crate::api::capacity) struct SkuName {
    pub(in crate::api::capacity) name: String,
}

/// A reservation order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ReservationOrder")]
pub(in crate::api::capacity) struct Order {
    pub(in crate::api::capacity) id: String,
    #[serde(rename = "type")]
    pub(in crate::api::capacity) kind: &'static str,
    pub(in crate::api::capacity) name: String,
    pub(in crate::api::capacity) etag: usize,
    pub(in crate::api::capacity) properties: OrderProperties,
}

/// What a reservation order says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ReservationOrderProperties")]
pub(in crate::api::capacity) struct OrderProperties {
    pub(in crate::api::capacity) display_name: String,
    pub(in crate::api::capacity) request_date_time: String,
    pub(in crate::api::capacity) created_date_time: String,
    pub(in crate::api::capacity) benefit_start_time: String,
    pub(in crate::api::capacity) expiry_date: String,
    pub(in crate::api::capacity) expiry_date_time: String,
    pub(in crate::api::capacity) original_quantity: i32,
    pub(in crate::api::capacity) term: &'static str,
    pub(in crate::api::capacity) provisioning_state: String,
    pub(in crate::api::capacity) billing_plan: &'static str,
    pub(in crate::api::capacity) reservations: Vec<Reference>,
    /// Only when the schedule was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) plan_information: Option<PlanInformation>,
}

/// When what is paid.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct PlanInformation {
    pub(in crate::api::capacity) pricing_currency_total: Sum,
    pub(in crate::api::capacity) start_date: String,
    pub(in crate::api::capacity) next_payment_due_date: Option<String>,
    pub(in crate::api::capacity) transactions: Vec<Payment>,
}

/// A payment that was made or will be.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct Payment {
    pub(in crate::api::capacity) due_date: String,
    pub(in crate::api::capacity) status: &'static str,
    pub(in crate::api::capacity) pricing_currency_total: Sum,
    pub(in crate::api::capacity) billing_currency_total: Sum,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) payment_date: Option<String>,
}

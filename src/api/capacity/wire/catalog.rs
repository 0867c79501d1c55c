//! What is sold, and what reaches a subscription. Floor 4.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::frame::wire::{Page, Sum};

/// A size that is sold in a region.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Catalog")]
pub(in crate::api::capacity) struct Catalog {
    pub(in crate::api::capacity) resource_type: &'static str,
    pub(in crate::api::capacity) name: String,
    pub(in crate::api::capacity) terms: Vec<&'static str>,
    pub(in crate::api::capacity) billing_plans: BTreeMap<&'static str, Vec<&'static str>>,
    pub(in crate::api::capacity) locations: Vec<String>,
    pub(in crate::api::capacity) sku_properties: Vec<SkuProperty>,
    pub(in crate::api::capacity) msrp: Msrp,
    /// Nothing that is listed is restricted; what cannot be bought is left out.
    pub(in crate::api::capacity) restrictions: Vec<SkuRestriction>,
}

/// What one costs for a term.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[schemars(rename = "CatalogMsrp")]
pub(in crate::api::capacity) struct Msrp {
    #[serde(rename = "p1Y", skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) one_year: Option<Sum>,
    #[serde(rename = "p3Y", skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) three_years: Option<Sum>,
}

/// A fact of a size.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::api::capacity) struct SkuProperty {
    pub(in crate::api::capacity) name: &'static str,
    pub(in crate::api::capacity) value: String,
}

/// Where or for how long a size cannot be bought.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct SkuRestriction {
    #[serde(rename = "type")]
    pub(in crate::api::capacity) kind: &'static str,
    pub(in crate::api::capacity) values: Vec<String>,
    pub(in crate::api::capacity) reason_code: &'static str,
}

/// The reservation orders that reach a subscription.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::api::capacity) struct AppliedReservations {
    pub(in crate::api::capacity) id: String,
    pub(in crate::api::capacity) name: &'static str,
    #[serde(rename = "type")]
    pub(in crate::api::capacity) kind: &'static str,
    pub(in crate::api::capacity) properties: AppliedProperties,
}

/// The ids of the reservation orders.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "AppliedReservationsProperties")]
pub(in crate::api::capacity) struct AppliedProperties {
    pub(in crate::api::capacity) reservation_order_ids: Page<String>,
}

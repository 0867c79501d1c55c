//! Entitlements and their artifacts. Floor 4. api 7.6.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::common::Link;

/// What a customer is entitled to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Entitlement {
    /// Entitlements within it.
    pub(in crate::api) included_entitlements: Vec<Entitlement>,
    /// The order it came with.
    pub(in crate::api) reference_order: ReferenceOrder,
    /// The product.
    pub(in crate::api) product_id: String,
    /// The SKU.
    pub(in crate::api) sku_id: String,
    /// How many.
    pub(in crate::api) quantity: u32,
    /// The same by state.
    pub(in crate::api) quantity_details: Vec<QuantityDetail>,
    /// `reservedinstance` or `software`
    pub(in crate::api) entitlement_type: String,
    /// What else is known of it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(in crate::api) dynamic_attributes: BTreeMap<String, String>,
    /// When it ends, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) expiry_date: Option<String>,
    /// What it gives.
    pub(in crate::api) entitled_artifacts: Vec<Artifact>,
}

/// The order of an entitlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct ReferenceOrder {
    /// The order.
    pub(in crate::api) id: String,
    /// The number of the line.
    pub(in crate::api) line_item_id: String,
    /// The number that people say.
    pub(in crate::api) alternate_id: String,
}

/// How many are in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct QuantityDetail {
    /// How many.
    pub(in crate::api) quantity: u32,
    /// `Fulfilled` or `Cancelled`
    pub(in crate::api) status: String,
}

/// What an entitlement gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Artifact {
    /// `reservedinstance`
    pub(in crate::api) artifact_type: String,
    /// The reservation order, under the same id as in Azure Resource Manager.
    pub(in crate::api) resource_id: String,
    /// Where it is read.
    pub(in crate::api) link: Link,
}

/// The reservations of a reservation order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct ReservedInstanceArtifact {
    /// `reservedinstance`
    #[serde(rename = "type")]
    pub(in crate::api) kind: String,
    /// The reservations.
    pub(in crate::api) reservations: Vec<ReservationEntry>,
    /// The same under their older name.
    #[serde(rename = "virtualMachineReservations")]
    pub(in crate::api) machines: Vec<ReservationEntry>,
}

/// A reservation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct ReservationEntry {
    /// Its id.
    pub(in crate::api) reservation_id: String,
    /// `Shared` or `Single`
    pub(in crate::api) scope_type: String,
    /// Its name.
    pub(in crate::api) display_name: String,
    /// The subscriptions of a single scope.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::api) applied_scopes: Vec<String>,
    /// How many.
    pub(in crate::api) quantity: u32,
    /// When it ends.
    pub(in crate::api) expiry_date_time: String,
    /// From when it counts.
    pub(in crate::api) effective_date_time: String,
    /// Where it stands.
    pub(in crate::api) provisioning_state: String,
}

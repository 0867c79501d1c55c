//! Carts and what checkout answers. Floor 4. api 7.4.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::{Attributes, Links};
use super::orders::Order;

/// A cart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Cart {
    /// The GUID.
    pub(in crate::api) id: String,
    /// Since when.
    pub(in crate::api) creation_timestamp: String,
    /// Last changed.
    pub(in crate::api) last_modified_timestamp: String,
    /// When its time is over.
    pub(in crate::api) expiration_timestamp: String,
    /// Who made it.
    pub(in crate::api) last_modified_user: String,
    /// `Active`, `Ordered` or `Expired`
    pub(in crate::api) status: String,
    /// The customer's own number for the purchase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) purchase_order_number: Option<String>,
    /// The lines.
    pub(in crate::api) line_items: Vec<CartLine>,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// A line of a cart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct CartLine {
    /// Its number, from 0.
    pub(in crate::api) id: u32,
    /// What, as `product:sku:availability` at today's price.
    pub(in crate::api) catalog_item_id: String,
    /// What it is called.
    pub(in crate::api) friendly_name: String,
    /// How many.
    pub(in crate::api) quantity: u32,
    /// The currency.
    pub(in crate::api) currency_code: String,
    /// `one_time` or `monthly`
    pub(in crate::api) billing_cycle: String,
    /// `P1Y` or `P3Y`
    pub(in crate::api) term_duration: String,
    /// Subscription and scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) provisioning_context: Option<ProvisioningContext>,
    /// Lines of one group become one order.
    pub(in crate::api) order_group: String,
    /// What stands against buying it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) error: Option<CartLineError>,
}

/// To what a line is tied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct ProvisioningContext {
    /// The Azure subscription.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) subscription_id: Option<String>,
    /// `shared` or `single`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) scope: Option<String>,
    /// Older clients say the term here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) duration: Option<String>,
}

/// What stands against buying a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct CartLineError {
    /// The vendor's number.
    pub(in crate::api) error_code: String,
    /// In words.
    pub(in crate::api) error_description: String,
}

/// A cart to be made or replaced.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewCart {
    /// The lines.
    pub(in crate::api) line_items: Vec<NewCartLine>,
    /// The customer's own number for the purchase.
    pub(in crate::api) purchase_order_number: Option<String>,
}

/// A line of such a cart.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewCartLine {
    /// What.
    pub(in crate::api) catalog_item_id: String,
    /// How many; 1 unless said.
    pub(in crate::api) quantity: Option<u32>,
    /// `one_time` unless said.
    pub(in crate::api) billing_cycle: Option<String>,
    /// Must be the term of the SKU where it is said.
    pub(in crate::api) term_duration: Option<String>,
    /// The name of the reservation.
    pub(in crate::api) friendly_name: Option<String>,
    /// Subscription and scope.
    pub(in crate::api) provisioning_context: ProvisioningContext,
    /// The MPN ID of the indirect reseller, as the value of any pair.
    pub(in crate::api) participants: Vec<Participant>,
}

/// A participant of a purchase.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(in crate::api) struct Participant {
    /// `transaction_reseller`
    pub(in crate::api) key: String,
    /// The MPN ID.
    pub(in crate::api) value: String,
}

/// What checkout made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Checkout {
    /// The orders, one for each group of lines.
    pub(in crate::api) orders: Vec<Order>,
    /// Groups that could not be bought: none here, because a cart is bought whole or not at all.
    pub(in crate::api) order_errors: Vec<OrderError>,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// A group that was not bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct OrderError {
    /// The group.
    pub(in crate::api) order_group_id: String,
    /// The vendor's number.
    pub(in crate::api) code: u32,
    /// In words.
    pub(in crate::api) description: String,
}

//! Orders. Floor 4. api 7.5.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::carts::{Participant, ProvisioningContext};
use super::common::{Amount, Attributes, Link, Links};

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Order {
    /// The id.
    pub(in crate::api) id: String,
    /// The number that people say.
    pub(in crate::api) alternate_id: String,
    /// The customer.
    pub(in crate::api) reference_customer_id: String,
    /// `one_time` or `monthly`
    pub(in crate::api) billing_cycle: String,
    /// The currency.
    pub(in crate::api) currency_code: String,
    /// `$`
    pub(in crate::api) currency_symbol: String,
    /// The lines.
    pub(in crate::api) line_items: Vec<OrderLine>,
    /// When.
    pub(in crate::api) creation_date: String,
    /// `pending`, `completed` or `cancelled`
    pub(in crate::api) status: String,
    /// `UserPurchase`
    pub(in crate::api) transaction_type: String,
    /// What it costs over the whole term, where prices are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) total_price: Option<Amount>,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct OrderLine {
    /// Its number, from 0.
    pub(in crate::api) line_item_number: u32,
    /// What was bought, as `product:sku:availability`.
    pub(in crate::api) offer_id: String,
    /// The Azure subscription it is tied to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) subscription_id: Option<String>,
    /// What it is called.
    pub(in crate::api) friendly_name: String,
    /// How many.
    pub(in crate::api) quantity: u32,
    /// `P1Y` or `P3Y`; none for what is bought once and for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) term_duration: Option<String>,
    /// `New`
    pub(in crate::api) transaction_type: String,
    /// The price of one, where prices are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) unit_price: Option<Amount>,
    /// The price of all, where prices are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) total_price: Option<Amount>,
    /// Links.
    pub(in crate::api) links: Links,
}

/// How far a line is provisioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct ProvisioningStatus {
    /// The line.
    pub(in crate::api) line_item_number: u32,
    /// `Fulfilled`, `Cancelled` or `Pending`
    pub(in crate::api) status: String,
    /// The same by quantity.
    pub(in crate::api) quantity_provisioning_information: Vec<QuantityStatus>,
}

/// How many are how far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct QuantityStatus {
    /// How many.
    pub(in crate::api) quantity: u32,
    /// How far.
    pub(in crate::api) status: String,
}

/// An order to be placed without a cart of one's own.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewOrder {
    /// How it is paid: `one_time` unless said.
    pub(in crate::api) billing_cycle: Option<String>,
    /// The lines.
    pub(in crate::api) line_items: Vec<NewOrderLine>,
    /// The customer's own number for the purchase.
    pub(in crate::api) purchase_order_number: Option<String>,
}

/// A line of such an order.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewOrderLine {
    /// What: a catalogItemId.
    pub(in crate::api) offer_id: String,
    /// How many; 1 unless said.
    pub(in crate::api) quantity: Option<u32>,
    /// What it is called.
    pub(in crate::api) friendly_name: Option<String>,
    /// Must be the term of the SKU where it is said.
    pub(in crate::api) term_duration: Option<String>,
    /// Subscription and scope.
    pub(in crate::api) provisioning_context: ProvisioningContext,
    /// The MPN ID of the indirect reseller.
    pub(in crate::api) partner_id_on_record: Option<String>,
    /// The same in the newer form.
    pub(in crate::api) participants: Vec<Participant>,
}

/// A change of an order: only its cancellation.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct OrderChange {
    /// The order.
    pub(in crate::api) id: Option<String>,
    /// `cancelled`
    pub(in crate::api) status: Option<String>,
    /// The lines; all of them where none is named.
    pub(in crate::api) line_items: Vec<CancelledLine>,
}

/// A line to be cancelled.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct CancelledLine {
    /// Its number.
    pub(in crate::api) line_item_number: u32,
    /// What it is, where it is said.
    pub(in crate::api) offer_id: Option<String>,
}

/// Where a line is put to use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct ActivationLink {
    /// The address, to be opened by somebody who has signed in.
    pub(in crate::api) link: Link,
}

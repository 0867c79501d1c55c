//! Products, SKUs, availabilities, inventory. Floor 4. api 7.3.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::Links;

/// A product: a size of virtual machines, or a piece of software.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Product {
    /// Twelve letters.
    pub(in crate::api) id: String,
    /// What it is called.
    pub(in crate::api) title: String,
    /// What it is.
    pub(in crate::api) description: String,
    /// What kind of product.
    pub(in crate::api) product_type: ProductType,
    /// The vendor's own.
    pub(in crate::api) is_microsoft_product: bool,
    /// `Microsoft Corporation`
    pub(in crate::api) publisher_name: String,
    /// Links.
    pub(in crate::api) links: Links,
}

/// A kind of product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct ProductType {
    /// `Azure` or `Software`
    pub(in crate::api) id: String,
    /// The same in words.
    pub(in crate::api) display_name: String,
    /// A kind within the kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) sub_type: Option<SubType>,
}

/// A kind within a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct SubType {
    /// `VirtualMachines`
    pub(in crate::api) id: String,
    /// `Virtual Machines`
    pub(in crate::api) display_name: String,
}

/// What is sold of a product: in a region, for a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Sku {
    /// Its id within the product.
    pub(in crate::api) id: String,
    /// The product.
    pub(in crate::api) product_id: String,
    /// `Reserved VM Instance, Standard_D1, US East, 1 Year`
    pub(in crate::api) title: String,
    /// The same.
    pub(in crate::api) description: String,
    /// The fewest.
    pub(in crate::api) minimum_quantity: u32,
    /// The most.
    pub(in crate::api) maximum_quantity: u32,
    /// No trial.
    pub(in crate::api) is_trial: bool,
    /// `one_time`, and `monthly` for reservations that may be paid in parts.
    pub(in crate::api) supported_billing_cycles: Vec<String>,
    /// What must be done before it is bought.
    pub(in crate::api) purchase_prerequisites: Vec<String>,
    /// What the inventory check wants to know.
    pub(in crate::api) inventory_variables: Vec<String>,
    /// What a cart line must say.
    pub(in crate::api) provisioning_variables: Vec<String>,
    /// What else is known of it.
    pub(in crate::api) dynamic_attributes: BTreeMap<String, String>,
    /// Links.
    pub(in crate::api) links: Links,
}

/// A SKU for a country and a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Availability {
    /// Its id; another price makes another one.
    pub(in crate::api) id: String,
    /// The product.
    pub(in crate::api) product_id: String,
    /// The SKU.
    pub(in crate::api) sku_id: String,
    /// What a cart line names: `product:sku:availability`.
    pub(in crate::api) catalog_item_id: String,
    /// The currency.
    pub(in crate::api) default_currency: CurrencyInfo,
    /// `commercial`
    pub(in crate::api) segment: String,
    /// Two letters.
    pub(in crate::api) country: String,
    /// Whether it is on sale.
    pub(in crate::api) is_purchasable: bool,
    /// Never: a reservation is bought again.
    pub(in crate::api) is_renewable: bool,
    /// For how long.
    pub(in crate::api) terms: Vec<TermInfo>,
    /// The product.
    pub(in crate::api) product: Product,
    /// The SKU.
    pub(in crate::api) sku: Sku,
    /// Links.
    pub(in crate::api) links: Links,
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct CurrencyInfo {
    /// `USD`
    pub(in crate::api) code: String,
    /// `$`
    pub(in crate::api) symbol: String,
}

/// A term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct TermInfo {
    /// `P1Y`
    pub(in crate::api) duration: String,
    /// `1 Year Prepaid`
    pub(in crate::api) description: String,
}

/// What the inventory check is asked.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct InventoryQuestion {
    /// What.
    pub(in crate::api) target_items: Vec<TargetItem>,
    /// For whom and where.
    pub(in crate::api) inventory_context: InventoryContext,
}

/// What is asked about.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct TargetItem {
    /// The product.
    pub(in crate::api) product_id: String,
    /// The SKU; all of the product without it.
    pub(in crate::api) sku_id: Option<String>,
}

/// For whom and where.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct InventoryContext {
    /// The customer.
    pub(in crate::api) customer_id: Option<String>,
    /// The Azure subscription.
    pub(in crate::api) azure_subscription_id: Option<String>,
    /// The region.
    pub(in crate::api) arm_region_name: Option<String>,
}

/// What the inventory check found of a SKU.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct InventoryItem {
    /// The product.
    pub(in crate::api) product_id: String,
    /// The SKU.
    pub(in crate::api) sku_id: String,
    /// Whether it cannot be bought.
    pub(in crate::api) is_restricted: bool,
    /// Why not.
    pub(in crate::api) restrictions: Vec<Restriction>,
}

/// Why a SKU cannot be bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Restriction {
    /// `NotAvailableForSubscription`
    pub(in crate::api) reason_code: String,
    /// In words.
    pub(in crate::api) description: String,
    /// Type and values.
    pub(in crate::api) properties: BTreeMap<String, String>,
}

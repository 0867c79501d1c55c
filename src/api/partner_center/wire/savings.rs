//! What reservations cost and save. Floor 4. The vendor has no such object; names follow its others.

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::common::{Amount, Attributes, Links};
use crate::domain::savings;

/// The reservations of a customer over some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct SavingsReport {
    /// The first day; left out while no usage is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) start_date: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) end_date: Option<String>,
    /// The first day whose figures may still change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) provisional_from_date: Option<String>,
    /// The reservations.
    pub(in crate::api) items: Vec<ReservationSavings>,
    /// All reservations of a currency together.
    pub(in crate::api) totals: Vec<CurrencySavings>,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// One reservation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct ReservationSavings {
    /// Its ID.
    pub(in crate::api) reservation_id: String,
    /// The ID of its order.
    pub(in crate::api) reservation_order_id: String,
    /// Its name.
    pub(in crate::api) display_name: String,
    /// The size.
    pub(in crate::api) sku_name: String,
    /// The region.
    pub(in crate::api) region: String,
    /// How many instances.
    pub(in crate::api) quantity: u32,
    /// The currency of the figures.
    pub(in crate::api) currency_code: String,
    /// Reserved hours.
    pub(in crate::api) reserved_hours: Exact,
    /// Used hours.
    pub(in crate::api) used_hours: Exact,
    /// The figures; left out when they cannot be computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) savings: Option<Figures>,
    /// Why there are no figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) cannot_compute: Option<CannotCompute>,
    /// The utilization in percent from which on it saves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) break_even_utilization_percentage: Option<Exact>,
    /// The day on which it has paid for itself, if that is before its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) break_even_date: Option<String>,
}

/// All reservations of a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct CurrencySavings {
    /// The currency.
    pub(in crate::api) currency_code: String,
    /// The sums; left out when one of them cannot be computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) savings: Option<Figures>,
    /// Net savings of all days of which usage is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) lifetime_savings: Option<Amount>,
    /// Net savings in percent of what everything that could be covered would have cost at list prices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) effective_savings_rate_percentage: Option<Exact>,
    /// The first reason why a figure of these is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) cannot_compute: Option<CannotCompute>,
    /// Covered hours in percent of the running hours that a reservation could cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) coverage_percentage: Option<Exact>,
    /// Months until the reservations end, weighted by what a day of each costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) lock_in_months: Option<Exact>,
}

/// The seven figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Figures {
    /// What the covered hours would have cost at list prices.
    pub(in crate::api) list_cost: Amount,
    /// The same at agreed prices.
    pub(in crate::api) contracted_cost: Amount,
    /// What the reservation cost.
    pub(in crate::api) cost: Amount,
    /// Of that, for used hours.
    pub(in crate::api) effective_cost: Amount,
    /// Of that, for unused hours.
    pub(in crate::api) unused_cost: Amount,
    /// List cost less cost.
    pub(in crate::api) net_savings: Amount,
    /// What full use would have saved more.
    pub(in crate::api) unrealized_savings: Amount,
}

impl From<savings::Savings> for Figures {
    fn from(it: savings::Savings) -> Self {
        Self {
            list_cost: Amount(it.list_cost),
            contracted_cost: Amount(it.contracted_cost),
            cost: Amount(it.cost),
            effective_cost: Amount(it.effective_cost),
            unused_cost: Amount(it.unused_cost),
            net_savings: Amount(it.net),
            unrealized_savings: Amount(it.unrealized),
        }
    }
}

/// Why figures cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct CannotCompute {
    /// `noPrice`, or `amountOutOfRange`
    pub(in crate::api) code: String,
    /// In words.
    pub(in crate::api) description: String,
    /// The size without a price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) sku_name: Option<String>,
    /// Its region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) region: Option<String>,
}

impl From<savings::CannotCompute> for CannotCompute {
    fn from(error: savings::CannotCompute) -> Self {
        let description = error.to_string();
        match error {
            savings::CannotCompute::NoPrice { size, region } => {
                Self { code: "noPrice".to_owned(), description, sku_name: Some(size), region: Some(region) }
            }
            savings::CannotCompute::Money(_) => {
                Self { code: "amountOutOfRange".to_owned(), description, sku_name: None, region: None }
            }
        }
    }
}

/// A number without loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::api) struct Exact(pub(in super::super) Decimal);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.normalize().to_string();
        RawValue::from_string(text).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl JsonSchema for Exact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Exact".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

//! What answers of Azure Resource Manager are made of: pages, sums, numbers, operations. Floor 4.

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::domain::money::Money;

/// A JSON number, digit by digit: never through a float of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exact(String);

impl From<Money> for Exact {
    fn from(money: Money) -> Self {
        Self(money.to_decimal().to_string())
    }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        Self(decimal.to_string())
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl JsonSchema for Exact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// `{"currencyCode":"USD","amount":46.0}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Money")]
pub struct Sum {
    /// ISO 4217.
    pub currency_code: String,
    /// The amount.
    pub amount: Exact,
}

impl From<Money> for Sum {
    fn from(money: Money) -> Self {
        Self { currency_code: money.currency().code().to_owned(), amount: money.into() }
    }
}

/// A page of a list; without a next link it is the last.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The items.
    pub value: Vec<T>,
    /// The address of the page behind.
    pub next_link: Option<String>,
}

/// What a provider can be asked for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ProviderOperation")]
pub struct ProviderOperation {
    /// `Microsoft.Capacity/catalogs/read`.
    pub name: String,
    /// Whether it is about data, not about things.
    pub is_data_action: bool,
    /// Who may ask.
    pub origin: String,
    /// In words.
    pub display: OperationDisplay,
}

/// An operation in words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OperationDisplay {
    /// Of which provider.
    pub provider: String,
    /// What it is about.
    pub resource: String,
    /// What it does.
    pub operation: String,
    /// What it does, at length.
    pub description: String,
}

impl ProviderOperation {
    /// An operation of a provider: `Microsoft.Capacity`, then name, resource and what it does.
    pub fn of(provider: &str, (name, resource, operation): (&str, &str, &str)) -> Self {
        Self {
            name: format!("{provider}/{name}"),
            is_data_action: false,
            origin: "user,system".to_owned(),
            display: OperationDisplay {
                provider: provider.replace('.', " "),
                resource: resource.to_owned(),
                operation: operation.to_owned(),
                description: operation.to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn sums_are_numbers_without_loss() {
        let sum = Sum::from(Money::new(12_345_678_901_234_567, Currency::USD));
        let written = serde_json::to_string(&sum).unwrap();
        assert_eq!(written, r#"{"currencyCode":"USD","amount":123456789012345.67}"#);
    }
}

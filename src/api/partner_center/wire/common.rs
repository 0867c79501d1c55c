//! What every object of the interface has: links, attributes, collections. Floor 4. api 2.7, 7.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::domain::money::Money;
use crate::domain::time::{Day, Instant};

/// A link to another object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct Link {
    /// Address below `/v1`.
    pub(in crate::api) uri: String,
    /// The method to use.
    pub(in crate::api) method: String,
    /// Headers to send with it.
    pub(in crate::api) headers: Vec<LinkHeader>,
}

/// A header of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct LinkHeader {
    /// Name.
    pub(in crate::api) key: String,
    /// Value.
    pub(in crate::api) value: String,
}

impl Link {
    /// A link that is followed with GET.
    pub(in crate::api) fn to(uri: impl Into<String>) -> Self {
        Self { uri: uri.into(), method: "GET".to_owned(), headers: Vec::new() }
    }
}

/// The links of an object.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Links {
    /// The object itself.
    #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
    pub(in crate::api) own: Option<Link>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) next: Option<Link>,
    /// The product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) product: Option<Link>,
    /// The SKUs of a product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) skus: Option<Link>,
    /// The SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) sku: Option<Link>,
    /// The availabilities of a SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) availabilities: Option<Link>,
    /// How far an order is provisioned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) provisioning_status: Option<Link>,
    /// How an order is changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) patch_operation: Option<Link>,
}

impl Links {
    /// Only the object itself.
    pub(in crate::api) fn own(uri: impl Into<String>) -> Self {
        Self { own: Some(Link::to(uri)), ..Self::default() }
    }
}

/// What kind of object it is, and its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Attributes {
    /// For `If-Match`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) etag: Option<String>,
    /// The kind.
    pub(in crate::api) object_type: String,
}

impl Attributes {
    /// An object without a version.
    pub(in crate::api) fn of(kind: &str) -> Self {
        Self { etag: None, object_type: kind.to_owned() }
    }

    /// An object at a version.
    pub(in crate::api) fn at(kind: &str, version: i32) -> Self {
        Self { etag: Some(version.to_string()), object_type: kind.to_owned() }
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Collection<T> {
    /// How many there are; in lists with a continuation, how many are here.
    pub(in crate::api) total_count: usize,
    /// The objects.
    pub(in crate::api) items: Vec<T>,
    /// The list itself and its next page.
    pub(in crate::api) links: Links,
    /// That it is a list.
    pub(in crate::api) attributes: Attributes,
}

impl<T> Collection<T> {
    /// Everything there is.
    pub(in crate::api) fn all(uri: impl Into<String>, items: Vec<T>) -> Self {
        let attributes = Attributes::of("Collection");
        Self { total_count: items.len(), items, links: Links::own(uri), attributes }
    }

    /// The part of a list from `offset` on.
    pub(in crate::api) fn window(uri: &str, all: Vec<T>, (offset, size): (usize, usize)) -> Self {
        let total_count = all.len();
        let items: Vec<T> = all.into_iter().skip(offset).take(size).collect();
        let after = offset.saturating_add(items.len());
        let mut links = Links::own(uri);
        if after < total_count && !items.is_empty() {
            links.next = Some(Link::to(format!("{uri}?size={size}&offset={after}")));
        }
        Self { total_count, items, links, attributes: Attributes::of("Collection") }
    }
}

/// An amount as a JSON number with exactly the currency's decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::api) struct Amount(pub(in super::super) Money);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.to_decimal().to_string();
        RawValue::from_string(text).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// A moment as the vendor writes it.
pub(in crate::api) fn moment(at: Instant) -> String {
    at.to_string()
}

/// The start of a day.
pub(in crate::api) fn midnight(day: Day) -> String {
    moment(Instant::start_of(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn amounts_are_numbers_without_loss() {
        let written = |minor, currency| serde_json::to_string(&Amount(Money::new(minor, currency))).unwrap();
        assert_eq!(written(12_345_678_901_234_567, Currency::USD), "123456789012345.67");
        assert_eq!(written(1000, Currency::KRW), "1000");
    }

    #[test]
    fn a_window_says_how_many_there_are_and_where_it_goes_on() {
        let page = Collection::window("/invoices", (0..5).collect(), (2, 2));
        assert_eq!((page.total_count, page.items), (5, vec![2, 3]));
        assert_eq!(page.links.next, Some(Link::to("/invoices?size=2&offset=4")));
        let beyond = Collection::window("/invoices", (0..5).collect::<Vec<i32>>(), (9, 2));
        assert_eq!((beyond.items.len(), beyond.links.next), (0, None));
    }
}

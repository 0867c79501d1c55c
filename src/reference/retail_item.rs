//! One item of the Retail Prices API. Leaf.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::prices::{BadRowReason, RawPrice, Skipped};

/// The fields as they stand in the file, so that the wrong type of one can be named and a price is
/// read as it is written and not as a floating-point number.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item<'a> {
    #[serde(borrow)]
    currency_code: Option<&'a RawValue>,
    #[serde(borrow)]
    retail_price: Option<&'a RawValue>,
    #[serde(borrow)]
    tier_minimum_units: Option<&'a RawValue>,
    #[serde(borrow)]
    arm_region_name: Option<&'a RawValue>,
    #[serde(borrow)]
    arm_sku_name: Option<&'a RawValue>,
    #[serde(borrow)]
    effective_start_date: Option<&'a RawValue>,
    #[serde(borrow)]
    meter_id: Option<&'a RawValue>,
    #[serde(borrow)]
    product_name: Option<&'a RawValue>,
    #[serde(borrow)]
    sku_name: Option<&'a RawValue>,
    #[serde(borrow)]
    service_name: Option<&'a RawValue>,
    #[serde(borrow)]
    unit_of_measure: Option<&'a RawValue>,
    #[serde(borrow, rename = "type")]
    price_type: Option<&'a RawValue>,
    #[serde(borrow)]
    reservation_term: Option<&'a RawValue>,
}

/// The fields as text.
pub(super) struct Fields<'a> {
    currency: Option<Cow<'a, str>>,
    price: Option<Cow<'a, str>>,
    from_units: Option<Cow<'a, str>>,
    region: Option<Cow<'a, str>>,
    size: Option<Cow<'a, str>>,
    from: Option<Cow<'a, str>>,
    meter: Option<Cow<'a, str>>,
    product: Option<Cow<'a, str>>,
    sku: Option<Cow<'a, str>>,
    service: Option<Cow<'a, str>>,
    unit: Option<Cow<'a, str>>,
    price_type: Option<Cow<'a, str>>,
    term: Option<Cow<'a, str>>,
}

impl<'a> Item<'a> {
    pub(super) fn fields(&self) -> Result<Fields<'a>, BadRowReason> {
        Ok(Fields {
            currency: text("currencyCode", self.currency_code)?,
            price: number("retailPrice", self.retail_price)?,
            from_units: number("tierMinimumUnits", self.tier_minimum_units)?,
            region: text("armRegionName", self.arm_region_name)?,
            size: text("armSkuName", self.arm_sku_name)?,
            from: text("effectiveStartDate", self.effective_start_date)?,
            meter: text("meterId", self.meter_id)?,
            product: text("productName", self.product_name)?,
            sku: text("skuName", self.sku_name)?,
            service: text("serviceName", self.service_name)?,
            unit: text("unitOfMeasure", self.unit_of_measure)?,
            price_type: text("type", self.price_type)?,
            term: text("reservationTerm", self.reservation_term)?,
        })
    }
}

impl Fields<'_> {
    /// What the item is, when it is not a reservation of virtual machines.
    pub(super) fn kind(&self) -> Option<Skipped> {
        if self.price_type.as_deref() != Some("Reservation") {
            return Some(Skipped::NotAReservation);
        }
        if self.service.as_deref() != Some("Virtual Machines") {
            return Some(Skipped::NotVirtualMachines);
        }
        let says = |words: &[&str]| {
            [&self.product, &self.sku].into_iter().flatten().any(|name| words.iter().any(|word| name.contains(word)))
        };
        if says(&["Spot", "Low Priority"]) {
            return Some(Skipped::Spot);
        }
        says(&["Windows", "CloudServices", "Cloud Services", "Dedicated Host"]).then_some(Skipped::OtherProduct)
    }

    /// A price from the first unit on, for the unit that stands for the whole term.
    pub(super) fn price_is_the_total(&self) -> Result<(), BadRowReason> {
        if let Some(units) = &self.from_units
            && units.chars().any(|digit| !matches!(digit, '0' | '.'))
        {
            return Err(BadRowReason::Tiered { value: units.clone().into_owned() });
        }
        match self.unit.as_deref() {
            Some("1 Hour") => Ok(()),
            Some(unit) => Err(BadRowReason::UnknownUnit { value: unit.to_owned() }),
            None => Err(BadRowReason::Missing { field: "unitOfMeasure" }),
        }
    }

    pub(super) fn raw(&self) -> RawPrice<'_> {
        RawPrice {
            size: ("armSkuName", self.size.as_deref()),
            region: ("armRegionName", self.region.as_deref()),
            term: ("reservationTerm", self.term.as_deref()),
            currency: ("currencyCode", self.currency.as_deref()),
            price: ("retailPrice", self.price.as_deref()),
            effective_from: self.from.as_deref(),
            segment: None,
            meter_id: self.meter.as_deref(),
        }
    }
}

fn text<'a>(field: &'static str, raw: Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, BadRowReason> {
    let Some(raw) = raw else { return Ok(None) };
    if raw.get() == "null" {
        return Ok(None);
    }
    let text: String = serde_json::from_str(raw.get()).map_err(|_not_text| BadRowReason::WrongType { field })?;
    Ok(Some(Cow::Owned(text)))
}

/// A number as it is written.
fn number<'a>(field: &'static str, raw: Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, BadRowReason> {
    match raw.map(RawValue::get) {
        None | Some("null") => Ok(None),
        Some(text) if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => Ok(Some(Cow::Borrowed(text))),
        Some(_other) => Err(BadRowReason::WrongType { field }),
    }
}

//! A charge as FOCUS 1.2 writes it: the columns of the Cost and Usage dataset that hold for reservations, and
//! what the specification says of each. Floor 0. R-UT-4.
//!
//! Numbers are exact and always have a decimal point, so that a reader takes their column for decimals. A
//! list price that is not known stays empty and is named in `x_MissingListPrice`: it is never a zero.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::money::Currency;
use crate::domain::time::{Day, Instant};

/// The columns in the order of the file: those of FOCUS by name, then our own.
pub const COLUMNS: [&str; 56] = [
    "BilledCost",
    "BillingAccountId",
    "BillingAccountName",
    "BillingAccountType",
    "BillingCurrency",
    "BillingPeriodEnd",
    "BillingPeriodStart",
    "ChargeCategory",
    "ChargeClass",
    "ChargeDescription",
    "ChargeFrequency",
    "ChargePeriodEnd",
    "ChargePeriodStart",
    "CommitmentDiscountCategory",
    "CommitmentDiscountId",
    "CommitmentDiscountName",
    "CommitmentDiscountQuantity",
    "CommitmentDiscountStatus",
    "CommitmentDiscountType",
    "CommitmentDiscountUnit",
    "ConsumedQuantity",
    "ConsumedUnit",
    "ContractedCost",
    "ContractedUnitPrice",
    "EffectiveCost",
    "InvoiceId",
    "InvoiceIssuerName",
    "ListCost",
    "ListUnitPrice",
    "PricingCategory",
    "PricingCurrency",
    "PricingCurrencyContractedUnitPrice",
    "PricingCurrencyEffectiveCost",
    "PricingCurrencyListUnitPrice",
    "PricingQuantity",
    "PricingUnit",
    "ProviderName",
    "PublisherName",
    "RegionId",
    "RegionName",
    "ResourceId",
    "ResourceName",
    "ResourceType",
    "ServiceCategory",
    "ServiceName",
    "ServiceSubcategory",
    "SkuId",
    "SkuMeter",
    "SkuPriceDetails",
    "SkuPriceId",
    "SubAccountId",
    "SubAccountName",
    "SubAccountType",
    "x_CustomerId",
    "x_CustomerName",
    "x_MissingListPrice",
];

/// What is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A reservation was bought, at once or with a rate of its price.
    Purchase {
        /// Whether it is one of several rates.
        is_rate: bool,
    },
    /// A machine ran under it.
    Used,
    /// Nothing ran under it.
    Unused,
    /// It was given back.
    Refund {
        /// Whether what is corrected stands on the invoice of an earlier month.
        is_correction: bool,
    },
    /// What giving it back costs.
    Fee,
}

/// So much at a price.
#[derive(Debug, Clone, Copy)]
pub struct Priced {
    /// How much.
    pub quantity: Decimal,
    /// Of what.
    pub unit: &'static str,
    /// The list price of one; none where it is not known.
    pub list: Option<Decimal>,
}

/// A charge.
#[derive(Debug, Clone)]
pub struct Charge<'a> {
    /// What is charged.
    pub kind: Kind,
    /// The first day of the month it belongs to.
    pub month: Day,
    /// From when to when.
    pub period: (Instant, Instant),
    /// What is invoiced.
    pub billed: Decimal,
    /// What the period comes to, with what was paid before.
    pub effective: Decimal,
    /// In which currency.
    pub currency: Currency,
    /// Quantity and price; none for a fee.
    pub priced: Option<Priced>,
    /// Hours of the reserved size.
    pub hours: Option<Decimal>,
    /// The invoice on which it stands.
    pub invoice: Option<&'a str>,
    /// Who is invoiced: ID and name.
    pub account: (&'a str, &'a str),
    /// The purchase: ID and name.
    pub commitment: (&'a str, &'a str),
    /// Code and name of the region.
    pub region: (&'a str, &'a str),
    /// The size of the machine, or of the reservation.
    pub size: &'a str,
    /// The price in the price list.
    pub price: &'a str,
    /// ID, name and type of what it is charged for.
    pub resource: (&'a str, &'a str, &'static str),
    /// ID and name of the subscription.
    pub subscription: (&'a str, &'a str),
    /// ID and name of the customer.
    pub customer: (&'a str, &'a str),
}

impl Charge<'_> {
    /// The cells of the row, in the order of [`COLUMNS`]. `None` when a product is too large for a decimal.
    pub fn cells(&self) -> Option<Vec<String>> {
        let mut row = BTreeMap::new();
        self.account(&mut row);
        self.commitment(&mut row);
        self.costs(&mut row)?;
        self.resource(&mut row);
        Some(COLUMNS.iter().map(|column| row.remove(column).unwrap_or_default()).collect())
    }

    fn account(&self, row: &mut Row) {
        let (category, frequency) = match self.kind {
            Kind::Purchase { is_rate: true } => ("Purchase", "Recurring"),
            Kind::Purchase { is_rate: false } | Kind::Refund { .. } => ("Purchase", "One-Time"),
            Kind::Used | Kind::Unused => ("Usage", "Usage-Based"),
            Kind::Fee => ("Adjustment", "One-Time"),
        };
        let class = if self.kind == (Kind::Refund { is_correction: true }) { "Correction" } else { "" };
        row.insert("ChargeCategory", category.to_owned());
        row.insert("ChargeFrequency", frequency.to_owned());
        row.insert("ChargeClass", class.to_owned());
        row.insert("ChargeDescription", self.description());
        row.insert("ChargePeriodStart", self.period.0.to_string());
        row.insert("ChargePeriodEnd", self.period.1.to_string());
        row.insert("BillingAccountId", self.account.0.to_owned());
        row.insert("BillingAccountName", text(self.account.1));
        row.insert("BillingAccountType", "Partner".to_owned());
        row.insert("BillingCurrency", self.currency.to_string());
        row.insert("BillingPeriodStart", Instant::start_of(self.month).to_string());
        row.insert("BillingPeriodEnd", Instant::start_of(self.month.plus_months(1)).to_string());
        row.insert("InvoiceId", self.invoice.unwrap_or_default().to_owned());
        for column in ["InvoiceIssuerName", "ProviderName", "PublisherName"] {
            row.insert(column, "Microsoft".to_owned());
        }
        row.insert("SubAccountId", self.subscription.0.to_owned());
        row.insert("SubAccountName", text(self.subscription.1));
        row.insert("SubAccountType", "Subscription".to_owned());
        row.insert("x_CustomerId", self.customer.0.to_owned());
        row.insert("x_CustomerName", text(self.customer.1));
    }

    fn description(&self) -> String {
        let what = match self.kind {
            Kind::Purchase { .. } => "Purchase of a reservation of",
            Kind::Used => "Hours covered by a reservation of",
            Kind::Unused => "Hours that were not used of a reservation of",
            Kind::Refund { .. } => "Refund of a reservation of",
            Kind::Fee => "Fee of a refund of",
        };
        format!("{what} {} in {}", self.size, self.region.0)
    }

    fn commitment(&self, row: &mut Row) {
        let status = match self.kind {
            Kind::Used => "Used",
            Kind::Unused => "Unused",
            Kind::Purchase { .. } | Kind::Refund { .. } | Kind::Fee => "",
        };
        row.insert("CommitmentDiscountCategory", "Usage".to_owned());
        row.insert("CommitmentDiscountId", self.commitment.0.to_owned());
        row.insert("CommitmentDiscountName", text(self.commitment.1));
        row.insert("CommitmentDiscountStatus", status.to_owned());
        row.insert("CommitmentDiscountType", "Reservation".to_owned());
        if let Some(hours) = self.hours {
            row.insert("CommitmentDiscountQuantity", number(hours));
            row.insert("CommitmentDiscountUnit", "Hours".to_owned());
        }
    }

    fn costs(&self, row: &mut Row) -> Option<()> {
        row.insert("BilledCost", number(self.billed));
        row.insert("EffectiveCost", number(self.effective));
        row.insert("PricingCurrency", self.currency.to_string());
        row.insert("PricingCurrencyEffectiveCost", number(self.effective));
        let Some(priced) = self.priced else {
            row.insert("ListCost", number(self.billed));
            row.insert("ContractedCost", number(self.billed));
            return Some(());
        };
        row.insert("PricingQuantity", number(priced.quantity));
        row.insert("PricingUnit", priced.unit.to_owned());
        let is_committed = matches!(self.kind, Kind::Used | Kind::Unused);
        row.insert("PricingCategory", if is_committed { "Committed" } else { "Standard" }.to_owned());
        if self.kind == Kind::Used {
            row.insert("ConsumedQuantity", number(priced.quantity));
            row.insert("ConsumedUnit", priced.unit.to_owned());
        }
        match priced.list {
            Some(list) => {
                let cost = number(list.checked_mul(priced.quantity)?);
                row.insert("ListCost", cost.clone());
                row.insert("ContractedCost", cost);
                for column in [
                    "ListUnitPrice",
                    "ContractedUnitPrice",
                    "PricingCurrencyListUnitPrice",
                    "PricingCurrencyContractedUnitPrice",
                ] {
                    row.insert(column, number(list));
                }
            }
            None => {
                row.insert("x_MissingListPrice", format!("{} in {}", self.size, self.region.0));
            }
        }
        Some(())
    }

    fn resource(&self, row: &mut Row) {
        row.insert("RegionId", self.region.0.to_owned());
        row.insert("RegionName", self.region.1.to_owned());
        row.insert("ResourceId", self.resource.0.to_owned());
        row.insert("ResourceName", text(self.resource.1));
        row.insert("ResourceType", self.resource.2.to_owned());
        row.insert("ServiceCategory", "Compute".to_owned());
        row.insert("ServiceName", "Virtual Machines".to_owned());
        row.insert("ServiceSubcategory", "Virtual Machines".to_owned());
        row.insert("SkuId", self.size.to_owned());
        row.insert("SkuMeter", "Compute hours".to_owned());
        row.insert("SkuPriceId", self.price.to_owned());
        row.insert("SkuPriceDetails", format!("{{\"InstanceType\":\"{}\"}}", self.size));
    }
}

type Row = BTreeMap<&'static str, String>;

/// A number with a decimal point.
fn number(exact: Decimal) -> String {
    let short = exact.normalize();
    if short.scale() == 0 { format!("{short}.0") } else { short.to_string() }
}

/// Words of people, never a formula of a spreadsheet.
fn text(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(list: Option<i64>) -> BTreeMap<&'static str, String> {
        let day: Day = "2026-10-06".parse().unwrap();
        let start = Instant::start_of(day);
        let charge = Charge {
            kind: Kind::Used,
            month: Day::ymd(2026, 10, 1).unwrap(),
            period: (start, start.plus_days(1)),
            billed: Decimal::ZERO,
            effective: Decimal::new(1_050_000, 6),
            currency: Currency::USD,
            priced: Some(Priced {
                quantity: Decimal::from(24),
                unit: "Hours",
                list: list.map(|thousandths| Decimal::new(thousandths, 3)),
            }),
            hours: Some(Decimal::from(12)),
            invoice: None,
            account: ("p", "Contoso Cloud"),
            commitment: ("r", "=web"),
            region: ("westus", "West US"),
            size: "Standard_D2s_v3",
            price: "Standard_D2s_v3/westus/USD",
            resource: ("vm-1", "vm-1", "Virtual machine"),
            subscription: ("s", "Production"),
            customer: ("c", "Blue Harbor Foods"),
        };
        COLUMNS.into_iter().zip(charge.cells().unwrap()).collect()
    }

    #[test]
    fn a_covered_day() {
        let row = used(Some(96));
        let cell = |column| row[column].as_str();
        assert_eq!((cell("BilledCost"), cell("EffectiveCost"), cell("ListCost")), ("0.0", "1.05", "2.304"));
        assert_eq!(
            (cell("ChargePeriodEnd"), cell("BillingPeriodEnd")),
            ("2026-10-07T00:00:00Z", "2026-11-01T00:00:00Z")
        );
        assert_eq!((cell("PricingCategory"), cell("CommitmentDiscountStatus")), ("Committed", "Used"));
        assert_eq!((cell("ConsumedQuantity"), cell("CommitmentDiscountQuantity")), ("24.0", "12.0"));
        assert_eq!(cell("CommitmentDiscountName"), "'=web");
        assert_eq!(cell("x_MissingListPrice"), "");
    }

    #[test]
    fn a_price_that_is_not_known_is_no_zero() {
        let row = used(None);
        assert_eq!((row["ListCost"].as_str(), row["ListUnitPrice"].as_str()), ("", ""));
        assert_eq!(row["x_MissingListPrice"], "Standard_D2s_v3 in westus");
    }

    #[test]
    fn columns_of_focus_stand_first_and_in_order() {
        let (ours, theirs): (Vec<&str>, Vec<&str>) = COLUMNS.into_iter().partition(|column| column.starts_with("x_"));
        assert!(theirs.is_sorted() && ours.is_sorted());
        assert_eq!([theirs, ours].concat(), COLUMNS);
    }
}

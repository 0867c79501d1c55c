//! A row of a price file, before it becomes a price of a list. Floor 0. Rules R-BUY-1, Q-22.
//!
//! Reading never rounds and never guesses: what is not exactly a price is a bad row with its reason,
//! and what is a price of something else is skipped and counted.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::money::{Currency, Money};
use super::term::Term;
use super::time::Day;

/// The longest name of a size or region that is read; the longest in use has 34 letters.
const LONGEST_NAME: usize = 64;

/// The price of a reservation of one machine, for its whole term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceRow {
    /// `Standard_D4s_v3`, as the file writes it.
    pub size: String,
    /// `koreacentral`, in lower case.
    pub region: String,
    /// How long.
    pub term: Term,
    /// Customer segment, where the file has one.
    pub segment: Option<String>,
    /// For the whole term, in the currency of the row.
    pub total: Money,
    /// The vendor's meter, where the file names it.
    pub meter_id: Option<String>,
    /// First day of the price, where the file has it.
    pub effective_from: Option<Day>,
    /// Line of the file, counted from 1.
    pub line: u64,
}

/// A row that is not a price.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BadRow {
    /// Line of the file on which the row starts, counted from 1.
    pub line: u64,
    /// Which item of a JSON file, counted from 1 over all its pages; `None` in a CSV file.
    pub item: Option<u64>,
    /// Why.
    pub reason: BadRowReason,
}

/// Why a row is not a price. The text of `Display` is for logs and the command line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRowReason {
    /// The row is not in the shape of the format at all.
    #[error("not a price row")]
    NotARow,
    /// The row is not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// The row has more or fewer values than the header.
    #[error("{found} values where the header has {expected}")]
    ValueCount {
        /// Columns of the header.
        expected: usize,
        /// Values of the row.
        found: usize,
    },
    /// A field that is needed is missing or empty.
    #[error("{field} is missing")]
    Missing {
        /// The field, as the file calls it.
        field: &'static str,
    },
    /// A field has another type than text or number.
    #[error("{field} has the wrong type")]
    WrongType {
        /// The field.
        field: &'static str,
    },
    /// A name has letters no name has, or is too long.
    #[error("{field} is not a name")]
    NotAName {
        /// The field.
        field: &'static str,
    },
    /// The price is not a number.
    #[error("{value} is not an amount")]
    NotAnAmount {
        /// The text of the price.
        value: String,
    },
    /// The price is zero or less.
    #[error("the price {value} is not positive")]
    NotPositive {
        /// The text of the price.
        value: String,
    },
    /// The price has more decimals than its currency.
    #[error("{value} has more decimals than {currency}")]
    TooManyDecimals {
        /// The text of the price.
        value: String,
        /// The currency.
        currency: Currency,
    },
    /// The price is larger than any price.
    #[error("the price {value} is too large")]
    TooLarge {
        /// The text of the price.
        value: String,
    },
    /// Not a currency of ISO 4217 with a minor unit.
    #[error("{value} is not a currency")]
    UnknownCurrency {
        /// The text.
        value: String,
    },
    /// Neither one year nor three years.
    #[error("{value} is not a term")]
    UnknownTerm {
        /// The text.
        value: String,
    },
    /// A size that is not in the catalogue.
    #[error("{value} is not a known size")]
    UnknownSize {
        /// The text.
        value: String,
    },
    /// A region that is not in the catalogue.
    #[error("{value} is not a known region")]
    UnknownRegion {
        /// The text.
        value: String,
    },
    /// Not a customer segment.
    #[error("{value} is not a customer segment")]
    UnknownSegment {
        /// The text.
        value: String,
    },
    /// Not a day.
    #[error("{value} is not a day")]
    NotADay {
        /// The text.
        value: String,
    },
    /// The price does not start at the first unit.
    #[error("the price starts at {value} units")]
    Tiered {
        /// The text of the lower bound.
        value: String,
    },
    /// A unit for which it is not known what the price is for.
    #[error("the unit {value} is not known")]
    UnknownUnit {
        /// The text.
        value: String,
    },
    /// Another row has another price for the same thing.
    #[error("line {first_line} has another price for the same size, region, term, currency and day")]
    Contradicts {
        /// Line of that row.
        first_line: u64,
    },
}

/// A row that is well-formed and not for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// A price that is not a reservation's: by the hour, development and test, savings plan.
    NotAReservation,
    /// A reservation of something else than virtual machines.
    NotVirtualMachines,
    /// Spot and Low Priority machines cannot be reserved.
    Spot,
    /// Dedicated hosts, cloud services, and prices that contain Windows.
    OtherProduct,
    /// The same row once more, as pages that were saved twice have.
    Repeated,
}

/// The parts of a row as text, whichever format they come from.
#[derive(Debug, Clone, Default)]
pub struct RawPrice<'a> {
    /// Size and the name of its field.
    pub size: (&'static str, Option<&'a str>),
    /// Region and the name of its field.
    pub region: (&'static str, Option<&'a str>),
    /// Term and the name of its field.
    pub term: (&'static str, Option<&'a str>),
    /// Currency and the name of its field.
    pub currency: (&'static str, Option<&'a str>),
    /// Price of the whole term and the name of its field.
    pub price: (&'static str, Option<&'a str>),
    /// First day.
    pub effective_from: Option<&'a str>,
    /// Customer segment.
    pub segment: Option<&'a str>,
    /// Meter.
    pub meter_id: Option<&'a str>,
}

impl RawPrice<'_> {
    /// Checks every part. `is_currency` knows the currencies of ISO 4217.
    pub fn check(&self, line: u64, is_currency: impl Fn(Currency) -> bool) -> Result<PriceRow, BadRowReason> {
        let size = name(self.size)?.to_owned();
        let region = name(self.region)?.to_lowercase();
        let term = read_term(needed(self.term)?)?;
        let code = needed(self.currency)?;
        let currency = Currency::from_str(code)
            .ok()
            .filter(|currency| is_currency(*currency))
            .ok_or_else(|| BadRowReason::UnknownCurrency { value: code.to_owned() })?;
        let total = read_price(needed(self.price)?, currency)?;
        let effective_from = filled(self.effective_from).map(read_day).transpose()?;
        let owned = |text| filled(text).map(str::to_owned);
        Ok(PriceRow {
            size,
            region,
            term,
            segment: owned(self.segment),
            total,
            meter_id: owned(self.meter_id),
            effective_from,
            line,
        })
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn needed<'a>((field, text): (&'static str, Option<&'a str>)) -> Result<&'a str, BadRowReason> {
    filled(text).ok_or(BadRowReason::Missing { field })
}

fn name<'a>(part: (&'static str, Option<&'a str>)) -> Result<&'a str, BadRowReason> {
    let text = needed(part)?;
    let letters = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if letters && text.len() <= LONGEST_NAME { Ok(text) } else { Err(BadRowReason::NotAName { field: part.0 }) }
}

/// `P1Y` and `P3Y`, or `1 Year` and `3 Years` as the Retail Prices API writes them.
fn read_term(text: &str) -> Result<Term, BadRowReason> {
    match text {
        "P1Y" | "1 Year" => Ok(Term::OneYear),
        "P3Y" | "3 Years" => Ok(Term::ThreeYears),
        _ => Err(BadRowReason::UnknownTerm { value: text.to_owned() }),
    }
}

fn read_price(text: &str, currency: Currency) -> Result<Money, BadRowReason> {
    let value = || text.to_owned();
    let amount = Decimal::from_str_exact(text)
        .or_else(|_not_plain| Decimal::from_scientific(text))
        .map_err(|_not_decimal| BadRowReason::NotAnAmount { value: value() })?
        .normalize();
    if amount <= Decimal::ZERO {
        return Err(BadRowReason::NotPositive { value: value() });
    }
    if amount.scale() > u32::from(currency.exponent()) {
        return Err(BadRowReason::TooManyDecimals { value: value(), currency });
    }
    Money::parse(&amount.to_string(), currency).map_err(|_too_large| BadRowReason::TooLarge { value: value() })
}

/// `2026-01-26`, or a moment that starts with a day: `2026-01-26T00:00:00Z`.
fn read_day(text: &str) -> Result<Day, BadRowReason> {
    let wrong = || BadRowReason::NotADay { value: text.to_owned() };
    let day = text.split('T').next().unwrap_or_default();
    Day::from_str(day).map_err(|_not_a_day| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn raw(price: &'static str, currency: &'static str) -> RawPrice<'static> {
        RawPrice {
            size: ("size", Some("Standard_D4s_v3")),
            region: ("region", Some("KoreaCentral")),
            term: ("term", Some("P3Y")),
            currency: ("currency", Some(currency)),
            price: ("price", Some(price)),
            effective_from: Some("2026-01-01T00:00:00Z"),
            segment: Some(" "),
            meter_id: None,
        }
    }

    fn check(price: &'static str, currency: &'static str) -> Result<PriceRow, BadRowReason> {
        raw(price, currency).check(7, |currency| [Currency::USD, Currency::KRW].contains(&currency))
    }

    #[test]
    fn a_good_row() {
        let row = check("1161.50", "USD").unwrap();
        assert_eq!((row.size.as_str(), row.region.as_str()), ("Standard_D4s_v3", "koreacentral"));
        assert_eq!((row.term, row.total), (Term::ThreeYears, Money::new(116_150, Currency::USD)));
        assert_eq!((row.segment, row.meter_id, row.line), (None, None, 7));
        assert_eq!(row.effective_from, Day::ymd(2026, 1, 1));
        assert_eq!(check("1.1615E3", "USD").unwrap().total, Money::new(116_150, Currency::USD));
        assert_eq!(check("1500000.0", "KRW").unwrap().total, Money::new(1_500_000, Currency::KRW));
    }

    #[test]
    fn a_price_is_positive_exact_and_in_a_known_currency() {
        let value = |text: &str| text.to_owned();
        assert_eq!(check("0", "USD"), Err(BadRowReason::NotPositive { value: value("0") }));
        assert_eq!(check("-5", "USD"), Err(BadRowReason::NotPositive { value: value("-5") }));
        assert_eq!(check("1,161.50", "USD"), Err(BadRowReason::NotAnAmount { value: value("1,161.50") }));
        let decimals = BadRowReason::TooManyDecimals { value: value("9.5"), currency: Currency::KRW };
        assert_eq!(check("9.5", "KRW"), Err(decimals));
        let large = "999999999999999999999";
        assert_eq!(check(large, "USD"), Err(BadRowReason::TooLarge { value: value(large) }));
        for code in ["XAU", "usd", "dollars"] {
            assert_eq!(check("5", code), Err(BadRowReason::UnknownCurrency { value: value(code) }));
        }
    }

    #[test]
    fn other_parts_are_checked_too() {
        let with = |change: fn(&mut RawPrice<'_>)| {
            let mut raw = raw("5", "USD");
            change(&mut raw);
            raw.check(1, |_any| true).unwrap_err()
        };
        assert_eq!(with(|raw| raw.size.1 = Some(" ")), BadRowReason::Missing { field: "size" });
        assert_eq!(with(|raw| raw.region.1 = None), BadRowReason::Missing { field: "region" });
        assert_eq!(with(|raw| raw.region.1 = Some("Korea Central")), BadRowReason::NotAName { field: "region" });
        assert_eq!(with(|raw| raw.term.1 = Some("5 Years")), BadRowReason::UnknownTerm { value: "5 Years".to_owned() });
        let day = BadRowReason::NotADay { value: "2026-02-30".to_owned() };
        assert_eq!(with(|raw| raw.effective_from = Some("2026-02-30")), day);
    }

    proptest! {
        /// Any text is a price or a reason, never a panic; a price is what the text says.
        #[test]
        fn any_price_is_read(text in "[-+0-9.,eE]{0,30}") {
            if let Ok(total) = read_price(&text, Currency::USD) {
                prop_assert!(total.minor() > 0);
            }
        }
    }
}

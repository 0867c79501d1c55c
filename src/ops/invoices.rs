//! Invoices: what the partner was charged in each month that is over, and its credit notes. Floor 2.
//! P-22, R-BL-2, 6.13.
//!
//! There is no vendor to send invoices, so they are what the charges of a month add up to, one for each
//! currency. A month that is not over has none yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::app::App;
use super::kept;
use crate::access::{Granted, may};
use crate::domain::money::{Currency, Money};
use crate::domain::time::Day;
use crate::store::{Reader, StoreError};

pub use crate::store::invoices::{ChargeLine, Credited};

/// The most documents of a kind that a list holds.
const MOST: i64 = 1_000;

/// What was charged in a month in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invoice {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// How much.
    pub total: Money,
}

/// Documents about money.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    /// Invoices, the latest first.
    pub invoices: Vec<Invoice>,
    /// Credit notes, the latest first.
    pub credit_notes: Vec<Credited>,
}

impl Invoice {
    /// Its number: `G202610USD`.
    pub fn number(&self) -> String {
        let month = format!("{:04}{:02}", self.from.year(), self.from.month());
        format!("G{month}{}", self.total.currency())
    }
}

/// Every invoice and credit note of the scope.
pub fn list(app: &App, may: &Granted<may::SeeInvoices>) -> Result<Documents, StoreError> {
    let last = end_of_last_month(may.scope().now().day());
    app.db.read(may.scope(), |r| {
        let invoices = kept::of(&app.kept.invoices, r, |r| months(r, last).map(Arc::new))?;
        Ok(Documents { invoices: invoices.to_vec(), credit_notes: r.credited(MOST)? })
    })
}

/// What was charged in each month that is over, in each currency, the latest first.
fn months(r: &mut Reader<'_>, last: Day) -> Result<Vec<Invoice>, StoreError> {
    let mut months: BTreeMap<(Day, Currency), Money> = BTreeMap::new();
    for charged in r.charged(last)? {
        let currency = charged.amount.currency();
        let sum = months.entry((first_of_month(charged.due_on), currency)).or_insert(Money::zero(currency));
        *sum = sum.plus(charged.amount).map_err(|_too_large| StoreError::Busy("a sum is too large".to_owned()))?;
    }
    let invoice = |((from, _), total): ((Day, Currency), Money)| Invoice { from, to: end_of_month(from), total };
    Ok(months.into_iter().rev().map(invoice).collect())
}

/// What an invoice is made of.
pub fn lines(app: &App, may: &Granted<may::SeeInvoices>, invoice: &Invoice) -> Result<Vec<ChargeLine>, StoreError> {
    app.db.read(may.scope(), |r| r.charge_lines(invoice.from, invoice.to, invoice.total.currency()))
}

fn first_of_month(day: Day) -> Day {
    Day::ymd(day.year(), day.month(), 1).unwrap_or(day)
}

fn end_of_month(day: Day) -> Day {
    before(first_of_month(day).plus_months(1))
}

fn end_of_last_month(today: Day) -> Day {
    before(first_of_month(today))
}

fn before(day: Day) -> Day {
    day.date().pred_opt().map_or(day, Day::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_on_its_last_day() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(end_of_month(day("2024-02-10")), day("2024-02-29"));
        assert_eq!(end_of_last_month(day("2026-01-31")), day("2025-12-31"));
        assert_eq!(first_of_month(day("2026-11-21")), day("2026-11-01"));
    }

    #[test]
    fn a_number_says_month_and_currency() {
        let from = Day::ymd(2026, 3, 1).unwrap();
        let invoice = Invoice { from, to: end_of_month(from), total: Money::zero(Currency::EUR) };
        assert_eq!(invoice.number(), "G202603EUR");
    }
}

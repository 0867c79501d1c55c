//! What all reservations of a customer save together, by currency. Floor 2. O-22, features rows 47 and 48.
//!
//! Page, file and interface show these figures; none of them adds anything up itself.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::customer::{CustomerSum, Days, HeldSum, sum};
use super::read::Span;
use crate::access::{Granted, may};
use crate::domain::benefit::Hours as Running;
use crate::domain::ids::CustomerId;
use crate::domain::money::{Currency, Money};
use crate::domain::savings::{CannotCompute, Savings, coverage, effective_savings_rate, lock_in_months};
use crate::domain::time::Day;
use crate::domain::utilization::Amount;
use crate::ops::app::App;
use crate::store::StoreError;

/// Everything that is billed in one currency.
#[derive(Debug, Clone)]
pub struct CurrencyTotal {
    /// The currency.
    pub currency: Currency,
    /// The figures of the days.
    pub savings: Result<Savings, CannotCompute>,
    /// The effective savings rate in percent.
    pub rate: Result<Option<Decimal>, CannotCompute>,
    /// Covered hours of all that ran and could be covered, in percent.
    pub coverage: Option<Decimal>,
    /// How many months it still binds.
    pub lock_in: Option<Decimal>,
    /// Net savings of all days of which usage is known.
    pub lifetime: Result<Money, CannotCompute>,
}

/// What a customer's reservations saved.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The reservations over the days.
    pub sum: CustomerSum,
    /// All of each currency.
    pub totals: Vec<CurrencyTotal>,
}

/// What the reservations of a customer saved over some days; nothing while no usage is known.
pub fn savings_of(
    app: &App,
    may: &Granted<may::SeeSavings>,
    customer: CustomerId,
    days: Days,
) -> Result<Option<Saved>, StoreError> {
    super::catch_up(app, may.scope().partner(), customer)?;
    app.db.read(may.scope(), |r| {
        let ever = Days::Span(Span::Lifetime);
        let Some(over) = sum(r, customer, days)? else { return Ok(None) };
        let lifetime = if days == ever { None } else { sum(r, customer, ever)? };
        let totals = over.totals(lifetime.as_ref().unwrap_or(&over), may.scope().now().day());
        Ok(Some(Saved { sum: over, totals }))
    })
}

impl CustomerSum {
    fn total(&self, currency: Currency) -> Result<Savings, CannotCompute> {
        let of_currency = self.rows.iter().filter(|row| row.held.currency == currency);
        let mut all = Savings::none(currency);
        for row in of_currency {
            all = all.plus(self.savings_of(row)?)?;
        }
        Ok(all)
    }

    /// The figures of each currency in which a reservation of these days is billed.
    fn totals(&self, ever: &Self, today: Day) -> Vec<CurrencyTotal> {
        let mut currencies: Vec<Currency> = Vec::new();
        for currency in self.rows.iter().map(|row: &HeldSum| row.held.currency) {
            if !currencies.contains(&currency) {
                currencies.push(currency);
            }
        }
        let (running, covered) = self.covered();
        let hours = |amount: Amount| Running::from_nanos(amount.count());
        let total = |currency: Currency| {
            let savings = self.total(currency);
            let net = savings.clone().map(|savings| savings.net);
            CurrencyTotal {
                currency,
                rate: net.and_then(|net| Ok(effective_savings_rate(net, self.all_at_list(currency)?))),
                savings,
                coverage: coverage(hours(covered), hours(running - covered)),
                lock_in: self.lock_in(currency, today),
                lifetime: ever.total(currency).map(|savings| savings.net),
            }
        };
        currencies.into_iter().map(total).collect()
    }

    /// How many months the reservations of a currency still bind, weighted by what they cost.
    fn lock_in(&self, currency: Currency, today: Day) -> Option<Decimal> {
        let of_currency = self.rows.iter().filter(|row| row.held.currency == currency);
        let bound = of_currency.filter(|row| row.held.ends_at().day() > today).filter_map(|row| {
            let left = u32::try_from(row.held.ends_at().day().days_since(today)).ok()?;
            let term = row.held.expires_at.day().days_since(row.held.term_starts_at.day());
            Some((left, row.held.term_price().to_decimal().checked_div(Decimal::from(term))?))
        });
        lock_in_months(&bound.collect::<Vec<_>>())
    }

    /// What everything that could be covered would have cost at list prices.
    fn all_at_list(&self, currency: Currency) -> Result<Money, CannotCompute> {
        let mut sums: BTreeMap<(&str, &str), Amount> = BTreeMap::new();
        for part in self.coverage.iter().flat_map(|day| &day.parts) {
            *sums.entry((&part.size, &part.region)).or_default() += part.running;
        }
        let mut all = Money::zero(currency);
        for ((size, region), hours) in sums {
            let price = self.priced(size, region, currency).list;
            let missing = || CannotCompute::NoPrice { size: size.to_owned(), region: region.to_owned() };
            all = all.plus(price.ok_or_else(missing)?.times(hours.decimal())?)?;
        }
        Ok(all)
    }
}

//! One customer: its reservations, what they cover, why not more, and what that is worth. Floor 2. S-4, C4,
//! features rows 47 to 51.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::read::{Freshness, Span};
use crate::access::{Granted, may};
use crate::domain::benefit::Hours as Running;
use crate::domain::ids::{CustomerId, ReservationId, SubscriptionId};
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::savings::{CannotCompute, Facts, Priced, Savings, break_even_day, break_even_utilization, savings};
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::Amount;
use crate::ops::app::App;
use crate::store::utilization::{CoverageDay, Held, Like, UtilizationDay, UtilizationFilter};
use crate::store::{Reader, StoreError};

/// Which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Back from the last day that is known.
    Span(Span),
    /// The month in which this day lies.
    Month(Day),
    /// The seven days from this one on.
    Week(Day),
}

impl Days {
    /// The month that is written like 2026-10.
    pub fn month(text: &str) -> Option<Self> {
        let is_month = text.len() == 7;
        format!("{text}-01").parse().ok().filter(|_| is_month).map(Self::Month)
    }
}

/// From when on a reservation pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakEven {
    /// The utilization in percent from which on it saves.
    pub utilization: Decimal,
    /// The day on which it has paid for itself if it goes on like this; none when its term ends before.
    pub day: Option<Day>,
}

/// A reservation of the customer over the days.
#[derive(Debug, Clone)]
pub struct HeldSum {
    /// Whose.
    pub customer: CustomerId,
    /// The reservation.
    pub held: Held,
    /// Reserved hours.
    pub reserved: Amount,
    /// Used hours.
    pub used: Amount,
    /// Unused hours by code of the cause.
    pub lost: BTreeMap<String, Amount>,
    /// What the days cost, in millionths of the smallest unit.
    pub cost_micros: i64,
    /// What of it was for nothing.
    pub lost_micros: i64,
    /// Covered hours by size.
    pub covered: BTreeMap<String, Amount>,
}

/// Everything of a customer over some days.
#[derive(Debug, Clone)]
pub struct CustomerSum {
    /// From when to when.
    pub fresh: Freshness,
    /// The first and the last day of which usage is known.
    pub known: (Day, Day),
    /// The reservations, the one with most unused hours first.
    pub rows: Vec<HeldSum>,
    /// Hours that each resource group of each subscription used, of all reservations.
    pub users: BTreeMap<(SubscriptionId, String), Amount>,
    /// What of the usage was covered.
    pub coverage: Vec<CoverageDay>,
    /// What an hour costs as you go, by size, region and currency.
    pub rates: HashMap<(String, String, Currency), UnitPrice>,
}

impl CustomerSum {
    /// Reserved hours of all.
    pub fn reserved(&self) -> Amount {
        self.rows.iter().map(|row| row.reserved).sum()
    }
    /// Used hours of all.
    pub fn used(&self) -> Amount {
        self.rows.iter().map(|row| row.used).sum()
    }
    /// Unused hours of all, by code of the cause, the most first.
    pub fn lost(&self) -> Vec<(String, Amount)> {
        let mut sums: BTreeMap<&String, Amount> = BTreeMap::new();
        for (cause, hours) in self.rows.iter().flat_map(|row| &row.lost) {
            *sums.entry(cause).or_default() += *hours;
        }
        let mut sums: Vec<(String, Amount)> = sums.into_iter().map(|(cause, hours)| (cause.clone(), hours)).collect();
        sums.sort_by_key(|(_, hours)| std::cmp::Reverse(*hours));
        sums
    }
    /// Running hours that could be covered, and covered ones.
    pub fn covered(&self) -> (Amount, Amount) {
        (self.coverage.iter().map(|day| day.running).sum(), self.coverage.iter().map(|day| day.covered).sum())
    }

    pub(super) fn priced<'a>(&self, size: &'a str, region: &'a str, currency: Currency) -> Priced<'a> {
        let key = (size.to_lowercase(), region.to_owned(), currency);
        Priced { size, region, list: self.rates.get(&key).copied(), contracted: None }
    }

    /// What a reservation saved.
    pub fn savings_of(&self, row: &HeldSum) -> Result<Savings, CannotCompute> {
        let (held, currency) = (&row.held, row.held.currency);
        let covered: Vec<(Priced<'_>, Running)> = row
            .covered
            .iter()
            .map(|(size, hours)| (self.priced(size, &held.region, currency), Running::from_nanos(hours.count())))
            .collect();
        savings(&Facts {
            own: self.priced(&held.size, &held.region, currency),
            covered: &covered,
            unused: Running::from_nanos((row.reserved - row.used).count()),
            cost: whole(row.cost_micros, currency),
            unused_cost: whole(row.lost_micros, currency),
        })
    }

    /// From when on a reservation pays; none where a price is missing.
    pub fn break_even(&self, row: &HeldSum) -> Option<BreakEven> {
        let (held, currency) = (&row.held, row.held.currency);
        let list = self.priced(&held.size, &held.region, currency).list?;
        let reserved = Running::from_nanos(row.reserved.count());
        let utilization = break_even_utilization(whole(row.cost_micros, currency), reserved, list)?;
        let days = self.fresh.last.days_since(self.fresh.first).saturating_add(1);
        let covered = self.savings_of(row).ok()?.list_cost;
        let a_day = Money::new(covered.minor().checked_div(days).unwrap_or(0), currency);
        let day = break_even_day(held.term_starts_at.day(), held.term_price(), a_day);
        let day = day.filter(|day| *day < held.expires_at.day());
        Some(BreakEven { utilization, day })
    }
}

/// Millionths of the smallest unit as money, half away from zero.
pub fn whole(micros: i64, currency: Currency) -> Money {
    let half = if micros < 0 { -500_000 } else { 500_000 };
    Money::new(micros.saturating_add(half) / 1_000_000, currency)
}

/// Everything of a customer over some days; nothing while no usage is known.
pub fn of_customer(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    days: Days,
) -> Result<Option<CustomerSum>, StoreError> {
    super::catch_up(app, may.scope().partner(), customer)?;
    app.db.read(may.scope(), |r| sum(r, customer, days))
}

pub(super) fn sum(r: &mut Reader<'_>, customer: CustomerId, days: Days) -> Result<Option<CustomerSum>, StoreError> {
    let Some(known) = r.usage_span(customer)? else { return Ok(None) };
    let now = r.scope().now();
    let fresh = match days {
        Days::Span(span) => Freshness::of(span, known, now),
        Days::Week(first) => {
            Freshness { first, last: first.plus_days(6).min(known.1), ..Freshness::of(Span::Lifetime, known, now) }
        }
        Days::Month(day) => {
            let first = Day::ymd(day.year(), day.month(), 1).unwrap_or(day);
            let last = Instant::start_of(first.plus_months(1)).plus_days(-1).day();
            Freshness { first, last: last.min(known.1), ..Freshness::of(Span::Lifetime, known, now) }
        }
    };
    let filter = UtilizationFilter {
        customer: Some(customer),
        reservation: None,
        like: Like::default(),
        from: fresh.first,
        to: fresh.last,
    };
    let mut by: HashMap<ReservationId, HeldSum> = HashMap::new();
    for held in r.held(customer)? {
        let (reserved, used) = (Amount::ZERO, Amount::ZERO);
        let (lost, covered) = (BTreeMap::new(), BTreeMap::new());
        by.insert(held.id, HeldSum { customer, held, reserved, used, lost, cost_micros: 0, lost_micros: 0, covered });
    }
    let mut users: BTreeMap<(SubscriptionId, String), Amount> = BTreeMap::new();
    for day in r.utilization_days(&filter)? {
        for share in &day.detail.shares {
            *users.entry((share.subscription, share.group.clone())).or_default() += share.used;
        }
        if let Some(row) = by.get_mut(&day.reservation) {
            add(row, &day);
        }
    }
    let mut rows: Vec<HeldSum> = by.into_values().filter(|row| !row.reserved.is_zero()).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.reserved - row.used), row.held.id));
    let coverage = r.coverage_days(customer, fresh.first, fresh.last)?;
    let mut sizes: Vec<String> = rows.iter().map(|row| row.held.size.clone()).collect();
    sizes.extend(rows.iter().flat_map(|row| row.covered.keys().cloned()));
    sizes.extend(coverage.iter().flat_map(|day| &day.parts).map(|part| part.size.clone()));
    let rates = r.payg_rates(sizes)?;
    Ok(Some(CustomerSum { fresh, known, rows, users, coverage, rates }))
}

fn add(row: &mut HeldSum, day: &UtilizationDay) {
    row.reserved += day.reserved;
    row.used += day.used;
    row.cost_micros = row.cost_micros.saturating_add(day.cost_micros);
    row.lost_micros = row.lost_micros.saturating_add(day.lost_micros);
    for lost in &day.detail.lost {
        *row.lost.entry(lost.cause.clone()).or_default() += lost.hours;
    }
    for share in &day.detail.shares {
        *row.covered.entry(share.size.clone()).or_default() += share.covered;
    }
}

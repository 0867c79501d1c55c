//! What would help, ranked by what it brings in a month: each remedy is tried by the benefit engine on the
//! usage of the last 30 days. Floor 2. Features row 56, C7.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;
use std::ops::Range;

use rust_decimal::Decimal;

use super::compute::{reservation, running};
use super::customer::{CustomerSum, Days, HeldSum, sum};
use super::missing::Unknown;
use super::read::Span;
use crate::access::{Granted, may};
use crate::domain::benefit::{Cause, Hour, Hours, Machines, Reservation, Scope, Usage, apply, uncovered};
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::CustomerId;
use crate::domain::money::{Currency, Money, MoneyError, UnitPrice};
use crate::domain::savings::CannotCompute;
use crate::domain::time::Instant;
use crate::domain::utilization::Amount;
use crate::ops::app::App;
use crate::store::StoreError;
use crate::store::utilization::Held;

/// Reservations that are looked at: those with the most unused hours.
const MOST: usize = 20;
/// Numbers of instances to return that are tried.
const MOST_RETURNED: u32 = 40;
/// Hours of a month.
const MONTH: Decimal = Decimal::from_parts(730, 0, 0, false, 0);

/// What could be done about a reservation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Its scope becomes shared.
    WidenScope,
    /// It is optimised for instance size flexibility.
    Flexibility,
    /// It is exchanged for one in another region.
    Exchange {
        /// The region.
        region: String,
    },
    /// So many instances are given back.
    Return {
        /// How many.
        quantity: u32,
    },
}

/// A remedy with what it would have brought.
#[derive(Debug, Clone)]
pub struct TriedRemedy {
    /// What to do.
    pub remedy: Remedy,
    /// With which reservation.
    pub held: Held,
    /// Reserved and used hours as it was.
    pub before: (Amount, Amount),
    /// The same with the remedy.
    pub after: (Amount, Amount),
    /// What it brings in a month: pay-as-you-go that falls away less what it costs more.
    pub monthly: Result<Money, CannotCompute>,
}

/// What would help.
#[derive(Debug, Clone)]
pub struct Remedies {
    /// What was tried and brings something, the most money first.
    pub tried: Vec<TriedRemedy>,
    /// What nobody can say for want of usage.
    pub unknown: Option<Unknown>,
}

/// What would help; nothing while no usage is known.
pub fn remedies(
    app: &App,
    may: &Granted<may::SeeSavings>,
    customer: CustomerId,
) -> Result<Option<Remedies>, StoreError> {
    super::catch_up(app, may.scope().partner(), customer)?;
    app.db.read(may.scope(), |r| {
        let Some(sum) = sum(r, customer, Days::Span(Span::Month))? else { return Ok(None) };
        let usage = r.usage_of(customer, sum.fresh.first, sum.fresh.last)?;
        let unknown = Unknown::of(&sum, usage.iter().map(|it| it.day).collect());
        let held = r.held(customer)?;
        let (machines, all) = running(&usage);
        let hours = Hour::first_of(sum.fresh.first)..Hour::first_of(sum.fresh.last).plus(24);
        let now = may.scope().now();
        let trial = Field::new(&sum, held, &machines, &all, hours);
        let mut tried = trial.all(now);
        tried.sort_by_key(|one| std::cmp::Reverse(one.monthly.as_ref().map_or(0, |money| money.minor())));
        Ok(Some(Remedies { tried, unknown }))
    })
}

/// What the remedies are tried on.
struct Field<'a> {
    sum: &'a CustomerSum,
    held: Vec<Held>,
    machines: &'a Machines,
    usage: &'a Usage,
    hours: Range<Hour>,
    reservations: Vec<Reservation>,
    as_it_was: Come,
    /// Hours that nothing covers, by size and region.
    left: HashMap<(String, String), Hours>,
}

/// What an application of the benefit comes to.
#[derive(Default)]
struct Come {
    /// Reserved and used hours by place of the reservation.
    by: HashMap<usize, (Amount, Amount)>,
    /// Covered hours by size and region.
    covered: BTreeMap<(String, String), Hours>,
}

impl<'a> Field<'a> {
    fn new(
        sum: &'a CustomerSum,
        held: Vec<Held>,
        machines: &'a Machines,
        usage: &'a Usage,
        hours: Range<Hour>,
    ) -> Self {
        let reservations: Vec<Reservation> = held.iter().map(reservation).collect();
        let as_it_was = come(&reservations, machines, usage, hours.clone());
        let mut left: HashMap<(String, String), Hours> = HashMap::new();
        for one in uncovered(&reservations, machines, usage, hours.clone(), false) {
            let named = one.machines.first().and_then(|id| machines.get(*id));
            let Some(machine) = named else { continue };
            let sum = one.hourly.iter().copied().sum();
            left.insert((machine.sku.to_lowercase(), machine.region.to_owned()), sum);
        }
        Self { sum, held, machines, usage, hours, reservations, as_it_was, left }
    }

    fn all(&self, now: Instant) -> Vec<TriedRemedy> {
        let live = |row: &&HeldSum| row.held.ends_at() > now && row.used < row.reserved;
        let rows = self.sum.rows.iter().filter(live).take(MOST);
        rows.flat_map(|row| self.of(row)).collect()
    }

    /// The remedies of a reservation: those of its causes that bring something.
    fn of(&self, row: &HeldSum) -> Vec<TriedRemedy> {
        let mut tried = Vec::new();
        let Some(at) = self.held.iter().position(|one| one.id == row.held.id) else { return tried };
        let Some(is) = row.held.periods.last() else { return tried };
        for code in row.lost.keys() {
            match code.parse() {
                Ok(Cause::OutOfScope) if is.scope == AppliedScope::Single => {
                    tried.extend(self.change(at, Remedy::WidenScope));
                }
                Ok(Cause::FlexibilityOff) if is.optimise == Optimise::Capacity => {
                    tried.extend(self.change(at, Remedy::Flexibility));
                }
                Ok(Cause::OtherRegion) => tried.extend(self.elsewhere(at, &row.held)),
                Ok(Cause::Stopped | Cause::TooFewMachines) => tried.extend(self.fewer(at, &row.held)),
                Ok(Cause::OutOfScope | Cause::FlexibilityOff | Cause::NoData) | Err(_) => {}
            }
        }
        tried.dedup_by(|one, other| one.remedy == other.remedy);
        tried.retain(|one| one.monthly.as_ref().map_or(true, |money| money.minor() > 0));
        tried
    }

    /// The region in which most of its size runs uncovered.
    fn elsewhere(&self, at: usize, held: &Held) -> Option<TriedRemedy> {
        let size = held.size.to_lowercase();
        let there = self.left.iter().filter(|((known, region), _)| *known == size && *region != held.region);
        let region = there.max_by_key(|((_, region), hours)| (**hours, std::cmp::Reverse(region.clone())))?.0.1.clone();
        self.change(at, Remedy::Exchange { region })
    }

    /// The number of instances whose return brings most.
    fn fewer(&self, at: usize, held: &Held) -> Option<TriedRemedy> {
        let all = 1..=held.quantity.min(MOST_RETURNED);
        let all = all.filter_map(|quantity| self.change(at, Remedy::Return { quantity }));
        all.max_by_key(|one| one.monthly.as_ref().map_or(i64::MIN, |money| money.minor()))
    }

    fn change(&self, at: usize, remedy: Remedy) -> Option<TriedRemedy> {
        let held = self.held.get(at)?;
        let mut changed = self.reservations.clone();
        let mut returned = 0;
        for version in &mut changed.get_mut(at)?.versions {
            match &remedy {
                Remedy::WidenScope => version.scope = Scope::Shared,
                Remedy::Flexibility => version.is_flexible = true,
                Remedy::Exchange { region } => version.region.clone_from(region),
                Remedy::Return { quantity } => {
                    version.quantity = version.quantity.saturating_sub(*quantity);
                    returned = *quantity;
                }
            }
        }
        let after = come(&changed, self.machines, self.usage, self.hours.clone());
        let of = |come: &Come| come.by.get(&at).copied().unwrap_or_default();
        let (before, then) = (of(&self.as_it_was), of(&after));
        let monthly = self.monthly(held, &after, returned);
        Some(TriedRemedy { remedy, held: held.clone(), before, after: then, monthly })
    }

    /// Pay-as-you-go that falls away, and the price of what is returned, for a month.
    fn monthly(&self, held: &Held, after: &Come, returned: u32) -> Result<Money, CannotCompute> {
        let overflow = || CannotCompute::from(MoneyError::Overflow);
        let hours = Decimal::from(self.hours.end.since(self.hours.start));
        let saved = self.saved(after, held.currency)?;
        let saved = saved.checked_mul(MONTH).and_then(|all| all.checked_div(hours)).ok_or_else(overflow)?;
        let price = held.term_price().share(returned, held.quantity.max(1))?.to_decimal();
        let term = Decimal::from(held.expires_at.seconds_since(held.term_starts_at) / 3_600);
        let price = price.checked_mul(MONTH).and_then(|all| all.checked_div(term)).ok_or_else(overflow)?;
        let all = saved.checked_add(price).ok_or_else(overflow)?;
        Ok(UnitPrice::new(all, held.currency).times(Decimal::ONE)?)
    }

    /// What would be covered more, and not any more, at pay-as-you-go prices.
    fn saved(&self, after: &Come, currency: Currency) -> Result<Decimal, CannotCompute> {
        let before = &self.as_it_was.covered;
        let mut sum = Decimal::ZERO;
        for place in before.keys().chain(after.covered.keys().filter(|place| !before.contains_key(*place))) {
            let hours = |come: &Come| come.covered.get(place).map_or(Decimal::ZERO, |hours| hours.to_decimal());
            let more = hours(after).saturating_sub(hours(&self.as_it_was));
            if more.is_zero() {
                continue;
            }
            let (size, region) = place;
            let price = self.sum.rates.get(&(size.to_lowercase(), region.clone(), currency));
            let missing = || CannotCompute::NoPrice { size: size.clone(), region: region.clone() };
            let cost = price.ok_or_else(missing)?.rate().checked_mul(more);
            sum = cost.and_then(|cost| sum.checked_add(cost)).ok_or(MoneyError::Overflow)?;
        }
        Ok(sum)
    }
}

fn come(reservations: &[Reservation], machines: &Machines, usage: &Usage, hours: Range<Hour>) -> Come {
    let outcome = apply(reservations, machines, usage, hours, NonZero::<usize>::MIN);
    let mut come = Come::default();
    for hour in &outcome.hours {
        let (reserved, used) = come.by.entry(hour.reservation.index()).or_default();
        *reserved += Amount::nanos(hour.reserved.nanos());
        *used += Amount::nanos(hour.used.nanos());
    }
    for part in &outcome.uses {
        let Some(machine) = machines.get(part.machine) else { continue };
        *come.covered.entry((machine.sku.to_owned(), machine.region.to_owned())).or_default() += part.covered;
    }
    come
}

//! All customers: how much of what they have is used, and what the rest costs. Floor 2. Features rows 49, 52.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::Amount;
use crate::ops::app::App;
use crate::store::utilization::{Like, UtilizationFilter, UtilizationPart};
use crate::store::{Reader, StoreError};

/// Weeks of the heatmap.
const WEEKS: i64 = 8;
/// Days of the figures beside it.
pub const LAST_DAYS: i64 = 7;

/// A customer of the portfolio.
#[derive(Debug, Clone)]
pub struct Place {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// The last days.
    pub sum: UtilizationPart,
    /// What is lost a day, in millionths of the smallest unit, in each currency.
    pub lost: Vec<(Currency, i64)>,
    /// Running hours that could be covered, and covered ones.
    pub coverage: (Amount, Amount),
    /// Used and reserved hours of each week, the oldest first.
    pub weeks: Vec<(Amount, Amount)>,
    /// What is lost a day in US dollars: the order of the list.
    order: Decimal,
}

/// The portfolio.
#[derive(Debug, Clone)]
pub struct Portfolio {
    /// The last day of which anything is known.
    pub last: Day,
    /// The first day of each week.
    pub weeks: Vec<Day>,
    /// Customers, the one that loses most first.
    pub places: Vec<Place>,
    /// What can be asked for.
    pub kinds: Kinds,
}

/// Regions and sizes that reservations have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds {
    /// Regions.
    pub regions: Vec<String>,
    /// Sizes.
    pub sizes: Vec<String>,
}

impl Kinds {
    pub(super) fn new(found: Vec<(String, String)>) -> Self {
        let (regions, sizes): (BTreeSet<String>, BTreeSet<String>) = found.into_iter().unzip();
        Self { regions: regions.into_iter().collect(), sizes: sizes.into_iter().collect() }
    }
}

impl Portfolio {
    /// All of them together.
    pub fn sum(&self) -> UtilizationPart {
        self.places.iter().fold(UtilizationPart::default(), |mut sum, place| {
            sum.add(place.sum);
            sum
        })
    }
}

/// All customers of the scope with the reservations that are asked for; nothing while no usage is known.
pub fn portfolio(
    app: &App,
    may: &Granted<may::ViewReservations>,
    like: &Like,
) -> Result<Option<Portfolio>, StoreError> {
    app.db.read(may.scope(), |r| {
        let Some(last) = r.last_utilization_day()? else { return Ok(None) };
        let weeks: Vec<Day> = (1..=WEEKS).rev().map(|back| days_before(last, back * 7 - 1)).collect();
        let from = weeks.first().copied().unwrap_or(last);
        let recent = days_before(last, LAST_DAYS - 1);
        let filter = UtilizationFilter { customer: None, reservation: None, like: like.clone(), from, to: last };
        let mut places: BTreeMap<CustomerId, Place> = BTreeMap::new();
        for day in r.utilization_by_day(&filter)? {
            let place = places.entry(day.customer).or_insert_with(|| empty(day.customer, weeks.len()));
            let week = weeks.iter().rposition(|first| *first <= day.day).unwrap_or_default();
            if let Some((used, reserved)) = place.weeks.get_mut(week) {
                *used += day.sum.used;
                *reserved += day.sum.reserved;
            }
            if day.day >= recent {
                place.sum.add(day.sum);
                lose(&mut place.lost, day.currency, day.sum.lost_micros);
            }
        }
        for part in r.coverage_by_customer(recent, last)? {
            if let Some(place) = places.get_mut(&part.customer) {
                place.coverage = (part.running, part.covered);
            }
        }
        let mut places: Vec<Place> = places.into_values().collect();
        finish(r, &mut places)?;
        Ok(Some(Portfolio { last, weeks, places, kinds: Kinds::new(r.reservation_kinds()?) }))
    })
}

fn days_before(day: Day, days: i64) -> Day {
    Instant::start_of(day).plus_days(-days).day()
}

fn empty(customer: CustomerId, weeks: usize) -> Place {
    Place {
        customer,
        name: String::new(),
        sum: UtilizationPart::default(),
        lost: Vec::new(),
        coverage: (Amount::ZERO, Amount::ZERO),
        weeks: vec![(Amount::ZERO, Amount::ZERO); weeks],
        order: Decimal::ZERO,
    }
}

fn lose(lost: &mut Vec<(Currency, i64)>, currency: Currency, micros: i64) {
    match lost.iter_mut().find(|(known, _)| *known == currency) {
        Some((_, sum)) => *sum = sum.saturating_add(micros),
        None => lost.push((currency, micros)),
    }
}

/// Names, money a day, and the order: what is lost in US dollars, then the name.
fn finish(r: &mut Reader<'_>, places: &mut [Place]) -> Result<(), StoreError> {
    let names: HashMap<CustomerId, String> = r.customer_names()?.into_iter().collect();
    let mut rates: HashMap<Currency, Decimal> = HashMap::new();
    for place in places.iter_mut() {
        place.name = names.get(&place.customer).cloned().unwrap_or_default();
        for (currency, micros) in &mut place.lost {
            *micros /= LAST_DAYS;
            let rate = match rates.get(currency) {
                Some(rate) => *rate,
                None => r.usd_rate(*currency)?.unwrap_or(Decimal::ONE),
            };
            rates.insert(*currency, rate);
            let units = Decimal::from_i128_with_scale(i128::from(*micros), u32::from(currency.exponent()));
            place.order = place.order.saturating_add(units.checked_div(rate).unwrap_or_default());
        }
    }
    places.sort_by(|one, other| other.order.cmp(&one.order).then_with(|| one.name.cmp(&other.name)));
    Ok(())
}

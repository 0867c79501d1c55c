//! Other reservations, tried on what ran in the last days: what they would have been used. Floor 2. C3, S-58,
//! features row 38.
//!
//! What is live now is taken as it is set now, over all of these days, so that two trials differ only in what
//! was changed between them.

use std::collections::BTreeMap;
use std::num::NonZero;

use super::compute::{reservation, running};
use crate::domain::benefit::{Hour, Hours, Machines, Reservation, ReservationIndex, Scope, Usage, Version, apply};
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::{CustomerId, ReservationId, SubscriptionId};
use crate::domain::reservations::Setting;
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::Amount;
use crate::store::{Reader, StoreError};

/// How many days back what ran is looked at.
const TRIAL_DAYS: i64 = 7;

/// What ran in the last days, and what is reserved now.
pub(in crate::ops) struct Trial {
    first: Day,
    last: Day,
    machines: Machines,
    usage: Usage,
    live: Vec<(ReservationId, Reservation)>,
}

/// What reservations would have been used, had they been so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The first and the last day that ran.
    pub days: (Day, Day),
    /// Reserved hours.
    pub reserved: Amount,
    /// Of these, used.
    pub used: Amount,
    /// Hours of machines that need not be paid as you go, by subscription.
    pub covered: BTreeMap<SubscriptionId, Amount>,
}

/// What is reserved in a trial: how many of which size where, and how set.
#[derive(Debug, Clone, Copy)]
pub(in crate::ops) struct Reserved<'a> {
    pub(in crate::ops) size: &'a str,
    pub(in crate::ops) region: &'a str,
    pub(in crate::ops) quantity: u32,
    pub(in crate::ops) setting: Setting,
}

/// How reservations are set in a trial.
#[derive(Debug, Clone, Copy)]
pub(in crate::ops) enum Set {
    /// Exactly like this.
    To(Setting),
    /// As they are, and reaching every subscription.
    Wider,
}

impl Set {
    fn on(self, version: &mut Version) {
        match self {
            Self::To(setting) => {
                version.scope = scope(setting);
                version.is_flexible = setting.optimise == Optimise::Flexibility;
            }
            Self::Wider => version.scope = Scope::Shared,
        }
    }
}

impl Trial {
    /// Nothing while no usage of the customer is known.
    pub(in crate::ops) fn of(r: &mut Reader<'_>, customer: CustomerId) -> Result<Option<Self>, StoreError> {
        let Some((known, last)) = r.usage_span(customer)? else { return Ok(None) };
        let now = r.scope().now();
        let first = Instant::start_of(last).plus_days(1 - TRIAL_DAYS).day().max(known);
        let (machines, usage) = running(&r.usage_of(customer, first, last)?);
        let (from, until) = (Instant::start_of(first), Instant::start_of(last).plus_days(1));
        let held = r.held(customer)?.into_iter().filter(|one| one.starts_at <= now && one.ends_at() > now);
        let live = held.map(|one| (one.id, as_it_is(reservation(&one), (from, until)))).collect();
        Ok(Some(Self { first, last, machines, usage, live }))
    }

    /// What these reservations would have been used, as they are set now.
    pub(in crate::ops) fn kept(&self, watched: &[ReservationId]) -> Tried {
        let is_watched = |place: usize| self.live.get(place).is_some_and(|(id, _)| watched.contains(id));
        self.run(self.live.iter().map(|(_, one)| one.clone()).collect(), is_watched)
    }

    /// What these reservations would have been used, had they been set like this.
    pub(in crate::ops) fn set(&self, watched: &[ReservationId], wanted: Set) -> Tried {
        let one = |(id, one): &(ReservationId, Reservation)| {
            let mut one = one.clone();
            for version in one.versions.iter_mut().filter(|_| watched.contains(id)) {
                wanted.on(version);
            }
            one
        };
        let is_watched = |place: usize| self.live.get(place).is_some_and(|(id, _)| watched.contains(id));
        self.run(self.live.iter().map(one).collect(), is_watched)
    }

    /// What the `bought` ones would have been used, had they been there instead of what is returned.
    pub(in crate::ops) fn instead(&self, returned: &[(ReservationId, u32)], bought: &[Reserved<'_>]) -> Tried {
        let mut all: Vec<Reservation> = Vec::new();
        for (id, one) in &self.live {
            let mut one = one.clone();
            let gone = returned.iter().find(|(other, _)| other == id).map_or(0, |(_, quantity)| *quantity);
            for version in &mut one.versions {
                version.quantity = version.quantity.saturating_sub(gone);
            }
            one.versions.retain(|version| version.quantity > 0);
            all.push(one);
        }
        let from = all.len();
        all.extend(bought.iter().enumerate().map(|(number, held)| self.fresh(number, held)));
        self.run(all, |place| place >= from)
    }

    fn fresh(&self, number: usize, held: &Reserved<'_>) -> Reservation {
        let version = Version {
            starts_at: Instant::start_of(self.first),
            ends_at: Instant::start_of(self.last).plus_days(1),
            sku: held.size.to_owned(),
            region: held.region.to_owned(),
            quantity: held.quantity,
            scope: scope(held.setting),
            is_flexible: held.setting.optimise == Optimise::Flexibility,
        };
        Reservation { id: format!("new {number}"), continues: true, versions: vec![version] }
    }

    fn run(&self, reservations: Vec<Reservation>, is_watched: impl Fn(usize) -> bool) -> Tried {
        let hours = Hour::first_of(self.first)..Hour::first_of(self.last).plus(24);
        let outcome = apply(&reservations, &self.machines, &self.usage, hours, NonZero::<usize>::MIN);
        let counts = |index: ReservationIndex| is_watched(index.index());
        let (mut reserved, mut used) = (Hours::ZERO, Hours::ZERO);
        for hour in outcome.hours.iter().filter(|hour| counts(hour.reservation)) {
            reserved += hour.reserved;
            used += hour.used;
        }
        let mut covered: BTreeMap<SubscriptionId, Amount> = BTreeMap::new();
        for part in outcome.uses.iter().filter(|part| counts(part.reservation)) {
            let subscription = self.machines.get(part.machine).and_then(|one| one.subscription_id.parse().ok());
            if let Some(subscription) = subscription {
                *covered.entry(subscription).or_default() += Amount::nanos(part.covered.nanos());
            }
        }
        let [reserved, used] = [reserved, used].map(|hours| Amount::nanos(hours.nanos()));
        Tried { days: (self.first, self.last), reserved, used, covered }
    }
}

/// The last version that was, over all the days of the trial.
fn as_it_is(one: Reservation, (from, until): (Instant, Instant)) -> Reservation {
    let last = one.versions.into_iter().max_by_key(|version| version.ends_at);
    let versions = last.into_iter().map(|version| Version { starts_at: from, ends_at: until, ..version }).collect();
    Reservation { id: one.id, continues: true, versions }
}

fn scope(setting: Setting) -> Scope {
    match setting.scope {
        AppliedScope::Shared => Scope::Shared,
        AppliedScope::Single => Scope::Single { subscription_id: setting.subscription.to_string() },
    }
}

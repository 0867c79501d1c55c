//! Applies reservations to usage for some days of a customer, and keeps what comes out. Floor 2. Domain 3.1.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZero;
use std::sync::OnceLock;

use super::money::cost;
use crate::domain::benefit::{
    Flexibility, Hour, Hours as Running, Machine, MachineKind, Machines, Outcome, Reservation, Scope, Usage, Version,
    apply, explain,
};
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::{CustomerId, PartnerId};
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::{Amount, Covered, Lost, Share, UtilizationDetail};
use crate::ops::app::App;
use crate::reference;
use crate::store::usage::StoredDay;
use crate::store::utilization::{CoverageDay, Held, Period, UtilizationDay};
use crate::store::{Scope as Tenant, StoreError};

/// Days that are worked on at once: usage of a month is in memory.
const STEP: usize = 31;

/// Days before the first in which a machine may have run that has stopped since.
const LOOK_BACK: i64 = 7;

/// Computes these days of a customer and puts them in the place of what stood there.
pub(in crate::ops) fn compute(
    app: &App,
    partner: PartnerId,
    customer: CustomerId,
    days: &[Day],
) -> Result<(), StoreError> {
    let scope = Tenant::system("compute-utilization", partner, app.clock.now());
    let days: Vec<Day> = days.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    for days in days.chunks(STEP) {
        let (Some(first), Some(last)) = (days.first(), days.last()) else { continue };
        let before = Instant::start_of(*first).plus_days(-LOOK_BACK).day();
        let (held, usage) =
            app.db.read(&scope, |r| Ok::<_, StoreError>((r.held(customer)?, r.usage_of(customer, before, *last)?)))?;
        let (found, coverage) = worked_out(&held, &usage, days);
        let system = app.db.system("what was computed of a customer's usage is kept");
        system.put_utilization(partner, customer, days, &found, &coverage)?;
    }
    Ok(())
}

/// Size groups and ratios of this release.
pub(in crate::ops) fn flexibility() -> &'static Flexibility {
    static TABLE: OnceLock<Flexibility> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Flexibility::default();
        for row in reference::flexibility_ratios().filter_map(Result::ok) {
            table.add(&row.group, &row.size, row.ratio);
        }
        table
    })
}

/// What ran, as the benefit takes it.
pub(in crate::ops) fn running(usage: &[StoredDay]) -> (Machines, Usage) {
    let (mut machines, mut all) = (Machines::new(flexibility().clone()), Usage::default());
    for day in usage {
        let subscription = day.subscription.to_string();
        let first = Hour::first_of(day.day);
        for (ran, hours) in day.usage.iter() {
            let machine = Machine {
                resource_id: &ran.resource,
                subscription_id: &subscription,
                resource_group: &ran.group,
                sku: &ran.size,
                region: &ran.region,
                kind: ran.kind.parse().unwrap_or(MachineKind::Regular),
            };
            let Some(id) = machines.add(&machine) else { continue };
            for (hour, amount) in (0..).zip(hours.iter()).filter(|(_, amount)| !amount.is_zero()) {
                all.add(first.plus(hour), id, Running::from_nanos(amount.count()));
            }
        }
    }
    (machines, all)
}

/// A reservation with everything that it was set to.
pub(in crate::ops) fn reservation(held: &Held) -> Reservation {
    let mut starts_at = held.starts_at;
    let mut versions = Vec::new();
    for period in held.periods.iter().filter(|period| period.until > held.starts_at) {
        versions.push(version(held, period, starts_at));
        starts_at = period.until;
    }
    Reservation { id: held.id.to_string(), continues: held.starts_at > held.term_starts_at, versions }
}

fn version(held: &Held, period: &Period, starts_at: Instant) -> Version {
    Version {
        starts_at,
        ends_at: period.until,
        sku: held.size.clone(),
        region: held.region.clone(),
        quantity: held.quantity,
        scope: match period.scope {
            AppliedScope::Shared => Scope::Shared,
            AppliedScope::Single => Scope::Single { subscription_id: period.subscription.to_string() },
        },
        is_flexible: period.optimise == Optimise::Flexibility,
    }
}

fn worked_out(held: &[Held], usage: &[StoredDay], days: &[Day]) -> (Vec<UtilizationDay>, Vec<CoverageDay>) {
    let (machines, all) = running(usage);
    let reservations: Vec<Reservation> = held.iter().map(reservation).collect();
    let mut outcome = Outcome::default();
    for (first, until) in stretches(days) {
        let part = apply(&reservations, &machines, &all, first..until, NonZero::<usize>::MIN);
        outcome.hours.extend(part.hours);
        outcome.uses.extend(part.uses);
        outcome.machines.extend(part.machines);
    }
    let mut found = of_reservations(held, &machines, &outcome);
    for (first, until) in stretches(days) {
        for cause in explain(&reservations, &machines, &all, first..until) {
            let id = held.get(cause.reservation.index()).map(|one| one.id);
            let day = found.iter_mut().find(|it| it.day == cause.day && Some(it.reservation) == id);
            if let Some(day) = day {
                let hours = Amount::nanos(cause.unused.nanos());
                day.detail.lost.push(Lost { cause: cause.cause.code().to_owned(), hours });
            }
        }
    }
    (found, of_machines(&machines, &outcome, days))
}

/// Days that follow each other, as hours.
fn stretches(days: &[Day]) -> Vec<(Hour, Hour)> {
    let mut all: Vec<(Hour, Hour)> = Vec::new();
    for day in days {
        let (first, until) = (Hour::first_of(*day), Hour::first_of(*day).plus(24));
        match all.last_mut().filter(|(_, end)| *end == first) {
            Some((_, end)) => *end = until,
            None => all.push((first, until)),
        }
    }
    all
}

fn of_reservations(held: &[Held], machines: &Machines, outcome: &Outcome) -> Vec<UtilizationDay> {
    let mut details: BTreeMap<(Day, usize), UtilizationDetail> = BTreeMap::new();
    for hour in &outcome.hours {
        let detail = details.entry((hour.hour.day(), hour.reservation.index())).or_default();
        let at = usize::try_from(hour.hour.of_day()).unwrap_or_default();
        detail.reserved.add(at, Amount::nanos(hour.reserved.nanos()));
        detail.used.add(at, Amount::nanos(hour.used.nanos()));
    }
    for part in &outcome.uses {
        let Some(detail) = details.get_mut(&(part.day, part.reservation.index())) else { continue };
        let Some(machine) = machines.get(part.machine) else { continue };
        let Ok(subscription) = machine.subscription_id.parse() else { continue };
        detail.shares.push(Share {
            subscription,
            group: machine.resource_group.to_owned(),
            resource: machine.resource_id.to_owned(),
            size: machine.sku.to_owned(),
            used: Amount::nanos(part.used.nanos()),
            covered: Amount::nanos(part.covered.nanos()),
        });
    }
    let day = |((day, index), detail): ((Day, usize), UtilizationDetail)| {
        let one = held.get(index)?;
        let (reserved, used) = (detail.reserved.sum(), detail.used.sum());
        let (cost_micros, lost_micros) = cost(one, day, reserved, used);
        let (reservation, currency) = (one.id, one.currency);
        Some(UtilizationDay { reservation, day, currency, reserved, used, cost_micros, lost_micros, detail })
    };
    details.into_iter().filter_map(day).collect()
}

/// Running and covered hours of each size and region.
type BySize<'a> = BTreeMap<(&'a str, &'a str), (Amount, Amount)>;

/// What a reservation could have covered: classic, promotional and spot machines do not count (R-BN-4).
fn of_machines(machines: &Machines, outcome: &Outcome, days: &[Day]) -> Vec<CoverageDay> {
    let mut parts: HashMap<Day, BySize<'_>> = HashMap::new();
    for day in &outcome.machines {
        let Some(machine) = machines.get(day.machine).filter(|it| it.kind == MachineKind::Regular) else { continue };
        let (running, covered) = parts.entry(day.day).or_default().entry((machine.sku, machine.region)).or_default();
        *running += Amount::nanos(day.running.nanos());
        *covered += Amount::nanos(day.covered.nanos());
    }
    let part = |((size, region), (running, covered)): ((&str, &str), (Amount, Amount))| Covered {
        size: size.to_owned(),
        region: region.to_owned(),
        running,
        covered,
    };
    let day = |day: &Day| {
        let parts: Vec<Covered> = parts.remove(day).unwrap_or_default().into_iter().map(part).collect();
        let (running, covered) = (parts.iter().map(|it| it.running).sum(), parts.iter().map(|it| it.covered).sum());
        CoverageDay { day: *day, running, covered, parts }
    };
    days.iter().map(day).collect()
}

//! Why hours of a reservation were not used. Floor 0. Features C7.
//!
//! Every unused hour gets the first of these causes that is true of it. A machine's hour explains only
//! one unused hour, so that the causes promise no more than could be covered.

use std::collections::HashMap;
use std::ops::Range;

use super::day::share;
use super::hours::{Hour, Hours};
use super::machines::{MachineKind, Machines, Traits};
use super::matching::{Deaf, Desk};
use super::plan::{Plan, Supply};
use super::reservation::{Reservation, ReservationIndex};
use super::usage::Usage;
use crate::domain::codes::codes;
use crate::domain::time::Day;

codes! {
    /// Why an hour was not used; in the order in which they are asked.
    Cause, NotACause {
        /// There is no usage of anything in that hour: it is not known what ran.
        NoData = "no_data",
        /// A machine that it could cover ran, uncovered, where its scope does not reach.
        OutOfScope = "out_of_scope",
        /// A machine of another size of its group ran uncovered, but flexibility is off.
        FlexibilityOff = "flexibility_off",
        /// A machine that it could cover ran uncovered in another region.
        OtherRegion = "other_region",
        /// A machine that it could cover, and that ran before, did not run, or not all of the hour.
        Stopped = "stopped",
        /// There are fewer machines than instances.
        TooFewMachines = "too_few_machines",
    }
}

/// Unused hours of a reservation on a day, by cause. They sum to all unused hours of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CauseDay {
    /// The day.
    pub day: Day,
    /// The reservation.
    pub reservation: ReservationIndex,
    /// Why.
    pub cause: Cause,
    /// Unused hours, in the reserved size.
    pub unused: Hours,
}

/// Why hours were not used. A machine counts as stopped where it ran in an earlier hour of `usage`, or is
/// known to `machines` from before (see [`Machines::ran_before`]).
pub fn explain(reservations: &[Reservation], machines: &Machines, usage: &Usage, hours: Range<Hour>) -> Vec<CauseDay> {
    let plan = Plan::new(reservations, machines, &hours);
    let mut explainer = Explainer::new(&plan, machines, usage);
    let mut found: Vec<CauseDay> = Vec::new();
    let mut hour = hours.start;
    while hour < hours.end {
        let day = hour.day();
        explainer.explain_hour(hour, |reservation, cause, unused| {
            found.push(CauseDay { day, reservation, cause, unused });
        });
        hour = hour.next();
        if hour.day() != day || hour == hours.end {
            gather(&mut found, day);
        }
    }
    found
}

/// Adds up what was found on a day.
fn gather(found: &mut Vec<CauseDay>, day: Day) {
    let first = found.partition_point(|one| one.day < day);
    let mut sums = found.split_off(first);
    sums.sort_by_key(|one| (one.reservation, one.cause));
    sums.dedup_by(|later, kept| {
        let is_same = (later.reservation, later.cause) == (kept.reservation, kept.cause);
        if is_same {
            kept.unused += later.unused;
        }
        is_same
    });
    found.append(&mut sums);
}

struct Explainer<'a> {
    plan: &'a Plan,
    traits: &'a [Traits],
    usage: &'a Usage,
    desk: Desk<'a>,
    /// Regular machines by what makes them alike: the size group, or the size without one.
    kin: HashMap<(bool, u32), Vec<u32>>,
    /// The first hour in which each machine ran.
    first: Vec<Hour>,
    /// Units of each machine that ran uncovered and explain nothing yet.
    uncovered: Vec<u128>,
    /// Units by which each machine ran less than the whole hour, and that explain nothing yet.
    missing: Vec<u128>,
}

impl<'a> Explainer<'a> {
    fn new(plan: &'a Plan, machines: &'a Machines, usage: &'a Usage) -> Self {
        let traits = machines.traits();
        let mut kin: HashMap<(bool, u32), Vec<u32>> = HashMap::new();
        for machine in machines.in_order().iter().copied() {
            let trait_ = usize::try_from(machine).ok().and_then(|at| traits.get(at));
            if let Some(trait_) = trait_.filter(|one| one.kind == MachineKind::Regular) {
                kin.entry(kin_of(trait_.group, trait_.sku)).or_default().push(machine);
            }
        }
        let mut first = machines.first_hours().to_vec();
        for (hour, machine) in usage.machines() {
            if let Some(first) = usize::try_from(machine).ok().and_then(|at| first.get_mut(at)) {
                *first = (*first).min(hour);
            }
        }
        let (uncovered, missing) = (vec![0; traits.len()], vec![0; traits.len()]);
        Self { plan, traits, usage, desk: Desk::new(plan, traits), kin, first, uncovered, missing }
    }

    fn explain_hour(&mut self, hour: Hour, mut tell: impl FnMut(ReservationIndex, Cause, Hours)) {
        let columns = self.usage.at(hour);
        let ran = || columns.into_iter().flat_map(super::usage::Columns::iter);
        self.desk.open(hour, ran());
        if columns.is_some() {
            self.look(hour);
            self.desk.match_all(&mut Deaf);
            self.uncovered.clone_from(&self.desk.demand);
        }
        for (at, supply) in self.plan.supplies.iter().enumerate() {
            let left = self.desk.supply.get(at).copied().unwrap_or(0);
            if left == 0 || !supply.is_active(hour) {
                continue;
            }
            let parts = if columns.is_some() { self.parts(supply, left) } else { vec![(Cause::NoData, left)] };
            let used = super::day::divided(supply.units().saturating_sub(left), supply.ratio);
            let unused = Hours::whole(1).times(supply.quantity).minus(used);
            let (mut reached, mut given) = (0_u128, 0_u64);
            for (cause, units) in parts {
                reached = reached.saturating_add(units);
                let upto = share(unused.nanos(), reached, left);
                let hours = Hours::from_nanos(upto.saturating_sub(given));
                given = upto;
                if hours > Hours::ZERO {
                    tell(ReservationIndex(supply.reservation), cause, hours);
                }
            }
        }
    }

    /// How much each machine that ran before did not run in this hour. The desk is open, nothing is given out.
    fn look(&mut self, hour: Hour) {
        for (((missing, first), ran), traits) in
            self.missing.iter_mut().zip(&self.first).zip(&self.desk.demand).zip(self.traits)
        {
            let whole = u128::from(Hours::whole(1).nanos()).saturating_mul(traits.ratio.into());
            *missing = if *first < hour { whole.saturating_sub(*ran) } else { 0 };
        }
    }

    /// The causes of so many unused units.
    fn parts(&mut self, supply: &Supply, mut left: u128) -> Vec<(Cause, u128)> {
        let mut parts = Vec::new();
        let kin = supply_kin(supply).and_then(|key| self.kin.get(&key)).map_or(&[][..], Vec::as_slice);
        for cause in [Cause::OutOfScope, Cause::FlexibilityOff, Cause::OtherRegion, Cause::Stopped] {
            let amounts = if cause == Cause::Stopped { &mut self.missing } else { &mut self.uncovered };
            let mut sum = 0_u128;
            for machine in kin {
                let at = usize::try_from(*machine).unwrap_or(usize::MAX);
                let Some((amount, traits)) = amounts.get_mut(at).zip(self.traits.get(at)) else { continue };
                if left == 0 {
                    break;
                }
                let units = left.min(*amount);
                if units > 0 && is_cause(cause, supply, traits) {
                    *amount -= units;
                    left -= units;
                    sum = sum.saturating_add(units);
                }
            }
            parts.push((cause, sum));
        }
        parts.push((Cause::TooFewMachines, left));
        parts
    }
}

fn kin_of(group: Option<u32>, sku: u32) -> (bool, u32) {
    group.map_or((false, sku), |group| (true, group))
}

fn supply_kin(supply: &Supply) -> Option<(bool, u32)> {
    supply.group.map(|group| (true, group)).or(supply.sku.map(|sku| (false, sku)))
}

/// Whether uncovered (or missing) hours of a machine of its kin explain an unused hour.
fn is_cause(cause: Cause, supply: &Supply, machine: &Traits) -> bool {
    let is_size = supply.sku == Some(machine.sku) || supply.is_flexible;
    let (is_region, is_reached) = (supply.region == Some(machine.region), supply.reach.reaches(machine));
    match cause {
        Cause::OutOfScope => is_size && is_region && !is_reached,
        Cause::FlexibilityOff => !is_size && is_region && is_reached,
        Cause::OtherRegion => is_size && !is_region && is_reached,
        Cause::Stopped => is_size && is_region && is_reached,
        Cause::NoData | Cause::TooFewMachines => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benefit::{Flexibility, Machine, MachineId, Scope, Version};
    use crate::domain::time::Instant;

    fn first() -> Hour {
        Hour::first_of("2026-03-01".parse().unwrap())
    }

    fn reservation(quantity: u32, scope: Scope, is_flexible: bool) -> [Reservation; 1] {
        let starts_at = first().start();
        let (ends_at, sku, region) = (starts_at.plus_days(365), "DS2_v2".to_owned(), "eastus".to_owned());
        let version = Version { starts_at, ends_at, sku, region, quantity, scope, is_flexible };
        [Reservation { id: "r".to_owned(), continues: false, versions: vec![version] }]
    }

    fn machines(all: &[(&str, &str, &str)]) -> (Machines, Vec<MachineId>) {
        let mut table = Flexibility::default();
        table.add("DSv2", "DS1_v2", 1.into());
        table.add("DSv2", "DS2_v2", 2.into());
        let mut machines = Machines::new(table);
        let add = |(at, (subscription_id, sku, region)): (usize, &(&str, &str, &str))| {
            let (resource_id, kind) = (format!("m{at}"), MachineKind::Regular);
            let one = Machine { resource_id: &resource_id, subscription_id, resource_group: "g", sku, region, kind };
            machines.add(&one).unwrap()
        };
        let ids = all.iter().enumerate().map(add).collect();
        (machines, ids)
    }

    fn causes(reservations: &[Reservation], machines: &Machines, usage: &Usage, hours: i32) -> Vec<(Cause, String)> {
        let found = explain(reservations, machines, usage, first()..first().plus(hours));
        found.into_iter().map(|one| (one.cause, one.unused.to_string())).collect()
    }

    #[test]
    fn a_set_of_known_causes_is_told_apart() {
        let single = Scope::Single { subscription_id: "a".to_owned() };
        let (machines, ids) = machines(&[
            ("b", "DS2_v2", "eastus"),
            ("a", "DS1_v2", "eastus"),
            ("a", "DS2_v2", "westus"),
            ("a", "DS2_v2", "eastus"),
        ]);
        let mut usage = Usage::default();
        let mut run = |hour: i32, machine: usize, hours: &str| {
            usage.add(first().plus(hour), ids[machine], hours.parse().unwrap());
        };
        run(0, 3, "1");
        run(1, 0, "1");
        run(2, 1, "1");
        run(3, 2, "0.25");
        // Hour 4: nothing ran that it could cover; m3 ran in hour 0. Hour 5: no data.
        run(4, 1, "0");
        let reserved = reservation(1, single.clone(), false);
        let hours = |from: i32, until: i32| {
            let found = explain(&reserved, &machines, &usage, first().plus(from)..first().plus(until));
            found.into_iter().map(|one| (one.cause, one.unused.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(hours(0, 1), []);
        assert_eq!(hours(1, 2), [(Cause::OutOfScope, "1".to_owned())]);
        // One DS1_v2 is half of it; the rest is the machine that ran before.
        assert_eq!(hours(2, 3), [(Cause::FlexibilityOff, "0.5".to_owned()), (Cause::Stopped, "0.5".to_owned())]);
        assert_eq!(hours(3, 4), [(Cause::OtherRegion, "0.25".to_owned()), (Cause::Stopped, "0.75".to_owned())]);
        assert_eq!(hours(4, 5), [(Cause::Stopped, "1".to_owned())]);
        assert_eq!(hours(5, 6), [(Cause::NoData, "1".to_owned())]);
        let flexible = reservation(1, single, true);
        let found = explain(&flexible, &machines, &usage, first().plus(2)..first().plus(3));
        assert_eq!(found[0].cause, Cause::Stopped, "with flexibility the DS1_v2 is covered");
    }

    #[test]
    fn what_never_ran_is_too_few_machines_and_a_machine_explains_only_one_hour() {
        let (machines, ids) = machines(&[("b", "DS2_v2", "eastus")]);
        let mut usage = Usage::default();
        usage.add(first(), ids[0], Hours::whole(1));
        let reserved = reservation(3, Scope::Single { subscription_id: "a".to_owned() }, true);
        assert_eq!(
            causes(&reserved, &machines, &usage, 1),
            [(Cause::OutOfScope, "1".to_owned()), (Cause::TooFewMachines, "2".to_owned())]
        );
    }

    #[test]
    fn a_machine_of_the_days_before_is_stopped() {
        let (mut machines, ids) = machines(&[("a", "DS2_v2", "eastus"), ("a", "DS1_v2", "eastus")]);
        let mut usage = Usage::default();
        usage.add(first(), ids[1], Hours::whole(1));
        let reserved = reservation(1, Scope::Shared, false);
        assert_eq!(causes(&reserved, &machines, &usage, 1).last().unwrap().0, Cause::TooFewMachines);
        machines.ran_before(ids[0], Hour::of(Instant::from_micros(0)));
        assert_eq!(causes(&reserved, &machines, &usage, 1).last().unwrap().0, Cause::Stopped);
    }
}

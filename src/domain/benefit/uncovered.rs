//! Hours that no reservation covers: what there still is to reserve. Floor 0. Rule R-SZ-10.

use std::collections::BTreeMap;
use std::ops::Range;

use super::hours::{Hour, Hours};
use super::machines::{MachineId, MachineKind, Machines};
use super::matching::{Deaf, Desk};
use super::plan::Plan;
use super::reservation::Reservation;
use super::usage::Usage;

/// Hours of one size in one region that existing reservations do not cover, hour by hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// The size, folded to lower case.
    pub sku: String,
    /// The region, folded.
    pub region: String,
    /// The subscription; `None` when all of the billing context are taken together.
    pub subscription_id: Option<String>,
    /// For every hour of the range, the first hour first.
    pub hourly: Vec<Hours>,
    /// Machines that ran.
    pub machines: Vec<MachineId>,
}

/// What is left after the existing reservations, by size and region; by subscription too when asked.
/// Sizes are not added up within their groups: advice names the size that runs.
pub fn uncovered(
    reservations: &[Reservation],
    machines: &Machines,
    usage: &Usage,
    hours: Range<Hour>,
    by_subscription: bool,
) -> Vec<Uncovered> {
    let plan = Plan::new(reservations, machines, &hours);
    let mut desk = Desk::new(&plan, machines.traits());
    let length = usize::try_from(hours.end.since(hours.start)).unwrap_or(0);
    let mut found: BTreeMap<(String, String, Option<String>), Uncovered> = BTreeMap::new();
    let places: Vec<_> = machines.ids().map(|id| place(machines, id, by_subscription)).collect();
    let mut ran_at_all = vec![false; places.len()];
    let (mut hour, mut offset) = (hours.start, 0_usize);
    while hour < hours.end {
        if let Some(columns) = usage.at(hour) {
            desk.open(hour, columns.iter());
            desk.match_all(&mut Deaf);
            for (((left, traits), key), ran) in
                desk.demand.iter().zip(machines.traits()).zip(&places).zip(&mut ran_at_all)
            {
                let Some(key) = key.as_ref().filter(|_| *left > 0) else { continue };
                *ran = true;
                let one = found.entry(key.clone()).or_insert_with(|| empty(key, length));
                if let Some(sum) = one.hourly.get_mut(offset) {
                    *sum += super::day::divided(*left, traits.ratio);
                }
            }
        }
        hour = hour.next();
        offset = offset.saturating_add(1);
    }
    for ((id, key), _) in machines.ids().zip(&places).zip(&ran_at_all).filter(|(_, ran)| **ran) {
        if let Some(one) = key.as_ref().and_then(|key| found.get_mut(key)) {
            one.machines.push(id);
        }
    }
    found.into_values().collect()
}

type Place = (String, String, Option<String>);

/// Where a machine counts; only regular ones can be covered (R-BN-4).
fn place(machines: &Machines, id: MachineId, by_subscription: bool) -> Option<Place> {
    let machine = machines.get(id).filter(|one| one.kind == MachineKind::Regular)?;
    let subscription = by_subscription.then(|| super::flexibility::fold(machine.subscription_id));
    Some((super::flexibility::fold(machine.sku), super::machines::fold_region(machine.region), subscription))
}

fn empty((sku, region, subscription_id): &Place, length: usize) -> Uncovered {
    Uncovered {
        sku: sku.clone(),
        region: region.clone(),
        subscription_id: subscription_id.clone(),
        hourly: vec![Hours::ZERO; length],
        machines: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benefit::{Flexibility, Machine, Scope, Version};

    #[test]
    fn existing_reservations_are_left_out() {
        let first = Hour::first_of("2026-03-01".parse().unwrap());
        let mut machines = Machines::new(Flexibility::default());
        let mut add = |resource_id, subscription_id, kind| {
            let (sku, region) = ("Standard_DS2_v2", "East US");
            machines.add(&Machine { resource_id, subscription_id, resource_group: "g", sku, region, kind }).unwrap()
        };
        let (one, two) = (add("1", "a", MachineKind::Regular), add("2", "b", MachineKind::Regular));
        let spot = add("3", "a", MachineKind::Spot);
        let mut usage = Usage::default();
        for machine in [one, two, spot] {
            usage.add(first, machine, Hours::whole(1));
        }
        usage.add(first.next(), two, "0.5".parse().unwrap());
        let version = Version {
            starts_at: first.start(),
            ends_at: first.start().plus_days(1),
            sku: "standard_ds2_v2".to_owned(),
            region: "eastus".to_owned(),
            quantity: 1,
            scope: Scope::Single { subscription_id: "a".to_owned() },
            is_flexible: true,
        };
        let reservations = [Reservation { id: "r".to_owned(), continues: false, versions: vec![version] }];
        let left = uncovered(&reservations, &machines, &usage, first..first.plus(3), false);
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].hourly.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1", "0.5", "0"]);
        assert_eq!(left[0].machines, [two]);
        let apart = uncovered(&[], &machines, &usage, first..first.plus(1), true);
        assert_eq!(apart.iter().filter_map(|one| one.subscription_id.as_deref()).collect::<Vec<_>>(), ["a", "b"]);
    }
}

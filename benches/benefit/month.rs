//! The month that is measured: what runs, and what is reserved.
//!
//! Every machine has a size of one of twenty groups, a region and a subscription. One in five runs only by day,
//! and one hour in eight is not a whole one. A tenth as many reservations as machines, half of them for one
//! subscription and half shared.

use std::collections::BTreeMap;

use ground::domain::benefit::{
    Flexibility, Hour, Hours, Machine, MachineId, MachineKind, Machines, Outcome, Reservation, Scope, Version,
};
use ground::reference::flexibility_ratios;
use rust_decimal::prelude::ToPrimitive;

use crate::Failure;

pub(crate) const HOURS: i32 = 744;
/// 2026-03-01, in hours since 1970.
pub(crate) const FIRST: i32 = 492_312;
const REGIONS: [&str; 3] = ["koreacentral", "eastus", "westeurope"];
const GROUPS: usize = 20;
const OF_A_GROUP: usize = 5;

/// A size, its group and what it takes of it.
#[derive(Debug, Clone)]
pub(crate) struct Size {
    pub(crate) name: String,
    pub(crate) group: String,
    pub(crate) ratio: u32,
}

/// Sizes of twenty groups, of each some with whole ratios.
#[derive(Debug)]
pub(crate) struct Month {
    pub(crate) sizes: Vec<Size>,
    pub(crate) machines: u32,
    /// The machines of an hour come in no order.
    pub(crate) is_shuffled: bool,
}

impl Month {
    pub(crate) fn new(machines: u32, is_shuffled: bool) -> Result<Self, Failure> {
        let mut groups: BTreeMap<String, Vec<Size>> = BTreeMap::new();
        for row in flexibility_ratios() {
            let row = row?;
            let whole = row.ratio.is_integer().then(|| row.ratio.to_u32()).flatten();
            let of_group = groups.entry(row.group.clone()).or_default();
            match whole {
                Some(ratio) => of_group.push(Size { name: row.size, group: row.group, ratio }),
                // A group with other ratios has no whole units.
                None => of_group.clear(),
            }
        }
        let large = groups.into_values().filter(|sizes| sizes.len() >= OF_A_GROUP).take(GROUPS);
        let sizes: Vec<Size> = large.flat_map(|sizes| sizes.into_iter().take(OF_A_GROUP)).collect();
        if sizes.len() == GROUPS * OF_A_GROUP {
            Ok(Self { sizes, machines, is_shuffled })
        } else {
            Err("too few groups".into())
        }
    }

    pub(crate) fn size(&self, machine: u32) -> Option<&Size> {
        self.sizes.get(usize::try_from(scramble(machine.into())).ok()? % self.sizes.len())
    }

    /// One for every tenth machine, of its size and in its region.
    pub(crate) fn reservations(&self) -> Vec<Reservation> {
        let one = |place: u32| {
            let machine = place * 10;
            let shared = place.is_multiple_of(2);
            let version = Version {
                starts_at: Hour::from_count(FIRST).start(),
                ends_at: Hour::from_count(FIRST).start().plus_days(365),
                sku: self.size(machine)?.name.clone(),
                region: region(machine).to_owned(),
                quantity: 4,
                scope: if shared { Scope::Shared } else { Scope::Single { subscription_id: subscription(machine) } },
                is_flexible: true,
            };
            Some(Reservation { id: format!("r{place:06}"), continues: false, versions: vec![version] })
        };
        (0..self.machines.div_ceil(10)).filter_map(one).collect()
    }

    pub(crate) fn add_machine(&self, all: &mut Machines, machine: u32) -> Option<MachineId> {
        all.add(&Machine {
            resource_id: &resource(machine),
            subscription_id: &subscription(machine),
            resource_group: "rg",
            sku: &self.size(machine)?.name,
            region: region(machine),
            kind: MachineKind::Regular,
        })
    }

    /// Used hours in units of the smallest size of each group, which can be summed over sizes.
    pub(crate) fn units(&self, reservations: &[Reservation], outcome: &Outcome) -> Hours {
        let ratios: BTreeMap<&str, u32> = self.sizes.iter().map(|size| (size.name.as_str(), size.ratio)).collect();
        let ratio = |at: usize| {
            let version = reservations.get(at).and_then(|one| one.versions.first());
            version.and_then(|version| ratios.get(version.sku.as_str())).copied().unwrap_or(0)
        };
        outcome.days.iter().map(|day| day.summary.used.times(ratio(day.reservation.index()))).sum()
    }

    /// Every row in the order of the hours, and within an hour in that of the machines or in none: hour, machine,
    /// thousandths of the hour.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (i32, u32, u32)> {
        let mut order: Vec<u32> = (0..self.machines).collect();
        let is_shuffled = self.is_shuffled;
        (0..HOURS).flat_map(move |hour| {
            for at in (1..order.len()).rev().filter(|_| is_shuffled) {
                let seed = u64::try_from(hour).unwrap_or(0) << 32 | u64::try_from(at).unwrap_or(0);
                let other = usize::try_from(scramble(seed)).unwrap_or(0) % (at + 1);
                order.swap(at, other);
            }
            order.clone().into_iter().filter_map(move |machine| Some((hour, machine, runs(machine, hour)?)))
        })
    }
}

/// Thousandths of the hour that a machine runs.
pub(crate) fn runs(machine: u32, hour: i32) -> Option<u32> {
    let is_day = (8..18).contains(&hour.rem_euclid(24));
    let chance = scramble(u64::from(machine) << 32 | u64::from(hour.unsigned_abs()));
    let part = if chance.is_multiple_of(8) { u32::try_from(chance / 8 % 999).ok()? + 1 } else { 1_000 };
    (!machine.is_multiple_of(5) || is_day).then_some(part)
}

pub(crate) fn region(machine: u32) -> &'static str {
    let place = usize::try_from(scramble(u64::from(machine) + 7) % 3).unwrap_or(0);
    REGIONS.get(place).copied().unwrap_or("")
}

pub(crate) fn resource(machine: u32) -> String {
    format!("vm-{machine:06}")
}

pub(crate) fn subscription(machine: u32) -> String {
    format!("s{:05}", machine / 20)
}

/// A number that looks like chance and is always the same (splitmix64).
fn scramble(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

pub(crate) fn flexibility() -> Result<Flexibility, Failure> {
    let mut table = Flexibility::default();
    for row in flexibility_ratios() {
        let row = row?;
        table.add(&row.group, &row.size, row.ratio);
    }
    Ok(table)
}

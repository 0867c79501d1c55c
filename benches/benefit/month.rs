//! The month that is measured: what runs, and what is reserved.

use ground::domain::benefit::{
    Flexibility, Hour, Hours, Machine, MachineId, MachineKind, Machines, Outcome, Reservation, Scope, Version,
};
use ground::reference::flexibility_ratios;

use crate::Failure;

/// Sizes of one group and their ratios.
const SIZES: [(&str, u32); 5] = [
    ("Standard_DS1_v2", 1),
    ("Standard_DS2_v2", 2),
    ("Standard_DS3_v2", 4),
    ("Standard_DS4_v2", 8),
    ("Standard_DS5_v2", 16),
];
pub(crate) const HOURS: i32 = 744;
/// 2026-03-01, in hours since 1970.
pub(crate) const FIRST: i32 = 492_312;
pub(crate) const REGION: &str = "koreacentral";

/// A machine runs all hours, one in five only by day, and some for parts of hours.
pub(crate) fn runs(machine: u32, hour: i32) -> Option<f64> {
    let by_day = machine.is_multiple_of(5);
    let is_day = (8..18).contains(&hour.rem_euclid(24));
    let part = if machine.is_multiple_of(7) { 0.5 } else { 1.0 };
    (!by_day || is_day).then_some(part)
}

pub(crate) fn size(machine: u32) -> &'static str {
    let place = usize::try_from(machine % 5).unwrap_or(0);
    SIZES.get(place).map_or("", |(name, _)| *name)
}

pub(crate) fn resource(machine: u32) -> String {
    format!("vm-{machine:06}")
}

pub(crate) fn subscription(machine: u32) -> String {
    format!("s{}", machine / 20)
}

/// One for every tenth machine in the scope of its subscription, and as many shared ones of the group.
pub(crate) fn reservations(machines: u32) -> Vec<Reservation> {
    let one = |place: u32| {
        let subscription_id = subscription(place * 10);
        let shared = place.is_multiple_of(2);
        let version = Version {
            starts_at: Hour::from_count(FIRST).start(),
            ends_at: Hour::from_count(FIRST).start().plus_days(365),
            sku: size(place).to_owned(),
            region: REGION.to_owned(),
            quantity: 4,
            scope: if shared { Scope::Shared } else { Scope::Single { subscription_id } },
            is_flexible: true,
        };
        Reservation { id: format!("r{place:06}"), continues: false, versions: vec![version] }
    };
    (0..machines.div_ceil(10)).map(one).collect()
}

pub(crate) fn flexibility() -> Result<Flexibility, Failure> {
    let mut table = Flexibility::default();
    for row in flexibility_ratios() {
        let row = row?;
        table.add(&row.group, &row.size, row.ratio);
    }
    Ok(table)
}

pub(crate) fn add_machine(all: &mut Machines, machine: u32) -> Option<MachineId> {
    all.add(&Machine {
        resource_id: &resource(machine),
        subscription_id: &subscription(machine),
        resource_group: "rg",
        sku: size(machine),
        region: REGION,
        kind: MachineKind::Regular,
    })
}

/// Used hours in units of the smallest size, which is what a sum over sizes can be compared by.
pub(crate) fn units(reservations: &[Reservation], outcome: &Outcome) -> Hours {
    let ratio = |at: usize| {
        let sku = reservations.get(at).and_then(|one| one.versions.first()).map(|version| version.sku.as_str());
        SIZES.iter().find(|(name, _)| Some(*name) == sku).map_or(0, |(_, ratio)| *ratio)
    };
    outcome.days.iter().map(|day| day.summary.used.times(ratio(day.reservation.index()))).sum()
}

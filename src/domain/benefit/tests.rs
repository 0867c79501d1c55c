//! Tests of the benefit as a whole; the worked examples are golden tests of `simulate`.

use std::num::NonZero;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::time::Instant;

const FIRST_DAY: &str = "2026-03-01";
const SIZES: [(&str, &str, i64); 5] = [
    ("DSv2", "DS1_v2", 10),
    ("DSv2", "DS2_v2", 20),
    ("ESv3", "E2s_v3", 10),
    ("ESv3", "E64s_v3", 288),
    ("ESv3", "E20s_v3", 100),
];

fn first() -> Hour {
    Hour::first_of(FIRST_DAY.parse().unwrap())
}

fn flexibility() -> Flexibility {
    let mut table = Flexibility::default();
    for (group, size, tenths) in SIZES {
        table.add(group, size, Decimal::new(tenths, 1));
    }
    table
}

fn size(place: usize) -> String {
    SIZES.get(place).map_or_else(|| "NC6".to_owned(), |(_, size, _)| (*size).to_owned())
}

/// A record: hour, machine, size, subscription, group, region, kind, thousandths of an hour.
type Row = (i32, usize, usize, usize, usize, usize, usize, u32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(
        (0..30_i32, 0..6_usize, 0..6_usize, 0..2_usize, 0..2_usize, 0..2_usize, 0..6_usize, 0..1_500_u32),
        0..80,
    )
}

fn reservations() -> impl Strategy<Value = Vec<Reservation>> {
    let scope = (0..4_usize, 0..2_usize, 0..2_usize).prop_map(|(kind, subscription, group)| {
        let subscription_id = format!("S{subscription}");
        match kind {
            0 => Scope::ResourceGroup { subscription_id, resource_group: format!("G{group}") },
            1 => Scope::Single { subscription_id },
            2 => Scope::ManagementGroup { subscription_ids: (0..=subscription).map(|one| format!("s{one}")).collect() },
            _ => Scope::Shared,
        }
    });
    let version = (scope, 0..6_usize, 0..2_usize, 0..4_u32, any::<bool>(), 0..1_500_i64, 1..1_800_i64);
    let version = version.prop_map(|(scope, place, region, quantity, is_flexible, minute, minutes)| {
        let starts_at = first().start().plus_seconds(minute * 60);
        let ends_at = starts_at.plus_seconds(minutes * 60);
        Version {
            starts_at,
            ends_at,
            sku: size(place),
            region: format!("region{region}"),
            quantity,
            scope,
            is_flexible,
        }
    });
    prop::collection::vec(version, 0..7).prop_map(|versions| {
        let one = |(place, version)| Reservation { id: format!("r{place}"), continues: false, versions: vec![version] };
        versions.into_iter().enumerate().map(one).collect()
    })
}

fn usage(rows: &[Row]) -> (Machines, Usage) {
    let (mut machines, mut usage) = (Machines::new(flexibility()), Usage::default());
    for (hour, machine, place, subscription, group, region, kind, thousandths) in rows {
        let (resource, sku) = (format!("M{machine}"), size(*place));
        let id = machines.add(&Machine {
            resource_id: &resource,
            subscription_id: &format!("s{subscription}"),
            resource_group: &format!("g{group}"),
            sku: &sku,
            region: &format!("region{region}"),
            kind: MachineKind::ALL.get(*kind).copied().unwrap_or(MachineKind::Regular),
        });
        usage.add(
            first().plus(*hour),
            id.unwrap(),
            Hours::from_decimal(Decimal::new((*thousandths).into(), 3)).unwrap(),
        );
    }
    (machines, usage)
}

fn outcome(reservations: &[Reservation], rows: &[Row], threads: usize) -> (Machines, Outcome) {
    let (machines, usage) = usage(rows);
    let threads = NonZero::new(threads).unwrap();
    let outcome = apply(reservations, &machines, &usage, first()..first().plus(60), threads);
    (machines, outcome)
}

/// The outcome with names in the place of numbers, in the order of these.
fn named(machines: &Machines, reservations: &[Reservation], outcome: &Outcome) -> Vec<String> {
    let machine = |id: MachineId| {
        let found = machines.get(id).unwrap();
        format!(
            "{} {} {} {} {} {}",
            found.resource_id, found.subscription_id, found.resource_group, found.sku, found.region, found.kind
        )
    };
    let reservation = |at: ReservationIndex| reservations[at.index()].id.clone();
    let hours = outcome
        .hours
        .iter()
        .map(|one| format!("{} {} {} {}", one.hour, reservation(one.reservation), one.reserved, one.used));
    let uses = outcome.uses.iter().map(|one| {
        format!("{} {} {} {} {}", one.day, reservation(one.reservation), machine(one.machine), one.used, one.covered)
    });
    let days = outcome
        .machines
        .iter()
        .map(|one| format!("{} {} {} {}", one.day, machine(one.machine), one.running, one.covered));
    let mut all: Vec<String> = hours.chain(uses).chain(days).collect();
    all.sort();
    all
}

proptest! {
    #[test]
    fn what_is_used_is_part_of_what_is_reserved_and_the_parts_sum(rows in rows(), reservations in reservations()) {
        let (machines, outcome) = outcome(&reservations, &rows, 1);
        for hour in &outcome.hours {
            prop_assert!(hour.used <= hour.reserved, "{hour:?}");
        }
        for day in &outcome.days {
            let hours = outcome.hours.iter().filter(|one| one.hour.day() == day.day && one.reservation == day.reservation);
            let hours = Summary::sum(hours.map(Summary::of_hour)).unwrap();
            prop_assert_eq!(hours, day.summary);
            prop_assert_eq!(day.summary.used + day.summary.unused(), day.summary.reserved);
            let uses = outcome.uses.iter().filter(|one| one.day == day.day && one.reservation == day.reservation);
            prop_assert_eq!(uses.map(|one| one.used).sum::<Hours>(), day.summary.used);
        }
        for one in &outcome.machines {
            let uses = outcome.uses.iter().filter(|part| part.day == one.day && part.machine == one.machine);
            prop_assert_eq!(uses.map(|part| part.covered).sum::<Hours>(), one.covered);
            prop_assert!(one.covered <= one.running, "no hour is covered twice");
            prop_assert_eq!(one.covered + one.payg(), one.running);
            let is_regular = machines.get(one.machine).unwrap().kind == MachineKind::Regular;
            prop_assert!(is_regular || one.covered == Hours::ZERO);
        }
        let ran: Hours = outcome.machines.iter().map(|one| one.running).sum();
        let wanted: u32 = rows.iter().map(|row| row.7).sum();
        prop_assert_eq!(ran, Hours::from_decimal(Decimal::new(wanted.into(), 3)).unwrap());
    }

    #[test]
    fn the_order_of_the_input_and_the_number_of_threads_change_nothing(
        rows in rows(), reservations in reservations(), seed in any::<u64>(),
    ) {
        let (machines, expected) = outcome(&reservations, &rows, 1);
        let expected = named(&machines, &reservations, &expected);
        let (mut shuffled, mut others) = (rows, reservations);
        shuffled.sort_by_key(|row| (u64::from(row.7) * 7_919 + u64::try_from(row.1).unwrap()) ^ seed);
        others.reverse();
        let (machines, found) = outcome(&others, &shuffled, 3);
        prop_assert_eq!(named(&machines, &others, &found), expected);
    }

    /// The loop of R-BN-9 as it is written: a machine after the other, and for each every reservation.
    #[test]
    fn r_bn_9_the_loop_as_it_is_written_comes_to_the_same(rows in rows(), reservations in reservations()) {
        let (machines, found) = outcome(&reservations, &rows, 2);
        let expected = slow::used(&reservations, &machines, &usage(&rows).1, first()..first().plus(60));
        let found: Vec<_> = found.hours.iter().filter(|one| one.used > Hours::ZERO)
            .map(|one| (one.hour, one.reservation.index(), one.used)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn causes_sum_to_all_unused_hours(rows in rows(), reservations in reservations()) {
        let (machines, found) = outcome(&reservations, &rows, 1);
        let causes = explain(&reservations, &machines, &usage(&rows).1, first()..first().plus(60));
        for day in &found.days {
            let its = causes.iter().filter(|one| one.day == day.day && one.reservation == day.reservation);
            prop_assert_eq!(its.map(|one| one.unused).sum::<Hours>(), day.summary.unused());
        }
        let unused: Hours = found.days.iter().map(|day| day.summary.unused()).sum();
        prop_assert_eq!(causes.iter().map(|one| one.unused).sum::<Hours>(), unused);
    }

    #[test]
    fn what_is_uncovered_is_what_is_paid_as_you_go(rows in rows(), reservations in reservations()) {
        let (machines, found) = outcome(&reservations, &rows, 1);
        let left = uncovered(&reservations, &machines, &usage(&rows).1, first()..first().plus(60), true);
        let left: Hours = left.iter().flat_map(|one| one.hourly.iter().copied()).sum();
        let regular = found.machines.iter().filter(|day| machines.get(day.machine).unwrap().kind == MachineKind::Regular);
        let payg: Hours = regular.map(MachineDay::payg).sum();
        prop_assert!(left.nanos().abs_diff(payg.nanos()) < 1_000, "{left} {payg}");
    }

    #[test]
    fn an_hour_depends_on_no_other_hour(rows in rows(), reservations in reservations()) {
        let (machines, usage) = usage(&rows);
        let all = apply(&reservations, &machines, &usage, first()..first().plus(48), NonZero::<usize>::MIN);
        let mut parts = Outcome::default();
        for day in 0..2 {
            let hours = first().plus(day * 24)..first().plus(day * 24 + 24);
            parts.append(apply(&reservations, &machines, &usage, hours, NonZero::<usize>::MIN));
        }
        prop_assert_eq!(parts, all);
    }
}

/// R-BN-9 read word by word, with fractions.
mod slow {
    use std::collections::BTreeMap;

    use super::*;

    type Key = (usize, i32);

    pub(super) fn used(
        reservations: &[Reservation],
        machines: &Machines,
        usage: &Usage,
        hours: Range<Hour>,
    ) -> Vec<(Hour, usize, Hours)> {
        let mut found: BTreeMap<Key, Hours> = BTreeMap::new();
        let mut hour = hours.start;
        while hour < hours.end {
            for (reservation, used) in used_in(reservations, machines, usage, hour) {
                found.insert((reservation, hour.count()), used);
            }
            hour = hour.next();
        }
        let mut all: Vec<_> = found.into_iter().map(|((at, hour), used)| (Hour::from_count(hour), at, used)).collect();
        all.sort();
        all
    }

    fn used_in(reservations: &[Reservation], machines: &Machines, usage: &Usage, hour: Hour) -> BTreeMap<usize, Hours> {
        let ratio = |sku: &str| flexibility().find(sku).unwrap_or(Decimal::ONE);
        let mut left: BTreeMap<String, (Machine<'_>, Decimal)> = BTreeMap::new();
        for (id, hours) in usage.at(hour).into_iter().flat_map(usage::Columns::iter) {
            let machine = machines.get(MachineId(id)).unwrap();
            let key = format!("{}\u{1f}{machine:?}", machine.resource_id.to_lowercase());
            left.entry(key).or_insert((machine, Decimal::ZERO)).1 += hours.to_decimal() * ratio(machine.sku);
        }
        let mut supply: Vec<(usize, &Version, Decimal)> = Vec::new();
        for (at, reservation) in reservations.iter().enumerate() {
            for active in reservation.active().into_iter().filter(|one| one.from <= hour && hour < one.until) {
                let version = active.version;
                supply.push((at, version, Decimal::from(version.quantity) * ratio(&version.sku)));
            }
        }
        supply.sort_by_key(|(at, ..)| (reservations[*at].expiry(), reservations[*at].id.clone()));
        let full: Vec<Decimal> = supply.iter().map(|one| one.2).collect();
        for level in 0..4 {
            for is_flexible in [false, true] {
                for (machine, wanted) in left.values_mut().filter(|(machine, _)| machine.kind == MachineKind::Regular) {
                    for (_, version, units) in &mut supply {
                        if reaches(version, machine, level) && is_match(version, machine, is_flexible) {
                            let taken = (*wanted).min(*units);
                            *wanted -= taken;
                            *units -= taken;
                        }
                    }
                }
            }
        }
        let used = supply.iter().zip(full).filter(|((.., rest), full)| rest != full);
        used.map(|((at, version, rest), full)| (*at, Hours::from_decimal((full - rest) / ratio(&version.sku)).unwrap()))
            .collect()
    }

    fn reaches(version: &Version, machine: &Machine<'_>, level: usize) -> bool {
        let is_in = |subscription: &str| subscription.eq_ignore_ascii_case(machine.subscription_id);
        let is_there = match &version.scope {
            Scope::ResourceGroup { subscription_id, resource_group } => {
                level == 0 && is_in(subscription_id) && resource_group.eq_ignore_ascii_case(machine.resource_group)
            }
            Scope::Single { subscription_id } => level == 1 && is_in(subscription_id),
            Scope::ManagementGroup { subscription_ids } => level == 2 && subscription_ids.iter().any(|one| is_in(one)),
            Scope::Shared => level == 3,
        };
        is_there && version.region == machine.region
    }

    fn is_match(version: &Version, machine: &Machine<'_>, is_flexible: bool) -> bool {
        let is_same = version.sku.eq_ignore_ascii_case(machine.sku);
        if is_flexible {
            version.is_flexible && !is_same && flexibility().share_a_group(&version.sku, machine.sku)
        } else {
            is_same
        }
    }
}

#[test]
fn b_17_what_has_left_the_billing_context_is_not_usage_any_more() {
    let starts_at = Instant::start_of(FIRST_DAY.parse().unwrap());
    let version = Version {
        starts_at,
        ends_at: starts_at.plus_days(1),
        sku: "DS2_v2".to_owned(),
        region: "region0".to_owned(),
        quantity: 1,
        scope: Scope::Shared,
        is_flexible: true,
    };
    let reservation = Reservation { id: "r".to_owned(), continues: false, versions: vec![version] };
    let rows: Vec<Row> = (0..8).map(|hour| (hour, 0, 1, 1, 0, 0, 0, 1_000)).collect();
    let (_, outcome) = outcome(&[reservation], &rows, 1);
    let summary = outcome.summary(ReservationIndex(0)).unwrap();
    assert_eq!((summary.used, summary.reserved), (Hours::whole(8), Hours::whole(24)));
    assert_eq!(summary.avg().to_string(), "33.333333");
}

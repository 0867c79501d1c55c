//! B-1 to B-17. B-12's licence and B-19, B-20 have no place in the files: `domain::benefit::licence` and
//! `ops::utilization::money` test them.

use super::case::{Case, Vm, vm};

const DS2: &str = "Standard_DS2_v2";

#[test]
fn b_1_machines_of_one_size_share_the_hours() {
    let (one, two) = (vm("vm-1", DS2), vm("vm-2", DS2));
    let case = Case::new()
        .reserved("r", DS2, 1, "shared")
        .ran(one, 0..1, "0.75")
        .ran(two, 0..1, "0.5")
        .ran(one, 1..3, "1")
        .ran(two, 1..3, "1")
        .ran(one, 3..4, "0.5")
        .ran(two, 3..4, "1");
    let found = case.hours(4);
    assert_eq!(found.reservation("r"), ["4", "4", "0", "100", "100", "100"]);
    // In the order of their IDs: vm-1 first, hour by hour.
    assert_eq!(found.resource("vm-1"), ["3.25", "3.25", "0"]);
    assert_eq!(found.resource("vm-2"), ["3.5", "0.75", "2.75"]);
    assert_eq!(case.hours(1).resource("vm-2"), ["0.5", "0.25", "0.25"]);
    assert_eq!(case.backwards().hours(4), found);
}

#[test]
fn b_2_nothing_is_carried_over() {
    let case = Case::new()
        .reserved("r", DS2, 1, "shared")
        .ran(vm("vm-1", DS2), 0..1, "0.5")
        .ran(vm("vm-1", DS2), 1..2, "1")
        .ran(vm("vm-2", DS2), 1..2, "0.5");
    assert_eq!(case.hours(1).reservation("r"), ["1", "0.5", "0.5", "50", "50", "50"]);
    let found = case.hours(2);
    assert_eq!(found.reservation("r"), ["2", "1.5", "0.5", "75", "50", "100"]);
    assert_eq!(found.resource("vm-2"), ["0.5", "0", "0.5"]);
}

#[test]
fn b_4_smaller_and_larger_sizes_of_the_group() {
    let reserved = Case::new().reserved("r", "Standard_DS4_v2", 1, "shared");
    let eight = (1..=8).fold(reserved.clone(), |case, n| case.ran(vm(&format!("s{n}"), "Standard_DS1_v2"), 0..1, "1"));
    let found = eight.hours(1);
    assert_eq!(found.reservation("r"), ["1", "1", "0", "100", "100", "100"]);
    (1..=8).for_each(|n| assert_eq!(found.resource(&format!("s{n}")), ["1", "1", "0"]));

    let mixed = reserved.clone().ran(vm("a", DS2), 0..1, "1").ran(vm("b", DS2), 0..1, "1");
    let found = mixed.ran(vm("c", "Standard_DS3_v2"), 0..1, "1").hours(1);
    assert_eq!(found.reservation("r")[1], "1");
    for id in ["a", "b", "c"] {
        assert_eq!(found.resource(id), ["1", "1", "0"]);
    }

    let found = reserved.ran(vm("large", "Standard_DS5_v2"), 0..2, "1").hours(2);
    assert_eq!(found.resource("large"), ["2", "1", "1"]);
    assert_eq!(found.reservation("r")[3], "100");
}

#[test]
fn b_5_capacity_priority_matches_the_exact_size_only() {
    let case = Case::new().row("r", "Standard_DS4_v2", 1, "single,a,", "off,2026-06-01,2027-06-01");
    let case = (1..=8).fold(case, |case, n| case.ran(vm(&format!("s{n}"), "Standard_DS1_v2"), 0..1, "1"));
    let found = case.hours(1);
    assert_eq!(found.reservation("r"), ["1", "0", "1", "0", "0", "0"]);
    (1..=8).for_each(|n| assert_eq!(found.resource(&format!("s{n}")), ["1", "0", "1"]));
}

#[test]
fn b_6_two_instances_cover_half_of_a_larger_size() {
    let case = Case::new().reserved("r", "Standard_D2s_v3", 2, "shared").ran(vm("d8", "Standard_D8s_v3"), 0..1, "1");
    let found = case.hours(1);
    assert_eq!(found.reservation("r"), ["2", "2", "0", "100", "100", "100"]);
    assert_eq!(found.resource("d8"), ["1", "0.5", "0.5"]);
}

#[test]
fn b_7_another_group_of_sizes() {
    let case = Case::new().reserved("r", "Standard_DS3_v2", 1, "shared").ran(vm("x", "Standard_DS12_v2"), 0..1, "1");
    let found = case.hours(1);
    assert_eq!(found.reservation("r")[1], "0");
    assert_eq!(found.resource("x"), ["1", "0", "1"]);
}

#[test]
fn b_9_narrow_scopes_first() {
    let reserved = Case::new()
        .reserved("r1", DS2, 1, "resource_group,a,rg-1")
        .reserved("r2", DS2, 1, "single,a,")
        .reserved("r3", DS2, 1, "shared");
    let in_group = |id| Vm { group: "rg-1", ..vm(id, DS2) };
    let elsewhere = vm("v2", DS2);
    let other = Vm { subscription: "b", ..vm("v3", DS2) };
    let used = |case: Case| {
        let found = case.hours(1);
        ["r1", "r2", "r3"].map(|id| found.reservation(id)[1].to_owned())
    };
    let without_v1 = reserved.clone().ran(elsewhere, 0..1, "1").ran(other, 0..1, "1");
    assert_eq!(used(without_v1.clone().ran(in_group("v1"), 0..1, "1")), ["1", "1", "1"]);
    assert_eq!(used(without_v1), ["0", "1", "1"]);
    let only_group = reserved.ran(in_group("v1"), 0..1, "1").ran(in_group("v4"), 0..1, "1");
    assert_eq!(used(only_group), ["1", "1", "0"]);
}

#[test]
fn b_10_a_scope_that_changes_during_the_day() {
    let case = Case::new()
        .row("r", DS2, 1, "single,a,", "on,2026-06-01T00:00:00Z,2026-06-01T10:00:00Z")
        .row("r", DS2, 1, "shared", "on,2026-06-01T10:00:00Z,2027-06-01T00:00:00Z")
        .ran(Vm { subscription: "b", ..vm("vm", DS2) }, 0..24, "1");
    let found = case.hours(24);
    assert_eq!(found.reservation("r"), ["24", "14", "10", "58.333333", "0", "100"]);
    assert_eq!(found.day("r", 0), ["2026-06-01", "24", "14", "0", "58.333333", "100"]);
    assert_eq!(found.resource("vm"), ["24", "14", "10"]);
}

#[test]
fn b_11_other_regions_and_kinds() {
    let case = Case::new()
        .reserved("r", DS2, 1, "shared")
        .ran(Vm { region: "westeurope", ..vm("west", DS2) }, 0..1, "1")
        .ran(Vm { kind: "classic", ..vm("classic", DS2) }, 0..1, "1")
        .ran(Vm { kind: "promo", ..vm("promo", DS2) }, 0..1, "1")
        .ran(Vm { kind: "spot", ..vm("spot", DS2) }, 0..1, "1");
    let found = case.hours(1);
    assert_eq!(found.reservation("r"), ["1", "0", "1", "0", "0", "0"]);
    for id in ["west", "classic", "promo", "spot"] {
        assert_eq!(found.resource(id), ["1", "0", "1"]);
    }
}

#[test]
fn b_12_the_hours_of_a_windows_machine_are_covered() {
    let case = Case::new().reserved("r", DS2, 1, "shared").ran(vm("windows", DS2), 0..24, "1");
    assert_eq!(case.hours(24).resource("windows"), ["24", "24", "0"]);
}

#[test]
fn b_13_a_stopped_machine_is_billed_until_it_is_deallocated() {
    let found = Case::new().reserved("r", DS2, 1, "shared").ran(vm("vm", DS2), 0..10, "1").hours(24);
    assert_eq!(found.reservation("r"), ["24", "10", "14", "41.666667", "0", "100"]);
}

#[test]
fn b_15_a_month() {
    let case =
        Case::new().reserved("r", DS2, 2, "shared").ran(vm("vm-1", DS2), 0..700, "1").ran(vm("vm-2", DS2), 0..380, "1");
    let found = case.hours(720);
    assert_eq!(found.reservation("r"), ["1440", "1080", "360", "75", "0", "100"]);
    assert_eq!(found.day("r", 29)[0], "2026-06-30");
}

#[test]
fn b_17_a_subscription_that_has_left_is_not_in_the_usage() {
    let left = Vm { subscription: "b", ..vm("vm", DS2) };
    let found = Case::new().reserved("r", DS2, 1, "shared").ran(left, 0..8, "1").hours(24);
    assert_eq!(found.reservation("r"), ["24", "8", "16", "33.333333", "0", "100"]);
}

#[test]
fn q_6_purchase_and_cancellation_inside_an_hour() {
    let reserved = |from: &str, until: &str| {
        let rest = format!("on,2026-06-01T{from}:00Z,2026-06-{until}:00Z");
        let case = Case::new().row("r", DS2, 1, "shared", &rest).ran(vm("vm", DS2), 0..24, "1");
        case.hours(24).reservation("r")[0].to_owned()
    };
    assert_eq!(reserved("13:00", "02T00:00"), "11");
    assert_eq!(reserved("13:20", "02T00:00"), "10");
    assert_eq!(reserved("00:00", "01T15:00"), "15");
    assert_eq!(reserved("00:00", "01T15:20"), "15");
}

#[test]
fn r_bn_9_the_reservation_that_ends_first_is_used_first() {
    let case = Case::new()
        .row("long", DS2, 1, "shared", "on,2026-06-01,2029-06-01")
        .row("short", DS2, 1, "shared", "on,2026-06-01,2027-06-01")
        .ran(vm("vm", DS2), 0..1, "1");
    let found = case.hours(1);
    assert_eq!((found.reservation("short")[1], found.reservation("long")[1]), ("1", "0"));
}

#[test]
fn r_bn_11_decimal_ratios() {
    // 28.8 units: E20s takes 10 of them, E8s 4.
    let case = Case::new()
        .reserved("r", "Standard_E64s_v3", 1, "shared")
        .ran(vm("e20", "Standard_E20s_v3"), 0..1, "1")
        .ran(vm("e8", "Standard_E8s_v3"), 0..1, "1");
    let found = case.hours(1);
    assert_eq!(found.reservation("r")[..3], ["1", "0.486111111", "0.513888889"]);
    assert_eq!(found.resource("e20"), ["1", "1", "0"]);
}

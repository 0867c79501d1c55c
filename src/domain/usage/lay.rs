//! Hours of a day laid over its hours, where a file has only days. Floor 0. Rules R-BN-1, R-UT-1.
//!
//! A daily record does not say when within the day a machine ran. Hours that the vendor gave to a
//! reservation lay where that reservation could cover them: machine after machine from the first hour of
//! the day on, so many at once as the reservation has instances. Hours that it gave to none are spread
//! evenly, which is the reading that makes no machine look as if it ran when another did not.

use std::collections::BTreeMap;

use crate::domain::benefit::{Hour, Hours, MachineId};
use crate::domain::time::Day;

const DAY: u64 = 24;

/// Hours of a machine on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRow<'a> {
    /// The machine.
    pub machine: MachineId,
    /// How long it ran on that day.
    pub hours: Hours,
    /// The reservation that the vendor says it used, and how many instances that has.
    pub reservation: Option<(&'a str, u32)>,
}

/// Hours of a machine within an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Laid {
    /// The hour.
    pub hour: Hour,
    /// The machine.
    pub machine: MachineId,
    /// How long it ran in it.
    pub hours: Hours,
}

/// Machines in the order of their names.
type InOrder = BTreeMap<(String, MachineId), Hours>;

/// Lays the rows of one day over its hours. The order of the rows does not matter, and the hours laid of
/// a machine sum to the hours of its rows. `name` gives the order among machines: their resource IDs.
pub fn lay<'n>(day: Day, rows: &[DayRow<'_>], name: impl Fn(MachineId) -> &'n str) -> Vec<Laid> {
    let first = Hour::first_of(day);
    let mut laid = Vec::new();
    let mut given: BTreeMap<(&str, u32), InOrder> = BTreeMap::new();
    let mut spread: BTreeMap<MachineId, Hours> = BTreeMap::new();
    for row in rows {
        match row.reservation {
            Some((id, quantity)) => {
                let machines = given.entry((id, quantity.max(1))).or_default();
                *machines.entry((name(row.machine).to_lowercase(), row.machine)).or_default() += row.hours;
            }
            None => *spread.entry(row.machine).or_default() += row.hours,
        }
    }
    for (machine, hours) in spread {
        even(first, machine, hours, &mut laid);
    }
    for ((_, quantity), machines) in given {
        in_turn(first, quantity, machines.into_iter().map(|((_, machine), hours)| (machine, hours)), &mut laid);
    }
    laid.retain(|one| one.hours > Hours::ZERO);
    laid.sort_unstable();
    laid
}

/// The same in every hour; what does not divide by 24 goes to the first hours.
fn even(first: Hour, machine: MachineId, hours: Hours, laid: &mut Vec<Laid>) {
    let (each, over) = (hours.nanos() / DAY, hours.nanos() % DAY);
    for (place, offset) in (0..DAY).zip(0..) {
        let hours = Hours::from_nanos(each + u64::from(place < over));
        laid.push(Laid { hour: first.plus(offset), machine, hours });
    }
}

/// One after the other, `quantity` hours in each hour; what does not fit into the day is spread evenly.
fn in_turn(first: Hour, quantity: u32, machines: impl Iterator<Item = (MachineId, Hours)>, laid: &mut Vec<Laid>) {
    let room = Hours::whole(quantity);
    let (mut offset, mut free) = (0_i32, room);
    for (machine, mut left) in machines {
        while left > Hours::ZERO && offset < 24 {
            let hours = left.min(free);
            laid.push(Laid { hour: first.plus(offset), machine, hours });
            left = left.minus(hours);
            free = free.minus(hours);
            if free == Hours::ZERO {
                (offset, free) = (offset.saturating_add(1), room);
            }
        }
        if left > Hours::ZERO {
            even(first, machine, left, laid);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benefit::{Flexibility, Machine, MachineKind, Machines};

    fn hours(text: &str) -> Hours {
        text.parse().unwrap()
    }

    fn two() -> (Machines, MachineId, MachineId) {
        let mut machines = Machines::new(Flexibility::default());
        let machine = |resource_id| Machine {
            resource_id,
            subscription_id: "s",
            resource_group: "g",
            sku: "Standard_DS2_v2",
            region: "ukwest",
            kind: MachineKind::Regular,
        };
        let (b, a) = (machines.add(&machine("b")).unwrap(), machines.add(&machine("a")).unwrap());
        (machines, a, b)
    }

    fn lay_all(rows: &[DayRow<'_>]) -> Vec<(i32, MachineId, Hours)> {
        let (machines, ..) = two();
        let laid = lay("2017-10-05".parse().unwrap(), rows, |id| machines.get(id).map_or("", |one| one.resource_id));
        laid.into_iter().map(|one| (one.hour.of_day(), one.machine, one.hours)).collect()
    }

    #[test]
    fn two_machines_of_a_reservation_share_its_day() {
        let (_, a, b) = two();
        let row = |machine, text| DayRow { machine, hours: hours(text), reservation: Some(("r", 1)) };
        let laid = lay_all(&[row(b, "0.033314"), row(a, "22"), row(a, "1.966686")]);
        assert_eq!(laid.len(), 25);
        assert_eq!(laid.iter().find(|one| one.1 == b), Some(&(23, b, hours("0.033314"))));
        assert!(laid.contains(&(23, a, hours("0.966686"))));
        assert!(laid.contains(&(22, a, Hours::whole(1))));
    }

    #[test]
    fn a_day_of_23_hours_leaves_one_empty_and_a_second_instance_runs_beside_the_first() {
        let (_, a, _) = two();
        let row = |text, quantity| [DayRow { machine: a, hours: hours(text), reservation: Some(("r", quantity)) }];
        assert_eq!(lay_all(&row("23", 1)).last(), Some(&(22, a, Hours::whole(1))));
        assert_eq!(lay_all(&row("48", 2)).first(), Some(&(0, a, Hours::whole(2))));
        // More than the reservation can have covered: the rest is spread.
        let over: Hours = lay_all(&row("26.4", 1)).iter().map(|one| one.2).sum();
        assert_eq!(over, hours("26.4"));
    }

    #[test]
    fn hours_of_no_reservation_are_spread_and_none_is_lost() {
        let (_, a, _) = two();
        let laid = lay_all(&[DayRow { machine: a, hours: hours("10"), reservation: None }]);
        assert_eq!(laid.len(), 24);
        assert_eq!(laid.iter().map(|one| one.2).sum::<Hours>(), Hours::whole(10));
        assert_eq!((laid[0].2, laid[23].2), (hours("0.416666667"), hours("0.416666666")));
    }
}

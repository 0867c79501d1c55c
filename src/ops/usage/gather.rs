//! Rows as they are read, gathered by subscription and day. Floor 2.

use std::collections::HashMap;

use crate::domain;
use crate::domain::benefit::{Machine, MachineId, Machines};
use crate::domain::ids::SubscriptionId;
use crate::domain::time::Day;
use crate::domain::usage::{Period, UsageMachine};
use crate::domain::utilization::{Amount, DayPart, Hours, Ran, UsageDay, UsagePiece};
use crate::ops::utilization::flexibility;
use crate::store::usage::Piece;

/// Machines and days that are in memory at once: some eighty megabytes.
const MOST: usize = 250_000;

/// What was read since the last pieces were kept aside.
pub(super) struct Gather {
    machines: Machines,
    /// Reservations that rows name, in lower case.
    reservations: Vec<String>,
    hours: HashMap<(MachineId, Day), Hours>,
    days: HashMap<(MachineId, Day, Option<usize>), Amount>,
    /// Tells pieces of one day apart.
    number: i32,
}

/// A machine since the last pieces were kept aside, and the reservation that its rows name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gathered {
    machine: MachineId,
    reservation: Option<usize>,
}

impl Gather {
    pub(super) fn new() -> Self {
        let (machines, reservations) = (Machines::new(flexibility().clone()), Vec::new());
        Self { machines, reservations, hours: HashMap::new(), days: HashMap::new(), number: 0 }
    }

    /// A machine of a subscription that is known; `None` when there are too many.
    pub(super) fn machine(&mut self, subscription: SubscriptionId, ran: &UsageMachine<'_>) -> Option<Gathered> {
        let id = subscription.to_string();
        let machine = self.machines.add(&Machine { subscription_id: &id, ..ran.machine })?;
        let reservation = ran.reservation_id.map(str::to_lowercase).map(|id| {
            self.reservations.iter().position(|known| *known == id).unwrap_or_else(|| {
                self.reservations.push(id);
                self.reservations.len() - 1
            })
        });
        Some(Gathered { machine, reservation })
    }

    /// Adds a row.
    pub(super) fn add(&mut self, gathered: Gathered, period: Period, hours: domain::benefit::Hours) {
        let Gathered { machine, reservation } = gathered;
        let amount = Amount::nanos(hours.nanos());
        match period {
            Period::Hour(hour) => {
                let at = usize::try_from(hour.of_day()).unwrap_or_default();
                self.hours.entry((machine, hour.day())).or_default().add(at, amount);
            }
            Period::Day(day) => *self.days.entry((machine, day, reservation)).or_default() += amount,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.hours.len() + self.days.len() >= MOST
    }

    /// Takes everything out, as pieces.
    pub(super) fn take(&mut self) -> Vec<Piece> {
        let all = std::mem::replace(self, Self { number: self.number.saturating_add(1), ..Self::new() });
        let mut pieces: HashMap<(SubscriptionId, Day), UsagePiece> = HashMap::new();
        let of = |machine| {
            let found = all.machines.get(machine)?;
            Some((found.subscription_id.parse::<SubscriptionId>().ok()?, ran(&found)))
        };
        for ((machine, day), hours) in &all.hours {
            let Some((subscription, ran)) = of(*machine) else { continue };
            let one = UsageDay::from(vec![(ran, *hours)]);
            pieces.entry((subscription, *day)).or_default().hours.merge(one);
        }
        for ((machine, day, reservation), hours) in &all.days {
            let Some((subscription, ran)) = of(*machine) else { continue };
            let reservation = reservation.and_then(|at| all.reservations.get(at)).cloned();
            let part = DayPart { ran, reservation, hours: *hours };
            pieces.entry((subscription, *day)).or_default().days.push(part);
        }
        let number = all.number;
        let piece = |((subscription, day), usage)| Piece { subscription, day, number, usage };
        pieces.into_iter().map(piece).collect()
    }
}

fn ran(machine: &Machine<'_>) -> Ran {
    Ran {
        resource: machine.resource_id.to_lowercase(),
        group: machine.resource_group.to_lowercase(),
        size: machine.sku.to_owned(),
        region: machine.region.to_owned(),
        kind: machine.kind.code().to_owned(),
    }
}

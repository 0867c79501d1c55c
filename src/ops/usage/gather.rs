//! Rows as they are read, gathered by subscription and day. Floor 2.

use std::collections::HashMap;

use crate::domain::benefit::{Machine, MachineId, Machines};
use crate::domain::ids::SubscriptionId;
use crate::domain::time::Day;
use crate::domain::usage::{Period, UsageRow};
use crate::domain::utilization::{Amount, DayPart, Hours, Ran, UsageDay, UsagePiece};
use crate::ops::utilization::flexibility;
use crate::store::usage::Piece;

/// Machines and days that are in memory at once: some eighty megabytes.
const MOST: usize = 250_000;

/// What was read since the last pieces were kept aside.
pub(super) struct Gather {
    machines: Machines,
    hours: HashMap<(MachineId, Day), Hours>,
    days: HashMap<(MachineId, Day, Option<String>), Amount>,
    /// Tells pieces of one day apart.
    number: i32,
    /// The subscription of the row before as text: rows of one mostly follow each other.
    last: Option<(SubscriptionId, String)>,
}

impl Gather {
    pub(super) fn new() -> Self {
        let machines = Machines::new(flexibility().clone());
        Self { machines, hours: HashMap::new(), days: HashMap::new(), number: 0, last: None }
    }

    /// Adds a row of a subscription that is known.
    pub(super) fn add(&mut self, subscription: SubscriptionId, row: &UsageRow<'_>) {
        let last = self.last.take().filter(|(known, _)| *known == subscription);
        let (_, id) = self.last.insert(last.unwrap_or_else(|| (subscription, subscription.to_string())));
        let machine = Machine {
            resource_id: row.resource_id,
            subscription_id: id,
            resource_group: row.resource_group,
            sku: row.sku,
            region: row.region,
            kind: row.kind,
        };
        let Some(machine) = self.machines.add(&machine) else { return };
        let amount = Amount::nanos(row.hours.nanos());
        match row.period {
            Period::Hour(hour) => {
                let at = usize::try_from(hour.of_day()).unwrap_or_default();
                self.hours.entry((machine, hour.day())).or_default().add(at, amount);
            }
            Period::Day(day) => {
                let reservation = row.reservation_id.map(str::to_lowercase);
                *self.days.entry((machine, day, reservation)).or_default() += amount;
            }
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
            let part = DayPart { ran, reservation: reservation.clone(), hours: *hours };
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

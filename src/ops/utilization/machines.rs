//! The machines of a customer as usage knows them: how long each ran and how much of it reservations covered.
//! Floor 2. S-20, R-SZ-1.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;
use std::ops::Range;

use crate::domain::benefit::{Hour, Hours, Machines, Reservation, Usage, apply};
use crate::domain::ids::SubscriptionId;

/// A machine over the days that are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineHours {
    /// What names it in the records.
    pub resource: String,
    /// The resource group it runs in.
    pub group: String,
    /// The subscription it runs in, by name where it is known.
    pub subscription: String,
    /// Its size.
    pub size: String,
    /// Its region.
    pub region: String,
    /// How long it ran.
    pub running: Hours,
    /// Of that, covered by reservations.
    pub covered: Hours,
}

impl MachineHours {
    /// Running and not covered.
    pub const fn uncovered(&self) -> Hours {
        self.running.minus(self.covered)
    }
}

/// Every machine that ran, the one with the most uncovered hours first.
pub(super) fn machine_hours(
    reservations: &[Reservation],
    machines: &Machines,
    usage: &Usage,
    hours: Range<Hour>,
    names: &HashMap<SubscriptionId, String>,
) -> Vec<MachineHours> {
    let mut sums: BTreeMap<_, (Hours, Hours)> = BTreeMap::new();
    for day in apply(reservations, machines, usage, hours, NonZero::<usize>::MIN).machines {
        let (running, covered) = sums.entry(day.machine).or_default();
        *running += day.running;
        *covered += day.covered;
    }
    let name = |id: &str| id.parse().ok().and_then(|id: SubscriptionId| names.get(&id).cloned());
    let row = |(id, (running, covered))| {
        let machine = machines.get(id)?;
        Some(MachineHours {
            resource: machine.resource_id.to_owned(),
            group: machine.resource_group.to_owned(),
            subscription: name(machine.subscription_id).unwrap_or_else(|| machine.subscription_id.to_owned()),
            size: machine.sku.to_owned(),
            region: machine.region.to_owned(),
            running,
            covered,
        })
    };
    let mut rows: Vec<MachineHours> = sums.into_iter().filter_map(row).collect();
    rows.sort_by(|a, b| b.uncovered().cmp(&a.uncovered()).then_with(|| a.resource.cmp(&b.resource)));
    rows
}

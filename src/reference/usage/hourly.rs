//! Machines hour by hour: our own columns, and the published records of long and short running machines.
//! Leaf.

use std::borrow::Cow;

use super::BadRow;
use super::columns::{Cells, Found, Headers, Reading, hours};
use super::times;
use crate::domain::benefit::{Hours, MachineKind};
use crate::domain::usage::Period;

/// Where the columns are.
#[derive(Debug, Clone)]
pub(super) struct HourlyColumns {
    hour: usize,
    size: usize,
    region: usize,
    machine: Machine,
    subscription: Option<usize>,
    resource_group: Option<usize>,
    hours: Option<usize>,
    kind: Option<usize>,
    last: times::LastHour,
}

/// How a row names what ran.
#[derive(Debug, Clone, Copy)]
enum Machine {
    /// One machine.
    Named(usize),
    /// So many machines together, which ran for the hour.
    Counted(usize),
}

impl Machine {
    const fn column(self) -> usize {
        match self {
            Self::Named(at) | Self::Counted(at) => at,
        }
    }
}

impl HourlyColumns {
    pub(super) fn find(headers: &Headers) -> Option<Self> {
        let named = headers.find(&["resourceid", "vmid"]).map(Machine::Named);
        Some(Self {
            hour: headers.find(&["hourstart"])?,
            size: headers.find(&["armskuname"])?,
            region: headers.find(&["region"])?,
            machine: named.or_else(|| headers.find(&["distinctvms"]).map(Machine::Counted))?,
            subscription: headers.find(&["subscriptionid"]),
            resource_group: headers.find(&["resourcegroup"]),
            hours: headers.find(&["runninghours"]),
            kind: headers.find(&["kind"]),
            last: times::LastHour::default(),
        })
    }

    /// Every column that is read.
    pub(super) fn all(&self) -> Vec<usize> {
        let needed = [self.hour, self.size, self.region, self.machine.column()];
        let others = [self.subscription, self.resource_group, self.hours, self.kind];
        needed.into_iter().chain(others.into_iter().flatten()).collect()
    }

    pub(super) fn read<'r>(&self, cells: &'r dyn Cells) -> Reading<'r> {
        let (size, region) = (cells.text(self.size).trim(), cells.text(self.region).trim());
        let (resource_id, count) = match self.machine {
            Machine::Named(at) => (Cow::Borrowed(cells.text(at).trim()), None),
            Machine::Counted(at) => (Cow::Owned(format!("{region} {size}")), Some(cells.text(at).trim())),
        };
        for (name, text) in [("arm_sku_name", size), ("region", region), ("resource_id", &*resource_id)] {
            if text.is_empty() {
                return Err(BadRow::Empty(name));
            }
        }
        let running = match (self.hours, count) {
            (Some(at), _) => hours(cells.text(at).trim())?,
            (None, Some(count)) => hours(count)?,
            // Presence in the records says that it was on in that hour.
            (None, None) => Hours::whole(1),
        };
        Ok(Ok(Found {
            period: Period::Hour(self.last.hour(cells.text(self.hour).trim())?),
            subscription_id: cells.maybe(self.subscription),
            resource_group: cells.maybe(self.resource_group),
            resource_id,
            size: Cow::Borrowed(size),
            region,
            kind: kind(cells.maybe(self.kind))?,
            hours: running,
            reservation_id: None,
        }))
    }
}

fn kind(text: &str) -> Result<MachineKind, BadRow> {
    if text.is_empty() {
        return Ok(MachineKind::Regular);
    }
    // Nearly every row says it in small letters.
    let known = text.parse().or_else(|_| text.to_ascii_lowercase().parse());
    known.map_err(|_unknown| BadRow::NotAKind(text.to_owned()))
}

//! Machines hour by hour: our own columns, and the published records of long and short running machines.
//! Leaf.

use std::borrow::Cow;

use super::BadRow;
use super::columns::{Cells, Found, Headers, Reading};
use crate::domain::benefit::MachineKind;

/// Where the columns are.
#[derive(Debug, Clone)]
pub(super) struct HourlyColumns {
    pub(super) hour: usize,
    size: usize,
    region: usize,
    /// One machine.
    resource: Option<usize>,
    /// So many machines together, which ran for the hour.
    count: Option<usize>,
    subscription: Option<usize>,
    resource_group: Option<usize>,
    hours: Option<usize>,
    kind: Option<usize>,
}

impl HourlyColumns {
    pub(super) fn find(headers: &Headers) -> Option<Self> {
        let (resource, count) = (headers.find(&["resourceid", "vmid"]), headers.find(&["distinctvms"]));
        resource.or(count)?;
        Some(Self {
            hour: headers.find(&["hourstart"])?,
            size: headers.find(&["armskuname"])?,
            region: headers.find(&["region"])?,
            resource,
            count,
            subscription: headers.find(&["subscriptionid"]),
            resource_group: headers.find(&["resourcegroup"]),
            hours: headers.find(&["runninghours"]),
            kind: headers.find(&["kind"]),
        })
    }

    /// The columns that name the machine.
    pub(super) fn machine(&self) -> Vec<usize> {
        let others = [self.subscription, self.resource_group, self.kind];
        self.resource.into_iter().chain([self.size, self.region]).chain(others.into_iter().flatten()).collect()
    }

    /// The column that says how long. Without one, presence in the records says that it was on in that hour.
    pub(super) fn hours(&self) -> Option<usize> {
        self.hours.or(self.count.filter(|_| self.resource.is_none()))
    }

    pub(super) fn read<'r>(&self, cells: &'r dyn Cells) -> Reading<'r> {
        let (size, region) = (cells.text(self.size).trim(), cells.text(self.region).trim());
        let resource_id = match self.resource {
            Some(at) => Cow::Borrowed(cells.text(at).trim()),
            None => Cow::Owned(format!("{region} {size}")),
        };
        for (name, text) in [("arm_sku_name", size), ("region", region), ("resource_id", &*resource_id)] {
            if text.is_empty() {
                return Err(BadRow::Empty(name));
            }
        }
        Ok(Ok(Found {
            subscription_id: cells.maybe(self.subscription),
            resource_group: cells.maybe(self.resource_group),
            resource_id,
            size: Cow::Borrowed(size),
            region,
            kind: kind(cells.maybe(self.kind))?,
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

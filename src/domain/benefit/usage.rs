//! Running hours, hour by hour, as columns. Floor 0. Rules R-BN-1, R-BN-2.

use std::collections::BTreeMap;
use std::ops::Range;

use super::hours::{Hour, Hours};
use super::machines::MachineId;

/// What ran in one hour: twelve bytes for a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    machines: Vec<u32>,
    hours: Vec<u64>,
}

impl Columns {
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Hours)> {
        self.machines.iter().copied().zip(self.hours.iter().map(|nanos| Hours::from_nanos(*nanos)))
    }
}

/// Running hours of machines. Records of the same machine and hour add up, in whatever order they come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    hours: BTreeMap<Hour, Columns>,
}

impl Usage {
    /// `machine` ran for `hours` within `hour`.
    pub fn add(&mut self, hour: Hour, machine: MachineId, hours: Hours) {
        let columns = self.hours.entry(hour).or_default();
        columns.machines.push(machine.0);
        columns.hours.push(hours.nanos());
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.hours.is_empty()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.hours.values().map(|columns| columns.machines.len()).sum()
    }

    /// The first hour with a record and the hour after the last one.
    pub fn span(&self) -> Option<Range<Hour>> {
        let (first, _) = self.hours.first_key_value()?;
        let (last, _) = self.hours.last_key_value()?;
        Some(*first..last.next())
    }

    /// Every machine with each hour of its records.
    pub(super) fn machines(&self) -> impl Iterator<Item = (Hour, u32)> {
        self.hours.iter().flat_map(|(hour, columns)| columns.machines.iter().map(|machine| (*hour, *machine)))
    }

    /// The records of an hour.
    pub(super) fn at(&self, hour: Hour) -> Option<&Columns> {
        self.hours.get(&hour)
    }

    /// Takes the hours before `hour` out, so that they can be worked on and dropped.
    #[must_use]
    pub fn split_before(&mut self, hour: Hour) -> Self {
        let rest = self.hours.split_off(&hour);
        Self { hours: std::mem::replace(&mut self.hours, rest) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_that_are_done_can_be_taken_out() {
        let mut usage = Usage::default();
        for hour in [3, 1, 2] {
            usage.add(Hour::from_count(hour), MachineId(0), Hours::whole(1));
        }
        assert_eq!(usage.span(), Some(Hour::from_count(1)..Hour::from_count(4)));
        let done = usage.split_before(Hour::from_count(3));
        assert_eq!((done.len(), usage.len()), (2, 1));
        assert!(usage.at(Hour::from_count(3)).is_some());
    }
}

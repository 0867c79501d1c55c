//! Running hours, hour by hour, as columns. Floor 0. Rules R-BN-1, R-BN-2.

use std::ops::Range;

use super::hours::{Hour, Hours};
use super::machines::MachineId;

/// What ran in one hour: twelve bytes for a record.
#[derive(Debug, Clone, Default)]
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
#[derive(Debug, Clone, Default)]
pub struct Usage {
    /// In the order of time.
    hours: Vec<(Hour, Columns)>,
    /// Where the last record went: the next one is mostly of the same hour.
    last: usize,
}

impl Usage {
    /// `machine` ran for `hours` within `hour`.
    #[inline]
    pub fn add(&mut self, hour: Hour, machine: MachineId, hours: Hours) {
        if self.hours.get(self.last).is_none_or(|(last, _)| *last != hour) {
            self.last = self.place(hour).unwrap_or_else(|place| {
                self.hours.insert(place, (hour, Columns::default()));
                place
            });
        }
        if let Some((_, columns)) = self.hours.get_mut(self.last) {
            columns.machines.push(machine.0);
            columns.hours.push(hours.nanos());
        }
    }

    /// Where an hour is, or would be.
    fn place(&self, hour: Hour) -> Result<usize, usize> {
        self.hours.binary_search_by_key(&hour, |(known, _)| *known)
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.hours.is_empty()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.hours.iter().map(|(_, columns)| columns.machines.len()).sum()
    }

    /// The first hour with a record and the hour after the last one.
    pub fn span(&self) -> Option<Range<Hour>> {
        let ((first, _), (last, _)) = (self.hours.first()?, self.hours.last()?);
        Some(*first..last.next())
    }

    /// Every machine with each hour of its records.
    pub(super) fn machines(&self) -> impl Iterator<Item = (Hour, u32)> {
        self.hours.iter().flat_map(|(hour, columns)| columns.machines.iter().map(|machine| (*hour, *machine)))
    }

    /// The records of an hour.
    pub(super) fn at(&self, hour: Hour) -> Option<&Columns> {
        self.hours.get(self.place(hour).ok()?).map(|(_, columns)| columns)
    }

    /// Takes the hours before `hour` out, so that they can be worked on and dropped.
    #[must_use]
    pub fn split_before(&mut self, hour: Hour) -> Self {
        let rest = self.hours.split_off(self.hours.partition_point(|(known, _)| *known < hour));
        let hours = std::mem::replace(&mut self.hours, rest);
        self.last = 0;
        Self { hours, last: 0 }
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

//! Usage records: what a row of a usage file says. Floor 0. Rules R-SZ-2, R-SZ-3, R-SZ-7, R-BN-3, R-BN-4,
//! R-BN-5.
//!
//! Pure meaning only. `reference::usage` reads the files (formats, compression, other names of sizes and
//! regions) and hands out what ran as [`UsageMachine`]s and when as [`Period`]s. A row of an hour goes into
//! `benefit::Usage` as it is; rows of a day are gathered and laid over its hours by [`lay`].

mod lay;
mod meter;
mod resource;

pub use lay::{DayRow, Laid, lay};
pub use meter::{Meter, NotMachineHours, machine_kind, reads_as};
pub use resource::{resource_group_of, subscription_of};

use super::benefit::{Hour, Machine};
use super::time::Day;

/// When something ran: exports say it by the day, some by the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Within this hour.
    Hour(Hour),
    /// Some time within this day.
    Day(Day),
}

impl Period {
    /// The day it belongs to: a file that has a day again replaces it.
    pub fn day(self) -> Day {
        match self {
            Self::Hour(hour) => hour.day(),
            Self::Day(day) => day,
        }
    }
}

/// What ran, as a file says. Size and region are the names of the catalogue, where these are known;
/// everything else is as it was written. The subscription is a GUID in vendors' files; it and the resource
/// group are empty where the file has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsageMachine<'a> {
    /// What it is, and where.
    pub machine: Machine<'a>,
    /// The reservation that the vendor says it used (R-SZ-7). Our own benefit does not ask it; it only
    /// tells where in the day the hours lay.
    pub reservation_id: Option<&'a str>,
}

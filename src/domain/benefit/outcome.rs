//! What the benefit comes to, by hour, day, reservation and machine. Floor 0. Rules R-UT-1, R-UT-2.

use rust_decimal::Decimal;

use super::hours::{Hour, Hours, Percent};
use super::machines::MachineId;
use super::reservation::ReservationIndex;
use crate::domain::time::Day;

/// A reservation in an hour in which it is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourUse {
    /// The hour.
    pub hour: Hour,
    /// The reservation.
    pub reservation: ReservationIndex,
    /// One for each instance.
    pub reserved: Hours,
    /// Of these, used; in hours of the reserved size (R-UT-1).
    pub used: Hours,
}

impl HourUse {
    /// Its utilization.
    pub fn percent(&self) -> Percent {
        Percent::of(self.used.nanos().into(), self.reserved.nanos().into())
    }
}

/// A reservation over a stretch of time: the figures of the vendor's summaries (domain 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Quantity times active hours.
    pub reserved: Hours,
    /// Of these, used; in hours of the reserved size.
    pub used: Hours,
    /// The lowest utilization of an hour.
    pub min: Percent,
    /// The highest utilization of an hour.
    pub max: Percent,
}

impl Summary {
    /// The figures of one hour.
    pub fn of_hour(hour: &HourUse) -> Self {
        let percent = hour.percent();
        Self { reserved: hour.reserved, used: hour.used, min: percent, max: percent }
    }

    /// Both together: sums are added, never averages (R-UT-2).
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            reserved: self.reserved + other.reserved,
            used: self.used + other.used,
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    /// All together: a month of its days. `None` of none.
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().reduce(Self::and)
    }

    /// Reserved and not used.
    pub const fn unused(&self) -> Hours {
        self.reserved.minus(self.used)
    }

    /// R-UT-1: used / reserved x 100, rounded to six decimals; 0 when nothing was reserved.
    pub fn avg(&self) -> Decimal {
        self.used.percent_of(self.reserved)
    }
}

/// A reservation on a day on which it is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayUse {
    /// The day.
    pub day: Day,
    /// The reservation.
    pub reservation: ReservationIndex,
    /// Its figures; the sum of its hours.
    pub summary: Summary,
}

/// Who used a reservation on a day. The parts of a reservation and day sum to its used hours exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// The day.
    pub day: Day,
    /// The reservation.
    pub reservation: ReservationIndex,
    /// The machine.
    pub machine: MachineId,
    /// In hours of the reserved size: what the vendor's details call used hours.
    pub used: Hours,
    /// In hours of the machine: what it need not pay for.
    pub covered: Hours,
}

/// A machine on a day on which it ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MachineDay {
    /// The day.
    pub day: Day,
    /// The machine.
    pub machine: MachineId,
    /// How long it ran.
    pub running: Hours,
    /// Of that, covered by reservations; the sum of its [`Use`]s.
    pub covered: Hours,
}

impl MachineDay {
    /// Running and not covered: paid as you go.
    pub const fn payg(&self) -> Hours {
        self.running.minus(self.covered)
    }
}

/// What the benefit comes to. Every list is in the order of time, then of what was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Reservations hour by hour.
    pub hours: Vec<HourUse>,
    /// Reservations day by day.
    pub days: Vec<DayUse>,
    /// Who used them, day by day.
    pub uses: Vec<Use>,
    /// Machines day by day.
    pub machines: Vec<MachineDay>,
}

impl Outcome {
    /// Takes in what comes after it.
    pub(super) fn append(&mut self, mut later: Self) {
        self.hours.append(&mut later.hours);
        self.days.append(&mut later.days);
        self.uses.append(&mut later.uses);
        self.machines.append(&mut later.machines);
    }

    /// The figures of one reservation over all days; `None` when it is active on none.
    pub fn summary(&self, reservation: ReservationIndex) -> Option<Summary> {
        Summary::sum(self.days.iter().filter(|day| day.reservation == reservation).map(|day| day.summary))
    }
}

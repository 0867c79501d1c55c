//! What the records say of the usage of a reservation. Floor 0. Rule Q-4.

use crate::domain::time::{Day, Instant};

/// Seconds by which usage data may be late.
const LATE_SECONDS: i64 = 8 * 3_600;

/// Whether a reservation was used, as far as records say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordedUsage {
    /// It was.
    Used {
        /// The first day it was used.
        on: Day,
    },
    /// It was not: every day since its start is recorded that data can be complete of.
    Unused {
        /// The last recorded day.
        until: Day,
    },
    /// Its benefit has not begun.
    NotBegun,
    /// Records are missing, so nobody can tell.
    Unknown {
        /// The last recorded day, if there is one.
        until: Option<Day>,
    },
}

impl RecordedUsage {
    /// From the first day with used hours, and the days of which usage of the customer is recorded. Data may
    /// be late by 8 hours; days that were over by then have to be there.
    pub fn of(used_on: Option<Day>, recorded: Option<(Day, Day)>, starts_at: Instant, now: Instant) -> Self {
        if let Some(on) = used_on {
            return Self::Used { on };
        }
        if now < starts_at {
            return Self::NotBegun;
        }
        let due = now.plus_seconds(-LATE_SECONDS).plus_days(-1).day();
        match recorded {
            Some((first, last)) if first <= starts_at.day() && last >= due && last >= starts_at.day() => {
                Self::Unused { until: last }
            }
            Some((_, last)) => Self::Unknown { until: Some(last) },
            None => Self::Unknown { until: None },
        }
    }

    /// Whether it was used; `None` where the records do not say.
    pub const fn is_used(self) -> Option<bool> {
        match self {
            Self::Used { .. } => Some(true),
            Self::Unused { .. } | Self::NotBegun => Some(false),
            Self::Unknown { .. } => None,
        }
    }

    /// Whether it counts as used: by the records, else as a person says, else yes, since early returns of
    /// unused reservations cost least.
    pub fn counts_as_used(self, said: Option<bool>) -> bool {
        self.is_used().or(said).unwrap_or(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn noon(text: &str) -> Instant {
        Instant::start_of(day(text)).plus_seconds(12 * 3_600)
    }

    #[test]
    fn q_4_records_decide_once_every_closed_day_since_the_start_is_there() {
        let start = noon("2026-11-17");
        let of = |used: Option<&str>, recorded: Option<(&str, &str)>, now: Instant| {
            let recorded = recorded.map(|(first, last)| (day(first), day(last)));
            RecordedUsage::of(used.map(day), recorded, start, now)
        };
        let now = noon("2026-11-20");
        let used = of(Some("2026-11-18"), Some(("2026-11-18", "2026-11-18")), now);
        assert_eq!(used, RecordedUsage::Used { on: day("2026-11-18") });
        let unused = RecordedUsage::Unused { until: day("2026-11-19") };
        assert_eq!(of(None, Some(("2026-11-01", "2026-11-19")), now), unused);
        // Begun before the records, ended before yesterday, or no records at all.
        let gap = of(None, Some(("2026-11-18", "2026-11-19")), now);
        assert_eq!(gap, RecordedUsage::Unknown { until: Some(day("2026-11-19")) });
        let late = of(None, Some(("2026-11-01", "2026-11-18")), now);
        assert_eq!(late, RecordedUsage::Unknown { until: Some(day("2026-11-18")) });
        assert_eq!(of(None, None, now), RecordedUsage::Unknown { until: None });
        // Until 08:00 the records of yesterday may still be on their way.
        let early = Instant::start_of(day("2026-11-20")).plus_seconds(8 * 3_600 - 1);
        assert!(matches!(of(None, Some(("2026-11-01", "2026-11-18")), early), RecordedUsage::Unused { .. }));
        assert_eq!(of(None, None, start.plus_seconds(-1)), RecordedUsage::NotBegun);
    }

    #[test]
    fn q_4_what_a_person_says_counts_only_where_the_records_do_not() {
        let unused = RecordedUsage::Unused { until: day("2026-11-19") };
        let unknown = RecordedUsage::Unknown { until: None };
        assert!(!unused.counts_as_used(Some(true)));
        assert!(RecordedUsage::Used { on: day("2026-11-19") }.counts_as_used(Some(false)));
        assert!(!unknown.counts_as_used(Some(false)));
        assert!(unknown.counts_as_used(None));
    }
}

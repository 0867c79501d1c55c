//! How soon the desk answers for the first time. Floor 0. Domain 6.12: A 2 h, B 4 h, C 8 h, billing 1
//! business day; business days are Monday to Friday, UTC.

use chrono::{Datelike, Weekday};

use super::{IssueType, Severity};
use crate::domain::time::{Day, Instant};

const HOUR: i64 = 60 * 60;

/// What is promised for the first answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// So many hours.
    Hours(i64),
    /// One business day.
    BusinessDay,
}

/// What is promised to a request: the severity decides, except for questions of billing.
pub const fn promise(issue: Option<IssueType>, severity: Severity) -> Promise {
    match issue {
        Some(IssueType::Billing) => Promise::BusinessDay,
        Some(IssueType::Subscriptions | IssueType::Technical | IssueType::Quota) | None => match severity {
            Severity::Critical => Promise::Hours(2),
            Severity::Moderate => Promise::Hours(4),
            Severity::Minimal => Promise::Hours(8),
        },
    }
}

impl Promise {
    /// Until when the first answer is due.
    pub fn due(self, submitted: Instant) -> Instant {
        match self {
            Self::Hours(hours) => submitted.plus_seconds(hours * HOUR),
            Self::BusinessDay => business_day_after(submitted),
        }
    }
}

/// The same time of the next business day; a weekend counts as the start of Monday.
fn business_day_after(submitted: Instant) -> Instant {
    let start = if is_business_day(submitted.day()) { submitted } else { Instant::start_of(next(submitted.day())) };
    let days = next(start.day()).days_since(start.day());
    start.plus_days(days)
}

/// The next business day after a day.
fn next(day: Day) -> Day {
    let mut next = day.plus_days(1);
    while !is_business_day(next) {
        next = next.plus_days(1);
    }
    next
}

fn is_business_day(day: Day) -> bool {
    !matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun)
}

/// How the first answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Given in time.
    InTime,
    /// Given, so many seconds late.
    Late(i64),
    /// Due in so many seconds.
    DueIn(i64),
    /// Overdue for so many seconds.
    Overdue(i64),
    /// Not asked for any more: closed without an answer.
    None,
}

impl Answer {
    /// How the first answer stands at `now`.
    pub fn at(now: Instant, due: Instant, answered: Option<Instant>, is_closed: bool) -> Self {
        match answered {
            Some(at) if at <= due => Self::InTime,
            Some(at) => Self::Late(at.seconds_since(due)),
            None if is_closed => Self::None,
            None if now <= due => Self::DueIn(due.seconds_since(now)),
            None => Self::Overdue(now.seconds_since(due)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32, hours: i64) -> Instant {
        Instant::start_of(Day::ymd(2026, 11, day).unwrap()).plus_seconds(hours * HOUR)
    }

    #[test]
    fn severity_sets_the_clock_and_billing_has_a_business_day() {
        let technical = |severity| promise(Some(IssueType::Technical), severity).due(at(18, 9));
        assert_eq!(technical(Severity::Critical), at(18, 11));
        assert_eq!(technical(Severity::Moderate), at(18, 13));
        assert_eq!(technical(Severity::Minimal), at(18, 17));
        let billing = |submitted| promise(Some(IssueType::Billing), Severity::Critical).due(submitted);
        assert_eq!(billing(at(18, 9)), at(19, 9), "Wednesday to Thursday");
        assert_eq!(billing(at(20, 15)), at(23, 15), "Friday to Monday");
        assert_eq!(billing(at(21, 15)), at(24, 0), "Saturday counts as the start of Monday");
    }

    #[test]
    fn an_answer_is_in_time_up_to_the_second() {
        let due = at(18, 11);
        assert_eq!(Answer::at(at(18, 9), due, None, false), Answer::DueIn(2 * HOUR));
        assert_eq!(Answer::at(due, due, None, false), Answer::DueIn(0));
        assert_eq!(Answer::at(at(18, 12), due, None, false), Answer::Overdue(HOUR));
        assert_eq!(Answer::at(at(18, 12), due, Some(due), false), Answer::InTime);
        assert_eq!(Answer::at(at(18, 13), due, Some(at(18, 12)), false), Answer::Late(HOUR));
        assert_eq!(Answer::at(at(18, 13), due, None, true), Answer::None);
    }
}

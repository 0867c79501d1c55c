//! Time as an argument. Floor 0. Rules S-113 (UTC throughout), Q-5 (day arithmetic).
//!
//! Nothing here reads a clock: `app::Clock` does, once per act, and hands the [`Instant`] down.

use std::fmt;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// A moment in UTC with microseconds, which is what both databases keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// Truncates to microseconds, so that what was written equals what is read.
    pub fn new(at: DateTime<Utc>) -> Self {
        Self::from_micros(at.timestamp_micros())
    }

    /// Microseconds since 1970; out-of-range values become 1970.
    pub fn from_micros(micros: i64) -> Self {
        Self(Utc.timestamp_micros(micros).single().unwrap_or_default())
    }

    /// Microseconds since 1970.
    pub fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }

    /// Midnight UTC at the start of `day`.
    pub fn start_of(day: Day) -> Self {
        Self(day.0.and_time(chrono::NaiveTime::MIN).and_utc())
    }

    /// The UTC day it falls in.
    pub fn day(self) -> Day {
        Day(self.0.date_naive())
    }

    /// The chrono value, for formatting.
    pub const fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// `seconds` later (earlier when negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        TimeDelta::try_seconds(seconds).and_then(|delta| self.0.checked_add_signed(delta)).map_or(self, Self)
    }

    /// `micros` microseconds later (earlier when negative).
    #[must_use]
    pub fn plus_micros(self, micros: i64) -> Self {
        self.0.checked_add_signed(TimeDelta::microseconds(micros)).map_or(self, Self)
    }

    /// `days` x 24 hours later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }

    /// Whole seconds from `earlier` to this; negative when it lies before.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_seconds()
    }
}

/// `2026-11-21T01:50:49Z`: for logs, exports and machine-readable attributes.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: a page writes fifty of them, and reading a pattern each time takes five times as long.
        let (day, time) = (self.0.date_naive(), self.0.time());
        write!(f, "{day}T{:02}:{:02}:{:02}Z", time.hour(), time.minute(), time.second())
    }
}

/// A calendar day, in UTC unless a zone is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(NaiveDate);

impl Day {
    /// Wraps a date.
    pub const fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// A day of the calendar, if there is one.
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The chrono value, for formatting and columns.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// The same day `months` later; where that month is shorter, its last day (R-12: 08-31 + 1 is 09-30).
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        self.0.checked_add_months(Months::new(months)).map_or(self, Self)
    }

    /// `days` later.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        self.0.checked_add_days(Days::new(days)).map_or(self, Self)
    }

    /// Days from `earlier` to this; negative when it lies before.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }
}

/// `2026-11-21`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A moment with its zone, as `Display` writes it.
impl std::str::FromStr for Instant {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text.trim()).map(|at| Self::new(at.to_utc()))
    }
}

impl std::str::FromStr for Day {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim().parse().map(Self)
    }
}

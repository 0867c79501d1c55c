//! Hours as whole numbers. Floor 0. Rules R-BN-1, R-UT-1, Q-22.
//!
//! ```
//! use ground::domain::benefit::Hours;
//! let half: Hours = "0.5".parse().unwrap();
//! assert_eq!((half + half).to_string(), "1");
//! assert_eq!(half.percent_of(Hours::whole(2)), rust_decimal::Decimal::from(25));
//! ```

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, TimeDelta};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::time::{Day, Instant};

const NANOS: u64 = 1_000_000_000;
const DIGITS: u32 = 9;
const HOUR_MICROS: i64 = 3_600_000_000;

/// An amount of running, reserved or used hours: whole billionths of an hour. A usage record with more
/// decimals is rounded to these; nothing is rounded by adding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hours(u64);

/// The text is no number of hours, or is below zero or above [`Hours::MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number of hours")]
pub struct NotHours;

impl Hours {
    /// None.
    pub const ZERO: Self = Self(0);
    /// The most that a single record may say: more is an error of the record.
    pub const MOST: Self = Self::whole(1_000_000);

    /// Whole hours.
    pub const fn whole(hours: u32) -> Self {
        // A u32 times 10^9 fits in 64 bits.
        Self((NANOS).saturating_mul(widen(hours)))
    }

    /// From billionths, as they are stored.
    pub const fn from_nanos(nanos: u64) -> Self {
        Self(nanos)
    }

    /// Billionths, for a column.
    pub const fn nanos(self) -> u64 {
        self.0
    }

    /// Rounded to billionths, half away from zero; `None` below zero and above [`Hours::MOST`].
    pub fn from_decimal(hours: Decimal) -> Option<Self> {
        let scaled = hours
            .checked_mul(Decimal::from(NANOS))?
            .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        u64::try_from(scaled).ok().map(Self).filter(|hours| *hours <= Self::MOST)
    }

    /// The exact number, without needless zeros.
    pub fn to_decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.0), DIGITS).normalize()
    }

    /// How much more than `other`; zero when it is not more.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `count` times.
    #[must_use]
    pub const fn times(self, count: u32) -> Self {
        Self(self.0.saturating_mul(widen(count)))
    }

    /// R-UT-1: `self / whole x 100`, rounded to six decimals; 0 when there is no whole.
    pub fn percent_of(self, whole: Self) -> Decimal {
        Percent::of(self.0.into(), whole.0.into()).to_decimal()
    }
}

const fn widen(small: u32) -> u64 {
    let [a, b, c, d] = small.to_be_bytes();
    u64::from_be_bytes([0, 0, 0, 0, a, b, c, d])
}

impl Add for Hours {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Hours {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

/// `58.333333`: the exact number, without needless zeros.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_decimal().fmt(f)
    }
}

impl FromStr for Hours {
    type Err = NotHours;
    fn from_str(text: &str) -> Result<Self, NotHours> {
        let text = text.trim();
        if let Some(hours) = plain(text) {
            return Some(hours).filter(|hours| *hours <= Self::MOST).ok_or(NotHours);
        }
        let decimal = text.parse::<Decimal>().or_else(|_plain| Decimal::from_scientific(text));
        decimal.ok().and_then(Self::from_decimal).ok_or(NotHours)
    }
}

/// Most records say `1` or `0.5`: digits, at most nine of them behind a point. Others are read as decimals.
fn plain(text: &str) -> Option<Hours> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_short = (1..=7).contains(&whole.len()) && part.len() <= 9;
    if !is_short || !whole.bytes().chain(part.bytes()).all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = |text: &str| text.bytes().fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let missing = DIGITS.saturating_sub(u32::try_from(part.len()).ok()?);
    Some(Hours(digits(whole) * NANOS + digits(part) * 10_u64.pow(missing)))
}

/// Utilization in millionths of a percent, so that the lowest and highest hour compare exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(u64);

impl Percent {
    /// 100 %.
    pub const FULL: Self = Self(100_000_000);

    /// `part / whole x 100`, half up at six decimals; 0 when there is no whole (R-UT-1).
    pub(super) fn of(part: u128, whole: u128) -> Self {
        let scaled = part.saturating_mul(100_000_000).saturating_mul(2).saturating_add(whole);
        Self(scaled.checked_div(whole.saturating_mul(2)).and_then(|value| u64::try_from(value).ok()).unwrap_or(0))
    }

    /// From millionths of a percent, as they are stored.
    pub const fn from_millionths(millionths: u64) -> Self {
        Self(millionths)
    }

    /// Millionths of a percent, for a column.
    pub const fn millionths(self) -> u64 {
        self.0
    }

    /// `58.333333`, without needless zeros.
    pub fn to_decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.0), 6).normalize()
    }
}

/// A clock hour in UTC, counted from 1970: the unit in which the benefit is applied (R-BN-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hour(i32);

impl Hour {
    /// The hour in which `at` lies.
    pub fn of(at: Instant) -> Self {
        Self(i32::try_from(at.micros().div_euclid(HOUR_MICROS)).unwrap_or(i32::MAX))
    }

    /// The first hour that begins at `at` or after it (Q-6: a benefit starts at the next full hour).
    pub fn from_or_after(at: Instant) -> Self {
        let hour = Self::of(at);
        if hour.start() == at { hour } else { hour.next() }
    }

    /// The first hour of `day`.
    pub fn first_of(day: Day) -> Self {
        Self::of(Instant::start_of(day))
    }

    /// From a count since 1970, as it is stored.
    pub const fn from_count(count: i32) -> Self {
        Self(count)
    }

    /// Hours since 1970, for a column.
    pub const fn count(self) -> i32 {
        self.0
    }

    /// The hour after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// `hours` later, earlier when negative.
    #[must_use]
    pub const fn plus(self, hours: i32) -> Self {
        Self(self.0.saturating_add(hours))
    }

    /// Hours from `earlier` to this; 0 when it is not later.
    pub fn since(self, earlier: Self) -> u32 {
        u32::try_from(i64::from(self.0) - i64::from(earlier.0)).unwrap_or(0)
    }

    /// When it begins.
    pub fn start(self) -> Instant {
        Instant::from_micros(i64::from(self.0).saturating_mul(HOUR_MICROS))
    }

    /// The UTC day it belongs to.
    pub fn day(self) -> Day {
        let days = TimeDelta::days(i64::from(self.0.div_euclid(24)));
        Day::new(epoch().checked_add_signed(days).unwrap_or_default())
    }

    /// 0 to 23.
    pub const fn of_day(self) -> i32 {
        self.0.rem_euclid(24)
    }
}

fn epoch() -> NaiveDate {
    DateTime::UNIX_EPOCH.date_naive()
}

/// `2026-11-21T01:00:00Z`.
impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_and_written_exactly() {
        for (text, shown) in [("24", "24"), ("0.033314", "0.033314"), ("1E-3", "0.001"), (" 1.50 ", "1.5"), ("0", "0")]
        {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), shown, "{text}");
        }
        for (text, nanos) in [("1.", 1_000_000_000), (".5", 500_000_000), ("0.123456789", 123_456_789)] {
            assert_eq!(text.parse::<Hours>().map(Hours::nanos), Ok(nanos), "{text}");
        }
        for wrong in ["", ".", "-0.1", "NaN", "1,5", "1000000.1", "one"] {
            assert_eq!(wrong.parse::<Hours>(), Err(NotHours), "{wrong}");
        }
        assert_eq!("0.0000000015".parse::<Hours>().unwrap().nanos(), 2);
    }

    #[test]
    fn r_ut_1_percent() {
        let whole = Hours::whole(24);
        assert_eq!(Hours::whole(14).percent_of(whole).to_string(), "58.333333");
        assert_eq!(Hours::whole(24).percent_of(whole).to_string(), "100");
        assert_eq!(Hours::whole(1).percent_of(Hours::ZERO).to_string(), "0");
        assert_eq!(Percent::of(1, 3).to_decimal().to_string(), "33.333333");
        assert_eq!(Percent::of(2, 3).to_decimal().to_string(), "66.666667");
    }

    #[test]
    fn hours_of_a_day() {
        let day: Day = "2017-12-31".parse().unwrap();
        let first = Hour::first_of(day);
        assert_eq!(first.to_string(), "2017-12-31T00:00:00Z");
        assert_eq!((first.plus(23).day(), first.plus(24).day().to_string()), (day, "2018-01-01".to_owned()));
        assert_eq!(first.plus(24).since(first), 24);
        let twenty_past = Instant::start_of(day).plus_seconds(1_200);
        assert_eq!((Hour::of(twenty_past), Hour::from_or_after(twenty_past)), (first, first.next()));
        assert_eq!(Hour::from_or_after(first.start()), first);
        assert_eq!(Hour::of(Instant::from_micros(-1)).day().to_string(), "1969-12-31");
    }
}

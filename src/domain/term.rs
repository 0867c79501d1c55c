//! How long a reservation runs. Floor 0. Rules S-1, R-RES-1, Q-5, R-BL-2.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::time::{Day, Instant};

/// A term of exactly one or three years (S-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Term {
    /// `P1Y`
    #[serde(rename = "P1Y")]
    OneYear,
    /// `P3Y`
    #[serde(rename = "P3Y")]
    ThreeYears,
}

/// The text is not `P1Y` or `P3Y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a term")]
pub struct NotATerm;

impl Term {
    /// Both terms, shorter first.
    pub const ALL: [Self; 2] = [Self::OneYear, Self::ThreeYears];

    /// `P1Y` or `P3Y`, as the vendor's API writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OneYear => "P1Y",
            Self::ThreeYears => "P3Y",
        }
    }

    /// 1 or 3.
    pub const fn years(self) -> u32 {
        match self {
            Self::OneYear => 1,
            Self::ThreeYears => 3,
        }
    }

    /// 12 or 36, the number of monthly payments (R-BL-2).
    pub const fn months(self) -> u32 {
        self.years() * 12
    }

    /// Hours the price of the term is spread over: 8,760 a year, as in the vendor's price lists.
    pub const fn hours(self) -> u32 {
        self.years() * 8_760
    }

    /// When a reservation that starts at `start` ends: midnight UTC of the same calendar day one or
    /// three years on; 29 February maps to 28 February (R-RES-1, Q-5).
    pub fn expiry(self, start: Instant) -> Instant {
        Instant::start_of(start.day().plus_months(self.months()))
    }

    /// Due days of the monthly payments, counted from the day of purchase, not from the day before
    /// 01-31, 02-28, 03-31).
    pub fn payment_days(self, first: Day) -> impl Iterator<Item = Day> {
        (0..self.months()).map(move |month| first.plus_months(month))
    }
}

impl FromStr for Term {
    type Err = NotATerm;
    fn from_str(text: &str) -> Result<Self, NotATerm> {
        Self::ALL.into_iter().find(|term| term.code() == text).ok_or(NotATerm)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

//! Amounts of hours, exact to a thousand-millionth. Floor 0.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Hours in thousand-millionths; never below zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(u64);

/// How many make an hour.
const HOUR: u64 = 1_000_000_000;

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Thousand-millionths of an hour.
    pub const fn nanos(nanos: u64) -> Self {
        Self(nanos)
    }

    /// Full hours.
    pub const fn hours(hours: u64) -> Self {
        Self(hours.saturating_mul(HOUR))
    }

    /// As it stands in a column; what is below zero counts as nothing.
    pub fn from_column(nanos: i64) -> Self {
        Self(u64::try_from(nanos).unwrap_or(0))
    }

    /// For a column.
    pub fn column(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    /// Thousand-millionths of an hour.
    pub const fn count(self) -> u64 {
        self.0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// In hours.
    pub fn decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.0), 9).normalize()
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// What is left; nothing when more is taken than there is.
impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// How much of `whole` is `part`, in percent; `None` of nothing (R-UT-1 leaves it to the page to say 0).
pub fn percent(part: Amount, whole: Amount) -> Option<Decimal> {
    Decimal::from(part.0).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(whole.0))
}

/// An amount for each hour of a UTC day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hours([Amount; 24]);

impl Hours {
    /// The same in every hour.
    pub const fn each(amount: Amount) -> Self {
        Self([amount; 24])
    }

    /// The amount of an hour from 0 to 23.
    pub fn at(&self, hour: usize) -> Amount {
        self.0.get(hour).copied().unwrap_or_default()
    }

    /// Adds to an hour from 0 to 23.
    pub fn add(&mut self, hour: usize, amount: Amount) {
        if let Some(slot) = self.0.get_mut(hour) {
            *slot += amount;
        }
    }

    /// Adds hour by hour.
    pub fn add_all(&mut self, other: &Self) {
        for (slot, amount) in self.0.iter_mut().zip(other.0) {
            *slot += amount;
        }
    }

    /// Hour by hour.
    pub fn iter(&self) -> impl Iterator<Item = Amount> + '_ {
        self.0.iter().copied()
    }

    /// Of the whole day.
    pub fn sum(&self) -> Amount {
        self.0.iter().copied().sum()
    }
}

/// As runs of equal hours: a machine that runs all day is one pair.
impl Serialize for Hours {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut runs: Vec<(u8, Amount)> = Vec::new();
        for amount in self.0 {
            match runs.last_mut() {
                Some((count, last)) if *last == amount => *count += 1,
                Some(_) | None => runs.push((1, amount)),
            }
        }
        runs.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let runs = <Vec<(u8, Amount)>>::deserialize(from)?;
        let mut hours = Self::default();
        let all = runs.iter().flat_map(|(count, amount)| std::iter::repeat_n(*amount, usize::from(*count)));
        for (slot, amount) in hours.0.iter_mut().zip(all) {
            *slot = amount;
        }
        Ok(hours)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_of_equal_hours_is_one_pair() {
        let text = serde_json::to_string(&Hours::each(Amount::hours(2))).unwrap();
        assert_eq!(text, "[[24,2000000000]]");
        assert_eq!(Hours::each(Amount::nanos(500_000_000)).sum().decimal().to_string(), "12");
    }

    proptest! {
        #[test]
        fn what_is_packed_is_read_again(amounts in proptest::array::uniform24(0_u64..4)) {
            let hours = Hours(amounts.map(Amount::nanos));
            let text = serde_json::to_string(&hours).unwrap();
            prop_assert_eq!(serde_json::from_str::<Hours>(&text).unwrap(), hours);
        }
    }
}

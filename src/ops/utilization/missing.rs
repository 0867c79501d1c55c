//! Unused hours of which it is not known what ran, and the days that are missing. Floor 2. C7, R-SZ-6.

use std::collections::BTreeSet;

use super::customer::CustomerSum;
use crate::domain::benefit::Cause;
use crate::domain::time::Day;
use crate::domain::utilization::Amount;

/// Unused hours of which nobody can say why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// How many.
    pub unused: Amount,
    /// Days without any usage, each stretch with its first and its last day.
    pub gaps: Vec<(Day, Day)>,
}

impl Unknown {
    /// Of the days of a sum; `known` are those with usage.
    pub(super) fn of(sum: &CustomerSum, known: BTreeSet<Day>) -> Option<Self> {
        let (_, unused) = sum.lost().into_iter().find(|(cause, _)| *cause == Cause::NoData.code())?;
        Some(Self { unused, gaps: gaps(sum.fresh.first, sum.fresh.last, &known) })
    }
}

/// Stretches of days that are not known.
fn gaps(first: Day, last: Day, known: &BTreeSet<Day>) -> Vec<(Day, Day)> {
    let mut gaps: Vec<(Day, Day)> = Vec::new();
    let mut day = first;
    while day <= last {
        if !known.contains(&day) {
            match gaps.last_mut().filter(|(_, end)| end.plus_days(1) == day) {
                Some((_, end)) => *end = day,
                None => gaps.push((day, day)),
            }
        }
        day = day.plus_days(1);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_usage_are_named_as_stretches() {
        let day = |number: u32| Day::ymd(2026, 11, number).unwrap();
        let known: BTreeSet<Day> = [3, 4, 7, 9].map(day).into();
        let stretches = gaps(day(2), day(10), &known);
        assert_eq!(stretches, [(2, 2), (5, 6), (8, 8), (10, 10)].map(|(from, to)| (day(from), day(to))));
        assert_eq!(gaps(day(3), day(4), &known), []);
    }
}

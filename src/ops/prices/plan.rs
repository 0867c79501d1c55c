//! Where a new price stands among the dated prices of a SKU. Floor 2, pure. Features row 12.

use crate::domain::money::Money;
use crate::domain::time::Day;
use crate::store::prices::DatedPrice;

/// What a new price does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The same price is in force on its day.
    Unchanged,
    /// There was none on its day.
    Add(DatedPrice),
    /// The one in force on its day ends there.
    Replace {
        /// Which ends.
        old: DatedPrice,
        /// Which starts.
        new: DatedPrice,
    },
    /// Another one starts on the very day: it was wrong.
    Correct {
        /// What it was.
        old: DatedPrice,
        /// What it is.
        new: DatedPrice,
    },
}

/// Puts a price that counts from `from` among the others, which never overlap: it counts until the
/// next one that is known starts, or until the one it replaces would have ended.
pub(super) fn place(prices: &mut Vec<DatedPrice>, from: Day, total: Money) -> Step {
    let covers = |price: &&mut DatedPrice| price.valid_from <= from && price.valid_to.is_none_or(|end| from < end);
    if let Some(current) = prices.iter_mut().find(covers) {
        let old = *current;
        if old.total == total {
            return Step::Unchanged;
        }
        if old.valid_from == from {
            current.total = total;
            return Step::Correct { old, new: *current };
        }
        current.valid_to = Some(from);
        let new = DatedPrice { valid_from: from, valid_to: old.valid_to, total };
        prices.push(new);
        return Step::Replace { old, new };
    }
    let next = prices.iter().map(|price| price.valid_from).filter(|start| *start > from).min();
    let new = DatedPrice { valid_from: from, valid_to: next, total };
    prices.push(new);
    Step::Add(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use proptest::prelude::*;

    fn day(day: u32) -> Day {
        Day::ymd(2026, 1, day).unwrap()
    }

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn dated(from: u32, to: Option<u32>, minor: i64) -> DatedPrice {
        DatedPrice { valid_from: day(from), valid_to: to.map(day), total: usd(minor) }
    }

    #[test]
    fn a_new_price_ends_the_old_one_on_its_day() {
        let mut prices = vec![dated(1, None, 100)];
        let step = place(&mut prices, day(10), usd(90));
        assert_eq!(step, Step::Replace { old: dated(1, None, 100), new: dated(10, None, 90) });
        assert_eq!(prices, [dated(1, Some(10), 100), dated(10, None, 90)]);
    }

    #[test]
    fn the_same_price_changes_nothing() {
        let mut prices = vec![dated(1, None, 100)];
        assert_eq!(place(&mut prices, day(10), usd(100)), Step::Unchanged);
        assert_eq!(prices, [dated(1, None, 100)]);
    }

    #[test]
    fn another_price_from_the_same_day_is_a_correction() {
        let mut prices = vec![dated(1, None, 100)];
        let step = place(&mut prices, day(1), usd(90));
        assert_eq!(step, Step::Correct { old: dated(1, None, 100), new: dated(1, None, 90) });
    }

    #[test]
    fn an_older_price_counts_until_the_next_one_starts() {
        let mut prices = vec![dated(10, None, 100)];
        assert_eq!(place(&mut prices, day(5), usd(120)), Step::Add(dated(5, Some(10), 120)));
    }

    proptest! {
        /// Whatever comes in whatever order, on no day do two prices count.
        #[test]
        fn prices_never_overlap(rows in prop::collection::vec((1_u32..28, 1_i64..5), 0..20)) {
            let mut prices = Vec::new();
            for (from, minor) in rows {
                place(&mut prices, day(from), usd(minor));
                for probe in 1..=31 {
                    let on = day(probe);
                    let count = prices
                        .iter()
                        .filter(|price| price.valid_from <= on && price.valid_to.is_none_or(|end| on < end))
                        .count();
                    prop_assert!(count <= 1);
                }
                let last = |price: &&DatedPrice| price.valid_from <= day(from) && price.valid_to.is_none_or(|end| day(from) < end);
                prop_assert_eq!(prices.iter().find(last).map(|price| price.total), Some(usd(minor)));
            }
        }
    }
}

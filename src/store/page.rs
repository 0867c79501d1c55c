//! Which page of a list, and what a page is: by keyset, in both directions. Floor 1. Features row 6.

/// Rows of a page.
pub const PAGE_ROWS: usize = 50;

/// Which page of a list: a row that stands before or after it tells where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageAt<M> {
    /// From the start.
    #[default]
    First,
    /// After this row.
    After(M),
    /// Before this row.
    Before(M),
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRows<T> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// Whether there are some before them.
    pub has_previous: bool,
    /// Whether there are some after them.
    pub has_next: bool,
}

impl<T> Default for PageRows<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), has_previous: false, has_next: false }
    }
}

impl<M: Copy> PageAt<M> {
    /// The row that tells where.
    pub const fn mark(self) -> Option<M> {
        match self {
            Self::First => None,
            Self::After(mark) | Self::Before(mark) => Some(mark),
        }
    }

    /// Whether the page is read from its end.
    pub const fn is_backwards(self) -> bool {
        matches!(self, Self::Before(_))
    }

    /// Reads a page of `limit` rows. `rows` is asked for so many rows at most, one more than the page
    /// has, the nearest to the mark first. Where so few stand before the mark that they fill no page,
    /// the first page is read instead.
    pub fn read<T, E>(
        self,
        limit: usize,
        mut rows: impl FnMut(Self, i64) -> Result<Vec<T>, E>,
    ) -> Result<PageRows<T>, E> {
        let take = i64::try_from(limit).map_or(i64::MAX, |limit| limit.saturating_add(1));
        let found = rows(self, take)?;
        if self.is_backwards() && found.len() < limit {
            return Ok(Self::First.cut(rows(Self::First, take)?, limit));
        }
        Ok(self.cut(found, limit))
    }

    fn cut<T>(self, mut rows: Vec<T>, limit: usize) -> PageRows<T> {
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let (has_previous, has_next) = match self {
            Self::First => (false, has_more),
            Self::After(_) => (true, has_more),
            Self::Before(_) => {
                rows.reverse();
                (has_more, true)
            }
        };
        PageRows { rows, has_previous, has_next }
    }
}

impl<T> PageRows<T> {
    /// Where the page before this one and the page after it are, if they are.
    pub fn around<M>(&self, mark: impl Fn(&T) -> M) -> [Option<PageAt<M>>; 2] {
        let before = self.rows.first().filter(|_| self.has_previous).map(|row| PageAt::Before(mark(row)));
        let after = self.rows.last().filter(|_| self.has_next).map(|row| PageAt::After(mark(row)));
        [before, after]
    }

    /// The same page with something else in the place of each row.
    pub fn map<U>(self, row: impl FnMut(T) -> U) -> PageRows<U> {
        PageRows {
            rows: self.rows.into_iter().map(row).collect(),
            has_previous: self.has_previous,
            has_next: self.has_next,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    /// A page of the numbers below `count`.
    fn page(count: u32, at: PageAt<u32>, limit: usize) -> PageRows<u32> {
        let rows = |at: PageAt<u32>, take: i64| {
            let take = usize::try_from(take).unwrap();
            Ok::<_, Infallible>(match at {
                PageAt::First => (0..count).take(take).collect(),
                PageAt::After(mark) => (mark + 1..count).take(take).collect(),
                PageAt::Before(mark) => (0..mark.min(count)).rev().take(take).collect(),
            })
        };
        let Ok(found) = at.read(limit, rows);
        found
    }

    proptest! {
        #[test]
        fn the_way_back_shows_the_pages_of_the_way_there(count in 0_u32..40, limit in 1_usize..12) {
            let mut there = vec![page(count, PageAt::First, limit)];
            while let [_, Some(next)] = there.last().unwrap().around(|row| *row) {
                there.push(page(count, next, limit));
            }
            prop_assert_eq!(there.iter().flat_map(|page| page.rows.clone()).collect::<Vec<_>>(), (0..count).collect::<Vec<_>>());
            let mut back = vec![there.last().unwrap().clone()];
            while let [Some(previous), _] = back.last().unwrap().around(|row| *row) {
                back.push(page(count, previous, limit));
            }
            back.reverse();
            prop_assert_eq!(back, there);
        }

        #[test]
        fn a_page_from_the_middle_backwards_is_full_while_there_are_rows(mark in 0_u32..60, limit in 1_usize..12) {
            let found = page(40, PageAt::Before(mark), limit);
            prop_assert_eq!(found.rows.len(), limit);
            prop_assert_eq!(found.has_previous, found.rows[0] > 0);
        }
    }
}

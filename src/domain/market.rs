//! Which markets reservations are sold in. Floor 0. Rules S-83, R-MK-1, Q-12, Q-13.
//!
//! The vendor published lists that contradict each other at the same time, so a list is chosen by its
//! code and its rows are dated; ending a row opens the market without losing what was in force before.

use super::time::Day;

/// The list in force unless the partner chooses another: the 18 markets of the software page of 2018.
pub const DEFAULT_LIST: &str = "L18";

/// Codes of the lists that are shipped. L18, L11 and L12 stood on the software page, B18, B19 and B20
/// on the buying page, API in the developer documentation.
pub const LISTS: [&str; 7] = ["L18", "L11", "L12", "B18", "B19", "B20", "API"];

/// One row of a list: in this market, reservations are not available.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketRule {
    /// Code of the list.
    pub list: String,
    /// Code of the market.
    pub market: String,
    /// First day it counts.
    pub valid_from: Day,
    /// First day it no longer counts; `None` is open.
    pub valid_to: Option<Day>,
    /// Where it was published.
    pub source: String,
}

/// May a reservation be sold to a customer of this market?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// No: the market stands on the list (S-83).
    Refused {
        /// Code of the list.
        list: String,
        /// Where the list was published.
        source: String,
    },
    /// No: the CSP programme does not sell in this market at all.
    NotSold,
}

impl Verdict {
    /// It may be sold.
    pub const fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed)
    }
}

/// The rule a refusal names.
pub const RULE: &str = "S-83";

impl MarketRule {
    /// The row counts on `day`.
    pub fn counts_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }
}

/// Decides for the customer's market (R-MK-1, Q-13: not the partner's) on `day`. `sold` says that the
/// CSP programme sells there; `rules` may hold rows of other lists and markets, which do not count.
pub fn verdict<'a>(
    market: &str,
    sold: bool,
    list: &str,
    rules: impl IntoIterator<Item = &'a MarketRule>,
    day: Day,
) -> Verdict {
    if !sold {
        return Verdict::NotSold;
    }
    rules
        .into_iter()
        .find(|rule| rule.list == list && rule.market.eq_ignore_ascii_case(market) && rule.counts_on(day))
        .map_or(Verdict::Allowed, |rule| Verdict::Refused { list: rule.list.clone(), source: rule.source.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::ymd(year, month, day).unwrap()
    }

    fn rule(list: &str, market: &str, valid_to: Option<Day>) -> MarketRule {
        let (list, market) = (list.to_owned(), market.to_owned());
        MarketRule { list, market, valid_from: day(2018, 8, 1), valid_to, source: "page".to_owned() }
    }

    #[test]
    fn s_83_a_market_on_the_list_is_refused_with_list_and_source() {
        let rules = [rule("L11", "AR", None), rule("L18", "KR", None)];
        let refused = Verdict::Refused { list: "L18".to_owned(), source: "page".to_owned() };
        assert_eq!(verdict("kr", true, DEFAULT_LIST, &rules, day(2026, 11, 21)), refused);
        assert_eq!(verdict("AR", true, DEFAULT_LIST, &rules, day(2026, 11, 21)), Verdict::Allowed);
        assert_eq!(verdict("IR", false, DEFAULT_LIST, &rules, day(2026, 11, 21)), Verdict::NotSold);
    }

    #[test]
    fn a_row_counts_from_its_first_day_until_the_day_it_ends() {
        let rules = [rule("L18", "KR", Some(day(2026, 1, 1)))];
        let on = |day| verdict("KR", true, "L18", &rules, day).is_allowed();
        assert!(on(day(2018, 7, 31)));
        assert!(!on(day(2018, 8, 1)));
        assert!(!on(day(2025, 12, 31)));
        assert!(on(day(2026, 1, 1)));
    }
}

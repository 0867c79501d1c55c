//! What a returned reservation gives back, as a dated policy. Floor 0. Rules S-64 to S-69, R-RF-3 to
//! R-RF-8, C-2, C-4, C-5, Q-1 to Q-3.
//!
//! ```
//! use partner_dashboard::domain::refunds::{Credit, POL_1810};
//! assert_eq!(POL_1810.terms(true, true), (Credit::Prorated, 0));
//! assert_eq!(POL_1810.terms(false, false), (Credit::Prorated, 12));
//! ```

use chrono::NaiveDate;

use super::money::{Currency, Money};
use super::time::Day;

/// A refund policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundPolicy {
    /// Its code in the rulebook.
    pub code: &'static str,
    from: NaiveDate,
    /// Days after the order within which there is no fee.
    pub free_days: i64,
    /// The early termination fee after that, in percent of the prorated credit (R-RF-5).
    pub fee_percent: i64,
    cap_usd_minor: i64,
    /// Days after which a refunded amount no longer counts against the cap (R-RF-8, C-5).
    pub window_days: i64,
}

/// How the credit is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credit {
    /// The whole price.
    Full,
    /// The share of the days left (R-RF-1).
    Prorated,
}

/// The policy of the rulebook, in force unless another is chosen (Q-1).
pub const POL_1810: RefundPolicy = RefundPolicy {
    code: "POL-1810",
    from: match NaiveDate::from_ymd_opt(2018, 10, 12) {
        Some(day) => day,
        None => NaiveDate::MIN,
    },
    free_days: 5,
    fee_percent: 12,
    cap_usd_minor: 5_000_000,
    window_days: 365,
};

impl RefundPolicy {
    /// The first day it counts.
    pub const fn from(&self) -> Day {
        Day::new(self.from)
    }

    /// How much credit a customer can have within the window, in US dollars (R-RF-6).
    pub const fn cap(&self) -> Money {
        Money::new(self.cap_usd_minor, Currency::USD)
    }

    /// Credit and fee in percent. `is_early`: within the free days; `is_used`: some usage so far (Q-3).
    pub const fn terms(&self, is_early: bool, is_used: bool) -> (Credit, i64) {
        match (is_early, is_used) {
            (true, false) => (Credit::Full, 0),
            (true, true) => (Credit::Prorated, 0),
            (false, _) => (Credit::Prorated, self.fee_percent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s_66_to_s_69_the_table_of_the_policy() {
        let rows = [(true, false), (true, true), (false, false), (false, true)];
        let terms = rows.map(|(is_early, is_used)| POL_1810.terms(is_early, is_used));
        let prorated = |fee| (Credit::Prorated, fee);
        assert_eq!(terms, [(Credit::Full, 0), prorated(0), prorated(12), prorated(12)]);
        assert_eq!(POL_1810.from().to_string(), "2018-10-12");
        assert_eq!(POL_1810.cap(), Money::new(5_000_000, Currency::USD));
    }
}

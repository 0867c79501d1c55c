//! What a reservation saves against pay-as-you-go. Floor 0. Rules S-2, R-BL-9.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::money::{Money, UnitPrice};
use crate::domain::term::Term;

/// A month of pay-as-you-go has 730 hours, as in the vendor's calculator (8,760 in 12).
const HOURS_A_MONTH: Decimal = Decimal::from_parts(730, 0, 0, false, 0);

/// A reservation against the same machine paid by the hour, for the whole term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// `1 - reserved / pay-as-you-go` in percent with one decimal, rounded down: never promised high.
    pub percent: Decimal,
    /// Pay-as-you-go for every hour of the term: hourly x 8,760 x years, rounded half away from zero.
    pub payg_total: Money,
    /// `payg_total` less the price of the reservation.
    pub saved: Money,
    /// The month of running all day in which pay-as-you-go has cost as much as the reservation:
    /// reserved / (hourly x 730), rounded up.
    pub break_even_month: u32,
    /// The share of the term's hours in percent from which on the reservation is cheaper:
    /// `reserved / pay-as-you-go` with one decimal, rounded up.
    pub break_even_utilization: Decimal,
}

/// The saving, or `None` where there is none to speak of: prices in different currencies, a price
/// that is not positive, or a reservation that costs no less than pay-as-you-go.
pub fn saving(term_total: Money, payg_hourly: UnitPrice, term: Term) -> Option<Saving> {
    if term_total.currency() != payg_hourly.currency() || term_total.minor() <= 0 || payg_hourly.rate() <= Decimal::ZERO
    {
        return None;
    }
    let hours = Decimal::from(term.hours());
    let payg_exact = payg_hourly.rate().checked_mul(hours)?;
    let reserved = term_total.to_decimal();
    if reserved >= payg_exact {
        return None;
    }
    let payg_total = payg_hourly.times(hours).ok()?;
    let hundred = Decimal::ONE_HUNDRED;
    let share = reserved.checked_mul(hundred)?.checked_div(payg_exact)?;
    let months = reserved.checked_div(payg_hourly.rate().checked_mul(HOURS_A_MONTH)?)?;
    Some(Saving {
        percent: (hundred - share).round_dp_with_strategy(1, RoundingStrategy::ToZero),
        payg_total,
        saved: payg_total.minus(term_total).ok()?,
        break_even_month: months.ceil().to_u32()?,
        break_even_utilization: share.round_dp_with_strategy(1, RoundingStrategy::ToPositiveInfinity),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use proptest::prelude::*;

    fn hourly(mills: i64) -> UnitPrice {
        UnitPrice::new(Decimal::new(mills, 3), Currency::USD)
    }

    #[test]
    fn a_year_of_ten_cents_an_hour_against_526() {
        // 0.10 x 8,760 = 876.00; 526 / 876 = 60.0456 %; 526 / 73 = 7.2 months.
        let saving = saving(Money::new(52_600, Currency::USD), hourly(100), Term::OneYear).unwrap();
        assert_eq!(saving.payg_total, Money::new(87_600, Currency::USD));
        assert_eq!(saving.saved, Money::new(35_000, Currency::USD));
        assert_eq!(saving.percent, Decimal::new(399, 1));
        assert_eq!(saving.break_even_utilization, Decimal::new(601, 1));
        assert_eq!(saving.break_even_month, 8);
    }

    #[test]
    fn three_years_are_three_times_the_hours() {
        let saving = saving(Money::new(131_400, Currency::USD), hourly(100), Term::ThreeYears).unwrap();
        assert_eq!(saving.payg_total, Money::new(262_800, Currency::USD));
        assert_eq!(saving.percent, Decimal::from(50));
        assert_eq!(saving.break_even_month, 18);
    }

    #[test]
    fn nothing_is_said_where_nothing_is_saved() {
        let usd = |minor| Money::new(minor, Currency::USD);
        assert_eq!(saving(usd(87_600), hourly(100), Term::OneYear), None);
        assert_eq!(saving(usd(90_000), hourly(100), Term::OneYear), None);
        assert_eq!(saving(usd(0), hourly(100), Term::OneYear), None);
        assert_eq!(saving(usd(1), hourly(0), Term::OneYear), None);
        assert_eq!(saving(Money::new(500, Currency::KRW), hourly(100), Term::OneYear), None);
    }

    proptest! {
        /// What is saved and what is paid add up, and the reservation always pays within its term.
        #[test]
        fn parts_add_up(total in 1_i64..100_000_000, mills in 1_i64..1_000_000) {
            if let Some(saving) = saving(Money::new(total, Currency::USD), hourly(mills), Term::ThreeYears) {
                prop_assert_eq!(saving.saved.minor() + total, saving.payg_total.minor());
                prop_assert!(saving.percent + saving.break_even_utilization <= Decimal::ONE_HUNDRED);
                prop_assert!((1..=36).contains(&saving.break_even_month));
                prop_assert!(saving.break_even_utilization <= Decimal::ONE_HUNDRED);
            }
        }
    }
}

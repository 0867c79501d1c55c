//! Rates and dates of what is saved. Floor 0. Features rows 16, 48.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::benefit::Hours;
use crate::domain::money::{Money, UnitPrice};
use crate::domain::time::Day;

/// Percent with two decimals, half away from zero.
fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

/// Net savings in percent of what everything that could be covered would have cost at list prices:
/// covered and uncovered. `None` when nothing ran.
pub fn effective_savings_rate(net: Money, all_at_list: Money) -> Option<Decimal> {
    let is_rate = net.currency() == all_at_list.currency() && all_at_list.minor() > 0;
    is_rate.then(|| percent(net.to_decimal(), all_at_list.to_decimal())).flatten()
}

/// Covered hours in percent of running hours that could be covered. `None` when nothing ran.
pub fn coverage(covered: Hours, payg: Hours) -> Option<Decimal> {
    percent(covered.to_decimal(), (covered + payg).to_decimal())
}

/// The utilization in percent from which on a reservation saves: its cost over the same hours at the
/// pay-as-you-go price. Rounded up: at this figure it does save. Above 100 it never does.
pub fn break_even_utilization(cost: Money, reserved: Hours, list: UnitPrice) -> Option<Decimal> {
    if cost.currency() != list.currency() {
        return None;
    }
    let at_list = list.rate().checked_mul(reserved.to_decimal())?;
    let exact = cost.to_decimal().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(at_list)?;
    Some(exact.round_dp_with_strategy(2, RoundingStrategy::ToPositiveInfinity))
}

/// The day on which what was covered, at list prices, reaches the price of the whole term, when it goes on
/// as on an average day so far. `None` when nothing is covered.
pub fn break_even_day(starts_on: Day, term_price: Money, list_cost_a_day: Money) -> Option<Day> {
    if term_price.currency() != list_cost_a_day.currency() || list_cost_a_day.minor() <= 0 || term_price.minor() <= 0 {
        return None;
    }
    let days = term_price.to_decimal().checked_div(list_cost_a_day.to_decimal())?.ceil().to_u64()?;
    Some(starts_on.plus_days(days.saturating_sub(1)))
}

/// How many months the commitments still bind, weighted by what they cost a day: pairs of days left and
/// cost of a day. A month has 365 / 12 days. One decimal.
pub fn lock_in_months(commitments: &[(u32, Decimal)]) -> Option<Decimal> {
    let mut weighted = Decimal::ZERO;
    let mut all = Decimal::ZERO;
    for (days, cost) in commitments {
        weighted = weighted.checked_add(Decimal::from(*days).checked_mul(*cost)?)?;
        all = all.checked_add(*cost)?;
    }
    let months = weighted.checked_div(all)?.checked_mul(Decimal::from(12))?.checked_div(Decimal::from(365))?;
    Some(months.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}

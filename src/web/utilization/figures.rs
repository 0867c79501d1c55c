//! Hours, percent and money as these pages write them. Floor 4.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::money::{Currency, Money};
use crate::domain::utilization::{Amount, percent};
use crate::i18n::Texts;

/// Hours with at most two decimals: `23.97`.
pub(in crate::web) fn hours(t: Texts, amount: Amount) -> String {
    let rounded = amount.decimal().round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize();
    t.decimal(&rounded, rounded.scale())
}

/// How much of the whole a part is: `92%`; a dash of nothing.
pub(in crate::web) fn share(t: Texts, part: Amount, whole: Amount) -> String {
    match percent(part, whole).and_then(|it| it.checked_div(Decimal::ONE_HUNDRED)) {
        Some(share) => t.percent(&share),
        None => "–".to_owned(),
    }
}

/// Millionths of the smallest unit as money.
pub(in crate::web) fn money(micros: i64, currency: Currency) -> Money {
    let minor = Decimal::from_i128_with_scale(i128::from(micros), 6)
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    Money::new(i64::try_from(minor).unwrap_or(0), currency)
}

/// Percentages with one decimal whose sum is 100 whatever the rounding: the largest remainders go up.
pub(in crate::web) fn shares(t: Texts, parts: &[Amount]) -> Vec<String> {
    let whole: u128 = parts.iter().map(|part| u128::from(part.count())).sum();
    let cut = |part: &Amount| {
        let tenths = u128::from(part.count()).saturating_mul(1_000);
        (tenths.checked_div(whole).unwrap_or(0), tenths.checked_rem(whole).unwrap_or(0))
    };
    let mut tenths: Vec<(u128, u128)> = parts.iter().map(cut).collect();
    let given: u128 = tenths.iter().map(|(whole, _)| whole).sum();
    let mut order: Vec<usize> = (0..tenths.len()).collect();
    order.sort_by_key(|at| tenths.get(*at).map(|(_, rest)| std::cmp::Reverse(*rest)));
    let left = usize::try_from(if whole == 0 { 0 } else { 1_000_u128.saturating_sub(given) }).unwrap_or(0);
    for at in order.into_iter().take(left) {
        if let Some((whole, _)) = tenths.get_mut(at) {
            *whole = whole.saturating_add(1);
        }
    }
    let shown = |(tenths, _): &(u128, u128)| {
        let percent = Decimal::from_i128_with_scale(i128::try_from(*tenths).unwrap_or(0), 1);
        format!("{}%", t.decimal(&percent, 1))
    };
    tenths.iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn shares_always_sum_to_a_hundred() {
        let t = Texts::new(Lang::En);
        let parts = [1, 1, 1].map(Amount::hours);
        assert_eq!(shares(t, &parts), ["33.4%", "33.3%", "33.3%"]);
        assert_eq!(shares(t, &[Amount::ZERO]), ["0.0%"]);
        assert_eq!(shares(t, &[Amount::hours(8), Amount::hours(16)]), ["33.3%", "66.7%"]);
    }

    #[test]
    fn money_is_rounded_once() {
        assert_eq!(money(3_283_060_109, Currency::USD), Money::new(3_283, Currency::USD));
        assert_eq!(money(500_000, Currency::USD), Money::new(1, Currency::USD));
    }
}

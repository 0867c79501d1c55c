//! Digits in groups: by thousands with a comma, decimals after a point (L-4).
//!
//! The three languages write numbers the same way, and a page writes hundreds of them, so this is done
//! by hand; a test compares it with CLDR.

/// `-1,234.50` of the digits `123450`, of which the last two stand after the point.
pub(super) fn grouped(is_negative: bool, digits: &str, decimals: usize) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 4);
    if is_negative {
        text.push('-');
    }
    group(&mut text, digits, decimals);
    text
}

/// Appends the digits, of which the last `decimals` stand after the point.
pub(super) fn group(text: &mut String, digits: &str, decimals: usize) {
    let least = decimals.saturating_add(1);
    let zeros = least.saturating_sub(digits.len());
    let whole = digits.len().max(least).saturating_sub(decimals);
    let all = std::iter::repeat_n('0', zeros).chain(digits.chars());
    for (place, digit) in all.enumerate() {
        if place == whole {
            text.push('.');
        } else if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use icu_decimal::DecimalFormatter;
    use icu_decimal::options::DecimalFormatterOptions;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use crate::domain::money::Money;
    use crate::i18n::{Lang, Texts};

    /// As CLDR writes it in a language.
    fn cldr(lang: Lang, number: Decimal) -> String {
        let locale = lang.locale();
        let formatter = DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default()).unwrap();
        let number: fixed_decimal::Decimal = number.to_string().parse().unwrap();
        formatter.format(&number).to_string()
    }

    proptest! {
        #[test]
        fn whole_numbers_are_written_as_cldr_writes_them(number in any::<i64>()) {
            for lang in Lang::ALL {
                prop_assert_eq!(Texts::new(lang).number(number), cldr(lang, number.into()));
            }
        }

        #[test]
        fn decimals_are_written_as_cldr_writes_them(mantissa in any::<i64>(), scale in 0_u32..8) {
            let number = Decimal::new(mantissa, scale);
            for lang in Lang::ALL {
                prop_assert_eq!(Texts::new(lang).decimal(&number, scale), cldr(lang, number));
            }
        }

        #[test]
        fn money_has_the_digits_of_cldr(minor in any::<i64>(), code in "[A-Z]{3}") {
            let money = Money::new(minor, code.parse().unwrap());
            for lang in Lang::ALL {
                let shown = Texts::new(lang).money(&money);
                let digits = shown.trim_start_matches(|letter: char| !letter.is_ascii_digit());
                prop_assert_eq!(digits, cldr(lang, money.to_decimal().abs()));
            }
        }
    }
}

//! Money as each language writes it: our table of symbols, the digits grouped by hand (L-4).

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Lang, Texts, digits};
use crate::domain::money::{Currency, Money, UnitPrice};

/// Most decimals shown of a rate such as a price an hour.
const RATE_DECIMALS: u32 = 6;

impl Texts {
    /// `$12,345.67` or `US$12,345.67`, `₩12,345`, `CHF 1,234.50`; `-` before the symbol.
    pub fn money(self, money: &Money) -> String {
        let digits = money.minor().unsigned_abs().to_string();
        let decimals = usize::from(money.currency().exponent());
        self.with_symbol(money.currency(), money.minor() < 0, &digits, decimals)
    }

    /// A rate with the decimals it has, at least the currency's and at most six: `$0.0625`, `$0.10`.
    pub fn unit_price(self, price: &UnitPrice) -> String {
        let least = u32::from(price.currency().exponent());
        let rate = price.rate().round_dp_with_strategy(RATE_DECIMALS, RoundingStrategy::MidpointAwayFromZero);
        let mut rate = rate.normalize();
        let decimals = rate.scale().max(least);
        rate.rescale(decimals);
        let digits = rate.mantissa().unsigned_abs().to_string();
        self.with_symbol(price.currency(), rate < Decimal::ZERO, &digits, usize::try_from(decimals).unwrap_or(0))
    }

    /// `digits` of which the last `decimals` stand after the point.
    fn with_symbol(self, currency: Currency, negative: bool, digits: &str, decimals: usize) -> String {
        let mut text = String::with_capacity(32);
        if negative {
            text.push('-');
        }
        if let Some(symbol) = symbol(self.lang, currency) {
            text.push_str(symbol);
        } else {
            text.push_str(currency.code());
            text.push('\u{a0}');
        }
        digits::group(&mut text, digits, decimals);
        text
    }
}

/// Symbols of the currencies that CSP partners are billed in, as CLDR has them; the New Taiwan dollar
/// is `NT$` in Taiwan too, since a bare `$` beside `US$` is a question. `None`: the code and a space.
fn symbol(lang: Lang, currency: Currency) -> Option<&'static str> {
    let english = match lang {
        Lang::En => true,
        Lang::Ko | Lang::ZhTw => false,
        #[cfg(debug_assertions)]
        Lang::Pseudo => true,
    };
    Some(match currency.code() {
        "USD" if english => "$",
        "USD" => "US$",
        "AUD" if english => "A$",
        "AUD" => "AU$",
        "CAD" => "CA$",
        "NZD" => "NZ$",
        "TWD" => "NT$",
        "EUR" => "€",
        "GBP" => "£",
        "INR" => "₹",
        "KRW" => "₩",
        "JPY" if lang == Lang::Ko => "JP¥",
        "JPY" => "¥",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(minor: i64, code: &str) -> [String; 3] {
        let money = Money::new(minor, code.parse().unwrap());
        Lang::ALL.map(|lang| Texts::new(lang).money(&money))
    }

    #[test]
    fn l_4_money_of_the_three_languages() {
        for (minor, code, shown) in [
            (1_234_567, "USD", ["$12,345.67", "US$12,345.67", "US$12,345.67"]),
            (0, "USD", ["$0.00", "US$0.00", "US$0.00"]),
            (5, "USD", ["$0.05", "US$0.05", "US$0.05"]),
            (-1_234_567, "USD", ["-$12,345.67", "-US$12,345.67", "-US$12,345.67"]),
            (
                i64::MAX,
                "USD",
                ["$92,233,720,368,547,758.07", "US$92,233,720,368,547,758.07", "US$92,233,720,368,547,758.07"],
            ),
            (12_345, "KRW", ["₩12,345"; 3]),
            (-1_000_000, "KRW", ["-₩1,000,000"; 3]),
            (12_345, "JPY", ["¥12,345", "JP¥12,345", "¥12,345"]),
            (1_234_500, "TWD", ["NT$12,345.00"; 3]),
            (99_999, "EUR", ["€999.99"; 3]),
            (100_000, "EUR", ["€1,000.00"; 3]),
            (100_000, "GBP", ["£1,000.00"; 3]),
            (100_000, "AUD", ["A$1,000.00", "AU$1,000.00", "AU$1,000.00"]),
            (100_000, "CAD", ["CA$1,000.00"; 3]),
            (100_000, "NZD", ["NZ$1,000.00"; 3]),
            (123_456_789, "INR", ["₹1,234,567.89"; 3]),
            (123_450, "CHF", ["CHF\u{a0}1,234.50"; 3]),
            (-123_450, "NOK", ["-NOK\u{a0}1,234.50"; 3]),
            (1_234_567, "KWD", ["KWD\u{a0}1,234.567"; 3]),
        ] {
            assert_eq!(all(minor, code), shown);
        }
    }

    #[test]
    fn rates_keep_their_decimals() {
        for (rate, code, shown) in [
            ("0.0625", "USD", ["$0.0625", "US$0.0625", "US$0.0625"]),
            ("0.1", "USD", ["$0.10", "US$0.10", "US$0.10"]),
            ("1234", "USD", ["$1,234.00", "US$1,234.00", "US$1,234.00"]),
            ("0.12345678", "EUR", ["€0.123457"; 3]),
            ("70.50", "KRW", ["₩70.5"; 3]),
            ("1500", "KRW", ["₩1,500"; 3]),
            ("-0.0155", "TWD", ["-NT$0.0155"; 3]),
        ] {
            let price = UnitPrice::new(rate.parse().unwrap(), code.parse().unwrap());
            assert_eq!(Lang::ALL.map(|lang| Texts::new(lang).unit_price(&price)), shown);
        }
    }
}

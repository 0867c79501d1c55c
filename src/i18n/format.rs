//! Numbers, shares, dates and lists as each language writes them (L-4, CLDR).

use chrono::Timelike;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Lang, Texts, cache, digits};
use crate::domain::time::{Day, Instant};

impl Texts {
    /// `1,234,567`.
    pub fn number(self, number: i64) -> String {
        digits::grouped(number < 0, &number.unsigned_abs().to_string(), 0)
    }

    /// `1,234.50` for two `decimals`; halves go away from zero.
    pub fn decimal(self, number: &Decimal, decimals: u32) -> String {
        let mut rounded = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(decimals);
        let places = usize::try_from(rounded.scale()).unwrap_or(0);
        digits::grouped(rounded < Decimal::ZERO, &rounded.mantissa().unsigned_abs().to_string(), places)
    }

    /// A share as percent with at most one decimal: 0.41 is `41%`, 0.4155 is `41.6%`. What is not all
    /// never shows as `100%`, and what is not nothing never as `0%`.
    pub fn percent(self, share: &Decimal) -> String {
        let (least, most) = (Decimal::new(1, 3), Decimal::new(999, 3));
        let shown = if *share > Decimal::ZERO && *share < Decimal::ONE { (*share).clamp(least, most) } else { *share };
        let hundredths = shown.saturating_mul(Decimal::ONE_HUNDRED);
        let rounded = hundredths.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize();
        format!("{}%", self.decimal(&rounded, rounded.scale()))
    }

    /// `November 21, 2026`, `2026년 11월 21일`, `2026年11月21日`.
    pub fn date(self, day: &Day) -> String {
        cache::with(self.lang, |cache| cache.long(*day))
    }

    /// For tables: `Nov 21, 2026`; the long form where the medium one is all numbers.
    pub fn date_short(self, day: &Day) -> String {
        match self.lang {
            Lang::En => cache::with(self.lang, |cache| cache.medium(*day)),
            Lang::Ko | Lang::ZhTw => self.date(day),
            #[cfg(debug_assertions)]
            Lang::Pseudo => cache::with(self.lang, |cache| cache.medium(*day)),
        }
    }

    /// The date and the time with its zone: `November 21, 2026, 01:50 UTC`.
    pub fn date_time(self, at: &Instant) -> String {
        self.with_time(self.date(&at.day()), at)
    }

    /// The short date and the time, for tables.
    pub fn date_time_short(self, at: &Instant) -> String {
        self.with_time(self.date_short(&at.day()), at)
    }

    fn with_time(self, date: String, at: &Instant) -> String {
        let comma = match self.lang {
            Lang::En => ",",
            Lang::Ko | Lang::ZhTw => "",
            #[cfg(debug_assertions)]
            Lang::Pseudo => ",",
        };
        let time = at.utc().time();
        format!("{date}{comma} {:02}:{:02} UTC", time.hour(), time.minute())
    }

    /// `a, b, and c`; `a, b 및 c`; `a、b和c`.
    pub fn list<T: AsRef<str>>(self, items: &[T]) -> String {
        let (comma, pair, last) = match self.lang {
            Lang::En => (", ", " and ", ", and "),
            Lang::Ko => (", ", " 및 ", " 및 "),
            Lang::ZhTw => ("、", "和", "和"),
            #[cfg(debug_assertions)]
            Lang::Pseudo => (", ", " and ", ", and "),
        };
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first, second] => format!("{}{pair}{}", first.as_ref(), second.as_ref()),
            [before @ .., end] => {
                let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
                format!("{}{last}{}", before.join(comma), end.as_ref())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Texts = Texts::new(Lang::En);
    const KO: Texts = Texts::new(Lang::Ko);
    const ZH: Texts = Texts::new(Lang::ZhTw);

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn l_4_numbers_in_all_three() {
        for t in [EN, KO, ZH] {
            assert_eq!(t.number(0), "0");
            assert_eq!(t.number(999), "999");
            assert_eq!(t.number(1_234_567), "1,234,567");
            assert_eq!(t.number(-1_234), "-1,234");
            assert_eq!(t.number(i64::MIN), "-9,223,372,036,854,775,808");
            assert_eq!(t.decimal(&number("1234567.891"), 2), "1,234,567.89");
            assert_eq!(t.decimal(&number("0.125"), 2), "0.13");
            assert_eq!(t.decimal(&number("-0.125"), 2), "-0.13");
            assert_eq!(t.decimal(&number("12"), 2), "12.00");
            assert_eq!(t.decimal(&number("1999.5"), 0), "2,000");
        }
    }

    #[test]
    fn l_4_shares_in_all_three() {
        for t in [EN, KO, ZH] {
            for (share, shown) in [
                ("0", "0%"),
                ("0.41", "41%"),
                ("0.4155", "41.6%"),
                ("1", "100%"),
                ("0.99999", "99.9%"),
                ("0.00001", "0.1%"),
                ("-0.05", "-5%"),
                ("12.5", "1,250%"),
                ("1.0004", "100%"),
            ] {
                assert_eq!(t.percent(&number(share)), shown);
            }
        }
    }

    #[test]
    fn l_4_dates() {
        let day = Day::ymd(2026, 11, 21).unwrap();
        assert_eq!([EN, KO, ZH].map(|t| t.date(&day)), ["November 21, 2026", "2026년 11월 21일", "2026年11月21日"]);
        assert_eq!([EN, KO, ZH].map(|t| t.date_short(&day)), ["Nov 21, 2026", "2026년 11월 21일", "2026年11月21日"]);
        let leap = Day::ymd(2028, 2, 29).unwrap();
        assert_eq!([EN, KO, ZH].map(|t| t.date(&leap)), ["February 29, 2028", "2028년 2월 29일", "2028年2月29日"]);
        let early = Day::ymd(2026, 5, 1).unwrap();
        assert_eq!([EN, KO, ZH].map(|t| t.date_short(&early)), ["May 1, 2026", "2026년 5월 1일", "2026年5月1日"]);
    }

    #[test]
    fn l_4_times_say_their_zone() {
        let at = Instant::start_of(Day::ymd(2026, 11, 21).unwrap()).plus_seconds(6_649);
        assert_eq!(
            [EN, KO, ZH].map(|t| t.date_time(&at)),
            ["November 21, 2026, 01:50 UTC", "2026년 11월 21일 01:50 UTC", "2026年11月21日 01:50 UTC"]
        );
        let late = at.plus_seconds(15 * 3_600);
        assert_eq!(
            [EN, KO, ZH].map(|t| t.date_time_short(&late)),
            ["Nov 21, 2026, 16:50 UTC", "2026년 11월 21일 16:50 UTC", "2026年11月21日 16:50 UTC"]
        );
    }

    #[test]
    fn l_4_lists() {
        assert_eq!(EN.list::<&str>(&[]), "");
        assert_eq!([EN, KO, ZH].map(|t| t.list(&["a"])), ["a", "a", "a"]);
        assert_eq!([EN, KO, ZH].map(|t| t.list(&["a", "b"])), ["a and b", "a 및 b", "a和b"]);
        assert_eq!([EN, KO, ZH].map(|t| t.list(&["a", "b", "c"])), ["a, b, and c", "a, b 및 c", "a、b和c"]);
    }
}

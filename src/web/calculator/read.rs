//! Reading one field of the calculator, with the words beside it when it cannot be read. Floor 4. U-9.

use chrono::DateTime;

use crate::domain::money::{Currency, Money};
use crate::domain::policy::{EntryKind, LedgerRow};
use crate::domain::time::{Day, Instant};
use crate::http::forms::FormErrors;
use crate::i18n::Texts;

/// A field that cannot be read; what is wrong with it was kept.
pub(super) struct Wrong;

/// Reads fields and keeps what is wrong with them.
pub(super) struct Read {
    pub(super) t: Texts,
    pub(super) errors: FormErrors,
}

/// `2019-01-07`, which begins at midnight UTC, `2019-01-07T13:20`, which is UTC, or with an offset.
fn moment(text: &str) -> Option<Instant> {
    if let Ok(day) = text.parse::<Day>() {
        return Some(Instant::start_of(day));
    }
    let text = text.replacen(' ', "T", 1);
    [text.clone(), format!("{text}Z"), format!("{text}:00Z")]
        .iter()
        .find_map(|text| DateTime::parse_from_rfc3339(text).ok())
        .map(|at| Instant::new(at.to_utc()))
}

impl Read {
    pub(super) fn new(t: Texts) -> Self {
        Self { t, errors: FormErrors::new() }
    }

    /// Notes what is wrong with a field.
    pub(super) fn wrong<T>(&mut self, field: &'static str, words: impl Into<String>) -> Option<T> {
        self.errors.add(field, words);
        None
    }

    /// An amount of zero or more; an empty field is one that is missing.
    pub(super) fn amount(&mut self, field: &'static str, label: &str, text: &str, currency: Currency) -> Option<Money> {
        match Money::parse(text.trim(), currency) {
            _ if text.trim().is_empty() => self.wrong(field, self.t.errors_field_missing(label)),
            Ok(money) if money.minor() >= 0 => Some(money),
            Ok(_) | Err(_) => {
                let example =
                    Money::parse("1200", currency).map(|one| one.to_decimal().to_string()).unwrap_or_default();
                self.wrong(field, self.t.calculator_wrong_amount(label, currency, example))
            }
        }
    }

    /// The same where nothing may be said.
    pub(super) fn perhaps(
        &mut self,
        field: &'static str,
        label: &str,
        text: &str,
        currency: Currency,
    ) -> Result<Option<Money>, Wrong> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        self.amount(field, label, text, currency).map(Some).ok_or(Wrong)
    }

    /// A number from `least` on; `default` where nothing is typed.
    pub(super) fn number(
        &mut self,
        field: &'static str,
        label: &str,
        text: &str,
        (least, default): (u32, u32),
    ) -> Option<u32> {
        match text.trim() {
            "" => Some(default),
            typed => match typed.parse::<u32>() {
                Ok(number) if number >= least => Some(number),
                Ok(_) | Err(_) => self.wrong(field, self.t.calculator_wrong_number(label, i64::from(least))),
            },
        }
    }

    /// A day or a moment.
    pub(super) fn moment(&mut self, field: &'static str, label: &str, text: &str) -> Option<Instant> {
        match text.trim() {
            "" => self.wrong(field, self.t.errors_field_missing(label)),
            typed => match moment(typed) {
                Some(at) => Some(at),
                None => self.wrong(field, self.t.calculator_wrong_moment(label)),
            },
        }
    }

    /// Earlier refunds, one a line: `45082.14@2019-03-10`.
    pub(super) fn refunded(&mut self, field: &'static str, text: &str) -> Option<Vec<LedgerRow>> {
        let row = |line: &str| {
            let (amount, day) = line.split_once(['@', ' '])?;
            let usd = Money::parse(amount.trim(), Currency::USD).ok().filter(|usd| usd.minor() >= 0)?;
            Some(LedgerRow { kind: EntryKind::Commit, at: moment(day.trim())?, usd })
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        match lines.map(row).collect() {
            Some(rows) => Some(rows),
            None => self.wrong(field, self.t.calculator_wrong_refunded()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_moment_is_a_day_or_a_time_in_utc_unless_it_says_otherwise() {
        let at = |text: &str| moment(text).map(|at| at.to_string());
        let noon = moment("2019-01-07T12:00:00Z").map(|at| at.to_string());
        assert_eq!(at("2019-01-07 12:00"), noon);
        assert_eq!(at("2019-01-07T13:00+01:00").or_else(|| at("2019-01-07T13:00:00+01:00")), noon);
        assert_eq!(at("2019-01-07"), at("2019-01-07T00:00:00Z"));
        assert_eq!((moment("7.1.2019"), moment("2019-02-30")), (None, None));
    }

    #[test]
    fn what_cannot_be_read_is_said_beside_its_field() {
        let mut read = Read::new(Texts::new(Lang::En));
        assert_eq!(read.amount("paid", "Price", "12,50", Currency::USD), None);
        assert_eq!(read.number("quantity", "Quantity", "0", (1, 1)), None);
        assert_eq!(read.number("returned", "Quantity", " ", (0, 7)), Some(7));
        assert_eq!(read.refunded("refunded", "45082.14@2019-03-10\n\n1.00 2019-04-01").map(|rows| rows.len()), Some(2));
        assert_eq!(read.refunded("refunded", "45082.14").map(|rows| rows.len()), None);
        let fields: Vec<&str> = read.errors.all().iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["paid", "quantity", "refunded"]);
        assert!(read.errors.of("paid").contains("1200.00"), "{}", read.errors.of("paid"));
    }
}

//! Values of the flags: moments, amounts on a day, policies from a day.

use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::failure::CliError;
use crate::cli::moments::moment;
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::policy::{EntryKind, LedgerRow, PolicyBook, PolicyCode};
use crate::domain::time::Day;
use crate::reference;

/// An amount that was refunded on a day, as text: `45082.14@2019-03-10`.
#[derive(Debug, Clone)]
pub(super) struct Refunded(LedgerRow);

impl FromStr for Refunded {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (amount, day) = text.split_once('@').ok_or("not an amount and a day such as 45082.14@2019-03-10")?;
        let usd = Money::parse(amount, Currency::USD).map_err(|error| error.to_string())?;
        if usd.minor() < 0 {
            return Err("below zero".to_owned());
        }
        Ok(Self(LedgerRow { kind: EntryKind::Commit, at: moment(day)?, usd }))
    }
}

/// The ledger that these amounts make.
pub(super) fn ledger(refunded: Vec<Refunded>) -> Vec<LedgerRow> {
    refunded.into_iter().map(|one| one.0).collect()
}

/// A policy, or one from a day on: `POL-1810`, `POL-NOW@2026-09-01`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Switched {
    code: PolicyCode,
    from: Option<Day>,
}

impl FromStr for Switched {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (code, from) = match text.split_once('@') {
            Some((code, day)) => (code, Some(day.parse().map_err(|_not_a_day| format!("{day} is not a day"))?)),
            None => (text, None),
        };
        let code = code.parse().map_err(|_unknown| {
            let known: Vec<&str> = PolicyCode::ALL.iter().map(|code| code.code()).collect();
            format!("not one of {}", known.join(", "))
        })?;
        Ok(Self { code, from })
    }
}

/// The versions that decide: one for every day, and those from a day on.
pub(super) fn book(switched: &[Switched]) -> Result<PolicyBook, CliError> {
    let mut always = switched.iter().filter(|one| one.from.is_none());
    let first = always.next().map_or_else(PolicyBook::default, |one| PolicyBook::only(one.code));
    if always.next().is_some() {
        return Err(CliError::Usage("--policy: of two policies one needs a day, as in POL-NOW@2026-09-01".to_owned()));
    }
    let dated = switched.iter().filter_map(|one| one.from.map(|from| (one.code, from)));
    Ok(dated.fold(first, |book, (code, from)| book.with(code, from)))
}

/// A currency of ISO 4217 that has a minor unit.
pub(super) fn currency(code: &str) -> Result<Currency, String> {
    let currency: Currency = code.parse().map_err(|_not_three_letters| "not a currency such as USD".to_owned())?;
    let is_known = reference::currencies().filter_map(Result::ok).any(|row| row.code == currency);
    if is_known { Ok(currency) } else { Err("not a currency of ISO 4217".to_owned()) }
}

/// An amount of zero or more.
pub(super) fn amount(flag: &str, text: &str, currency: Currency) -> Result<Money, CliError> {
    let wrong = |why: &str| CliError::Usage(format!("{flag} {text}: {why}"));
    let money = Money::parse(text, currency)
        .map_err(|_error| wrong(&format!("not an amount in {currency}, which has {} decimals", currency.exponent())))?;
    if money.minor() < 0 { Err(wrong("below zero")) } else { Ok(money) }
}

/// What was given is too large to be computed.
pub(super) fn too_large(error: MoneyError) -> CliError {
    CliError::Usage(error.to_string())
}

/// The codes of an enum, and the enum.
pub(super) fn codes<T>(codes: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr + Clone + Send + Sync + 'static,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    PossibleValuesParser::new(codes).try_map(|code| code.parse::<T>())
}

//! Keep, widen the scope, refund or exchange, side by side. Floor 0. C3.
//!
//! Widening the scope moves no money and no date (S-58): it differs from keeping only in what it is
//! expected to be used, which the page adds.

use serde::{Deserialize, Serialize};

use super::book::PolicyBook;
use super::exchange::{self, ExchangeFacts, ReturnLine};
use super::facts::ReservationFacts;
use super::ledger::{EntryKind, LedgerRow};
use super::refund;
use super::refusal::Outcome;
use super::rules::CreditShare;
use super::working::{Days, Working, unit};
use crate::domain::codes::codes;
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::time::{Day, Instant};

codes! {
    /// What can be done.
    Choice, NotAChoice {
        /// Leave it as it is.
        Keep = "keep",
        /// Let more subscriptions use it.
        WidenScope = "widen_scope",
        /// Return it.
        Refund = "refund",
        /// Return it for the wanted one.
        Exchange = "exchange",
    }
}

/// A choice and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The choice.
    pub choice: Choice,
    /// Whether it can be done. Where it cannot, the amounts are those it would have.
    pub outcome: Outcome,
    /// What is to be paid now; below zero when money comes back.
    pub cash_now: Money,
    /// What is bound from now to the end, paid or to be paid.
    pub commitment: Money,
    /// When the last reservation ends; `None` when none is left.
    pub ends_on: Option<Day>,
    /// What it uses of the limit, in US dollars.
    pub cap_used_usd: Money,
}

/// The four columns, in the order of [`Choice::ALL`]. `facts` is the exchange that is looked at: its
/// returned lines are what is kept or refunded in the other columns.
pub fn columns(
    facts: &ExchangeFacts,
    book: &PolicyBook,
    ledger: &[LedgerRow],
    now: Instant,
) -> Result<Vec<Column>, MoneyError> {
    let exchanged = exchange::quote(facts, book, ledger, now)?;
    let zero = Money::zero(exchanged.refund.currency());
    let all = bound(facts, zero, now, |line| line.reservation.quantity)?;
    let rest = bound(facts, zero, now, |line| line.reservation.quantity.saturating_sub(line.returned))?;
    let nothing = Money::zero(Currency::USD);
    let keep = |choice| Column {
        choice,
        outcome: Outcome::Allowed,
        cash_now: zero,
        commitment: all.0,
        ends_on: all.1,
        cap_used_usd: nothing,
    };
    let exchange = Column {
        choice: Choice::Exchange,
        outcome: exchanged.outcome,
        cash_now: exchanged.due_now,
        commitment: exchanged.new_total.plus(rest.0)?,
        ends_on: exchanged.ends_on.max(rest.1),
        cap_used_usd: nothing,
    };
    let refund = refunded(facts, rest, book, ledger, now)?;
    Ok(vec![keep(Choice::Keep), keep(Choice::WidenScope), refund, exchange])
}

/// Each line is refunded with what is left of the limit by the lines before it.
fn refunded(
    facts: &ExchangeFacts,
    (commitment, ends_on): (Money, Option<Day>),
    book: &PolicyBook,
    ledger: &[LedgerRow],
    now: Instant,
) -> Result<Column, MoneyError> {
    let mut ledger = ledger.to_vec();
    let mut column = Column {
        choice: Choice::Refund,
        outcome: Outcome::Allowed,
        cash_now: Money::zero(commitment.currency()),
        commitment,
        ends_on,
        cap_used_usd: Money::zero(Currency::USD),
    };
    for line in &facts.returns {
        let quote = refund::quote(&line.reservation, line.returned, book, &ledger, now)?;
        if column.outcome.is_allowed() {
            column.outcome = quote.outcome;
        }
        column.cash_now = column.cash_now.minus(quote.net)?;
        column.cap_used_usd = column.cap_used_usd.plus(quote.counted_usd)?;
        ledger.push(LedgerRow { kind: EntryKind::Hold, at: now, usd: quote.counted_usd });
    }
    Ok(column)
}

/// What so many of each returned line bind from now on, and until when.
fn bound(
    facts: &ExchangeFacts,
    zero: Money,
    now: Instant,
    quantity: impl Fn(&ReturnLine) -> u32,
) -> Result<(Money, Option<Day>), MoneyError> {
    let mut sum = (zero, None);
    for line in facts.returns.iter().filter(|line| quantity(line) > 0) {
        sum.0 = sum.0.plus(commitment_of_one(&line.reservation, now)?.times(quantity(line))?)?;
        sum.1 = sum.1.max(Some(line.reservation.expires_at.day()));
    }
    Ok(sum)
}

fn commitment_of_one(reservation: &ReservationFacts, now: Instant) -> Result<Money, MoneyError> {
    let days = Days::of(reservation, now);
    let mut working = Working::default();
    let unit = unit(reservation, reservation.unit_paid, CreditShare::Prorated, days, &mut working)?;
    unit.credit.plus(unit.unpaid)
}

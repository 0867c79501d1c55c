//! The smallest changes with which an exchange passes. Floor 0. Rule R-EX-3; C3.
//!
//! Only an exchange that is too small can be repaired by its amounts: more of a new line, a longer term
//! of one, or fewer returned. Each repair is one change to one line; a smaller one does not pass.

use serde::{Deserialize, Serialize};

use super::book::PolicyBook;
use super::exchange::{ExchangeFacts, ExchangeQuote, quote};
use super::ledger::LedgerRow;
use super::refusal::Refusal;
use super::working::largest;
use crate::domain::money::{Money, MoneyError};
use crate::domain::term::Term;
use crate::domain::text::Quantity;
use crate::domain::time::Instant;

/// A change of one line. Lines count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// More of a new line.
    QuantityUp {
        /// Which of the new lines.
        line: usize,
        /// How many there were.
        from: u32,
        /// How many it takes.
        to: u32,
    },
    /// Three years instead of one.
    LongerTerm {
        /// Which of the new lines.
        line: usize,
    },
    /// Fewer returned; 0 leaves the line out.
    FewerReturned {
        /// Which of the returned lines.
        line: usize,
        /// How many there were.
        from: u32,
        /// How many pass.
        to: u32,
    },
}

/// A change, and what the exchange comes to with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The change.
    pub change: Change,
    /// What comes back with it.
    pub refund: Money,
    /// What the new purchases come to with it.
    pub new_total: Money,
    /// What is to be paid with it.
    pub net_payable: Money,
}

impl ExchangeFacts {
    /// The same exchange with one change; a line that is not there changes nothing.
    #[must_use]
    pub fn with(&self, change: Change) -> Self {
        let mut facts = self.clone();
        match change {
            Change::QuantityUp { line, to, .. } => {
                if let Some(wanted) = facts.wanted.get_mut(line) {
                    wanted.quantity = to;
                }
            }
            Change::LongerTerm { line } => {
                if let Some(wanted) = facts.wanted.get_mut(line)
                    && let Some(price) = wanted.three_year_price
                {
                    wanted.term = Term::ThreeYears;
                    wanted.unit_price = price;
                }
            }
            Change::FewerReturned { line, to: 0, .. } => {
                if line < facts.returns.len() {
                    facts.returns.remove(line);
                }
            }
            Change::FewerReturned { line, to, .. } => {
                if let Some(back) = facts.returns.get_mut(line) {
                    back.returned = to;
                }
            }
        }
        facts
    }
}

/// Every single change with which a too small exchange passes; none for any other.
pub fn repairs(
    facts: &ExchangeFacts,
    book: &PolicyBook,
    ledger: &[LedgerRow],
    now: Instant,
) -> Result<Vec<Repair>, MoneyError> {
    if quote(facts, book, ledger, now)?.outcome.refusal() != Some(Refusal::ExchangeTotalTooSmall) {
        return Ok(Vec::new());
    }
    let with = |change: Change| quote(&facts.with(change), book, ledger, now);
    let mut found = Vec::new();
    for change in more_of_each(facts, with)? {
        add(&mut found, change, with)?;
    }
    for (line, wanted) in facts.wanted.iter().enumerate() {
        if wanted.term == Term::OneYear && wanted.three_year_price.is_some() {
            add(&mut found, Change::LongerTerm { line }, with)?;
        }
    }
    for (line, back) in facts.returns.iter().enumerate() {
        let from = back.returned;
        let change = |to| Change::FewerReturned { line, from, to };
        let to = largest(from.saturating_sub(1), |to| Ok(with(change(to))?.outcome.is_allowed()))?;
        add(&mut found, change(to), with)?;
    }
    Ok(found)
}

/// How many of a returned line can be returned for these purchases; 0 where there is no such line.
pub fn largest_return(
    facts: &ExchangeFacts,
    line: usize,
    book: &PolicyBook,
    ledger: &[LedgerRow],
    now: Instant,
) -> Result<u32, MoneyError> {
    let Some(back) = facts.returns.get(line) else { return Ok(0) };
    let change = |to| Change::FewerReturned { line, from: back.returned, to };
    largest(back.reservation.quantity, |to| Ok(quote(&facts.with(change(to)), book, ledger, now)?.outcome.is_allowed()))
}

/// The smallest quantity of each new line, up to what one line can have.
fn more_of_each(
    facts: &ExchangeFacts,
    with: impl Fn(Change) -> Result<ExchangeQuote, MoneyError>,
) -> Result<Vec<Change>, MoneyError> {
    let mut changes = Vec::new();
    for (line, wanted) in facts.wanted.iter().enumerate() {
        let from = wanted.quantity;
        let change = |to| Change::QuantityUp { line, from, to };
        // The largest that does not pass yet; the next one does.
        let more = Quantity::TYPED_MAX.saturating_sub(from);
        let short = largest(more, |more| Ok(!with(change(from.saturating_add(more)))?.outcome.is_allowed()))?;
        if short < more {
            changes.push(change(from.saturating_add(short).saturating_add(1)));
        }
    }
    Ok(changes)
}

fn add(
    found: &mut Vec<Repair>,
    change: Change,
    with: impl Fn(Change) -> Result<ExchangeQuote, MoneyError>,
) -> Result<(), MoneyError> {
    let quote = with(change)?;
    if quote.outcome.is_allowed() {
        let ExchangeQuote { refund, new_total, net_payable, .. } = quote;
        found.push(Repair { change, refund, new_total, net_payable });
    }
    Ok(())
}

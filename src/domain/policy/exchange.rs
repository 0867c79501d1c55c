//! An exchange: reservations returned for new ones. Floor 0. Rules R-EX-1 to R-EX-7, Q-1, Q-19, C-8.
//!
//! The returned part is always prorated by the day; there is no fee and the limit stays as it is. The
//! new purchases have to reach the returned amount, or the remaining commitment under later policies.
//! `super::repair` says what would make a refused one pass.

use serde::{Deserialize, Serialize};

use super::book::{InForce, PolicyBook};
use super::facts::ReservationFacts;
use super::ledger::{Headroom, LedgerRow, headroom};
use super::product::ProductKind;
use super::refund::{days_step, refusal};
use super::refusal::{Outcome, Refusal};
use super::rules::{CreditShare, ExchangeMinimum, Policy, PolicyCode};
use super::step::{Rule, Step, StepKind};
use super::working::{Days, Working, clamp_to_paid, unit};
use crate::domain::carts::BillingPlan;
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::term::Term;
use crate::domain::time::{Day, Instant};

/// A reservation of which units are returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnLine {
    /// The reservation.
    pub reservation: ReservationFacts,
    /// How many of it.
    pub returned: u32,
}

/// A reservation that is bought instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedLine {
    /// What kind.
    pub product: ProductKind,
    /// For how long.
    pub term: Term,
    /// How it is paid.
    pub plan: BillingPlan,
    /// The price of one for that term.
    pub unit_price: Money,
    /// The price of one for three years, where there is one: for a repair of a purchase for one year.
    pub three_year_price: Option<Money>,
    /// How many.
    pub quantity: u32,
}

impl WantedLine {
    /// What it comes to over its term.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.unit_price.times(self.quantity)
    }

    /// What is charged at once.
    pub fn first_charge(&self) -> Result<Money, MoneyError> {
        let total = self.total()?;
        match self.plan {
            BillingPlan::Upfront => Ok(total),
            BillingPlan::Monthly => Ok(total.split_evenly(self.term.months())?.first().copied().unwrap_or(total)),
        }
    }
}

/// What is returned and what is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeFacts {
    /// What is returned.
    pub returns: Vec<ReturnLine>,
    /// What is bought.
    pub wanted: Vec<WantedLine>,
}

/// What a returned line is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCredit {
    /// How many are returned.
    pub returned: u32,
    /// What comes back of one.
    pub unit_credit: Money,
    /// What comes back.
    pub credit: Money,
    /// That and the payments that will not be made.
    pub commitment: Money,
}

/// An exchange as it would be at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeQuote {
    /// The policy that decided.
    pub policy: PolicyCode,
    /// The day it decides from.
    pub policy_from: Day,
    /// When it was made.
    pub at: Instant,
    /// How it ends. The amounts of what is too small are those it would have had.
    pub outcome: Outcome,
    /// The returned lines, in their order; empty where nothing can be returned.
    pub lines: Vec<LineCredit>,
    /// What comes back.
    pub refund: Money,
    /// That and the payments that will not be made.
    pub remaining_commitment: Money,
    /// What the new purchases have to reach.
    pub minimum: Money,
    /// What the new purchases come to.
    pub new_total: Money,
    /// New purchases less what comes back (R-EX-6).
    pub net_payable: Money,
    /// What is charged at once less what comes back; below zero when more comes back.
    pub due_now: Money,
    /// When the last of the new reservations ends.
    pub ends_on: Option<Day>,
    /// The customer's limit; an exchange leaves it as it is.
    pub headroom: Headroom,
    /// How it was worked out.
    pub steps: Vec<Step>,
}

/// An exchange at `now`. `ledger` is the customer's, to show that it stays as it is.
pub fn quote(
    facts: &ExchangeFacts,
    book: &PolicyBook,
    ledger: &[LedgerRow],
    now: Instant,
) -> Result<ExchangeQuote, MoneyError> {
    let in_force = book.on(now.day());
    let policy = in_force.policy;
    let mut working = Working::default();
    working.say(Rule::Q1, StepKind::InForce { policy: policy.code, from: in_force.from, on: now.day() });
    let headroom = headroom(ledger, policy, now)?;
    let mut quote = nothing(facts, in_force, headroom, now);
    if let Some((refusal, rule, kind)) = refused(facts, policy, now) {
        working.say(rule, kind);
        quote.outcome = Outcome::Refused(refusal);
        quote.steps = working.steps;
        return Ok(quote);
    }
    right_steps(facts, policy, now, &mut working);
    returns(facts, now, &mut quote, &mut working)?;
    purchases(facts, now, &mut quote, &mut working)?;
    close(facts, policy, &mut quote, &mut working)?;
    quote.steps = working.steps;
    Ok(quote)
}

fn nothing(facts: &ExchangeFacts, in_force: InForce, headroom: Headroom, now: Instant) -> ExchangeQuote {
    let returned = facts.returns.first().map(|line| line.reservation.unit_paid);
    let price = returned.or_else(|| facts.wanted.first().map(|line| line.unit_price));
    let zero = Money::zero(price.map_or(Currency::USD, Money::currency));
    ExchangeQuote {
        policy: in_force.policy.code,
        policy_from: in_force.from,
        at: now,
        outcome: Outcome::Allowed,
        lines: Vec::new(),
        refund: zero,
        remaining_commitment: zero,
        minimum: zero,
        new_total: zero,
        net_payable: zero,
        due_now: zero,
        ends_on: None,
        headroom,
        steps: Vec::new(),
    }
}

/// Why there is no exchange, whatever the amounts.
fn refused(facts: &ExchangeFacts, policy: &Policy, now: Instant) -> Option<(Refusal, Rule, StepKind)> {
    let (Some(first), Some(_)) = (facts.returns.first(), facts.wanted.first()) else {
        return Some((Refusal::ExchangeIncomplete, Rule::REx1, StepKind::Incomplete));
    };
    if facts.wanted.iter().any(|line| line.quantity == 0) {
        return Some((Refusal::ExchangeIncomplete, Rule::REx1, StepKind::Incomplete));
    }
    let not_returned = facts.returns.iter().find_map(|line| refusal(&line.reservation, line.returned, now));
    if not_returned.is_some() {
        return not_returned;
    }
    let returned = first.reservation.product;
    let products = || {
        let all = facts.returns.iter().map(|line| line.reservation.product);
        all.chain(facts.wanted.iter().map(|line| line.product))
    };
    if let Some(product) = products().find(|product| !policy.is_refundable(*product)) {
        let kind = StepKind::NotExchangeable { product };
        return Some((Refusal::ProductNotExchangeable, Rule::RRf13, kind));
    }
    if let Some(wanted) = products().find(|product| *product != returned) {
        let kind = StepKind::OtherType { returned, wanted };
        return Some((Refusal::ExchangeTypeMismatch, Rule::REx2, kind));
    }
    closed(facts, policy)
}

/// POL-NOW: the day of the purchase decides, not that of the exchange.
fn closed(facts: &ExchangeFacts, policy: &Policy) -> Option<(Refusal, Rule, StepKind)> {
    let closed = policy.exchange.closed?.bought_from;
    let covered = facts.returns.iter().filter(|line| line.reservation.product.is_covered_by_savings_plan());
    let late = covered.map(|line| line.reservation.ordered_at.day()).find(|bought| *bought >= closed)?;
    Some((Refusal::ExchangeNoLongerOffered, Rule::Q1, StepKind::ExchangeClosed { bought: late, closed }))
}

fn right_steps(facts: &ExchangeFacts, policy: &Policy, now: Instant, working: &mut Working) {
    let Some(product) = facts.returns.first().map(|line| line.reservation.product) else { return };
    working.say(Rule::REx2, StepKind::SameType { product });
    if let Some(closed) = policy.exchange.closed
        && product.is_covered_by_savings_plan()
        && now.day() >= closed.bought_from
    {
        working.say(Rule::Q1, StepKind::FinalExchange { closed: closed.bought_from });
    }
}

/// always by the day, whatever the grace days say.
fn returns(
    facts: &ExchangeFacts,
    now: Instant,
    quote: &mut ExchangeQuote,
    working: &mut Working,
) -> Result<(), MoneyError> {
    for (number, line) in (1..).zip(&facts.returns) {
        let (reservation, returned) = (&line.reservation, line.returned);
        let days = Days::of(reservation, now);
        days_step(reservation, days, working);
        let unit = unit(reservation, reservation.unit_paid, CreditShare::Prorated, days, working)?;
        let credit = clamp_to_paid(reservation, unit.credit.times(returned)?, returned)?;
        let commitment = credit.plus(unit.unpaid.times(returned)?)?;
        let kind = StepKind::Returned { line: number, quantity: returned, unit: unit.credit };
        working.comes_to(Rule::REx1, kind, credit);
        quote.lines.push(LineCredit { returned, unit_credit: unit.credit, credit, commitment });
        quote.refund = quote.refund.plus(credit)?;
        quote.remaining_commitment = quote.remaining_commitment.plus(commitment)?;
    }
    working.comes_to(Rule::REx1, StepKind::ReturnedTotal, quote.refund);
    Ok(())
}

/// R-EX-1: the new terms start now.
fn purchases(
    facts: &ExchangeFacts,
    now: Instant,
    quote: &mut ExchangeQuote,
    working: &mut Working,
) -> Result<(), MoneyError> {
    for (number, line) in (1..).zip(&facts.wanted) {
        let (total, ends) = (line.total()?, line.term.expiry(now).day());
        let (quantity, unit, term) = (line.quantity, line.unit_price, line.term);
        working.comes_to(Rule::REx1, StepKind::Wanted { line: number, quantity, unit, term, ends }, total);
        quote.new_total = quote.new_total.plus(total)?;
        quote.due_now = quote.due_now.plus(line.first_charge()?)?;
        quote.ends_on = quote.ends_on.max(Some(ends));
    }
    working.comes_to(Rule::REx1, StepKind::WantedTotal, quote.new_total);
    Ok(())
}

/// R-EX-3, R-EX-4, R-EX-6: the minimum, no fee, what is to be paid.
fn close(
    facts: &ExchangeFacts,
    policy: &Policy,
    quote: &mut ExchangeQuote,
    working: &mut Working,
) -> Result<(), MoneyError> {
    let basis = policy.exchange.minimum;
    quote.minimum = match basis {
        ExchangeMinimum::ReturnedAmount => quote.refund,
        ExchangeMinimum::RemainingCommitment => quote.remaining_commitment,
    };
    working.comes_to(Rule::REx3, StepKind::Minimum { basis }, quote.minimum);
    let (total, minimum) = (quote.new_total, quote.minimum);
    quote.net_payable = total.minus(quote.refund)?;
    quote.due_now = quote.due_now.minus(quote.refund)?;
    if total.minor() < minimum.minor() {
        working.comes_to(Rule::REx3, StepKind::TooSmall { total, minimum }, minimum.minus(total)?);
        quote.outcome = Outcome::Refused(Refusal::ExchangeTotalTooSmall);
        return Ok(());
    }
    working.say(Rule::REx3, StepKind::MinimumReached);
    working.say(Rule::REx4, StepKind::NoFeeNoCap);
    let (purchases, refunds) = (total, quote.refund);
    working.comes_to(Rule::REx6, StepKind::NetPayable { purchases, refunds }, quote.net_payable);
    working.say(Rule::RRf14, StepKind::CreditTo { to: policy.credit_to });
    for line in &facts.returns {
        let rest = line.reservation.quantity.saturating_sub(line.returned);
        if rest > 0 {
            let ends = line.reservation.expires_at.day();
            working.say(Rule::Q18, StepKind::Remainder { quantity: rest, ends });
        }
    }
    Ok(())
}

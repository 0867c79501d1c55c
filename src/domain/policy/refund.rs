//! A refund: what comes back, what it counts, and why. Floor 0. Rules R-RF-1 to R-RF-14, Q-1 to Q-5,
//!
//!
//! [`quote`] refuses what is over the limit and never clips it (R-RF-9); it says which quantity fits.

use serde::{Deserialize, Serialize};

use super::book::{InForce, PolicyBook};
use super::facts::ReservationFacts;
use super::ledger::{Headroom, LedgerRow, headroom};
use super::refusal::{Outcome, Refusal};
use super::rules::{CapBasis, FeeRule, Policy, PolicyCode, PriceBase, Terms};
use super::step::{Rule, Step, StepKind};
use super::working::{Days, Unit, Working, clamp_to_paid, largest, paid_for, unit};
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::reservations::ProvisioningState;
use crate::domain::time::{Day, Instant};

/// A refund as it would be at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundQuote {
    /// The policy that decided.
    pub policy: PolicyCode,
    /// The day it decides from.
    pub policy_from: Day,
    /// When it was made.
    pub at: Instant,
    /// How it ends. The amounts of what is over the limit are those it would have had.
    pub outcome: Outcome,
    /// How many are returned.
    pub returned: u32,
    /// The credit for one.
    pub unit_credit: Money,
    /// The credit, before the fee.
    pub credit: Money,
    /// The fee.
    pub fee: Money,
    /// The credit less the fee.
    pub net: Money,
    /// The credit and the payments that will not be made.
    pub cancelled_commitment: Money,
    /// What counts against the limit, in US dollars.
    pub counted_usd: Money,
    /// The limit and what is left of it before this refund.
    pub headroom: Headroom,
    /// What would be left after it; the same as before when it is refused. In US dollars.
    pub headroom_after: Money,
    /// The largest quantity that can be returned now.
    pub max_quantity: u32,
    /// When the reservation ends.
    pub expires_on: Day,
    /// How it was worked out.
    pub steps: Vec<Step>,
}

/// What so many units come to.
#[derive(Debug, Clone, Copy)]
struct Totals {
    credit: Money,
    fee: Money,
    net: Money,
    commitment: Money,
    counts: Money,
    usd: Money,
}

/// A refund of `returned` units at `now`. `ledger` is the customer's.
pub fn quote(
    facts: &ReservationFacts,
    returned: u32,
    book: &PolicyBook,
    ledger: &[LedgerRow],
    now: Instant,
) -> Result<RefundQuote, MoneyError> {
    let in_force = book.on(now.day());
    let mut working = Working::default();
    working.say(Rule::Q1, StepKind::InForce { policy: in_force.policy.code, from: in_force.from, on: now.day() });
    let headroom = headroom(ledger, in_force.policy, now)?;
    match refusal(facts, returned, now).or_else(|| not_refundable(facts, in_force.policy)) {
        Some((refusal, rule, kind)) => {
            working.say(rule, kind);
            Ok(refused(facts, returned, in_force, headroom, refusal, now, working))
        }
        None => priced(facts, returned, in_force, headroom, now, working),
    }
}

/// Why nothing can come back at all.
pub(super) fn refusal(facts: &ReservationFacts, returned: u32, now: Instant) -> Option<(Refusal, Rule, StepKind)> {
    let state = facts.state;
    if state.become_state(ProvisioningState::Cancelled).is_err() {
        let kind = StepKind::WrongState { state };
        return Some((Refusal::OperationCannotBePerformedInCurrentState, Rule::R67, kind));
    }
    if now >= facts.expires_at {
        let kind = StepKind::TermOver { ended: facts.expires_at.day() };
        return Some((Refusal::OperationCannotBePerformedInCurrentState, Rule::R67, kind));
    }
    if returned == 0 || returned > facts.quantity {
        let kind = StepKind::WrongQuantity { returned, quantity: facts.quantity };
        return Some((Refusal::InvalidRefundQuantity, Rule::RRf11, kind));
    }
    None
}

fn not_refundable(facts: &ReservationFacts, policy: &Policy) -> Option<(Refusal, Rule, StepKind)> {
    let product = facts.product;
    let kind = StepKind::NotRefundable { product };
    (!policy.is_refundable(product)).then_some((Refusal::ProductNotRefundable, Rule::RRf13, kind))
}

fn refused(
    facts: &ReservationFacts,
    returned: u32,
    in_force: InForce,
    headroom: Headroom,
    refusal: Refusal,
    now: Instant,
    working: Working,
) -> RefundQuote {
    let nothing = Money::zero(facts.unit_paid.currency());
    RefundQuote {
        policy: in_force.policy.code,
        policy_from: in_force.from,
        at: now,
        outcome: Outcome::Refused(refusal),
        returned,
        unit_credit: nothing,
        credit: nothing,
        fee: nothing,
        net: nothing,
        cancelled_commitment: nothing,
        counted_usd: Money::zero(Currency::USD),
        headroom_after: headroom.left,
        headroom,
        max_quantity: 0,
        expires_on: facts.expires_at.day(),
        steps: working.steps,
    }
}

fn priced(
    facts: &ReservationFacts,
    returned: u32,
    in_force: InForce,
    headroom: Headroom,
    now: Instant,
    mut working: Working,
) -> Result<RefundQuote, MoneyError> {
    let policy = in_force.policy;
    let price = price(facts, policy, &mut working)?;
    let days = Days::of(facts, now);
    days_step(facts, days, &mut working);
    let is_early = grace_step(facts, policy, now, &mut working);
    let terms = policy.terms(is_early, facts.is_used);
    let unit = unit(facts, price, terms.credit, days, &mut working)?;
    let of = |quantity: u32| totals(facts, policy, terms, unit, quantity);
    let totals = of(returned)?;
    sum_steps(facts, policy, is_early, unit, returned, &totals, &mut working)?;
    let fits = largest(facts.quantity, |quantity| Ok(of(quantity)?.usd.minor() <= headroom.left.minor()))?;
    let (outcome, headroom_after) = cap_steps(facts, policy, &totals, &headroom, fits, &mut working)?;
    if outcome.is_allowed() {
        working.say(Rule::RRf14, StepKind::CreditTo { to: policy.credit_to });
        let rest = facts.quantity.saturating_sub(returned);
        if rest > 0 {
            working.say(Rule::Q18, StepKind::Remainder { quantity: rest, ends: facts.expires_at.day() });
        }
    }
    Ok(RefundQuote {
        policy: policy.code,
        policy_from: in_force.from,
        at: now,
        outcome,
        returned,
        unit_credit: unit.credit,
        credit: totals.credit,
        fee: totals.fee,
        net: totals.net,
        cancelled_commitment: totals.commitment,
        counted_usd: totals.usd,
        headroom,
        headroom_after,
        max_quantity: fits,
        expires_on: facts.expires_at.day(),
        steps: working.steps,
    })
}

/// R-RF-12: the price a refund starts from.
fn price(facts: &ReservationFacts, policy: &Policy, working: &mut Working) -> Result<Money, MoneyError> {
    let paid = facts.unit_paid;
    match (policy.price_base, facts.unit_list) {
        (PriceBase::LowerOfPaidAndList, Some(list)) => {
            let lower = paid.lower_of(list)?;
            working.comes_to(Rule::RRf12, StepKind::LowerPrice { paid, list }, lower);
            Ok(lower)
        }
        (PriceBase::LowerOfPaidAndList, None) | (PriceBase::Paid, _) => {
            working.comes_to(Rule::RRf1, StepKind::PricePaid, paid);
            Ok(paid)
        }
    }
}

pub(super) fn days_step(facts: &ReservationFacts, days: Days, working: &mut Working) {
    let (start, end) = (facts.starts_at.day(), facts.expires_at.day());
    let kind = StepKind::Days { start, end, elapsed: days.elapsed, term: days.term, left: days.left() };
    working.say(Rule::RRf2, kind);
}

/// up to the same moment so many days after the order.
fn grace_step(facts: &ReservationFacts, policy: &Policy, now: Instant, working: &mut Working) -> bool {
    let Some(grace) = policy.grace else { return false };
    let days = grace.days;
    let is_early = now <= facts.ordered_at.plus_days(i64::from(days));
    let kind =
        if is_early { StepKind::WithinGrace { days, is_used: facts.is_used } } else { StepKind::PastGrace { days } };
    working.say(Rule::RRf4, kind);
    is_early
}

fn totals(
    facts: &ReservationFacts,
    policy: &Policy,
    terms: Terms,
    unit: Unit,
    quantity: u32,
) -> Result<Totals, MoneyError> {
    let credit = clamp_to_paid(facts, unit.credit.times(quantity)?, quantity)?;
    let fee = credit.share(terms.fee_percent, 100)?;
    let net = credit.minus(fee)?;
    let commitment = credit.plus(unit.unpaid.times(quantity)?)?;
    let counts = match policy.cap.basis {
        CapBasis::GrossRefund => credit,
        CapBasis::NetOfFee => net,
        CapBasis::CancelledCommitment => commitment,
    };
    Ok(Totals { credit, fee, net, commitment, counts, usd: facts.usd_rate.to_usd(counts)? })
}

/// From the credit for one to the money that moves.
fn sum_steps(
    facts: &ReservationFacts,
    policy: &Policy,
    is_early: bool,
    unit: Unit,
    returned: u32,
    totals: &Totals,
    working: &mut Working,
) -> Result<(), MoneyError> {
    let times = unit.credit.times(returned)?;
    working.comes_to(Rule::RBl9, StepKind::Times { unit: unit.credit, quantity: returned }, times);
    if times != totals.credit {
        let paid = paid_for(facts, returned)?;
        working.comes_to(Rule::RBl9, StepKind::NotAbovePaid { paid }, totals.credit);
    }
    let fee = match policy.fee {
        FeeRule::Charged { .. } if is_early => StepKind::NoFeeWithinGrace { days: policy.grace_days() },
        FeeRule::Charged { percent } => StepKind::Fee { percent, credit: totals.credit },
        FeeRule::Reserved { percent } => StepKind::FeeReserved { percent },
        FeeRule::NotStated => StepKind::FeeNotStated,
    };
    working.comes_to(Rule::RRf5, fee, totals.fee);
    working.comes_to(Rule::Q11, StepKind::Net { credit: totals.credit, fee: totals.fee }, totals.net);
    Ok(())
}

/// R-RF-6 to R-RF-10: what counts, what is left, whether it fits.
fn cap_steps(
    facts: &ReservationFacts,
    policy: &Policy,
    totals: &Totals,
    headroom: &Headroom,
    fits: u32,
    working: &mut Working,
) -> Result<(Outcome, Money), MoneyError> {
    let cap = policy.cap;
    working.comes_to(Rule::RRf7, StepKind::Counts { basis: cap.basis }, totals.counts);
    if totals.counts.currency() != Currency::USD {
        let kind = StepKind::InDollars { amount: totals.counts, rate: facts.usd_rate.rate() };
        working.comes_to(Rule::RRf10, kind, totals.usd);
    }
    let (committed, held) = (headroom.committed, headroom.held);
    let kind = StepKind::Headroom { cap: cap.usd, committed, held, window: cap.window };
    working.comes_to(Rule::RRf6, kind, headroom.left);
    if totals.usd.minor() > headroom.left.minor() {
        let kind = StepKind::OverCap { counted: totals.usd, left: headroom.left, fits };
        working.say(Rule::RRf9, kind);
        return Ok((Outcome::Refused(Refusal::RefundLimitExceeded), headroom.left));
    }
    let after = headroom.left.minus(totals.usd)?;
    working.comes_to(Rule::RRf9, StepKind::Fits, after);
    Ok((Outcome::Allowed, after))
}

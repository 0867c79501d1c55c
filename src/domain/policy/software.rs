//! Cancelling software. Floor 0. Rules R-SW-1 to R-SW-6, C-1, C-11 to C-13, Q-26; 6.9.

use serde::{Deserialize, Serialize};

use super::book::PolicyBook;
use super::product::ProductKind;
use super::refusal::{Outcome, Refusal};
use super::rules::{Policy, PolicyCode, SoftwareCredit, SoftwareRule, SoftwareWindow};
use super::step::{Rule, Step, StepKind};
use super::working::{Days, Working};
use crate::domain::codes::codes;
use crate::domain::money::{Money, MoneyError};
use crate::domain::roles::{Perm, Role, Verdict, verdict};
use crate::domain::time::{Day, Instant};

codes! {
    /// Where an entitlement to software stands (6.9).
    EntitlementState, NotAnEntitlementState {
        /// In use.
        Active = "Active",
        /// Its cancellation was accepted.
        CancelPending = "CancelPending",
        /// Cancelled for ever: its keys and links stay revoked.
        Cancelled = "Cancelled",
        /// Its term is over.
        Expired = "Expired",
    }
}

/// A line of software when somebody wants it cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoftwareFacts {
    /// What it is.
    pub product: ProductKind,
    /// Its state.
    pub state: EntitlementState,
    /// When it was ordered.
    pub ordered_at: Instant,
    /// When it ends; `None` for software without an end.
    pub ends_at: Option<Instant>,
    /// The price paid for one, where it is known.
    pub unit_paid: Option<Money>,
    /// How many licences there are.
    pub quantity: u32,
    /// How many are to be cancelled.
    pub returned: u32,
    /// Who asks.
    pub role: Role,
}

/// A cancellation as it would be at a moment. There is never a fee (C-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoftwareQuote {
    /// The policy that decided.
    pub policy: PolicyCode,
    /// The day it decides from.
    pub policy_from: Day,
    /// When it was made.
    pub at: Instant,
    /// How it ends.
    pub outcome: Outcome,
    /// What comes back of one, where a price is known.
    pub unit_credit: Option<Money>,
    /// What comes back, where a price is known.
    pub credit: Option<Money>,
    /// The share that comes back: days left, of so many; one of one is all of it, none of one nothing.
    pub share: (u32, u32),
    /// The last day on which it can be cancelled; `None` where it cannot at all.
    pub last_day: Option<Day>,
    /// Licences that are left (R-SW-3).
    pub quantity_after: u32,
    /// Whether keys and links are revoked by it, or were before.
    pub are_keys_revoked: bool,
    /// The first day of the month whose invoice has the credit.
    pub credit_month: Option<Day>,
    /// How it was worked out.
    pub steps: Vec<Step>,
}

/// A cancellation at `now`.
pub fn quote(facts: &SoftwareFacts, book: &PolicyBook, now: Instant) -> Result<SoftwareQuote, MoneyError> {
    let in_force = book.on(now.day());
    let policy = in_force.policy;
    let mut working = Working::default();
    working.say(Rule::Q1, StepKind::InForce { policy: policy.code, from: in_force.from, on: now.day() });
    let rule = policy.software_rule(facts.ordered_at.day()).filter(|_rule| policy.is_refundable(facts.product));
    let mut quote = SoftwareQuote {
        policy: policy.code,
        policy_from: in_force.from,
        at: now,
        outcome: Outcome::Allowed,
        unit_credit: facts.unit_paid.map(|paid| Money::zero(paid.currency())),
        credit: facts.unit_paid.map(|paid| Money::zero(paid.currency())),
        share: (0, 1),
        last_day: rule.map(|rule| closes_at(rule.window, facts.ordered_at).1),
        quantity_after: if facts.state == EntitlementState::Active { facts.quantity } else { 0 },
        are_keys_revoked: matches!(facts.state, EntitlementState::CancelPending | EntitlementState::Cancelled),
        credit_month: None,
        steps: Vec::new(),
    };
    let refused = refused(facts, policy).or_else(|| window(facts, rule, now, &mut working));
    match (refused, rule) {
        (Some((refusal, number, kind)), _) => {
            working.say(number, kind);
            quote.outcome = Outcome::Refused(refusal);
        }
        (None, Some(rule)) => credit(facts, rule, now, &mut quote, &mut working)?,
        (None, None) => quote.outcome = Outcome::Refused(Refusal::ProductNotRefundable),
    }
    quote.steps = working.steps;
    Ok(quote)
}

/// The last moment at which software ordered at `ordered_at` can be cancelled, by the policy in force now;
/// none where it cannot be cancelled at all (R-SW-6).
pub fn cancellable_until(
    product: ProductKind,
    ordered_at: Instant,
    book: &PolicyBook,
    now: Instant,
) -> Option<Instant> {
    let policy = book.on(now.day()).policy;
    let rule = policy.software_rule(ordered_at.day()).filter(|_rule| policy.is_refundable(product))?;
    Some(closes_at(rule.window, ordered_at).0)
}

/// Why it cannot be cancelled on any day.
fn refused(facts: &SoftwareFacts, policy: &Policy) -> Option<(Refusal, Rule, StepKind)> {
    let role = facts.role;
    if verdict(role, Perm::CancelSoftware) != Verdict::Yes {
        return Some((Refusal::RoleNotAllowed, Rule::RSw2, StepKind::RoleNotAllowed { role }));
    }
    match facts.state {
        EntitlementState::Active => {}
        EntitlementState::CancelPending | EntitlementState::Cancelled | EntitlementState::Expired => {
            let refusal = Refusal::OperationCannotBePerformedInCurrentState;
            return Some((refusal, Rule::RSw3, StepKind::SoftwareNotActive));
        }
    }
    if !policy.is_refundable(facts.product) {
        let kind = StepKind::NotRefundable { product: facts.product };
        return Some((Refusal::ProductNotRefundable, Rule::RSw6, kind));
    }
    if facts.returned != facts.quantity || facts.quantity == 0 {
        let kind = StepKind::WholeLinesOnly { returned: facts.returned, quantity: facts.quantity };
        return Some((Refusal::PartialReturnNotAllowed, Rule::RSw2, kind));
    }
    None
}

/// The last moment of the window, and its day.
fn closes_at(window: SoftwareWindow, ordered_at: Instant) -> (Instant, Day) {
    match window {
        SoftwareWindow::Days(days) => {
            let last = ordered_at.day().plus_days(u64::from(days));
            (Instant::start_of(last.plus_days(1)).plus_micros(-1), last)
        }
        SoftwareWindow::Hours(hours) => {
            let end = ordered_at.plus_seconds(i64::from(hours) * 3_600);
            (end, end.day())
        }
    }
}

fn window(
    facts: &SoftwareFacts,
    rule: Option<&SoftwareRule>,
    now: Instant,
    working: &mut Working,
) -> Option<(Refusal, Rule, StepKind)> {
    let window = rule?.window;
    let (end, last) = closes_at(window, facts.ordered_at);
    let ordered = facts.ordered_at.day();
    let number = match window {
        SoftwareWindow::Days(_) => Rule::Q26,
        SoftwareWindow::Hours(_) => Rule::RSw5,
    };
    if now > end {
        let kind = StepKind::WindowOver { window, ordered, last };
        return Some((Refusal::CancellationWindowOver, number, kind));
    }
    working.say(number, StepKind::WindowOpen { window, ordered, last });
    None
}

fn credit(
    facts: &SoftwareFacts,
    rule: &SoftwareRule,
    now: Instant,
    quote: &mut SoftwareQuote,
    working: &mut Working,
) -> Result<(), MoneyError> {
    let how = if facts.ends_at.is_some() { rule.subscription } else { rule.perpetual };
    let is_full = match how {
        SoftwareCredit::Full => true,
        SoftwareCredit::Prorated => false,
        SoftwareCredit::FullThenProrated { hours } => now <= facts.ordered_at.plus_seconds(i64::from(hours) * 3_600),
    };
    let days = facts.ends_at.map(|ends_at| Days::between(facts.ordered_at, ends_at, now));
    let (share, kind) = match days {
        Some(days) if !is_full => (days.shares(), StepKind::SoftwareProrated { left: days.left(), of: days.term }),
        Some(_) | None => ((1, 1), StepKind::SoftwareFull),
    };
    let unit = facts.unit_paid.map(|paid| paid.share(share.0, share.1)).transpose()?;
    working.steps.push(Step { rule: Rule::RSw4, kind, amount: unit });
    let total = unit.map(|unit| unit.times(facts.returned)).transpose()?;
    if let (Some(unit), Some(total)) = (unit, total) {
        working.comes_to(Rule::RBl9, StepKind::Times { unit, quantity: facts.returned }, total);
    }
    let month = first_of_next_month(now.day());
    working.say(Rule::RSw1, StepKind::SoftwareNoFee);
    working.say(Rule::RSw3, StepKind::KeysRevoked);
    working.say(Rule::RSw3, StepKind::OnInvoiceOf { month });
    quote.share = share;
    quote.unit_credit = unit;
    quote.credit = total;
    quote.quantity_after = 0;
    quote.are_keys_revoked = true;
    quote.credit_month = Some(month);
    Ok(())
}

/// R-SW-3: the credit stands on the invoice of the month after.
fn first_of_next_month(day: Day) -> Day {
    let next = day.plus_months(1);
    Day::ymd(next.year(), next.month(), 1).unwrap_or(next)
}

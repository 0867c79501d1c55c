//! The arithmetic that refunds and exchanges share: days, and what comes back of one. Floor 0.
//! Rules R-RF-1, R-RF-2, R-RF-8, R-BL-2, R-BL-9, Q-10.

use super::facts::{Payment, ReservationFacts};
use super::rules::CreditShare;
use super::step::{Rule, Step, StepKind};
use crate::domain::money::{Money, MoneyError};
use crate::domain::time::Instant;

const DAY_SECONDS: i64 = 86_400;

/// Steps as they are worked out.
#[derive(Debug, Default)]
pub(super) struct Working {
    pub(super) steps: Vec<Step>,
}

impl Working {
    pub(super) fn say(&mut self, rule: Rule, kind: StepKind) {
        self.steps.push(Step { rule, kind, amount: None });
    }

    pub(super) fn comes_to(&mut self, rule: Rule, kind: StepKind, amount: Money) {
        self.steps.push(Step { rule, kind, amount: Some(amount) });
    }
}

/// Days of a term (R-RF-2).
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub(super) elapsed: u32,
    pub(super) term: u32,
}

impl Days {
    pub(super) fn of(facts: &ReservationFacts, now: Instant) -> Self {
        Self::between(facts.starts_at, facts.expires_at, now)
    }

    /// Whole 24 hours since the start, of the days between the dates of start and end.
    pub(super) fn between(start: Instant, end: Instant, now: Instant) -> Self {
        let term = u32::try_from(end.day().days_since(start.day())).unwrap_or(0).max(1);
        let elapsed = u32::try_from(now.seconds_since(start).div_euclid(DAY_SECONDS).max(0)).unwrap_or(u32::MAX);
        Self { elapsed: elapsed.min(term), term }
    }

    pub(super) const fn left(self) -> u32 {
        self.term.saturating_sub(self.elapsed)
    }

    /// Days left, of so many.
    pub(super) const fn shares(self) -> (u32, u32) {
        (self.left(), self.term)
    }
}

/// What comes back of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Of what was paid.
    pub(super) credit: Money,
    /// Payments that will not be made.
    pub(super) unpaid: Money,
}

/// What comes back of one, with the steps. `price` is the price the policy starts from.
pub(super) fn unit(
    facts: &ReservationFacts,
    price: Money,
    share: CreditShare,
    days: Days,
    working: &mut Working,
) -> Result<Unit, MoneyError> {
    match facts.payment {
        Payment::Upfront => {
            let credit = match share {
                CreditShare::Full => price,
                CreditShare::Prorated => price.share(days.left(), days.term)?,
            };
            let (rule, kind) = match share {
                CreditShare::Full => (Rule::RRf3, StepKind::FullCredit),
                CreditShare::Prorated => (Rule::RRf1, StepKind::Prorated { price, left: days.left(), of: days.term }),
            };
            working.comes_to(rule, kind, credit);
            Ok(Unit { credit, unpaid: Money::zero(price.currency()) })
        }
        Payment::Monthly { paid } => monthly(facts, price, share, days, paid, working),
    }
}

/// An instalment and its month, in days from the start of the term.
#[derive(Debug, Clone, Copy)]
struct Instalment {
    number: u32,
    amount: Money,
    from: u32,
    to: u32,
}

impl Instalment {
    fn left(&self, elapsed: u32) -> u32 {
        self.to.saturating_sub(elapsed.max(self.from))
    }

    fn of(&self) -> u32 {
        self.to.saturating_sub(self.from)
    }
}

fn instalments(facts: &ReservationFacts, price: Money, days: Days) -> Result<Vec<Instalment>, MoneyError> {
    let count = facts.term.months();
    let start = facts.starts_at.day();
    let boundary = |month: u32| {
        let day = u32::try_from(start.plus_months(month).days_since(start)).unwrap_or(0);
        if month == count { days.term } else { day.min(days.term) }
    };
    let parts = price.split_evenly(count)?;
    let numbered = (0..count).zip(parts);
    Ok(numbered
        .map(|(month, amount)| Instalment { number: month + 1, amount, from: boundary(month), to: boundary(month + 1) })
        .collect())
}

/// the days left of the paid month, months paid ahead as a whole, the others cancelled without
/// cash. What was due for a month that is over stays due.
fn monthly(
    facts: &ReservationFacts,
    price: Money,
    share: CreditShare,
    days: Days,
    paid: u32,
    working: &mut Working,
) -> Result<Unit, MoneyError> {
    let zero = Money::zero(price.currency());
    let all = instalments(facts, price, days)?;
    let (paid, to_come): (Vec<Instalment>, Vec<Instalment>) = all.into_iter().partition(|one| one.number <= paid);
    let (cancelled, owed): (Vec<_>, Vec<_>) = to_come.into_iter().partition(|one| days.elapsed < one.to);
    let credit = match share {
        CreditShare::Full => {
            let credit = total(zero, &paid)?;
            working.comes_to(Rule::RRf3, StepKind::FullCredit, credit);
            credit
        }
        CreditShare::Prorated => {
            let (ahead, begun): (Vec<_>, Vec<_>) = paid.into_iter().partition(|one| days.elapsed < one.from);
            let mut credit = zero;
            for one in begun.iter().filter(|one| days.elapsed < one.to) {
                let (left, of) = (one.left(days.elapsed), one.of());
                let back = one.amount.share(left, of)?;
                let kind = StepKind::InstalmentProrated { number: one.number, price: one.amount, left, of };
                working.comes_to(Rule::Q10, kind, back);
                credit = credit.plus(back)?;
            }
            several(&ahead, zero, Rule::Q10, |count| StepKind::InstalmentsAhead { count }, working)?;
            credit.plus(total(zero, &ahead)?)?
        }
    };
    several(&cancelled, zero, Rule::RRf8, |count| StepKind::InstalmentsCancelled { count }, working)?;
    several(&owed, zero, Rule::Q10, |count| StepKind::InstalmentsOwed { count }, working)?;
    Ok(Unit { credit, unpaid: total(zero, &cancelled)? })
}

fn total(zero: Money, instalments: &[Instalment]) -> Result<Money, MoneyError> {
    Money::sum(zero.currency(), instalments.iter().map(|one| one.amount))
}

/// A step about some instalments, if there are any.
fn several(
    instalments: &[Instalment],
    zero: Money,
    rule: Rule,
    kind: impl Fn(u32) -> StepKind,
    working: &mut Working,
) -> Result<(), MoneyError> {
    if !instalments.is_empty() {
        let count = u32::try_from(instalments.len()).unwrap_or(u32::MAX);
        working.comes_to(rule, kind(count), total(zero, instalments)?);
    }
    Ok(())
}

/// A credit, or what was paid for so many where that is less: monthly charges are split from the total
/// of the reservation and not from the price of one, so the two can differ by what was rounded.
pub(super) fn clamp_to_paid(facts: &ReservationFacts, credit: Money, quantity: u32) -> Result<Money, MoneyError> {
    match facts.payment {
        Payment::Upfront => Ok(credit),
        Payment::Monthly { .. } => credit.lower_of(paid_for(facts, quantity)?),
    }
}

/// What has been paid for so many of the reservation.
pub(super) fn paid_for(facts: &ReservationFacts, quantity: u32) -> Result<Money, MoneyError> {
    let total = facts.unit_paid.times(facts.quantity)?;
    let paid = match facts.payment {
        Payment::Upfront => total,
        Payment::Monthly { paid } => {
            let charges = total.split_evenly(facts.term.months())?;
            Money::sum(total.currency(), charges.into_iter().take(usize::try_from(paid).unwrap_or(usize::MAX)))?
        }
    };
    paid.share(quantity, facts.quantity)
}

/// The largest number up to `most` that passes; what passes for a number passes for every smaller one.
pub(super) fn largest(most: u32, passes: impl Fn(u32) -> Result<bool, MoneyError>) -> Result<u32, MoneyError> {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if passes(middle)? {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(low)
}

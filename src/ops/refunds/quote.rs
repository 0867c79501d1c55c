//! A refund as it would be now, and a case quoted anew. Floor 2. R-RF-1 to R-RF-14, Q-1, Q-4, Q-20.

use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, RefundCaseId, ReservationId};
use crate::domain::money::MoneyError;
use crate::domain::policy::exchange::{self, ExchangeFacts, ReturnLine};
use crate::domain::policy::refund::{self, RefundQuote};
use crate::domain::policy::software;
use crate::domain::policy::{Policy, PolicyBook, RecordedUsage, ReservationFacts};
use crate::domain::refunds::{CaseQuote, Returned, holds_until};
use crate::domain::time::Instant;
use crate::ops::{App, utilization};
use crate::store::refunds::{CaseReturn, RefundCase, Refundable};
use crate::store::{Reader, StoreError};

use super::exchange::at_prices_of;
use super::request::{RequestError, keep_refused};

/// What a person asks a quote for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// How many; all of them where nothing is said.
    pub quantity: Option<u32>,
    /// Whether there was usage: it counts only where the records do not say.
    pub is_used: Option<bool>,
}

/// What the refund page shows.
#[derive(Debug, Clone)]
pub struct RefundView {
    /// The reservation.
    pub it: Refundable,
    /// How many were asked for.
    pub quantity: u32,
    /// What the records say of its usage.
    pub usage: RecordedUsage,
    /// Whether it counts as used.
    pub is_used: bool,
    /// The quote.
    pub quote: RefundQuote,
    /// The policy behind it.
    pub policy: &'static Policy,
    /// Until when the amounts stay.
    pub holds_until: Instant,
    /// The case that returns it already.
    pub open: Option<(RefundCaseId, String)>,
}

/// A quote for one reservation of a customer. One that somebody asked for and that is refused is kept.
pub fn refund(
    app: &App,
    may: &Granted<may::FileRefunds>,
    customer: CustomerId,
    reservation: ReservationId,
    asked: Asked,
) -> Result<RefundView, RequestError> {
    utilization::catch_up(app, may.scope().partner(), customer)?;
    let found = app.db.read(may.scope(), |r| view(r, customer, reservation, asked))?;
    if asked.quantity.is_some() && found.quote.outcome.refusal().is_some() {
        let returned = Returned { reservation, quantity: found.quantity };
        let quote = CaseQuote::Refund { facts: found.it.facts, quote: found.quote.clone() };
        keep_refused(app, may.scope(), customer, &[returned], &quote)?;
    }
    Ok(found)
}

pub(super) fn view(
    r: &mut Reader<'_>,
    customer: CustomerId,
    reservation: ReservationId,
    asked: Asked,
) -> Result<RefundView, RequestError> {
    let now = r.scope().now();
    let it = r.refundable(customer, reservation)?;
    let usage = utilization::recorded(r, &it.reservation)?;
    let is_used = usage.counts_as_used(asked.is_used);
    let facts = ReservationFacts { is_used, ..it.facts };
    let quantity = asked.quantity.unwrap_or(facts.quantity);
    let book = r.policy_book()?;
    let ledger = r.limit_rows(customer)?;
    let quote = refund::quote(&facts, quantity, &book, &ledger, now)?;
    let policy = quote.policy.policy();
    let open = r.open_case_of(reservation)?;
    let holds_until = holds_until(&facts, policy.grace_days(), now);
    let it = Refundable { facts, ..it };
    Ok(RefundView { it, quantity, usage, is_used, quote, policy, holds_until, open })
}

/// Why a case cannot be quoted anew.
#[derive(Debug, thiserror::Error)]
pub enum QuoteError {
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// More than can be counted.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The quote of a case with the facts of now, by this book, at this moment.
pub(in crate::ops) fn requote(
    r: &mut Reader<'_>,
    case: &RefundCase,
    returns: &[CaseReturn],
    book: &PolicyBook,
    at: Instant,
) -> Result<CaseQuote, QuoteError> {
    let ledger = r.limit_rows(case.customer_id)?;
    let mut lines = Vec::new();
    let stored = case.quote()?;
    for (place, one) in returns.iter().enumerate() {
        let it = r.refundable(case.customer_id, one.reservation)?;
        let said = match &stored {
            CaseQuote::Refund { facts, .. } => Some(facts.is_used),
            // A cancellation of software returns no reservation.
            CaseQuote::Software { .. } => None,
            CaseQuote::Exchange { facts, .. } => facts.returns.get(place).map(|it| it.reservation.is_used),
        };
        let is_used = utilization::recorded(r, &it.reservation)?.counts_as_used(said);
        let returned = u32::try_from(one.quantity).unwrap_or(0);
        lines.push(ReturnLine { reservation: ReservationFacts { is_used, ..it.facts }, returned });
    }
    match stored {
        CaseQuote::Refund { .. } => {
            let line = lines.first().ok_or(StoreError::NotFound)?;
            let quote = refund::quote(&line.reservation, line.returned, book, &ledger, at)?;
            Ok(CaseQuote::Refund { facts: line.reservation, quote })
        }
        // The window counts at the day of the request, however long the desk takes.
        CaseQuote::Software { facts, .. } => {
            let quote = software::quote(&facts, book, case.requested_at)?;
            Ok(CaseQuote::Software { facts, quote })
        }
        CaseQuote::Exchange { facts, .. } => {
            let wanted = at_prices_of(r, case, facts.wanted, at.day())?;
            let facts = ExchangeFacts { returns: lines, wanted };
            let quote = exchange::quote(&facts, book, &ledger, at)?;
            Ok(CaseQuote::Exchange { facts, quote })
        }
    }
}

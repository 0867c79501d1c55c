//! Asking for a refund: the quote is made again and becomes a case, once. Floor 2. S-55, R-RF-11,
//! R-RF-15, Q-20.

use serde_json::json;

use super::ask::{self, Asking};
use super::quote::{Asked, RefundView, view};
use crate::access::{Granted, Scope, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::Finding;
use crate::domain::ids::{CustomerId, RefundCaseId, ReservationId};
use crate::domain::money::MoneyError;
use crate::domain::policy::Refusal;
use crate::domain::refunds::{CaseQuote, ReturnReason, Returned};
use crate::domain::text::{PurchaseOrderNumber, Remark};
use crate::domain::time::Instant;
use crate::ops::App;
use crate::ops::numbers::{FromStore, with_free_numbers};
use crate::store::refunds::RefundCase;
use crate::store::{Recorded, StoreError, Writer};

/// A request, as the page sends it.
#[derive(Debug, Clone)]
pub struct RequestRefund {
    /// Whose.
    pub customer: CustomerId,
    /// The reservation.
    pub reservation: ReservationId,
    /// The id the case is to have: the same request twice is one case.
    pub case: RefundCaseId,
    /// How many are returned.
    pub quantity: u32,
    /// Whether there was usage.
    pub is_used: bool,
    /// Why.
    pub reason: ReturnReason,
    /// Why, in words.
    pub remark: Option<Remark>,
    /// The net amount that was shown, in minor units.
    pub shown_net: i64,
    /// The title of the support request, in the words of who asks.
    pub title: String,
    /// The IDs and the quote as text, in the words of who asks.
    pub description: String,
}

/// What a request gets that was answered before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// The same case: a person who clicks twice.
    SameCase,
    /// A refusal that names the case: a session of a program works once.
    Refused,
}

/// A case, or a refusal that is kept.
pub(super) type Filed = Recorded<Result<RefundCaseId, RequestError>>;

/// Nothing was requested.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// Another case returns the reservation already.
    #[error("the case {1} is open")]
    Open(RefundCaseId, String),
    /// The rules refuse it.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The rules of buying refuse the purchases of an exchange.
    #[error("the purchases are refused: {0:?}")]
    Stopped(Vec<Finding>),
    /// The amount is not what was shown any more.
    #[error("the quote is another one now")]
    Changed,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// More than can be counted.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl FromStore for RequestError {
    fn store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::Open(..) | Self::Refused(_) | Self::Stopped(_) | Self::Changed | Self::Money(_) => None,
        }
    }
}

/// Asks for a refund.
pub fn request(
    app: &App,
    may: &Granted<may::FileRefunds>,
    command: &RequestRefund,
    again: Again,
) -> Result<RefundCaseId, RequestError> {
    once(app, may, (command.customer, command.case), again, |w| asked(app, w, may, command))
}

/// Files a case in one transaction, once: `act` writes it unless there is a case of this id.
pub(super) fn once<A>(
    app: &App,
    may: &Granted<may::FileRefunds>,
    (customer, case): (CustomerId, RefundCaseId),
    again: Again,
    mut act: A,
) -> Result<RefundCaseId, RequestError>
where
    A: FnMut(&mut Writer<'_>) -> Result<Filed, RequestError>,
{
    with_free_numbers(|| {
        app.db.write(may.scope(), |w| match (repeated(w, customer, case)?, again) {
            (None, _) => act(w),
            (Some(repeat), Again::SameCase) => Ok(w.unchanged(Ok(repeat.id))),
            (Some(repeat), Again::Refused) => Err(RequestError::Open(repeat.id, repeat.number)),
        })
    })?
}

fn asked(
    app: &App,
    w: &mut Writer<'_>,
    may: &Granted<may::FileRefunds>,
    command: &RequestRefund,
) -> Result<Filed, RequestError> {
    let wanted = Asked { quantity: Some(command.quantity), is_used: Some(command.is_used) };
    let found = view(w, command.customer, command.reservation, wanted)?;
    if let Some((id, number)) = found.open {
        return Err(RequestError::Open(id, number));
    }
    if let Some(refusal) = found.quote.outcome.refusal() {
        let returned = Returned { reservation: command.reservation, quantity: command.quantity };
        let quote = CaseQuote::Refund { facts: found.it.facts, quote: found.quote };
        let event = refused(command.customer, &[returned], &quote);
        return Ok(keep(w, &event, Err(RequestError::Refused(refusal)))?);
    }
    if found.quote.net.minor() != command.shown_net {
        return Err(RequestError::Changed);
    }
    Ok(file(app, w, may, command, found)?.with(Ok(command.case)))
}

/// Keeps a refused quote, also one that was only looked at: each person's once a day, since a page that is
/// opened again says nothing new.
pub(super) fn keep_refused(
    app: &App,
    scope: &Scope,
    customer: CustomerId,
    returned: &[Returned],
    quote: &CaseQuote,
) -> Result<(), StoreError> {
    let event = refused(customer, returned, quote);
    let today = Instant::start_of(scope.now().day());
    if app.db.read(scope, |r| r.is_recorded(&event, today))? {
        return Ok(());
    }
    app.db.write(scope, |w| keep(w, &event, ()))
}

pub(super) fn keep<T>(w: &mut Writer<'_>, event: &Event, value: T) -> Result<Recorded<T>, StoreError> {
    let today = Instant::start_of(w.scope().now().day());
    if w.is_recorded(event, today)? { Ok(w.unchanged(value)) } else { w.record(event, value) }
}

/// A refused quote is kept with the policy and the rules it used (C2).
pub(super) fn refused(customer: CustomerId, returned: &[Returned], quote: &CaseQuote) -> Event {
    let reservation = returned.first().map_or_else(String::new, |one| one.reservation.to_string());
    let one = |one: &Returned| json!({ "reservation": one.reservation.to_string(), "quantity": one.quantity });
    Event::new(EventKind::QuoteRefused, "reservations", reservation).of_customer(customer).after(json!({
        "returned": returned.iter().map(one).collect::<Vec<_>>(),
        "policy": quote.policy(),
        "refusal": quote.outcome().refusal(),
        "rules": quote.steps().iter().map(|step| step.rule).collect::<Vec<_>>(),
    }))
}

/// The case of this id, if this request was answered before.
fn repeated(w: &mut Writer<'_>, customer: CustomerId, case: RefundCaseId) -> Result<Option<RefundCase>, StoreError> {
    match w.refund_case(customer, case) {
        Ok(found) => Ok(Some(found)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn file(
    app: &App,
    w: &mut Writer<'_>,
    may: &Granted<may::FileRefunds>,
    command: &RequestRefund,
    found: RefundView,
) -> Result<Recorded<RefundCaseId>, RequestError> {
    let (it, quote) = (found.it, found.quote);
    let facts = json!({
        "reservation": command.reservation.to_string(),
        "quantity": command.quantity,
        "credit": quote.credit.to_string(),
        "fee": quote.fee.to_string(),
        "net": quote.net.to_string(),
        "counted_usd": quote.counted_usd.to_string(),
    });
    let asking = Asking {
        customer: command.customer,
        case: command.case,
        reason: command.reason,
        remark: command.remark.as_ref(),
        title: &command.title,
        description: &command.description,
        first: &it,
        quote: CaseQuote::Refund { facts: it.facts, quote },
        returns: vec![Returned { reservation: command.reservation, quantity: command.quantity }],
        purchases: Vec::new(),
        purchase_order: PurchaseOrderNumber::from_stored(String::new()),
    };
    Ok(ask::file(app, w, may.who(), asking, facts)?)
}

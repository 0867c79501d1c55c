//! Asking for a refund: the quote is made again and becomes a case, once. Floor 2. S-55, R-RF-11,
//! R-RF-15, Q-20.

use serde_json::json;

use super::filed::{self, Filing};
use super::number::free_case;
use super::quote::{Asked, RefundView, view};
use super::tell;
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::Finding;
use crate::domain::ids::{CustomerId, RefundCaseId, ReservationId};
use crate::domain::money::MoneyError;
use crate::domain::policy::Refusal;
use crate::domain::refunds::{CaseKind, CaseQuote, ReturnReason, Returned};
use crate::domain::support::{RequestForm, Severity, Topic};
use crate::domain::text::{PurchaseOrderNumber, Remark};
use crate::ops::App;
use crate::ops::numbers::{FromStore, with_free_numbers};
use crate::ops::support::contact_of;
use crate::store::refunds::{NewCase, RefundCase};
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

/// Asks for a refund. The same request again gets the same case.
pub fn request(
    app: &App,
    may: &Granted<may::FileRefunds>,
    command: &RequestRefund,
) -> Result<RefundCaseId, RequestError> {
    with_free_numbers(|| {
        app.db.write(may.scope(), |w| {
            if let Some(repeat) = repeated(w, command.customer, command.case)? {
                let id = repeat.id;
                return Ok(w.unchanged(Ok(id)));
            }
            ask(app, w, may, command)
        })
    })?
}

/// The same, where the same request again is refused: a session of a program works once.
pub fn request_once(
    app: &App,
    may: &Granted<may::FileRefunds>,
    command: &RequestRefund,
) -> Result<RefundCaseId, RequestError> {
    with_free_numbers(|| {
        app.db.write(may.scope(), |w| match repeated(w, command.customer, command.case)? {
            Some(repeat) => Err(RequestError::Open(repeat.id, repeat.number)),
            None => ask(app, w, may, command),
        })
    })?
}

fn ask(
    app: &App,
    w: &mut Writer<'_>,
    may: &Granted<may::FileRefunds>,
    command: &RequestRefund,
) -> Result<Recorded<Result<RefundCaseId, RequestError>>, RequestError> {
    let asked = Asked { quantity: Some(command.quantity), is_used: Some(command.is_used) };
    let found = view(w, command.customer, command.reservation, asked)?;
    if let Some((id, number)) = found.open {
        return Err(RequestError::Open(id, number));
    }
    if let Some(refusal) = found.quote.outcome.refusal() {
        let returned = Returned { reservation: command.reservation, quantity: command.quantity };
        let quote = CaseQuote::Refund { facts: found.it.facts, quote: found.quote };
        let event = refused(command.customer, &[returned], &quote);
        return Ok(w.record(&event, Err(RequestError::Refused(refusal)))?);
    }
    if found.quote.net.minor() != command.shown_net {
        return Err(RequestError::Changed);
    }
    Ok(file(app, w, may, command, found)?.with(Ok(command.case)))
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
pub(super) fn repeated(
    w: &mut Writer<'_>,
    customer: CustomerId,
    case: RefundCaseId,
) -> Result<Option<RefundCase>, StoreError> {
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
    let facts = found.it.facts;
    let quote = found.quote;
    let filing = Filing {
        customer: command.customer,
        reservation: Some(command.reservation),
        order: found.it.order_id,
        form: RequestForm::Azure,
        topic: Topic::REFUND,
        impact: Severity::Minimal,
        contact: contact_of(w, may.who())?,
        title: &command.title,
        description: &command.description,
    };
    let request = filed::file(w, app.ids, may.who(), &filing)?;
    let event = Event::new(EventKind::RefundRequested, "refund_cases", command.case).of_customer(command.customer);
    let number = free_case(w, app.ids)?;
    let event = event.after(json!({
        "number": number,
        "reservation": command.reservation.to_string(),
        "quantity": command.quantity,
        "reason": command.reason,
        "policy": quote.policy,
        "credit": quote.credit.to_string(),
        "fee": quote.fee.to_string(),
        "net": quote.net.to_string(),
        "counted_usd": quote.counted_usd.to_string(),
    }));
    let new = NewCase {
        id: command.case,
        customer: command.customer,
        number,
        kind: CaseKind::Refund,
        request: Some(request),
        reason: command.reason,
        reason_text: command.remark.as_ref().map_or_else(String::new, |text| text.as_str().to_owned()),
        usd_rate: facts.usd_rate,
        quote: CaseQuote::Refund { facts, quote },
        by: may.who().user(),
        returns: vec![Returned { reservation: command.reservation, quantity: command.quantity }],
        purchases: Vec::new(),
        purchase_order: PurchaseOrderNumber::from_stored(String::new()),
    };
    w.insert_case(&new)?;
    tell::requested(w, app, &new, may.who().display_name())?;
    Ok(w.record(&event, command.case)?)
}

//! Asking for an exchange: it is quoted again and becomes a case with its support request, once. Floor 2.
//! S-56, S-71, R-RF-11, Q-20.

use serde_json::json;

use super::view::{AskedExchange, ExchangeView, view};
use crate::access::{Granted, may};
use crate::domain::carts::{Code, Finding, Problem};
use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::domain::refunds::{CaseQuote, ReturnReason, Returned};
use crate::domain::text::{PurchaseOrderNumber, Remark};
use crate::ops::App;
use crate::ops::refunds::ask::{self, Asking};
use crate::ops::refunds::request::{Again, Filed, RequestError, keep, once, refused};
use crate::store::carts::StoredLine;
use crate::store::{Recorded, StoreError, Writer};

/// A request, as the builder sends it.
#[derive(Debug, Clone)]
pub struct RequestExchange {
    /// Whose.
    pub customer: CustomerId,
    /// The id the case is to have: the same request twice is one case.
    pub case: RefundCaseId,
    /// What was built.
    pub asked: AskedExchange,
    /// Why.
    pub reason: ReturnReason,
    /// Why, in words.
    pub remark: Option<Remark>,
    /// The customer's own number for the new order.
    pub purchase_order: PurchaseOrderNumber,
    /// What was shown to come back and to be paid, in minor units.
    pub shown: (i64, i64),
    /// The title of the support request, in the words of who asks.
    pub title: String,
    /// The IDs and the quote as text, in the words of who asks.
    pub description: String,
}

/// Asks for an exchange.
pub fn request_exchange(
    app: &App,
    may: &Granted<may::FileRefunds>,
    command: &RequestExchange,
    again: Again,
) -> Result<RefundCaseId, RequestError> {
    once(app, may, (command.customer, command.case), again, |w| asked(app, w, may, command))
}

fn asked(
    app: &App,
    w: &mut Writer<'_>,
    may: &Granted<may::FileRefunds>,
    command: &RequestExchange,
) -> Result<Filed, RequestError> {
    let found = view(w, app.ids, may, command.customer, &command.asked, None)?;
    if let Some((id, number)) = found.open() {
        return Err(RequestError::Open(*id, number.clone()));
    }
    if let Some(refusal) = found.quote.outcome.refusal() {
        let returned = returned(&found);
        let quote = CaseQuote::Exchange { facts: found.facts, quote: found.quote };
        let event = refused(command.customer, &returned, &quote);
        return Ok(keep(w, &event, Err(RequestError::Refused(refusal)))?);
    }
    let stops = stops(&found, command);
    if !stops.is_empty() {
        return Err(RequestError::Stopped(stops));
    }
    if (found.quote.refund.minor(), found.quote.net_payable.minor()) != command.shown {
        return Err(RequestError::Changed);
    }
    Ok(file(app, w, may, command, found)?.with(Ok(command.case)))
}

pub(super) fn returned(found: &ExchangeView) -> Vec<Returned> {
    let all = found.returns.iter().filter(|one| one.quantity > 0);
    all.map(|one| Returned { reservation: one.it.reservation.id, quantity: one.quantity }).collect()
}

fn stops(found: &ExchangeView, command: &RequestExchange) -> Vec<Finding> {
    let mut stops = found.stops.clone();
    if found.has_gone {
        stops.push(Finding { line: None, problem: Problem::Plain(Code::PriceGone) });
    }
    if found.needs_purchase_order && command.purchase_order.is_empty() {
        stops.push(Finding { line: None, problem: Problem::Plain(Code::PurchaseOrderRequired) });
    }
    stops
}

fn file(
    app: &App,
    w: &mut Writer<'_>,
    may: &Granted<may::FileRefunds>,
    command: &RequestExchange,
    found: ExchangeView,
) -> Result<Recorded<RefundCaseId>, RequestError> {
    let returns = returned(&found);
    let first = found.returns.iter().find(|one| one.quantity > 0).ok_or(StoreError::NotFound)?.it.clone();
    let purchases: Vec<StoredLine> = found.purchases.into_iter().filter_map(|one| one.line).collect();
    let back = |one: &Returned| json!({ "reservation": one.reservation.to_string(), "quantity": one.quantity });
    let bought = |one: &StoredLine| json!({ "sku": one.line.sku, "quantity": one.line.quantity });
    let facts = json!({
        "returned": returns.iter().map(back).collect::<Vec<_>>(),
        "lines": purchases.iter().map(bought).collect::<Vec<_>>(),
        "credit": found.quote.refund.to_string(),
        "total": found.quote.new_total.to_string(),
        "net": found.quote.net_payable.to_string(),
    });
    let asking = Asking {
        customer: command.customer,
        case: command.case,
        reason: command.reason,
        remark: command.remark.as_ref(),
        title: &command.title,
        description: &command.description,
        first: &first,
        quote: CaseQuote::Exchange { facts: found.facts, quote: found.quote },
        returns,
        purchases,
        purchase_order: command.purchase_order.clone(),
    };
    Ok(ask::file(app, w, may.who(), asking, facts)?)
}

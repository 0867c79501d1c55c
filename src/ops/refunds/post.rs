//! Posting an approved case: reservations, payments, order, credit notes, ledger. Floor 2. Domain 6.7,
//! 6.13, 7; R-RF-8, R-RF-14, Q-10, Q-11, Q-18, RF-19. Part of the transaction of the approval.

use serde_json::json;

use super::number::free_note;
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CreditNoteId, LedgerRowId, OrderId, ReservationId};
use crate::domain::money::{Money, MoneyError};
use crate::domain::policy::{EntryKind, LedgerRow};
use crate::domain::refunds::{CaseQuote, NoteLineKind};
use crate::domain::reservations::{Whole, partial_return};
use crate::domain::time::Instant;
use crate::ops::app::Ids;
use crate::ops::software::post_cancellation;
use crate::store::refunds::{CaseReturn, NewNote, Posting, RefundCase};
use crate::store::{StoreError, Writer};

/// Nothing was posted.
#[derive(Debug, thiserror::Error)]
pub(super) enum PostError {
    /// A reservation is not in a state to be returned.
    #[error("not in a state to be returned")]
    State,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// More than can be counted.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Changes everything that an approved case changes.
pub(super) fn post(
    w: &mut Writer<'_>,
    ids: Ids,
    case: &RefundCase,
    returns: &[CaseReturn],
    quote: &CaseQuote,
) -> Result<(), PostError> {
    match quote {
        CaseQuote::Software { .. } => return post_software(w, ids, case, quote),
        CaseQuote::Refund { .. } | CaseQuote::Exchange { .. } => {}
    }
    for (position, one) in (0_i32..).zip(returns) {
        return_one(w, ids, case, position, one)?;
    }
    let mut orders: Vec<OrderId> = returns.iter().map(|one| one.order).collect();
    orders.sort_unstable();
    orders.dedup();
    for order in orders {
        w.close_order(order)?;
        credit(w, ids, case, order, returns, quote)?;
    }
    count(w, ids, case, quote)
}

/// R-SW-3: the line goes to nothing with its keys and links, and its credit stands on a note of its own. Nothing
/// counts against the limit of refunds, which is one of reservations.
fn post_software(w: &mut Writer<'_>, ids: Ids, case: &RefundCase, quote: &CaseQuote) -> Result<(), PostError> {
    let software = w.software_of_case(case)?.ok_or(StoreError::NotFound)?;
    let it = w.software_line(case.customer_id, software)?.it;
    post_cancellation(w, case.customer_id, software, &case.number)?;
    w.close_order(it.order_id)?;
    let (id, total) = (CreditNoteId::from_uuid(ids.new_id()), quote.amounts().2);
    let number = free_note(w, ids)?;
    let note = NewNote { id, case: case.id, order: it.order_id, number, total, lines: Vec::new() };
    w.insert_credit_note(case.customer_id, &note)?;
    w.insert_software_credit(case.customer_id, id, software, (it.bought_quantity, total))?;
    Ok(())
}

/// 6.7: the reservation is cancelled, its rest goes on as a new one, payments to come are cancelled.
fn return_one(
    w: &mut Writer<'_>,
    ids: Ids,
    case: &RefundCase,
    position: i32,
    one: &CaseReturn,
) -> Result<(), PostError> {
    let it = w.refundable(case.customer_id, one.reservation)?.reservation;
    let quantity = u32::try_from(one.quantity).unwrap_or(0);
    let whole = Whole {
        id: it.id,
        order: it.reservation_order_id,
        state: it.state,
        sku: &it.size,
        region: &it.region,
        quantity: u32::try_from(it.quantity).unwrap_or(0),
        expires_at: it.expires_at,
    };
    let parts = partial_return(&whole, quantity, w.scope().now()).map_err(|_refused| PostError::State)?;
    let rest = parts.made.first().map(|part| (ReservationId::from_uuid(ids.new_id()), *part));
    let (customer, ended) = (case.customer_id, parts.ended);
    w.post_return(&Posting { customer, case: case.id, position, reservation: &it, quantity, ended, rest })?;
    w.cancel_payments(&it, quantity)?;
    let event = Event::new(EventKind::ReservationUpdated, "reservations", it.id)
        .of_customer(customer)
        .before(json!({ "state": it.state, "quantity": it.quantity }))
        .after(json!({
            "state": ended.state,
            "case": case.number,
            "returned": quantity,
            "rest": rest.map(|(id, part)| json!({ "id": id.to_string(), "quantity": part.quantity })),
        }));
    let _recorded_with_the_case = w.record(&event, ())?;
    Ok(())
}

/// credit and fee are two lines; the total is the net.
fn credit(
    w: &mut Writer<'_>,
    ids: Ids,
    case: &RefundCase,
    order: OrderId,
    returns: &[CaseReturn],
    quote: &CaseQuote,
) -> Result<(), PostError> {
    let mut total = Money::zero(case.currency);
    let mut lines = Vec::new();
    for (one, (credit, fee)) in returns.iter().zip(quote.lines()).filter(|(one, _)| one.order == order) {
        let quantity = u32::try_from(one.quantity).unwrap_or(0);
        lines.push((NoteLineKind::Credit, one.reservation, quantity, credit));
        total = total.plus(credit)?;
        if fee.minor() > 0 {
            let taken = Money::zero(fee.currency()).minus(fee)?;
            lines.push((NoteLineKind::Fee, one.reservation, quantity, taken));
            total = total.plus(taken)?;
        }
    }
    let id = CreditNoteId::from_uuid(ids.new_id());
    let number = free_note(w, ids)?;
    w.insert_credit_note(case.customer_id, &NewNote { id, case: case.id, order, number, total, lines })?;
    Ok(())
}

/// R-RF-6 to R-RF-10: approved is held, posted is committed and the hold released, in this transaction.
/// An exchange counts nothing (R-EX-4).
fn count(w: &mut Writer<'_>, ids: Ids, case: &RefundCase, quote: &CaseQuote) -> Result<(), PostError> {
    let usd = quote.counted_usd();
    match quote {
        CaseQuote::Exchange { .. } | CaseQuote::Software { .. } => return Ok(()),
        CaseQuote::Refund { .. } => {}
    }
    let policy = quote.policy().policy();
    let at = w.scope().now();
    let back = Instant::start_of(policy.cap.window.comes_back_on(at.day()));
    for kind in [EntryKind::Hold, EntryKind::Release, EntryKind::Commit] {
        let returns_at = match kind {
            EntryKind::Commit => Some(back),
            EntryKind::Hold | EntryKind::Release => None,
        };
        let id = LedgerRowId::from_uuid(ids.new_id());
        let row = LedgerRow { kind, at, usd };
        w.insert_ledger_row(id, case.customer_id, case.id, &row, (policy.cap.basis, policy.code), returns_at)?;
    }
    Ok(())
}

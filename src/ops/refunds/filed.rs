//! The support request that a case is filed with, and what the desk's decision does to it. Floor 2.
//! S-55, S-73, S-74, Q-20.

use crate::access::Principal;
use crate::domain::ids::{CustomerId, OrderId, ReservationId, SupportNoteId, SupportRequestId, UserId};
use crate::domain::support::{NewSupportRequest, RequestForm, RequestState, Severity, Topic};
use crate::ops::app::Ids;
use crate::ops::support::{contact_of, free_number};
use crate::store::refunds::RefundCase;
use crate::store::support::{NewNote, Side};
use crate::store::{StoreError, Writer};

/// What a case is filed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filing<'a> {
    pub(super) customer: CustomerId,
    pub(super) reservation: ReservationId,
    pub(super) order: OrderId,
    /// One line, in the words of who asks.
    pub(super) title: &'a str,
    /// The IDs and the quote as text, in the words of who asks.
    pub(super) description: &'a str,
}

/// Sends the request; the case comes after it, in the same transaction.
pub(super) fn file(
    w: &mut Writer<'_>,
    ids: Ids,
    who: &Principal,
    filing: &Filing<'_>,
) -> Result<SupportRequestId, StoreError> {
    let id = SupportRequestId::from_uuid(ids.new_id());
    let number = free_number(w, ids)?;
    let contact = contact_of(w, who)?;
    w.insert_support_request(&NewSupportRequest {
        id,
        customer: filing.customer,
        number,
        form: RequestForm::Azure,
        state: RequestState::Open,
        topic: Topic::REFUND,
        severity: Severity::Minimal,
        title: filing.title.to_owned(),
        description: filing.description.to_owned(),
        contact,
        reservation: Some(filing.reservation),
        order: Some(filing.order),
        created_by: who.user(),
    })?;
    Ok(id)
}

/// Tells the partner in the request what the desk says, and moves it: asked or closed.
pub(super) fn answer(
    w: &mut Writer<'_>,
    ids: Ids,
    case: &RefundCase,
    desk: UserId,
    state: RequestState,
    words: &str,
) -> Result<(), StoreError> {
    let Some(id) = case.request_id else { return Ok(()) };
    let now = w.scope().now();
    let mut request = w.support_request(case.customer_id, id)?.request;
    request.state = state;
    request.answered_at = request.answered_at.or(Some(now));
    request.closed_at = match state {
        RequestState::Closed => Some(now),
        RequestState::Draft | RequestState::Open | RequestState::AttentionNeeded => None,
    };
    w.update_support_request(&request)?;
    if words.is_empty() {
        return Ok(());
    }
    let note_id = SupportNoteId::from_uuid(ids.new_id());
    w.insert_support_note(&NewNote {
        id: note_id,
        customer: case.customer_id,
        request: id,
        author: desk,
        side: Side::Desk,
        is_internal: false,
        body: words.to_owned(),
    })
}

/// The partner took the case back: its request is closed with it.
pub(super) fn close(w: &mut Writer<'_>, case: &RefundCase) -> Result<(), StoreError> {
    let Some(id) = case.request_id else { return Ok(()) };
    let mut request = w.support_request(case.customer_id, id)?.request;
    if request.state == RequestState::Closed {
        return Ok(());
    }
    request.state = RequestState::Closed;
    request.closed_at = Some(w.scope().now());
    w.update_support_request(&request)
}

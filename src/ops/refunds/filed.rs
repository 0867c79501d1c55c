//! The support request that a case is filed with, and what the desk's decision does to it. Floor 2.
//! S-55, S-73, S-74, Q-20.

use crate::access::Principal;
use crate::domain::ids::{CustomerId, OrderId, ReservationId, SupportNoteId, SupportRequestId, UserId};
use crate::domain::support::{Contact, NewSupportRequest, RequestForm, RequestState, Severity, Topic};
use crate::ops::app::Ids;
use crate::ops::support::free_number;
use crate::store::refunds::RefundCase;
use crate::store::support::{NewNote, Side};
use crate::store::{StoreError, Writer};

/// What a case is filed with.
#[derive(Debug, Clone)]
pub(in crate::ops) struct Filing<'a> {
    pub(in crate::ops) customer: CustomerId,
    pub(in crate::ops) reservation: Option<ReservationId>,
    pub(in crate::ops) order: OrderId,
    pub(in crate::ops) form: RequestForm,
    pub(in crate::ops) topic: Topic,
    pub(in crate::ops) impact: Severity,
    pub(in crate::ops) contact: Contact,
    /// One line, in the words of who asks.
    pub(in crate::ops) title: &'a str,
    /// The IDs and the quote as text, in the words of who asks.
    pub(in crate::ops) description: &'a str,
}

/// Sends the request; the case comes after it, in the same transaction.
pub(in crate::ops) fn file(
    w: &mut Writer<'_>,
    ids: Ids,
    who: &Principal,
    filing: &Filing<'_>,
) -> Result<SupportRequestId, StoreError> {
    let id = SupportRequestId::from_uuid(ids.new_id());
    let number = free_number(w, ids)?;
    w.insert_support_request(&NewSupportRequest {
        id,
        customer: filing.customer,
        number,
        form: filing.form,
        state: RequestState::Open,
        topic: filing.topic,
        severity: filing.impact,
        title: filing.title.to_owned(),
        description: filing.description.to_owned(),
        contact: filing.contact.clone(),
        reservation: filing.reservation,
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

//! Talking about a request on the partner's side: notes, closing, opening again. Floor 2. Domain 6.12.

use serde_json::json;

use super::{Side, SupportRequest, changed, sees};
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, SupportNoteId, SupportRequestId, UserId};
use crate::domain::messages::{News, Place};
use crate::domain::support::RequestState;
use crate::domain::text::Prose;
use crate::ops::{App, messages};
use crate::store::support::NewNote;
use crate::store::{Recorded, StoreError, Writer};

/// Why nothing was said.
#[derive(Debug, thiserror::Error)]
pub enum TalkError {
    /// A closed request takes no notes that the other side would have to read.
    #[error("the request is closed")]
    Closed,
    /// The refund or exchange it asks for is not decided.
    #[error("its case is not decided")]
    CaseOpen,
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes a note. One that the desk sees answers what it asked, so the request is with the desk again.
pub fn add_note(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
    body: &Prose,
    is_internal: bool,
) -> Result<(), TalkError> {
    let note = SupportNoteId::from_uuid(app.ids.new_id());
    app.db.write(may.scope(), |w| note_in(w, app, may, (customer, id), &Words { note, body, is_internal }))
}

/// A note that is to be written.
pub(super) struct Words<'a> {
    pub(super) note: SupportNoteId,
    pub(super) body: &'a Prose,
    pub(super) is_internal: bool,
}

/// The same within a transaction.
pub(super) fn note_in(
    w: &mut Writer<'_>,
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    (customer, id): (CustomerId, SupportRequestId),
    words: &Words<'_>,
) -> Result<Recorded<()>, TalkError> {
    let &Words { note, body, is_internal } = words;
    let before = sent(w, may, customer, id)?;
    let mut after = before.clone();
    if !is_internal {
        match before.state {
            RequestState::Open => {}
            RequestState::AttentionNeeded => after.state = RequestState::Open,
            RequestState::Closed | RequestState::Draft => return Err(TalkError::Closed),
        }
    }
    let author = may.who().user();
    if let Some(agent) = before.assigned_to.filter(|_| !is_internal) {
        let news = News::RequestAnswered {
            customer: w.customer(customer)?.company_name,
            number: before.number.clone(),
            title: before.title.clone(),
            by: may.who().display_name().to_owned(),
        };
        messages::send(w, app, &[agent], Some(customer), &news, &Place::DeskRequest(id))?;
    }
    Ok(say(w, &before, &after, &Said { note, author, side: Side::Partner, is_internal, body })?)
}

/// What somebody says about a request.
pub(in crate::ops) struct Said<'a> {
    /// The id that the note gets.
    pub(in crate::ops) note: SupportNoteId,
    /// Who.
    pub(in crate::ops) author: UserId,
    /// On which side.
    pub(in crate::ops) side: Side,
    /// Whether only that side sees it.
    pub(in crate::ops) is_internal: bool,
    /// What.
    pub(in crate::ops) body: &'a Prose,
}

/// Keeps a note and what it changes; the event holds neither the words nor what is internal.
pub(in crate::ops) fn say(
    w: &mut Writer<'_>,
    before: &SupportRequest,
    after: &SupportRequest,
    said: &Said<'_>,
) -> Result<Recorded<()>, StoreError> {
    let note = NewNote {
        id: said.note,
        customer: before.customer_id,
        request: before.id,
        author: said.author,
        side: said.side,
        is_internal: said.is_internal,
        body: said.body.as_str().to_owned(),
    };
    w.insert_support_note(&note)?;
    // The version counts notes too, so that two tabs do not answer past each other; internal ones stay unseen.
    if after != before || !said.is_internal {
        w.update_support_request(after)?;
    }
    let facts = json!({ "number": before.number, "state": after.state.code(), "is_internal": said.is_internal });
    let event = Event::new(EventKind::SupportNoteAdded, "support_requests", before.id).of_customer(before.customer_id);
    w.record(&event.after(facts), ())
}

/// Closes a request because the partner needs nothing more.
pub fn close(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
) -> Result<(), TalkError> {
    app.db.write(may.scope(), |w| {
        let before = sent(w, may, customer, id)?;
        if !before.state.is_running() {
            return Ok(w.unchanged(()));
        }
        if w.support_request(customer, id)?.case.is_some_and(|case| !case.is_decided) {
            return Err(TalkError::CaseOpen);
        }
        let after = closed(&before, may.scope().now());
        w.update_support_request(&after)?;
        Ok(w.record(&changed(&before, &after), ())?)
    })
}

/// Opens a closed request again.
pub fn reopen(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
) -> Result<(), TalkError> {
    app.db.write(may.scope(), |w| {
        let before = sent(w, may, customer, id)?;
        if before.state != RequestState::Closed {
            return Ok(w.unchanged(()));
        }
        let after = SupportRequest { state: RequestState::Open, closed_at: None, ..before.clone() };
        w.update_support_request(&after)?;
        Ok(w.record(&changed(&before, &after), ())?)
    })
}

/// Closes the request of a case that was decided or withdrawn, within the act that does it: the first
/// answer counts from then. Nothing happens to one that is closed.
pub fn close_with_case(w: &mut Writer<'_>, customer: CustomerId, id: SupportRequestId) -> Result<(), StoreError> {
    let before = w.support_request(customer, id)?.request;
    if !before.state.is_running() {
        return Ok(());
    }
    let now = w.scope().now();
    let mut after = closed(&before, now);
    after.answered_at = before.answered_at.or(Some(now));
    w.update_support_request(&after)
}

/// The request as it is when it is closed.
pub(in crate::ops) fn closed(before: &SupportRequest, now: crate::domain::time::Instant) -> SupportRequest {
    SupportRequest { state: RequestState::Closed, closed_at: Some(now), ..before.clone() }
}

/// A request that was sent and that the person may see.
pub(super) fn sent(
    w: &mut Writer<'_>,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
) -> Result<SupportRequest, StoreError> {
    let found = w.support_request(customer, id)?.request;
    sees(may.who(), &found)?;
    if found.state == RequestState::Draft { Err(StoreError::Stale) } else { Ok(found) }
}

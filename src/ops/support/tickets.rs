//! Requests as clients of Azure Resource Manager know them: by a name among those of a customer, with what
//! a request has no column for. Floor 2. P-20, P-21, 6.12.
//!
//! The acts are those of the pages. A request that was written on a page goes by its number.

use super::draft::BeginError;
use super::file::{WholeRequest, file_in};
use super::talk::{TalkError, Words, closed, note_in, sent};
use super::{RequestView, Side, changed, own_only, sees, view};
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, SupportNoteId, SupportRequestId};
use crate::domain::support::{Contact, RequestState, Severity};
use crate::domain::text::Prose;
use crate::ops::App;
use crate::store::StoreError;
use crate::store::support::{Communication, NamedRequest, RequestFilter, RequestPage, SupportRequest, Ticket};

/// A request with the name that a client gives it.
#[derive(Debug, Clone)]
pub struct NewTicket {
    /// The request.
    pub whole: WholeRequest,
    /// Its name.
    pub name: String,
    /// What else was said, as JSON.
    pub said: String,
}

/// Why a request is not sent.
#[derive(Debug, thiserror::Error)]
pub enum TicketError {
    /// Another one has the name.
    #[error("the name is taken")]
    Taken,
    /// As on a page.
    #[error(transparent)]
    Begin(#[from] BeginError),
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sends a request to the desk under a name; never over another one.
pub fn open_ticket(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    new: &NewTicket,
) -> Result<(), TicketError> {
    let done = app.db.write(may.scope(), |w| {
        if w.request_called(customer, &new.name).is_ok() {
            return Err(TicketError::Taken);
        }
        let event = file_in(w, app, may, customer, &new.whole)?;
        let ticket = Ticket { request_id: new.whole.id, name: new.name.clone(), said: new.said.clone() };
        w.insert_ticket(customer, &ticket)?;
        Ok(w.record(&event, ())?)
    });
    match done {
        Err(TicketError::Store(StoreError::Duplicate(key))) if key.starts_with("support_tickets") => {
            Err(TicketError::Taken)
        }
        done => done,
    }
}

/// Whether a name is free.
pub fn is_free(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    name: &str,
) -> Result<bool, StoreError> {
    match app.db.read(may.scope(), |r| r.request_called(customer, name)) {
        Ok(_taken) => Ok(false),
        Err(StoreError::NotFound) => Ok(true),
        Err(error) => Err(error),
    }
}

/// A request, its name, and the names of its notes.
#[derive(Debug, Clone)]
pub struct TicketView {
    /// The request.
    pub view: RequestView,
    /// Its name, where a client gave it one.
    pub ticket: Option<Ticket>,
    /// The names of its notes.
    pub communications: Vec<Communication>,
}

/// The request with a name or number.
pub fn ticket(
    app: &App,
    may: &Granted<may::ViewSupportRequests>,
    customer: CustomerId,
    name: &str,
) -> Result<TicketView, StoreError> {
    app.db.read(may.scope(), |r| {
        let id = r.request_called(customer, name)?;
        let view = view(r, customer, id, Side::Partner)?;
        sees(may.who(), &view.named.request)?;
        if view.named.request.state == RequestState::Draft {
            return Err(StoreError::NotFound);
        }
        let ticket = r.tickets(&[id])?.pop();
        Ok(TicketView { view, ticket, communications: r.communications(customer, id)? })
    })
}

/// Requests that are read at a time while some are looked for.
const STEP: usize = 200;

/// A page of the requests of a customer.
#[derive(Debug, Clone)]
pub struct TicketPage {
    /// The requests with their names.
    pub items: Vec<(NamedRequest, Option<Ticket>)>,
    /// Whether there are more.
    pub has_next: bool,
}

/// The requests of a customer that were sent and that `keep` keeps, the latest first, behind `after`.
pub fn tickets(
    app: &App,
    may: &Granted<may::ViewSupportRequests>,
    customer: CustomerId,
    keep: impl Fn(&SupportRequest) -> bool,
    after: Option<SupportRequestId>,
    limit: usize,
) -> Result<TicketPage, StoreError> {
    let filter =
        RequestFilter { customer: Some(customer), created_by: own_only(may.who()), ..RequestFilter::default() };
    app.db.read(may.scope(), |r| {
        let mut found: Vec<NamedRequest> = Vec::new();
        let mut page = after.map_or(RequestPage::First, RequestPage::After);
        loop {
            let rows = r.support_requests(&filter, page, STEP)?;
            let last = rows.rows.last().map(|row| row.request.id).filter(|_| rows.has_next);
            found.extend(
                rows.rows.into_iter().filter(|row| row.request.state != RequestState::Draft && keep(&row.request)),
            );
            match last {
                Some(last) if found.len() <= limit => page = RequestPage::After(last),
                Some(_) | None => break,
            }
        }
        let has_next = found.len() > limit;
        found.truncate(limit);
        let ids: Vec<SupportRequestId> = found.iter().map(|one| one.request.id).collect();
        let names = r.tickets(&ids)?;
        let named = |one: NamedRequest| {
            let ticket = names.iter().find(|ticket| ticket.request_id == one.request.id).cloned();
            (one, ticket)
        };
        Ok(TicketPage { items: found.into_iter().map(named).collect(), has_next })
    })
}

/// What is to change of a request that was sent.
#[derive(Debug, Clone, Default)]
pub struct Amendment {
    /// How much it hurts.
    pub severity: Option<Severity>,
    /// Who is to hear about it.
    pub contact: Option<Contact>,
    /// Closed (true) or opened again (false).
    pub is_closed: Option<bool>,
    /// What else was said, as JSON.
    pub said: Option<String>,
}

/// Changes a request that was sent, all of it or nothing. A closed one takes no changes unless it is
/// opened again.
pub fn amend(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
    change: &Amendment,
) -> Result<(), TalkError> {
    app.db.write(may.scope(), |w| {
        let before = sent(w, may, customer, id)?;
        let mut after = before.clone();
        if change.is_closed == Some(false) && before.state == RequestState::Closed {
            after = SupportRequest { state: RequestState::Open, closed_at: None, ..after };
        }
        after.severity = change.severity.unwrap_or(after.severity);
        after.contact = change.contact.clone().unwrap_or(after.contact);
        let kept = w.tickets(&[id])?.pop();
        let said = change.said.as_ref().filter(|said| kept.as_ref().is_some_and(|kept| kept.said != **said));
        if after.state == RequestState::Closed && (after != before || said.is_some()) {
            return Err(TalkError::Closed);
        }
        if change.is_closed == Some(true) && after.state.is_running() {
            if w.support_request(customer, id)?.case.is_some_and(|case| !case.is_decided) {
                return Err(TalkError::CaseOpen);
            }
            after = closed(&after, may.scope().now());
        }
        if after == before && said.is_none() {
            return Ok(w.unchanged(()));
        }
        w.update_support_request(&after)?;
        if let Some(said) = said {
            w.update_ticket(id, said)?;
        }
        Ok(w.record(&changed(&before, &after), ())?)
    })
}

/// A note with the name that a client gives it.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its name among those of the request.
    pub name: String,
    /// One line.
    pub subject: String,
    /// Who is said to write; or "".
    pub sender: String,
    /// What was sent, letter by letter.
    pub body: String,
}

/// Writes a note under a name; never over another one.
pub fn write_letter(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
    body: &Prose,
    letter: &Letter,
) -> Result<(), TalkError> {
    let note = SupportNoteId::from_uuid(app.ids.new_id());
    app.db.write(may.scope(), |w| {
        let recorded = note_in(w, app, may, (customer, id), &Words { note, body, is_internal: false })?;
        let of = w.support_request(customer, id)?.request;
        let Letter { name, subject, sender, body } = letter.clone();
        w.insert_communication(&of, &Communication { note_id: note, name, subject, sender, body })?;
        Ok(recorded)
    })
}

/// Whether a name is free among the notes of a request.
pub fn is_letter_free(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
    name: &str,
) -> Result<bool, StoreError> {
    app.db.read(may.scope(), |r| {
        sees(may.who(), &r.support_request(customer, id)?.request)?;
        let all = r.communications(customer, id)?;
        let is_taken = all.iter().any(|one| one.name.to_lowercase() == name.to_lowercase());
        Ok(!is_taken)
    })
}

//! Support requests of the partner: begun as a draft, sent, talked about, closed. Floor 2. Domain 6.12,
//! P-20, P-21, S-72 to S-77.

use serde_json::json;

use super::app::App;
use crate::access::{Granted, Principal, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, SupportRequestId, UserId};
use crate::domain::orders::OrderNumber;
use crate::domain::roles::{Perm, Verdict, best};
use crate::domain::support::{Category, RequestState};
use crate::store::reservations::ReservationOverview;
use crate::store::{PAGE_ROWS, Reader, StoreError};

mod draft;
mod file;
mod files;
mod prepare;
mod scan;
mod talk;
mod tickets;

pub use crate::store::support::{
    CaseLink, Communication, FileRecord, NamedRequest, Note, RequestFilter, RequestPage, RequestRows, Side,
    SupportRequest, Ticket,
};
pub use draft::{
    Basics, BeginError, Draft, DraftPart, Subject, SubmitError, begin, discard, draft, prefill, save, submit,
};
pub use file::{WholeRequest, file};
pub use files::{FileError, Upload, add_files, download, remove_file};
pub(in crate::ops) use files::{checked, look_at, put};
pub use prepare::{contact_of, free_number};
pub use scan::ScanRule;
pub(in crate::ops) use scan::{look_at_quarantine, settle};
pub(in crate::ops) use talk::{Said, closed as talk_closed, say};
pub use talk::{TalkError, add_note, close, close_with_case, reopen};
pub use tickets::{
    Amendment, Letter, NewTicket, TicketError, TicketPage, TicketView, amend, is_free, is_letter_free, open_ticket,
    ticket, tickets, write_letter,
};

/// A person who sees only the requests they wrote themselves (P-21).
pub(in crate::ops) fn own_only(who: &Principal) -> Option<UserId> {
    (best(who.roles(), Perm::ViewSupportRequests) == Verdict::Own).then(|| who.user())
}

/// A page of the requests of the scope.
pub fn list(
    app: &App,
    may: &Granted<may::ViewSupportRequests>,
    filter: &RequestFilter,
    page: RequestPage,
) -> Result<RequestRows, StoreError> {
    let filter = RequestFilter { created_by: own_only(may.who()), ..filter.clone() };
    app.db.read(may.scope(), |r| r.support_requests(&filter, page, PAGE_ROWS))
}

/// Requests that the page of a reservation or an order shows.
const ABOUT_ROWS: usize = 5;

/// The latest requests about a reservation or an order of a customer.
pub fn about(
    app: &App,
    may: &Granted<may::ViewSupportRequests>,
    customer: CustomerId,
    subject: &Subject,
) -> Result<RequestRows, StoreError> {
    let filter = RequestFilter {
        customer: Some(customer),
        reservation: subject.reservation,
        order: subject.order.filter(|_| subject.reservation.is_none()),
        created_by: own_only(may.who()),
        ..RequestFilter::default()
    };
    app.db.read(may.scope(), |r| r.support_requests(&filter, RequestPage::First, ABOUT_ROWS))
}

/// The requests of the scope that were sent, the latest first, at most `EXPORT_STEP`.
pub fn sent(
    app: &App,
    may: &Granted<may::ViewSupportRequests>,
    filter: &RequestFilter,
) -> Result<Vec<NamedRequest>, StoreError> {
    let filter = RequestFilter { created_by: own_only(may.who()), ..filter.clone() };
    let mut rows = app.db.read(may.scope(), |r| r.support_requests(&filter, RequestPage::First, EXPORT_STEP))?.rows;
    rows.retain(|row| row.request.state != RequestState::Draft);
    Ok(rows)
}

/// Rows an export takes from the database at a time.
const EXPORT_STEP: usize = 1_000;

/// Every request that the filter means; leaves an event, because the list leaves the system.
pub fn export(
    app: &App,
    may: &Granted<may::ViewSupportRequests>,
    filter: &RequestFilter,
) -> Result<Vec<NamedRequest>, StoreError> {
    let filter = RequestFilter { created_by: own_only(may.who()), ..filter.clone() };
    let rows = app.db.read(may.scope(), |r| {
        let mut rows: Vec<NamedRequest> = Vec::new();
        let mut page = RequestPage::First;
        loop {
            let found = r.support_requests(&filter, page, EXPORT_STEP)?;
            rows.extend(found.rows);
            match rows.last() {
                Some(last) if found.has_next => page = RequestPage::After(last.request.id),
                Some(_) | None => return Ok::<_, StoreError>(rows),
            }
        }
    })?;
    let facts = json!({ "rows": rows.len(), "state": filter.state.map(RequestState::code), "words": filter.words });
    let mut event = Event::new(EventKind::Exported, "support_requests", "csv").after(facts);
    event.customer = filter.customer;
    app.db.write(may.scope(), |w| w.record(&event, rows))
}

/// A request with all that is shown of it.
#[derive(Debug, Clone)]
pub struct RequestView {
    /// The request and its names.
    pub named: NamedRequest,
    /// The notes that the reader's side may see.
    pub notes: Vec<Note>,
    /// Its files, with the names of who added them.
    pub files: Vec<(FileRecord, String)>,
    /// The reservation it is about.
    pub reservation: Option<Box<ReservationOverview>>,
    /// The number of the order it is about.
    pub order_number: Option<OrderNumber>,
}

/// One request of a customer.
pub fn show(
    app: &App,
    may: &Granted<may::ViewSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
) -> Result<RequestView, StoreError> {
    app.db.read(may.scope(), |r| {
        let view = view(r, customer, id, Side::Partner)?;
        sees(may.who(), &view.named.request)?;
        Ok(view)
    })
}

/// Whether the person may write about a customer's requests (P-20): shows forms, the acts check again.
pub fn may_write(app: &App, may: &Granted<may::ViewSupportRequests>, customer: CustomerId) -> Result<bool, StoreError> {
    match best(may.who().roles(), Perm::CreateSupportRequests) {
        Verdict::Yes => Ok(true),
        Verdict::WithSubscriptionAccess => app.db.read(may.scope(), |r| r.has_access(may.who().user(), customer)),
        Verdict::No | Verdict::ViewOnly | Verdict::WithCustomerPermission | Verdict::Own => Ok(false),
    }
}

/// Refuses a request of somebody else to a person who sees their own.
fn sees(who: &Principal, request: &SupportRequest) -> Result<(), StoreError> {
    match own_only(who) {
        Some(user) if user != request.created_by => Err(StoreError::NotFound),
        Some(_) | None => Ok(()),
    }
}

/// All that one side sees of a request.
pub(in crate::ops) fn view(
    r: &mut Reader<'_>,
    customer: CustomerId,
    id: SupportRequestId,
    side: Side,
) -> Result<RequestView, StoreError> {
    let named = r.support_request(customer, id)?;
    let notes = r.support_notes(customer, id, side)?;
    let files = r.files(customer, id)?;
    let reservation = named.request.reservation_id.map(|it| r.reservation_overview(customer, it)).transpose()?;
    let order = named.request.order_id.map(|it| r.order(customer, it)).transpose()?;
    let order_number = order.map(|it| it.order.number);
    Ok(RequestView { named, notes, files, reservation: reservation.map(Box::new), order_number })
}

/// What an event says of a request; never what was written in it.
pub(in crate::ops) fn facts(request: &SupportRequest) -> serde_json::Value {
    json!({
        "number": request.number,
        "state": request.state.code(),
        "step": request.step.code(),
        "category": request.topic.category.map(Category::code),
        "severity": request.severity.code(),
        "assigned_to": request.assigned_to.map(|it| it.to_string()),
    })
}

/// The event of a changed request.
pub(in crate::ops) fn changed(before: &SupportRequest, after: &SupportRequest) -> Event {
    Event::new(EventKind::SupportRequestUpdated, "support_requests", after.id)
        .of_customer(after.customer_id)
        .before(facts(before))
        .after(facts(after))
}

//! Writing a request in three steps: a draft on the server, then one act that sends it. Floor 2. S-72 to
//! S-77, P-20, R-DAP-4.

use super::{RequestView, Side, SupportRequest, changed, contact_of, facts, free_number, sees, view};
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, OrderId, ReservationId, SupportRequestId};
use crate::domain::orders::OrderNumber;
use crate::domain::support::{
    Category, Contact, ContactMethod, IssueType, NewSupportRequest, RequestForm, RequestState, Severity, Step, Topic,
};
use crate::domain::text::{CountryCode, Email, PersonName, Phone, Prose, RequestTitle};
use crate::ops::App;
use crate::store::customers::Hit;
use crate::store::{Reader, StoreError};

/// Requests a person may begin in an hour (quality 10).
pub(super) const PER_HOUR: i64 = 20;

/// What a request is about, as it was typed or came with the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The reservation.
    pub reservation: Option<ReservationId>,
    /// The order.
    pub order: Option<OrderId>,
}

/// What step 1 asks.
#[derive(Debug, Clone, Default)]
pub struct Basics {
    /// The issue type.
    pub issue: Option<IssueType>,
    /// A reservation ID, an order ID or an order number; or "".
    pub subject: String,
}

/// What a step keeps.
#[derive(Debug, Clone)]
pub enum DraftPart {
    /// Step 1.
    Basics(Basics),
    /// Step 2.
    Problem {
        /// The category, and with it the problem type.
        category: Option<Category>,
        /// How much it hurts.
        severity: Severity,
        /// One line.
        title: String,
        /// All of it.
        description: String,
    },
    /// Step 3.
    Contact(Contact),
}

/// Why a request is not begun or kept.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// The typed subject is nothing of this customer.
    #[error("no such reservation or order of the customer")]
    Subject,
    /// Too many requests in an hour.
    #[error("too many requests in an hour")]
    TooMany,
    /// The customer has revoked the delegation (R-DAP-4).
    #[error("the customer revoked delegated administration")]
    NotDelegated,
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a new request starts with.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What step 1 shows.
    pub basics: Basics,
    /// The reservation and order that the address names.
    pub subject: Subject,
    /// The person's own drafts for this customer that are not sent yet.
    pub unsent: Vec<super::NamedRequest>,
}

/// What a new request starts with; things of another customer are not there.
pub fn prefill(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    subject: &Subject,
) -> Result<Draft, StoreError> {
    app.db.read(may.scope(), |r| {
        let mut typed = String::new();
        if let Some(id) = subject.reservation {
            typed = r.reservation_overview(customer, id)?.reservation.id.to_string();
        } else if let Some(id) = subject.order {
            typed = r.order(customer, id)?.order.number.to_string();
        }
        let filter = super::RequestFilter {
            customer: Some(customer),
            state: Some(RequestState::Draft),
            created_by: Some(may.who().user()),
            ..super::RequestFilter::default()
        };
        let unsent = r.support_requests(&filter, super::RequestPage::First, 3)?.rows;
        let basics = Basics { issue: None, subject: typed };
        Ok(Draft { basics, subject: subject.clone(), unsent })
    })
}

/// Keeps a new draft and leads to its second step.
pub fn begin(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    basics: &Basics,
    category: Option<Category>,
) -> Result<SupportRequestId, BeginError> {
    let id = SupportRequestId::from_uuid(app.ids.new_id());
    app.db.write(may.scope(), |w| {
        if !w.customer(customer)?.is_delegated {
            return Err(BeginError::NotDelegated);
        }
        let since = may.scope().now().plus_seconds(-60 * 60);
        if w.requests_begun(may.who().user(), since)? >= PER_HOUR {
            return Err(BeginError::TooMany);
        }
        let subject = subject(w, customer, &basics.subject)?;
        let new = NewSupportRequest {
            id,
            customer,
            number: free_number(w, app.ids)?,
            form: RequestForm::Azure,
            state: RequestState::Draft,
            topic: topic(basics.issue, category),
            severity: Severity::Minimal,
            title: String::new(),
            description: String::new(),
            contact: contact_of(w, may.who())?,
            reservation: subject.reservation,
            order: subject.order,
            created_by: may.who().user(),
        };
        w.insert_support_request(&new)?;
        let mut draft = w.support_request(customer, id)?.request;
        draft.step = Step::Problem;
        w.update_support_request(&draft)?;
        let event = Event::new(EventKind::SupportRequestUpdated, "support_requests", id).of_customer(customer);
        Ok(w.record(&event.after(facts(&draft)), id)?)
    })
}

/// A draft of the person with its files; a request that was sent is not one.
pub fn draft(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
) -> Result<RequestView, StoreError> {
    app.db.read(may.scope(), |r| {
        let found = view(r, customer, id, Side::Partner)?;
        sees(may.who(), &found.named.request)?;
        Ok(found)
    })
}

/// Keeps what a step of a draft says and where the person goes next.
pub fn save(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
    part: DraftPart,
    to: Step,
) -> Result<(), BeginError> {
    app.db.write(may.scope(), |w| {
        let before = own_draft(w, may, customer, id)?;
        let mut after = before.clone();
        after.step = to;
        match part {
            DraftPart::Basics(basics) => {
                let subject = subject(w, customer, &basics.subject)?;
                after.topic = topic(basics.issue, before.topic.category);
                after.reservation_id = subject.reservation;
                after.order_id = subject.order;
            }
            DraftPart::Problem { category, severity, title, description } => {
                after.topic = topic(before.topic.issue, category);
                after.severity = severity;
                after.title = title;
                after.description = description;
            }
            DraftPart::Contact(contact) => after.contact = contact,
        }
        if after == before {
            return Ok(w.unchanged(()));
        }
        w.update_support_request(&after)?;
        Ok(w.record(&changed(&before, &after), ())?)
    })
}

/// Why a draft is not sent.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// This step is not complete.
    #[error("the step {0} is not complete")]
    Incomplete(Step),
    /// The customer has revoked the delegation (R-DAP-4).
    #[error("the customer revoked delegated administration")]
    NotDelegated,
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sends a draft to the desk (S-76). One that was sent already stays as it is.
pub fn submit(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
) -> Result<(), SubmitError> {
    app.db.write(may.scope(), |w| {
        let before = w.support_request(customer, id)?.request;
        sees(may.who(), &before)?;
        if before.state != RequestState::Draft {
            return Ok(w.unchanged(()));
        }
        if !w.customer(customer)?.is_delegated {
            return Err(SubmitError::NotDelegated);
        }
        if let Some(step) = incomplete(&before) {
            return Err(SubmitError::Incomplete(step));
        }
        let mut after = before.clone();
        after.state = RequestState::Open;
        after.submitted_at = Some(may.scope().now());
        w.update_support_request(&after)?;
        let event = Event::new(EventKind::SupportRequestCreated, "support_requests", id).of_customer(customer);
        Ok(w.record(&event.before(facts(&before)).after(facts(&after)), ())?)
    })
}

/// Throws a draft away.
pub fn discard(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let before = own_draft(w, may, customer, id)?;
        w.delete_draft(id)?;
        let event = Event::new(EventKind::SupportRequestUpdated, "support_requests", id).of_customer(customer);
        w.record(&event.before(facts(&before)), ())
    })
}

/// The person's own draft; one that was sent is a conflict.
pub(super) fn own_draft(
    r: &mut Reader<'_>,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
) -> Result<SupportRequest, StoreError> {
    let found = r.support_request(customer, id)?.request;
    if found.created_by != may.who().user() {
        return Err(StoreError::NotFound);
    }
    if found.state == RequestState::Draft { Ok(found) } else { Err(StoreError::Stale) }
}

/// The first step that lacks something.
fn incomplete(draft: &SupportRequest) -> Option<Step> {
    use crate::domain::support::TopicFault;
    let contact = &draft.contact;
    let is_reached = match contact.method {
        Some(ContactMethod::Email) => contact.phone.is_empty() || Phone::parse(&contact.phone).is_ok(),
        Some(ContactMethod::Phone) => Phone::parse(&contact.phone).is_ok(),
        None => false,
    };
    let is_contact = PersonName::parse(&contact.first_name).is_ok()
        && PersonName::parse(&contact.last_name).is_ok()
        && Email::parse(&contact.email).is_ok()
        && CountryCode::parse(&contact.country).is_ok();
    match draft.topic.fault() {
        Some(TopicFault::Issue) => return Some(Step::Basics),
        Some(TopicFault::Problem | TopicFault::Category) => return Some(Step::Problem),
        None => {}
    }
    if RequestTitle::parse(&draft.title).is_err() || Prose::parse(&draft.description).is_err() {
        return Some(Step::Problem);
    }
    if is_contact && is_reached { None } else { Some(Step::Contact) }
}

/// A category counts only under its issue type.
fn topic(issue: Option<IssueType>, category: Option<Category>) -> Topic {
    let problem = category.and_then(Category::problem).filter(|problem| problem.issue() == issue);
    Topic { issue, problem, category: category.filter(|_| problem.is_some()) }
}

/// What a typed ID or number means among the customer's things.
fn subject(r: &mut Reader<'_>, customer: CustomerId, typed: &str) -> Result<Subject, BeginError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Subject::default());
    }
    let hit = if let Ok(number) = typed.parse::<OrderNumber>() {
        r.hit_of_number(number)?
    } else if let Ok(id) = typed.parse::<CustomerId>() {
        r.hit_of_id(id)?
    } else {
        None
    };
    match hit {
        Some(Hit::Reservation(of, reservation)) if of == customer => {
            let order = r.reservation_overview(customer, reservation)?.purchase.order_id;
            Ok(Subject { reservation: Some(reservation), order: Some(order) })
        }
        Some(Hit::Order(of, order)) if of == customer => Ok(Subject { reservation: None, order: Some(order) }),
        Some(Hit::Reservation(..) | Hit::Order(..) | Hit::Customer(_) | Hit::Subscription(..)) | None => {
            Err(BeginError::Subject)
        }
    }
}

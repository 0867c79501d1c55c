//! A request that is complete from the start: what a client of the API sends. Floor 2. S-72 to S-76, P-20.

use super::draft::{BeginError, PER_HOUR};
use super::{contact_of, facts, free_number};
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, SupportRequestId};
use crate::domain::support::{Contact, NewSupportRequest, RequestForm, RequestState, Severity, Topic};
use crate::domain::text::{Prose, RequestTitle};
use crate::ops::App;
use crate::store::Writer;

/// A request to be sent at once.
#[derive(Debug, Clone)]
pub struct WholeRequest {
    /// The id, which the caller may derive from its own request: the same again makes nothing new.
    pub id: SupportRequestId,
    /// What it is about; complete.
    pub topic: Topic,
    /// How much it hurts.
    pub severity: Severity,
    /// One line.
    pub title: RequestTitle,
    /// All of it.
    pub description: Prose,
    /// Who is to hear about it; the caller's last contact where none is said.
    pub contact: Option<Contact>,
}

/// Sends a request to the desk. The same id again changes nothing.
pub fn file(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    whole: &WholeRequest,
) -> Result<SupportRequestId, BeginError> {
    app.db.write(may.scope(), |w| {
        if w.support_request(customer, whole.id).is_ok() {
            return Ok(w.unchanged(whole.id));
        }
        let event = file_in(w, app, may, customer, whole)?;
        Ok(w.record(&event, whole.id)?)
    })
}

/// The same within a transaction; gives back the event to keep.
pub(super) fn file_in(
    w: &mut Writer<'_>,
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    whole: &WholeRequest,
) -> Result<Event, BeginError> {
    if !w.customer(customer)?.is_delegated {
        return Err(BeginError::NotDelegated);
    }
    let since = may.scope().now().plus_seconds(-60 * 60);
    if w.requests_begun(may.who().user(), since)? >= PER_HOUR {
        return Err(BeginError::TooMany);
    }
    let contact = match &whole.contact {
        Some(contact) => contact.clone(),
        None => contact_of(w, may.who())?,
    };
    let new = NewSupportRequest {
        id: whole.id,
        customer,
        number: free_number(w, app.ids)?,
        form: RequestForm::Azure,
        state: RequestState::Open,
        topic: whole.topic,
        severity: whole.severity,
        title: whole.title.as_str().to_owned(),
        description: whole.description.as_str().to_owned(),
        contact,
        reservation: None,
        order: None,
        created_by: may.who().user(),
    };
    w.insert_support_request(&new)?;
    let made = w.support_request(customer, whole.id)?.request;
    let event = Event::new(EventKind::SupportRequestCreated, "support_requests", whole.id).of_customer(customer);
    Ok(event.after(facts(&made)))
}

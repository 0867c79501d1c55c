//! Tickets: create, list, get, change, and whether a name is free. Floor 4. P-20, P-21, S-72 to S-77.

use actix_web::http::StatusCode;
use serde_json::{Map, Value};

use super::answers::{NameAvailability, TicketAnswer};
use super::filter::Filter;
use super::services::topic;
use super::wire::{ChangeBody, NameBody, NewTicketBody, contact, kept, needed, severity, wrong};
use super::{at_subscription, checked, name, not_said, not_sent, shapes};
use crate::access::{Granted, may};
use crate::api::frame::wire::Page;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::ids::{CustomerId, SubscriptionId, SupportRequestId};
use crate::domain::roles::Perm;
use crate::domain::support::Contact;
use crate::domain::text::{Prose, RequestTitle};
use crate::ops::App;
use crate::ops::StoreError;
use crate::ops::support::{self, Amendment, NewTicket, TicketError, TicketView, WholeRequest};

/// Tickets of a page, unless the client says how many, and at most.
const PAGE: usize = 25;
const MOST: usize = 100;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let one = "/subscriptions/{subscription}/providers/Microsoft.Support/supportTickets/{ticket}";
    let all = "/subscriptions/{subscription}/providers/Microsoft.Support/supportTickets";
    let free = "/subscriptions/{subscription}/providers/Microsoft.Support/checkNameAvailability";
    vec![
        Endpoint::post(Face::Arm, free, Perm::CreateSupportRequests, check_name)
            .takes::<NameBody>()
            .answers::<NameAvailability>(),
        Endpoint::get(Face::Arm, all, Perm::ViewSupportRequests, list).answers::<Page<TicketAnswer>>().asks(&[
            ("$top", "How many at once, 100 at most."),
            (
                "$filter",
                "status eq 'Open' and createdDate ge 2026-01-01T00:00:00Z; also serviceId, problemClassificationId.",
            ),
            ("$skiptoken", "The mark of a next link."),
        ]),
        Endpoint::get(Face::Arm, one, Perm::ViewSupportRequests, show).answers::<TicketAnswer>(),
        Endpoint::put(Face::Arm, one, Perm::CreateSupportRequests, create)
            .takes::<NewTicketBody>()
            .answers::<TicketAnswer>(),
        Endpoint::patch(Face::Arm, one, Perm::CreateSupportRequests, update)
            .takes::<ChangeBody>()
            .answers::<TicketAnswer>(),
    ]
}

/// The ticket in the address, for whoever may see it.
pub(super) fn at_ticket(app: &App, call: &Call) -> Result<(SubscriptionId, CustomerId, TicketView), Refused> {
    let (subscription, customer) = at_subscription(app, call)?;
    let may = call.on::<may::ViewSupportRequests>(app, customer, None)?;
    match support::ticket(app, &may, customer, call.part("ticket")) {
        Ok(view) => Ok((subscription, customer, view)),
        Err(StoreError::NotFound) => {
            let message = format!("The support ticket '{}' was not found.", call.part("ticket"));
            Err(Refused::new(StatusCode::NOT_FOUND, "ResourceNotFound", message))
        }
        Err(error) => Err(error.into()),
    }
}

fn answer((subscription, _customer, view): (SubscriptionId, CustomerId, TicketView)) -> Answered {
    Answer::ok(&shapes::ticket(subscription, &view.view.named, view.ticket.as_ref()))
}

/// What `checkNameAvailability` says.
pub(super) fn availability(is_free: bool) -> Answered {
    let (reason, message) = if is_free { (None, None) } else { (Some("AlreadyExists"), Some("The name is taken.")) };
    Answer::ok(&NameAvailability { name_available: is_free, reason, message: message.map(ToOwned::to_owned) })
}

fn check_name(app: &App, call: &Call) -> Answered {
    let body: NameBody = call.json()?;
    let asked = needed("name", body.name)?;
    let kind = needed("type", body.kind)?;
    if !kind.eq_ignore_ascii_case("Microsoft.Support/supportTickets") {
        return Err(wrong("type", "it must be Microsoft.Support/supportTickets"));
    }
    let (_subscription, customer) = at_subscription(app, call)?;
    let may = call.on::<may::CreateSupportRequests>(app, customer, None)?;
    match checked(&asked) {
        Ok(asked) => availability(support::is_free(app, &may, customer, asked)?),
        Err(refused) => {
            let message = Some(refused.message);
            Answer::ok(&NameAvailability { name_available: false, reason: Some("Invalid"), message })
        }
    }
}

fn list(app: &App, call: &Call) -> Answered {
    let (subscription, customer) = at_subscription(app, call)?;
    let may = call.on::<may::ViewSupportRequests>(app, customer, None)?;
    let filter = Filter::read(call.query("$filter").unwrap_or_default())?;
    let limit = call.number("$top")?.unwrap_or(PAGE).clamp(1, MOST);
    let after: Option<SupportRequestId> = call.skip_token().and_then(|mark| mark.parse().ok());
    let page = support::tickets(app, &may, customer, |request| filter.keeps(request), after, limit)?;
    let next = page.items.last().filter(|_| page.has_next).map(|(last, _)| last.request.id.to_string());
    let items = page.items.iter().map(|(named, ticket)| shapes::ticket(subscription, named, ticket.as_ref()));
    Answer::ok(&call.arm_page(items.collect(), next.as_deref()))
}

fn show(app: &App, call: &Call) -> Answered {
    answer(at_ticket(app, call)?)
}

fn create(app: &App, call: &Call) -> Answered {
    let (_subscription, customer) = at_subscription(app, call)?;
    let may: Granted<may::CreateSupportRequests> = call.on(app, customer, None)?;
    let name = name(call, "ticket")?.to_owned();
    let sent = needed("properties", call.json::<NewTicketBody>()?.properties)?;
    let title = RequestTitle::parse(&needed("title", sent.title)?).map_err(|why| wrong("title", why))?;
    let description =
        Prose::parse(&needed("description", sent.description)?).map_err(|why| wrong("description", why))?;
    let told = needed("contactDetails", sent.contact_details)?;
    let service = needed("serviceId", sent.service_id)?;
    let classification = needed("problemClassificationId", sent.problem_classification_id)?;
    let whole = WholeRequest {
        id: SupportRequestId::from_uuid(app.ids.new_id()),
        topic: topic(&service, &classification)?,
        severity: severity(&needed("severity", sent.severity)?)?,
        title,
        description,
        contact: Some(contact(Contact::default(), &told)?),
    };
    let said = kept(Map::new(), &sent.rest, Some(&told))?;
    support::open_ticket(app, &may, customer, &NewTicket { whole, name, said }).map_err(not_opened)?;
    answer(at_ticket(app, call)?)
}

fn not_opened(error: TicketError) -> Refused {
    match error {
        TicketError::Taken => {
            let message = "There is a support ticket with this name already.";
            Refused::new(StatusCode::CONFLICT, "ResourceAlreadyExists", message)
        }
        TicketError::Begin(error) => not_sent(error),
        TicketError::Store(error) => error.into(),
    }
}

/// Only what is named changes.
fn update(app: &App, call: &Call) -> Answered {
    let change: ChangeBody = call.json()?;
    let (_subscription, customer, found) = at_ticket(app, call)?;
    let may = call.on::<may::CreateSupportRequests>(app, customer, None)?;
    let request = &found.view.named.request;
    let is_closed = match change.status.as_deref().map(str::to_ascii_lowercase).as_deref() {
        None => None,
        Some("open") => Some(false),
        Some("closed") => Some(true),
        Some(other) => return Err(wrong("status", format!("'{other}' is neither open nor closed"))),
    };
    let told = change.contact_details.as_ref();
    let contact = told.map(|told| contact(request.contact.clone(), told)).transpose()?;
    let before: Map<String, Value> = shapes::kept(found.ticket.as_ref());
    let amendment = Amendment {
        severity: change.severity.as_deref().map(severity).transpose()?,
        contact,
        is_closed,
        said: Some(kept(before, &change.rest, told)?),
    };
    support::amend(app, &may, customer, request.id, &amendment).map_err(not_said)?;
    answer(at_ticket(app, call)?)
}

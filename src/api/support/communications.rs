//! What is said about a ticket, by the client and by the desk. Floor 4. 6.12.

use actix_web::http::StatusCode;

use super::answers::{CommunicationAnswer, NameAvailability};
use super::tickets::{at_ticket, availability};
use super::wire::{NameBody, NewCommunicationBody, needed, wrong};
use super::{checked, name, not_said, shapes};
use crate::access::may;
use crate::api::frame::wire::Page;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::roles::Perm;
use crate::domain::text::{Prose, RequestTitle};
use crate::ops::App;
use crate::ops::StoreError;
use crate::ops::support::{self, Letter, Note, TalkError, TicketView};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let all = "/subscriptions/{subscription}/providers/Microsoft.Support/supportTickets/{ticket}/communications";
    let one = "/subscriptions/{subscription}/providers/Microsoft.Support/supportTickets/{ticket}/communications/{communication}";
    let free =
        "/subscriptions/{subscription}/providers/Microsoft.Support/supportTickets/{ticket}/checkNameAvailability";
    vec![
        Endpoint::post(Face::Arm, free, Perm::CreateSupportRequests, check_name)
            .takes::<NameBody>()
            .answers::<NameAvailability>(),
        Endpoint::get(Face::Arm, all, Perm::ViewSupportRequests, list).answers::<Page<CommunicationAnswer>>(),
        Endpoint::get(Face::Arm, one, Perm::ViewSupportRequests, show).answers::<CommunicationAnswer>(),
        Endpoint::put(Face::Arm, one, Perm::CreateSupportRequests, create)
            .takes::<NewCommunicationBody>()
            .answers::<CommunicationAnswer>(),
    ]
}

/// The notes that are no secret of the partner's own side.
fn notes(view: &TicketView) -> impl Iterator<Item = &Note> {
    view.view.notes.iter().filter(|note| !note.is_internal)
}

fn list(app: &App, call: &Call) -> Answered {
    let (subscription, _customer, view) = at_ticket(app, call)?;
    let about = (&view.view.named.request, view.ticket.as_ref());
    let items = notes(&view).map(|note| {
        let letter = view.communications.iter().find(|letter| letter.note_id == note.id);
        shapes::communication(subscription, about, note, letter)
    });
    Answer::ok(&call.arm_page(items.collect(), None))
}

fn show(app: &App, call: &Call) -> Answered {
    let (subscription, _customer, view) = at_ticket(app, call)?;
    let wanted = call.part("communication").to_lowercase();
    let letter = view.communications.iter().find(|letter| letter.name.to_lowercase() == wanted);
    let note = notes(&view).find(|note| match letter {
        Some(letter) => letter.note_id == note.id,
        None => note.id.to_string() == wanted,
    });
    let note =
        note.ok_or_else(|| Refused::new(StatusCode::NOT_FOUND, "ResourceNotFound", "There is no such communication."))?;
    let about = (&view.view.named.request, view.ticket.as_ref());
    Answer::ok(&shapes::communication(subscription, about, note, letter))
}

fn create(app: &App, call: &Call) -> Answered {
    let (_subscription, customer, view) = at_ticket(app, call)?;
    let may = call.on::<may::CreateSupportRequests>(app, customer, None)?;
    let name = name(call, "communication")?.to_owned();
    let sent = needed("properties", call.json::<NewCommunicationBody>()?.properties)?;
    let subject = RequestTitle::parse(&needed("subject", sent.subject)?).map_err(|why| wrong("subject", why))?;
    let raw = needed("body", sent.body)?;
    let body = Prose::parse(&raw).map_err(|why| wrong("body", why))?;
    let sender = sent.sender.unwrap_or_default();
    if sender.chars().count() > 320 || sender.chars().any(char::is_control) {
        return Err(wrong("sender", "it is too long or has signs that an address cannot have"));
    }
    let letter = Letter { name, subject: subject.as_str().to_owned(), sender, body: raw };
    let id = view.view.named.request.id;
    support::write_letter(app, &may, customer, id, &body, &letter).map_err(|error| match error {
        TalkError::Store(StoreError::Duplicate(_)) => {
            let message = "There is a communication with this name already.";
            Refused::new(StatusCode::CONFLICT, "ResourceAlreadyExists", message)
        }
        error @ (TalkError::Closed | TalkError::CaseOpen | TalkError::Store(_)) => not_said(error),
    })?;
    show(app, call)
}

fn check_name(app: &App, call: &Call) -> Answered {
    let body: NameBody = call.json()?;
    let asked = needed("name", body.name)?;
    let kind = needed("type", body.kind)?;
    if !kind.eq_ignore_ascii_case("Microsoft.Support/communications") {
        return Err(wrong("type", "it must be Microsoft.Support/communications"));
    }
    let (_subscription, customer, view) = at_ticket(app, call)?;
    let may = call.on::<may::CreateSupportRequests>(app, customer, None)?;
    let is_free =
        checked(&asked).is_ok() && support::is_letter_free(app, &may, customer, view.view.named.request.id, &asked)?;
    availability(is_free)
}

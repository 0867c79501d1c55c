//! Tickets and communications as Microsoft.Support writes them. Floor 4.

use serde_json::{Map, Value, json};

use super::answers::{
    CommunicationAnswer, CommunicationProperties, ContactDetails, ServiceLevel, SupportEngineer, TicketAnswer,
    TicketProperties,
};
use super::countries;
use super::services::{classification_id, classification_name, service_id, service_name};
use crate::api::frame::json::moment;
use crate::domain::ids::SubscriptionId;
use crate::domain::support::{Category, ContactMethod, IssueType, RequestState, promise};
use crate::ops::support::{Communication, NamedRequest, Note, Side, SupportRequest, Ticket};

/// `/subscriptions/{id}/providers/Microsoft.Support/supportTickets/{name}`.
pub(super) fn ticket_id(subscription: SubscriptionId, name: &str) -> String {
    format!("/subscriptions/{subscription}/providers/Microsoft.Support/supportTickets/{name}")
}

/// What was kept beside a request.
pub(super) fn kept(ticket: Option<&Ticket>) -> Map<String, Value> {
    ticket.and_then(|ticket| serde_json::from_str(&ticket.said).ok()).unwrap_or_default()
}

/// The name of a request: that a client gave it, else its number.
pub(super) fn name_of(request: &SupportRequest, ticket: Option<&Ticket>) -> String {
    ticket.map_or_else(|| request.number.clone(), |ticket| ticket.name.clone())
}

pub(super) fn ticket(subscription: SubscriptionId, named: &NamedRequest, ticket: Option<&Ticket>) -> TicketAnswer {
    let request = &named.request;
    let name = name_of(request, ticket);
    let issue = request.topic.issue.unwrap_or(IssueType::Billing);
    let category = request.topic.category.unwrap_or(Category::ExchangesAndRefunds);
    let sent = request.submitted_at.unwrap_or(request.created_at);
    let due = promise(request.topic.issue, request.severity).due(sent);
    let mut kept = kept(ticket);
    let contact_details = contact(request, kept.remove("contactDetails"));
    TicketAnswer {
        id: ticket_id(subscription, &name),
        name,
        kind: "Microsoft.Support/supportTickets",
        properties: TicketProperties {
            support_ticket_id: request.number.trim_start_matches("SR-").to_owned(),
            title: request.title.clone(),
            description: request.description.clone(),
            severity: request.severity.code(),
            status: if request.state == RequestState::Closed { "Closed" } else { "Open" },
            service_id: service_id(issue),
            service_display_name: service_name(issue),
            problem_classification_id: classification_id(issue, category),
            problem_classification_display_name: classification_name(category),
            contact_details,
            created_date: moment(sent),
            modified_date: moment(request.updated_at),
            service_level_agreement: ServiceLevel {
                start_time: moment(sent),
                expiration_time: moment(due),
                sla_minutes: due.seconds_since(sent) / 60,
            },
            support_engineer: SupportEngineer { email_address: None },
            support_plan_type: "Partner",
            support_plan_display_name: "Partner support",
            kept,
        },
    }
}

/// Who is to hear about it, with what else was sent.
fn contact(request: &SupportRequest, kept: Option<Value>) -> ContactDetails {
    let told = &request.contact;
    let mut kept = match kept {
        Some(Value::Object(fields)) => fields,
        Some(_) | None => Map::new(),
    };
    kept.entry("preferredTimeZone").or_insert_with(|| json!("UTC"));
    kept.entry("preferredSupportLanguage").or_insert_with(|| json!(told.language));
    ContactDetails {
        first_name: told.first_name.clone(),
        last_name: told.last_name.clone(),
        preferred_contact_method: match told.method {
            Some(ContactMethod::Phone) => "phone",
            Some(ContactMethod::Email) | None => "email",
        },
        primary_email_address: told.email.clone(),
        phone_number: told.phone.clone(),
        country: countries::write(&told.country),
        kept,
    }
}

pub(super) fn communication(
    subscription: SubscriptionId,
    (request, ticket): (&SupportRequest, Option<&Ticket>),
    note: &Note,
    letter: Option<&Communication>,
) -> CommunicationAnswer {
    let name = letter.map_or_else(|| note.id.to_string(), |letter| letter.name.clone());
    let sender = letter.map(|letter| letter.sender.as_str()).filter(|sender| !sender.is_empty());
    let direction = match note.side {
        Side::Partner => "inbound",
        Side::Desk => "outbound",
    };
    CommunicationAnswer {
        id: format!("{}/communications/{name}", ticket_id(subscription, &name_of(request, ticket))),
        name,
        kind: "Microsoft.Support/communications",
        properties: CommunicationProperties {
            communication_type: "web",
            communication_direction: direction,
            sender: sender.unwrap_or(&note.author).to_owned(),
            subject: letter.map_or(&request.title, |letter| &letter.subject).clone(),
            body: letter.map_or(&note.body, |letter| &letter.body).clone(),
            created_date: moment(note.created_at),
        },
    }
}

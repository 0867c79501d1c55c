//! Tickets and communications as Microsoft.Support writes them. Floor 4.

use serde_json::{Map, Value, json};

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

pub(super) fn ticket(subscription: SubscriptionId, named: &NamedRequest, ticket: Option<&Ticket>) -> Value {
    let request = &named.request;
    let name = name_of(request, ticket);
    let issue = request.topic.issue.unwrap_or(IssueType::Billing);
    let category = request.topic.category.unwrap_or(Category::ExchangesAndRefunds);
    let sent = request.submitted_at.unwrap_or(request.created_at);
    let due = promise(request.topic.issue, request.severity).due(sent);
    let mut properties = kept(ticket);
    let mut contact = match properties.remove("contactDetails") {
        Some(Value::Object(fields)) => fields,
        Some(_) | None => Map::new(),
    };
    let told = &request.contact;
    let method = match told.method {
        Some(ContactMethod::Phone) => "phone",
        Some(ContactMethod::Email) | None => "email",
    };
    let fields = [
        ("firstName", told.first_name.clone()),
        ("lastName", told.last_name.clone()),
        ("preferredContactMethod", method.to_owned()),
        ("primaryEmailAddress", told.email.clone()),
        ("phoneNumber", told.phone.clone()),
        ("country", countries::write(&told.country)),
    ];
    contact.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), json!(value))));
    contact.entry("preferredTimeZone").or_insert_with(|| json!("UTC"));
    contact.entry("preferredSupportLanguage").or_insert_with(|| json!(told.language));
    let said = json!({
        "supportTicketId": request.number.trim_start_matches("SR-"),
        "title": request.title,
        "description": request.description,
        "severity": request.severity.code(),
        "status": if request.state == RequestState::Closed { "Closed" } else { "Open" },
        "serviceId": service_id(issue),
        "serviceDisplayName": service_name(issue),
        "problemClassificationId": classification_id(issue, category),
        "problemClassificationDisplayName": classification_name(category),
        "contactDetails": contact,
        "createdDate": moment(sent),
        "modifiedDate": moment(request.updated_at),
        "serviceLevelAgreement": {
            "startTime": moment(sent),
            "expirationTime": moment(due),
            "slaMinutes": due.seconds_since(sent) / 60,
        },
        "supportEngineer": { "emailAddress": Value::Null },
        "supportPlanType": "Partner",
        "supportPlanDisplayName": "Partner support",
    });
    if let Value::Object(said) = said {
        properties.extend(said);
    }
    json!({
        "id": ticket_id(subscription, &name),
        "name": name,
        "type": "Microsoft.Support/supportTickets",
        "properties": properties,
    })
}

pub(super) fn communication(
    subscription: SubscriptionId,
    (request, ticket): (&SupportRequest, Option<&Ticket>),
    note: &Note,
    letter: Option<&Communication>,
) -> Value {
    let name = letter.map_or_else(|| note.id.to_string(), |letter| letter.name.clone());
    let sender = letter.map(|letter| letter.sender.as_str()).filter(|sender| !sender.is_empty());
    let direction = match note.side {
        Side::Partner => "inbound",
        Side::Desk => "outbound",
    };
    json!({
        "id": format!("{}/communications/{name}", ticket_id(subscription, &name_of(request, ticket))),
        "name": name,
        "type": "Microsoft.Support/communications",
        "properties": {
            "communicationType": "web",
            "communicationDirection": direction,
            "sender": sender.unwrap_or(&note.author),
            "subject": letter.map_or(request.title.as_str(), |letter| letter.subject.as_str()),
            "body": letter.map_or(note.body.as_str(), |letter| letter.body.as_str()),
            "createdDate": moment(note.created_at),
        },
    })
}

//! Service requests: the same requests as the pages have. Floor 4. api 7.7; 6.12, P-20, P-21.

use actix_web::http::Method;

use super::call::At;
use super::fault::Fault;
use super::items::{customer_of, once};
use super::operation::{Json, Operation, may_say};
use super::wire::common::{Attributes, Collection, moment};
use super::wire::service_requests::{
    NewServiceRequest, Organization, PrimaryContact, ServiceNote, ServiceRequest, ServiceRequestChange, SupportTopic,
};
use crate::access::may::Permission;
use crate::access::{Granted, may};
use crate::domain::ids::SupportRequestId;
use crate::domain::support::{Category, Contact, ContactMethod, ProblemType, RequestState, Severity, Topic};
use crate::domain::text::{CountryCode, Email, Phone, Prose, RequestTitle};
use crate::i18n::{Lang, Texts};
use crate::ops::support::{self, BeginError, NamedRequest, Note, RequestFilter, TalkError, WholeRequest};

const PATH: &str = "/v1/servicerequests/{request}";
const PATH_OF_CUSTOMER: &str = "/v1/customers/{customer}/servicerequests/{request}";

pub(super) fn operations() -> Vec<Operation> {
    let pages = || {
        [
            may_say("size", "How many at once, 1 to 500."),
            may_say("offset", "How many to leave out."),
            may_say("status", "open, closed or attention_needed."),
        ]
    };
    vec![
        Operation::get("getSupportTopics", "/v1/servicerequests/supporttopics", "What requests can be about.", topics),
        Operation::get("getServiceRequests", "/v1/servicerequests", "The requests, the latest first.", list)
            .with_query(pages()),
        Operation::get(
            "getCustomerServiceRequests",
            "/v1/customers/{customer}/servicerequests",
            "The requests about a customer.",
            list,
        )
        .with_query(pages()),
        Operation::send(
            &Method::POST,
            "createServiceRequest",
            "/v1/servicerequests/{locale}",
            "Sends a request.",
            create,
        )
        .with_status(201),
        Operation::get("getServiceRequest", PATH, "One request.", show),
        Operation::get("getCustomerServiceRequest", PATH_OF_CUSTOMER, "One request about a customer.", show),
        Operation::send(&Method::PATCH, "updateServiceRequest", PATH, "Adds a note, closes or opens again.", update),
        Operation::send(
            &Method::PATCH,
            "updateCustomerServiceRequest",
            PATH_OF_CUSTOMER,
            "Adds a note, closes or opens again.",
            update,
        ),
    ]
}

/// The number of a topic: the place of its category, from 1.
fn topic_number(category: Category) -> u32 {
    let place = Category::ALL.iter().position(|known| *known == category).unwrap_or_default();
    u32::try_from(place).unwrap_or_default().saturating_add(1)
}

fn category(number: u32) -> Option<Category> {
    Category::ALL.iter().copied().find(|category| topic_number(*category) == number)
}

/// What a topic is called; that of refunds as the vendor calls it.
fn topic_name(category: Category) -> String {
    if category == Category::ExchangesAndRefunds {
        "CSP purchase/refund on behalf of customer".to_owned()
    } else {
        Texts::new(Lang::En).category(&category).to_owned()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a handler")]
fn topics(_: &At<'_, may::ViewSupportRequests>) -> Result<Json<Collection<SupportTopic>>, Fault> {
    let topic = |category: &Category| SupportTopic {
        name: topic_name(*category),
        description: Texts::new(Lang::En).category(category).to_owned(),
        id: topic_number(*category),
        attributes: Attributes::of("SupportTopic"),
    };
    Ok(Json(Collection::all("/servicerequests/supporttopics", Category::ALL.iter().map(topic).collect())))
}

fn list(at: &At<'_, may::ViewSupportRequests>) -> Result<Json<Collection<ServiceRequest>>, Fault> {
    let state = match at.query("status").map(|status| status.to_ascii_lowercase()).as_deref() {
        None => None,
        Some(text) => match text.parse() {
            Ok(RequestState::Draft) | Err(_) => return Err(Fault::invalid(format!("There is no status {text}."))),
            Ok(state) => Some(state),
        },
    };
    let customer = at.customer.as_ref().map(|customer| customer.id);
    let filter = RequestFilter { customer, state, ..RequestFilter::default() };
    let found = support::sent(at.app, &at.may, &filter)?;
    let uri = customer
        .map_or_else(|| "/servicerequests".to_owned(), |customer| format!("/customers/{customer}/servicerequests"));
    let items = found.iter().map(|request| wire(request, &[])).collect();
    Ok(Json(Collection::window(&uri, items, at.window()?)))
}

fn create(at: &At<'_, may::CreateSupportRequests>, sent: NewServiceRequest) -> Result<Json<ServiceRequest>, Fault> {
    let wrong = |what: &str, why: &dyn std::fmt::Display| Fault::invalid(format!("{what}: {why}."));
    let title = RequestTitle::parse(&sent.title).map_err(|why| wrong("title", &why))?;
    let description = sent.description.filter(|text| !text.trim().is_empty()).unwrap_or(sent.title);
    let description = Prose::parse(&description).map_err(|why| wrong("description", &why))?;
    let category = sent.support_topic_id.and_then(|id| id.number()).and_then(category);
    let category = category.ok_or_else(|| Fault::invalid("supportTopicId is missing or none of the topics."))?;
    let severity = match sent.severity.map(|it| it.to_ascii_lowercase()).as_deref() {
        None | Some("" | "unknown") => Severity::Minimal,
        Some(text) => text.parse().map_err(|_not| Fault::invalid(format!("There is no severity {text}.")))?,
    };
    if sent.organization.id.is_empty() {
        return Err(Fault::invalid("organization.id is missing: a request is about a customer."));
    }
    let customer = customer_of(at, &sent.organization.id)?.id;
    let problem = category.problem();
    let whole = WholeRequest {
        id: SupportRequestId::from_uuid(once(at)),
        topic: Topic { issue: problem.and_then(ProblemType::issue), problem, category: Some(category) },
        severity,
        title,
        description,
        contact: contact(at, sent.primary_contact, sent.country_code)?,
    };
    let id = support::file(at.app, &at.may, customer, &whole).map_err(not_sent)?;
    let may = seeing(at)?;
    let view = support::show(at.app, &may, customer, id)?;
    Ok(Json(wire(&view.named, &view.notes)))
}

/// Who is to hear about a request, where the client says it.
fn contact<P: Permission>(
    at: &At<'_, P>,
    sent: Option<PrimaryContact>,
    country: Option<String>,
) -> Result<Option<Contact>, Fault> {
    let Some(sent) = sent.filter(|sent| *sent != PrimaryContact::default()) else { return Ok(None) };
    let email = Email::parse(&sent.email).map_err(|why| Fault::invalid(format!("primaryContact.email: {why}.")))?;
    let phone = match sent.phone_number.trim() {
        "" => String::new(),
        text => Phone::parse(text)
            .map_err(|why| Fault::invalid(format!("primaryContact.phoneNumber: {why}.")))?
            .as_str()
            .to_owned(),
    };
    let country = match country.filter(|code| !code.is_empty()) {
        Some(code) => {
            CountryCode::parse(&code).map_err(|why| Fault::invalid(format!("countryCode: {why}.")))?.as_str().to_owned()
        }
        None => super::items::own_partner(at)?.country,
    };
    Ok(Some(Contact {
        first_name: sent.first_name,
        last_name: sent.last_name,
        email: email.as_str().to_owned(),
        phone,
        method: Some(ContactMethod::Email),
        language: "en".to_owned(),
        country,
    }))
}

fn show(at: &At<'_, may::ViewSupportRequests>) -> Result<Json<ServiceRequest>, Fault> {
    let found = find(at, &at.may)?;
    let view = support::show(at.app, &at.may, found.request.customer_id, found.request.id)?;
    Ok(Json(wire(&view.named, &view.notes)))
}

fn update(at: &At<'_, may::CreateSupportRequests>, sent: ServiceRequestChange) -> Result<Json<ServiceRequest>, Fault> {
    let may = seeing(at)?;
    let found = find(at, &may)?;
    let (customer, id) = (found.request.customer_id, found.request.id);
    if let Some(note) = sent.new_note.filter(|note| !note.text.trim().is_empty()) {
        let body = Prose::parse(&note.text).map_err(|why| Fault::invalid(format!("newNote.text: {why}.")))?;
        support::add_note(at.app, &at.may, customer, id, &body, false).map_err(not_said)?;
    }
    match sent.status.map(|status| status.to_ascii_lowercase()).as_deref() {
        None | Some("" | "none" | "unknown" | "attention_needed") => {}
        Some("closed") => support::close(at.app, &at.may, customer, id).map_err(not_said)?,
        Some("open") => support::reopen(at.app, &at.may, customer, id).map_err(not_said)?,
        Some(other) => return Err(Fault::invalid(format!("There is no status {other}."))),
    }
    let view = support::show(at.app, &may, customer, id)?;
    Ok(Json(wire(&view.named, &view.notes)))
}

/// Whoever writes about a request sees it.
fn seeing(at: &At<'_, may::CreateSupportRequests>) -> Result<Granted<may::ViewSupportRequests>, Fault> {
    Ok(Granted::check(at.may.whose(), at.may.scope().circumstances().clone())?)
}

/// The request with the number in the path, of the customer in it if one is named.
fn find<P: Permission>(at: &At<'_, P>, may: &Granted<may::ViewSupportRequests>) -> Result<NamedRequest, Fault> {
    let gone = || Fault::not_found("There is no such service request.");
    let digits = at.name("request");
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(gone());
    }
    let number = format!("SR-{digits}");
    let customer = at.customer.as_ref().map(|customer| customer.id);
    let filter = RequestFilter { customer, words: number.clone(), ..RequestFilter::default() };
    support::sent(at.app, may, &filter)?.into_iter().find(|found| found.request.number == number).ok_or_else(gone)
}

fn not_sent(error: BeginError) -> Fault {
    match error {
        BeginError::Subject => Fault::input("There is no such reservation or order of the customer."),
        BeginError::TooMany => Fault::too_many("Too many service requests in an hour."),
        BeginError::NotDelegated => Fault::input("The customer revoked delegated administration."),
        BeginError::Store(error) => error.into(),
    }
}

fn not_said(error: TalkError) -> Fault {
    match error {
        TalkError::Closed => Fault::input("The request is closed; open it again first."),
        TalkError::CaseOpen => Fault::input("The refund or exchange it asks for is not decided."),
        TalkError::Store(error) => error.into(),
    }
}

fn wire(named: &NamedRequest, notes: &[Note]) -> ServiceRequest {
    let request = &named.request;
    let category = request.topic.category.unwrap_or(Category::ExchangesAndRefunds);
    let never = || "0001-01-01T00:00:00".to_owned();
    let note = |note: &Note| ServiceNote {
        created_by_name: note.author.clone(),
        created_date: moment(note.created_at),
        text: note.body.clone(),
    };
    ServiceRequest {
        id: request.number.trim_start_matches("SR-").to_owned(),
        title: request.title.clone(),
        description: request.description.clone(),
        severity: request.severity.code().to_owned(),
        support_topic_id: topic_number(category).to_string(),
        support_topic_name: topic_name(category),
        status: request.state.code().to_owned(),
        organization: Organization { id: request.customer_id.to_string(), name: named.customer_name.clone() },
        primary_contact: PrimaryContact {
            first_name: request.contact.first_name.clone(),
            last_name: request.contact.last_name.clone(),
            email: request.contact.email.clone(),
            phone_number: request.contact.phone.clone(),
        },
        created_date: moment(request.submitted_at.unwrap_or(request.created_at)),
        last_modified_date: moment(request.updated_at),
        last_closed_date: request.closed_at.map_or_else(never, moment),
        notes: notes.iter().filter(|note| !note.is_internal).map(note).collect(),
        attributes: Attributes::of("ServiceRequest"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_have_numbers_that_read_back_and_one_is_the_vendors_for_refunds() {
        for &one in Category::ALL {
            assert_eq!(category(topic_number(one)), Some(one));
        }
        assert_eq!(category(0), None);
        assert!(Category::ALL.iter().any(|it| topic_name(*it) == "CSP purchase/refund on behalf of customer"));
    }
}

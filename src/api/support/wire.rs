//! What clients send, read and checked. Floor 4.
//!
//! What a request has no column for is kept beside it as it was sent, so that it comes back as it was.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::countries;
use crate::api::Refused;
use crate::domain::support::{Contact, ContactMethod, Severity};
use crate::domain::text::{Email, PersonName, Phone};

/// Fields that are kept as they were sent.
const KEPT: [&str; 10] = [
    "advancedDiagnosticConsent",
    "secondaryConsent",
    "require24X7Response",
    "problemStartTime",
    "supportPlanId",
    "fileWorkspaceName",
    "technicalTicketDetails",
    "quotaTicketDetails",
    "problemScopingQuestions",
    "enrollmentId",
];

/// Fields of a contact that are kept as they were sent.
const KEPT_OF_CONTACT: [&str; 3] = ["preferredTimeZone", "preferredSupportLanguage", "additionalEmailAddresses"];

/// Bytes of all that is kept.
const MAX_KEPT: usize = 16_000;

/// A new ticket.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct NewTicketBody {
    pub(super) properties: Option<NewTicketProperties>,
}

/// What it says.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct NewTicketProperties {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) severity: Option<String>,
    pub(super) service_id: Option<String>,
    pub(super) problem_classification_id: Option<String>,
    pub(super) contact_details: Option<Map<String, Value>>,
    #[serde(flatten)]
    pub(super) rest: Map<String, Value>,
}

/// A change; not nested.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ChangeBody {
    pub(super) severity: Option<String>,
    pub(super) status: Option<String>,
    pub(super) contact_details: Option<Map<String, Value>>,
    #[serde(flatten)]
    pub(super) rest: Map<String, Value>,
}

/// Something that is said about a ticket.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct NewCommunicationBody {
    pub(super) properties: Option<NewCommunication>,
}

/// What it says.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct NewCommunication {
    pub(super) subject: Option<String>,
    pub(super) body: Option<String>,
    pub(super) sender: Option<String>,
}

/// Whether a name is free.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct NameBody {
    pub(super) name: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}

/// 400 that names the field.
pub(super) fn wrong(field: &str, why: impl std::fmt::Display) -> Refused {
    Refused::bad("InvalidRequestContent", format!("{field}: {why}."))
}

/// A field that must be there.
pub(super) fn needed<T>(field: &str, value: Option<T>) -> Result<T, Refused> {
    value.ok_or_else(|| wrong(field, "it is missing"))
}

/// The vendor's highest severity is our highest one.
pub(super) fn severity(text: &str) -> Result<Severity, Refused> {
    let text = text.to_ascii_lowercase();
    if text == "highestcriticalimpact" {
        return Ok(Severity::Critical);
    }
    text.parse().map_err(|_unknown| wrong("severity", "it is none of minimal, moderate, critical"))
}

/// What is kept beside the request: `before` with what is said now in its place.
pub(super) fn kept(
    before: Map<String, Value>,
    rest: &Map<String, Value>,
    contact: Option<&Map<String, Value>>,
) -> Result<String, Refused> {
    let mut kept = before;
    take(&mut kept, &KEPT, rest);
    if let Some(contact) = contact {
        let fields = kept.entry("contactDetails").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(fields) = fields {
            take(fields, &KEPT_OF_CONTACT, contact);
        }
    }
    let text = Value::Object(kept).to_string();
    if text.len() > MAX_KEPT { Err(wrong("properties", "they are too large")) } else { Ok(text) }
}

fn take(into: &mut Map<String, Value>, names: &[&str], from: &Map<String, Value>) {
    for name in names {
        if let Some(value) = from.get(*name).filter(|value| !value.is_null()) {
            into.insert((*name).to_owned(), value.clone());
        }
    }
}

/// Who is to hear about it: `before` with the named fields in their place.
pub(super) fn contact(before: Contact, sent: &Map<String, Value>) -> Result<Contact, Refused> {
    let text = |name: &str| match sent.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(wrong(name, "it is not a text")),
    };
    let mut contact = before;
    if let Some(name) = text("firstName")? {
        PersonName::parse(name).map_err(|why| wrong("firstName", why))?.as_str().clone_into(&mut contact.first_name);
    }
    if let Some(name) = text("lastName")? {
        PersonName::parse(name).map_err(|why| wrong("lastName", why))?.as_str().clone_into(&mut contact.last_name);
    }
    if let Some(email) = text("primaryEmailAddress")? {
        Email::parse(email).map_err(|why| wrong("primaryEmailAddress", why))?.as_str().clone_into(&mut contact.email);
    }
    if let Some(phone) = text("phoneNumber")?.filter(|phone| !phone.trim().is_empty()) {
        Phone::parse(phone).map_err(|why| wrong("phoneNumber", why))?.as_str().clone_into(&mut contact.phone);
    }
    if let Some(method) = text("preferredContactMethod")? {
        let method: Result<ContactMethod, _> = method.to_ascii_lowercase().parse();
        contact.method =
            Some(method.map_err(|_unknown| wrong("preferredContactMethod", "it is neither email nor phone"))?);
    }
    if let Some(language) = text("preferredSupportLanguage")? {
        language_of(language).clone_into(&mut contact.language);
    }
    if let Some(country) = text("country")? {
        contact.country = countries::read(country).ok_or_else(|| wrong("country", "it is not a country"))?;
    }
    for (name, value) in [
        ("firstName", &contact.first_name),
        ("lastName", &contact.last_name),
        ("primaryEmailAddress", &contact.email),
        ("country", &contact.country),
    ] {
        if value.is_empty() {
            return Err(wrong(name, "it is missing"));
        }
    }
    if needed("preferredContactMethod", contact.method)? == ContactMethod::Phone && contact.phone.is_empty() {
        return Err(wrong("phoneNumber", "it is missing"));
    }
    Ok(contact)
}

/// The language of ours that is nearest.
fn language_of(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    match tag.split('-').next() {
        Some("ko") => "ko",
        Some("zh") => "zh-TW",
        _ => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_contact_is_whole_and_changes_field_by_field() {
        let sent = json!({ "firstName": "Ada", "lastName": "Kim", "primaryEmailAddress": "ada@contoso.example",
            "preferredContactMethod": "email", "preferredTimeZone": "UTC", "country": "kor",
            "preferredSupportLanguage": "ko-KR" });
        let whole = contact(Contact::default(), &fields(sent.clone())).unwrap();
        assert_eq!((whole.country.as_str(), whole.language.as_str()), ("KR", "ko"));
        let by_phone = json!({ "preferredContactMethod": "phone" });
        assert!(contact(whole.clone(), &fields(by_phone)).is_err(), "no number");
        let renamed = contact(whole.clone(), &fields(json!({ "lastName": "Lee", "firstName": null }))).unwrap();
        assert_eq!((renamed.first_name.as_str(), renamed.last_name.as_str()), ("Ada", "Lee"));
        for name in ["firstName", "lastName", "primaryEmailAddress", "preferredContactMethod", "country"] {
            let mut less = fields(sent.clone());
            less.remove(name);
            assert!(contact(Contact::default(), &less).is_err(), "{name}");
        }
    }

    #[test]
    fn only_known_fields_are_kept_and_new_ones_replace_old_ones() {
        let rest = fields(json!({ "advancedDiagnosticConsent": "Yes", "supportEngineer": { "x": 1 } }));
        let contact = fields(json!({ "preferredTimeZone": "UTC", "firstName": "Ada" }));
        let text = kept(Map::new(), &rest, Some(&contact)).unwrap();
        let kept_now = fields(serde_json::from_str(&text).unwrap());
        assert_eq!(
            Value::Object(kept_now.clone()),
            json!({ "advancedDiagnosticConsent": "Yes", "contactDetails": { "preferredTimeZone": "UTC" } })
        );
        let changed = kept(kept_now, &fields(json!({ "advancedDiagnosticConsent": "No" })), None).unwrap();
        assert!(changed.contains("\"No\"") && changed.contains("UTC"));
    }
}

//! Services, tickets and communications as Microsoft.Support writes them: the types. Floor 4.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

/// A service: what a ticket can be about.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "SupportService")]
pub(super) struct Service {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) properties: ServiceProperties,
}

/// What a service is called.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SupportServiceProperties")]
pub(super) struct ServiceProperties {
    pub(super) display_name: String,
    pub(super) resource_types: Vec<String>,
}

/// A problem classification of a service.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ProblemClassification")]
pub(super) struct Classification {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) properties: ClassificationProperties,
}

/// What a problem classification is called.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ProblemClassificationProperties")]
pub(super) struct ClassificationProperties {
    pub(super) display_name: String,
    pub(super) secondary_consent_enabled: Vec<String>,
}

/// Whether a name can be had.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct NameAvailability {
    pub(super) name_available: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<String>,
}

/// A ticket.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "SupportTicket")]
pub(super) struct TicketAnswer {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) properties: TicketProperties,
}

/// What a ticket says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SupportTicketProperties")]
pub(super) struct TicketProperties {
    pub(super) support_ticket_id: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) severity: &'static str,
    pub(super) status: &'static str,
    pub(super) service_id: String,
    pub(super) service_display_name: String,
    pub(super) problem_classification_id: String,
    pub(super) problem_classification_display_name: String,
    pub(super) contact_details: ContactDetails,
    pub(super) created_date: String,
    pub(super) modified_date: String,
    pub(super) service_level_agreement: ServiceLevel,
    pub(super) support_engineer: SupportEngineer,
    pub(super) support_plan_type: &'static str,
    pub(super) support_plan_display_name: &'static str,
    /// What else the client sent, as it was sent.
    #[serde(flatten)]
    pub(super) kept: Map<String, Value>,
}

/// Who is to hear about a ticket.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContactDetails {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) preferred_contact_method: &'static str,
    pub(super) primary_email_address: String,
    pub(super) phone_number: String,
    pub(super) country: String,
    /// Time zone, language and further addresses, as they were sent.
    #[serde(flatten)]
    pub(super) kept: Map<String, Value>,
}

/// Until when somebody answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ServiceLevelAgreement")]
pub(super) struct ServiceLevel {
    pub(super) start_time: String,
    pub(super) expiration_time: String,
    pub(super) sla_minutes: i64,
}

/// Nobody is named.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SupportEngineer {
    pub(super) email_address: Option<String>,
}

/// Something that was said about a ticket.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "TicketCommunication")]
pub(super) struct CommunicationAnswer {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) properties: CommunicationProperties,
}

/// What was said.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "TicketCommunicationProperties")]
pub(super) struct CommunicationProperties {
    pub(super) communication_type: &'static str,
    pub(super) communication_direction: &'static str,
    pub(super) sender: String,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) created_date: String,
}

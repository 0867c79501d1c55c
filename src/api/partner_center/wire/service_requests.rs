//! Service requests. Floor 4. api 7.7.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::Attributes;

/// What a service request can be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::api) struct SupportTopic {
    /// Its name.
    pub(in crate::api) name: String,
    /// What it is.
    pub(in crate::api) description: String,
    /// Its number.
    pub(in crate::api) id: u32,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// A service request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct ServiceRequest {
    /// Digits.
    pub(in crate::api) id: String,
    /// One line.
    pub(in crate::api) title: String,
    /// All of it.
    pub(in crate::api) description: String,
    /// `minimal`, `moderate` or `critical`
    pub(in crate::api) severity: String,
    /// The number of the topic.
    pub(in crate::api) support_topic_id: String,
    /// Its name.
    pub(in crate::api) support_topic_name: String,
    /// `open`, `closed` or `attention_needed`
    pub(in crate::api) status: String,
    /// The customer it is about.
    pub(in crate::api) organization: Organization,
    /// Who is to hear about it.
    pub(in crate::api) primary_contact: PrimaryContact,
    /// When it was sent.
    pub(in crate::api) created_date: String,
    /// When anything happened to it.
    pub(in crate::api) last_modified_date: String,
    /// When it was closed; the year 1 when it was not.
    pub(in crate::api) last_closed_date: String,
    /// What was said; in lists nothing.
    pub(in crate::api) notes: Vec<ServiceNote>,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// An organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(in crate::api) struct Organization {
    /// The customer's GUID.
    pub(in crate::api) id: String,
    /// The name.
    pub(in crate::api) name: String,
}

/// Who is to hear about a request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct PrimaryContact {
    /// Given name.
    pub(in crate::api) first_name: String,
    /// Family name.
    pub(in crate::api) last_name: String,
    /// E-mail address.
    pub(in crate::api) email: String,
    /// Telephone number, or empty.
    pub(in crate::api) phone_number: String,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct ServiceNote {
    /// Who.
    pub(in crate::api) created_by_name: String,
    /// When.
    pub(in crate::api) created_date: String,
    /// What.
    pub(in crate::api) text: String,
}

/// A service request to be sent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct NewServiceRequest {
    /// One line.
    pub(in crate::api) title: String,
    /// All of it; the title where nothing is said.
    pub(in crate::api) description: Option<String>,
    /// `minimal` unless said.
    pub(in crate::api) severity: Option<String>,
    /// The number of the topic, as a number or as text.
    pub(in crate::api) support_topic_id: Option<NumberOrText>,
    /// Who is to hear about it.
    pub(in crate::api) primary_contact: Option<PrimaryContact>,
    /// The customer it is about.
    pub(in crate::api) organization: Organization,
    /// Two letters; the partner's country unless said.
    pub(in crate::api) country_code: Option<String>,
}

/// A number that some clients write as text.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::api) enum NumberOrText {
    /// A number.
    Number(u32),
    /// Text.
    Text(String),
}

impl NumberOrText {
    /// The number.
    pub(in crate::api) fn number(&self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }
}

/// What is changed of a service request.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct ServiceRequestChange {
    /// `closed` or `open`; `none` and `unknown` say nothing.
    pub(in crate::api) status: Option<String>,
    /// Something to say.
    pub(in crate::api) new_note: Option<NewNote>,
}

/// Something to say.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(in crate::api) struct NewNote {
    /// What.
    pub(in crate::api) text: String,
}

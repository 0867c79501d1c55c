//! Downloads and keys of bought software. Floor 4. The vendor has no such objects: these are ours.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::Attributes;

/// A file of bought software.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Download {
    /// The file.
    pub(in crate::api) media_id: String,
    /// The version.
    pub(in crate::api) version: String,
    /// The language, by its own name.
    pub(in crate::api) language: String,
    /// File type and operating system.
    pub(in crate::api) file_type: String,
    /// The name it is saved under.
    pub(in crate::api) file_name: String,
    /// Bytes.
    pub(in crate::api) size: u64,
    /// Checksum.
    pub(in crate::api) sha256: String,
    /// The link, once it was enabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) link: Option<DownloadLink>,
    /// What it is.
    pub(in crate::api) attributes: Attributes,
}

/// A link that works two weeks and 50 times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct DownloadLink {
    /// Its address, for whoever it is given to; none when the installation's secret was changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) uri: Option<String>,
    /// enabled, exhausted, expired or revoked.
    pub(in crate::api) status: String,
    /// Downloads since it was enabled.
    pub(in crate::api) downloads: i32,
    /// Until when it works.
    pub(in crate::api) expiry_date: String,
}

/// Which file a link is wanted to; without one, only a key is made sure of.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct EnableDownload {
    /// The file.
    pub(in crate::api) media_id: Option<String>,
}

/// A product key under its mask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct SoftwareKey {
    /// The key's own id.
    pub(in crate::api) id: String,
    /// The version it is for.
    pub(in crate::api) version: String,
    /// waiting, issued, revealed or revoked.
    pub(in crate::api) status: String,
    /// The key under its mask, while there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) masked_key: Option<String>,
    /// What it is.
    pub(in crate::api) attributes: Attributes,
}

/// Why a key is looked at, and for whom.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::api) struct RevealKey {
    /// Why.
    pub(in crate::api) reason: String,
    /// Who gets it.
    pub(in crate::api) recipient: String,
}

/// A key, shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct RevealedKey {
    /// The key's own id.
    pub(in crate::api) id: String,
    /// The version it is for.
    pub(in crate::api) version: String,
    /// The key.
    pub(in crate::api) product_key: String,
    /// What it is.
    pub(in crate::api) attributes: Attributes,
}

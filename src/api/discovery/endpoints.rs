//! Where things are: the OpenID configuration, its (empty) keys, and the endpoints of this cloud. Floor 4.

use std::collections::BTreeMap;

use super::wire::{CloudAuthentication, CloudEndpoints, Keys, OpenIdConfiguration};
use crate::api::{Answer, Answered, Call, Endpoint, Face};
use crate::domain::roles::Perm;
use crate::ops::App;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let public = |path, act| Endpoint::get(Face::Tokens, path, Perm::OwnAccount, act).public();
    vec![
        public("/{tenant}/v2.0/.well-known/openid-configuration", openid).answers::<OpenIdConfiguration>(),
        public("/{tenant}/discovery/v2.0/keys", keys).answers::<Keys>(),
        Endpoint::get(Face::Arm, "/metadata/endpoints", Perm::OwnAccount, cloud).public().answers::<CloudEndpoints>(),
    ]
}

fn openid(_: &App, call: &Call) -> Answered {
    let at = format!("{}/{}", call.base, call.part("tenant"));
    Answer::ok(&OpenIdConfiguration {
        issuer: format!("{at}/v2.0"),
        authorization_endpoint: format!("{at}/oauth2/v2.0/authorize"),
        token_endpoint: format!("{at}/oauth2/v2.0/token"),
        jwks_uri: format!("{at}/discovery/v2.0/keys"),
        token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
        response_types_supported: ["token"],
        grant_types_supported: ["client_credentials"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["HS256"],
    })
}

/// Tokens are signed with a key that only this server has, so there is none to publish.
fn keys(_: &App, _: &Call) -> Answered {
    Answer::ok(&Keys { keys: Vec::new() })
}

/// Names of interfaces that are all at the one address.
const INTERFACES: [&str; 17] = [
    "resourceManager",
    "portal",
    "graph",
    "graphAudience",
    "gallery",
    "media",
    "batch",
    "sqlManagement",
    "vmImageAliasDoc",
    "activeDirectoryDataLake",
    "microsoftGraphResourceId",
    "appInsightsResourceId",
    "appInsightsTelemetryChannelResourceId",
    "attestationResourceId",
    "synapseAnalyticsResourceId",
    "logAnalyticsResourceId",
    "ossrdbmsResourceId",
];

fn cloud(_: &App, call: &Call) -> Answered {
    let base = call.base.as_str();
    let audiences = [base, "https://management.azure.com", "https://management.core.windows.net"];
    Answer::ok(&CloudEndpoints {
        name: "PartnerDashboard",
        authentication: CloudAuthentication {
            login_endpoint: base.to_owned(),
            audiences: audiences.map(ToOwned::to_owned).to_vec(),
            tenant: "common",
            identity_provider: "AAD",
        },
        suffixes: BTreeMap::new(),
        addresses: INTERFACES.iter().map(|name| (*name, base.to_owned())).collect(),
    })
}

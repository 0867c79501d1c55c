//! Telling webhooks: signed, to addresses of the internet only, again after a while. Floor 2.
//!
//! A delivery is taken in the database before it is sent, so two servers never send the same one; a
//! server that dies meanwhile leaves it to be taken again, under the same `webhook-id`. Names are looked
//! up here and connected to as they were looked up, so that a name cannot lead inside by changing its
//! address; redirections are not followed, and proxies of the environment are not asked.

use std::io::Read;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook as Signer};
use ureq::Agent;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::{Host, Url};

use crate::domain::time::Instant;
use crate::domain::webhooks::{is_public, retry_after};
use crate::ops::App;
use crate::store::StoreError;
use crate::store::webhooks::{Delivery, Tried, Webhook};

/// Deliveries of one look.
const BATCH: i64 = 100;

/// Seconds for which a delivery is taken: longer than the other side may take to answer.
const LEASE: i64 = 5 * 60;

/// How long the other side may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// Bytes of an answer that are kept.
const ANSWER_BYTES: u64 = 2_000;

const JSON: &str = "application/json";
const AGENT: &str = "Partner-Dashboard-Webhooks/1";

/// Days that deliveries are kept after they were told or given up.
const KEPT_DAYS: i64 = 30;

/// Why nothing is sent to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not an address, or of another kind than https.
    #[error("an address begins with https:// and names a host, without user, password or fragment")]
    Malformed,
    /// It leads to this machine or a network inside.
    #[error("the address leads to this machine or to a private network")]
    Private,
}

/// Checks an address to be registered, and gives it back as it is kept.
pub fn check(app: &App, typed: &str) -> Result<String, Refusal> {
    let url = Url::parse(typed.trim()).map_err(|_not_an_address| Refusal::Malformed)?;
    let allows_private = app.config.webhook_private_addresses;
    let is_kind = url.scheme() == "https" || (url.scheme() == "http" && allows_private);
    let is_plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if !is_kind || !is_plain || url.as_str().len() > 2_000 {
        return Err(Refusal::Malformed);
    }
    let is_inside = match url.host() {
        None => return Err(Refusal::Malformed),
        Some(Host::Ipv4(address)) => !is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => !is_public(IpAddr::V6(address)),
        Some(Host::Domain(name)) => !name.contains('.') || name.ends_with(".localhost") || name.ends_with(".internal"),
    };
    if is_inside && !allows_private { Err(Refusal::Private) } else { Ok(url.to_string()) }
}

/// What people call a webhook: the host that it leads to.
pub fn host(webhook: &Webhook) -> String {
    let host = Url::parse(&webhook.url).ok().and_then(|url| url.host_str().map(ToOwned::to_owned));
    host.unwrap_or_else(|| webhook.url.clone())
}

/// Tells what is due; says how many said yes.
pub(in crate::ops) fn tell_due(app: &App, _job: &'static str) -> Result<u64, StoreError> {
    let system = app.db.system("deliveries of all partners come due");
    let due = system.due_deliveries(app.clock.now(), BATCH)?;
    if due.is_empty() {
        return Ok(0);
    }
    let agent = agent(app.config.webhook_private_addresses);
    let mut told = 0;
    for (delivery, webhook) in due {
        if !system.take_delivery(&delivery, app.clock.now().plus_seconds(LEASE))? {
            continue;
        }
        let (tried, came) = send(app, &agent, &delivery, &webhook);
        match came {
            Ok(()) => {
                system.delivery_tried(delivery.id, &tried, Ok(()))?;
                told += 1;
            }
            Err(why) => {
                tracing::info!(delivery = %delivery.id, why, "a webhook was not told");
                let again = retry_after(delivery.tries + 1).map(|wait| app.clock.now().plus_seconds(wait));
                system.delivery_tried(delivery.id, &tried, Err((&why, again)))?;
            }
        }
    }
    Ok(told)
}

/// Forgets what was told or given up long ago.
pub(in crate::ops) fn forget_old(app: &App, _job: &'static str) -> Result<u64, StoreError> {
    let system = app.db.system("old deliveries of all partners are forgotten");
    let count = system.forget_deliveries(app.clock.now().plus_days(-KEPT_DAYS))?;
    Ok(u64::try_from(count).unwrap_or(u64::MAX))
}

/// The headers that say which delivery it is, when it was sent, and who signed it.
pub fn headers(delivery: &Delivery) -> Vec<(&'static str, String)> {
    let Some(at) = delivery.tried_at.filter(|_| !delivery.signature.is_empty()) else { return Vec::new() };
    vec![
        ("content-type", JSON.to_owned()),
        ("user-agent", AGENT.to_owned()),
        (HEADER_WEBHOOK_ID, message_id(delivery)),
        (HEADER_WEBHOOK_TIMESTAMP, at.utc().timestamp().to_string()),
        (HEADER_WEBHOOK_SIGNATURE, delivery.signature.clone()),
    ]
}

/// The same on every try, so that the other side knows what it has heard already.
fn message_id(delivery: &Delivery) -> String {
    format!("msg_{}", delivery.id.uuid().simple())
}

/// Tries once; what came of it, and why it was not told.
fn send(app: &App, agent: &Agent, delivery: &Delivery, webhook: &Webhook) -> (Tried, Result<(), String>) {
    let at = app.clock.now();
    let mut tried = Tried { at, signature: String::new(), status: None, answer: String::new() };
    match sign(delivery, webhook, at) {
        Ok(signature) => tried.signature = signature,
        Err(why) => return (tried, Err(why)),
    }
    let signed = Delivery { tried_at: Some(at), signature: tried.signature.clone(), ..delivery.clone() };
    let request =
        headers(&signed).into_iter().fold(agent.post(&webhook.url), |it, (name, value)| it.header(name, value));
    let mut answer = match request.send(delivery.payload.as_bytes()) {
        Ok(answer) => answer,
        Err(error) => return (tried, Err(error.to_string())),
    };
    let status = answer.status();
    tried.status = Some(i32::from(status.as_u16()));
    tried.answer = beginning(answer.body_mut().as_reader());
    let came = if status.is_success() { Ok(()) } else { Err(format!("answered {status}")) };
    (tried, came)
}

/// The signatures of the secret, and of the one before it while it is still good, as one header.
fn sign(delivery: &Delivery, webhook: &Webhook, at: Instant) -> Result<String, String> {
    let (id, timestamp) = (message_id(delivery), at.utc().timestamp());
    let one = |secret| Signer::new(secret)?.sign(&id, timestamp, delivery.payload.as_bytes());
    let all: Result<Vec<String>, _> = webhook.secrets(at).into_iter().map(one).collect();
    all.map(|signatures| signatures.join(" ")).map_err(|error| error.to_string())
}

/// What an answer begins with, as text; what cannot be read is left out.
fn beginning(body: impl Read) -> String {
    let mut bytes = Vec::new();
    // The status decides; an answer that breaks off is kept as far as it came.
    let _read = body.take(ANSWER_BYTES).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).replace('\0', "")
}

fn agent(allows_private: bool) -> Agent {
    let crypto = Arc::new(rustls::crypto::ring::default_provider());
    let trusted = rustls_native_certs::load_native_certs().certs;
    let trusted: Vec<Certificate<'static>> =
        trusted.iter().map(|certificate| Certificate::from_der(certificate.as_ref()).to_owned()).collect();
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(crypto)
        .root_certs(RootCerts::new_with_certs(&trusted))
        .build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Outside { allows_private })
}

/// Looks names up and keeps the addresses of the internet only.
#[derive(Debug)]
struct Outside {
    allows_private: bool,
}

impl Resolver for Outside {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| self.allows_private || is_public(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() {
            return Err(ureq::Error::Io(std::io::Error::other("the address leads to a private network")));
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_inside_is_not_connected_to() {
        let refused = agent(false).get("http://localhost:9/").call().unwrap_err();
        assert!(refused.to_string().contains("private network"), "{refused}");
    }
}

//! Webhooks of an organisation: register, remove, test, replay, and what they were told. Floor 2. P-26.
//!
//! What is told is written with the act that happened, in its transaction ([`crate::store::webhooks`]);
//! the job `tell-webhooks` sends it, tries again and gives up where all can see it.

mod send;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::app::App;
use crate::access::sessions::NoRandomness;
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{DeliveryId, WebhookId};
use crate::domain::webhooks::{TEST, Topic, payload};
use crate::store::webhooks::NewWebhook;
use crate::store::{PAGE_ROWS, PageAt, PageRows, StoreError};

pub use crate::store::webhooks::{Delivery, Webhook};
pub use send::{Refusal, check};
pub(super) use send::{forget_old, tell_due};

/// Webhooks that an organisation may have.
pub const MOST: usize = 20;

/// A webhook that was registered, with the secret that is shown this once.
pub struct Registered {
    /// The webhook.
    pub webhook: Webhook,
    /// What signs it.
    pub secret: String,
}

/// Why nothing was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Nothing is sent there.
    #[error(transparent)]
    Address(#[from] Refusal),
    /// It is to be told about nothing.
    #[error("no topic")]
    NoTopic,
    /// The organisation has [`MOST`].
    #[error("too many webhooks")]
    TooMany,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness for the secret.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// The webhooks of the own organisation, the oldest first.
pub fn list(app: &App, may: &Granted<may::ManageUsers>) -> Result<Vec<Webhook>, StoreError> {
    app.db.read(may.scope(), |r| r.webhooks(may.who().partner()))
}

/// One webhook and a page of what it was told, the latest first.
pub fn show(
    app: &App,
    may: &Granted<may::ManageUsers>,
    id: WebhookId,
    page: PageAt<DeliveryId>,
) -> Result<(Webhook, PageRows<Delivery>), StoreError> {
    app.db.read(may.scope(), |r| {
        let webhook = r.webhook(may.who().partner(), id)?;
        let told = r.deliveries(id, page, PAGE_ROWS)?;
        Ok((webhook, told))
    })
}

/// Registers a webhook under an address.
pub fn register(
    app: &App,
    may: &Granted<may::ManageUsers>,
    id: WebhookId,
    url: &str,
    topics: &[Topic],
) -> Result<Registered, RegisterError> {
    let url = check(app, url)?;
    if topics.is_empty() {
        return Err(RegisterError::NoTopic);
    }
    let new = NewWebhook {
        id,
        organization: may.who().partner(),
        url,
        topics: topics.to_vec(),
        secret: new_secret()?,
        by: may.who().user(),
    };
    let webhook = app.db.write(may.scope(), |w| {
        if w.webhooks(new.organization)?.len() >= MOST {
            return Err(RegisterError::TooMany);
        }
        w.insert_webhook(&new)?;
        let webhook = w.webhook(new.organization, id)?;
        let event = Event::new(EventKind::WebhookChanged, "webhooks", id).after(facts(&webhook));
        Ok(w.record(&event, webhook)?)
    })?;
    Ok(Registered { webhook, secret: new.secret })
}

/// Removes a webhook; what it was not told yet stays untold.
pub fn remove(app: &App, may: &Granted<may::ManageUsers>, id: WebhookId) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let webhook = w.webhook(may.who().partner(), id)?;
        w.end_webhook(id)?;
        let event = Event::new(EventKind::WebhookChanged, "webhooks", id).before(facts(&webhook));
        w.record(&event, ())
    })
}

/// Tells a webhook that it is tested.
pub fn test(app: &App, may: &Granted<may::ManageUsers>, id: WebhookId) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let webhook = w.webhook(may.who().partner(), id)?;
        let event = Event::new(EventKind::WebhookChanged, "webhooks", id).after(json!({ "event": TEST }));
        w.insert_delivery(&webhook, TEST, &payload(TEST, may.scope().now(), &event).to_string())?;
        w.record(&event, ())
    })
}

/// Tells something again, whatever became of it before.
pub fn replay(
    app: &App,
    may: &Granted<may::ManageUsers>,
    webhook: WebhookId,
    delivery: DeliveryId,
) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let webhook = w.webhook(may.who().partner(), webhook)?;
        let told = w.delivery(webhook.id, delivery)?;
        w.replay_delivery(told.id)?;
        let event = Event::new(EventKind::WebhookChanged, "webhooks", webhook.id);
        w.record(&event.after(json!({ "event": told.event, "delivery": told.id.to_string() })), ())
    })
}

/// A secret of 256 random bits, written as Standard Webhooks writes them.
fn new_secret() -> Result<String, NoRandomness> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_nothing| NoRandomness)?;
    Ok(format!("whsec_{}", STANDARD.encode(bytes)))
}

/// What the log keeps of a webhook; never its secret.
fn facts(webhook: &Webhook) -> Value {
    let topics: Vec<&str> = webhook.topics().into_iter().map(Topic::code).collect();
    json!({ "address": webhook.url, "topics": topics })
}

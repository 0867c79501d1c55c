//! Webhooks of an organisation: register, change, remove, test, replay, and what they were told. Floor 2. P-26.
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
use crate::domain::time::Instant;
use crate::domain::webhooks::{DeliveryState, TEST, Topic, payload};
use crate::store::webhooks::{NewDelivery, NewWebhook};
use crate::store::{PAGE_ROWS, PageAt, PageRows, StoreError, Writer};

pub use crate::store::webhooks::{Delivery, Webhook};
pub use send::{Refusal, check, headers, host};
pub(super) use send::{forget_old, tell_due};

/// Webhooks that an organisation may have.
pub const MOST: usize = 20;

/// Hours that the secret before a rotation still signs beside the new one.
pub const FORMER_SECRET_HOURS: i64 = 24;

/// Seconds in which the same form sent again is the same act, and shows the same secret.
const AGAIN_SECONDS: i64 = 10 * 60;

/// Where a webhook is told, and about what.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The address, as typed.
    pub url: String,
    /// The topics.
    pub topics: Vec<Topic>,
}

/// A webhook with the secret that is shown this once.
pub struct Registered {
    /// The webhook.
    pub webhook: Webhook,
    /// What signs it.
    pub secret: String,
}

impl Registered {
    fn of(webhook: Webhook) -> Self {
        Self { secret: webhook.secret.clone(), webhook }
    }
}

/// Why a webhook was not registered, or not changed.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// Nothing is sent there.
    #[error(transparent)]
    Address(#[from] Refusal),
    /// It is to be told about nothing.
    #[error("no topic")]
    NoTopic,
    /// The organisation has [`MOST`].
    #[error("too many webhooks")]
    TooMany,
    /// It is switched off.
    #[error("switched off")]
    Off,
    /// Somebody else gave it another secret meanwhile.
    #[error("changed meanwhile")]
    Changed,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness for the secret.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// The webhooks of the own organisation, the oldest first, each with what it was told last.
pub fn list(app: &App, may: &Granted<may::ManageUsers>) -> Result<Vec<(Webhook, Option<Delivery>)>, StoreError> {
    app.db.read(may.scope(), |r| {
        let mut all = Vec::new();
        for webhook in r.webhooks(may.who().partner())? {
            let last = r.deliveries(webhook.id, PageAt::First, 1)?.rows.into_iter().next();
            all.push((webhook, last));
        }
        Ok(all)
    })
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

/// One delivery of a webhook.
pub fn delivery(
    app: &App,
    may: &Granted<may::ManageUsers>,
    webhook: WebhookId,
    id: DeliveryId,
) -> Result<(Webhook, Delivery), StoreError> {
    app.db.read(may.scope(), |r| {
        let webhook = r.webhook(may.who().partner(), webhook)?;
        let told = r.delivery(webhook.id, id)?;
        Ok((webhook, told))
    })
}

/// Registers a webhook under an address. Asked again under the same id, it is the same webhook.
pub fn register(
    app: &App,
    may: &Granted<may::ManageUsers>,
    id: WebhookId,
    setting: &Setting,
) -> Result<Registered, WebhookError> {
    let (url, topics) = checked(app, setting)?;
    let new =
        NewWebhook { id, organization: may.who().partner(), url, topics, secret: new_secret()?, by: may.who().user() };
    app.db.write(may.scope(), |w| {
        let all = w.webhooks(new.organization)?;
        if let Some(known) = all.iter().find(|known| known.id == id) {
            let is_same = known.url == new.url && known.topics() == new.topics && known.created_by == new.by;
            let is_now = known.created_at.plus_seconds(AGAIN_SECONDS) > may.scope().now();
            return if is_same && is_now {
                Ok(w.unchanged(Registered::of(known.clone())))
            } else {
                Err(WebhookError::Changed)
            };
        }
        if all.len() >= MOST {
            return Err(WebhookError::TooMany);
        }
        w.insert_webhook(&new)?;
        let webhook = w.webhook(new.organization, id)?;
        let event = Event::new(EventKind::WebhookChanged, "webhooks", id).after(facts(&webhook));
        Ok(w.record(&event, Registered::of(webhook))?)
    })
}

fn checked(app: &App, setting: &Setting) -> Result<(String, Vec<Topic>), WebhookError> {
    let url = check(app, &setting.url)?;
    let topics: Vec<Topic> = Topic::ALL.iter().copied().filter(|topic| setting.topics.contains(topic)).collect();
    if topics.is_empty() { Err(WebhookError::NoTopic) } else { Ok((url, topics)) }
}

/// Changes where a webhook is told, and about what.
pub fn change(
    app: &App,
    may: &Granted<may::ManageUsers>,
    id: WebhookId,
    setting: &Setting,
) -> Result<(), WebhookError> {
    let (url, topics) = checked(app, setting)?;
    changed(app, may, id, |w, before| {
        if before.url != url || before.topics() != topics {
            w.change_webhook(id, &url, &topics)?;
        }
        Ok(())
    })
}

/// Switches a webhook on or off. While it is off, nothing is told and nothing is kept to be told.
pub fn switch(app: &App, may: &Granted<may::ManageUsers>, id: WebhookId, is_on: bool) -> Result<(), WebhookError> {
    changed(app, may, id, |w, before| {
        if before.paused_at.is_none() != is_on {
            w.pause_webhook(id, (!is_on).then(|| may.scope().now()))?;
        }
        Ok(())
    })
}

/// Gives a webhook another secret; the one in use signs beside it for a day more. `since` is the secret
/// that the person saw: the same form sent again gets the same answer.
pub fn rotate(
    app: &App,
    may: &Granted<may::ManageUsers>,
    id: WebhookId,
    since: Option<Instant>,
) -> Result<Registered, WebhookError> {
    let (now, secret) = (may.scope().now(), new_secret()?);
    app.db.write(may.scope(), |w| {
        let before = w.webhook(may.who().partner(), id)?;
        if since.is_some_and(|since| since != before.secret_since) {
            let is_now = before.secret_since.plus_seconds(AGAIN_SECONDS) > now;
            let is_same = is_now && before.former_until.is_some();
            return if is_same { Ok(w.unchanged(Registered::of(before))) } else { Err(WebhookError::Changed) };
        }
        w.rotate_webhook_secret(&before, &secret, now.plus_seconds(FORMER_SECRET_HOURS * 3_600))?;
        let after = w.webhook(before.organization_id, id)?;
        let event = Event::new(EventKind::WebhookChanged, "webhooks", id).before(facts(&before)).after(facts(&after));
        Ok(w.record(&event, Registered::of(after))?)
    })
}

/// Does something to a webhook and writes down what differs, if anything does.
fn changed(
    app: &App,
    may: &Granted<may::ManageUsers>,
    id: WebhookId,
    act: impl FnOnce(&mut Writer<'_>, &Webhook) -> Result<(), StoreError>,
) -> Result<(), WebhookError> {
    app.db.write(may.scope(), |w| {
        let before = w.webhook(may.who().partner(), id)?;
        act(w, &before)?;
        let after = w.webhook(before.organization_id, id)?;
        if after == before {
            return Ok(w.unchanged(()));
        }
        let event = Event::new(EventKind::WebhookChanged, "webhooks", id).before(facts(&before)).after(facts(&after));
        Ok(w.record(&event, ())?)
    })
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

/// Tells a webhook that it is tested, once under each id.
pub fn test(
    app: &App,
    may: &Granted<may::ManageUsers>,
    id: WebhookId,
    delivery: DeliveryId,
) -> Result<(), WebhookError> {
    app.db.write(may.scope(), |w| {
        let webhook = on(w.webhook(may.who().partner(), id)?)?;
        if w.delivery(id, delivery).is_ok() {
            return Ok(w.unchanged(()));
        }
        let event = Event::new(EventKind::WebhookChanged, "webhooks", id).after(json!({ "event": TEST }));
        let text = payload(TEST, may.scope().now(), &event).to_string();
        w.insert_delivery(&webhook, &NewDelivery { id: delivery, event: TEST, payload: &text })?;
        Ok(w.record(&event, ())?)
    })
}

/// Tells something again, whatever became of it before. What waits for its first try is left waiting.
pub fn replay(
    app: &App,
    may: &Granted<may::ManageUsers>,
    webhook: WebhookId,
    delivery: DeliveryId,
) -> Result<(), WebhookError> {
    app.db.write(may.scope(), |w| {
        let webhook = on(w.webhook(may.who().partner(), webhook)?)?;
        let told = w.delivery(webhook.id, delivery)?;
        if told.state == DeliveryState::Queued && told.tries == 0 {
            return Ok(w.unchanged(()));
        }
        w.replay_delivery(told.id)?;
        let event = Event::new(EventKind::WebhookChanged, "webhooks", webhook.id);
        Ok(w.record(&event.after(json!({ "event": told.event, "delivery": told.id.to_string() })), ())?)
    })
}

fn on(webhook: Webhook) -> Result<Webhook, WebhookError> {
    if webhook.paused_at.is_some() { Err(WebhookError::Off) } else { Ok(webhook) }
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
    json!({
        "address": webhook.url,
        "topics": topics,
        "is_disabled": webhook.paused_at.is_some(),
        "secret_since": webhook.secret_since.to_string(),
    })
}

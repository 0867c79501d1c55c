//! Webhooks and what they are told: rows, filled with the acts. Floor 1.

mod deliveries;

use diesel::prelude::*;

use super::conn::{Conn, on};
use super::error::StoreError;
use super::schema::{customers, webhook_deliveries, webhooks};
use super::scope::Scope;
use super::tenant::{Reader, Writer};
use crate::domain::audit::Event;
use crate::domain::ids::{DeliveryId, PartnerId, UserId, WebhookId};
use crate::domain::time::Instant;
use crate::domain::webhooks::{DeliveryState, Topic, payload, told};

pub use deliveries::{Delivery, NewDelivery, Tried};

/// Who is told about what.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = webhooks)]
pub struct Webhook {
    /// Id.
    pub id: WebhookId,
    /// Whose it is.
    pub organization_id: PartnerId,
    /// Where it is told.
    pub url: String,
    topics: String,
    /// What signs it.
    pub secret: String,
    /// Since when that one does.
    pub secret_since: Instant,
    former_secret: Option<String>,
    /// Until when the secret before it signs beside it.
    pub former_until: Option<Instant>,
    /// Who registered it.
    pub created_by: UserId,
    /// Since when.
    pub created_at: Instant,
    /// Since when it is told nothing, if it is switched off.
    pub paused_at: Option<Instant>,
    /// When it was removed.
    pub ended_at: Option<Instant>,
}

impl Webhook {
    /// What signs at a moment: the secret, and the one before it for a while.
    pub fn secrets(&self, now: Instant) -> Vec<&str> {
        let former = self.former_secret.as_deref().filter(|_| self.former_until.is_some_and(|until| until > now));
        std::iter::once(self.secret.as_str()).chain(former).collect()
    }

    /// What it is told about.
    pub fn topics(&self) -> Vec<Topic> {
        self.topics.split(' ').filter_map(|topic| topic.parse().ok()).collect()
    }
}

/// Its secrets are never printed.
impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("id", &self.id).field("url", &self.url).finish_non_exhaustive()
    }
}

/// A webhook to register.
#[derive(Clone)]
pub struct NewWebhook {
    /// Id.
    pub id: WebhookId,
    /// Whose.
    pub organization: PartnerId,
    /// Where it is told.
    pub url: String,
    /// About what.
    pub topics: Vec<Topic>,
    /// What signs it.
    pub secret: String,
    /// Who registers it.
    pub by: UserId,
}

/// Topics as their column holds them.
fn written(topics: &[Topic]) -> String {
    topics.iter().map(|topic| topic.code()).collect::<Vec<_>>().join(" ")
}

/// Writes down for every webhook that wants it what an event tells; part of the act's transaction.
pub(super) fn fill(conn: &mut Conn, scope: &Scope, event: &Event) -> Result<(), StoreError> {
    let Some((topic, name)) = told(event.kind).filter(|_| event.is_success) else { return Ok(()) };
    let live: Vec<Webhook> = on!(conn, |c| webhooks::table
        .filter(webhooks::partner_id.eq(scope.partner()))
        .filter(webhooks::ended_at.is_null())
        .filter(webhooks::paused_at.is_null())
        .select(Webhook::as_select())
        .load(c))?;
    let wanted: Vec<Webhook> = live.into_iter().filter(|webhook| webhook.topics().contains(&topic)).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    // A reseller is told about its own customers, the partner that bills about everybody's.
    let seller: Option<PartnerId> = match event.customer {
        Some(customer) => {
            on!(conn, |c| customers::table.find(customer).select(customers::seller_id).first(c).optional())?
        }
        None => None,
    };
    let text = payload(name, scope.now(), event).to_string();
    for webhook in wanted {
        if webhook.organization_id == scope.partner() || seller == Some(webhook.organization_id) {
            #[expect(
                clippy::disallowed_methods,
                reason = "every act leaves its deliveries here, and acts bring no ids for them"
            )]
            let id = DeliveryId::from_uuid(uuid::Uuid::new_v4());
            deliveries::insert(conn, scope, &webhook, &NewDelivery { id, event: name, payload: &text })?;
        }
    }
    Ok(())
}

impl Reader<'_> {
    /// The webhooks of an organisation of the scope that were not removed, the oldest first.
    pub fn webhooks(&mut self, organization: PartnerId) -> Result<Vec<Webhook>, StoreError> {
        let partner = self.scope.partner();
        Ok(on!(&mut *self.conn, |c| webhooks::table
            .filter(webhooks::partner_id.eq(partner))
            .filter(webhooks::organization_id.eq(organization))
            .filter(webhooks::ended_at.is_null())
            .order((webhooks::created_at, webhooks::id))
            .select(Webhook::as_select())
            .load(c))?)
    }

    /// One webhook of an organisation of the scope that was not removed.
    pub fn webhook(&mut self, organization: PartnerId, id: WebhookId) -> Result<Webhook, StoreError> {
        let found = self.webhooks(organization)?.into_iter().find(|webhook| webhook.id == id);
        found.ok_or(StoreError::NotFound)
    }
}

impl Writer<'_> {
    /// Registers a webhook.
    pub fn insert_webhook(&mut self, new: &NewWebhook) -> Result<(), StoreError> {
        let values = (
            webhooks::id.eq(new.id),
            webhooks::partner_id.eq(self.scope.partner()),
            webhooks::organization_id.eq(new.organization),
            webhooks::url.eq(&new.url),
            webhooks::topics.eq(written(&new.topics)),
            webhooks::secret.eq(&new.secret),
            webhooks::secret_since.eq(self.scope.now()),
            webhooks::created_by.eq(new.by),
            webhooks::created_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(webhooks::table).values(values).execute(c))?;
        Ok(())
    }

    /// Changes where a webhook is told, and about what.
    pub fn change_webhook(&mut self, id: WebhookId, url: &str, topics: &[Topic]) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        let changes = (webhooks::url.eq(url), webhooks::topics.eq(written(topics)));
        on!(&mut *self.conn, |c| diesel::update(webhooks::table.find(id))
            .filter(webhooks::partner_id.eq(partner))
            .set(changes)
            .execute(c))?;
        Ok(())
    }

    /// Switches a webhook off since a moment, or on again.
    pub fn pause_webhook(&mut self, id: WebhookId, since: Option<Instant>) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        on!(&mut *self.conn, |c| diesel::update(webhooks::table.find(id))
            .filter(webhooks::partner_id.eq(partner))
            .set(webhooks::paused_at.eq(since))
            .execute(c))?;
        Ok(())
    }

    /// Puts a new secret in the place of the one in use, which signs beside it until `former_until`.
    pub fn rotate_webhook_secret(
        &mut self,
        webhook: &Webhook,
        secret: &str,
        former_until: Instant,
    ) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        let changes = (
            webhooks::secret.eq(secret),
            webhooks::secret_since.eq(self.scope.now()),
            webhooks::former_secret.eq(&webhook.secret),
            webhooks::former_until.eq(former_until),
        );
        on!(&mut *self.conn, |c| diesel::update(webhooks::table.find(webhook.id))
            .filter(webhooks::partner_id.eq(partner))
            .set(changes)
            .execute(c))?;
        Ok(())
    }

    /// Removes a webhook; what it was not told yet is given up.
    pub fn end_webhook(&mut self, id: WebhookId) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        on!(&mut *self.conn, |c| diesel::update(webhooks::table.find(id))
            .filter(webhooks::partner_id.eq(partner))
            .set(webhooks::ended_at.eq(now))
            .execute(c))?;
        on!(&mut *self.conn, |c| diesel::update(webhook_deliveries::table)
            .filter(webhook_deliveries::partner_id.eq(partner))
            .filter(webhook_deliveries::webhook_id.eq(id))
            .filter(webhook_deliveries::state.eq(DeliveryState::Queued))
            .set((webhook_deliveries::state.eq(DeliveryState::GivenUp), webhook_deliveries::last_error.eq("removed")))
            .execute(c))?;
        Ok(())
    }
}

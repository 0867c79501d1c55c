//! Webhooks and what they are told: rows, filled with the acts. Floor 1.

use diesel::prelude::*;

use super::conn::{Conn, on};
use super::error::StoreError;
use super::page::{PageAt, PageRows};
use super::schema::{customers, webhook_deliveries as deliveries, webhooks};
use super::scope::Scope;
use super::tenant::{Reader, System, Writer};
use crate::domain::audit::Event;
use crate::domain::ids::{DeliveryId, PartnerId, UserId, WebhookId};
use crate::domain::time::Instant;
use crate::domain::webhooks::{DeliveryState, Topic, payload, told};

/// Who is told about what.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = webhooks)]
pub struct Webhook {
    /// Id.
    pub id: WebhookId,
    /// Whose it is.
    pub organization_id: PartnerId,
    /// Where it is told.
    pub url: String,
    topics: String,
    /// What signs it; never shown again.
    pub secret: String,
    /// Who registered it.
    pub created_by: UserId,
    /// Since when.
    pub created_at: Instant,
    /// When it was removed.
    pub ended_at: Option<Instant>,
}

impl Webhook {
    /// What it is told about.
    pub fn topics(&self) -> Vec<Topic> {
        self.topics.split(' ').filter_map(|topic| topic.parse().ok()).collect()
    }
}

/// A webhook to register.
#[derive(Debug, Clone)]
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

/// Something a webhook was told, or is to be told.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = deliveries)]
pub struct Delivery {
    /// Id.
    pub id: DeliveryId,
    /// The webhook.
    pub webhook_id: WebhookId,
    /// What happened, `order.created`.
    pub event: String,
    /// What is sent, as JSON.
    pub payload: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: i32,
    /// When it is tried next.
    pub due_at: Instant,
    /// What was answered the last time.
    pub last_status: Option<i32>,
    /// Why the last try failed, or "".
    pub last_error: String,
    /// When it happened.
    pub created_at: Instant,
    /// When it was told.
    pub delivered_at: Option<Instant>,
}

/// Writes down for every webhook that wants it what an event tells; part of the act's transaction.
pub(super) fn fill(conn: &mut Conn, scope: &Scope, event: &Event) -> Result<(), StoreError> {
    let Some((topic, name)) = told(event.kind).filter(|_| event.is_success) else { return Ok(()) };
    let live: Vec<Webhook> = on!(conn, |c| webhooks::table
        .filter(webhooks::partner_id.eq(scope.partner()))
        .filter(webhooks::ended_at.is_null())
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
            insert(conn, scope, &webhook, name, &text)?;
        }
    }
    Ok(())
}

fn insert(conn: &mut Conn, scope: &Scope, webhook: &Webhook, name: &str, text: &str) -> Result<(), StoreError> {
    let now = scope.now();
    #[expect(
        clippy::disallowed_methods,
        reason = "every act leaves its deliveries here, and acts bring no ids for them"
    )]
    let id = DeliveryId::from_uuid(uuid::Uuid::new_v4());
    let values = (
        deliveries::id.eq(id),
        deliveries::partner_id.eq(scope.partner()),
        deliveries::webhook_id.eq(webhook.id),
        deliveries::event.eq(name),
        deliveries::payload.eq(text),
        deliveries::state.eq(DeliveryState::Queued),
        deliveries::tries.eq(0),
        deliveries::due_at.eq(now),
        deliveries::last_error.eq(""),
        deliveries::created_at.eq(now),
    );
    on!(conn, |c| diesel::insert_into(deliveries::table).values(values).execute(c))?;
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

    /// A page of what a webhook was told, the latest first; the mark is a delivery.
    pub fn deliveries(
        &mut self,
        webhook: WebhookId,
        page: PageAt<DeliveryId>,
        limit: usize,
    ) -> Result<PageRows<Delivery>, StoreError> {
        let mark = page.mark().map(|id| self.delivery(webhook, id)).transpose()?;
        let partner = self.scope.partner();
        let (at, id) = (deliveries::created_at, deliveries::id);
        page.read(limit, |page, take| {
            let mark = mark.as_ref().filter(|_| page.mark().is_some());
            Ok(on!(&mut *self.conn, |c| {
                let mut query = deliveries::table
                    .filter(deliveries::partner_id.eq(partner))
                    .filter(deliveries::webhook_id.eq(webhook))
                    .select(Delivery::as_select())
                    .limit(take)
                    .into_boxed();
                if page.is_backwards() {
                    if let Some(mark) = mark {
                        let is_newer = at.gt(mark.created_at).or(at.eq(mark.created_at).and(id.gt(mark.id)));
                        query = query.filter(is_newer);
                    }
                    query.order((at, id)).load(c)
                } else {
                    if let Some(mark) = mark {
                        let is_older = at.lt(mark.created_at).or(at.eq(mark.created_at).and(id.lt(mark.id)));
                        query = query.filter(is_older);
                    }
                    query.order((at.desc(), id.desc())).load(c)
                }
            })?)
        })
    }

    /// One delivery of a webhook of the scope.
    pub fn delivery(&mut self, webhook: WebhookId, id: DeliveryId) -> Result<Delivery, StoreError> {
        let partner = self.scope.partner();
        Ok(on!(&mut *self.conn, |c| deliveries::table
            .filter(deliveries::partner_id.eq(partner))
            .filter(deliveries::webhook_id.eq(webhook))
            .filter(deliveries::id.eq(id))
            .select(Delivery::as_select())
            .first(c))?)
    }
}

impl Writer<'_> {
    /// Registers a webhook.
    pub fn insert_webhook(&mut self, new: &NewWebhook) -> Result<(), StoreError> {
        let topics: Vec<&str> = new.topics.iter().map(|topic| topic.code()).collect();
        let values = (
            webhooks::id.eq(new.id),
            webhooks::partner_id.eq(self.scope.partner()),
            webhooks::organization_id.eq(new.organization),
            webhooks::url.eq(&new.url),
            webhooks::topics.eq(topics.join(" ")),
            webhooks::secret.eq(&new.secret),
            webhooks::created_by.eq(new.by),
            webhooks::created_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(webhooks::table).values(values).execute(c))?;
        Ok(())
    }

    /// Removes a webhook; what it was not told yet is given up.
    pub fn end_webhook(&mut self, id: WebhookId) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        on!(&mut *self.conn, |c| diesel::update(webhooks::table.find(id))
            .filter(webhooks::partner_id.eq(partner))
            .set(webhooks::ended_at.eq(now))
            .execute(c))?;
        on!(&mut *self.conn, |c| diesel::update(deliveries::table)
            .filter(deliveries::partner_id.eq(partner))
            .filter(deliveries::webhook_id.eq(id))
            .filter(deliveries::state.eq(DeliveryState::Queued))
            .set((deliveries::state.eq(DeliveryState::GivenUp), deliveries::last_error.eq("removed")))
            .execute(c))?;
        Ok(())
    }

    /// Queues something for one webhook alone: a test.
    pub fn insert_delivery(&mut self, webhook: &Webhook, name: &str, text: &str) -> Result<(), StoreError> {
        let scope = self.scope;
        insert(&mut *self.conn, scope, webhook, name, text)
    }

    /// Queues a delivery again, as if it were new.
    pub fn replay_delivery(&mut self, id: DeliveryId) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let again = (deliveries::state.eq(DeliveryState::Queued), deliveries::tries.eq(0), deliveries::due_at.eq(now));
        on!(&mut *self.conn, |c| diesel::update(deliveries::table.find(id))
            .filter(deliveries::partner_id.eq(partner))
            .set(again)
            .execute(c))?;
        Ok(())
    }
}

impl System<'_> {
    /// What is due, the longest waiting first, each with its webhook.
    pub fn due_deliveries(&self, now: Instant, limit: i64) -> Result<Vec<(Delivery, Webhook)>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| deliveries::table
                .inner_join(webhooks::table.on(webhooks::id.eq(deliveries::webhook_id)))
                .filter(deliveries::state.eq(DeliveryState::Queued))
                .filter(deliveries::due_at.le(now))
                .order((deliveries::due_at, deliveries::id))
                .limit(limit)
                .select((Delivery::as_select(), Webhook::as_select()))
                .load(c))?)
        })
    }

    /// Takes a delivery until `lease`: true for one caller alone. Who takes it counts a try.
    pub fn take_delivery(&self, seen: &Delivery, lease: Instant) -> Result<bool, StoreError> {
        self.touch(|conn| {
            let as_seen = deliveries::table
                .find(seen.id)
                .filter(deliveries::state.eq(DeliveryState::Queued))
                .filter(deliveries::tries.eq(seen.tries))
                .filter(deliveries::due_at.eq(seen.due_at));
            let taken = (deliveries::tries.eq(seen.tries + 1), deliveries::due_at.eq(lease));
            Ok(on!(conn, |c| diesel::update(as_seen).set(taken).execute(c))? == 1)
        })
    }

    /// Notes that the other side said yes.
    pub fn delivered(&self, id: DeliveryId, status: i32, at: Instant) -> Result<(), StoreError> {
        self.touch(|conn| {
            let told = (
                deliveries::state.eq(DeliveryState::Delivered),
                deliveries::last_status.eq(status),
                deliveries::last_error.eq(""),
                deliveries::delivered_at.eq(at),
            );
            on!(conn, |c| diesel::update(deliveries::table.find(id)).set(told).execute(c))?;
            Ok(())
        })
    }

    /// Notes that a try failed: tried again at `again`, or given up.
    pub fn delivery_failed(
        &self,
        id: DeliveryId,
        status: Option<i32>,
        why: &str,
        again: Option<Instant>,
    ) -> Result<(), StoreError> {
        self.touch(|conn| {
            let one = deliveries::table.find(id);
            let failed = (deliveries::last_status.eq(status), deliveries::last_error.eq(why));
            if let Some(at) = again {
                on!(conn, |c| diesel::update(one).set((failed, deliveries::due_at.eq(at))).execute(c))?
            } else {
                let given_up = deliveries::state.eq(DeliveryState::GivenUp);
                on!(conn, |c| diesel::update(one).set((failed, given_up)).execute(c))?
            };
            Ok(())
        })
    }

    /// Forgets what was told or given up before a moment; says how much.
    pub fn forget_deliveries(&self, before: Instant) -> Result<usize, StoreError> {
        self.touch(|conn| {
            let old = deliveries::table
                .filter(deliveries::state.ne(DeliveryState::Queued))
                .filter(deliveries::created_at.lt(before));
            Ok(on!(conn, |c| diesel::delete(old).execute(c))?)
        })
    }
}

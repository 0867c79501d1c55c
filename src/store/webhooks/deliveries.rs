//! What webhooks were told, and are to be told. Floor 1.

use diesel::prelude::*;

use super::Webhook;
use crate::domain::ids::{DeliveryId, WebhookId};
use crate::domain::time::Instant;
use crate::domain::webhooks::DeliveryState;
use crate::store::conn::{Conn, on};
use crate::store::error::StoreError;
use crate::store::page::{PageAt, PageRows};
use crate::store::schema::{webhook_deliveries as deliveries, webhooks};
use crate::store::scope::Scope;
use crate::store::tenant::{Reader, System, Writer};

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
    /// When it was tried last.
    pub tried_at: Option<Instant>,
    /// What signed the last try, or "".
    pub signature: String,
    /// The beginning of what was answered the last time, or "".
    pub answer: String,
}

/// What came of a try.
#[derive(Debug, Clone)]
pub struct Tried {
    /// When.
    pub at: Instant,
    /// What signed it, or "" where nothing was sent.
    pub signature: String,
    /// The status of the answer, if there was one.
    pub status: Option<i32>,
    /// The beginning of the answer.
    pub answer: String,
}

/// Something to tell one webhook.
#[derive(Debug, Clone, Copy)]
pub struct NewDelivery<'a> {
    /// Id.
    pub id: DeliveryId,
    /// What happened.
    pub event: &'a str,
    /// What is sent.
    pub payload: &'a str,
}

/// Queues a delivery.
pub(super) fn insert(
    conn: &mut Conn,
    scope: &Scope,
    webhook: &Webhook,
    new: &NewDelivery<'_>,
) -> Result<(), StoreError> {
    let now = scope.now();
    let values = (
        deliveries::id.eq(new.id),
        deliveries::partner_id.eq(scope.partner()),
        deliveries::webhook_id.eq(webhook.id),
        deliveries::event.eq(new.event),
        deliveries::payload.eq(new.payload),
        deliveries::state.eq(DeliveryState::Queued),
        deliveries::tries.eq(0),
        deliveries::due_at.eq(now),
        deliveries::last_error.eq(""),
        deliveries::created_at.eq(now),
        deliveries::signature.eq(""),
        deliveries::answer.eq(""),
    );
    on!(conn, |c| diesel::insert_into(deliveries::table).values(values).execute(c))?;
    Ok(())
}

impl Reader<'_> {
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
    /// Queues something for one webhook alone: a test.
    pub fn insert_delivery(&mut self, webhook: &Webhook, new: &NewDelivery<'_>) -> Result<(), StoreError> {
        let scope = self.scope;
        insert(&mut *self.conn, scope, webhook, new)
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
                .filter(webhooks::paused_at.is_null())
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

    /// Notes what came of a try: told, tried again at `again`, or given up.
    pub fn delivery_tried(
        &self,
        id: DeliveryId,
        tried: &Tried,
        came: Result<(), (&str, Option<Instant>)>,
    ) -> Result<(), StoreError> {
        let (state, due, why) = match came {
            Ok(()) => (DeliveryState::Delivered, None, ""),
            Err((why, Some(again))) => (DeliveryState::Queued, Some(again), why),
            Err((why, None)) => (DeliveryState::GivenUp, None, why),
        };
        let noted = (
            deliveries::state.eq(state),
            deliveries::last_status.eq(tried.status),
            deliveries::last_error.eq(why),
            deliveries::tried_at.eq(tried.at),
            deliveries::signature.eq(&tried.signature),
            deliveries::answer.eq(&tried.answer),
        );
        self.touch(|conn| {
            let one = deliveries::table.find(id);
            on!(conn, |c| diesel::update(one).set(noted).execute(c))?;
            if came.is_ok() {
                on!(conn, |c| diesel::update(one).set(deliveries::delivered_at.eq(tried.at)).execute(c))?;
            }
            if let Some(due) = due {
                on!(conn, |c| diesel::update(one).set(deliveries::due_at.eq(due)).execute(c))?;
            }
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

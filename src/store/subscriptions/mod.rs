//! Azure subscriptions of customers: rows. Floor 1. Domain 6.2, rules S-27, S-29, R-BUY-2.

use diesel::dsl::{count, count_star, exists};
use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::page::{PageAt, PageRows};
use super::schema::{subscription_access, subscriptions};
use super::scope::visible;
use super::tenant::{Reader, System, Writer};
use crate::domain::ids::{CustomerId, PartnerId, SubscriptionId, UserId};
use crate::domain::subscriptions::{Registration, SubscriptionState};
use crate::domain::text::SubscriptionName;
use crate::domain::time::Instant;

mod access;

pub use access::{AccessGrant, GrantFilter, NewAccess};

/// An Azure subscription of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = subscriptions)]
pub struct Subscription {
    /// The GUID that the vendor's tools show too.
    pub id: SubscriptionId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// What people call it.
    pub name: String,
    /// Where it stands.
    pub state: SubscriptionState,
    /// Whether it is registered for reservations.
    pub registration: Registration,
    /// Since when.
    pub created_at: Instant,
    /// When it was suspended, while it is.
    pub suspended_at: Option<Instant>,
    /// For lost updates.
    pub version: i32,
}

/// A subscription that has been suspended for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Overdue {
    /// Who bills the customer.
    pub partner: PartnerId,
    /// Whose it is.
    pub customer: CustomerId,
    /// The subscription.
    pub id: SubscriptionId,
}

impl System<'_> {
    /// Subscriptions suspended at `since` or before, the longest first.
    pub fn overdue_subscriptions(&self, since: Instant, limit: i64) -> Result<Vec<Overdue>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| subscriptions::table
                .filter(subscriptions::suspended_at.le(since))
                .filter(subscriptions::suspended_at.is_not_null())
                .order((subscriptions::suspended_at, subscriptions::id))
                .limit(limit)
                .select((subscriptions::partner_id, subscriptions::customer_id, subscriptions::id))
                .load(c))?)
        })
    }
}

/// The subscriptions of a customer, or those to which a person has live access, boxed. Works inside `on!`.
macro_rules! listed {
    ($partner:expr, $customer:expr, $user:expr, $now:expr) => {{
        use subscription_access as a;
        let mut query = subscriptions::table
            .filter(subscriptions::partner_id.eq($partner))
            .filter(subscriptions::customer_id.eq($customer))
            .into_boxed();
        if let Some(user) = $user {
            let own = a::table
                .filter(a::user_id.eq(user))
                .filter(a::customer_id.eq($customer))
                .filter(a::subscription_id.eq(subscriptions::id))
                .filter(a::revoked_at.is_null())
                .filter(a::ends_at.is_null().or(a::ends_at.gt($now)));
            query = query.filter(exists(own));
        }
        query
    }};
}

impl Reader<'_> {
    /// The subscriptions of a customer, the oldest first; none when the scope does not hold the customer.
    pub fn subscriptions(&mut self, customer: CustomerId) -> Result<Vec<Subscription>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(subscriptions.customer_id, scope, subscriptions::table.select(Subscription::as_select()))
                .filter(subscriptions::customer_id.eq(customer))
                .order((subscriptions::created_at, subscriptions::id))
                .load(c)
        })?)
    }

    /// A page of the subscriptions of a customer that was looked up in the scope, the oldest first: all, or
    /// those to which a person has live access.
    pub fn subscriptions_page(
        &mut self,
        customer: CustomerId,
        user: Option<UserId>,
        page: PageAt<SubscriptionId>,
        limit: usize,
    ) -> Result<PageRows<Subscription>, StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let mark = page.mark().map(|id| self.subscription(customer, id)).transpose()?;
        page.read(limit, |page, take| {
            let mark = mark.as_ref().filter(|_| page.mark().is_some());
            let (at, id) = (subscriptions::created_at, subscriptions::id);
            Ok(on!(&mut *self.conn, |c| {
                let mut query = listed!(partner, customer, user, now).select(Subscription::as_select());
                if page.is_backwards() {
                    if let Some(mark) = mark {
                        query = query.filter(at.le(mark.created_at));
                        query = query.filter(at.lt(mark.created_at).or(id.lt(mark.id)));
                    }
                    query.order((at.desc(), id.desc())).limit(take).load(c)
                } else {
                    if let Some(mark) = mark {
                        query = query.filter(at.ge(mark.created_at));
                        query = query.filter(at.gt(mark.created_at).or(id.gt(mark.id)));
                    }
                    query.order((at, id)).limit(take).load(c)
                }
            })?)
        })
    }

    /// How many there are, and how many of them a reservation can be tied to (R-BUY-2).
    pub fn subscription_counts(
        &mut self,
        customer: CustomerId,
        user: Option<UserId>,
    ) -> Result<(i64, i64), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        Ok(on!(&mut *self.conn, |c| {
            let is_ready = subscriptions::state
                .eq(SubscriptionState::Active)
                .and(subscriptions::registration.eq(Registration::Registered));
            let ready = count(subscriptions::id).aggregate_filter(is_ready);
            listed!(partner, customer, user, now).select((count_star(), ready)).first(c)
        })?)
    }

    /// One subscription of a customer of the scope.
    pub fn subscription(&mut self, customer: CustomerId, id: SubscriptionId) -> Result<Subscription, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(subscriptions.customer_id, scope, subscriptions::table.select(Subscription::as_select()))
                .filter(subscriptions::customer_id.eq(customer))
                .filter(subscriptions::id.eq(id))
                .first(c)
        })?)
    }
}

impl Writer<'_> {
    /// Makes a subscription; the caller has looked the customer up in the scope.
    pub fn insert_subscription(
        &mut self,
        id: SubscriptionId,
        customer: CustomerId,
        name: &SubscriptionName,
        state: SubscriptionState,
    ) -> Result<(), StoreError> {
        let values = (
            subscriptions::id.eq(id),
            subscriptions::partner_id.eq(self.scope.partner()),
            subscriptions::customer_id.eq(customer),
            subscriptions::name.eq(name.as_str()),
            subscriptions::state.eq(state),
            subscriptions::registration.eq(Registration::NotRegistered),
            subscriptions::created_at.eq(self.scope.now()),
            subscriptions::version.eq(1),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(subscriptions::table).values(values).execute(c))?;
        Ok(())
    }

    /// Keeps name, state, registration and suspension of a subscription that is still at its version.
    pub fn update_subscription(&mut self, changed: &Subscription) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        let changes = (
            subscriptions::name.eq(&changed.name),
            subscriptions::state.eq(changed.state),
            subscriptions::registration.eq(changed.registration),
            subscriptions::suspended_at.eq(changed.suspended_at),
            subscriptions::version.eq(changed.version + 1),
        );
        let count = on!(&mut *self.conn, |c| diesel::update(subscriptions::table.find(changed.id))
            .filter(subscriptions::partner_id.eq(partner))
            .filter(subscriptions::customer_id.eq(changed.customer_id))
            .filter(subscriptions::version.eq(changed.version))
            .set(changes)
            .execute(c))?;
        if count == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }
}

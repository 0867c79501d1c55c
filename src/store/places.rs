//! Whose a thing is, by its id alone: interfaces for programs name no customer. Floor 1.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{reservation_orders, subscriptions};
use super::scope::visible;
use super::subscriptions::Subscription;
use super::tenant::Reader;
use crate::domain::ids::{CustomerId, ReservationOrderId, SubscriptionId};

impl Reader<'_> {
    /// The customer whose subscription this is, in the scope.
    pub fn customer_of_subscription(&mut self, id: SubscriptionId) -> Result<CustomerId, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(subscriptions.customer_id, scope, subscriptions::table.select(subscriptions::customer_id))
                .filter(subscriptions::id.eq(id))
                .first(c)
        })?)
    }

    /// The customer whose reservation order this is, in the scope.
    pub fn customer_of_reservation_order(&mut self, id: ReservationOrderId) -> Result<CustomerId, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(
                reservation_orders.customer_id,
                scope,
                reservation_orders::table.select(reservation_orders::customer_id)
            )
            .filter(reservation_orders::id.eq(id))
            .first(c)
        })?)
    }

    /// Subscriptions of every customer of the scope, by id, behind `after`.
    pub fn subscriptions_of_all(
        &mut self,
        after: Option<SubscriptionId>,
        limit: i64,
    ) -> Result<Vec<Subscription>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let mut query =
                visible!(subscriptions.customer_id, scope, subscriptions::table.select(Subscription::as_select()));
            if let Some(after) = after {
                query = query.filter(subscriptions::id.gt(after));
            }
            query.order(subscriptions::id).limit(limit).load(c)
        })?)
    }
}

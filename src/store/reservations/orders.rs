//! Reservation orders as interfaces for programs read them: what one purchased line made. Floor 1.
//! Domain 6.6.

use diesel::prelude::*;

use super::access::granted;
use super::rows::{ENDED, Reservation};
use crate::domain::carts::{AppliedScope, BillingPlan};
use crate::domain::ids::{CustomerId, OrderId, ReservationId, ReservationOrderId, SubscriptionId};
use crate::domain::money::{Currency, Money};
use crate::domain::reservations::ProvisioningState;
use crate::domain::term::Term;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{reservation_orders, reservations};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// A reservation order.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = reservation_orders)]
pub struct ReservationOrder {
    /// Its id.
    pub id: ReservationOrderId,
    /// Whose.
    pub customer_id: CustomerId,
    /// The order it was bought with.
    pub order_id: OrderId,
    /// The name at purchase.
    pub name: String,
    /// For how long.
    pub term: Term,
    /// How it is paid.
    pub billing_plan: BillingPlan,
    /// How many were bought.
    pub original_quantity: i32,
    /// Where it stands.
    pub state: ProvisioningState,
    /// When it was asked for.
    pub requested_at: Instant,
    /// When it was made.
    pub created_at: Instant,
    /// When the benefit starts.
    pub starts_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
    /// In which currency it is paid.
    pub currency: Currency,
    total_minor: i64,
}

impl ReservationOrder {
    /// The price of all for the whole term.
    pub const fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }
}

impl Reader<'_> {
    /// One reservation order of the scope.
    pub fn reservation_order(&mut self, id: ReservationOrderId) -> Result<ReservationOrder, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservation_orders::table.select(ReservationOrder::as_select());
            visible!(reservation_orders.customer_id, scope, all).filter(reservation_orders::id.eq(id)).first(c)
        })?)
    }

    /// Reservation orders of the scope with these ids.
    pub fn reservation_orders_with(&mut self, ids: &[ReservationOrderId]) -> Result<Vec<ReservationOrder>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservation_orders::table.select(ReservationOrder::as_select());
            visible!(reservation_orders.customer_id, scope, all).filter(reservation_orders::id.eq_any(ids)).load(c)
        })?)
    }

    /// Reservation orders of the scope by id, behind `after`; of one customer or of all.
    pub fn reservation_orders(
        &mut self,
        customer: Option<CustomerId>,
        after: Option<ReservationOrderId>,
        limit: i64,
    ) -> Result<Vec<ReservationOrder>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservation_orders::table.select(ReservationOrder::as_select());
            let mut query = visible!(reservation_orders.customer_id, scope, all);
            if let Some(customer) = customer {
                query = query.filter(reservation_orders::customer_id.eq(customer));
            }
            if let Some(after) = after {
                query = query.filter(reservation_orders::id.gt(after));
            }
            query.order(reservation_orders::id).limit(limit).load(c)
        })?)
    }

    /// The reservations under each of these reservation orders.
    pub fn reservations_under(
        &mut self,
        orders: &[ReservationOrderId],
    ) -> Result<Vec<(ReservationOrderId, ReservationId)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservations::table.select((reservations::reservation_order_id, reservations::id));
            visible!(reservations.customer_id, scope, all)
                .filter(reservations::reservation_order_id.eq_any(orders))
                .order((reservations::created_at, reservations::id))
                .load(c)
        })?)
    }

    /// The reservations of these reservation orders, the oldest first, ended ones too.
    pub fn reservations_of_orders(&mut self, orders: &[ReservationOrderId]) -> Result<Vec<Reservation>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservations::table.select(Reservation::as_select());
            granted!(scope, visible!(reservations.customer_id, scope, all))
                .filter(reservations::reservation_order_id.eq_any(orders))
                .order((reservations::created_at, reservations::id))
                .load(c)
        })?)
    }

    /// The reservation orders of a customer whose discount reaches a subscription now, by id.
    pub fn orders_reaching(
        &mut self,
        customer: CustomerId,
        subscription: SubscriptionId,
    ) -> Result<Vec<ReservationOrderId>, StoreError> {
        let (scope, now) = (self.scope, self.scope.now());
        Ok(on!(&mut *self.conn, |c| {
            let all = reservations::table.select(reservations::reservation_order_id).distinct();
            granted!(scope, visible!(reservations.customer_id, scope, all))
                .filter(reservations::customer_id.eq(customer))
                .filter(reservations::scope.eq(AppliedScope::Shared).or(reservations::subscription_id.eq(subscription)))
                .filter(reservations::state.ne_all(ENDED))
                .filter(reservations::expires_at.gt(now))
                .order(reservations::reservation_order_id)
                .load(c)
        })?)
    }

    /// How many reservations of the scope stand in a state.
    pub fn reservations_in(&mut self, state: ProvisioningState) -> Result<i64, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(reservations.seller_id, scope, reservations::table.select(diesel::dsl::count_star()))
                .filter(reservations::state.eq(state))
                .first(c)
        })?)
    }
}

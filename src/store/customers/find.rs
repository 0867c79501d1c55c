//! Straight to one thing by its id or number, whatever kind it is. Floor 1. Features row 1.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, OrderId, ReservationId, ReservationOrderId, SubscriptionId};
use crate::domain::orders::OrderNumber;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, orders, reservations, subscriptions};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// The one thing that an id or a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A customer.
    Customer(CustomerId),
    /// A subscription of a customer.
    Subscription(CustomerId, SubscriptionId),
    /// An order of a customer.
    Order(CustomerId, OrderId),
    /// A reservation of a customer.
    Reservation(CustomerId, ReservationId),
}

impl Reader<'_> {
    /// The order with this number, in the scope.
    pub fn hit_of_number(&mut self, number: OrderNumber) -> Result<Option<Hit>, StoreError> {
        let scope = self.scope;
        let found: Option<(CustomerId, OrderId)> = on!(&mut *self.conn, |c| {
            visible!(orders.customer_id, scope, orders::table.select((orders::customer_id, orders::id)))
                .filter(orders::number.eq(number))
                .first(c)
                .optional()
        })?;
        Ok(found.map(|(customer, order)| Hit::Order(customer, order)))
    }

    /// The customer, subscription, reservation, reservation order or order with this GUID, in the scope.
    pub fn hit_of_id(&mut self, id: CustomerId) -> Result<Option<Hit>, StoreError> {
        let hit = match self.customer_hit(id)? {
            Some(hit) => Some(hit),
            None => self.reservation_hit(id)?,
        };
        let hit = match hit {
            Some(hit) => Some(hit),
            None => self.subscription_hit(id)?,
        };
        match hit {
            Some(hit) => Ok(Some(hit)),
            None => self.order_hit(id),
        }
    }

    fn customer_hit(&mut self, id: CustomerId) -> Result<Option<Hit>, StoreError> {
        let scope = self.scope;
        let found: Option<CustomerId> = on!(&mut *self.conn, |c| {
            visible!(customers, scope, customers::table.select(customers::id))
                .filter(customers::id.eq(id))
                .first(c)
                .optional()
        })?;
        Ok(found.map(Hit::Customer))
    }

    /// By the reservation's own ID, or the first reservation of the reservation order.
    fn reservation_hit(&mut self, id: CustomerId) -> Result<Option<Hit>, StoreError> {
        let scope = self.scope;
        let (own, order) = (ReservationId::from_uuid(id.uuid()), ReservationOrderId::from_uuid(id.uuid()));
        let found: Option<(CustomerId, ReservationId)> = on!(&mut *self.conn, |c| {
            visible!(
                reservations.customer_id,
                scope,
                reservations::table.select((reservations::customer_id, reservations::id))
            )
            .filter(reservations::id.eq(own).or(reservations::reservation_order_id.eq(order)))
            .order((reservations::created_at, reservations::id))
            .first(c)
            .optional()
        })?;
        Ok(found.map(|(customer, reservation)| Hit::Reservation(customer, reservation)))
    }

    fn subscription_hit(&mut self, id: CustomerId) -> Result<Option<Hit>, StoreError> {
        let scope = self.scope;
        let own = SubscriptionId::from_uuid(id.uuid());
        let found: Option<CustomerId> = on!(&mut *self.conn, |c| {
            visible!(subscriptions.customer_id, scope, subscriptions::table.select(subscriptions::customer_id))
                .filter(subscriptions::id.eq(own))
                .first(c)
                .optional()
        })?;
        Ok(found.map(|customer| Hit::Subscription(customer, own)))
    }

    fn order_hit(&mut self, id: CustomerId) -> Result<Option<Hit>, StoreError> {
        let scope = self.scope;
        let own = OrderId::from_uuid(id.uuid());
        let found: Option<CustomerId> = on!(&mut *self.conn, |c| {
            visible!(orders.customer_id, scope, orders::table.select(orders::customer_id))
                .filter(orders::id.eq(own))
                .first(c)
                .optional()
        })?;
        Ok(found.map(|customer| Hit::Order(customer, own)))
    }
}

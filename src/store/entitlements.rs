//! What a customer is entitled to: the lines of its orders with the reservation orders they made. Floor 1.
//! Domain 2.3, 6.6.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{order_lines, orders, reservation_orders};
use super::scope::visible;
use super::tenant::Reader;
use crate::domain::ids::{CustomerId, OrderId, OrderLineId, ReservationOrderId};
use crate::domain::orders::{LineState, OrderNumber};
use crate::domain::time::Instant;

/// A line of an order and the reservation order it made.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Entitlement {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub order_number: OrderNumber,
    /// The line.
    pub line: OrderLineId,
    /// Its number, from 0.
    pub line_number: i32,
    /// What was bought.
    pub sku: String,
    /// How many.
    pub quantity: i32,
    /// Where the line stands.
    pub state: LineState,
    /// The reservation order.
    pub reservation_order: ReservationOrderId,
    /// When it ends.
    pub expires_at: Instant,
}

impl Reader<'_> {
    /// The reservation orders of a customer of the scope, the newest first.
    pub fn entitlements(&mut self, customer: CustomerId, limit: i64) -> Result<Vec<Entitlement>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let joined = reservation_orders::table
                .inner_join(order_lines::table.on(order_lines::id.eq(reservation_orders::order_line_id)))
                .inner_join(orders::table.on(orders::id.eq(reservation_orders::order_id)))
                .select((
                    orders::id,
                    orders::number,
                    order_lines::id,
                    order_lines::line_number,
                    order_lines::sku_id,
                    order_lines::quantity,
                    order_lines::state,
                    reservation_orders::id,
                    reservation_orders::expires_at,
                ));
            visible!(reservation_orders.customer_id, scope, joined)
                .filter(reservation_orders::customer_id.eq(customer))
                .order((reservation_orders::created_at.desc(), reservation_orders::id))
                .limit(limit)
                .load(c)
        })?)
    }
}

//! Orders: rows, lists by keyset, one order with its lines. Floor 1. Domain 6.5, S-40, S-41.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{customers, order_lines, orders, users};
use super::scope::visible;
use super::tenant::Reader;
use crate::domain::carts::BillingPlan;
use crate::domain::ids::{CartId, CustomerId, OrderId, PartnerId, UserId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::{OrderNumber, OrderStatus};
use crate::domain::time::Instant;

mod lines;
mod list;
mod write;

pub use lines::{MadeOf, OrderCharge, OrderLine};
pub use list::{OrderFilter, OrderListed, OrderMark};
pub use write::{NewLine, NewOrder, NewReservation};

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = orders)]
pub struct Order {
    /// Id.
    pub id: OrderId,
    /// Whose.
    pub customer_id: CustomerId,
    /// The number people say.
    pub number: OrderNumber,
    /// The cart it was.
    pub cart_id: CartId,
    /// Where it stands.
    pub status: OrderStatus,
    /// Its currency.
    pub currency: Currency,
    /// How it is paid.
    pub billing_plan: BillingPlan,
    total_minor: i64,
    /// The customer's own number for it, perhaps empty.
    pub purchase_order: String,
    /// The partner of record, fixed at purchase (S-10); none for a direct-bill partner.
    pub reseller_id: Option<PartnerId>,
    /// Who bought.
    pub placed_by: UserId,
    /// When.
    pub placed_at: Instant,
    review_hash: Vec<u8>,
}

impl Order {
    /// What it costs over the whole term.
    pub fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }

    /// The hash of what was reviewed.
    pub fn review_hash(&self) -> &[u8] {
        &self.review_hash
    }
}

/// An order with the names that stand beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedOrder {
    /// The order.
    pub order: Order,
    /// The customer's name.
    pub customer_name: String,
    /// The name of who bought.
    pub placed_by_name: String,
}

impl Reader<'_> {
    /// One order of a customer of the scope.
    pub fn order(&mut self, customer: CustomerId, id: OrderId) -> Result<NamedOrder, StoreError> {
        let scope = self.scope;
        let (order, customer_name, placed_by_name) = on!(&mut *self.conn, |c| {
            let joined = orders::table
                .inner_join(customers::table.on(customers::id.eq(orders::customer_id)))
                .inner_join(users::table.on(users::id.eq(orders::placed_by)))
                .select((Order::as_select(), customers::company_name, users::display_name));
            visible!(customers, scope, joined)
                .filter(orders::partner_id.eq(scope.partner()))
                .filter(orders::customer_id.eq(customer))
                .filter(orders::id.eq(id))
                .first(c)
        })?;
        Ok(NamedOrder { order, customer_name, placed_by_name })
    }

    /// The orders that a cart became, in the order of their groups.
    pub fn orders_of_cart(&mut self, cart: CartId) -> Result<Vec<Order>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| visible!(orders.customer_id, scope, orders::table.select(Order::as_select()))
            .filter(orders::cart_id.eq(cart))
            .order(orders::order_group)
            .load(c))?)
    }

    /// When a customer bought SKUs since a moment: SKU and time, in no order.
    pub fn bought_since(&mut self, customer: CustomerId, since: Instant) -> Result<Vec<(String, Instant)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let joined = orders::table
                .inner_join(order_lines::table.on(order_lines::order_id.eq(orders::id)))
                .select((order_lines::sku_id, orders::placed_at));
            visible!(orders.customer_id, scope, joined)
                .filter(orders::customer_id.eq(customer))
                .filter(orders::placed_at.gt(since))
                .filter(orders::status.ne(OrderStatus::Cancelled))
                .load(c)
        })?)
    }

    /// Whether an order of any partner has this number; numbers are unique in the installation.
    pub fn is_order_number_taken(&mut self, number: OrderNumber) -> Result<bool, StoreError> {
        Ok(on!(&mut *self.conn, |c| diesel::select(diesel::dsl::exists(
            orders::table.filter(orders::number.eq(number))
        ))
        .get_result(c))?)
    }
}

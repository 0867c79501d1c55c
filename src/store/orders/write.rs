//! Writing an order, its lines and what they make. Floor 1. Domain 6.5 to 6.7.

use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::carts::{BillingPlan, CartLine};
use crate::domain::ids::{CartId, CustomerId, OrderId, OrderLineId, PartnerId, PriceListId, UserId};
use crate::domain::money::Money;
use crate::domain::orders::{LineState, OrderNumber, OrderStatus};
use crate::domain::text::PurchaseOrderNumber;
use crate::store::carts::{SkuName, quantity_column};
use crate::store::columns::DecimalText;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{order_lines, orders};
use crate::store::tenant::Writer;

pub use crate::store::reservation_orders::NewReservation;

/// An order to be written.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// Id.
    pub id: OrderId,
    /// The customer, looked up in the scope by the caller.
    pub customer: CustomerId,
    /// The number people say.
    pub number: OrderNumber,
    /// The cart it was.
    pub cart: CartId,
    /// Which of the cart's orders, from 0.
    pub group: usize,
    /// Where it stands.
    pub status: OrderStatus,
    /// How it is paid.
    pub plan: BillingPlan,
    /// What it costs, in its currency.
    pub total: Money,
    /// Units of that currency for one US dollar on the day of the purchase.
    pub usd_rate: Decimal,
    /// The customer's own number for it.
    pub purchase_order: PurchaseOrderNumber,
    /// The partner of record.
    pub reseller: Option<PartnerId>,
    /// Who buys.
    pub placed_by: UserId,
    /// The hash of what was reviewed.
    pub review_hash: Vec<u8>,
}

/// A line of it.
#[derive(Debug, Clone)]
pub struct NewLine {
    /// Id.
    pub id: OrderLineId,
    /// From 0.
    pub number: usize,
    /// What stood in the cart.
    pub line: CartLine,
    /// What is bought, with the vendor's name of it (R-BUY-1).
    pub sku: SkuName,
    /// For all of them, over the whole term.
    pub total: Money,
    /// Where its price stands.
    pub price_list: PriceListId,
    /// Where it stands.
    pub state: LineState,
}

impl Writer<'_> {
    /// Writes an order without its lines. A second order of the same cart and group is refused.
    pub fn insert_order(&mut self, order: &NewOrder) -> Result<(), StoreError> {
        let seller = self.seller_of(order.customer)?;
        let values = (
            orders::id.eq(order.id),
            orders::partner_id.eq(self.scope.partner()),
            orders::seller_id.eq(seller),
            orders::customer_id.eq(order.customer),
            orders::number.eq(order.number),
            orders::cart_id.eq(order.cart),
            orders::order_group.eq(column(order.group)),
            orders::status.eq(order.status),
            orders::currency.eq(order.total.currency()),
            orders::billing_plan.eq(order.plan),
            orders::total_minor.eq(order.total.minor()),
            orders::usd_rate.eq(DecimalText(order.usd_rate)),
            orders::purchase_order.eq(order.purchase_order.as_str()),
            orders::reseller_id.eq(order.reseller),
            orders::placed_by.eq(order.placed_by),
            orders::placed_at.eq(self.scope.now()),
            orders::review_hash.eq(&order.review_hash),
            orders::version.eq(1),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(orders::table).values(values).execute(c))?;
        Ok(())
    }

    /// Writes a line of an order.
    pub fn insert_order_line(&mut self, order: &NewOrder, new: &NewLine) -> Result<(), StoreError> {
        let line = &new.line;
        let values = (
            (
                order_lines::id.eq(new.id),
                order_lines::order_id.eq(order.id),
                order_lines::partner_id.eq(self.scope.partner()),
                order_lines::customer_id.eq(order.customer),
                order_lines::line_number.eq(column(new.number)),
                order_lines::sku_id.eq(&line.sku),
                order_lines::title.eq(&new.sku.title),
                order_lines::size.eq(&new.sku.size),
                order_lines::region.eq(&new.sku.region),
                order_lines::term.eq(line.term),
            ),
            (
                order_lines::quantity.eq(quantity_column(line.quantity)),
                order_lines::unit_minor.eq(line.unit_price.minor()),
                order_lines::total_minor.eq(new.total.minor()),
                order_lines::price_list_id.eq(new.price_list),
                order_lines::subscription_id.eq(line.reservation.map(|it| it.subscription)),
                order_lines::scope.eq(line.reservation.map(|it| it.scope)),
                order_lines::optimise.eq(line.reservation.map(|it| it.optimise)),
                order_lines::name.eq(line.name.as_str()),
                order_lines::state.eq(new.state),
            ),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(order_lines::table).values(values).execute(c))?;
        Ok(())
    }
}

/// Positions are far below what the column holds.
fn column(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

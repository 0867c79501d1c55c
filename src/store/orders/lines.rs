//! The lines of an order, what each made, and what is charged. Floor 1. Domain 6.5 to 6.7, R-BL-2.

use diesel::prelude::*;

use super::Order;
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::{OrderId, OrderLineId, PriceListId, ReservationId, SubscriptionId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::{ChargeState, LineState};
use crate::domain::reservations::DisplayState;
use crate::domain::reservations::{ProvisioningState, display};
use crate::domain::term::Term;
use crate::domain::text::Quantity;
use crate::domain::time::{Day, Instant};
use crate::store::carts::quantity;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{
    charges, order_lines, price_lists, regions, reservation_orders, reservations, subscriptions,
};
use crate::store::tenant::Reader;

/// A line of an order with the reservation it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// Id.
    pub id: OrderLineId,
    /// Its number, from 0 as the vendor counts.
    pub number: i32,
    /// The vendor's name of what was bought (R-BUY-1).
    pub title: String,
    /// The SKU.
    pub sku: String,
    /// `Standard_D4s_v3`.
    pub size: String,
    /// `westus`.
    pub region: String,
    /// `West US`.
    pub region_name: String,
    /// How long.
    pub term: Term,
    /// How many.
    pub quantity: Quantity,
    /// For one, for the whole term.
    pub unit: Money,
    /// For all.
    pub total: Money,
    /// The version of prices it was bought from.
    pub price_list_id: PriceListId,
    /// Its name and first day.
    pub price_list: (String, Day),
    /// The subscription it is tied to.
    pub subscription: SubscriptionId,
    /// Its name.
    pub subscription_name: String,
    /// Which usage it reaches, as bought.
    pub scope: AppliedScope,
    /// What it is optimised for, as bought.
    pub optimise: Optimise,
    /// The name given to the reservation.
    pub name: String,
    /// Where the line stands.
    pub state: LineState,
    /// The reservation it made.
    pub reservation: ReservationId,
    /// Where the reservation stands.
    pub reservation_state: ProvisioningState,
    /// From when the discount applies.
    pub starts_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
}

impl OrderLine {
    /// What is shown of the reservation now.
    pub fn display(&self, now: Instant) -> DisplayState {
        display(self.reservation_state, self.expires_at, now)
    }
}

/// A charge of an order: all its lines' charges of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderCharge {
    /// The day it is due.
    pub due_on: Day,
    /// How much.
    pub amount: Money,
    /// Whether it has been charged.
    pub state: ChargeState,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = order_lines)]
struct LineRow {
    id: OrderLineId,
    line_number: i32,
    sku_id: String,
    title: String,
    size: String,
    region: String,
    term: Term,
    quantity: i32,
    unit_minor: i64,
    total_minor: i64,
    price_list_id: PriceListId,
    subscription_id: SubscriptionId,
    scope: AppliedScope,
    optimise: Optimise,
    name: String,
    state: LineState,
}

/// Region, subscription, price list and its first day.
type Names = (String, String, String, Day);
/// The reservation: id, state, start and end.
type Made = (ReservationId, ProvisioningState, Instant, Instant);

impl Reader<'_> {
    /// The lines of an order, in order. A line that was split or merged later shows what it made first.
    pub fn order_lines(&mut self, order: &Order) -> Result<Vec<OrderLine>, StoreError> {
        let rows: Vec<(LineRow, Names, Made)> = on!(&mut *self.conn, |c| order_lines::table
            .inner_join(regions::table.on(regions::name.eq(order_lines::region)))
            .inner_join(subscriptions::table.on(subscriptions::id.eq(order_lines::subscription_id)))
            .inner_join(price_lists::table.on(price_lists::id.eq(order_lines::price_list_id)))
            .inner_join(reservation_orders::table.on(reservation_orders::order_line_id.eq(order_lines::id)))
            .inner_join(reservations::table.on(reservations::reservation_order_id.eq(reservation_orders::id)))
            .filter(order_lines::order_id.eq(order.id))
            .order((order_lines::line_number, reservations::created_at, reservations::id))
            .select((
                LineRow::as_select(),
                (regions::display_name, subscriptions::name, price_lists::name, price_lists::effective_on),
                (reservations::id, reservations::state, reservations::starts_at, reservations::expires_at),
            ))
            .load(c))?;
        let mut lines: Vec<OrderLine> = Vec::new();
        for (row, names, made) in rows {
            if lines.last().is_none_or(|last| last.id != row.id) {
                lines.push(line(row, order.currency, names, made)?);
            }
        }
        Ok(lines)
    }

    /// What is charged for an order and when: the sums of its lines by day.
    pub fn order_charges(&mut self, order: OrderId) -> Result<Vec<OrderCharge>, StoreError> {
        let rows: Vec<(Day, i64, Currency, ChargeState)> = on!(&mut *self.conn, |c| charges::table
            .inner_join(reservation_orders::table.on(reservation_orders::id.eq(charges::reservation_order_id)))
            .filter(reservation_orders::order_id.eq(order))
            .order((charges::due_on, charges::state))
            .select((charges::due_on, charges::amount_minor, charges::currency, charges::state))
            .load(c))?;
        let mut found: Vec<OrderCharge> = Vec::new();
        for (due_on, minor, currency, state) in rows {
            let amount = Money::new(minor, currency);
            match found.iter_mut().find(|charge| charge.due_on == due_on && charge.state == state) {
                Some(charge) => charge.amount = charge.amount.plus(amount).map_err(too_large)?,
                None => found.push(OrderCharge { due_on, amount, state }),
            }
        }
        Ok(found)
    }
}

fn line(row: LineRow, currency: Currency, names: Names, made: Made) -> Result<OrderLine, StoreError> {
    let (region_name, subscription_name, list_name, list_from) = names;
    let (reservation, reservation_state, starts_at, expires_at) = made;
    Ok(OrderLine {
        id: row.id,
        number: row.line_number,
        title: row.title,
        sku: row.sku_id,
        size: row.size,
        region: row.region,
        region_name,
        term: row.term,
        quantity: quantity(row.quantity)?,
        unit: Money::new(row.unit_minor, currency),
        total: Money::new(row.total_minor, currency),
        price_list_id: row.price_list_id,
        price_list: (list_name, list_from),
        subscription: row.subscription_id,
        subscription_name,
        scope: row.scope,
        optimise: row.optimise,
        name: row.name,
        state: row.state,
        reservation,
        reservation_state,
        starts_at,
        expires_at,
    })
}

fn too_large(error: crate::domain::money::MoneyError) -> StoreError {
    StoreError::Db(diesel::result::Error::DeserializationError(error.to_string().into()))
}

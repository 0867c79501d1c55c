//! The lines of an order, what each made, and what is charged. Floor 1. Domain 6.5 to 6.7, R-BL-2.

use diesel::prelude::*;

use super::Order;
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::{EntitlementId, OrderId, OrderLineId, PriceListId, ReservationId, SubscriptionId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::{ChargeState, LineState};
use crate::domain::reservations::{ProvisioningState, Setting};
use crate::domain::software::EntitlementState;
use crate::domain::term::Term;
use crate::domain::text::Quantity;
use crate::domain::time::{Day, Instant};
use crate::store::carts::{quantity, setting};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{
    charges, order_lines, orders, price_lists, regions, reservation_orders, reservations, software_entitlements,
    subscriptions,
};
use crate::store::tenant::Reader;

/// A line of an order with what it made.
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
    /// The name given to the reservation; "" for software.
    pub name: String,
    /// Where the line stands.
    pub state: LineState,
    /// What it made.
    pub made: MadeOf,
    /// From when it counts.
    pub starts_at: Instant,
    /// When it ends; none for software without an end.
    pub expires_at: Option<Instant>,
}

/// What a line of an order made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MadeOf {
    /// A reservation.
    Reservation {
        /// Its id.
        id: ReservationId,
        /// Where it stands.
        state: ProvisioningState,
        /// Where it applies, as bought.
        setting: Setting,
        /// The name of the subscription it is tied to.
        subscription_name: String,
    },
    /// The right to use software.
    Software {
        /// Its id.
        id: EntitlementId,
        /// Where it stands.
        state: EntitlementState,
        /// How many there are now: 0 once it is cancelled.
        left: i32,
    },
}

impl OrderLine {
    /// Where it applied when it was bought; none for software.
    pub fn setting(&self) -> Option<Setting> {
        match &self.made {
            MadeOf::Reservation { setting, .. } => Some(*setting),
            MadeOf::Software { .. } => None,
        }
    }

    /// Whether it reaches one subscription only.
    pub fn is_single(&self) -> bool {
        self.setting().is_some_and(|it| it.scope == AppliedScope::Single)
    }

    /// The name of the subscription it is tied to; "" for software.
    pub fn subscription_name(&self) -> &str {
        match &self.made {
            MadeOf::Reservation { subscription_name, .. } => subscription_name,
            MadeOf::Software { .. } => "",
        }
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
    subscription_id: Option<SubscriptionId>,
    scope: Option<AppliedScope>,
    optimise: Option<Optimise>,
    name: String,
    state: LineState,
}

/// Region, subscription, price list and its first day.
type Names = (Option<String>, Option<String>, String, Day);
/// The reservation: id, state, start and end.
type Reserved = (ReservationId, ProvisioningState, Instant, Instant);
/// The software: id, state, quantity, start and end.
type Entitled = (EntitlementId, EntitlementState, i32, Instant, Option<Instant>);

impl Reader<'_> {
    /// The lines of an order, in order. A line that was split or merged later shows what it made first.
    pub fn order_lines(&mut self, order: &Order) -> Result<Vec<OrderLine>, StoreError> {
        let rows: Vec<(LineRow, Names, Option<Reserved>, Option<Entitled>)> =
            on!(&mut *self.conn, |c| order_lines::table
                .left_join(regions::table.on(regions::name.eq(order_lines::region)))
                .left_join(subscriptions::table.on(subscriptions::id.nullable().eq(order_lines::subscription_id)))
                .inner_join(price_lists::table.on(price_lists::id.eq(order_lines::price_list_id)))
                .left_join(reservation_orders::table.on(reservation_orders::order_line_id.eq(order_lines::id)))
                .left_join(
                    reservations::table
                        .on(reservations::reservation_order_id.nullable().eq(reservation_orders::id.nullable()))
                )
                .left_join(software_entitlements::table.on(software_entitlements::order_line_id.eq(order_lines::id)))
                .filter(order_lines::order_id.eq(order.id))
                .order((order_lines::line_number, reservations::created_at, reservations::id))
                .select((
                    LineRow::as_select(),
                    (
                        regions::display_name.nullable(),
                        subscriptions::name.nullable(),
                        price_lists::name,
                        price_lists::effective_on,
                    ),
                    (reservations::id, reservations::state, reservations::starts_at, reservations::expires_at)
                        .nullable(),
                    (
                        software_entitlements::id,
                        software_entitlements::state,
                        software_entitlements::quantity,
                        software_entitlements::ordered_at,
                        software_entitlements::expires_at,
                    )
                        .nullable(),
                ))
                .load(c))?;
        let mut lines: Vec<OrderLine> = Vec::new();
        for (row, names, reserved, entitled) in rows {
            if lines.last().is_none_or(|last| last.id != row.id) {
                lines.push(line(row, order.currency, names, (reserved, entitled))?);
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
        let mut rows = [self.software_charges(order)?, rows].concat();
        rows.sort_by_key(|(due_on, ..)| *due_on);
        for (due_on, minor, currency, state) in rows {
            let amount = Money::new(minor, currency);
            match found.iter_mut().find(|charge| charge.due_on == due_on && charge.state == state) {
                Some(charge) => charge.amount = charge.amount.plus(amount).map_err(too_large)?,
                None => found.push(OrderCharge { due_on, amount, state }),
            }
        }
        Ok(found)
    }

    /// What the software of an order costs: charged when it was bought.
    fn software_charges(&mut self, order: OrderId) -> Result<Vec<(Day, i64, Currency, ChargeState)>, StoreError> {
        let rows: Vec<(Instant, i64, Currency)> = on!(&mut *self.conn, |c| order_lines::table
            .inner_join(orders::table.on(orders::id.eq(order_lines::order_id)))
            .filter(order_lines::order_id.eq(order))
            .filter(order_lines::subscription_id.is_null())
            .select((orders::placed_at, order_lines::total_minor, orders::currency))
            .load(c))?;
        let charge =
            |(at, minor, currency): (Instant, i64, Currency)| (at.day(), minor, currency, ChargeState::Succeeded);
        Ok(rows.into_iter().map(charge).collect())
    }
}

fn line(
    row: LineRow,
    currency: Currency,
    names: Names,
    made: (Option<Reserved>, Option<Entitled>),
) -> Result<OrderLine, StoreError> {
    let (region_name, subscription_name, list_name, list_from) = names;
    let (made, starts_at, expires_at) = match (made, setting(row.subscription_id, row.scope, row.optimise)) {
        ((Some((id, state, starts_at, expires_at)), _), Some(setting)) => {
            let subscription_name = subscription_name.unwrap_or_default();
            (MadeOf::Reservation { id, state, setting, subscription_name }, starts_at, Some(expires_at))
        }
        ((_, Some((id, state, left, ordered_at, expires_at))), None) => {
            (MadeOf::Software { id, state, left }, ordered_at, expires_at)
        }
        _ => return Err(StoreError::NotFound),
    };
    Ok(OrderLine {
        id: row.id,
        number: row.line_number,
        title: row.title,
        sku: row.sku_id,
        size: row.size,
        region: row.region,
        region_name: region_name.unwrap_or_default(),
        term: row.term,
        quantity: quantity(row.quantity)?,
        unit: Money::new(row.unit_minor, currency),
        total: Money::new(row.total_minor, currency),
        price_list_id: row.price_list_id,
        price_list: (list_name, list_from),
        name: row.name,
        state: row.state,
        made,
        starts_at,
        expires_at,
    })
}

fn too_large(error: crate::domain::money::MoneyError) -> StoreError {
    StoreError::Db(diesel::result::Error::DeserializationError(error.to_string().into()))
}

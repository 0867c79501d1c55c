//! Reservation orders and what is under them, as interfaces for programs ask for them. Floor 2. P-11.

use std::collections::HashMap;

use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId, SubscriptionId};
use crate::domain::money::Money;
use crate::domain::reservations::ProvisioningState;
use crate::domain::time::Instant;
use crate::ops::app::App;
pub use crate::store::reservations::{Listing, SortedBy, StartAt};
use crate::store::reservations::{Relatives, Reservation, ReservationCharge, ReservationOrder, Revision};
use crate::store::{Reader, StoreError};

/// A reservation with the purchase behind it, and its relatives where they were asked for.
#[derive(Debug, Clone)]
pub struct Known {
    /// The reservation.
    pub reservation: Reservation,
    /// The reservation order.
    pub order: ReservationOrder,
    /// What it came from and what came from it.
    pub relatives: Relatives,
    /// When it was changed last.
    pub changed_at: Instant,
}

/// A reservation order with the ids under it.
#[derive(Debug, Clone)]
pub struct OrderWithIds {
    /// The reservation order.
    pub order: ReservationOrder,
    /// The reservations, the oldest first.
    pub reservations: Vec<ReservationId>,
}

/// A page by id.
#[derive(Debug, Clone)]
pub struct ById<T> {
    /// The page.
    pub items: Vec<T>,
    /// Whether there is more.
    pub has_next: bool,
}

impl<T> ById<T> {
    fn of(mut items: Vec<T>, limit: usize) -> Self {
        let has_next = items.len() > limit;
        items.truncate(limit);
        Self { items, has_next }
    }
}

fn one_more(limit: usize) -> i64 {
    i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX)
}

/// Reservation orders by id, behind `after`; of one customer or of all.
pub fn orders(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: Option<CustomerId>,
    after: Option<ReservationOrderId>,
    limit: usize,
) -> Result<ById<OrderWithIds>, StoreError> {
    app.db.read(may.scope(), |r| {
        let found = ById::of(r.reservation_orders(customer, after, one_more(limit))?, limit);
        Ok(ById { items: with_ids(r, found.items)?, has_next: found.has_next })
    })
}

fn with_ids(r: &mut Reader<'_>, orders: Vec<ReservationOrder>) -> Result<Vec<OrderWithIds>, StoreError> {
    let ids: Vec<ReservationOrderId> = orders.iter().map(|order| order.id).collect();
    let mut under: HashMap<ReservationOrderId, Vec<ReservationId>> = HashMap::new();
    for (order, id) in r.reservations_under(&ids)? {
        under.entry(order).or_default().push(id);
    }
    let joined = |order: ReservationOrder| {
        let reservations = under.remove(&order.id).unwrap_or_default();
        OrderWithIds { order, reservations }
    };
    Ok(orders.into_iter().map(joined).collect())
}

/// One reservation order with its payments.
pub fn order(
    app: &App,
    may: &Granted<may::ViewReservations>,
    id: ReservationOrderId,
) -> Result<(OrderWithIds, Vec<ReservationCharge>), StoreError> {
    app.db.read(may.scope(), |r| {
        let order = r.reservation_order(id)?;
        let charges = r.charges_of_order(id)?;
        let found = with_ids(r, vec![order])?.pop().ok_or(StoreError::NotFound)?;
        Ok((found, charges))
    })
}

/// The reservations of a reservation order, the oldest first.
pub fn of_order(
    app: &App,
    may: &Granted<may::ViewReservations>,
    id: ReservationOrderId,
) -> Result<Vec<Known>, StoreError> {
    app.db.read(may.scope(), |r| {
        let order = r.reservation_order(id)?;
        known(r, &[order])
    })
}

/// The reservations of these reservation orders, the oldest first.
pub fn of_orders(
    app: &App,
    may: &Granted<may::ViewReservations>,
    orders: &[ReservationOrder],
) -> Result<Vec<Known>, StoreError> {
    app.db.read(may.scope(), |r| known(r, orders))
}

/// One reservation of a reservation order.
pub fn one(
    app: &App,
    may: &Granted<may::ViewReservations>,
    order: ReservationOrderId,
    id: ReservationId,
) -> Result<Known, StoreError> {
    let found = of_order(app, may, order)?;
    found.into_iter().find(|known| known.reservation.id == id).ok_or(StoreError::NotFound)
}

/// All reservations of these orders with their relatives, by three queries.
fn known(r: &mut Reader<'_>, orders: &[ReservationOrder]) -> Result<Vec<Known>, StoreError> {
    let ids: Vec<ReservationOrderId> = orders.iter().map(|order| order.id).collect();
    let all = r.reservations_of_orders(&ids)?;
    let relatives = r.relatives(&all)?;
    let own: Vec<ReservationId> = all.iter().map(|one| one.id).collect();
    let changes = r.last_changes(&own)?;
    let joined = |(reservation, relatives): (Reservation, Relatives)| {
        let order = orders.iter().find(|order| order.id == reservation.reservation_order_id)?.clone();
        let changed_at = changes.get(&reservation.id).copied().unwrap_or(reservation.created_at);
        Some(Known { reservation, order, relatives, changed_at })
    };
    Ok(all.into_iter().zip(relatives).filter_map(joined).collect())
}

/// The reservation orders of a customer whose discount reaches a subscription now.
pub fn reaching(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    subscription: SubscriptionId,
) -> Result<Vec<ReservationOrderId>, StoreError> {
    app.db.read(may.scope(), |r| r.orders_reaching(customer, subscription))
}

/// A form that a reservation had, and until when; none for the present one.
pub type Form = (Known, Option<Instant>);

/// The forms that a reservation had and has, the newest first.
pub fn revisions(app: &App, may: &Granted<may::ViewReservations>, now: &Known) -> Result<Vec<Form>, StoreError> {
    let form = |one: Revision| {
        let (from, into) = now.relatives.clone();
        // What took its place came with its end.
        let into = if one.reservation.state == now.reservation.state { into } else { Vec::new() };
        let (reservation, order) = (one.reservation, now.order.clone());
        (Known { reservation, order, relatives: (from, into), changed_at: one.since }, one.until)
    };
    let found = app.db.read(may.scope(), |r| r.revisions(&now.reservation))?;
    Ok(found.into_iter().map(form).collect())
}

/// What the same costs today, for one, where it is sold.
pub fn price_again(
    app: &App,
    may: &Granted<may::ViewReservations>,
    it: &Reservation,
) -> Result<Option<Money>, StoreError> {
    app.db.read(may.scope(), |r| Ok(r.refundable(it.customer_id, it.id)?.facts.unit_list))
}

/// Reservations of every customer, from a place on; without their relatives.
pub fn all(
    app: &App,
    may: &Granted<may::ViewReservations>,
    listing: Listing,
    from: StartAt,
    limit: usize,
) -> Result<ById<Known>, StoreError> {
    app.db.read(may.scope(), |r| {
        let found = ById::of(r.reservations_listed(listing, from, one_more(limit))?, limit);
        let mut ids: Vec<ReservationOrderId> = found.items.iter().map(|one| one.reservation_order_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let orders: HashMap<ReservationOrderId, ReservationOrder> =
            r.reservation_orders_with(&ids)?.into_iter().map(|order| (order.id, order)).collect();
        let own: Vec<ReservationId> = found.items.iter().map(|one| one.id).collect();
        let changes = r.last_changes(&own)?;
        let known = |reservation: Reservation| {
            let order = orders.get(&reservation.reservation_order_id)?.clone();
            let changed_at = changes.get(&reservation.id).copied().unwrap_or(reservation.created_at);
            Some(Known { reservation, order, relatives: (Vec::new(), Vec::new()), changed_at })
        };
        Ok(ById { items: found.items.into_iter().filter_map(known).collect(), has_next: found.has_next })
    })
}

/// How many reservations of every customer were cancelled: returned, split or merged.
pub fn cancelled(app: &App, may: &Granted<may::ViewReservations>) -> Result<i64, StoreError> {
    app.db.read(may.scope(), |r| r.reservations_in(ProvisioningState::Cancelled))
}

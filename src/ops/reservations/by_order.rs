//! Reservation orders and what is under them, as interfaces for programs ask for them. Floor 2. P-11.

use std::collections::HashMap;

use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId};
use crate::domain::reservations::ProvisioningState;
use crate::domain::time::Instant;
use crate::ops::app::App;
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
        let all = r.reservations_of_order(id)?;
        all.into_iter().map(|one| known(r, &order, one)).collect()
    })
}

/// One reservation of a reservation order.
pub fn one(
    app: &App,
    may: &Granted<may::ViewReservations>,
    order: ReservationOrderId,
    id: ReservationId,
) -> Result<Known, StoreError> {
    app.db.read(may.scope(), |r| {
        let order = r.reservation_order(order)?;
        let found = r.reservation_of_order(order.id, id)?;
        known(r, &order, found)
    })
}

fn known(r: &mut Reader<'_>, order: &ReservationOrder, reservation: Reservation) -> Result<Known, StoreError> {
    let relatives = r.relatives(order.id, reservation.id)?;
    let changed_at = r.last_changes(&[reservation.id])?.remove(&reservation.id).unwrap_or(reservation.created_at);
    Ok(Known { reservation, order: order.clone(), relatives, changed_at })
}

/// A form that a reservation had, and until when; none for the present one.
pub type Form = (Known, Option<Instant>);

/// The forms that a reservation had and has, the newest first.
pub fn revisions(
    app: &App,
    may: &Granted<may::ViewReservations>,
    order: ReservationOrderId,
    id: ReservationId,
) -> Result<Vec<Form>, StoreError> {
    app.db.read(may.scope(), |r| {
        let order = r.reservation_order(order)?;
        let now = r.reservation_of_order(order.id, id)?;
        let (from, into) = r.relatives(order.id, id)?;
        let form = |one: Revision| {
            // What took its place came with its end.
            let into = if one.reservation.state == now.state { into.clone() } else { Vec::new() };
            let relatives = (from.clone(), into);
            let known = Known { reservation: one.reservation, order: order.clone(), relatives, changed_at: one.since };
            (known, one.until)
        };
        Ok(r.revisions(&now)?.into_iter().map(form).collect())
    })
}

/// Reservations of every customer by id, behind `after`; without their relatives.
pub fn all(
    app: &App,
    may: &Granted<may::ViewReservations>,
    is_archived: Option<bool>,
    after: Option<ReservationId>,
    limit: usize,
) -> Result<ById<Known>, StoreError> {
    app.db.read(may.scope(), |r| {
        let found = ById::of(r.reservations_by_id(is_archived, after, one_more(limit))?, limit);
        let mut ids: Vec<ReservationOrderId> = found.items.iter().map(|one| one.reservation_order_id).collect();
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

//! Whose usage is asked for: of an order, of one reservation, of what is billed to a subscription, of a
//! billing account. Floor 4. P-11.
//!
//! A billing account is the client's organisation (its tenant id) or one of its customers (the id of the
//! customer). Orders come in pages there; `reservationOrderId` and `reservationId` name one.

use crate::access::{Granted, may};
use crate::api::capacity::at_order;
use crate::api::{Call, Refused};
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId, SubscriptionId};
use crate::ops::reservations::by_order::{self, Known};
use crate::ops::{App, places};

/// Orders of a page of a wide scope.
const PAGE: usize = 50;

/// What is asked about: the right to look, the reservations, and the mark of the page behind.
pub(super) struct Asked {
    pub(super) may: Granted<may::ViewReservations>,
    pub(super) known: Vec<Known>,
    pub(super) next: Option<String>,
}

pub(super) fn asked(app: &App, call: &Call) -> Result<Asked, Refused> {
    let subscription: Option<SubscriptionId> = optional(call, "subscription")?;
    let wide = match (subscription, call.part("account")) {
        (Some(id), _) => Some((Some(places::of_subscription(app, call.who()?, &call.circumstances, id)?), Some(id))),
        (None, "") => None,
        (None, account) if call.who()?.partner().to_string().eq_ignore_ascii_case(account) => Some((None, None)),
        (None, _) => Some((Some(call.id("account")?), None)),
    };
    match wide {
        Some((customer, subscription)) => of_scope(app, call, customer, subscription),
        None => of_order(app, call),
    }
}

fn optional<T: std::str::FromStr>(call: &Call, name: &str) -> Result<Option<T>, Refused> {
    if call.part(name).is_empty() { Ok(None) } else { call.id(name).map(Some) }
}

fn of_order(app: &App, call: &Call) -> Result<Asked, Refused> {
    let reservation: Option<ReservationId> = optional(call, "reservation")?;
    let (may, _customer, order) = at_order::<may::ViewReservations>(app, call, reservation)?;
    let mut known = by_order::of_order(app, &may, order)?;
    if let Some(id) = reservation {
        known.retain(|one| one.reservation.id == id);
        if known.is_empty() {
            return Err(Refused::not_found());
        }
    }
    Ok(Asked { may, known, next: None })
}

/// An id that the query may name; one that is none is a wrong request.
fn named<T: std::str::FromStr>(call: &Call, name: &str) -> Result<Option<T>, Refused> {
    let Some(text) = call.query(name) else { return Ok(None) };
    text.parse().map(Some).map_err(|_not_an_id| Refused::bad("BadRequest", format!("{name} is not a GUID.")))
}

fn of_scope(
    app: &App,
    call: &Call,
    customer: Option<CustomerId>,
    subscription: Option<SubscriptionId>,
) -> Result<Asked, Refused> {
    let may = match customer {
        Some(customer) => call.on::<may::ViewReservations>(app, customer, None)?,
        None => call.may::<may::ViewReservations>()?,
    };
    let order: Option<ReservationOrderId> = named(call, "reservationOrderId")?;
    let reservation: Option<ReservationId> = named(call, "reservationId")?;
    let after = call.skip_token().and_then(|mark| mark.parse().ok());
    let page = by_order::orders(app, &may, customer, after, PAGE)?;
    let next = page.items.last().filter(|_| page.has_next).map(|last| last.order.id.to_string());
    let meant = page.items.into_iter().map(|one| one.order).filter(|one| order.is_none_or(|id| one.id == id));
    let mut known = by_order::of_orders(app, &may, &meant.collect::<Vec<_>>())?;
    known.retain(|one| {
        reservation.is_none_or(|id| one.reservation.id == id)
            && subscription.is_none_or(|id| one.reservation.subscription_id == id)
    });
    Ok(Asked { may, known, next })
}

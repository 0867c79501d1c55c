//! Microsoft.Capacity: reservations as Azure Resource Manager shows them. Floor 4.
//!
//! Every long operation is answered at once with its result, which is the one form that all clients of
//! the vendor's read. What the vendor decides at once and people decide here: a return files the refund
//! request, and the reservation lives until the desk has approved it.

mod catalog;
mod change;
mod exchange;
mod orders;
mod parts;
mod purchase;
mod refund;
mod reservations;
mod session;
mod shapes;
mod wire;

use crate::access::Granted;
use crate::access::may::Permission;
use crate::api::{Call, Endpoint, Refused};
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId};
use crate::ops::{App, places};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut all = catalog::endpoints();
    all.extend(purchase::endpoints());
    all.extend(orders::endpoints());
    all.extend(reservations::endpoints());
    all.extend(change::endpoints());
    all.extend(parts::endpoints());
    all.extend(refund::endpoints());
    all.extend(exchange::endpoints());
    all
}

/// The reservation order in the address, its customer, and proof of a permission there.
pub(super) fn at_order<P: Permission>(
    app: &App,
    call: &Call,
    reservation: Option<ReservationId>,
) -> Result<(Granted<P>, CustomerId, ReservationOrderId), Refused> {
    let order: ReservationOrderId = call.part("order").parse().map_err(|_not_a_guid| no_order())?;
    let customer = customer_of(app, call, order)?;
    Ok((call.on(app, customer, reservation)?, customer, order))
}

fn customer_of(app: &App, call: &Call, order: ReservationOrderId) -> Result<CustomerId, Refused> {
    places::of_reservation_order(app, call.who()?, &call.circumstances, order).map_err(|error| {
        let refused = Refused::from(error);
        if refused.status == actix_web::http::StatusCode::NOT_FOUND { no_order() } else { refused }
    })
}

fn no_order() -> Refused {
    let message = "The reservation order was not found.";
    Refused::new(actix_web::http::StatusCode::NOT_FOUND, "ReservationOrderNotFound", message)
}

fn no_reservation() -> Refused {
    let message = "The reservation is not in the reservation order.";
    Refused::new(actix_web::http::StatusCode::NOT_FOUND, "ReservationIdNotInReservationOrder", message)
}

/// The ids in a text such as `/providers/Microsoft.Capacity/reservationOrders/{o}/reservations/{r}`.
fn ids_of(text: &str) -> Result<(ReservationOrderId, ReservationId), Refused> {
    let wrong = || Refused::bad("InvalidReservationId", format!("'{text}' is not the id of a reservation."));
    let mut parts = text.rsplit('/').filter(|part| !part.is_empty());
    let reservation = parts.next().and_then(|id| id.parse().ok()).ok_or_else(wrong)?;
    let order = parts.nth(1).and_then(|id| id.parse().ok()).ok_or_else(wrong)?;
    Ok((order, reservation))
}

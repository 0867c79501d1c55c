//! Reservation orders: list and get. Floor 4. P-11.

use super::{at_order, shapes, wire};
use crate::access::may;
use crate::api::frame::wire::Page;
use crate::api::{Answer, Answered, Call, Endpoint, Face};
use crate::domain::roles::Perm;
use crate::ops::App;
use crate::ops::reservations::by_order;

/// Reservation orders of a page.
const PAGE: usize = 100;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let get = |path, act| Endpoint::get(Face::Arm, path, Perm::ViewReservations, act);
    vec![
        get("/providers/Microsoft.Capacity/reservationOrders", list)
            .answers::<Page<wire::Order>>()
            .asks(&[("$skiptoken", "The mark of a next link.")]),
        get("/providers/Microsoft.Capacity/reservationOrders/{order}", show)
            .answers::<wire::Order>()
            .asks(&[("$expand", "schedule: with the payments.")]),
    ]
}

fn list(app: &App, call: &Call) -> Answered {
    let may = call.may::<may::ViewReservations>()?;
    let after = call.skip_token().and_then(|mark| mark.parse().ok());
    let found = by_order::orders(app, &may, None, after, PAGE)?;
    let next = found.items.last().filter(|_| found.has_next).map(|last| last.order.id.to_string());
    let items = found.items.iter().map(|one| shapes::order(one, None)).collect();
    Answer::ok(&call.arm_page(items, next.as_deref()))
}

fn show(app: &App, call: &Call) -> Answered {
    let (may, _customer, order) = at_order::<may::ViewReservations>(app, call, None)?;
    let (found, charges) = by_order::order(app, &may, order)?;
    let is_expanded = call.query("$expand").is_some_and(|what| what.eq_ignore_ascii_case("schedule"));
    Answer::ok(&shapes::order(&found, is_expanded.then_some(charges.as_slice())))
}

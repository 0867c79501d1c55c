//! Reservations: of an order, of everybody, one, and as they were. Floor 4. P-11.

use serde_json::{Value, json};

use super::{at_order, no_reservation, shapes};
use crate::access::{Granted, may};
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::roles::Perm;
use crate::ops::App;
use crate::ops::reservations::by_order::{self, Known};
use crate::ops::reservations::{self as all_reservations, ReservationFilter};
use crate::ops::{PageAt, StoreError};

/// Reservations of a page, unless the client says how many.
const PAGE: usize = 100;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let get = |path, act| Endpoint::get(Face::Arm, path, Perm::ViewReservations, act);
    vec![
        get("/providers/Microsoft.Capacity/reservations", list_all),
        get("/providers/Microsoft.Capacity/reservationOrders/{order}/reservations", list),
        get("/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}", show),
        get("/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/revisions", revisions),
    ]
}

/// The reservation in the address, with proof of the right to look.
pub(super) fn at_reservation(
    app: &App,
    call: &Call,
) -> Result<(Granted<may::ViewReservations>, CustomerId, Known), Refused> {
    let id: ReservationId = call.part("reservation").parse().map_err(|_not_a_guid| no_reservation())?;
    let (may, customer, order) = at_order::<may::ViewReservations>(app, call, Some(id))?;
    match by_order::one(app, &may, order, id) {
        Ok(known) => Ok((may, customer, known)),
        Err(StoreError::NotFound) => Err(no_reservation()),
        Err(error) => Err(error.into()),
    }
}

fn list(app: &App, call: &Call) -> Answered {
    let (may, _customer, order) = at_order::<may::ViewReservations>(app, call, None)?;
    let now = call.circumstances.at;
    let found = by_order::of_order(app, &may, order)?;
    Answer::ok(&call.arm_page(found.iter().map(|known| shapes::reservation(known, now)).collect(), None))
}

fn show(app: &App, call: &Call) -> Answered {
    let (_may, _customer, known) = at_reservation(app, call)?;
    Answer::ok(&shapes::reservation(&known, call.circumstances.at))
}

/// The reservation as it was, the newest first: its present form, then what it was before each change.
fn revisions(app: &App, call: &Call) -> Answered {
    let (may, _customer, known) = at_reservation(app, call)?;
    let now = call.circumstances.at;
    let forms = by_order::revisions(app, &may, known.order.id, known.reservation.id)?;
    let shown = forms.iter().map(|(form, until)| shapes::reservation(form, until.unwrap_or(now)));
    Answer::ok(&call.arm_page(shown.collect(), None))
}

fn list_all(app: &App, call: &Call) -> Answered {
    let may = call.may::<may::ViewReservations>()?;
    let limit = call.number("take")?.unwrap_or(PAGE).clamp(1, PAGE);
    let after = call.skip_token().and_then(|mark| mark.parse().ok());
    let is_archived = archived(call.query("$filter").unwrap_or_default())?;
    let now = call.circumstances.at;
    let found = by_order::all(app, &may, is_archived, after, limit)?;
    let next = found.items.last().filter(|_| found.has_next).map(|last| last.reservation.id.to_string());
    let state = call.query("selectedState");
    let shown = found.items.iter().filter(|known| {
        let display = known.reservation.display(now).to_string();
        state.is_none_or(|state| state.eq_ignore_ascii_case(&display))
    });
    let mut page = call.arm_page(shown.map(|known| shapes::reservation(known, now)).collect(), next.as_deref());
    if let Some(fields) = page.as_object_mut().filter(|_| call.flag("refreshSummary")) {
        fields.insert("summary".to_owned(), summary(app, &may)?);
    }
    Answer::ok(&page)
}

/// `(properties/archived eq false)`.
fn archived(filter: &str) -> Result<Option<bool>, Refused> {
    let text: String = filter.to_lowercase().chars().filter(|sign| !matches!(sign, '(' | ')')).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [] => Ok(None),
        ["properties/archived", "eq", "true"] => Ok(Some(true)),
        ["properties/archived", "eq", "false"] => Ok(Some(false)),
        _ => Err(Refused::bad("InvalidRequestContent", "The filter can only say (properties/archived eq true|false).")),
    }
}

fn summary(app: &App, may: &Granted<may::ViewReservations>) -> Result<Value, Refused> {
    let counts = all_reservations::list(app, may, &ReservationFilter::default(), PageAt::First)?.totals.counts;
    let cancelled = by_order::cancelled(app, may)?;
    Ok(json!({
        "succeededCount": counts.active.saturating_sub(counts.expiring),
        "expiringCount": counts.expiring,
        "processingCount": counts.live.saturating_sub(counts.active),
        "cancelledCount": cancelled,
        "failedCount": 0,
        "expiredCount": counts.ended().saturating_sub(cancelled).max(0),
        "pendingCount": 0,
    }))
}

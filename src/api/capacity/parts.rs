//! Split and merge. Floor 4. 6.7, 6.8, P-12. Both answer with bare arrays: what was made, then its sources.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{at_order, ids_of, no_reservation, shapes, wire};
use crate::access::{Granted, may};
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId};
use crate::domain::reservations::PartsRefusal;
use crate::domain::roles::Perm;
use crate::ops::App;
use crate::ops::StoreError;
use crate::ops::reservations::by_order::{self, Known};
use crate::ops::reservations::{self as acts, PartsError};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let post = |path, act| {
        let endpoint = Endpoint::post(Face::Arm, path, Perm::ConfigureReservations, act);
        endpoint.takes::<Request>().answers::<Vec<wire::Reservation>>()
    };
    vec![
        post("/providers/Microsoft.Capacity/reservationOrders/{order}/split", split),
        post("/providers/Microsoft.Capacity/reservationOrders/{order}/merge", merge),
    ]
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Request {
    properties: Option<Parts>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
struct Parts {
    quantities: Option<Vec<i64>>,
    reservation_id: Option<String>,
    sources: Option<Vec<String>>,
}

/// The reservation that an id in a body names, which is one of the order in the address.
fn named(
    app: &App,
    call: &Call,
    text: &str,
) -> Result<(Granted<may::ConfigureReservations>, CustomerId, Known), Refused> {
    let (order, id) = ids_of(text)?;
    let (may, customer, at) = at_order::<may::ConfigureReservations>(app, call, Some(id))?;
    if order != at {
        return Err(no_reservation());
    }
    let view = call.on::<may::ViewReservations>(app, customer, Some(id))?;
    Ok((may, customer, known(app, &view, at, id)?))
}

fn known(
    app: &App,
    may: &Granted<may::ViewReservations>,
    order: ReservationOrderId,
    id: ReservationId,
) -> Result<Known, Refused> {
    by_order::one(app, may, order, id).map_err(|error| match error {
        StoreError::NotFound => no_reservation(),
        StoreError::Duplicate(_)
        | StoreError::Busy(_)
        | StoreError::Stale
        | StoreError::Open(_)
        | StoreError::Db(_) => error.into(),
    })
}

fn split(app: &App, call: &Call) -> Answered {
    let parts = call.json::<Request>()?.properties.unwrap_or_default();
    let source = parts.reservation_id.unwrap_or_default();
    let (may, customer, found) = named(app, call, &source)?;
    let quantities: Option<Vec<u32>> =
        parts.quantities.unwrap_or_default().into_iter().map(|count| u32::try_from(count).ok()).collect();
    let quantities = quantities.ok_or_else(|| refused(PartsError::Refused(PartsRefusal::EmptyPart)))?;
    let it = &found.reservation;
    let made = acts::split(app, &may, (customer, it.id), &quantities, it.version).map_err(refused)?;
    answer(app, call, customer, made.into_iter().chain([it.id]), it.reservation_order_id)
}

fn merge(app: &App, call: &Call) -> Answered {
    let sources = call.json::<Request>()?.properties.unwrap_or_default().sources.unwrap_or_default();
    let ids = sources.iter().map(|text| ids_of(text)).collect::<Result<Vec<_>, Refused>>()?;
    let Some((first, (_, id))) = sources.first().zip(ids.first().copied()) else {
        return Err(refused(PartsError::Refused(PartsRefusal::TooFew)));
    };
    let (may, customer, found) = named(app, call, first)?;
    let order = found.reservation.reservation_order_id;
    if ids.iter().any(|(other, _)| *other != order) {
        return Err(refused(PartsError::Refused(PartsRefusal::OtherOrder)));
    }
    let others: Vec<ReservationId> = ids.iter().skip(1).map(|(_, id)| *id).collect();
    let version = found.reservation.version;
    let made = acts::merge(app, &may, (customer, id), &others, version).map_err(refused)?;
    answer(app, call, customer, [made, id].into_iter().chain(others), order)
}

/// The reservations with these ids, in this order.
fn answer(
    app: &App,
    call: &Call,
    customer: CustomerId,
    ids: impl IntoIterator<Item = ReservationId>,
    order: ReservationOrderId,
) -> Answered {
    let view = call.on::<may::ViewReservations>(app, customer, None)?;
    let all = by_order::of_order(app, &view, order)?;
    let shown = ids.into_iter().filter_map(|id| all.iter().find(|known| known.reservation.id == id));
    let shown: Vec<wire::Reservation> = shown.map(|known| shapes::reservation(known, call.circumstances.at)).collect();
    Answer::ok(&shown)
}

/// The rules' refusals in the vendor's codes.
pub(super) fn refused(error: PartsError) -> Refused {
    match error {
        PartsError::Refused(PartsRefusal::WrongState) => {
            Refused::bad("OperationCannotBePerformedInCurrentState", "The reservation is not active.")
        }
        PartsError::Refused(refusal) => {
            Refused::bad("InvalidRequestContent", format!("The request is refused: {refusal}."))
        }
        PartsError::NotEnded => {
            Refused::bad("OperationCannotBePerformedInCurrentState", "Only a reservation that has ended is archived.")
        }
        PartsError::Store(error) => error.into(),
    }
}

//! The lines of an order, and what each makes: a reservation or software. Floor 2. 6.7, R-IAM-2, R-SW-1.

use serde_json::json;

use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::{CartState, OrderGroup};
use crate::domain::ids::{EntitlementId, OrderLineId, ReservationAccessId, ReservationId, ReservationOrderId};
use crate::domain::money::MoneyError;
use crate::domain::orders::{LineState, schedule};
use crate::domain::reservations::{ProvisioningState, ReservationRole, Setting, StatusCode, benefit_start, ends_at};
use crate::domain::time::Instant;
use crate::ops::app::{App, Ids};
use crate::ops::carts::facts::Gathered;
use crate::ops::software::fulfil_software;
use crate::store::Writer;
use crate::store::carts::StoredLine;
use crate::store::orders::{NewLine, NewOrder, NewReservation};
use crate::store::reservations::NewAssignment;
use crate::store::software::NewEntitlement;

use super::place::PlaceError;

/// A line as it was written, for the event.
pub(super) struct Made {
    line: NewLine,
    what: Fulfilled,
}

/// What a line made.
enum Fulfilled {
    Reservation(NewReservation),
    Software(NewEntitlement),
}

/// Writes an order, its lines and what each of them made.
pub(super) fn write(
    w: &mut Writer<'_>,
    app: &App,
    gathered: &Gathered,
    group: &OrderGroup,
    order: &NewOrder,
    under: Option<ReservationOrderId>,
) -> Result<Vec<Made>, PlaceError> {
    let ids = app.ids;
    w.insert_order(order)?;
    let mut all = Vec::new();
    let lines = group.lines.iter().filter_map(|line| gathered.lines.get(*line));
    for (number, stored) in lines.enumerate() {
        let line = new_line(ids, number, stored)?;
        w.insert_order_line(order, &line)?;
        let what = if let Some(setting) = line.line.reservation {
            let reservation = new_reservation(ids, under, gathered.now, &line, setting)?;
            w.insert_reservation(order, &line, &reservation)?;
            w.insert_assignment(&owner(ids, order, &reservation))?;
            Fulfilled::Reservation(reservation)
        } else {
            let entitlement = new_entitlement(ids, gathered, order, &line);
            fulfil_software(w, app, &entitlement)?;
            Fulfilled::Software(entitlement)
        };
        all.push(Made { line, what });
    }
    Ok(all)
}

fn new_line(ids: Ids, number: usize, stored: &StoredLine) -> Result<NewLine, MoneyError> {
    let line = stored.line.clone();
    Ok(NewLine {
        id: OrderLineId::from_uuid(ids.new_id()),
        number,
        total: line.unit_price.times(line.quantity.get())?,
        sku: stored.sku.clone(),
        price_list: stored.price_list,
        state: LineState::Fulfilled,
        line,
    })
}

fn new_entitlement(ids: Ids, gathered: &Gathered, order: &NewOrder, line: &NewLine) -> NewEntitlement {
    let offer = gathered.offers.get(&line.line.sku);
    NewEntitlement {
        id: EntitlementId::from_uuid(ids.new_id()),
        customer: order.customer,
        order: order.id,
        line: line.id,
        product: offer.map(|offer| offer.product_id.clone()).unwrap_or_default(),
        sku: line.line.sku.clone(),
        title: line.sku.title.clone(),
        quantity: line.line.quantity,
        expires_at: Some(ends_at(gathered.now, line.line.term)),
    }
}

fn new_reservation(
    ids: Ids,
    under: Option<ReservationOrderId>,
    now: Instant,
    line: &NewLine,
    setting: Setting,
) -> Result<NewReservation, MoneyError> {
    let term = line.line.term;
    Ok(NewReservation {
        setting,
        order_id: under.unwrap_or_else(|| ReservationOrderId::from_uuid(ids.new_id())),
        id: ReservationId::from_uuid(ids.new_id()),
        state: fulfilled(),
        status: StatusCode::Active,
        starts_at: benefit_start(now),
        expires_at: ends_at(now, term),
        charges: schedule(line.total, line.line.plan, term, now.day())?,
    })
}

/// R-IAM-2: whoever buys is Owner of the reservation order, and so of what is under it.
fn owner(ids: Ids, order: &NewOrder, made: &NewReservation) -> NewAssignment {
    NewAssignment {
        id: ReservationAccessId::from_uuid(ids.new_id()),
        customer: order.customer,
        order: made.order_id,
        reservation: None,
        user: order.placed_by,
        role: ReservationRole::Owner,
        granted_by: order.placed_by,
        ends_at: None,
    }
}

/// There is no vendor to wait for: every step of the happy path happens in this act (6.7).
fn fulfilled() -> ProvisioningState {
    std::iter::successors(Some(ProvisioningState::Creating), |state| state.next())
        .last()
        .unwrap_or(ProvisioningState::Creating)
}

/// The event of an order, with its lines.
pub(super) fn event(order: &NewOrder, made: &[Made]) -> Event {
    let lines: Vec<serde_json::Value> = made
        .iter()
        .map(|Made { line, what }| match what {
            Fulfilled::Reservation(reservation) => json!({
                "sku": line.line.sku,
                "title": line.sku.title,
                "quantity": line.line.quantity,
                "unit_price": line.line.unit_price.to_string(),
                "total": line.total.to_string(),
                "subscription": reservation.setting.subscription.to_string(),
                "scope": reservation.setting.scope,
                "optimise": reservation.setting.optimise,
                "name": line.line.name,
                "reservation": reservation.id.to_string(),
                "expires_at": reservation.expires_at.to_string(),
                "owner": order.placed_by.to_string(),
            }),
            Fulfilled::Software(software) => json!({
                "sku": line.line.sku,
                "title": line.sku.title,
                "quantity": line.line.quantity,
                "unit_price": line.line.unit_price.to_string(),
                "total": line.total.to_string(),
                "software": software.id.to_string(),
                "expires_at": software.expires_at.map(|at| at.to_string()),
            }),
        })
        .collect();
    Event::new(EventKind::OrderPlaced, "orders", order.id)
        .of_customer(order.customer)
        .before(json!({ "cart": order.cart.to_string(), "state": CartState::Active }))
        .after(json!({
            "number": order.number.digits(),
            "status": order.status,
            "billing_plan": order.plan,
            "total": order.total.to_string(),
            "purchase_order": order.purchase_order,
            "reseller": order.reseller.map(|id| id.to_string()),
            "lines": lines,
        }))
}

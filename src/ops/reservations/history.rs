//! Everything that was done with a reservation, from the audit events. Floor 2. Rules P-11, P-25, C12.

use serde_json::{Map, Value};

use crate::access::{Granted, may};
use crate::domain::audit::EventKind;
use crate::domain::ids::{CustomerId, ReservationId};
use crate::ops::app::App;
use crate::store::StoreError;
use crate::store::activity::Activity;
use crate::store::reservations::ReservationOverview;

/// The most acts of a page; a reservation that was touched more often is in the activity log.
const SHOWN: i64 = 200;

/// A reservation and what was done with it, the newest first: with itself, its order, all that it came
/// from, and the requests and cases about it. A customer's person sees none of it (P-25).
pub fn history(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    id: ReservationId,
) -> Result<(ReservationOverview, Vec<Activity>), StoreError> {
    if may.who().customer().is_some() {
        return Err(StoreError::NotFound);
    }
    app.db.read(may.scope(), |r| {
        let overview = r.reservation_overview(customer, id)?;
        let it = &overview.reservation;
        let mut own = vec![it.id];
        own.extend(r.ancestors(it.reservation_order_id, it.id)?);
        let mut things = vec![it.reservation_order_id.to_string(), overview.purchase.order_id.to_string()];
        for one in &own {
            things.push(one.to_string());
            things.extend(r.papers_about(*one)?);
        }
        let mut events = r.activity_about(customer, &things, SHOWN)?;
        for event in events.iter_mut().filter(|event| event.kind == EventKind::OrderPlaced) {
            event.after = event.after.as_deref().map(|after| line_of(after, &own));
        }
        Ok((overview, events))
    })
}

/// What was said of an order, without its other lines: they are about other reservations.
fn line_of(after: &str, own: &[ReservationId]) -> String {
    let Ok(mut said) = serde_json::from_str::<Map<String, Value>>(after) else { return after.to_owned() };
    let Some(Value::Array(lines)) = said.get_mut("lines") else { return after.to_owned() };
    let all = lines.len();
    lines.retain(|line| {
        let made = line.get("reservation").and_then(Value::as_str).and_then(|id| id.parse().ok());
        made.is_some_and(|id: ReservationId| own.contains(&id))
    });
    if lines.len() < all {
        said.remove("total");
    }
    Value::Object(said).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_order_only_the_own_line_is_told() {
        let [own, other] = [1, 2].map(|number| ReservationId::from_uuid(uuid::Uuid::from_u128(number)));
        let lines = [own, other].map(|id| format!(r#"{{"reservation":"{id}"}}"#));
        let both = format!(r#"{{"lines":[{},{}],"number":"1","total":"9.00"}}"#, lines[0], lines[1]);
        let expected = format!(r#"{{"lines":[{}],"number":"1"}}"#, lines[0]);
        assert_eq!(line_of(&both, &[own]), expected);
        let one = format!(r#"{{"lines":[{}],"number":"1","total":"9.00"}}"#, lines[0]);
        assert_eq!(line_of(&one, &[own]), one);
    }
}

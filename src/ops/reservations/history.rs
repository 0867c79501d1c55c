//! Everything that was done with a reservation, from the audit events. Floor 2. Rules P-11, P-25, C12.

use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::ops::app::App;
use crate::store::StoreError;
use crate::store::activity::Activity;
use crate::store::reservations::ReservationOverview;

/// The most acts of a page; a reservation that was touched more often is in the activity log.
const SHOWN: i64 = 200;

/// A reservation and what was done with it, the newest first: with itself, its order, what it came from,
/// and the requests and cases about it. A customer's person sees none of it (P-25).
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
        let mut things =
            vec![it.id.to_string(), it.reservation_order_id.to_string(), overview.purchase.order_id.to_string()];
        things.extend(r.papers_about(it.id)?);
        let events = r.activity_about(customer, &things, SHOWN)?;
        Ok((overview, events))
    })
}

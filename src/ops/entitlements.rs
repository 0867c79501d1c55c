//! What a customer is entitled to. Floor 2. Domain 2.3 step 6, P-11.

use super::app::App;
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationOrderId};
use crate::store::StoreError;
use crate::store::reservations::Reservation;

pub use crate::store::entitlements::Entitlement;

/// The reservation orders of a customer, the newest first.
pub fn list(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    limit: i64,
) -> Result<Vec<Entitlement>, StoreError> {
    app.db.read(may.scope(), |r| r.entitlements(customer, limit))
}

/// The reservations of one of them; none of another customer's.
pub fn reservations(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    order: ReservationOrderId,
) -> Result<Vec<Reservation>, StoreError> {
    let found = app.db.read::<_, StoreError>(may.scope(), |r| r.reservations_of_order(order))?;
    let found: Vec<Reservation> = found.into_iter().filter(|it| it.customer_id == customer).collect();
    if found.is_empty() { Err(StoreError::NotFound) } else { Ok(found) }
}

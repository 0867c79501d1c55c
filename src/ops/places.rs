//! Whose a thing is, by its id alone, before the right to it is asked for. Floor 2.
//!
//! Interfaces for programs name a subscription or a reservation order and no customer. What is outside
//! the scope is not there.

use crate::access::{Circumstances, Granted, Principal, Scope, may};
use crate::domain::ids::{CustomerId, ReservationOrderId, SubscriptionId};
use crate::ops::app::App;
use crate::store::StoreError;
use crate::store::subscriptions::Subscription;

/// The customer whose subscription this is.
pub fn of_subscription(
    app: &App,
    who: &Principal,
    circumstances: &Circumstances,
    id: SubscriptionId,
) -> Result<CustomerId, StoreError> {
    app.db.read(&Scope::of(who, circumstances.clone()), |r| r.customer_of_subscription(id))
}

/// The customer whose reservation order this is.
pub fn of_reservation_order(
    app: &App,
    who: &Principal,
    circumstances: &Circumstances,
    id: ReservationOrderId,
) -> Result<CustomerId, StoreError> {
    app.db.read(&Scope::of(who, circumstances.clone()), |r| r.customer_of_reservation_order(id))
}

/// Subscriptions of every customer, by id, behind `after`.
pub fn subscriptions(
    app: &App,
    may: &Granted<may::ViewReservations>,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<Subscription>, StoreError> {
    app.db.read(may.scope(), |r| r.subscriptions_of_all(after, limit))
}

//! The reservations of a customer that can still be returned. Floor 1. R-EX-2, 6.7.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::reservations::ProvisioningState;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::reservations;
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// A reservation that lives, as a list to choose from shows it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct LiveReservation {
    /// Which.
    pub id: ReservationId,
    /// Its name.
    pub name: String,
    /// How many there are.
    pub quantity: i32,
    /// The size, as the catalogue names it.
    pub size: String,
    /// The region, as the catalogue names it.
    pub region: String,
    /// When it ends.
    pub expires_at: Instant,
}

impl Reader<'_> {
    /// Those of a customer of the scope, the soonest end first.
    pub fn live_reservations(&mut self, customer: CustomerId, limit: i64) -> Result<Vec<LiveReservation>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let rows = reservations::table.select((
                reservations::id,
                reservations::name,
                reservations::quantity,
                reservations::size,
                reservations::region,
                reservations::expires_at,
            ));
            visible!(reservations.customer_id, scope, rows)
                .filter(reservations::customer_id.eq(customer))
                .filter(reservations::state.eq(ProvisioningState::Succeeded))
                .filter(reservations::expires_at.gt(scope.now()))
                .order((reservations::expires_at, reservations::id))
                .limit(limit)
                .load(c)
        })?)
    }
}

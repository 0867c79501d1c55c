//! Reservations that end soon and of which nobody was told yet. Floor 1. Features row 43.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::rows::ACTIVE;
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{expiry_news, reservations};
use crate::store::tenant::{Reader, Writer};

/// A reservation that ends soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// When.
    pub at: Instant,
    /// Whether the same is to be bought again then.
    pub is_renewing: bool,
}

/// Live reservations of a partner that end within so many days, and of whose end nobody was told so late. Works inside `on!`.
macro_rules! untold {
    ($scope:expr, $days:expr) => {{
        let now = $scope.now();
        let told = expiry_news::table
            .filter(expiry_news::reservation_id.eq(reservations::id))
            .filter(expiry_news::days.le($days));
        reservations::table
            .filter(reservations::partner_id.eq($scope.partner()))
            .filter(reservations::state.eq_any(ACTIVE))
            .filter(reservations::expires_at.gt(now))
            .filter(reservations::expires_at.le(now.plus_days(i64::from($days))))
            .filter(not(exists(told)))
    }};
}

impl Reader<'_> {
    /// The customers of the partner with such reservations.
    pub fn customers_to_tell(&mut self, days: i32) -> Result<Vec<CustomerId>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| untold!(scope, days).select(reservations::customer_id).distinct().load(c))?)
    }
}

impl Writer<'_> {
    /// Notes that people are told of the end of such reservations of a customer, and says which.
    pub fn note_told(&mut self, customer: CustomerId, days: i32) -> Result<Vec<Ending>, StoreError> {
        let scope = self.scope;
        let found: Vec<(ReservationId, Instant, bool)> = on!(&mut *self.conn, |c| untold!(scope, days)
            .filter(reservations::customer_id.eq(customer))
            .select((reservations::id, reservations::expires_at, reservations::is_renewing))
            .load(c))?;
        for (id, ..) in &found {
            let row = (
                expiry_news::reservation_id.eq(*id),
                expiry_news::days.eq(days),
                expiry_news::partner_id.eq(scope.partner()),
                expiry_news::customer_id.eq(customer),
                expiry_news::told_at.eq(scope.now()),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(expiry_news::table).values(row).execute(c))?;
        }
        Ok(found.into_iter().map(|(_, at, is_renewing)| Ending { at, is_renewing }).collect())
    }
}

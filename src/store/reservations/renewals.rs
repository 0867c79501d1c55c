//! Who wants a reservation to be bought again at its end, and what came of it. Floor 1. Domain 6.8.

use diesel::prelude::*;

use super::revisions::Change;
use super::rows::{ACTIVE, Reservation};
use crate::domain::ids::{CustomerId, OrderId, ReservationId, UserId};
use crate::domain::orders::OrderNumber;
use crate::domain::reservations::{RenewState, RenewalRefusal};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{orders, reservation_renewals, reservations, users};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// A renewal that is planned, made or refused.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Renewal {
    /// Who wants it; the purchase is made in their name.
    pub asked_by: UserId,
    /// Their name.
    pub asked_by_name: String,
    /// Since when.
    pub asked_at: Instant,
    /// The order that was made.
    pub order: Option<OrderId>,
    /// Its number.
    pub number: Option<OrderNumber>,
    /// The reservation that goes on.
    pub renewed: Option<ReservationId>,
    /// Why none was made.
    pub refusal: Option<RenewalRefusal>,
    /// When it was made or refused.
    pub done_at: Option<Instant>,
}

/// What came of a renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewalOutcome {
    /// Bought.
    Renewed(OrderId, ReservationId),
    /// Not bought.
    Refused(RenewalRefusal),
}

impl Reader<'_> {
    /// The renewal of a reservation, unless nobody ever wanted one.
    pub fn renewal(&mut self, it: &Reservation) -> Result<Option<Renewal>, StoreError> {
        let scope = self.scope;
        let found: Option<Renewal> = on!(&mut *self.conn, |c| {
            let joined = reservation_renewals::table
                .inner_join(users::table.on(users::id.eq(reservation_renewals::asked_by)))
                .left_join(orders::table.on(orders::id.nullable().eq(reservation_renewals::order_id)))
                .select((
                    reservation_renewals::asked_by,
                    users::display_name,
                    reservation_renewals::asked_at,
                    reservation_renewals::order_id,
                    orders::number.nullable(),
                    reservation_renewals::renewed_id,
                    reservation_renewals::refusal,
                    reservation_renewals::done_at,
                ));
            visible!(reservation_renewals.customer_id, scope, joined)
                .filter(reservation_renewals::reservation_id.eq(it.id))
                .first(c)
                .optional()
        })?;
        // A row whose reservation was split, merged or switched off meanwhile plans nothing any more.
        Ok(found.filter(|renewal| it.is_renewing || renewal.done_at.is_some()))
    }

    /// Reservations of the partner that ended and are to be bought again, those that ended first: customer and
    /// reservation.
    pub fn renewals_due(&mut self, limit: i64) -> Result<Vec<(CustomerId, ReservationId)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| reservations::table
            .filter(reservations::partner_id.eq(scope.partner()))
            .filter(reservations::is_renewing.eq(true))
            .filter(reservations::state.eq_any(ACTIVE))
            .filter(reservations::expires_at.le(scope.now()))
            .order((reservations::expires_at, reservations::id))
            .limit(limit)
            .select((reservations::customer_id, reservations::id))
            .load(c))?)
    }
}

impl Renewal {
    /// `userFriendlyRenewState`.
    pub fn state(renewal: Option<&Self>) -> RenewState {
        match renewal {
            Some(Self { order: Some(_), .. }) => RenewState::Renewed,
            Some(Self { refusal: Some(_), .. }) => RenewState::NotRenewed,
            Some(_) => RenewState::On,
            None => RenewState::Off,
        }
    }
}

impl Writer<'_> {
    /// Plans a renewal in the name of a person, or plans none.
    pub(super) fn plan_renewal(&mut self, it: &Reservation, by: Option<UserId>) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        on!(&mut *self.conn, |c| diesel::delete(reservation_renewals::table.find(it.id))
            .filter(reservation_renewals::partner_id.eq(partner))
            .execute(c))?;
        let Some(by) = by else { return Ok(()) };
        let values = (
            reservation_renewals::reservation_id.eq(it.id),
            reservation_renewals::partner_id.eq(partner),
            reservation_renewals::customer_id.eq(it.customer_id),
            reservation_renewals::asked_by.eq(by),
            reservation_renewals::asked_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(reservation_renewals::table).values(values).execute(c))?;
        Ok(())
    }

    /// Keeps what came of a renewal. The reservation is still at its version.
    pub fn end_renewal(&mut self, it: &Reservation, outcome: RenewalOutcome) -> Result<(), StoreError> {
        self.revise(it, Change { is_renewing: Some(false), ..Change::default() })?;
        let (order, renewed, refusal) = match outcome {
            RenewalOutcome::Renewed(order, renewed) => (Some(order), Some(renewed), None),
            RenewalOutcome::Refused(refusal) => (None, None, Some(refusal)),
        };
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let count = on!(&mut *self.conn, |c| diesel::update(reservation_renewals::table.find(it.id))
            .filter(reservation_renewals::partner_id.eq(partner))
            .filter(reservation_renewals::done_at.is_null())
            .set((
                reservation_renewals::order_id.eq(order),
                reservation_renewals::renewed_id.eq(renewed),
                reservation_renewals::refusal.eq(refusal),
                reservation_renewals::done_at.eq(now),
            ))
            .execute(c))?;
        if count == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// What is kept of a reservation that was returned in part is renewed as the whole would have been.
    pub(in crate::store) fn carry_renewal(&mut self, from: &Reservation, to: ReservationId) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::update(reservation_renewals::table.find(from.id))
            .filter(reservation_renewals::partner_id.eq(from.partner_id))
            .filter(reservation_renewals::done_at.is_null())
            .set(reservation_renewals::reservation_id.eq(to))
            .execute(c))?;
        Ok(())
    }
}

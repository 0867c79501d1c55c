//! Reservations as programs list them: by a state, in an order, from a place on. Floor 1. P-11.

use diesel::prelude::*;

use super::rows::Reservation;
use crate::domain::ids::ReservationId;
use crate::domain::reservations::{DisplayState, EXPIRING_DAYS, ProvisioningState, display};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::reservations;
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortedBy {
    /// Its name.
    Name,
    /// The size.
    Size,
    /// How many instances.
    Quantity,
    /// When it was made.
    Made,
    /// When it ends.
    Ends,
}

/// Which reservations, and in which order; without one by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listing {
    /// Put away or not.
    pub is_archived: Option<bool>,
    /// What a list shows as their state.
    pub state: Option<DisplayState>,
    /// The order, and whether it is turned round.
    pub sorted: Option<(SortedBy, bool)>,
}

/// Where a page starts: behind an id, or behind so many rows of a sorted list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartAt {
    /// Behind this id, or at the start.
    Id(Option<ReservationId>),
    /// Behind so many.
    Row(i64),
}

/// The states that show as `wanted` when the end is at this moment.
fn showing(wanted: DisplayState, expires_at: Instant, now: Instant) -> Vec<ProvisioningState> {
    ProvisioningState::ALL.iter().copied().filter(|state| display(*state, expires_at, now) == wanted).collect()
}

impl Reader<'_> {
    /// A page of the reservations of the scope.
    pub fn reservations_listed(
        &mut self,
        listing: Listing,
        from: StartAt,
        limit: i64,
    ) -> Result<Vec<Reservation>, StoreError> {
        let (scope, now) = (self.scope, self.scope.now());
        Ok(on!(&mut *self.conn, |c| {
            let all = reservations::table.select(Reservation::as_select());
            let mut query = visible!(reservations.seller_id, scope, all);
            match listing.is_archived {
                Some(true) => query = query.filter(reservations::archived_at.is_not_null()),
                Some(false) => query = query.filter(reservations::archived_at.is_null()),
                None => {}
            }
            if let Some(state) = listing.state {
                // The clock decides about live ones: before the end, near it, and from it on.
                let near = now.plus_days(EXPIRING_DAYS);
                let (ended, soon, later) =
                    (showing(state, now, now), showing(state, near, now), showing(state, near.plus_days(1), now));
                query = query.filter(
                    (reservations::expires_at.le(now).and(reservations::state.eq_any(ended)))
                        .or(reservations::expires_at
                            .gt(now)
                            .and(reservations::expires_at.le(near))
                            .and(reservations::state.eq_any(soon)))
                        .or(reservations::expires_at.gt(near).and(reservations::state.eq_any(later))),
                );
            }
            match from {
                StartAt::Id(Some(after)) => query = query.filter(reservations::id.gt(after)),
                StartAt::Id(None) => {}
                StartAt::Row(row) => query = query.offset(row),
            }
            let query = match listing.sorted {
                None => query.order(reservations::id),
                Some((SortedBy::Name, false)) => query.order((reservations::name_key, reservations::id)),
                Some((SortedBy::Name, true)) => query.order((reservations::name_key.desc(), reservations::id)),
                Some((SortedBy::Size, false)) => query.order((reservations::size, reservations::id)),
                Some((SortedBy::Size, true)) => query.order((reservations::size.desc(), reservations::id)),
                Some((SortedBy::Quantity, false)) => query.order((reservations::quantity, reservations::id)),
                Some((SortedBy::Quantity, true)) => query.order((reservations::quantity.desc(), reservations::id)),
                Some((SortedBy::Made, false)) => query.order((reservations::created_at, reservations::id)),
                Some((SortedBy::Made, true)) => query.order((reservations::created_at.desc(), reservations::id)),
                Some((SortedBy::Ends, false)) => query.order((reservations::expires_at, reservations::id)),
                Some((SortedBy::Ends, true)) => query.order((reservations::expires_at.desc(), reservations::id)),
            };
            query.limit(limit).load(c)
        })?)
    }
}

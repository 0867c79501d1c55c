//! A reservation as a list has it, which ones a list means, and where a page starts. Floor 1.

use diesel::prelude::*;

use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::{CustomerId, PartnerId, ReservationId, ReservationOrderId, SubscriptionId};
use crate::domain::reservations::{DisplayState, ProvisioningState, StatusCode, display};
use crate::domain::term::Term;
use crate::domain::time::Instant;
use crate::store::schema::reservations;

/// Days before the end from which a reservation is listed as one to decide about (our own).
pub const LOOK_AHEAD_DAYS: i64 = 90;

/// The states that come after the end, whatever the clock says.
pub(super) const ENDED: [ProvisioningState; 6] = [
    ProvisioningState::Cancelled,
    ProvisioningState::Expired,
    ProvisioningState::BillingFailed,
    ProvisioningState::Failed,
    ProvisioningState::Split,
    ProvisioningState::Merged,
];

/// The states in which it gives a discount (C-15).
pub(super) const ACTIVE: [ProvisioningState; 2] = [ProvisioningState::Created, ProvisioningState::Succeeded];

/// A reservation.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = reservations)]
pub struct Reservation {
    /// Reservation ID.
    pub id: ReservationId,
    /// Who bills.
    pub partner_id: PartnerId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// The purchase it came from.
    pub reservation_order_id: ReservationOrderId,
    /// Its name.
    pub name: String,
    /// The size, `Standard_D4s_v3`.
    pub size: String,
    /// The region, `koreacentral`.
    pub region: String,
    /// How many instances.
    pub quantity: i32,
    /// For how long.
    pub term: Term,
    /// Which usage it reaches.
    pub scope: AppliedScope,
    /// The subscription it is tied to.
    pub subscription_id: SubscriptionId,
    /// What it is optimised for.
    pub optimise: Optimise,
    /// Where it stands.
    pub state: ProvisioningState,
    /// Why it stands there.
    pub status_code: StatusCode,
    /// When the benefit starts.
    pub starts_at: Instant,
    /// When it ends: midnight UTC (R-RES-1).
    pub expires_at: Instant,
    /// Whether a renewal is planned (6.8).
    pub is_renewing: bool,
    /// When it was put away from the lists.
    pub archived_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// For lost updates.
    pub version: i32,
}

impl Reservation {
    /// What a list shows now.
    pub fn display(&self, now: Instant) -> DisplayState {
        display(self.state, self.expires_at, now)
    }

    /// Whether its end is over, or it ended before.
    pub fn has_ended(&self, now: Instant) -> bool {
        ENDED.contains(&self.state) || self.expires_at <= now
    }

    /// Whole days until the end, 0 on the last one and afterwards.
    pub fn days_left(&self, now: Instant) -> i64 {
        (self.expires_at.seconds_since(now) / 86_400).max(0)
    }
}

/// A reservation with the names of what it belongs to.
#[derive(Debug, Clone)]
pub struct ReservationRow {
    /// The reservation.
    pub reservation: Reservation,
    /// The customer's company name.
    pub customer_name: String,
    /// The size as people write it, `D4s v3`.
    pub size_name: String,
    /// The region's name, `Korea Central`.
    pub region_name: String,
}

/// Which part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReservationView {
    /// Live ones, then ended ones.
    #[default]
    All,
    /// Active ones that end within [`LOOK_AHEAD_DAYS`].
    Expiring,
    /// Live ones that are set up.
    Active,
    /// Expired, cancelled or failed ones.
    Ended,
    /// Ended ones that were put away; the other views leave them out.
    Archived,
}

/// Which reservations a list shows.
#[derive(Debug, Clone, Default)]
pub struct ReservationFilter {
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Which part.
    pub view: ReservationView,
    /// Only in this region.
    pub region: Option<String>,
    /// Only of this term.
    pub term: Option<Term>,
    /// Part of a name, a size, or a whole reservation ID, reservation order ID or order number.
    pub words: String,
}

/// A part of the list in which the end alone decides the order; the parts follow each other as here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Not ended.
    Live,
    /// Ended before its end.
    EndedEarly,
    /// Its end is over.
    Expired,
}

impl Part {
    pub(super) const fn of_view(view: ReservationView) -> &'static [Self] {
        match view {
            ReservationView::All => &[Self::Live, Self::EndedEarly, Self::Expired],
            ReservationView::Expiring | ReservationView::Active => &[Self::Live],
            ReservationView::Ended | ReservationView::Archived => &[Self::EndedEarly, Self::Expired],
        }
    }

    pub(super) fn of(mark: &ReservationMark, now: Instant) -> Self {
        match (mark.is_ended, mark.expires_at > now) {
            (false, _) => Self::Live,
            (true, true) => Self::EndedEarly,
            (true, false) => Self::Expired,
        }
    }
}

/// A row that tells where a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReservationMark {
    /// Whether that row stands among the ended ones.
    pub is_ended: bool,
    /// Its end.
    pub expires_at: Instant,
    /// Its id.
    pub id: ReservationId,
}

impl ReservationMark {
    /// The mark at this row.
    pub fn at(row: &Reservation, now: Instant) -> Self {
        Self { is_ended: row.has_ended(now), expires_at: row.expires_at, id: row.id }
    }
}

/// How many there are, whatever the filters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReservationCounts {
    /// All that were not put away.
    pub all: i64,
    /// The ones whose end is not over, also those being set up.
    pub live: i64,
    /// Live ones that are set up.
    pub active: i64,
    /// Active ones that end within [`LOOK_AHEAD_DAYS`].
    pub expiring: i64,
    /// The ones that were put away.
    pub archived: i64,
}

impl ReservationCounts {
    /// The ones that are over.
    pub const fn ended(self) -> i64 {
        self.all.saturating_sub(self.live)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_states_after_the_end_are_those_that_may_be_archived() {
        for state in ProvisioningState::ALL {
            assert_eq!(ENDED.contains(state), state.may_be_archived(), "{state}");
        }
    }
}

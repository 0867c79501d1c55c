//! Reservations: lists over one or all customers, and the overview of one. Floor 2. Rule P-11, S-52 to
//! S-54, features rows 35, 36, 43.

pub mod by_order;
mod configure;
mod expiring;
mod history;
mod iam;
mod parts;
mod renew;

use std::sync::Arc;

use super::app::App;
use super::kept;
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::store::{PAGE_ROWS, PageAt, PageRows, Reader, StoreError};

pub use crate::store::reservations::{
    LOOK_AHEAD_DAYS, Renewal, Reservation, ReservationCharge, ReservationCounts, ReservationFilter, ReservationMark,
    ReservationOrder, ReservationOverview, ReservationPlaces, ReservationPurchase, ReservationRow, ReservationSize,
    ReservationView,
};

pub use configure::{Configurable, Configure, ConfigureError, Preview, configurable, configure, tried};
pub(super) use expiring::tell_expiring;
pub use history::history;
pub use iam::{
    AccessList, Assignment, GiveRole, GiveRoleError, Reason, Seer, access_list, access_list_to_giver, give_role,
    has_own, own_roles, revoke_role,
};
pub use parts::{Family, PartsError, Relatives, archive, family, merge, relatives, split, unarchive};
pub(super) use renew::renew_due;

/// What there is without filters.
#[derive(Debug, Clone)]
pub struct Totals {
    /// How many there are.
    pub counts: ReservationCounts,
    /// The regions to choose from: code and name.
    pub regions: Arc<[(String, String)]>,
}

/// What a list page shows.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The page.
    pub page: PageRows<ReservationRow>,
    /// What there is without filters.
    pub totals: Totals,
}

/// The renewal of a reservation, unless nobody ever wanted one.
pub fn renewal(
    app: &App,
    may: &Granted<may::ViewReservations>,
    it: &Reservation,
) -> Result<Option<Renewal>, StoreError> {
    app.db.read(may.scope(), |r| r.renewal(it))
}

/// A page of reservations of one customer (in the filter) or of all.
pub fn list(
    app: &App,
    may: &Granted<may::ViewReservations>,
    filter: &ReservationFilter,
    page: PageAt<ReservationMark>,
) -> Result<Listed, StoreError> {
    app.db.read(may.scope(), |r| {
        let page = r.reservations(filter, page, PAGE_ROWS)?;
        let totals = match filter.customer {
            Some(customer) => totals(r, Some(customer))?,
            None => kept::of(&app.kept.reservations, r, |r| totals(r, None))?,
        };
        Ok(Listed { page, totals })
    })
}

fn totals(r: &mut Reader<'_>, customer: Option<CustomerId>) -> Result<Totals, StoreError> {
    Ok(Totals { counts: r.reservation_counts(customer)?, regions: r.reservation_regions(customer)?.into() })
}

/// Rows a file takes from the database at a time.
const FILE_STEP: usize = 1_000;

/// Hands every reservation that the filter means to `take`, in the order of the list.
pub fn each(
    app: &App,
    may: &Granted<may::ViewReservations>,
    filter: &ReservationFilter,
    mut take: impl FnMut(&ReservationRow),
) -> Result<(), StoreError> {
    let now = may.scope().now();
    app.db.read(may.scope(), |r| {
        let mut page = PageAt::First;
        loop {
            let found = r.reservations(filter, page, FILE_STEP)?;
            found.rows.iter().for_each(&mut take);
            match found.around(|row| ReservationMark::at(&row.reservation, now)) {
                [_, Some(next)] => page = next,
                [_, None] => return Ok(()),
            }
        }
    })
}

/// One reservation of a customer, with all that explains it.
pub fn overview(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    id: ReservationId,
) -> Result<ReservationOverview, StoreError> {
    app.db.read(may.scope(), |r| r.reservation_overview(customer, id))
}

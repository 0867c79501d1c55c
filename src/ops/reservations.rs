//! Reservations: lists over one or all customers, and the overview of one. Floor 2. Rule P-11, S-52 to
//! S-54, features rows 35, 36, 43.

use super::app::App;
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::store::StoreError;

pub use crate::store::reservations::{
    LOOK_AHEAD_DAYS, Reservation, ReservationCharge, ReservationCounts, ReservationFilter, ReservationMark,
    ReservationOverview, ReservationPlaces, ReservationPurchase, ReservationRow, ReservationSize, ReservationView,
};

/// What a list page shows.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The rows of the page, one more than it shows when there is another page.
    pub rows: Vec<ReservationRow>,
    /// How many there are without filters.
    pub counts: ReservationCounts,
    /// The regions to choose from: code and name.
    pub regions: Vec<(String, String)>,
}

/// A page of reservations of one customer (in the filter) or of all.
pub fn list(
    app: &App,
    may: &Granted<may::ViewReservations>,
    filter: &ReservationFilter,
    mark: Option<ReservationMark>,
    limit: i64,
) -> Result<Listed, StoreError> {
    app.db.read(may.scope(), |r| {
        Ok(Listed {
            rows: r.reservations(filter, mark, limit)?,
            counts: r.reservation_counts(filter.customer)?,
            regions: r.reservation_regions(filter.customer)?,
        })
    })
}

/// Rows a file takes from the database at a time.
const FILE_STEP: i64 = 1_000;

/// Hands every reservation that the filter means to `take`, in the order of the list.
pub fn each(
    app: &App,
    may: &Granted<may::ViewReservations>,
    filter: &ReservationFilter,
    mut take: impl FnMut(&ReservationRow),
) -> Result<(), StoreError> {
    let now = may.scope().now();
    app.db.read(may.scope(), |r| {
        let mut mark = None;
        loop {
            let rows = r.reservations(filter, mark, FILE_STEP)?;
            rows.iter().for_each(&mut take);
            match rows.last() {
                Some(last) => mark = Some(ReservationMark::after(&last.reservation, now)),
                None => return Ok(()),
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

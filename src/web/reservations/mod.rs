//! Azure reservations: of one customer (S-52), of all customers, and the overview of one (S-54).
//! Floor 4. Rule P-11, features rows 35, 36, 39, 43.

mod file;
mod list;
mod overview;
mod query;

pub(super) use list::tone;

use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Reservations::PATTERN, list::portfolio)
        .get(links::ReservationsExport::PATTERN, file::of_all)
        .get(links::CustomerReservations::PATTERN, list::of_customer)
        .get(links::CustomerReservationsExport::PATTERN, file::of_customer)
        .get(links::ReservationOverview::PATTERN, overview::show)
}

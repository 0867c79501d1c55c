//! Azure reservations: of one customer (S-52), of all customers, and the record of one (S-53 to S-60).
//! Floor 4. Rules P-11 to P-13, features rows 35 to 40, 43.

mod access;
mod configuration;
mod file;
mod history;
mod list;
mod overview;
mod parts;
mod properties;
mod query;
pub(in crate::web) mod record;

pub(super) use list::tone;

use crate::http::links;
use crate::http::router::Routes;

/// The address of the list that a query asks for: what a saved view keeps.
pub(super) fn view_address(query: &str) -> Option<String> {
    query::ListQuery::view_address(query)
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Reservations::PATTERN, list::portfolio)
        .get(links::ReservationsExport::PATTERN, file::of_all)
        .get(links::CustomerReservations::PATTERN, list::of_customer)
        .get(links::CustomerReservationsExport::PATTERN, file::of_customer)
        .get(links::ReservationOverview::PATTERN, overview::show)
        .get(links::ReservationProperties::PATTERN, properties::show)
        .get(links::ReservationHistory::PATTERN, history::show)
        .and(access::routes())
        .and(configuration::routes())
        .and(parts::routes())
}

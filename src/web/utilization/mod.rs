//! Utilization: how much of what is paid for is used, what it saves and why not more. Floor 4. Domain 3,
//! S-4, features rows 44 to 52, C4, C7.

pub(super) mod bars;
pub(super) mod figures;
pub(super) mod section;
mod users;

use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().get(links::ReservationUtilization::PATTERN, section::file)
}

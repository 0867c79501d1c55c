//! Customers: list and search, account page, details, portal view. Floor 4. S-22 to S-24, S-42, P-1 to P-6.

mod account;

use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().get(links::CustomerShow::PATTERN, account::show)
}

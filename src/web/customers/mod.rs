//! Customers: list and search, account page, details, portal view. Floor 4. S-22 to S-24, S-42, P-1 to P-6.

mod account;
mod edit;
mod form;
mod list;
mod portal;
mod preflight;
mod query;
mod switch;

use crate::http::links;
use crate::http::router::Routes;

/// The address of the list that a query asks for: what a saved view keeps.
pub(super) fn view_address(query: &str) -> Option<String> {
    query::ListQuery::view_address(query)
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Customers::PATTERN, list::index)
        .get(links::CustomersExport::PATTERN, list::export)
        .get(links::CustomerSwitch::PATTERN, switch::show)
        .get(links::CustomerNew::PATTERN, edit::new)
        .post(links::CustomerNew::PATTERN, edit::create)
        .get(links::CustomerEdit::PATTERN, edit::edit)
        .post(links::CustomerEdit::PATTERN, edit::update)
        .get(links::CustomerShow::PATTERN, account::show)
        .get(links::PortalView::PATTERN, portal::show)
}

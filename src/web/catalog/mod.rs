//! What is on sale: products, the choice of a subscription, the reservation catalog, sizes and price
//! lists. Floor 4. Rules S-20 to S-35, S-83, P-7; features rows 7 to 16.

mod asked;
mod compare;
mod open;
mod price_lists;
mod products;
mod results;
mod rows;
mod shelf;

use crate::http::links;
use crate::http::router::Routes;

pub(super) use rows::size_facts;

/// The address of the catalogue that a query asks for: what a saved view keeps.
pub(super) fn view_address(query: &str) -> String {
    asked::Asked::view_address(query)
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Products::PATTERN, products::list)
        .get(links::ReservationProducts::PATTERN, products::subscriptions)
        .get(links::ReservationCatalog::PATTERN, shelf::show)
        .get(links::ReservationCompare::PATTERN, compare::of_customer)
        .get(links::CatalogCompare::PATTERN, compare::open)
        .get(links::Catalog::PATTERN, open::show)
        .get(links::CatalogSize::PATTERN, open::size)
        .get(links::PriceLists::PATTERN, price_lists::show)
}

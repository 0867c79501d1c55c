//! The start: everybody goes to the page they work on. Floor 4.

use actix_web::HttpRequest;

use crate::access::{Granted, may};
use crate::domain::roles::Perm;
use crate::http::cx::{Cx, Page, see_other};
use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().get(links::Home::PATTERN, show)
}

async fn show(may: Granted<may::OwnAccount>, cx: Cx, _req: HttpRequest) -> Page {
    if may.who().customer().is_some() {
        return see_other(&links::Account::to());
    }
    let places = [
        (Perm::ListCustomers, links::Customers::PATTERN),
        (Perm::ViewOrders, links::Orders::PATTERN),
        (Perm::ManageUsers, links::Users::PATTERN),
    ];
    let place = places.into_iter().find(|(perm, _)| cx.may(*perm)).map_or(links::Account::PATTERN, |(_, place)| place);
    see_other(&place)
}

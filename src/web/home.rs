//! The start: everybody goes to the page they work on. Floor 4.

use actix_web::web::Data;

use crate::access::{Granted, may};
use crate::domain::roles::Perm;
use crate::http::cx::{Cx, Page, see_other};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::{App, reservations};

pub(super) fn routes() -> Routes {
    Routes::new().get(links::Home::PATTERN, show)
}

async fn show(may: Granted<may::OwnAccount>, cx: Cx, app: Data<App>) -> Page {
    if let Some(customer) = may.who().customer() {
        let has_some = run(&app, move |app| reservations::has_own(app, &may).map_err(Failure::from)).await?;
        return if has_some {
            see_other(&links::CustomerReservations::to(&customer))
        } else {
            see_other(&links::Account::to())
        };
    }
    let places = [
        (Perm::ListCustomers, links::Customers::PATTERN),
        (Perm::ViewOrders, links::Orders::PATTERN),
        (Perm::DecideRequests, links::Desk::PATTERN),
        (Perm::ManageUsers, links::Users::PATTERN),
    ];
    let place = places.into_iter().find(|(perm, _)| cx.may(*perm)).map_or(links::Account::PATTERN, |(_, place)| place);
    see_other(&place)
}

//! The exchange builder: return one or several, buy from the catalogue, see whether it passes, request it.
//! Floor 4. S-56, S-71, R-EX-1 to R-EX-7, P-14, C3.

mod built;
mod page;
mod request;
mod shelf;

use actix_web::web::{Data, Path};

use self::built::Built;
use self::page::{Typed, answer};
use crate::access::may;
use crate::domain::ids::RefundCaseId;
use crate::http::cx::{Cx, Page, see_other};
use crate::http::extract::OnCustomer;
use crate::http::links;
use crate::http::router::Routes;
use crate::ops::App;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::ReservationExchange::PATTERN, show)
        .post(links::ReservationExchange::PATTERN, request::request)
}

/// The builder. A step, such as adding a purchase, leads to the address of what came of it.
async fn show(on: OnCustomer<may::FileRefunds>, at: Path<links::ReservationExchange>, cx: Cx, app: Data<App>) -> Page {
    let query = cx.path().split_once('?').map_or("", |(_, query)| query);
    let built = Built::read(query, at.reservation);
    if built.is_step {
        return see_other(&format!("{}?{}", links::ReservationExchange::to(&on.id(), &at.reservation), built.query()));
    }
    let typed = Typed::fresh(RefundCaseId::from_uuid(app.ids.new_id()));
    answer(&on, &cx, &app, at.reservation, built, typed).await
}

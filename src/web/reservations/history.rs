//! Everything that was done with a reservation: who, when, before and after. Floor 4. C12.

use actix_web::web::{Data, Path};
use askama::Template;

use super::record::{Record, Tab};
use crate::access::may;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::{App, reservations};
use crate::web::activity::Line;

#[derive(Template)]
#[template(path = "reservations/history.html")]
struct HistoryPage<'a> {
    cx: &'a Cx,
    record: Record,
    lines: Vec<Line>,
}

/// The history of a reservation.
pub(super) async fn show(
    on: OnCustomer<may::ViewReservations>,
    at: Path<links::ReservationHistory>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
    let look = move |app: &App| reservations::history(app, &may, customer, id).map_err(Failure::from);
    let (overview, events) = run(&app, look).await?;
    let record = Record::new(&cx, on.customer(), &overview, Tab::History);
    let lines = events.into_iter().map(|event| Line::of(&cx, event)).collect();
    cx.page(&HistoryPage { cx: &cx, record, lines })
}

//! The lists as files. Floor 4. Features row 35.

use actix_web::web::{Data, Query};

use super::query::ListQuery;
use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::domain::time::Instant;
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::reservations::ReservationRow;
use crate::ops::{App, reservations};

/// The filtered list of all customers as CSV.
pub(super) async fn of_all(
    may: Granted<may::ViewReservations>,
    cx: Cx,
    query: Query<ListQuery>,
    app: Data<App>,
) -> Page {
    file(may, cx.t, query.into_inner(), None, app).await
}

/// The filtered list of one customer as CSV.
pub(super) async fn of_customer(
    on: OnCustomer<may::ViewReservations>,
    cx: Cx,
    query: Query<ListQuery>,
    app: Data<App>,
) -> Page {
    file(on.granted().clone(), cx.t, query.into_inner(), Some(on.id()), app).await
}

async fn file(
    may: Granted<may::ViewReservations>,
    t: Texts,
    query: ListQuery,
    customer: Option<CustomerId>,
    app: Data<App>,
) -> Page {
    let filter = query.filter(customer);
    let now = may.scope().now();
    let mut lines: Vec<Vec<String>> = Vec::new();
    let lines = run(&app, move |app| {
        reservations::each(app, &may, &filter, |row| lines.push(cells(t, row, now)))?;
        Ok::<_, Failure>(lines)
    })
    .await?;
    let mut file = CsvFile::new(&[
        t.common_name(),
        t.reservations_customer(),
        t.reservations_size(),
        t.reservations_region(),
        t.common_quantity(),
        t.terms_term(),
        t.terms_scope(),
        t.reservations_expires(),
        t.common_status(),
        t.reservations_id(),
        t.reservations_order_id(),
    ])?;
    for line in lines {
        file.row(&line)?;
    }
    file.answer("reservations")
}

fn cells(t: Texts, row: &ReservationRow, now: Instant) -> Vec<String> {
    let it = &row.reservation;
    vec![
        it.name.clone(),
        row.customer_name.clone(),
        row.size_name.clone(),
        row.region_name.clone(),
        it.quantity.to_string(),
        t.term(&it.term).to_owned(),
        t.applied_scope(&it.scope).to_owned(),
        it.expires_at.day().to_string(),
        t.reservation_state(&it.display(now)).to_owned(),
        it.id.to_string(),
        it.reservation_order_id.to_string(),
    ]
}

//! The list of one customer and the list of all. Floor 4. S-52, features rows 35, 43.

use std::sync::Arc;

use actix_web::web::{Data, Query};
use askama::Template;

use super::query::{ListQuery, VIEWS};
use super::record::{exchange_href, is_customers};
use crate::access::{Granted, may};
use crate::domain::reservations::DisplayState;
use crate::domain::roles::{Perm, Role};
use crate::domain::term::Term;
use crate::domain::time::Instant;
use crate::domain::views::SavedList;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::reservations::{
    LOOK_AHEAD_DAYS, Listed, ReservationCounts, ReservationMark, ReservationRow, ReservationView, Totals,
};
use crate::ops::{App, PageAt, reservations, views};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::paging::around;
use crate::web::views::Views;

/// A tab above the list.
struct Tab {
    label: String,
    href: String,
    is_current: bool,
    count: i64,
}

/// A row with what depends on the moment.
struct Line {
    row: ReservationRow,
    href: String,
    customer_href: String,
    refund: String,
    exchange: String,
    state: DisplayState,
    tone: &'static str,
    days_left: i64,
    has_ended: bool,
}

/// What both lists show.
struct List {
    query: ListQuery,
    status: String,
    counts: ReservationCounts,
    regions: Arc<[(String, String)]>,
    lines: Vec<Line>,
    tabs: Vec<Tab>,
    base: String,
    clear: String,
    previous: String,
    next: String,
    file: String,
}

impl List {
    fn new(t: Texts, query: ListQuery, base: String, file: &str, listed: Listed, now: Instant) -> Self {
        let Listed { page, totals: Totals { counts, regions } } = listed;
        let view = query.view_word();
        let mark = |row: &ReservationRow| ReservationMark::at(&row.reservation, now);
        let [previous, next] = around(&page, mark, |page| query.address(&base, view, page));
        let plain = ListQuery::default();
        let clear = if query.is_filtered() { plain.address(&base, view, PageAt::First) } else { String::new() };
        let tabs = VIEWS.iter().map(|(it, word)| Tab {
            label: view_label(t, *it),
            href: query.address(&base, word, PageAt::First),
            is_current: *it == query.view(),
            count: count_of(counts, *it),
        });
        Self {
            tabs: tabs.collect(),
            status: status(t, counts),
            file: query.address(file, view, PageAt::First),
            lines: page.rows.into_iter().map(|row| Line::new(row, now)).collect(),
            query,
            counts,
            regions,
            base,
            clear,
            previous,
            next,
        }
    }
}

/// The line under the title.
fn status(t: Texts, counts: ReservationCounts) -> String {
    if counts.all == 0 {
        return t.reservations_none_yet().to_owned();
    }
    let expiring = t.reservations_expire_within(counts.expiring, LOOK_AHEAD_DAYS);
    format!("{} · {expiring}", t.reservations_active(counts.active))
}

impl Line {
    fn new(row: ReservationRow, now: Instant) -> Self {
        let it = &row.reservation;
        Self {
            href: links::ReservationOverview::to(&it.customer_id, &it.id).to_string(),
            customer_href: links::CustomerReservations::to(&it.customer_id).to_string(),
            refund: links::ReservationRefund::to(&it.customer_id, &it.id).to_string(),
            exchange: exchange_href(it.customer_id, it.id),
            state: it.display(now),
            tone: tone(it.display(now)),
            days_left: it.days_left(now),
            has_ended: it.has_ended(now),
            row,
        }
    }
}

/// How a state is toned.
pub(in crate::web) const fn tone(state: DisplayState) -> &'static str {
    match state {
        DisplayState::Succeeded => "success",
        DisplayState::Pending | DisplayState::Processing => "info",
        DisplayState::Expiring | DisplayState::Warning | DisplayState::NoBenefit => "warning",
        DisplayState::Failed => "danger",
        DisplayState::Expired | DisplayState::Cancelled => "",
    }
}

fn view_label(t: Texts, view: ReservationView) -> String {
    match view {
        ReservationView::All => t.reservations_view_all().to_owned(),
        ReservationView::Expiring => t.reservations_view_expiring(LOOK_AHEAD_DAYS),
        ReservationView::Active => t.reservations_view_active().to_owned(),
        ReservationView::Ended => t.reservations_view_ended().to_owned(),
        ReservationView::Archived => t.record_is_archived().to_owned(),
    }
}

const fn count_of(counts: ReservationCounts, view: ReservationView) -> i64 {
    match view {
        ReservationView::All => counts.all,
        ReservationView::Expiring => counts.expiring,
        ReservationView::Active => counts.active,
        ReservationView::Ended => counts.ended(),
        ReservationView::Archived => counts.archived,
    }
}

#[derive(Template)]
#[template(path = "reservations/portfolio.html")]
struct PortfolioPage<'a> {
    cx: &'a Cx,
    list: List,
    is_portfolio: bool,
    views: Views,
}

/// Reservations of all customers in the person's scope.
pub(super) async fn portfolio(
    may: Granted<may::ViewReservations>,
    cx: Cx,
    query: Query<ListQuery>,
    app: Data<App>,
) -> Page {
    let query = query.into_inner();
    let (filter, page, now) = (query.filter(None), query.page(), may.scope().now());
    let found = run(&app, move |app| {
        let listed = reservations::list(app, &may, &filter, page)?;
        Ok::<_, Failure>((listed, views::list(app, &may, SavedList::Reservations)?))
    });
    let (listed, saved) = found.await?;
    let base = links::Reservations::to().to_string();
    let list = List::new(cx.t, query, base, links::ReservationsExport::PATTERN, listed, now);
    let views = Views::of(cx.t, SavedList::Reservations, saved, cx.path());
    cx.page(&PortfolioPage { cx: &cx, list, is_portfolio: true, views })
}

#[derive(Template)]
#[template(path = "reservations/customer.html")]
struct CustomerPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    list: List,
    is_portfolio: bool,
    is_customers: bool,
    add: String,
}

/// Reservations of one customer (S-52).
pub(super) async fn of_customer(
    on: OnCustomer<may::ViewReservations>,
    cx: Cx,
    query: Query<ListQuery>,
    app: Data<App>,
) -> Page {
    let query = query.into_inner();
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Reservations);
    let (id, may) = (on.id(), on.granted().clone());
    let (filter, page, now) = (query.filter(Some(id)), query.page(), may.scope().now());
    let listed = run(&app, move |app| reservations::list(app, &may, &filter, page).map_err(Failure::from)).await?;
    let base = links::CustomerReservations::to(&id).to_string();
    let file = links::CustomerReservationsExport::to(&id).to_string();
    let list = List::new(cx.t, query, base, &file, listed, now);
    let add = links::Products::to(&id).to_string();
    cx.page(&CustomerPage { cx: &cx, frame, list, is_portfolio: false, is_customers: is_customers(&cx), add })
}

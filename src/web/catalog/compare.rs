//! Up to four reservations side by side; which ones stands in the address. Floor 4. Features row 9.

use actix_web::web::{Data, Path};
use askama::Template;
use rust_decimal::Decimal;

use super::asked::Asked;
use super::rows::{Row, category, licence_dated, percent};
use super::shelf::on_shelf;
use crate::access::{Granted, may};
use crate::domain::catalog::CORES_A_PACK;
use crate::domain::ids::SubscriptionId;
use crate::domain::money::{Currency, UnitPrice};
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::App;
use crate::ops::catalog::{self, Entry, Snapshot};
use crate::ops::customers::Customer;
use crate::web::customer_frame::{CustomerFrame, Section};

/// A reservation as a column.
struct Column {
    row: Row,
    category: String,
    series: String,
    licence: String,
    monthly: String,
    saved: String,
    break_even_month: String,
    break_even_use: String,
    payg_hour: String,
    payg_term: String,
    per_vcpu: String,
    is_lowest: bool,
    without: String,
    /// Exact, to find the lowest.
    rate: Option<Decimal>,
}

/// What both pages show.
struct Comparison {
    columns: Vec<Column>,
    back: String,
    has_too_many: bool,
}

impl Comparison {
    fn of(t: Texts, snapshot: &Snapshot, asked: &Asked) -> Self {
        let found = asked.compare.iter().filter_map(|sku| snapshot.entry(sku));
        let mut columns: Vec<Column> = found.map(|entry| Column::of(t, snapshot, asked, entry)).collect();
        let lowest = columns.iter().filter_map(|column| column.rate).min();
        let is_choice = columns.len() > 1;
        for column in &mut columns {
            column.is_lowest = is_choice && column.rate.is_some() && column.rate == lowest;
        }
        Self { columns, back: asked.results(), has_too_many: asked.has_too_many }
    }
}

impl Column {
    fn of(t: Texts, snapshot: &Snapshot, asked: &Asked, entry: &Entry) -> Self {
        let size = snapshot.size(entry);
        let saving = entry.saving;
        let rate = size.and_then(|size| {
            let share = Decimal::from(size.vcpus).checked_mul(Decimal::from(entry.term.months()))?;
            entry.unit.to_decimal().checked_div(share)
        });
        let hourly = entry.payg.map(|payg| t.unit_price(&payg.hourly)).unwrap_or_default();
        Self {
            row: Row::of(t, snapshot, entry),
            category: size.map(|size| category(t, &size.category)).unwrap_or_default(),
            series: size.map(|size| size.series.clone()).unwrap_or_default(),
            licence: licence_dated(t, snapshot.licence(entry)),
            monthly: monthly(t, entry),
            saved: saving
                .map(|saving| t.catalog_compare_saved(t.money(&saving.saved), percent(t, saving.percent)))
                .unwrap_or_default(),
            break_even_month: saving.map(|it| t.catalog_compare_month(it.break_even_month)).unwrap_or_default(),
            break_even_use: saving.map(|it| percent(t, it.break_even_utilization)).unwrap_or_default(),
            payg_hour: hourly,
            payg_term: saving.map(|saving| t.money(&saving.payg_total)).unwrap_or_default(),
            per_vcpu: rate.map(|rate| per_vcpu(t, rate, entry.unit.currency())).unwrap_or_default(),
            is_lowest: false,
            without: asked.without_pick(&entry.sku),
            rate,
        }
    }
}

/// `12 × $82.08`, and the last payment where it takes the rest (R-BL-2).
fn monthly(t: Texts, entry: &Entry) -> String {
    let parts = entry.unit.split_evenly(entry.term.months()).unwrap_or_default();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return String::new() };
    if first == last {
        t.catalog_compare_monthly(parts.len(), t.money(first))
    } else {
        t.catalog_compare_monthly_rest(parts.len() - 1, t.money(first), t.money(last))
    }
}

/// To the smallest unit of the currency.
fn per_vcpu(t: Texts, rate: Decimal, currency: Currency) -> String {
    let price = UnitPrice::new(rate, currency).times(Decimal::ONE);
    price.map(|price| t.money(&price)).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "catalog/compare.html")]
struct ComparePage<'a> {
    cx: &'a Cx,
    /// Whose, and tied to which subscription.
    of: Option<(CustomerFrame, &'a Customer, SubscriptionId)>,
    it: Comparison,
}

/// Without a customer.
pub(super) async fn open(may: Granted<may::SeeCatalog>, cx: Cx, app: Data<App>) -> Page {
    let (asked, t) = (Asked::read(cx.path()), cx.t);
    let it = run(&app, move |app| {
        let currency = asked.currency.unwrap_or(Currency::USD);
        let snapshot = catalog::snapshot(app, &may, currency, asked.segment)?;
        Ok::<_, Failure>(Comparison::of(t, &snapshot, &asked))
    })
    .await?;
    cx.page(&ComparePage { cx: &cx, of: None, it })
}

/// For a subscription of a customer: each may be added to the cart.
pub(super) async fn of_customer(
    on: OnCustomer<may::PlaceOrders>,
    at: Path<links::ReservationCompare>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (subscription, currency) = match on_shelf(&on, at.subscription, &cx, &app).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (asked, t) = (Asked::read(cx.path()), cx.t);
    let (granted, segment) = (on.granted().clone(), on.customer().segment);
    let it = run(&app, move |app| {
        let snapshot = catalog::snapshot(app, &granted, currency, segment)?;
        Ok::<_, Failure>(Comparison::of(t, &snapshot, &asked))
    })
    .await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Reservations).here(cx.t.catalog_compare_title());
    cx.page(&ComparePage { cx: &cx, of: Some((frame, on.customer(), subscription.id)), it })
}

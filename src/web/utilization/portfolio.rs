//! All customers: what is lost a day, and used of each week. Floor 4. Features rows 49, 52.

use actix_web::web::{Data, Query};
use askama::Template;

use super::figures::{hours, money, share};
use super::like::LikeQuery;
use crate::access::{Granted, may};
use crate::domain::carts::AppliedScope;
use crate::domain::roles::Perm;
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::domain::utilization::{Amount, percent};
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::utilization::{Kinds, LAST_DAYS, Place, Portfolio};
use crate::ops::{App, utilization};

/// A week of a customer.
struct Cell {
    label: String,
    /// The page that says why; none where nothing was reserved.
    href: String,
    tone: &'static str,
}

/// A row.
struct Line {
    name: String,
    href: String,
    percent: String,
    coverage: String,
    unused: String,
    lost: String,
    cells: Vec<Cell>,
}

#[derive(Template)]
#[template(path = "utilization/portfolio.html")]
struct PortfolioPage<'a> {
    cx: &'a Cx,
    status: String,
    weeks: Vec<String>,
    lines: Vec<Line>,
    asked: LikeQuery,
    kinds: Kinds,
    is_filtered: bool,
    /// All reservations; empty when these are all.
    clear: String,
    /// An alert for the same reservations.
    alert: String,
    with_money: bool,
    days: i64,
    /// The charges of the last month as a FOCUS file.
    focus: String,
}

/// How a week is toned; the number says the same.
fn tone(used: Amount, reserved: Amount) -> &'static str {
    match percent(used, reserved) {
        None => "heat-none",
        Some(share) if share >= rust_decimal::Decimal::from(95) => "heat-full",
        Some(share) if share >= rust_decimal::Decimal::from(80) => "heat-good",
        Some(share) if share >= rust_decimal::Decimal::from(50) => "heat-half",
        Some(_) => "heat-low",
    }
}

fn line(t: Texts, place: &Place, weeks: &[Day]) -> Line {
    let page = links::CustomerUtilization::to(&place.customer).to_string();
    let href = |reserved: Amount, week: &Day| {
        if reserved.is_zero() { String::new() } else { format!("{page}?week={week}#why") }
    };
    let lost: Vec<String> = place
        .lost
        .iter()
        .filter(|(_, micros)| *micros > 0)
        .map(|(currency, micros)| t.money(&money(*micros, *currency)))
        .collect();
    let (running, covered) = place.coverage;
    Line {
        name: place.name.clone(),
        href: links::CustomerUtilization::to(&place.customer).to_string(),
        percent: share(t, place.sum.used, place.sum.reserved),
        coverage: share(t, covered, running),
        unused: hours(t, place.sum.reserved - place.sum.used),
        lost: if lost.is_empty() { "–".to_owned() } else { lost.join(" + ") },
        cells: place
            .weeks
            .iter()
            .zip(weeks)
            .map(|((used, reserved), week)| Cell {
                label: share(t, *used, *reserved),
                href: href(*reserved, week),
                tone: tone(*used, *reserved),
            })
            .collect(),
    }
}

/// The portfolio.
pub(super) async fn show(may: Granted<may::ViewReservations>, asked: Query<LikeQuery>, cx: Cx, app: Data<App>) -> Page {
    let asked = asked.into_inner();
    let like = asked.like();
    let found = run(&app, move |app| utilization::portfolio(app, &may, &like).map_err(Failure::from)).await?;
    let t = cx.t;
    let status = found.as_ref().map_or_else(
        || t.utilization_portfolio_none().to_owned(),
        |it: &Portfolio| {
            let sum = it.sum();
            t.utilization_portfolio_status(share(t, sum.used, sum.reserved), t.date(&it.last))
        },
    );
    let weeks = found.iter().flat_map(|it| &it.weeks).map(|day| day.to_string().split_off(5));
    let lines = found.iter().flat_map(|it| it.places.iter().map(|place| line(t, place, &it.weeks)));
    cx.page(&PortfolioPage {
        status,
        weeks: weeks.collect(),
        lines: lines.collect(),
        kinds: found.as_ref().map(|it| it.kinds.clone()).unwrap_or_default(),
        is_filtered: asked.is_filtered(),
        clear: if asked.is_filtered() { links::Portfolio::to().to_string() } else { String::new() },
        alert: asked.address(&links::UtilizationAlerts::to().to_string()),
        asked,
        with_money: cx.may(Perm::SeeSavings),
        days: LAST_DAYS,
        focus: found.as_ref().map_or_else(String::new, |it| {
            format!("{}?month={}", links::FocusExport::to(), it.last.to_string().get(..7).unwrap_or_default())
        }),
        cx: &cx,
    })
}

//! Sizing and advice: what runs without a reservation, how many instances would save most, and the cart.
//! Floor 4. S-20, R-SZ-1 to R-SZ-10, features rows 53 to 55.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

use super::customer::cannot;
use super::machines;
use super::section::Choice;
use crate::access::may;
use crate::domain::money::Money;
use crate::domain::roles::Perm;
use crate::domain::savings::Advice;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::utilization::{AnswerAdvice, OnSale, Sizing, Suggestion, WINDOWS};
use crate::ops::{App, utilization};
use crate::web::customer_frame::{CustomerFrame, Section};

/// What is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    days: String,
}

/// A term of a suggestion.
struct Term {
    sku: String,
    name: String,
    unit: String,
    /// What the best quantity is and saves, or why nothing is advised.
    said: String,
    best: Option<u32>,
    break_even: String,
    falls: Vec<String>,
    curve: Curve,
    /// Names of the picture and of its table, each alone on the page.
    picture: String,
    table: String,
    points: Vec<[String; 3]>,
}

/// The curve, in a picture of 760 by 220.
#[derive(Default)]
struct Curve {
    /// Points of the line.
    line: String,
    /// Where nothing is saved.
    zero: i64,
    /// Words beside the upper end, the line of nothing and, where something is lost, the lower end.
    marks: Vec<(i64, String)>,
    /// Words below the first and the last quantity.
    ends: Vec<(i64, String)>,
    /// Where the best quantity is, and what it saves.
    best: Option<(i64, i64, String)>,
}

/// Machines of a size and region.
struct Card {
    it: Suggestion,
    hours: String,
    terms: Vec<Term>,
}

#[derive(Template)]
#[template(path = "utilization/sizing.html")]
struct SizingPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    status: String,
    windows: Vec<Choice>,
    found: Option<Sizing>,
    cards: Vec<Card>,
    machines: Vec<machines::Row>,
    /// All machines as a file.
    file: String,
    cart: String,
    answers: String,
}

/// Left and right end, upper and lower end of the line.
const PLOT: [i64; 4] = [104, 748, 16, 184];

fn curve(t: Texts, advice: &Advice) -> Curve {
    let [left, right, top, bottom] = PLOT;
    let savings = || advice.curve.iter().map(|point| point.monthly_saving.minor());
    let (low, high) = (savings().min().unwrap_or(0).min(0), savings().max().unwrap_or(0).max(1));
    let range = high.saturating_sub(low).max(1);
    let y = |saving: i64| bottom - saving.saturating_sub(low).saturating_mul(bottom - top) / range;
    let last = advice.curve.last().map_or(1, |point| i64::from(point.quantity)).max(1);
    let x = |quantity: u32| left + i64::from(quantity).saturating_mul(right - left) / last;
    let points = advice.curve.iter().map(|point| (x(point.quantity), y(point.monthly_saving.minor())));
    let line: Vec<String> = std::iter::once((left, y(0))).chain(points).map(|(x, y)| format!("{x},{y}")).collect();
    let mark = |minor: i64, currency| (y(minor), t.money(&Money::new(minor, currency)));
    let currency = advice.curve.first().map(|point| point.monthly_saving.currency());
    let marked = [high, 0, low].into_iter().filter(|minor| *minor != 0 || low == 0 || y(low) - y(0) > 14);
    let mut marks: Vec<(i64, String)> =
        marked.filter_map(|minor| currency.map(|currency| mark(minor, currency))).collect();
    marks.dedup();
    let ends = advice.curve.first().into_iter().chain(advice.curve.last());
    let mut ends: Vec<(i64, String)> = ends.map(|point| (x(point.quantity), point.quantity.to_string())).collect();
    ends.dedup();
    let best = advice.best_point();
    let best = best.map(|it| (x(it.quantity), y(it.monthly_saving.minor()), t.money(&it.monthly_saving)));
    Curve { line: line.join(" "), zero: y(0), marks, ends, best }
}

fn term(t: Texts, of: &Suggestion, on_sale: &OnSale) -> Term {
    let unit = t.money(&on_sale.unit);
    let mut it = Term {
        sku: on_sale.sku.clone(),
        name: t.term(&on_sale.term).to_owned(),
        unit,
        said: String::new(),
        best: None,
        break_even: String::new(),
        falls: Vec::new(),
        curve: Curve::default(),
        picture: format!("{}: {} {} {}", t.sizing_curve(), of.size, of.region, t.term(&on_sale.term)),
        table: format!("{}: {} {} {}", t.sizing_monthly(), of.size, of.region, t.term(&on_sale.term)),
        points: Vec::new(),
    };
    let advice = match &on_sale.advice {
        Ok(advice) => advice,
        Err(error) => return Term { said: cannot(t, error), ..it },
    };
    let break_even = advice.break_even.normalize();
    it.break_even = t.sizing_break_even(format!("{}%", t.decimal(&break_even, break_even.scale())));
    it.curve = curve(t, advice);
    let step = advice.curve.len().div_ceil(12).max(1);
    let is_shown =
        |quantity: u32| Some(quantity) == advice.best || quantity.to_usize().is_some_and(|it| it % step == 0);
    let shown = advice.curve.iter().filter(|point| is_shown(point.quantity));
    it.points = shown
        .map(|point| {
            let used = point.utilization.normalize();
            [point.quantity.to_string(), format!("{}%", t.decimal(&used, used.scale())), t.money(&point.monthly_saving)]
        })
        .collect();
    it.best = advice.best;
    it.said = match advice.best_point() {
        Some(point) => t.sizing_best(point.quantity, t.money(&point.monthly_saving)),
        None => t.sizing_nothing().to_owned(),
    };
    let fall = |(percent, point): &(u32, crate::domain::savings::Point)| {
        t.sizing_falls(*percent, t.money(&point.monthly_saving))
    };
    it.falls = on_sale.falls.iter().map(fall).collect();
    it
}

/// What is to be shown, and over how many days.
pub(super) async fn find(
    on: &OnCustomer<may::SeeSavings>,
    asked: &Asked,
    app: &Data<App>,
) -> Result<(i64, Option<Sizing>), Failure> {
    let [default, ..] = WINDOWS;
    let window = WINDOWS.into_iter().find(|days| days.to_string() == asked.days).unwrap_or(default);
    let of = on.clone();
    let found =
        run(app, move |app| utilization::sizing(app, of.granted(), of.customer(), window).map_err(Failure::from));
    Ok((window, found.await?))
}

/// The page.
pub(super) async fn show(on: OnCustomer<may::SeeSavings>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let (window, found) = find(&on, &asked, &app).await?;
    let t = cx.t;
    let base = links::CustomerSizing::to(&on.id()).to_string();
    let mut windows = WINDOWS;
    windows.sort_unstable();
    let windows = windows.into_iter().map(|days| Choice {
        label: t.sizing_days(days),
        href: format!("{base}?days={days}"),
        is_current: days == window,
    });
    let card = |it: &Suggestion| Card {
        hours: super::figures::hours(t, crate::domain::utilization::Amount::nanos(it.hours.nanos())),
        terms: it.terms.iter().map(|on_sale| term(t, it, on_sale)).collect(),
        it: it.clone(),
    };
    cx.page(&SizingPage {
        frame: CustomerFrame::at(&cx, on.customer(), Section::Utilization).here(t.sizing_title()),
        status: found.as_ref().map_or_else(
            || t.utilization_customer_none().to_owned(),
            |found| t.sizing_status(t.date(&found.first), t.date(&found.last)),
        ),
        windows: windows.collect(),
        machines: found.as_ref().map(|found| machines::rows(t, &found.machines)).unwrap_or_default(),
        file: format!("{}?days={window}", links::SizingExport::to(&on.id())),
        cards: found.iter().flat_map(|found| &found.suggestions).map(card).collect(),
        found,
        cart: links::Cart::to(&on.id()).to_string(),
        answers: links::AdviceAnswers::to(&on.id()).to_string(),
        cx: &cx,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerForm {
    size: String,
    region: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    days: String,
}

/// Puts advice aside.
pub(super) async fn put_aside(on: OnCustomer<may::ManageUsage>, form: CsrfForm<AnswerForm>, app: Data<App>) -> Page {
    let CsrfForm(AnswerForm { size, region, reason, days }) = form;
    let reason: String = reason.trim().chars().take(500).collect();
    let command =
        AnswerAdvice { size, region, reason, days: days.parse().ok().filter(|days| (1..=366).contains(days)) };
    let (may, customer) = (on.granted().clone(), on.id());
    run(&app, move |app| utilization::put_aside(app, &may, customer, &command).map_err(Failure::from)).await?;
    see_other_with(&links::CustomerSizing::to(&customer), Notice::Saved)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFields {}

/// Takes an answer back.
pub(super) async fn take_up(
    on: OnCustomer<may::ManageUsage>,
    at: Path<links::AdviceAnswerWithdraw>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.answer);
    run(&app, move |app| utilization::take_up(app, &may, customer, id).map_err(Failure::from)).await?;
    see_other_with(&links::CustomerSizing::to(&customer), Notice::Saved)
}

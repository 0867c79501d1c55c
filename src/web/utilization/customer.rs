//! One customer: what of its reservations is used, what that is worth, and why not more. The customer's own
//! people see the same page without anything of the partner's cost, and the statement of a month to print.
//! Floor 4. S-4, C4, C7, features row 51.

use std::collections::HashMap;

use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::figures::{hours, share, shares};
use super::section::{Choice, span_label};
use super::users::{By, User, departments};
use crate::access::{Granted, may};
use crate::domain::benefit::Cause;
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::money::{Currency, Money};
use crate::domain::roles::Perm;
use crate::domain::savings::CannotCompute;
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::Amount;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::utilization::{CustomerSum, Days, HeldSum, Span, whole};
use crate::ops::{App, utilization};
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    span: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    week: String,
    #[serde(default)]
    by: String,
}

impl Asked {
    /// By subscription, or by resource group.
    fn by(&self) -> By {
        if self.by == By::Group.code() { By::Group } else { By::Subscription }
    }
}

/// Names of subscriptions.
type Names = HashMap<SubscriptionId, String>;

/// A reservation.
struct Line {
    name: String,
    href: String,
    what: String,
    reserved: String,
    used: String,
    unused: String,
    percent: String,
    saved: String,
    lost: String,
}

/// Why hours were not used.
struct Why {
    cause: &'static str,
    remedy: &'static str,
    hours: String,
    share: String,
}

/// What page and statement show.
struct Shown {
    percent: String,
    coverage: String,
    saved: String,
    unused: String,
    lines: Vec<Line>,
    way: &'static str,
    users: Vec<User>,
    reserved: String,
    causes: Vec<Why>,
}

#[derive(Template)]
#[template(path = "utilization/customer.html")]
struct CustomerPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    status: String,
    as_of: String,
    shown: Option<Shown>,
    spans: Vec<Choice>,
    ways: Vec<Choice>,
    months: Vec<Choice>,
    with_money: bool,
    savings: String,
}

#[derive(Template)]
#[template(path = "utilization/statement.html")]
struct StatementPage<'a> {
    cx: &'a Cx,
    ways: Vec<Choice>,
    customer: String,
    month: String,
    shown: Option<Shown>,
    file_day: String,
}

/// The words of a cause and what helps.
pub(in crate::web) fn cause(t: Texts, code: &str) -> (&'static str, &'static str) {
    match code.parse() {
        Ok(Cause::OutOfScope) => (t.utilization_cause_scope(), t.utilization_remedy_scope()),
        Ok(Cause::FlexibilityOff) => (t.utilization_cause_flexibility(), t.utilization_remedy_flexibility()),
        Ok(Cause::OtherRegion) => (t.utilization_cause_region(), t.utilization_remedy_exchange()),
        Ok(Cause::Stopped) => (t.utilization_cause_stopped(), t.utilization_remedy_stopped()),
        Ok(Cause::TooFewMachines) => (t.utilization_cause_few(), t.utilization_remedy_few()),
        Ok(Cause::NoData) | Err(_) => (t.utilization_cause_no_data(), t.utilization_remedy_no_data()),
    }
}

/// What the covered hours would have cost as you go, or why that cannot be said.
fn worth(t: Texts, sum: &CustomerSum, rows: &[&HeldSum]) -> String {
    let mut sums: Vec<(Currency, Money)> = Vec::new();
    for row in rows {
        let one = match sum.savings_of(row) {
            Ok(one) => one.list_cost,
            Err(error) => return cannot(t, &error),
        };
        match sums.iter_mut().find(|(currency, _)| *currency == one.currency()) {
            Some((_, money)) => match money.plus(one) {
                Ok(both) => *money = both,
                Err(error) => return cannot(t, &error.into()),
            },
            None => sums.push((one.currency(), one)),
        }
    }
    sums.iter().map(|(_, money)| t.money(money)).collect::<Vec<_>>().join(" + ")
}

/// Why a figure cannot be said.
pub(super) fn cannot(t: Texts, error: &CannotCompute) -> String {
    match error {
        CannotCompute::NoPrice { size, region } => t.utilization_no_price(size, region),
        CannotCompute::Money(_) => t.utilization_cannot().to_owned(),
    }
}

fn shown(cx: &Cx, sum: &CustomerSum, by: By, names: &Names) -> Shown {
    let t = cx.t;
    let (running, covered) = sum.covered();
    let line = |row: &HeldSum| Line {
        name: row.held.name.clone(),
        href: links::ReservationOverview::to(&row.customer, &row.held.id).to_string(),
        what: format!("{} · {} × {}", row.held.region, row.held.size, row.held.quantity),
        reserved: hours(t, row.reserved),
        used: hours(t, row.used),
        unused: hours(t, row.reserved - row.used),
        percent: share(t, row.used, row.reserved),
        saved: worth(t, sum, &[row]),
        lost: t.money(&whole(row.lost_micros, row.held.currency)),
    };
    let lost = sum.lost();
    let parts: Vec<Amount> = lost.iter().map(|(_, amount)| *amount).collect();
    let why = |((code, amount), share): (&(String, Amount), String)| {
        let (cause, remedy) = cause(t, code);
        Why { cause, remedy, hours: hours(t, *amount), share }
    };
    Shown {
        percent: share(t, sum.used(), sum.reserved()),
        coverage: share(t, covered, running),
        saved: worth(t, sum, &sum.rows.iter().collect::<Vec<_>>()),
        unused: hours(t, sum.reserved() - sum.used()),
        lines: sum.rows.iter().map(line).collect(),
        way: by.label(t),
        users: departments(t, sum, by, names),
        reserved: hours(t, sum.reserved()),
        causes: lost.iter().zip(shares(t, &parts)).map(why).collect(),
    }
}

/// The last months of which usage is known, the newest first.
pub(super) fn months(base: &str, sum: Option<&CustomerSum>) -> Vec<Choice> {
    let Some(last) = sum.map(|sum| sum.known.1) else { return Vec::new() };
    let first = sum.map_or(last, |sum| sum.known.0);
    let mut month = Day::ymd(last.year(), last.month(), 1).unwrap_or(last);
    let mut all = Vec::new();
    for _ in 0..12 {
        let label = month.to_string().get(..7).unwrap_or_default().to_owned();
        all.push(Choice { href: format!("{base}?month={label}"), label, is_current: false });
        if month <= first {
            break;
        }
        let before = Instant::start_of(month).plus_days(-1).day();
        month = Day::ymd(before.year(), before.month(), 1).unwrap_or(before);
    }
    all
}

/// The figures, and the names of subscriptions.
fn read(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    days: Days,
) -> Result<(Option<CustomerSum>, Names), Failure> {
    let sum = utilization::of_customer(app, may, customer, days)?;
    Ok((sum, utilization::subscription_names(app, may, customer)?))
}

/// The page.
pub(super) async fn show(on: OnCustomer<may::ViewReservations>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let (may, customer) = (on.granted().clone(), on.id());
    let span = if asked.span.is_empty() { Span::Month } else { Span::named(&asked.span) };
    let week: Option<Day> = asked.week.parse().ok();
    let days = week.map_or(Days::Span(span), Days::Week);
    let (sum, names) = run(&app, move |app| read(app, &may, customer, days)).await?;
    let (t, by) = (cx.t, asked.by());
    let base = links::CustomerUtilization::to(&customer).to_string();
    let spans = Span::ALL.into_iter().map(|it| Choice {
        label: span_label(t, it).to_owned(),
        href: format!("{base}?span={}", it.code()),
        is_current: week.is_none() && it == span,
    });
    let at = week.map_or_else(|| format!("?span={}", span.code()), |week| format!("?week={week}"));
    let ways = [By::Subscription, By::Group].into_iter().map(|it| Choice {
        label: it.label(t).to_owned(),
        href: format!("{base}{at}&by={}#users", it.code()),
        is_current: it == by,
    });
    let label = week.map_or_else(
        || span_label(t, span).to_owned(),
        |first| format!("{} – {}", t.date_short(&first), t.date_short(&first.plus_days(6))),
    );
    let with_money = cx.may(Perm::SeeSavings);
    let shown = sum.as_ref().map(|sum| shown(&cx, sum, by, &names));
    cx.page(&CustomerPage {
        frame: CustomerFrame::at(&cx, on.customer(), Section::Utilization),
        status: shown.as_ref().map_or_else(
            || t.utilization_customer_none().to_owned(),
            |shown| t.utilization_sentence(&label, &shown.percent),
        ),
        as_of: sum.as_ref().map_or_else(String::new, |sum| t.utilization_as_of(t.date(&sum.fresh.last))),
        months: months(&links::UtilizationStatement::to(&customer).to_string(), sum.as_ref()),
        spans: spans.collect(),
        ways: ways.collect(),
        shown,
        with_money,
        savings: links::CustomerSavings::to(&customer).to_string(),
        cx: &cx,
    })
}

/// The statement of a month: never anything of what the partner pays.
pub(super) async fn statement(
    on: OnCustomer<may::ViewReservations>,
    asked: Query<Asked>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer) = (on.granted().clone(), on.id());
    let month = Days::month(&asked.month).ok_or(Failure::NotFound)?;
    let (sum, names) = run(&app, move |app| read(app, &may, customer, month)).await?;
    let by = asked.by();
    cx.page(&StatementPage {
        customer: on.customer().company_name.clone(),
        month: asked.into_inner().month,
        file_day: on.granted().scope().now().day().to_string(),
        shown: sum.filter(|sum| !sum.rows.is_empty()).map(|sum| shown(&cx, &sum, by, &names)),
        ways: Vec::new(),
        cx: &cx,
    })
}

//! When to be told that utilization falls, and what was found. Floor 4. Rule O-21.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::like::{LikeQuery, words};
use crate::access::{Granted, may};
use crate::domain::carts::AppliedScope;
use crate::domain::ids::CustomerId;
use crate::domain::term::Term;
use crate::http::cx::{Cx, Notice as Said, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::work::run;
use crate::ops::utilization::{Kinds, MakeAlert, UtilizationAlert};
use crate::ops::{App, utilization};

/// What was found.
struct Line {
    href: String,
    name: String,
    customer: String,
    at: String,
    percent: String,
    resolved: String,
}

/// An alert of the person.
struct Own {
    it: UtilizationAlert,
    /// Whose reservations; of everybody's when empty.
    customer: String,
    /// Which of them; all when empty.
    like: Vec<String>,
}

#[derive(Template)]
#[template(path = "utilization/alerts.html")]
struct AlertsPage<'a> {
    cx: &'a Cx,
    alerts: Vec<Own>,
    customers: Vec<(CustomerId, String)>,
    lines: Vec<Line>,
    errors: Vec<(&'static str, String)>,
    kinds: Kinds,
    asked: LikeQuery,
    form: AlertForm,
}

impl AlertsPage<'_> {
    fn is_chosen(&self, customer: &CustomerId) -> bool {
        self.form.customer == customer.to_string()
    }

    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(known, _)| *known == field).map_or("", |(_, error)| error)
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AlertForm {
    name: String,
    customer: String,
    region: String,
    size: String,
    term: String,
    scope: String,
    threshold: String,
    window: String,
}

impl AlertForm {
    fn asked(&self) -> LikeQuery {
        let Self { region, size, term, scope, .. } = self.clone();
        LikeQuery { region, size, term, scope }
    }
}

async fn page<'a>(
    may: Granted<may::ManageUsage>,
    cx: &'a Cx,
    app: &Data<App>,
    form: AlertForm,
    errors: Vec<(&'static str, String)>,
) -> Result<AlertsPage<'a>, Failure> {
    let found = run(app, move |app| utilization::alerts(app, &may).map_err(Failure::from)).await?;
    let utilization::Alerts { own, notices, customers, kinds } = found;
    let own = own.into_iter().map(|it| {
        let named = customers.iter().find(|(id, _)| Some(*id) == it.customer_id);
        let unnamed = || it.customer_id.map_or_else(String::new, |id| id.to_string());
        Own { customer: named.map_or_else(unnamed, |(_, name)| name.clone()), like: words(cx.t, &it.like), it }
    });
    let alerts = own.collect();
    let percent = |hundredths: i32| format!("{}%", hundredths / 100);
    let lines = notices.into_iter().map(|it| Line {
        href: links::ReservationOverview::to(&it.customer, &it.reservation).to_string(),
        name: it.reservation_name,
        customer: it.customer_name,
        at: cx.t.date_time_short(&it.raised_at),
        percent: percent(it.percent),
        resolved: match (it.resolved_at, it.resolved_percent) {
            (Some(at), Some(share)) => format!("{} · {}", percent(share), cx.t.date_time_short(&at)),
            (Some(at), None) => cx.t.date_time_short(&at),
            (None, _) => String::new(),
        },
    });
    Ok(AlertsPage { cx, alerts, customers, lines: lines.collect(), errors, kinds, asked: form.asked(), form })
}

/// The page; the portfolio leads here with what it was asked.
pub(super) async fn index(may: Granted<may::ManageUsage>, asked: Query<LikeQuery>, cx: Cx, app: Data<App>) -> Page {
    let LikeQuery { region, size, term, scope } = asked.into_inner();
    let (threshold, window) = ("80".to_owned(), "7".to_owned());
    let form = AlertForm { region, size, term, scope, threshold, window, ..AlertForm::default() };
    let body = page(may, &cx, &app, form, Vec::new()).await?;
    cx.page(&body)
}

/// Makes an alert.
pub(super) async fn make(may: Granted<may::ManageUsage>, form: CsrfForm<AlertForm>, cx: Cx, app: Data<App>) -> Page {
    let form = form.0;
    let (name, t) = (form.name.trim().to_owned(), cx.t);
    let threshold = form.threshold.trim().parse().ok().filter(|it| (1..=100).contains(it));
    let window_days = form.window.trim().parse().ok().filter(|it| (1..=90).contains(it));
    let customer: Option<CustomerId> = form.customer.trim().parse().ok();
    let mut errors = Vec::new();
    if name.is_empty() || name.chars().count() > 100 {
        errors.push(("name", t.alerts_name_wrong().to_owned()));
    }
    if threshold.is_none() {
        errors.push(("threshold", t.alerts_threshold_wrong().to_owned()));
    }
    if window_days.is_none() {
        errors.push(("window", t.alerts_window_wrong().to_owned()));
    }
    if customer.is_none() && !form.customer.trim().is_empty() {
        errors.push(("customer", t.alerts_customer_wrong().to_owned()));
    }
    let (Some(threshold), Some(window_days), true) = (threshold, window_days, errors.is_empty()) else {
        let body = page(may, &cx, &app, form, errors).await?;
        return cx.unprocessable(&body);
    };
    let command = MakeAlert { name, customer, like: form.asked().like(), threshold, window_days };
    run(&app, move |app| utilization::make(app, &may, &command).map_err(Failure::from)).await?;
    see_other_with(&links::UtilizationAlerts::to(), Said::Saved)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFields {}

/// Removes an alert.
pub(super) async fn remove(
    may: Granted<may::ManageUsage>,
    at: Path<links::UtilizationAlertRemove>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let id = at.alert;
    run(&app, move |app| utilization::remove(app, &may, id).map_err(Failure::from)).await?;
    see_other_with(&links::UtilizationAlerts::to(), Said::Saved)
}

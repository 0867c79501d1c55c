//! When to be told that utilization falls, and what was found. Floor 4. Rule O-21.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::http::cx::{Cx, Notice as Said, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::work::run;
use crate::ops::utilization::{MakeAlert, UtilizationAlert};
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
}

#[derive(Template)]
#[template(path = "utilization/alerts.html")]
struct AlertsPage<'a> {
    cx: &'a Cx,
    alerts: Vec<Own>,
    customers: Vec<(CustomerId, String)>,
    lines: Vec<Line>,
    errors: Vec<(&'static str, String)>,
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
    threshold: String,
    window: String,
}

async fn page<'a>(
    may: Granted<may::ManageUsage>,
    cx: &'a Cx,
    app: &Data<App>,
    form: AlertForm,
    errors: Vec<(&'static str, String)>,
) -> Result<AlertsPage<'a>, Failure> {
    let found = run(app, move |app| utilization::alerts(app, &may).map_err(Failure::from)).await?;
    let utilization::Alerts { own, notices, customers } = found;
    let own = own.into_iter().map(|it| {
        let named = customers.iter().find(|(id, _)| Some(*id) == it.customer_id);
        let unnamed = || it.customer_id.map_or_else(String::new, |id| id.to_string());
        Own { customer: named.map_or_else(unnamed, |(_, name)| name.clone()), it }
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
    Ok(AlertsPage { cx, alerts, customers, lines: lines.collect(), errors, form })
}

/// The page.
pub(super) async fn index(may: Granted<may::ManageUsage>, cx: Cx, app: Data<App>) -> Page {
    let form = AlertForm { threshold: "80".to_owned(), window: "7".to_owned(), ..AlertForm::default() };
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
    let region = form.region.trim().to_lowercase();
    let command = MakeAlert { name, customer, region, threshold, window_days };
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

//! One import: how far it is, how fast, how long it still takes; what it changed; its bad rows. Floor 4.

use actix_web::web::{Data, Path};
use askama::Template;

use super::state;
use crate::access::{Granted, may};
use crate::domain::time::Instant;
use crate::domain::utilization::{ImportState, RowProblem, RowReason};
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::usage::{UsageFormat, UsageImport};
use crate::ops::{App, usage};

#[derive(Template)]
#[template(path = "usage/show.html")]
struct ShowPage<'a> {
    cx: &'a Cx,
    it: UsageImport,
    state: &'static str,
    tone: &'static str,
    percent: i64,
    rate: String,
    left: Option<i64>,
    format: String,
    days: String,
    bad: String,
}

/// The name of a format as it was recognised; FOCUS is called FOCUS everywhere.
fn format_name(t: Texts, found: &str) -> String {
    let known = [
        (UsageFormat::AzureEnterprise, t.usage_format_enterprise()),
        (UsageFormat::AzureCustomerAgreement, t.usage_format_agreement()),
        (UsageFormat::AzureUsageDetails, t.usage_format_details()),
        (UsageFormat::HourlyMachines, t.usage_format_hourly()),
    ];
    let named = known.into_iter().find(|(format, _)| format.to_string() == found);
    named.map_or_else(|| found.to_owned(), |(_, word)| word.to_owned())
}

/// Rows a second, and seconds that are left at this pace.
fn pace(it: &UsageImport, now: Instant) -> (i64, Option<i64>) {
    let until = it.finished_at.unwrap_or(now);
    let seconds = until.seconds_since(it.created_at).max(1);
    let left = (it.state == ImportState::Reading && it.bytes_read > 0).then(|| {
        let rest = it.bytes_total.saturating_sub(it.bytes_read).max(0);
        rest.saturating_mul(seconds) / it.bytes_read.max(1)
    });
    (it.rows_read / seconds, left)
}

/// One import.
pub(super) async fn show(
    may: Granted<may::ManageUsage>,
    at: Path<links::UsageImportShow>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (id, now) = (at.import, may.scope().now());
    let it = run(&app, move |app| usage::import(app, &may, id).map_err(Failure::from)).await?;
    let (state, tone) = state(cx.t, it.state);
    let (rate, left) = pace(&it, now);
    let days = match (it.first_day, it.last_day) {
        (Some(first), Some(last)) => format!("{} – {}", cx.t.date_short(&first), cx.t.date_short(&last)),
        (Some(_) | None, _) => "–".to_owned(),
    };
    cx.page(&ShowPage {
        percent: if it.state.is_over() { 100 } else { it.bytes_read.saturating_mul(100) / it.bytes_total.max(1) },
        rate: cx.t.number(rate),
        format: format_name(cx.t, &it.format),
        bad: links::UsageBadRows::to(&id).to_string(),
        cx: &cx,
        it,
        state,
        tone,
        left,
        days,
    })
}

/// Why a row could not be kept, in words.
fn reason(t: Texts, it: &RowReason) -> String {
    let Some(problem) = it.problem else { return it.detail.clone() };
    let what = &it.detail;
    match problem {
        RowProblem::Columns => t.usage_bad_columns(what),
        RowProblem::NotText => t.usage_bad_text(what),
        RowProblem::Empty => t.usage_bad_empty(what),
        RowProblem::NotATime => t.usage_bad_time(what),
        RowProblem::NotAnHour => t.usage_bad_hour(what),
        RowProblem::OtherPeriod => t.usage_bad_period(what),
        RowProblem::NotHours => t.usage_bad_hours(what),
        RowProblem::BelowZero => t.usage_bad_below_zero(what),
        RowProblem::NotJson => t.usage_bad_json().to_owned(),
        RowProblem::NotAKind => t.usage_bad_kind(what),
        RowProblem::NoSubscription => t.usage_bad_no_subscription().to_owned(),
        RowProblem::OtherSubscription => t.usage_bad_subscription(what),
    }
}

/// The rows that could not be kept.
pub(super) async fn bad_rows(
    may: Granted<may::ManageUsage>,
    at: Path<links::UsageBadRows>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let id = at.import;
    let rows = run(&app, move |app| usage::bad_rows(app, &may, id).map_err(Failure::from)).await?;
    let mut file = CsvFile::new(&[cx.t.usage_files(), cx.t.usage_line(), cx.t.usage_reason()])?;
    for row in rows {
        file.row(&[row.file, row.line.to_string(), reason(cx.t, &row.reason)])?;
    }
    file.answer("bad-rows")
}

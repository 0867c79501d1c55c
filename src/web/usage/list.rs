//! The imports, the newest first, and the form that begins one. Floor 4.

use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::state;
use crate::access::{Granted, may};
use crate::domain::ids::{SubscriptionId, UsageImportId};
use crate::domain::time::Instant;
use crate::http::cx::{Cx, Page, see_other};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::upload_files::{CsrfFiles, MOST_FILE_BYTES, MOST_FILES};
use crate::http::work::run;
use crate::ops::usage::{ImportMark, ImportUsage, UsageImport};
use crate::ops::{App, PAGE_ROWS, usage};
use crate::web::paging::address;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
}

/// A row.
struct Line {
    import: UsageImport,
    href: String,
    state: &'static str,
    tone: &'static str,
    changed: i64,
}

#[derive(Template)]
#[template(path = "usage/list.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    lines: Vec<Line>,
    first: String,
    next: String,
    errors: Vec<(&'static str, String)>,
    subscription: String,
    megabytes: i64,
    files: i64,
}

impl ListPage<'_> {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(known, _)| *known == field).map_or("", |(_, error)| error)
    }
}

fn page(cx: &Cx, found: Vec<UsageImport>, is_first: bool) -> ListPage<'_> {
    let has_more = found.len() > PAGE_ROWS;
    let line = |import: UsageImport| {
        let (state, tone) = state(cx.t, import.state);
        let changed = import.days_new.saturating_add(import.days_changed);
        Line { href: links::UsageImportShow::to(&import.id).to_string(), state, tone, changed, import }
    };
    let lines: Vec<Line> = found.into_iter().take(PAGE_ROWS).map(line).collect();
    let last = lines.last().filter(|_| has_more);
    let mark = |line: &Line| format!("{}.{}", line.import.created_at.micros(), line.import.id);
    ListPage {
        first: if is_first { String::new() } else { links::UsageImports::to().to_string() },
        next: last
            .map(|last| address(links::UsageImports::PATTERN, [("after", mark(last).as_str())]))
            .unwrap_or_default(),
        lines,
        errors: Vec::new(),
        subscription: String::new(),
        megabytes: i64::try_from(MOST_FILE_BYTES / 1024 / 1024).unwrap_or(0),
        files: i64::try_from(MOST_FILES).unwrap_or(0),
        cx,
    }
}

fn mark(text: &str) -> Option<ImportMark> {
    let (at, id) = text.split_once('.')?;
    Some((Instant::from_micros(at.parse().ok()?), id.parse::<UsageImportId>().ok()?))
}

/// The list.
pub(super) async fn index(may: Granted<may::ManageUsage>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let after = mark(&asked.after);
    let found = run(&app, move |app| usage::imports(app, &may, after).map_err(Failure::from)).await?;
    cx.page(&page(&cx, found, after.is_none()))
}

/// Imports the files that were chosen.
pub(super) async fn upload(may: Granted<may::ManageUsage>, form: CsrfFiles, cx: Cx, app: Data<App>) -> Page {
    let typed = form.fields.iter().find(|(name, _)| name == "subscription").map_or("", |(_, text)| text.trim());
    let subscription: Option<SubscriptionId> = typed.parse().ok();
    let mut errors = Vec::new();
    if form.files.is_empty() {
        errors.push(("files", cx.t.usage_no_file().to_owned()));
    }
    if subscription.is_none() && !typed.is_empty() {
        errors.push(("subscription", cx.t.usage_no_subscription().to_owned()));
    }
    if !errors.is_empty() {
        for (_, path) in &form.files {
            if let Err(error) = std::fs::remove_file(path) {
                tracing::warn!(%error, "an uploaded file stays");
            }
        }
        let found = run(&app, move |app| usage::imports(app, &may, None).map_err(Failure::from)).await?;
        let typed = typed.to_owned();
        return cx.unprocessable(&ListPage { errors, subscription: typed, ..page(&cx, found, true) });
    }
    let command = ImportUsage { files: form.files, subscription };
    let id = run(&app, move |app| usage::upload(app, &may, &command).map_err(Failure::from)).await?;
    see_other(&links::UsageImportShow::to(&id))
}

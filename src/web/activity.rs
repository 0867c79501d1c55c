//! The activity log: who did what to whom, before and after; as a file too. Floor 4. Rule P-25.

use std::collections::BTreeSet;

use actix_web::web::{Data, Query};
use askama::Template;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::{Granted, may};
use crate::domain::audit::EventKind;
use crate::domain::roles::Perm;
use crate::domain::time::{Day, Instant};
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::forms::FormErrors;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::App;
use crate::ops::activity::{self, Activity, ActivityFilter, ActivityPage};
use crate::ops::users::User;

pub(super) fn routes() -> Routes {
    Routes::new().get(links::Activity::PATTERN, list).get(links::ActivityExport::PATTERN, export)
}

/// How many days the log shows when nobody says from when.
const DEFAULT_DAYS: i64 = 30;

/// The filter as the address carries it.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Asked {
    from: String,
    to: String,
    customer: String,
    user: String,
    kind: String,
    after: String,
}

impl Asked {
    /// The filter, with the last month where no days were typed; what cannot be read is said.
    fn read(&self, t: Texts, now: Instant, errors: &mut FormErrors) -> ActivityFilter {
        let mut day = |field: &'static str, typed: &str, otherwise: Day| match typed.trim() {
            "" => otherwise,
            typed => {
                errors.check(field, typed.parse(), |_no_date| t.activity_wrong_date().to_owned()).unwrap_or(otherwise)
            }
        };
        let from = day("from", &self.from, now.plus_days(-DEFAULT_DAYS).day());
        let to = day("to", &self.to, now.day());
        if from > to {
            errors.add("from", t.activity_wrong_order());
        }
        let customer = (!self.customer.trim().is_empty())
            .then(|| errors.check("customer", self.customer.parse(), |_no_id| t.activity_wrong_customer().to_owned()))
            .flatten();
        ActivityFilter {
            from: Instant::start_of(from),
            until: Instant::start_of(to.plus_days(1)),
            customer,
            user: self.user.parse().ok(),
            kind: self.kind.parse().ok(),
        }
    }

    /// The address of the same list from another place on.
    fn address(&self, path: &str, after: &str) -> String {
        let asked = Self { after: after.to_owned(), ..self.clone() };
        let query = serde_urlencoded::to_string(&asked).unwrap_or_default();
        format!("{path}?{query}")
    }

    fn is_filtered(&self) -> bool {
        [&self.from, &self.to, &self.customer, &self.user, &self.kind].iter().any(|field| !field.is_empty())
    }
}

/// A field of a thing before and after.
struct Change {
    field: String,
    before: String,
    after: String,
}

/// An event as a line of the log.
struct Line {
    event: Activity,
    when: String,
    action: &'static str,
    who: String,
    is_failed: bool,
    changes: Vec<Change>,
}

impl Line {
    fn of(cx: &Cx, event: Activity) -> Self {
        let t = cx.t;
        let who = match (&event.user_name, event.actor.split_once(':')) {
            (Some(name), _) => name.clone(),
            (None, Some(("operator", command))) => t.activity_operator(command),
            (None, Some(("system", _job))) => t.activity_system().to_owned(),
            (None, _) => t.activity_nobody().to_owned(),
        };
        Self {
            when: t.date_time_short(&event.recorded_at),
            action: t.event_kind(&event.kind),
            who,
            is_failed: event.outcome == "failed",
            changes: changes(event.before.as_deref(), event.after.as_deref()),
            event,
        }
    }
}

/// The fields whose value differs, by name. A state that is no object is one field without a name.
fn changes(before: Option<&str>, after: Option<&str>) -> Vec<Change> {
    let read = |text: Option<&str>| text.and_then(|text| serde_json::from_str::<Value>(text).ok()).unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let keys = |value: &Value| value.as_object().map(|fields| fields.keys().cloned().collect::<BTreeSet<_>>());
    let fields: BTreeSet<String> = [&before, &after].into_iter().filter_map(keys).flatten().collect();
    fields
        .into_iter()
        .map(|field| (plain(before.get(&field)), plain(after.get(&field)), field))
        .filter(|(before, after, _)| before != after)
        .map(|(before, after, field)| Change { field, before, after })
        .collect()
}

/// A JSON value as people write it.
fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => items.iter().map(|item| plain(Some(item))).collect::<Vec<_>>().join(", "),
        Some(other @ (Value::Bool(_) | Value::Number(_) | Value::Object(_))) => other.to_string(),
    }
}

#[derive(Template)]
#[template(path = "activity/index.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    asked: &'a Asked,
    from: Day,
    to: Day,
    kinds: &'static [EventKind],
    people: Vec<User>,
    lines: Vec<Line>,
    clear: &'static str,
    export: String,
    newest: String,
    older: String,
    errors: FormErrors,
}

async fn list(may: Granted<may::SeeActivity>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let asked = asked.into_inner();
    let mut errors = FormErrors::new();
    let filter = asked.read(cx.t, may.scope().now(), &mut errors);
    let mark = asked.after.parse().ok();
    let page = move |app: &App| activity::page(app, &may, &filter, mark).map_err(Failure::from);
    let ActivityPage { events, next, people } = run(&app, page).await?;
    let lines = events.into_iter().map(|event| Line::of(&cx, event)).collect();
    let path = links::Activity::PATTERN;
    let page = ListPage {
        cx: &cx,
        from: filter.from.day(),
        to: filter.until.plus_seconds(-1).day(),
        kinds: EventKind::ALL,
        people,
        lines,
        clear: if asked.is_filtered() { path } else { "" },
        export: asked.address(links::ActivityExport::PATTERN, ""),
        newest: if asked.after.is_empty() { String::new() } else { asked.address(path, "") },
        older: next.map_or_else(String::new, |mark| asked.address(path, &mark.to_string())),
        asked: &asked,
        errors,
    };
    if page.errors.is_empty() { cx.page(&page) } else { cx.unprocessable(&page) }
}

async fn export(may: Granted<may::SeeActivity>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let mut errors = FormErrors::new();
    let filter = asked.read(cx.t, may.scope().now(), &mut errors);
    if !errors.is_empty() {
        return Err(Failure::Malformed("a filter that cannot be read".to_owned()));
    }
    let events = run(&app, move |app| activity::export(app, &may, &filter).map_err(Failure::from)).await?;
    let t = cx.t;
    let mut file = CsvFile::new(&[
        t.activity_when(),
        t.activity_customer(),
        t.activity_action(),
        t.activity_user(),
        t.activity_outcome(),
        t.activity_thing(),
        t.activity_before(),
        t.activity_after(),
        t.activity_request(),
    ])?;
    for event in events {
        let line = Line::of(&cx, event);
        file.row(&[
            line.event.recorded_at.to_string(),
            line.event.customer_name.unwrap_or_default(),
            line.action.to_owned(),
            line.event.user_email.unwrap_or(line.who),
            (if line.is_failed { t.activity_failed() } else { t.activity_succeeded() }).to_owned(),
            format!("{} {}", line.event.resource_type, line.event.resource_id),
            line.event.before.unwrap_or_default(),
            line.event.after.unwrap_or_default(),
            line.event.request_id,
        ])?;
    }
    file.answer("activity")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fields_that_differ_are_changes() {
        let found =
            changes(Some(r#"{"name":"a","roles":["x"],"same":1}"#), Some(r#"{"name":"b","roles":["x","y"],"same":1}"#));
        let found: Vec<_> = found.iter().map(|it| (it.field.as_str(), it.before.as_str(), it.after.as_str())).collect();
        assert_eq!(found, [("name", "a", "b"), ("roles", "x", "x, y")]);
        assert!(changes(None, None).is_empty());
    }
}

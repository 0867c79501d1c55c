//! The activity log: who did what to whom, before and after; as a file too. Floor 4. Rule P-25.

mod line;
mod values;

use actix_web::web::{Data, Query};
use askama::Template;
use serde::{Deserialize, Serialize};

use crate::access::{Granted, may};
use crate::domain::audit::{Audience, EventKind};
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
use crate::ops::activity::{self, AboutCustomer, ActivityFilter, ActivityPage};
use crate::ops::users::User;
use crate::ops::{App, PageAt};
use crate::web::paging::{around, marks, page_at};
pub(in crate::web) use line::Line;

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
    before: String,
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
        let customer = Some(self.customer.trim()).filter(|typed| !typed.is_empty()).map(|typed| {
            typed.parse().map_or_else(|_no_id| AboutCustomer::Found(typed.to_owned()), AboutCustomer::One)
        });
        ActivityFilter {
            from: Instant::start_of(from),
            until: Instant::start_of(to.plus_days(1)),
            customer,
            user: self.user.parse().ok(),
            kind: self.kind.parse().ok(),
        }
    }

    /// Which page.
    fn page(&self) -> PageAt<i64> {
        page_at(&self.after, &self.before, |number| number.parse().ok())
    }

    /// The address of a page of the same list.
    fn address(&self, path: &str, page: PageAt<i64>) -> String {
        let [(_, after), (_, before)] = marks(page, |number: i64| number.to_string());
        let asked = Self { after, before, ..self.clone() };
        let query = serde_urlencoded::to_string(&asked).unwrap_or_default();
        format!("{path}?{query}")
    }

    fn is_filtered(&self) -> bool {
        [&self.from, &self.to, &self.customer, &self.user, &self.kind].iter().any(|field| !field.is_empty())
    }
}

#[derive(Template)]
#[template(path = "activity/index.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    asked: &'a Asked,
    from: Day,
    to: Day,
    kinds: Vec<EventKind>,
    people: Vec<User>,
    lines: Vec<Line>,
    clear: &'static str,
    export: String,
    newer: String,
    older: String,
    errors: FormErrors,
}

async fn list(may: Granted<may::SeeActivity>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let asked = asked.into_inner();
    let mut errors = FormErrors::new();
    let filter = asked.read(cx.t, may.scope().now(), &mut errors);
    let (from, to) = (filter.from.day(), filter.until.plus_seconds(-1).day());
    let at = asked.page();
    let page = move |app: &App| activity::page(app, &may, &filter, at).map_err(Failure::from);
    let ActivityPage { events, people } = run(&app, page).await?;
    let path = links::Activity::PATTERN;
    let [newer, older] = around(&events, |event| event.sequence, |page| asked.address(path, page));
    let lines = events.rows.into_iter().map(|event| Line::of(&cx, event)).collect();
    let page = ListPage {
        cx: &cx,
        from,
        to,
        kinds: EventKind::ALL.iter().copied().filter(|kind| kind.audience() != Audience::Operator).collect(),
        people,
        lines,
        clear: if asked.is_filtered() { path } else { "" },
        export: asked.address(links::ActivityExport::PATTERN, PageAt::First),
        newer,
        older,
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
        let (before, after) = (line.before(), line.after());
        file.row(&[
            line.event.recorded_at.to_string(),
            line.event.customer_name.unwrap_or_default(),
            line.action.to_owned(),
            line.event.user_email.filter(|email| !email.is_empty()).unwrap_or(line.who),
            (if line.is_failed { t.activity_failed() } else { t.activity_succeeded() }).to_owned(),
            format!("{} {}", line.thing, line.event.resource_id),
            before,
            after,
            line.event.request_id,
        ])?;
    }
    file.answer("activity")
}

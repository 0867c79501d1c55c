//! The inbox: the unread first. Floor 4. Rule O-9.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::ids::MessageId;
use crate::domain::time::Instant;
use crate::http::cx::{Cx, Notice, Page, see_other, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::messages::{self, Mark, Message, PAGE};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Messages::PATTERN, index)
        .post(links::MessageOpen::PATTERN, open)
        .post(links::MessageRead::PATTERN, read)
        .post(links::MessagesRead::PATTERN, read_all)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "messages/index.html")]
struct InboxPage<'a> {
    cx: &'a Cx,
    messages: &'a [Message],
    unread: i64,
    first: String,
    next: String,
}

async fn index(may: Granted<may::ReadMessages>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let after = read_mark(&asked.after);
    let unread = may.who().unread();
    let found = run(&app, move |app| messages::page(app, &may, after).map_err(Failure::from)).await?;
    let shown = found.get(..PAGE).unwrap_or(&found);
    let next = if found.len() > PAGE { shown.last() } else { None };
    let next = next.map(|last| format!("{}?after={}", links::Messages::to(), write_mark(last.mark())));
    let first = if after.is_some() { links::Messages::to().to_string() } else { String::new() };
    cx.page(&InboxPage { cx: &cx, messages: shown, unread, first, next: next.unwrap_or_default() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

async fn open(
    may: Granted<may::ReadMessages>,
    at: Path<links::MessageOpen>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let id = at.message;
    let link = run(&app, move |app| messages::open(app, &may, id).map_err(Failure::from)).await?;
    see_other(&link)
}

async fn read(
    may: Granted<may::ReadMessages>,
    at: Path<links::MessageRead>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let id = at.message;
    run(&app, move |app| messages::open(app, &may, id).map_err(Failure::from)).await?;
    see_other(&links::Messages::to())
}

async fn read_all(may: Granted<may::ReadMessages>, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    run(&app, move |app| messages::read_all(app, &may).map_err(Failure::from)).await?;
    see_other_with(&links::Messages::to(), Notice::Saved)
}

/// What cannot be read is not asked.
fn read_mark(text: &str) -> Option<Mark> {
    let mut parts = text.splitn(3, '.');
    let is_unread = match parts.next()? {
        "unread" => true,
        "read" => false,
        _ => return None,
    };
    let created_at = Instant::from_micros(parts.next()?.parse().ok()?);
    let id: MessageId = parts.next()?.parse().ok()?;
    Some(Mark { is_unread, created_at, id })
}

fn write_mark(mark: Mark) -> String {
    let part = if mark.is_unread { "unread" } else { "read" };
    format!("{part}.{}.{}", mark.created_at.micros(), mark.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_survives_the_address() {
        let id = "0191d2ab-7f4e-7aa1-b5c6-0242ac120002".parse().unwrap();
        let mark = Mark { is_unread: true, created_at: Instant::from_micros(1_795_251_600_000_001), id };
        assert_eq!(read_mark(&write_mark(mark)), Some(mark));
        for text in ["", "unread", "unread.1", "new.1.0191d2ab-7f4e-7aa1-b5c6-0242ac120002", "read.x.y"] {
            assert_eq!(read_mark(text), None, "{text}");
        }
    }
}

//! Mails of the installation: what waits, what left, what was given up. Floor 4. Rule O-10.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::messages::MailState;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::mail::{self, MailRow, PAGE};
use crate::web::paging::address;

pub(super) fn routes() -> Routes {
    Routes::new().get(links::Mails::PATTERN, index).post(links::MailAgain::PATTERN, again)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "messages/mails.html")]
struct MailsPage<'a> {
    cx: &'a Cx,
    mails: &'a [MailRow],
    state: Option<MailState>,
    server: Option<String>,
    from: &'a str,
    folder: String,
    first: String,
    next: String,
    clear: String,
}

impl MailsPage<'_> {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    fn is_chosen(&self, state: &MailState) -> bool {
        self.state.as_ref() == Some(state)
    }
}

async fn index(may: Granted<may::SeeMails>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let (state, after) = (asked.state.parse().ok(), asked.after.parse().ok());
    let found = run(&app, move |app| mail::list(app, &may, state, after).map_err(Failure::from)).await?;
    let shown = found.get(..PAGE).unwrap_or(&found);
    let at =
        |after: &str| address(links::Mails::PATTERN, [("state", state.map_or("", MailState::code)), ("after", after)]);
    let next = if found.len() > PAGE { shown.last() } else { None };
    cx.page(&MailsPage {
        cx: &cx,
        mails: shown,
        state,
        server: app.config.mail_server.as_ref().map(ToString::to_string),
        from: &app.config.mail_from,
        folder: app.config.mail_folder().display().to_string(),
        first: if after.is_some() { at("") } else { String::new() },
        next: next.map(|last| at(&last.id.to_string())).unwrap_or_default(),
        clear: if state.is_some() { links::Mails::to().to_string() } else { String::new() },
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

async fn again(
    may: Granted<may::SeeMails>,
    at: Path<links::MailAgain>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let id = at.mail;
    run(&app, move |app| mail::try_again(app, &may, id).map_err(Failure::from)).await?;
    see_other_with(&links::Mails::to(), Notice::Saved)
}

/// The tone of a state's badge.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
fn tone(state: &MailState) -> &'static str {
    match state {
        MailState::Queued => "info",
        MailState::Sent => "success",
        MailState::Filed => "",
        MailState::GivenUp => "danger",
    }
}

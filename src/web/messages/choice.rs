//! Which messages also come by mail, on the own account. Floor 4. Rule O-3.

use actix_web::web::Data;
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::messages::Topic;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::{App, messages};

pub(super) fn routes() -> Routes {
    Routes::new().get(links::AccountMail::PATTERN, edit).post(links::AccountMail::PATTERN, update)
}

#[derive(Template)]
#[template(path = "messages/choice.html")]
struct ChoicePage<'a> {
    cx: &'a Cx,
    email: &'a str,
    refused: Vec<Topic>,
    is_sent: bool,
}

async fn edit(may: Granted<may::OwnAccount>, cx: Cx, app: Data<App>) -> Page {
    let of = may.clone();
    let refused = run(&app, move |app| messages::refused_topics(app, &of).map_err(Failure::from)).await?;
    cx.page(&ChoicePage { cx: &cx, email: may.who().email(), refused, is_sent: app.config.mail_server.is_some() })
}

/// A box for each topic; one that is not ticked is not sent by the browser.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceForm {
    orders: Option<String>,
    refunds: Option<String>,
    support: Option<String>,
    access: Option<String>,
    deadlines: Option<String>,
}

impl ChoiceForm {
    fn wanted(&self) -> Vec<Topic> {
        let is_ticked = |topic: &Topic| match topic {
            Topic::Orders => self.orders.is_some(),
            Topic::Refunds => self.refunds.is_some(),
            Topic::Support => self.support.is_some(),
            Topic::Access => self.access.is_some(),
            Topic::Deadlines => self.deadlines.is_some(),
        };
        Topic::ALL.iter().copied().filter(is_ticked).collect()
    }
}

async fn update(may: Granted<may::OwnAccount>, form: CsrfForm<ChoiceForm>, app: Data<App>) -> Page {
    let wanted = form.0.wanted();
    run(&app, move |app| messages::choose_topics(app, &may, &wanted).map_err(Failure::from)).await?;
    see_other_with(&links::AccountMail::to(), Notice::Saved)
}

//! Where a webhook is told, and about what: the form that registers it and changes it. Floor 4. P-26.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::{May, once, refused};
use crate::domain::ids::WebhookId;
use crate::domain::webhooks::{Topic, names};
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::webhooks::{self, Refusal, Setting, Webhook, WebhookError};
use crate::ops::{App, PageAt};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::WebhookNew::PATTERN, new)
        .post(links::WebhookNew::PATTERN, create)
        .get(links::WebhookChange::PATTERN, edit)
        .post(links::WebhookChange::PATTERN, change)
}

/// What is typed: one field for each topic, since no field may come twice.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    id: Option<WebhookId>,
    url: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    reservation: String,
    #[serde(default)]
    refund: String,
    #[serde(default)]
    software: String,
    #[serde(default)]
    support: String,
}

impl Typed {
    fn of(webhook: &Webhook) -> Self {
        let topics = webhook.topics();
        let ticked = |topic| if topics.contains(&topic) { "on".to_owned() } else { String::new() };
        Self {
            id: None,
            url: webhook.url.clone(),
            order: ticked(Topic::Orders),
            reservation: ticked(Topic::Reservations),
            refund: ticked(Topic::Refunds),
            software: ticked(Topic::Software),
            support: ticked(Topic::Support),
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    fn has(&self, topic: &Topic) -> bool {
        let field = match topic {
            Topic::Orders => &self.order,
            Topic::Reservations => &self.reservation,
            Topic::Refunds => &self.refund,
            Topic::Software => &self.software,
            Topic::Support => &self.support,
        };
        !field.is_empty()
    }

    fn setting(&self) -> Setting {
        Setting { url: self.url.clone(), topics: Topic::ALL.iter().copied().filter(|it| self.has(it)).collect() }
    }
}

#[derive(Template)]
#[template(path = "webhooks/form.html")]
struct FormPage<'a> {
    cx: &'a Cx,
    /// The webhook that changes; none for a new one.
    known: Option<WebhookId>,
    typed: &'a Typed,
    /// The topics, each with the names of its events.
    topics: Vec<(Topic, String)>,
    errors: FormErrors,
}

impl<'a> FormPage<'a> {
    fn of(cx: &'a Cx, known: Option<WebhookId>, typed: &'a Typed, errors: FormErrors) -> Self {
        let told = |topic: &Topic| {
            let all: Vec<&str> = names().filter(|(of, _)| of == topic).map(|(_, name)| name).collect();
            (*topic, all.join(", "))
        };
        Self { cx, known, typed, topics: Topic::ALL.iter().map(told).collect(), errors }
    }
}

async fn new(_may: May, cx: Cx, app: Data<App>) -> Page {
    let typed = Typed { id: Some(WebhookId::from_uuid(app.ids.new_id())), ..Typed::default() };
    cx.page(&FormPage::of(&cx, None, &typed, FormErrors::new()))
}

async fn create(may: May, form: CsrfForm<Typed>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(typed) = form;
    let Some(id) = typed.id else { return Err(Failure::Malformed("id".to_owned())) };
    let setting = typed.setting();
    match run(&app, move |app| Ok::<_, Failure>(webhooks::register(app, &may, id, &setting))).await? {
        Ok(made) => once(&cx, &made),
        Err(error) => cx.unprocessable(&FormPage::of(&cx, None, &typed, told(cx.t, error)?)),
    }
}

async fn edit(may: May, at: Path<links::WebhookChange>, cx: Cx, app: Data<App>) -> Page {
    let id = at.webhook;
    let found = move |app: &App| webhooks::show(app, &may, id, PageAt::First).map_err(Failure::from);
    let (webhook, _told) = run(&app, found).await?;
    cx.page(&FormPage::of(&cx, Some(id), &Typed::of(&webhook), FormErrors::new()))
}

async fn change(may: May, at: Path<links::WebhookChange>, form: CsrfForm<Typed>, cx: Cx, app: Data<App>) -> Page {
    let (id, CsrfForm(typed)) = (at.webhook, form);
    let setting = typed.setting();
    match run(&app, move |app| Ok::<_, Failure>(webhooks::change(app, &may, id, &setting))).await? {
        Ok(()) => see_other_with(&links::WebhookShow::to(&id), Notice::Saved),
        Err(error) => cx.unprocessable(&FormPage::of(&cx, Some(id), &typed, told(cx.t, error)?)),
    }
}

/// What is wrong, beside its field.
fn told(t: Texts, error: WebhookError) -> Result<FormErrors, Failure> {
    let mut errors = FormErrors::new();
    match error {
        WebhookError::Address(Refusal::Malformed) => errors.add("url", t.webhooks_malformed()),
        WebhookError::Address(Refusal::Private) => errors.add("url", t.webhooks_private()),
        WebhookError::NoTopic => errors.add("topics", t.webhooks_no_event()),
        WebhookError::TooMany => errors.add("url", t.webhooks_too_many()),
        other @ (WebhookError::Off | WebhookError::Changed | WebhookError::Store(_) | WebhookError::Random(_)) => {
            return Err(refused(other));
        }
    }
    Ok(errors)
}

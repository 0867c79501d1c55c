//! Webhooks: list, register, change, another secret, off and on, remove. Floor 4. Rule P-26.
//!
//! A secret is shown in the answer to the very post that made it, like that of an API client.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::ids::DeliveryId;
use crate::domain::time::Instant;
use crate::domain::webhooks::{DeliveryState, Topic};
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::webhooks::{self, Delivery, Registered, Webhook, WebhookError};
use crate::web::paging::{address, around, marks, page_at};

mod deliveries;
mod form;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Webhooks::PATTERN, list)
        .get(links::WebhookShow::PATTERN, show)
        .post(links::WebhookOff::PATTERN, turn_off)
        .post(links::WebhookOn::PATTERN, turn_on)
        .post(links::WebhookSecret::PATTERN, rotate)
        .post(links::WebhookTest::PATTERN, test)
        .get(links::WebhookRemove::PATTERN, consider_removal)
        .post(links::WebhookRemove::PATTERN, remove)
        .and(form::routes())
        .and(deliveries::routes())
}

type May = Granted<may::ManageUsers>;
type At = Path<links::WebhookShow>;

#[derive(Template)]
#[template(path = "webhooks/index.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    webhooks: Vec<(Webhook, Option<Delivery>)>,
}

async fn list(may: May, cx: Cx, app: Data<App>) -> Page {
    let webhooks = run(&app, move |app| webhooks::list(app, &may).map_err(Failure::from)).await?;
    cx.page(&ListPage { cx: &cx, webhooks })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(rename = "notice")]
    _notice: Option<String>,
}

#[derive(Template)]
#[template(path = "webhooks/show.html")]
struct ShowPage<'a> {
    cx: &'a Cx,
    webhook: Webhook,
    former: Option<Instant>,
    deliveries: Vec<Delivery>,
    /// The id of the delivery that the test button makes, once.
    test: DeliveryId,
    previous: String,
    next: String,
}

async fn show(may: May, at: At, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let (id, now) = (at.webhook, may.scope().now());
    let page = page_at(&asked.after, &asked.before, |text| text.parse::<DeliveryId>().ok());
    let (webhook, told) = run(&app, move |app| webhooks::show(app, &may, id, page).map_err(Failure::from)).await?;
    let here = links::WebhookShow::to(&id).to_string();
    let [previous, next] = around(
        &told,
        |delivery| delivery.id,
        |page| {
            let [(_, after), (_, before)] = marks(page, |id: DeliveryId| id.to_string());
            address(&here, [("after", after.as_str()), ("before", before.as_str())])
        },
    );
    let former = webhook.former_until.filter(|until| *until > now);
    let test = DeliveryId::from_uuid(app.ids.new_id());
    cx.page(&ShowPage { cx: &cx, webhook, former, deliveries: told.rows, test, previous, next })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

async fn turn_off(may: May, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    turn(may, at, app, false).await
}

async fn turn_on(may: May, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    turn(may, at, app, true).await
}

async fn turn(may: May, at: At, app: Data<App>, is_on: bool) -> Page {
    let id = at.webhook;
    run(&app, move |app| webhooks::switch(app, &may, id, is_on).map_err(refused)).await?;
    see_other_with(&links::WebhookShow::to(&id), Notice::Saved)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretForm {
    since: i64,
}

async fn rotate(may: May, at: At, form: CsrfForm<SecretForm>, cx: Cx, app: Data<App>) -> Page {
    let (id, since) = (at.webhook, Instant::from_micros(form.0.since));
    let made = run(&app, move |app| webhooks::rotate(app, &may, id, Some(since)).map_err(refused)).await?;
    once(&cx, &made)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TestForm {
    delivery: DeliveryId,
}

async fn test(may: May, at: At, form: CsrfForm<TestForm>, app: Data<App>) -> Page {
    let (id, CsrfForm(TestForm { delivery })) = (at.webhook, form);
    run(&app, move |app| webhooks::test(app, &may, id, delivery).map_err(refused)).await?;
    see_other_with(&links::WebhookDelivery::to(&id, &delivery), Notice::Saved)
}

#[derive(Template)]
#[template(path = "webhooks/remove.html")]
struct RemovePage<'a> {
    cx: &'a Cx,
    webhook: Webhook,
}

async fn consider_removal(may: May, at: At, cx: Cx, app: Data<App>) -> Page {
    let id = at.webhook;
    let found = move |app: &App| webhooks::show(app, &may, id, crate::ops::PageAt::First).map_err(Failure::from);
    let (webhook, _told) = run(&app, found).await?;
    cx.page(&RemovePage { cx: &cx, webhook })
}

async fn remove(may: May, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    let id = at.webhook;
    run(&app, move |app| webhooks::remove(app, &may, id).map_err(Failure::from)).await?;
    see_other_with(&links::Webhooks::to(), Notice::Saved)
}

/// A refusal that no form explains.
fn refused(error: WebhookError) -> Failure {
    match error {
        WebhookError::Store(error) => error.into(),
        WebhookError::Random(error) => error.into(),
        WebhookError::Address(_)
        | WebhookError::NoTopic
        | WebhookError::TooMany
        | WebhookError::Off
        | WebhookError::Changed => Failure::Conflict,
    }
}

#[derive(Template)]
#[template(path = "webhooks/secret.html")]
struct SecretPage<'a> {
    cx: &'a Cx,
    webhook: &'a Webhook,
    secret: &'a str,
}

/// The page that shows a secret, this once; no browser and no proxy keeps it.
fn once(cx: &Cx, made: &Registered) -> Page {
    let mut answer: HttpResponse = cx.page(&SecretPage { cx, webhook: &made.webhook, secret: &made.secret })?;
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

/// What a webhook is told about, in words.
fn topics(cx: &Cx, webhook: &Webhook) -> String {
    let words: Vec<&str> = webhook.topics().iter().map(|topic: &Topic| cx.t.webhook_topic(topic)).collect();
    words.join(", ")
}

/// The tone of a state's badge.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
fn tone(state: &DeliveryState) -> &'static str {
    match state {
        DeliveryState::Queued => "info",
        DeliveryState::Delivered => "success",
        DeliveryState::GivenUp => "danger",
    }
}

//! What a webhook was told: one delivery as it was sent and answered, and again. Floor 4. P-26.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::{May, refused};
use crate::domain::webhooks::DeliveryState;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::webhooks::{self, Delivery, Webhook};

pub(super) fn routes() -> Routes {
    Routes::new().get(links::WebhookDelivery::PATTERN, show).post(links::WebhookReplay::PATTERN, replay)
}

type At = Path<links::WebhookDelivery>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(rename = "notice")]
    _notice: Option<String>,
}

#[derive(Template)]
#[template(path = "webhooks/delivery.html")]
struct DeliveryPage<'a> {
    cx: &'a Cx,
    webhook: Webhook,
    delivery: Delivery,
    headers: Vec<(&'static str, String)>,
}

impl DeliveryPage<'_> {
    /// Whether it waits for a try that was not made yet, so that sending again changes nothing.
    fn waits_for_its_first_try(&self) -> bool {
        self.delivery.state == DeliveryState::Queued && self.delivery.tries == 0
    }
}

async fn show(may: May, at: At, _asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let (id, one) = (at.webhook, at.delivery);
    let found = move |app: &App| webhooks::delivery(app, &may, id, one).map_err(Failure::from);
    let (webhook, delivery) = run(&app, found).await?;
    let headers = webhooks::headers(&delivery);
    cx.page(&DeliveryPage { cx: &cx, webhook, delivery, headers })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

async fn replay(may: May, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    let (id, one) = (at.webhook, at.delivery);
    run(&app, move |app| webhooks::replay(app, &may, id, one).map_err(refused)).await?;
    see_other_with(&links::WebhookDelivery::to(&id, &one), Notice::Saved)
}

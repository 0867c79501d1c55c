//! Webhooks: register, remove, test, look at what was told, tell it again. Floor 4. P-26.

use actix_web::http::Method;

use super::call::At;
use super::fault::Fault;
use super::items::once;
use super::operation::{Done, Json, Operation};
use super::wire::common::{Attributes, Collection, Links, moment};
use super::wire::webhooks::{Delivery, NewWebhook, Webhook, WebhookChange};
use crate::access::may;
use crate::domain::ids::{DeliveryId, WebhookId};
use crate::domain::webhooks::{DeliveryState, Topic};
use crate::ops::PageAt;
use crate::ops::webhooks::{self, Registered, Setting, WebhookError};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("getWebhooks", "/v1/webhooks", "The webhooks of the organisation.", list),
        Operation::send(&Method::POST, "createWebhook", "/v1/webhooks", "Registers a webhook.", create)
            .with_status(201),
        Operation::get("getWebhook", "/v1/webhooks/{webhook}", "One webhook.", show),
        Operation::send(
            &Method::PATCH,
            "updateWebhook",
            "/v1/webhooks/{webhook}",
            "Changes a webhook, switches it off or on.",
            change,
        ),
        Operation::act(
            "rotateWebhookSecret",
            "/v1/webhooks/{webhook}/secret",
            "Gives it another secret; the one before signs beside it for 24 hours.",
            rotate,
        ),
        Operation::remove("deleteWebhook", "/v1/webhooks/{webhook}", "Removes a webhook.", remove).with_status(204),
        Operation::act("testWebhook", "/v1/webhooks/{webhook}/test", "Tells it webhook.test.", test).with_status(202),
        Operation::get(
            "getWebhookDeliveries",
            "/v1/webhooks/{webhook}/deliveries",
            "What it was told, the latest fifty first.",
            deliveries,
        ),
        Operation::get(
            "getWebhookDelivery",
            "/v1/webhooks/{webhook}/deliveries/{delivery}",
            "Something it was told.",
            delivery,
        ),
        Operation::act(
            "replayWebhookDelivery",
            "/v1/webhooks/{webhook}/deliveries/{delivery}/replay",
            "Tells it something again.",
            replay,
        )
        .with_status(202),
    ]
}

fn list(at: &At<'_, may::ManageUsers>) -> Result<Json<Collection<Webhook>>, Fault> {
    let found = webhooks::list(at.app, &at.may)?;
    Ok(Json(Collection::all("/webhooks", found.iter().map(|(webhook, _)| wire(webhook)).collect())))
}

fn create(at: &At<'_, may::ManageUsers>, sent: NewWebhook) -> Result<Json<Webhook>, Fault> {
    let mut topics = read(&sent.topics)?;
    if topics.is_empty() {
        topics = Topic::ALL.to_vec();
    }
    let setting = Setting { url: sent.url, topics };
    let id = WebhookId::from_uuid(once(at));
    Ok(Json(with_secret(&webhooks::register(at.app, &at.may, id, &setting).map_err(refused)?)))
}

fn read(topics: &[String]) -> Result<Vec<Topic>, Fault> {
    let known = |topic: &String| {
        let found = topic.to_ascii_lowercase().parse::<Topic>();
        found.map_err(|_not| Fault::invalid(format!("There is no topic {topic}.")))
    };
    topics.iter().map(known).collect()
}

fn refused(error: WebhookError) -> Fault {
    match error {
        WebhookError::Address(why) => Fault::invalid(format!("url: {why}.")),
        WebhookError::NoTopic => Fault::invalid("topics is empty."),
        WebhookError::TooMany => Fault::input(format!("An organisation has at most {} webhooks.", webhooks::MOST)),
        WebhookError::Off => Fault::input("The webhook is switched off."),
        WebhookError::Changed => Fault::input("The webhook was changed meanwhile."),
        WebhookError::Store(error) => error.into(),
        WebhookError::Random(error) => Fault::defect(error.to_string()),
    }
}

fn change(at: &At<'_, may::ManageUsers>, sent: WebhookChange) -> Result<Json<Webhook>, Fault> {
    let (id, topics) = (at.id("webhook")?, sent.topics.as_deref().map(read).transpose()?);
    let before = webhooks::show(at.app, &at.may, id, PageAt::First)?.0;
    if sent.url.is_some() || topics.is_some() {
        let url = sent.url.unwrap_or_else(|| before.url.clone());
        let setting = Setting { url, topics: topics.unwrap_or_else(|| before.topics()) };
        webhooks::change(at.app, &at.may, id, &setting).map_err(refused)?;
    }
    if let Some(is_on) = sent.is_enabled {
        webhooks::switch(at.app, &at.may, id, is_on).map_err(refused)?;
    }
    show(at)
}

fn rotate(at: &At<'_, may::ManageUsers>) -> Result<Json<Webhook>, Fault> {
    Ok(Json(with_secret(&webhooks::rotate(at.app, &at.may, at.id("webhook")?, None).map_err(refused)?)))
}

fn show(at: &At<'_, may::ManageUsers>) -> Result<Json<Webhook>, Fault> {
    Ok(Json(wire(&webhooks::show(at.app, &at.may, at.id("webhook")?, PageAt::First)?.0)))
}

fn remove(at: &At<'_, may::ManageUsers>) -> Result<Done, Fault> {
    webhooks::remove(at.app, &at.may, at.id("webhook")?)?;
    Ok(Done)
}

fn test(at: &At<'_, may::ManageUsers>) -> Result<Done, Fault> {
    webhooks::test(at.app, &at.may, at.id("webhook")?, DeliveryId::from_uuid(once(at))).map_err(refused)?;
    Ok(Done)
}

fn deliveries(at: &At<'_, may::ManageUsers>) -> Result<Json<Collection<Delivery>>, Fault> {
    let (webhook, told) = webhooks::show(at.app, &at.may, at.id("webhook")?, PageAt::First)?;
    let uri = format!("/webhooks/{}/deliveries", webhook.id);
    Ok(Json(Collection::all(uri, told.rows.iter().map(wire_delivery).collect())))
}

fn delivery(at: &At<'_, may::ManageUsers>) -> Result<Json<Delivery>, Fault> {
    Ok(Json(wire_delivery(&webhooks::delivery(at.app, &at.may, at.id("webhook")?, at.id("delivery")?)?.1)))
}

fn replay(at: &At<'_, may::ManageUsers>) -> Result<Done, Fault> {
    webhooks::replay(at.app, &at.may, at.id("webhook")?, at.id("delivery")?).map_err(refused)?;
    Ok(Done)
}

fn with_secret(made: &Registered) -> Webhook {
    Webhook { secret: Some(made.secret.clone()), ..wire(&made.webhook) }
}

fn wire(found: &webhooks::Webhook) -> Webhook {
    Webhook {
        id: found.id.to_string(),
        url: found.url.clone(),
        topics: found.topics().into_iter().map(|topic| topic.code().to_owned()).collect(),
        is_enabled: found.paused_at.is_none(),
        secret: None,
        former_secret_until: found.former_until.map(moment),
        created_date: moment(found.created_at),
        links: Links::own(format!("/webhooks/{}", found.id)),
        attributes: Attributes::of("Webhook"),
    }
}

fn wire_delivery(found: &webhooks::Delivery) -> Delivery {
    Delivery {
        id: found.id.to_string(),
        event: found.event.clone(),
        state: found.state.code().to_owned(),
        tries: u32::try_from(found.tries).unwrap_or_default(),
        last_status: found.last_status,
        last_error: found.last_error.clone(),
        last_answer: found.answer.clone(),
        next_try_date: (found.state == DeliveryState::Queued).then(|| moment(found.due_at)),
        created_date: moment(found.created_at),
        delivered_date: found.delivered_at.map(moment),
        payload: found.payload.clone(),
    }
}

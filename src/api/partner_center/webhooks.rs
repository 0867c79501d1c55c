//! Webhooks: register, remove, test, look at what was told, tell it again. Floor 4. P-26.

use actix_web::http::Method;

use super::call::At;
use super::fault::Fault;
use super::items::once;
use super::operation::{Done, Json, Operation};
use super::wire::common::{Attributes, Collection, Links, moment};
use super::wire::webhooks::{Delivery, NewWebhook, Webhook};
use crate::access::may;
use crate::domain::ids::WebhookId;
use crate::domain::webhooks::Topic;
use crate::ops::PageAt;
use crate::ops::webhooks::{self, RegisterError};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("getWebhooks", "/v1/webhooks", "The webhooks of the organisation.", list),
        Operation::send(&Method::POST, "createWebhook", "/v1/webhooks", "Registers a webhook.", create)
            .with_status(201),
        Operation::get("getWebhook", "/v1/webhooks/{webhook}", "One webhook.", show),
        Operation::remove("deleteWebhook", "/v1/webhooks/{webhook}", "Removes a webhook.", remove).with_status(204),
        Operation::act("testWebhook", "/v1/webhooks/{webhook}/test", "Tells it webhook.test.", test).with_status(202),
        Operation::get(
            "getWebhookDeliveries",
            "/v1/webhooks/{webhook}/deliveries",
            "What it was told, the latest fifty first.",
            deliveries,
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
    Ok(Json(Collection::all("/webhooks", found.iter().map(wire).collect())))
}

fn create(at: &At<'_, may::ManageUsers>, sent: NewWebhook) -> Result<Json<Webhook>, Fault> {
    let mut topics = Vec::new();
    for topic in &sent.topics {
        let known = topic.to_ascii_lowercase().parse::<Topic>();
        topics.push(known.map_err(|_not| Fault::invalid(format!("There is no topic {topic}.")))?);
    }
    if topics.is_empty() {
        topics = Topic::ALL.to_vec();
    }
    let id = WebhookId::from_uuid(once(at));
    let made = webhooks::register(at.app, &at.may, id, &sent.url, &topics).map_err(refused)?;
    Ok(Json(Webhook { secret: Some(made.secret), ..wire(&made.webhook) }))
}

fn refused(error: RegisterError) -> Fault {
    match error {
        RegisterError::Address(why) => Fault::invalid(format!("url: {why}.")),
        RegisterError::NoTopic => Fault::invalid("topics is empty."),
        RegisterError::TooMany => Fault::input(format!("An organisation has at most {} webhooks.", webhooks::MOST)),
        RegisterError::Store(error) => error.into(),
        RegisterError::Random(error) => Fault::defect(error.to_string()),
    }
}

fn show(at: &At<'_, may::ManageUsers>) -> Result<Json<Webhook>, Fault> {
    Ok(Json(wire(&webhooks::show(at.app, &at.may, at.id("webhook")?, PageAt::First)?.0)))
}

fn remove(at: &At<'_, may::ManageUsers>) -> Result<Done, Fault> {
    webhooks::remove(at.app, &at.may, at.id("webhook")?)?;
    Ok(Done)
}

fn test(at: &At<'_, may::ManageUsers>) -> Result<Done, Fault> {
    webhooks::test(at.app, &at.may, at.id("webhook")?)?;
    Ok(Done)
}

fn deliveries(at: &At<'_, may::ManageUsers>) -> Result<Json<Collection<Delivery>>, Fault> {
    let (webhook, told) = webhooks::show(at.app, &at.may, at.id("webhook")?, PageAt::First)?;
    let uri = format!("/webhooks/{}/deliveries", webhook.id);
    Ok(Json(Collection::all(uri, told.rows.iter().map(wire_delivery).collect())))
}

fn replay(at: &At<'_, may::ManageUsers>) -> Result<Done, Fault> {
    webhooks::replay(at.app, &at.may, at.id("webhook")?, at.id("delivery")?)?;
    Ok(Done)
}

fn wire(found: &webhooks::Webhook) -> Webhook {
    Webhook {
        id: found.id.to_string(),
        url: found.url.clone(),
        topics: found.topics().into_iter().map(|topic| topic.code().to_owned()).collect(),
        secret: None,
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
        created_date: moment(found.created_at),
        delivered_date: found.delivered_at.map(moment),
        payload: found.payload.clone(),
    }
}

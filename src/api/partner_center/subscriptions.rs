//! Azure subscriptions and their registration. Floor 4. api 7.2; 6.2, R-BUY-2.

use actix_web::http::Method;

use super::call::{At, MOST};
use super::fault::Fault;
use super::operation::{Json, Located, Operation, may_say};
use super::wire::common::{Attributes, Collection, Links, moment};
use super::wire::subscriptions::{RegistrationStatus, Subscription, SubscriptionChange};
use crate::access::may;
use crate::domain::ids::SubscriptionId;
use crate::domain::subscriptions::{Registration, SubscriptionState};
use crate::domain::text::SubscriptionName;
use crate::ops::StoreError;
use crate::ops::subscriptions::{self, SubscriptionError};

type Found = subscriptions::Subscription;

/// The vendor's offer of Azure that is billed by usage.
pub(super) const AZURE_OFFER: &str = "MS-AZR-0145P";

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get(
            "getSubscriptions",
            "/v1/customers/{customer}/subscriptions",
            "The Azure subscriptions of a customer.",
            list,
        )
        .with_query([may_say("order_id", "Only the one that came with this order.")]),
        Operation::get(
            "getSubscription",
            "/v1/customers/{customer}/subscriptions/{subscription}",
            "One Azure subscription.",
            show,
        ),
        Operation::send(
            &Method::PATCH,
            "updateSubscription",
            "/v1/customers/{customer}/subscriptions/{subscription}",
            "Renames, suspends or reactivates an Azure subscription.",
            update,
        ),
        Operation::act(
            "registerSubscription",
            "/v1/customers/{customer}/subscriptions/{subscription}/registrations",
            "Registers an Azure subscription for reservations.",
            register,
        )
        .with_status(202),
        Operation::get(
            "getSubscriptionRegistrationStatus",
            "/v1/customers/{customer}/subscriptions/{subscription}/registrationstatus",
            "Whether an Azure subscription is registered for reservations.",
            registration,
        ),
    ]
}

fn list(at: &At<'_, may::ViewReservations>) -> Result<Json<Collection<Subscription>>, Fault> {
    let customer = at.customer()?.id;
    let order = at.query("order_id");
    let found = subscriptions::some(at.app, &at.may, customer, MOST)?.rows;
    let meant = found.iter().filter(|it| order.as_ref().is_none_or(|id| it.id.to_string() == *id));
    Ok(Json(Collection::all(format!("/customers/{customer}/subscriptions"), meant.map(wire).collect())))
}

fn show(at: &At<'_, may::ViewReservations>) -> Result<Json<Subscription>, Fault> {
    let found = subscriptions::show(at.app, &at.may, at.customer()?.id, at.id("subscription")?).map_err(gone)?;
    Ok(Json(wire(&found.subscription)))
}

fn update(at: &At<'_, may::EditSubscriptions>, sent: SubscriptionChange) -> Result<Json<Subscription>, Fault> {
    let (customer, id) = (at.customer()?.id, at.id::<SubscriptionId>("subscription")?);
    let found = || subscriptions::find(at.app, &at.may, customer, id).map_err(gone);
    let before = found()?;
    at.matches(&before.version.to_string())?;
    let etag = sent.attributes.and_then(|attributes| attributes.etag);
    if etag.is_some_and(|etag| etag != before.version.to_string()) {
        return Err(Fault { status: 400, ..Fault::stale("The etag is no longer valid; read the subscription again.") });
    }
    if sent.quantity.is_some_and(|quantity| quantity != 1)
        || sent.auto_renew_enabled == Some(false)
        || sent.billing_cycle.is_some_and(|cycle| !cycle.eq_ignore_ascii_case("monthly"))
    {
        return Err(Fault::unsupported("Azure is billed monthly by usage: one, renewed by itself."));
    }
    if let Some(name) = sent.friendly_name.filter(|name| *name != before.name) {
        let name = SubscriptionName::parse(&name).map_err(|why| Fault::invalid(format!("friendlyName: {why}.")))?;
        subscriptions::rename(at.app, &at.may, customer, id, before.version, &name).map_err(refused)?;
    }
    let now = found()?;
    match sent.status.as_deref().map(str::to_ascii_lowercase).as_deref() {
        None | Some("none") => {}
        Some(same) if same == now.state.code() => {}
        Some("suspended") => {
            subscriptions::suspend(at.app, &at.may, customer, id, now.version).map_err(refused)?;
        }
        Some("active") => {
            subscriptions::reactivate(at.app, &at.may, customer, id, now.version).map_err(refused)?;
        }
        Some(other) => return Err(Fault::unsupported(format!("A subscription is not made {other} here."))),
    }
    Ok(Json(wire(&found()?)))
}

fn register(at: &At<'_, may::EditSubscriptions>) -> Result<Located, Fault> {
    let (customer, id) = (at.customer()?.id, at.id::<SubscriptionId>("subscription")?);
    let found = subscriptions::find(at.app, &at.may, customer, id).map_err(gone)?;
    if found.registration == Registration::NotRegistered {
        subscriptions::register(at.app, &at.may, customer, id, found.version).map_err(refused)?;
    }
    Ok(Located(format!("/customers/{customer}/subscriptions/{id}/registrationstatus")))
}

fn registration(at: &At<'_, may::ViewReservations>) -> Result<Json<RegistrationStatus>, Fault> {
    let found = subscriptions::show(at.app, &at.may, at.customer()?.id, at.id("subscription")?).map_err(gone)?;
    let status = match found.subscription.registration {
        Registration::NotRegistered => "notRegistered",
        Registration::Registering => "registering",
        Registration::Registered => "registered",
    };
    Ok(Json(RegistrationStatus {
        subscription_id: found.subscription.id.to_string(),
        status: status.to_owned(),
        attributes: Attributes::of("SubscriptionRegistrationStatus"),
    }))
}

fn gone(error: StoreError) -> Fault {
    match error {
        StoreError::NotFound => Fault::no_subscription("The customer has no such subscription."),
        other @ (StoreError::Stale
        | StoreError::Duplicate(_)
        | StoreError::Busy(_)
        | StoreError::Open(_)
        | StoreError::Db(_)) => other.into(),
    }
}

fn refused(error: SubscriptionError) -> Fault {
    match error {
        SubscriptionError::Customer(state) => Fault::input(format!("The customer is {state}.")),
        SubscriptionError::State(wrong) => Fault::input(format!("{wrong}.")),
        SubscriptionError::Registration(wrong) => Fault::input(format!("{wrong}.")),
        SubscriptionError::NotActive(why) => Fault::numbered(800_012, format!("{why}.")),
        SubscriptionError::Store(error) => gone(error),
    }
}

fn wire(found: &Found) -> Subscription {
    let id = found.id.to_string();
    let suspension_reasons = match found.state {
        SubscriptionState::Suspended => vec!["CustomerCancellation".to_owned()],
        SubscriptionState::Pending | SubscriptionState::Active | SubscriptionState::Deleted => Vec::new(),
    };
    Subscription {
        offer_id: AZURE_OFFER.to_owned(),
        entitlement_id: id.clone(),
        offer_name: "Microsoft Azure".to_owned(),
        friendly_name: found.name.clone(),
        quantity: 1,
        unit_type: "Usage-based".to_owned(),
        has_purchasable_addons: false,
        creation_date: moment(found.created_at),
        effective_start_date: moment(found.created_at),
        commitment_end_date: moment(found.created_at.plus_days(365)),
        status: found.state.code().to_owned(),
        auto_renew_enabled: true,
        is_trial: false,
        billing_type: "usage".to_owned(),
        billing_cycle: "monthly".to_owned(),
        is_microsoft_product: true,
        contract_type: "subscription".to_owned(),
        publisher_name: "Microsoft Corporation".to_owned(),
        suspension_reasons,
        order_id: id.clone(),
        links: Links::own(format!("/customers/{}/subscriptions/{id}", found.customer_id)),
        attributes: Attributes::at("Subscription", found.version),
        id,
    }
}

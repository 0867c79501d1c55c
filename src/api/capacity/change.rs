//! Changing a reservation, asking which scopes it may have, putting it away. Floor 4. S-58, P-12.

use schemars::JsonSchema;
use serde::Deserialize;

use super::purchase::{
    ScopeProperties, customer_of_subscription, name_of, no_single, optimise, same_customer, scope_type, single,
    subscription,
};
use super::reservations::at_reservation;
use super::{shapes, wire};
use crate::access::may;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::carts::AppliedScope;
use crate::domain::ids::CustomerId;
use crate::domain::reservations::{ConfigureRefusal, Setting};
use crate::domain::roles::Perm;
use crate::domain::subscriptions::SubscriptionState;
use crate::domain::text::DisplayName;
use crate::ops::App;
use crate::ops::reservations::{Configure, ConfigureError, PartsError, Reservation, archive, configure, unarchive};
use crate::ops::subscriptions;

const ONE: &str = "/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}";

pub(super) fn endpoints() -> Vec<Endpoint> {
    let configure = Perm::ConfigureReservations;
    vec![
        Endpoint::patch(Face::Arm, ONE, configure, update).takes::<Patch>().answers::<wire::Reservation>(),
        Endpoint::post(
            Face::Arm,
            "/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/availableScopes",
            Perm::ViewReservations,
            available_scopes,
        )
        .takes::<Scopes>()
        .answers::<wire::AvailableScopes>(),
        Endpoint::post(
            Face::Arm,
            "/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/archive",
            configure,
            put_away,
        ),
        Endpoint::post(
            Face::Arm,
            "/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/unarchive",
            configure,
            fetch_back,
        ),
    ]
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Patch {
    properties: Option<PatchProperties>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
struct PatchProperties {
    applied_scope_type: Option<String>,
    applied_scopes: Option<Vec<String>>,
    applied_scope_properties: Option<ScopeProperties>,
    instance_flexibility: Option<String>,
    name: Option<String>,
    renew: Option<bool>,
}

/// Only what is named changes.
fn update(app: &App, call: &Call) -> Answered {
    let patch = call.json::<Patch>()?.properties.unwrap_or_default();
    let (_look, customer, known) = at_reservation(app, call)?;
    let it = &known.reservation;
    let may = call.on::<may::ConfigureReservations>(app, customer, Some(it.id))?;
    let name = match patch.name.as_deref() {
        Some(name) => name_of(name)?,
        None => DisplayName::from_stored(it.name.clone()),
    };
    let setting = setting(app, call, &patch, it, customer)?;
    let is_renewing = patch.renew.unwrap_or(it.is_renewing);
    let command = Configure { name, setting, is_renewing, version: it.version };
    configure(app, &may, customer, it.id, &command).map_err(refused)?;
    let (_look, _customer, after) = at_reservation(app, call)?;
    Answer::ok(&shapes::reservation(&after, call.circumstances.at))
}

fn setting(
    app: &App,
    call: &Call,
    patch: &PatchProperties,
    it: &Reservation,
    customer: CustomerId,
) -> Result<Setting, Refused> {
    let named = single(patch.applied_scopes.as_deref(), patch.applied_scope_properties.as_ref())?;
    let kind = match patch.applied_scope_type.as_deref() {
        Some(kind) => scope_type(kind)?,
        None if named.is_some() => AppliedScope::Single,
        None => it.scope,
    };
    let is_changed = patch.applied_scope_type.is_some() || named.is_some();
    let subscription = match (kind, named) {
        (AppliedScope::Single, Some(named)) => same_customer(app, call, named, customer)?,
        (AppliedScope::Single, None) if is_changed && it.scope != AppliedScope::Single => return Err(no_single()),
        (AppliedScope::Single, None) | (AppliedScope::Shared, _) => it.subscription_id,
    };
    let optimise = match patch.instance_flexibility.as_deref() {
        Some(text) => optimise(text)?,
        None => it.optimise,
    };
    Ok(Setting { scope: kind, subscription, optimise })
}

fn refused(error: ConfigureError) -> Refused {
    let message = |refusal: ConfigureRefusal| format!("The change is refused: {refusal}.");
    match error {
        ConfigureError::Refused(refusal) => match refusal {
            ConfigureRefusal::WrongState => Refused::bad("OperationCannotBePerformedInCurrentState", message(refusal)),
            ConfigureRefusal::CapacityNeedsSingle => Refused::bad("MissingAppliedScopesForSingle", message(refusal)),
            ConfigureRefusal::NotActive => Refused::bad("InvalidSubscriptionId", message(refusal)),
            ConfigureRefusal::PolicyHasNoRenewal => Refused::bad("InvalidRequestContent", message(refusal)),
            ConfigureRefusal::NotOwner | ConfigureRefusal::RenewalNeedsOwner => {
                Refused::new(actix_web::http::StatusCode::FORBIDDEN, "AuthorizationFailed", message(refusal))
            }
        },
        ConfigureError::Store(error) => error.into(),
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Scopes {
    properties: Option<ScopeList>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct ScopeList {
    scopes: Option<Vec<String>>,
}

/// A scope is good when it is an active subscription of the reservation's customer.
fn available_scopes(app: &App, call: &Call) -> Answered {
    let asked = call.json::<Scopes>()?.properties.and_then(|it| it.scopes).unwrap_or_default();
    let (may, customer, _known) = at_reservation(app, call)?;
    let mut scopes = Vec::new();
    for scope in asked {
        let found = subscription(&scope)
            .and_then(|id| customer_of_subscription(app, call, id).map(|owner| (id, owner)))
            .ok()
            .filter(|(_, owner)| *owner == customer);
        let is_valid = match found {
            Some((id, _)) => {
                let found = subscriptions::show(app, &may, customer, id)?;
                found.subscription.state == SubscriptionState::Active
            }
            None => false,
        };
        scopes.push(wire::ScopeAnswer { scope, valid: is_valid });
    }
    Answer::ok(&wire::AvailableScopes { properties: wire::AvailableScopesProperties { scopes } })
}

fn put_away(app: &App, call: &Call) -> Answered {
    away(app, call, archive)
}

fn fetch_back(app: &App, call: &Call) -> Answered {
    away(app, call, unarchive)
}

/// Archives or fetches back.
type Act = fn(
    &App,
    &crate::access::Granted<may::ConfigureReservations>,
    CustomerId,
    crate::domain::ids::ReservationId,
    i32,
) -> Result<(), PartsError>;

fn away(app: &App, call: &Call, act: Act) -> Answered {
    let (_look, customer, known) = at_reservation(app, call)?;
    let it = &known.reservation;
    let may = call.on::<may::ConfigureReservations>(app, customer, Some(it.id))?;
    act(app, &may, customer, it.id, it.version).map_err(super::parts::refused)?;
    Ok(Answer::empty())
}

//! The subscriptions of the demonstration's customers, and who has explicit access to them.

use serde_json::json;

use super::clients::{CLIENTS, Client, Plan, Stands, Trust};
use super::seed::{COMMAND, SeedError, customer_id, id_of, partner_id, user_id};
use crate::access::Scope;
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{AccessId, SubscriptionId};
use crate::domain::subscriptions::{Access, Registration, SubscriptionState};
use crate::domain::text::SubscriptionName;
use crate::domain::time::Instant;
use crate::ops::{App, StoreError};
use crate::store::subscriptions::{NewAccess, Subscription};

pub(super) fn subscription_id(domain: &str, name: &str) -> SubscriptionId {
    SubscriptionId::from_uuid(id_of("subscription", &format!("{domain} {name}")))
}

/// Makes a subscription and brings it to where it stands.
pub(super) fn subscription(app: &App, client: &Client, plan: &Plan, at: Instant) -> Result<(), SeedError> {
    let (id, customer) = (subscription_id(client.domain, plan.name), customer_id(client.domain));
    let (registration, suspended_at) = match plan.stands {
        Stands::Ready => (Registration::Registered, None),
        Stands::Unregistered => (Registration::NotRegistered, None),
        Stands::Registering => (Registration::Registering, None),
        Stands::Suspended(days) => (Registration::Registered, Some(app.clock.now().plus_days(-days))),
    };
    let state = if suspended_at.is_some() { SubscriptionState::Suspended } else { SubscriptionState::Active };
    let name = SubscriptionName::from_stored(plan.name.to_owned());
    let after = json!({ "name": plan.name, "state": state.code(), "registration": registration.code() });
    let event = Event::new(EventKind::SubscriptionCreated, "subscriptions", id).of_customer(customer).after(after);
    app.db.write(&Scope::operator(COMMAND, partner_id(client.partner), at), |w| {
        w.insert_subscription(id, customer, &name, SubscriptionState::Active)?;
        let made = w.subscription(customer, id)?;
        w.update_subscription(&Subscription { state, registration, suspended_at, ..made })?;
        w.record(&event, ())
    })?;
    Ok(())
}

/// Gives an agent access.
pub(super) fn trust(app: &App, trust: &Trust) -> Result<(), SeedError> {
    let client = CLIENTS.iter().find(|client| client.domain == trust.domain).ok_or(StoreError::NotFound)?;
    let now = app.clock.now();
    let customer = customer_id(trust.domain);
    let new = NewAccess {
        id: AccessId::from_uuid(id_of("access", &format!("{} {}", trust.to, trust.domain))),
        customer,
        subscription: subscription_id(trust.domain, trust.subscription),
        user: user_id(trust.to),
        access: Access { role: trust.role, ends_at: trust.days.map(|days| now.plus_days(days)) },
        granted_by: user_id(trust.by),
    };
    let after = json!({ "user": trust.to, "role": trust.role.code() });
    let event = Event::new(EventKind::AccessGranted, "subscription_access", new.id).of_customer(customer).after(after);
    app.db.write(&Scope::operator(COMMAND, partner_id(client.partner), now.plus_days(-30)), |w| {
        w.insert_access(&new)?;
        w.record(&event, ())
    })?;
    Ok(())
}

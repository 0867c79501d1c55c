//! Azure subscriptions: add, register, suspend, reactivate, delete. Floor 2. Domain 6.2, rules P-8, O-2, S-29.

use serde_json::{Value, json};

use super::app::App;
use crate::access::may::Permission;
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::customers::CustomerState;
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::subscriptions::{CannotHold, SubscriptionState, WrongRegistration, WrongState};
use crate::domain::text::SubscriptionName;
use crate::store::{PAGE_ROWS, PageAt, PageRows, StoreError, Writer};

mod access;
mod due;

pub use crate::store::subscriptions::{AccessGrant, Subscription};
pub use access::{Candidate, GiveAccess, GiveAccessError, candidates, give_access, revoke_access};
pub(super) use due::delete_due;

/// The act was refused.
#[derive(Debug, thiserror::Error)]
pub enum SubscriptionError {
    /// Nothing is sold to a customer in this state (6.1).
    #[error("the customer is {0}")]
    Customer(CustomerState),
    /// The subscription is in another state.
    #[error(transparent)]
    State(#[from] WrongState),
    /// The registration is at another step.
    #[error(transparent)]
    Registration(#[from] WrongRegistration),
    /// Only an active subscription is registered (800012).
    #[error(transparent)]
    NotActive(#[from] CannotHold),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A subscription and who has access to it.
#[derive(Debug, Clone)]
pub struct WithAccess {
    /// The subscription.
    pub subscription: Subscription,
    /// Every grant, live and ended.
    pub grants: Vec<AccessGrant>,
}

/// A page of the subscriptions of a customer, and what there is in all.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The page, the oldest first.
    pub page: PageRows<Subscription>,
    /// How many there are.
    pub count: i64,
    /// How many of them a reservation can be tied to (R-BUY-2).
    pub ready: i64,
}

/// A page of the subscriptions of a customer. A customer's person sees those they have access to.
pub fn list(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    page: PageAt<SubscriptionId>,
) -> Result<Listed, StoreError> {
    let user = may.who().customer().map(|_own| may.who().user());
    app.db.read(may.scope(), |r| {
        let customer = r.customer(customer)?.id;
        let (count, ready) = r.subscription_counts(customer, user)?;
        Ok(Listed { page: r.subscriptions_page(customer, user, page, PAGE_ROWS)?, count, ready })
    })
}

/// So many subscriptions of a customer, the oldest first.
pub fn some(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    limit: usize,
) -> Result<PageRows<Subscription>, StoreError> {
    let user = may.who().customer().map(|_own| may.who().user());
    app.db.read(may.scope(), |r| r.subscriptions_page(customer, user, PageAt::First, limit))
}

/// One subscription with its grants. A customer's person needs access to it.
pub fn show(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    id: SubscriptionId,
) -> Result<WithAccess, StoreError> {
    app.db.read(may.scope(), |r| {
        let subscription = r.subscription(customer, id)?;
        let grants = r.access_grants(customer, access::of_subscription(id))?;
        let now = may.scope().now();
        let has_own = grants.iter().any(|grant| grant.user == may.who().user() && grant.is_live(now));
        if may.who().customer().is_some() && !has_own {
            return Err(StoreError::NotFound);
        }
        Ok(WithAccess { subscription, grants })
    })
}

/// The same for somebody who gives access: those may see every grant of the subscription.
pub fn show_to_giver(
    app: &App,
    may: &Granted<may::AssignSubscriptionRoles>,
    customer: CustomerId,
    id: SubscriptionId,
) -> Result<WithAccess, StoreError> {
    app.db.read(may.scope(), |r| {
        let subscription = r.subscription(customer, id)?;
        let grants = r.access_grants(customer, access::of_subscription(id))?;
        Ok(WithAccess { subscription, grants })
    })
}

/// One subscription, for the page that asks before it is changed.
pub fn find(
    app: &App,
    may: &Granted<may::EditSubscriptions>,
    customer: CustomerId,
    id: SubscriptionId,
) -> Result<Subscription, StoreError> {
    app.db.read(may.scope(), |r| r.subscription(customer, id))
}

/// Adds a subscription. Nothing is ordered from a vendor, so it is active at once.
pub fn add(
    app: &App,
    may: &Granted<may::AddSubscriptions>,
    customer: CustomerId,
    name: &SubscriptionName,
) -> Result<SubscriptionId, SubscriptionError> {
    let id = SubscriptionId::from_uuid(app.ids.new_id());
    app.db.write(may.scope(), |w| {
        let customer = w.customer(customer)?;
        if customer.state != CustomerState::Active {
            return Err(SubscriptionError::Customer(customer.state));
        }
        let state = SubscriptionState::Pending.provision()?;
        w.insert_subscription(id, customer.id, name, state)?;
        let added = w.subscription(customer.id, id)?;
        let event = event(EventKind::SubscriptionCreated, &added).after(facts(&added));
        Ok(w.record(&event, id)?)
    })
}

/// Registers an active subscription for reservations. There is no vendor to wait for: both steps
/// happen in this act, each with its event.
pub fn register(
    app: &App,
    may: &Granted<may::EditSubscriptions>,
    customer: CustomerId,
    id: SubscriptionId,
    version: i32,
) -> Result<(), SubscriptionError> {
    app.db.write(may.scope(), |w| {
        let before = at_version(w, customer, id, version)?;
        if before.state != SubscriptionState::Active {
            return Err(CannotHold::NotActive(before.state).into());
        }
        let started = Subscription { registration: before.registration.start()?, ..before.clone() };
        let finished = Subscription { registration: started.registration.finish()?, ..started.clone() };
        w.update_subscription(&finished)?;
        let _first_step = w.record(&change(&before, &started), ())?;
        Ok(w.record(&change(&started, &finished), ())?)
    })
}

/// Calls a subscription something else.
pub fn rename(
    app: &App,
    may: &Granted<may::EditSubscriptions>,
    customer: CustomerId,
    id: SubscriptionId,
    version: i32,
    name: &SubscriptionName,
) -> Result<(), SubscriptionError> {
    turn(app, may, customer, id, version, |_now, found| Ok(Subscription { name: name.as_str().to_owned(), ..found }))
}

/// Suspends an active subscription. Reservations on it keep running.
pub fn suspend(
    app: &App,
    may: &Granted<may::EditSubscriptions>,
    customer: CustomerId,
    id: SubscriptionId,
    version: i32,
) -> Result<(), SubscriptionError> {
    turn(app, may, customer, id, version, |now, found| {
        Ok(Subscription { state: found.state.suspend()?, suspended_at: Some(now), ..found })
    })
}

/// Reactivates a suspended subscription.
pub fn reactivate(
    app: &App,
    may: &Granted<may::EditSubscriptions>,
    customer: CustomerId,
    id: SubscriptionId,
    version: i32,
) -> Result<(), SubscriptionError> {
    turn(app, may, customer, id, version, |_now, found| {
        Ok(Subscription { state: found.state.reactivate()?, suspended_at: None, ..found })
    })
}

fn turn(
    app: &App,
    may: &Granted<may::EditSubscriptions>,
    customer: CustomerId,
    id: SubscriptionId,
    version: i32,
    step: impl FnOnce(crate::domain::time::Instant, Subscription) -> Result<Subscription, WrongState>,
) -> Result<(), SubscriptionError> {
    app.db.write(may.scope(), |w| {
        let before = at_version(w, customer, id, version)?;
        let after = step(may.scope().now(), before.clone())?;
        w.update_subscription(&after)?;
        Ok(w.record(&change(&before, &after), ())?)
    })
}

fn at_version(
    w: &mut Writer<'_>,
    customer: CustomerId,
    id: SubscriptionId,
    version: i32,
) -> Result<Subscription, StoreError> {
    let found = w.subscription(customer, id)?;
    if found.version == version { Ok(found) } else { Err(StoreError::Stale) }
}

fn event(kind: EventKind, subscription: &Subscription) -> Event {
    Event::new(kind, "subscriptions", subscription.id).of_customer(subscription.customer_id)
}

fn change(before: &Subscription, after: &Subscription) -> Event {
    event(EventKind::SubscriptionUpdated, after).before(facts(before)).after(facts(after))
}

fn facts(subscription: &Subscription) -> Value {
    json!({
        "name": subscription.name,
        "state": subscription.state.code(),
        "registration": subscription.registration.code(),
    })
}

/// A right that the matrix gives to a role, asked beside the one that the route asks.
fn also_holds<P: Permission>(roles: &[crate::domain::roles::Role]) -> bool {
    crate::domain::roles::best(roles, P::PERM) == crate::domain::roles::Verdict::Yes
}

//! A customer's own people, and who has access to the customer. Floor 2. Rules P-1, P-3, S-8. Accounts of a
//! customer's people are made by those who make customers (P-3).

use super::manage::{Listed, ManageUserError, TemporaryPassword, facts};
use crate::access::passwords;
use crate::access::{Granted, may, temporary};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, UserId};
use crate::domain::roles::Role;
use crate::domain::text::{Email, PersonName};
use crate::ops::app::App;
use crate::store::subscriptions::{AccessGrant, GrantFilter, Subscription};
use crate::store::users::{Employer, NewUser, Organization, User};
use crate::store::{PageAt, Reader, StoreError};

/// Who belongs to a customer, and who has access to what there.
#[derive(Debug, Clone)]
pub struct CustomersPeople {
    /// The customer's own people.
    pub users: Listed,
    /// Its subscriptions.
    pub subscriptions: Vec<Subscription>,
    /// Every live grant.
    pub grants: Vec<AccessGrant>,
}

/// A page of the people of a customer, and the live grants over all its subscriptions.
pub fn people(
    app: &App,
    may: &Granted<may::ListCustomers>,
    customer: CustomerId,
    page: PageAt<UserId>,
) -> Result<CustomersPeople, StoreError> {
    let now = may.scope().now();
    app.db.read(may.scope(), |r| {
        let customer = r.customer(customer)?;
        let mut grants = r.access_grants(customer.id, GrantFilter::default())?;
        grants.retain(|grant| grant.is_live(now));
        Ok(CustomersPeople {
            users: Listed::read(r, Employer::Customer(customer.id), page)?,
            subscriptions: r.subscriptions(customer.id)?,
            grants,
        })
    })
}

/// What a customer's person sees of their own organisation.
#[derive(Debug, Clone)]
pub struct OwnCustomer {
    /// Their organisation.
    pub customer: crate::store::customers::Customer,
    /// Who sells to it.
    pub seller: Organization,
    /// Whom to call there: admin and sales agents.
    pub contacts: Vec<User>,
    /// The subscriptions they have access to, with that access.
    pub access: Vec<AccessGrant>,
}

/// The own organisation of a customer's person; `None` for the partner's people.
pub fn own_customer(app: &App, may: &Granted<may::OwnAccount>) -> Result<Option<OwnCustomer>, StoreError> {
    let Some(customer) = may.who().customer() else { return Ok(None) };
    app.db.read(may.scope(), |r| {
        let own = GrantFilter { user: Some(may.who().user()), ..GrantFilter::default() };
        let mut access = r.access_grants(customer, own)?;
        access.retain(|grant| grant.is_live(may.scope().now()));
        Ok(Some(OwnCustomer {
            customer: r.customer(customer)?,
            seller: r.seller(customer)?,
            contacts: contacts(r, customer)?,
            access,
        }))
    })
}

fn contacts(r: &mut Reader<'_>, customer: CustomerId) -> Result<Vec<User>, StoreError> {
    let is_contact = |user: &User| {
        user.disabled_at.is_none() && user.roles.iter().any(|role| matches!(role, Role::AdminAgent | Role::SalesAgent))
    };
    Ok(r.sellers_people(customer)?.into_iter().filter(is_contact).collect())
}

/// Makes an account for a customer's person. Blocks for about 30 ms on hashing.
pub fn create(
    app: &App,
    may: &Granted<may::CreateCustomers>,
    customer: CustomerId,
    name: &PersonName,
    email: &Email,
) -> Result<TemporaryPassword, ManageUserError> {
    let password = temporary::password()?;
    let hash = passwords::hash(password.reveal())?;
    let id = UserId::from_uuid(app.ids.new_id());
    let user = app.db.write(may.scope(), |w| {
        let customer = w.customer(customer)?;
        w.insert_user(&NewUser {
            id,
            partner: customer.partner_id,
            customer: Some(customer.id),
            email: email.as_str().to_owned(),
            display_name: name.as_str().to_owned(),
            password_hash: hash,
            is_password_temporary: true,
            roles: vec![Role::CustomerUser],
            is_client: false,
        })?;
        let user = w.user(id)?;
        let event = Event::new(EventKind::UserCreated, "users", id).of_customer(customer.id).after(facts(&user));
        Ok::<_, ManageUserError>(w.record(&event, user)?)
    })?;
    Ok(TemporaryPassword { user, password })
}

/// What is changed about a customer's person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// The account is switched off.
    Off,
    /// The account is switched on again.
    On,
}

/// Switches the account of a customer's person off or on; off ends their sessions.
pub fn switch(
    app: &App,
    may: &Granted<may::CreateCustomers>,
    customer: CustomerId,
    user: UserId,
    to: Switch,
) -> Result<(), ManageUserError> {
    let disabled_at = match to {
        Switch::Off => Some(may.scope().now()),
        Switch::On => None,
    };
    app.db.write(may.scope(), |w| {
        let before = w.user(user)?;
        if before.customer != Some(customer) {
            return Err(StoreError::NotFound.into());
        }
        w.set_disabled(user, disabled_at)?;
        w.end_sessions(user, None)?;
        let after = w.user(user)?;
        let event = Event::new(EventKind::UserUpdated, "users", user)
            .of_customer(customer)
            .before(facts(&before))
            .after(facts(&after));
        Ok(w.record(&event, ())?)
    })
}

/// Gives a customer's person a new temporary password and ends their sessions.
pub fn reset_password(
    app: &App,
    may: &Granted<may::CreateCustomers>,
    customer: CustomerId,
    user: UserId,
) -> Result<TemporaryPassword, ManageUserError> {
    let password = temporary::password()?;
    let hash = passwords::hash(password.reveal())?;
    let user = app.db.write(may.scope(), |w| {
        let before = w.user(user)?;
        if before.customer != Some(customer) {
            return Err(ManageUserError::Store(StoreError::NotFound));
        }
        w.set_password(user, &hash, true)?;
        w.end_sessions(user, None)?;
        let after = w.user(user)?;
        let event = Event::new(EventKind::UserUpdated, "users", user)
            .of_customer(customer)
            .before(facts(&before))
            .after(facts(&after));
        Ok(w.record(&event, after)?)
    })?;
    Ok(TemporaryPassword { user, password })
}

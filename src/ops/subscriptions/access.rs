//! Explicit access to a subscription: give, revoke. Floor 2. Rules S-8, 5.4, P-27, O-1.
//!
//! Access of the partner's people is the admin agents' to give (O-1). Access of the customer's own
//! people is an Azure role (P-27): admin and sales agents and global admins give it, and the
//! customer's person who is Owner of the subscription.

use serde_json::{Value, json};

use super::also_holds;
use crate::access::{Denied, Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{AccessId, CustomerId, PartnerId, SubscriptionId, UserId};
use crate::domain::messages::{News, Place};
use crate::domain::roles::{Perm, Role};
use crate::domain::subscriptions::{Access, AccessRole};
use crate::ops::app::App;
use crate::ops::messages;
use crate::store::subscriptions::{AccessGrant, GrantFilter, NewAccess};
use crate::store::users::User;
use crate::store::{Reader, StoreError};

/// Access to give, as checked by the form.
#[derive(Debug, Clone, Copy)]
pub struct GiveAccess {
    /// The customer.
    pub customer: CustomerId,
    /// The subscription.
    pub subscription: SubscriptionId,
    /// Who gets it.
    pub user: UserId,
    /// What they are there, and until when.
    pub access: Access,
}

/// Access was not given or taken back.
#[derive(Debug, thiserror::Error)]
pub enum GiveAccessError {
    /// Another role gives this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The person cannot be chosen: none of the own people, or switched off.
    #[error("not a person to give access to")]
    NotACandidate,
    /// The end lies in the past.
    #[error("the end has passed")]
    Ended,
    /// The person has this role there already.
    #[error("has this role already")]
    HasIt,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A person who can be given access.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub user: User,
    /// Whether the person is the customer's own.
    pub is_customers_person: bool,
}

pub(super) fn of_subscription(subscription: SubscriptionId) -> GrantFilter {
    GrantFilter { subscription: Some(subscription), ..GrantFilter::default() }
}

/// Who the person may give access to a customer's subscriptions: sales and helpdesk agents of the own
/// organisation and of the customer's reseller, and the customer's own people.
pub fn candidates(
    app: &App,
    may: &Granted<may::AssignSubscriptionRoles>,
    customer: CustomerId,
) -> Result<Vec<Candidate>, StoreError> {
    app.db.read(may.scope(), |r| find_candidates(r, may, customer))
}

fn find_candidates(
    r: &mut Reader<'_>,
    may: &Granted<may::AssignSubscriptionRoles>,
    customer: CustomerId,
) -> Result<Vec<Candidate>, StoreError> {
    let customer = r.customer(customer)?;
    let mut found = Vec::new();
    if may.who().customer().is_none() && also_holds::<may::ManageSubscriptionAccess>(may.who().roles()) {
        let mut organizations: Vec<PartnerId> = vec![may.who().partner()];
        organizations.extend(customer.reseller_id.filter(|reseller| *reseller != may.who().partner()));
        for organization in organizations {
            let agents = r.partner_accounts(organization)?.into_iter().filter(|user| needs_access(&user.roles));
            found.extend(agents.map(|user| Candidate { user, is_customers_person: false }));
        }
    }
    let people = r.customer_users(customer.id)?;
    found.extend(people.into_iter().map(|user| Candidate { user, is_customers_person: true }));
    found.retain(|candidate| candidate.user.disabled_at.is_none());
    Ok(found)
}

/// S-8: an admin agent has access by delegation, other roles have no use for it.
fn needs_access(roles: &[Role]) -> bool {
    roles.iter().any(|role| match role {
        Role::SalesAgent | Role::HelpdeskAgent => true,
        Role::GlobalAdmin
        | Role::BillingAdmin
        | Role::UserManagementAdmin
        | Role::AdminAgent
        | Role::CustomerUser
        | Role::DeskAgent
        | Role::InstallationAdmin => false,
    })
}

/// Gives a person access to a subscription.
pub fn give_access(
    app: &App,
    may: &Granted<may::AssignSubscriptionRoles>,
    command: &GiveAccess,
) -> Result<(), GiveAccessError> {
    let id = AccessId::from_uuid(app.ids.new_id());
    let now = may.scope().now();
    app.db.write(may.scope(), |w| {
        let subscription = w.subscription(command.customer, command.subscription)?;
        let grants = w.access_grants(command.customer, of_subscription(subscription.id))?;
        owner_if_customers(may, &grants)?;
        let candidates = find_candidates(w, may, command.customer)?;
        if !candidates.iter().any(|candidate| candidate.user.id == command.user) {
            return Err(GiveAccessError::NotACandidate);
        }
        if !command.access.is_live(now) {
            return Err(GiveAccessError::Ended);
        }
        let has_it = |grant: &AccessGrant| grant.user == command.user && grant.access.role == command.access.role;
        if grants.iter().any(|grant| grant.is_live(now) && has_it(grant)) {
            return Err(GiveAccessError::HasIt);
        }
        w.insert_access(&NewAccess {
            id,
            customer: command.customer,
            subscription: subscription.id,
            user: command.user,
            access: command.access,
            granted_by: may.who().user(),
        })?;
        let news = News::SubscriptionAccessGiven {
            customer: w.customer(command.customer)?.company_name,
            subscription: subscription.name,
            by: may.who().display_name().to_owned(),
        };
        let place = Place::Subscription(command.customer, subscription.id);
        messages::send(w, app, &[command.user], Some(command.customer), &news, &place)?;
        let event = Event::new(EventKind::AccessGranted, "subscription_access", id)
            .of_customer(command.customer)
            .after(facts(command.user, subscription.id, command.access));
        Ok(w.record(&event, ())?)
    })
}

/// Takes access back; what is over already is no error.
pub fn revoke_access(
    app: &App,
    may: &Granted<may::AssignSubscriptionRoles>,
    customer: CustomerId,
    subscription: SubscriptionId,
    id: AccessId,
) -> Result<(), GiveAccessError> {
    app.db.write(may.scope(), |w| {
        let grants = w.access_grants(customer, of_subscription(subscription))?;
        let grant = grants.iter().find(|grant| grant.id == id).ok_or(StoreError::NotFound)?;
        let is_theirs = grant.is_customers_person || also_holds::<may::ManageSubscriptionAccess>(may.who().roles());
        if !is_theirs || owner_if_customers(may, &grants).is_err() {
            // What one cannot take back is not there to be taken back.
            return Err(StoreError::NotFound.into());
        }
        if !w.revoke_access(id)? {
            return Ok(w.unchanged(()));
        }
        let event = Event::new(EventKind::AccessRevoked, "subscription_access", id)
            .of_customer(customer)
            .before(facts(grant.user, subscription, grant.access));
        Ok(w.record(&event, ())?)
    })
}

/// P-27: a customer's person gives access only where they are Owner themselves.
fn owner_if_customers(
    may: &Granted<may::AssignSubscriptionRoles>,
    grants: &[AccessGrant],
) -> Result<(), GiveAccessError> {
    let (who, now) = (may.who(), may.scope().now());
    let is_owner =
        |grant: &AccessGrant| grant.user == who.user() && grant.access.role == AccessRole::Owner && grant.is_live(now);
    if who.customer().is_none() || grants.iter().any(is_owner) {
        Ok(())
    } else {
        Err(denied(Perm::AssignSubscriptionRoles).into())
    }
}

fn denied(perm: Perm) -> Denied {
    Denied { perm, needs_subscription_access: false }
}

fn facts(user: UserId, subscription: SubscriptionId, access: Access) -> Value {
    json!({
        "user": user.to_string(),
        "subscription": subscription.to_string(),
        "role": access.role.code(),
        "ends_at": access.ends_at.map(|end| end.to_string()),
    })
}

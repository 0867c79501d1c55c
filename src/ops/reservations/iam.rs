//! Who may do what with a reservation, and why: show, give, take back. Floor 2. Rules R-IAM-1 to
//! R-IAM-3, P-11 to P-14, S-8, S-57.

use serde_json::{Value, json};

use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, PartnerId, ReservationAccessId, ReservationId, UserId};
use crate::domain::messages::{News, Place};
use crate::domain::reservations::{Explicit, Level, ReservationRole, is_enough};
use crate::domain::roles::{Perm, Role, Verdict, best, verdict};
use crate::domain::time::Instant;
use crate::ops::app::App;
use crate::ops::messages;
use crate::store::reservations::{NewAssignment, Reservation, ReservationOverview};
use crate::store::subscriptions::{AccessGrant, GrantFilter};
use crate::store::users::User;
use crate::store::{Reader, StoreError};

pub use crate::store::reservations::Assignment;

/// Why a person sees a reservation, or may do more with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A role of their account, for every customer.
    Role(Role),
    /// A role on the reservation or its order.
    Assignment(Assignment),
    /// Explicit access to the subscription that the reservation is tied to (S-8).
    Subscription(AccessGrant),
}

/// A person who sees a reservation.
#[derive(Debug, Clone)]
pub struct Seer {
    /// Who.
    pub user: User,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Whether they may configure it (P-12).
    pub may_configure: bool,
    /// Whether they may ask for a refund or an exchange (P-14).
    pub may_refund: bool,
    /// Whether they may change who has access (P-13).
    pub may_give: bool,
}

/// Everything about the access to a reservation.
#[derive(Debug, Clone)]
pub struct AccessList {
    /// The reservation.
    pub overview: ReservationOverview,
    /// Every role that was given, live or ended: its own and those of its order.
    pub assignments: Vec<Assignment>,
    /// Who sees it.
    pub seers: Vec<Seer>,
    /// Who can be given a role.
    pub candidates: Vec<User>,
}

/// A role to give, as checked by the form.
#[derive(Debug, Clone, Copy)]
pub struct GiveRole {
    /// The customer.
    pub customer: CustomerId,
    /// The reservation.
    pub reservation: ReservationId,
    /// Who gets it.
    pub user: UserId,
    /// The role.
    pub role: ReservationRole,
    /// Whether it holds for the whole order or for this reservation.
    pub level: Level,
    /// When it ends by itself.
    pub ends_at: Option<Instant>,
}

/// A role was not given.
#[derive(Debug, thiserror::Error)]
pub enum GiveRoleError {
    /// The person cannot be chosen: not of these organisations, or switched off, or in roles that never
    /// see a reservation.
    #[error("not a person to give a role to")]
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

/// The access to a reservation. A customer's person does not see who else has access.
pub fn access_list(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    id: ReservationId,
) -> Result<AccessList, StoreError> {
    if may.who().customer().is_some() {
        return Err(StoreError::NotFound);
    }
    app.db.read(may.scope(), |r| list(r, may.who().partner(), customer, id))
}

/// The same for somebody who gives roles, when the form is shown again.
pub fn access_list_to_giver(
    app: &App,
    may: &Granted<may::ManageReservationAccess>,
    customer: CustomerId,
    id: ReservationId,
) -> Result<AccessList, StoreError> {
    app.db.read(may.scope(), |r| list(r, may.who().partner(), customer, id))
}

/// The live roles that a person has on a reservation: what a customer's person is told.
pub fn own_roles(
    app: &App,
    may: &Granted<may::ViewReservations>,
    it: &Reservation,
) -> Result<Vec<Assignment>, StoreError> {
    let (user, now) = (may.who().user(), may.scope().now());
    app.db.read(may.scope(), |r| {
        let mut own = r.assignments(it.reservation_order_id, it.id)?;
        own.retain(|one| one.user == user && one.is_live(now));
        Ok(own)
    })
}

/// Whether a customer's person was given a role on any reservation of their customer.
pub fn has_own(app: &App, may: &Granted<may::OwnAccount>) -> Result<bool, StoreError> {
    let Some(customer) = may.who().customer() else { return Ok(false) };
    app.db.read(may.scope(), |r| {
        let given = r.explicit_access(may.who().user(), customer, None)?;
        Ok(given.iter().any(|one| matches!(one, Explicit::Reservation(..))))
    })
}

fn list(
    r: &mut Reader<'_>,
    organization: PartnerId,
    customer: CustomerId,
    id: ReservationId,
) -> Result<AccessList, StoreError> {
    let overview = r.reservation_overview(customer, id)?;
    let it = &overview.reservation;
    let now = r.scope().now();
    let assignments = r.assignments(it.reservation_order_id, it.id)?;
    let filter = GrantFilter { subscription: Some(it.subscription_id), user: None };
    let grants = r.access_grants(customer, filter)?;
    let people = people(r, organization, customer)?;
    let seers = people.iter().filter_map(|user| seer(user, &assignments, &grants, now)).collect();
    let candidates = people.into_iter().filter(can_be_given).collect();
    Ok(AccessList { overview, assignments, seers, candidates })
}

/// The people and API clients of the own organisation, of the customer's reseller and of the customer, who can
/// sign in.
fn people(r: &mut Reader<'_>, organization: PartnerId, customer: CustomerId) -> Result<Vec<User>, StoreError> {
    let customer = r.customer(customer)?;
    let mut people = r.partner_accounts(organization)?;
    if let Some(reseller) = customer.reseller_id.filter(|reseller| *reseller != organization) {
        people.extend(r.partner_accounts(reseller)?);
    }
    people.extend(r.customer_users(customer.id)?);
    people.retain(|user| user.disabled_at.is_none());
    Ok(people)
}

/// Somebody whose account never sees a reservation would not be helped by a role on one.
fn can_be_given(user: &User) -> bool {
    best(&user.roles, Perm::ViewReservations) != Verdict::No
}

fn seer(user: &User, assignments: &[Assignment], grants: &[AccessGrant], now: Instant) -> Option<Seer> {
    let own = || assignments.iter().filter(|one| one.user == user.id && one.is_live(now));
    let opened = || grants.iter().filter(|one| one.user == user.id && one.is_live(now));
    let by_role = |role: &&Role| matches!(verdict(**role, Perm::ViewReservations), Verdict::Yes | Verdict::ViewOnly);
    let roles: Vec<Role> = user.roles.iter().filter(by_role).copied().collect();
    let has_role_here = own().next().is_some() && can_be_given(user);
    if roles.is_empty() && !has_role_here {
        return None;
    }
    let explicit: Vec<Explicit> = own()
        .map(|one| Explicit::Reservation(one.role, one.level()))
        .chain(opened().map(|one| Explicit::Subscription(one.access.role)))
        .collect();
    let may = |perm| match best(&user.roles, perm) {
        Verdict::Yes => true,
        Verdict::WithSubscriptionAccess => is_enough(perm, &explicit),
        Verdict::No | Verdict::ViewOnly | Verdict::WithCustomerPermission | Verdict::Own => false,
    };
    let reasons = roles
        .into_iter()
        .map(Reason::Role)
        .chain(own().cloned().map(Reason::Assignment))
        .chain(opened().cloned().map(Reason::Subscription));
    Some(Seer {
        reasons: reasons.collect(),
        may_configure: may(Perm::ConfigureReservations),
        may_refund: may(Perm::FileRefunds),
        may_give: may(Perm::ManageReservationAccess),
        user: user.clone(),
    })
}

/// Gives a person a role on a reservation or on its order.
pub fn give_role(
    app: &App,
    may: &Granted<may::ManageReservationAccess>,
    command: &GiveRole,
) -> Result<(), GiveRoleError> {
    let id = ReservationAccessId::from_uuid(app.ids.new_id());
    let now = may.scope().now();
    app.db.write(may.scope(), |w| {
        let it = w.reservation_overview(command.customer, command.reservation)?.reservation;
        let people = people(w, may.who().partner(), command.customer)?;
        let user = people.iter().find(|user| user.id == command.user && can_be_given(user));
        let user = user.ok_or(GiveRoleError::NotACandidate)?;
        if command.ends_at.is_some_and(|end| end <= now) {
            return Err(GiveRoleError::Ended);
        }
        let reservation = match command.level {
            Level::Order => None,
            Level::Reservation => Some(it.id),
        };
        let known = w.assignments(it.reservation_order_id, it.id)?;
        let is_same = |one: &Assignment| {
            one.is_live(now) && one.user == user.id && one.role == command.role && one.reservation == reservation
        };
        if known.iter().any(is_same) {
            return Err(GiveRoleError::HasIt);
        }
        w.insert_assignment(&NewAssignment {
            id,
            customer: command.customer,
            order: it.reservation_order_id,
            reservation,
            user: user.id,
            role: command.role,
            granted_by: may.who().user(),
            ends_at: command.ends_at,
        })?;
        let news = News::ReservationAccessGiven {
            customer: w.customer(command.customer)?.company_name,
            reservation: it.name.clone(),
            by: may.who().display_name().to_owned(),
        };
        messages::send(
            w,
            app,
            &[user.id],
            Some(command.customer),
            &news,
            &Place::Reservation(command.customer, it.id),
        )?;
        let after = facts(called(&user.email, &user.display_name), command.role, command.level, command.ends_at);
        Ok(w.record(&event(&it, command.level).after(after), ())?)
    })
}

/// Takes a role back; what is over already is no error.
pub fn revoke_role(
    app: &App,
    may: &Granted<may::ManageReservationAccess>,
    customer: CustomerId,
    reservation: ReservationId,
    id: ReservationAccessId,
) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let it = w.reservation_overview(customer, reservation)?.reservation;
        let known = w.assignments(it.reservation_order_id, it.id)?;
        let one = known.iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
        if !w.revoke_assignment(id)? {
            return Ok(w.unchanged(()));
        }
        let before = facts(called(&one.user_email, &one.user_name), one.role, one.level(), one.ends_at);
        w.record(&event(&it, one.level()).before(before), ())
    })
}

fn event(it: &Reservation, level: Level) -> Event {
    let kind = EventKind::ReservationAccessChanged;
    let event = match level {
        Level::Order => Event::new(kind, "reservation_orders", it.reservation_order_id),
        Level::Reservation => Event::new(kind, "reservations", it.id),
    };
    event.of_customer(it.customer_id)
}

/// What the log calls somebody: a person by the address, an API client by the name.
fn called<'a>(email: &'a str, name: &'a str) -> &'a str {
    if email.is_empty() { name } else { email }
}

fn facts(user: &str, role: ReservationRole, level: Level, ends_at: Option<Instant>) -> Value {
    json!({
        "user": user,
        "reservation_role": role,
        "level": level,
        "ends_at": ends_at.map(|end| end.to_string()),
    })
}

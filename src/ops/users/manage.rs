//! The partner's people: make, roles, switch off and on, temporary password, sessions. Floor 2.
//! Rules P-26, R-RO-1; quality 32: a change of roles ends the sessions.

use serde_json::{Value, json};

use crate::access::passwords::{self, HashError};
use crate::access::sessions::NoRandomness;
use crate::access::{Granted, may, temporary};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{PartnerId, UserId};
use crate::domain::roles::{Perm, Role, RoleSetError, Verdict, best, check_set};
use crate::domain::text::{Email, Password, PersonName};
use crate::ops::app::App;
use crate::store::users::{Employer, NewUser, Organization, User};
use crate::store::{PAGE_ROWS, PageAt, PageRows, Reader, StoreError, Writer};

/// An account to make for somebody of a partner.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The own organisation, or a reseller of it.
    pub organization: PartnerId,
    /// Name.
    pub name: PersonName,
    /// Address to sign in with.
    pub email: Email,
    /// Roles, one of a category (R-RO-1).
    pub roles: Vec<Role>,
}

/// An account and the password that opens it once; it is shown and forgotten.
#[derive(Debug)]
pub struct TemporaryPassword {
    /// Who.
    pub user: User,
    /// The password; never logged, `Debug` hides it.
    pub password: Password,
}

/// The act was refused.
#[derive(Debug, thiserror::Error)]
pub enum ManageUserError {
    /// The set of roles cannot be.
    #[error(transparent)]
    Roles(#[from] RoleSetError),
    /// Nobody takes the right to manage users from themselves.
    #[error("the own right to manage users")]
    OwnRight,
    /// One's own password is changed on the page of the own account.
    #[error("the own password")]
    OwnPassword,
    /// The address belongs to an account already.
    #[error("the address is taken")]
    EmailTaken,
    /// The database did not do it.
    #[error(transparent)]
    Store(StoreError),
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// No randomness for the password.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl From<StoreError> for ManageUserError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Duplicate(name) if name.contains("email") => Self::EmailTaken,
            StoreError::Duplicate(_)
            | StoreError::NotFound
            | StoreError::Busy(_)
            | StoreError::Stale
            | StoreError::Open(_)
            | StoreError::Db(_) => Self::Store(error),
        }
    }
}

/// The own organisation, and for a provider its resellers.
pub fn organizations(app: &App, may: &Granted<may::ManageUsers>) -> Result<Vec<Organization>, StoreError> {
    app.db.read(may.scope(), |r| {
        let all = r.organizations()?;
        Ok(all)
    })
}

/// A page of people, and how many there are in all.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The page, by name.
    pub page: PageRows<User>,
    /// How many there are.
    pub count: i64,
    /// How many of them are switched off.
    pub disabled: i64,
}

impl Listed {
    pub(super) fn read(r: &mut Reader<'_>, of: Employer, page: PageAt<UserId>) -> Result<Self, StoreError> {
        let (count, disabled) = r.people_counts(of)?;
        Ok(Self { page: r.people(of, page, PAGE_ROWS)?, count, disabled })
    }
}

/// A page of the people of an organisation of the scope.
pub fn list(
    app: &App,
    may: &Granted<may::ManageUsers>,
    organization: PartnerId,
    page: PageAt<UserId>,
) -> Result<Listed, StoreError> {
    app.db.read(may.scope(), |r| Listed::read(r, Employer::Partner(organization), page))
}

/// One person of a partner, and how many sessions they have open.
pub fn show(app: &App, may: &Granted<may::ManageUsers>, user: UserId) -> Result<(User, usize), StoreError> {
    let since = may.scope().now().plus_seconds(-app.config.session_idle_seconds);
    app.db.read(may.scope(), |r| {
        let found = partners_person(r.user(user)?)?;
        let sessions = r.sessions(user, since)?.len();
        Ok((found, sessions))
    })
}

/// A customer's person is managed on the customer's page, under another right; an API client on its own.
fn partners_person(user: User) -> Result<User, StoreError> {
    if user.customer.is_none() && !user.is_client { Ok(user) } else { Err(StoreError::NotFound) }
}

/// Makes an account with a temporary password. Blocks for about 30 ms on hashing.
pub fn create(
    app: &App,
    may: &Granted<may::ManageUsers>,
    new: &NewPerson,
) -> Result<TemporaryPassword, ManageUserError> {
    check_roles(may, &new.roles)?;
    let password = temporary::password()?;
    let account = NewUser {
        id: UserId::from_uuid(app.ids.new_id()),
        partner: new.organization,
        customer: None,
        email: new.email.as_str().to_owned(),
        display_name: new.name.as_str().to_owned(),
        password_hash: passwords::hash(password.reveal())?,
        is_password_temporary: true,
        roles: new.roles.clone(),
        is_client: false,
    };
    let user = app.db.write(may.scope(), |w| {
        if !w.organizations()?.iter().any(|known| known.id == new.organization) {
            return Err(ManageUserError::Store(StoreError::NotFound));
        }
        w.insert_user(&account)?;
        let user = w.user(account.id)?;
        let event = Event::new(EventKind::UserCreated, "users", user.id).after(facts(&user));
        Ok(w.record(&event, user)?)
    })?;
    Ok(TemporaryPassword { user, password })
}

/// A provider and its resellers have the same roles, the operator has its own.
fn check_roles(may: &Granted<may::ManageUsers>, roles: &[Role]) -> Result<(), RoleSetError> {
    check_set(roles)?;
    let kind = may.who().partner_kind();
    match roles.iter().find(|role| !role.is_of(kind)) {
        None => Ok(()),
        Some(Role::CustomerUser) => Err(RoleSetError::CustomerWithPartnerRole),
        Some(_) => Err(RoleSetError::OperatorWithPartnerRole),
    }
}

/// Sets the roles of a person and ends their sessions.
pub fn set_roles(
    app: &App,
    may: &Granted<may::ManageUsers>,
    user: UserId,
    version: i32,
    roles: &[Role],
) -> Result<(), ManageUserError> {
    check_roles(may, roles)?;
    let is_manager = best(roles, Perm::ManageUsers) == Verdict::Yes;
    if user == may.who().user() && !is_manager {
        return Err(ManageUserError::OwnRight);
    }
    change(app, may, user, Some(version), |w| w.replace_roles(user, roles))
}

/// Switches an account off and ends its sessions.
pub fn disable(app: &App, may: &Granted<may::ManageUsers>, user: UserId) -> Result<(), ManageUserError> {
    if user == may.who().user() {
        return Err(ManageUserError::OwnRight);
    }
    let now = may.scope().now();
    change(app, may, user, None, |w| w.set_disabled(user, Some(now)))
}

/// Switches an account on again.
pub fn enable(app: &App, may: &Granted<may::ManageUsers>, user: UserId) -> Result<(), ManageUserError> {
    change(app, may, user, None, |w| w.set_disabled(user, None))
}

/// Gives a person a new temporary password and ends their sessions. Blocks for about 30 ms on hashing.
pub fn reset_password(
    app: &App,
    may: &Granted<may::ManageUsers>,
    user: UserId,
) -> Result<TemporaryPassword, ManageUserError> {
    if user == may.who().user() {
        return Err(ManageUserError::OwnPassword);
    }
    let password = temporary::password()?;
    let hash = passwords::hash(password.reveal())?;
    change(app, may, user, None, |w| w.set_password(user, &hash, true))?;
    let (user, _sessions) = show(app, may, user)?;
    Ok(TemporaryPassword { user, password })
}

/// Ends every session of a person.
pub fn end_sessions(app: &App, may: &Granted<may::ManageUsers>, user: UserId) -> Result<(), ManageUserError> {
    app.db.write(may.scope(), |w| {
        let person = partners_person(w.user(user)?)?;
        let ended = w.end_sessions(person.id, None)?;
        let event = Event::new(EventKind::SessionEnded, "users", user).after(json!({ "ended": ended }));
        Ok(w.record(&event, ())?)
    })
}

fn change(
    app: &App,
    may: &Granted<may::ManageUsers>,
    user: UserId,
    version: Option<i32>,
    act: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) -> Result<(), ManageUserError> {
    app.db.write(may.scope(), |w| {
        let before = partners_person(w.user(user)?)?;
        if let Some(version) = version {
            w.claim_user(user, version)?;
        }
        act(w)?;
        w.end_sessions(user, None)?;
        let after = w.user(user)?;
        let event = Event::new(EventKind::UserUpdated, "users", user).before(facts(&before)).after(facts(&after));
        Ok(w.record(&event, ())?)
    })
}

/// What the log keeps of an account; never the password.
pub(super) fn facts(user: &User) -> Value {
    json!({
        "name": user.display_name,
        "email": user.email,
        "roles": user.roles.iter().map(|role| role.code()).collect::<Vec<_>>(),
        "is_disabled": user.disabled_at.is_some(),
        "is_password_temporary": user.is_password_temporary,
    })
}

//! What the operator does before anybody can sign in: partners and their first people. Floor 2.
//! Quality 28: a real installation has no account until its operator makes one.

use serde_json::json;

use super::app::App;
use super::system::operator;
use crate::access::passwords::{self, HashError};
use crate::access::sessions::NoRandomness;
use crate::access::{Actor, Scope};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{PartnerId, UserId};
use crate::domain::partners::PartnerKind;
use crate::domain::roles::{Role, RoleSetError, check_set};
use crate::domain::text::{CompanyName, CountryCode, Email, MpnId, PersonName};
use crate::store::StoreError;
use crate::store::users::NewUser;

pub use crate::store::partners::Partner;

/// Why the operator's wish was not done.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// No partner has this name or id.
    #[error("there is no partner {0:?}")]
    NoPartner(String),
    /// No partner was made yet.
    #[error("there is no partner yet; make one with `create-partner`")]
    NoPartners,
    /// Several partners have this name.
    #[error("several partners are called {0:?}; name one by its id")]
    SeveralPartners(String),
    /// A reseller needs a provider, and only a reseller has one.
    #[error("an indirect reseller, and no other partner, has an indirect provider")]
    Provider,
    /// These roles do not go together.
    #[error(transparent)]
    Roles(#[from] RoleSetError),
    /// A customer's person is made by an administrator, for a customer.
    #[error("customer_user is a role of a customer's people; add them in the dashboard")]
    CustomerRole,
    /// The operator's people and the partners' people have different roles.
    #[error("desk_agent and installation_admin are roles of the people of an operator, and they have no other")]
    RoleOfOtherKind,
    /// The address has an account.
    #[error("{0} has an account already")]
    EmailTaken(String),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness for the password.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// The password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
}

/// A partner to make.
#[derive(Debug, Clone)]
pub struct NewPartner {
    /// Name.
    pub name: CompanyName,
    /// Direct bill, provider or reseller.
    pub kind: PartnerKind,
    /// Country.
    pub country: CountryCode,
    /// Number of the partner network.
    pub mpn_id: MpnId,
    /// The provider of a reseller.
    pub provider: Option<PartnerId>,
}

/// An account to make.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Address to sign in with.
    pub email: Email,
    /// Name.
    pub name: PersonName,
    /// Roles.
    pub roles: Vec<Role>,
}

/// The partner of this name or id.
pub fn partner(app: &App, wanted: &str) -> Result<Partner, SetupError> {
    let all = app.db.system("the operator names a partner").partners()?;
    let mut found = all.into_iter().filter(|one| one.id.to_string() == wanted.to_lowercase() || one.name == wanted);
    let first = found.next().ok_or_else(|| SetupError::NoPartner(wanted.to_owned()))?;
    if found.next().is_some() { Err(SetupError::SeveralPartners(wanted.to_owned())) } else { Ok(first) }
}

/// The oldest partner who bills customers.
pub fn first_partner(app: &App) -> Result<Partner, SetupError> {
    let all = app.db.system("the operator means the first partner").partners()?;
    let mut billing =
        all.into_iter().filter(|partner| partner.provider_id.is_none() && partner.kind != PartnerKind::Operator);
    billing.next().ok_or(SetupError::NoPartners)
}

/// Makes a partner.
pub fn create_partner(app: &App, new: &NewPartner) -> Result<Partner, SetupError> {
    let provider = match new.provider {
        Some(id) => Some(partner(app, &id.to_string())?),
        None => None,
    };
    let is_right = match (new.kind, &provider) {
        (PartnerKind::IndirectReseller, Some(provider)) => provider.kind == PartnerKind::IndirectProvider,
        (PartnerKind::DirectBill | PartnerKind::IndirectProvider | PartnerKind::Operator, None) => true,
        (PartnerKind::IndirectReseller, None)
        | (PartnerKind::DirectBill | PartnerKind::IndirectProvider | PartnerKind::Operator, Some(_)) => false,
    };
    if !is_right {
        return Err(SetupError::Provider);
    }
    let row = Partner {
        id: PartnerId::from_uuid(app.ids.new_id()),
        kind: new.kind,
        name: new.name.as_str().to_owned(),
        country: new.country.as_str().to_owned(),
        mpn_id: new.mpn_id.as_str().to_owned(),
        provider_id: new.provider,
        created_at: app.clock.now(),
    };
    let after = json!({ "name": row.name, "kind": row.kind.code(), "country": row.country, "mpn_id": row.mpn_id });
    let event = Event::new(EventKind::PartnerCreated, "partners", row.id).after(after);
    app.db.system("a partner is made").write(Actor::Operator("create-partner"), operator(app), |w| {
        w.insert_partner(&row)?;
        w.record(&event, ())
    })?;
    Ok(row)
}

/// Makes an account of a partner; gives back its one-time password, which is kept nowhere.
pub fn create_account(app: &App, home: &Partner, new: &NewAccount) -> Result<String, SetupError> {
    check_set(&new.roles)?;
    if new.roles.contains(&Role::CustomerUser) {
        return Err(SetupError::CustomerRole);
    }
    if !new.roles.iter().all(|role| role.is_of(home.kind)) {
        return Err(SetupError::RoleOfOtherKind);
    }
    let password = passwords::temporary()?;
    let user = NewUser {
        id: UserId::from_uuid(app.ids.new_id()),
        partner: home.id,
        customer: None,
        email: new.email.as_str().to_owned(),
        display_name: new.name.as_str().to_owned(),
        password_hash: passwords::hash(&password)?,
        is_password_temporary: true,
        roles: new.roles.clone(),
        is_client: false,
    };
    let roles: Vec<&str> = new.roles.iter().map(|role| role.code()).collect();
    let after = json!({ "email": user.email, "display_name": user.display_name, "roles": roles });
    let event = Event::new(EventKind::UserCreated, "users", user.id).after(after);
    let biller = home.provider_id.unwrap_or(home.id);
    let made = app.db.write(&Scope::operator("create-user", biller, app.clock.now()), |w| {
        w.insert_user(&user)?;
        w.record(&event, ())
    });
    match made {
        Ok(()) => Ok(password),
        Err(StoreError::Duplicate(_)) => Err(SetupError::EmailTaken(user.email)),
        Err(error) => Err(error.into()),
    }
}

//! People of the partner: who holds a right. Floor 2. Rules P-26, R-RO-1.

pub mod customers;
mod manage;

use super::app::App;
use crate::access::{Circumstances, Principal, Scope};
use crate::domain::roles::{Perm, Role, who_may};
use crate::store::StoreError;

pub use crate::store::users::{Organization, User};
pub use manage::{
    Listed, ManageUserError, NewPerson, TemporaryPassword, create, disable, enable, end_sessions, list, organizations,
    reset_password, set_roles, show,
};

/// Who holds a right, and who can give it: for the page that refuses.
#[derive(Debug, Clone)]
pub struct Holders {
    /// The roles that include it.
    pub roles: Vec<Role>,
    /// People of the own organisation with such a role.
    pub people: Vec<User>,
    /// People of the own organisation who can change roles.
    pub givers: Vec<User>,
}

/// Who in the person's own organisation holds a right and who can give it.
pub fn holders(app: &App, who: &Principal, circumstances: &Circumstances, perm: Perm) -> Result<Holders, StoreError> {
    let roles = who_may(perm);
    let scope = Scope::of(who, circumstances.clone());
    let users = app.db.read(&scope, |r| r.partner_people(who.partner()))?;
    let with = |wanted: &[Role]| -> Vec<User> {
        let is_one = |user: &&User| user.disabled_at.is_none() && user.roles.iter().any(|role| wanted.contains(role));
        users.iter().filter(is_one).cloned().collect()
    };
    Ok(Holders { people: with(&roles), givers: with(&who_may(Perm::ManageUsers)), roles })
}

//! The demonstration's world: partners, people, customers. Floor 2. Features row 41, quality 28.
//!
//! Ids come from names, so that a fresh world has the same addresses; dates are relative to the start.

mod clients;
mod media;
mod organizations;
mod prices;
mod programs;
mod purchases;
mod records;
mod requests;
mod returns;
mod seed;
mod software;
mod subscriptions;
mod usage;
mod visits;

use serde::Serialize;

use super::app::App;
use crate::store::StoreError;

pub use programs::{ClientAccount, api_clients};
pub use seed::{SeedError, seed};

use super::system;

/// The password of every account of the demonstration; nobody has one like it in real use.
pub const PASSWORD: &str = "demo-lantern-harbour-27";

/// An account as the demonstration prints and writes it.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
    /// Address to sign in with.
    pub email: &'static str,
    /// The password.
    pub password: &'static str,
    /// Name.
    pub display_name: &'static str,
    /// Name of the partner or customer.
    pub organization: &'static str,
    /// `partner` or `customer`.
    pub organization_kind: &'static str,
    /// Codes of the roles.
    pub roles: Vec<&'static str>,
    /// The second factor's secret; the demonstration has none.
    pub totp_secret: Option<&'static str>,
}

/// Every account of the world.
pub fn accounts() -> Vec<Account> {
    let of_partners = organizations::ORGANIZATIONS.iter().flat_map(|organization| {
        organization.people.iter().map(|person| account(person, organization.name, "partner"))
    });
    let of_customers = clients::CLIENTS
        .iter()
        .flat_map(|client| client.people.iter().map(|person| account(person, client.name, "customer")));
    of_partners.chain(of_customers).collect()
}

fn account(person: &organizations::Person, organization: &'static str, organization_kind: &'static str) -> Account {
    Account {
        email: person.email,
        password: PASSWORD,
        display_name: person.name,
        organization,
        organization_kind,
        roles: person.roles.iter().map(|role| role.code()).collect(),
        totp_secret: None,
    }
}

/// How far the making of the world has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The database is empty.
    None,
    /// Something is there, not all of it.
    Interrupted,
    /// The world is there.
    Done,
}

/// How far the making of the world has come.
pub fn progress(app: &App) -> Result<Progress, StoreError> {
    if system::is_demo(app)? {
        return Ok(Progress::Done);
    }
    let is_empty = app.db.system("is the demonstration's world begun").partners()?.is_empty();
    Ok(if is_empty { Progress::None } else { Progress::Interrupted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roles::check_set;
    use crate::domain::text::{Email, Password};

    #[test]
    fn every_account_could_be_made_by_hand() {
        for person in organizations::ORGANIZATIONS.iter().flat_map(|organization| organization.people) {
            assert!(check_set(person.roles).is_ok(), "{}", person.email);
            assert!(person.email.parse::<Email>().is_ok(), "{}", person.email);
        }
        assert!(Password::choose(PASSWORD, &[]).is_ok());
    }

    #[test]
    fn an_address_stands_once() {
        let mut emails: Vec<_> = accounts().into_iter().map(|account| account.email).collect();
        let all = emails.len();
        emails.sort_unstable();
        emails.dedup();
        assert_eq!(emails.len(), all);
    }
}

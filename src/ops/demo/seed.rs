//! Writes the demonstration's world, oldest first, as acts of the operator.

use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::PASSWORD;
use super::clients::{CLIENTS, Client, TRUSTS};
use super::media::media;
use super::organizations::{ORGANIZATIONS, Organization, Person};
use super::prices::prices;
use super::programs::programs;
use super::purchases::purchases;
use super::usage::usage;
use super::visits::do_all;
use super::{records, requests, returns, subscriptions};
use crate::access::passwords::{self, HashError};
use crate::access::{Actor, Scope};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, PartnerId, UserId};
use crate::domain::time::Instant;
use crate::ops::customers::CustomerDetails;
use crate::ops::system::{DEMO, operator};
use crate::ops::{App, StoreError};
use crate::store::partners::Partner;
use crate::store::users::NewUser;

pub(super) const COMMAND: &str = "demo";

/// Days since the first partner came.
const AGE_DAYS: i64 = 1200;

/// The world could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A purchase was refused: prices or rules have changed under the world.
    #[error("the demonstration's purchase for {domain} was refused: {why}")]
    Purchase {
        /// The customer's domain.
        domain: &'static str,
        /// Why.
        why: String,
    },
    /// The media library or the stock of keys could not be filled.
    #[error("the demonstration could not fill {what}: {why}")]
    Media {
        /// Which.
        what: &'static str,
        /// Why.
        why: String,
    },
    /// Another act was refused: the rules have changed under the world.
    #[error("an act of the demonstration was refused: {0}")]
    Act(String),
}

/// Writes partners, people, customers and their purchases into a database that holds reference data only.
pub fn seed(app: &App) -> Result<(), SeedError> {
    let hash = passwords::hash(PASSWORD)?;
    let start = app.clock.now().plus_days(-AGE_DAYS);
    for organization in ORGANIZATIONS {
        partner(app, organization, &hash, start)?;
    }
    for client in CLIENTS {
        customer(app, client, &hash)?;
    }
    for trust in TRUSTS {
        subscriptions::trust(app, trust)?;
    }
    media(app)?;
    prices(app)?;
    purchases(app)?;
    let acts = [records::acts(), requests::acts(), returns::acts()].into_iter().flatten().collect();
    do_all(app, acts).map_err(|error| SeedError::Act(error.to_string()))?;
    usage(app)?;
    programs(app)?;
    // Last, so that a half-written world is not taken for a whole one.
    let event = Event::new(EventKind::WorldSeeded, "settings", DEMO);
    let actor = Actor::Operator(COMMAND);
    app.db.system("the demonstration marks its database").write(actor, operator(app), |w| {
        w.set_setting(DEMO, "1")?;
        w.record(&event, ())
    })?;
    Ok(())
}

/// An id that is the same in every fresh world.
pub(super) fn id_of(kind: &str, name: &str) -> Uuid {
    let digest: [u8; 32] = Sha256::digest(format!("partner-dashboard demo {kind} {name}")).into();
    let [bytes @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = digest;
    Builder::from_random_bytes(bytes).into_uuid()
}

pub(super) fn partner_id(name: &str) -> PartnerId {
    PartnerId::from_uuid(id_of("partner", name))
}

pub(super) fn customer_id(domain: &str) -> CustomerId {
    CustomerId::from_uuid(id_of("customer", domain))
}

pub(super) fn user_id(email: &str) -> UserId {
    UserId::from_uuid(id_of("user", email))
}

fn partner(app: &App, organization: &Organization, hash: &str, start: Instant) -> Result<(), SeedError> {
    let id = partner_id(organization.name);
    let biller = organization.provider.map_or(id, partner_id);
    let row = Partner {
        id,
        kind: organization.kind,
        name: organization.name.to_owned(),
        country: organization.country.to_owned(),
        mpn_id: organization.mpn_id.to_owned(),
        provider_id: organization.provider.map(partner_id),
        created_at: start,
    };
    app.db.write(&Scope::operator(COMMAND, biller, start), |w| {
        w.insert_partner(&row)?;
        let after = json!({ "name": row.name, "kind": row.kind.code(), "country": row.country });
        w.record(&Event::new(EventKind::PartnerCreated, "partners", id).after(after), ())
    })?;
    for (order, person) in (1..).zip(organization.people) {
        account(app, person, Home { partner: id, biller, customer: None }, hash, start.plus_seconds(order * 600))?;
    }
    Ok(())
}

fn customer(app: &App, client: &Client, hash: &str) -> Result<(), SeedError> {
    let at = app.clock.now().plus_days(-client.days);
    let (partner, id) = (partner_id(client.partner), customer_id(client.domain));
    let details = CustomerDetails {
        reseller_id: client.reseller.map(partner_id),
        company_name: client.name.to_owned(),
        domain: client.domain.to_owned(),
        country: client.country.to_owned(),
        segment: client.segment,
        is_purchase_order_required: client.is_purchase_order_required,
    };
    app.db.write(&Scope::operator(COMMAND, partner, at), |w| {
        w.insert_customer(id, &details)?;
        let after = json!({ "company_name": details.company_name, "country": details.country });
        w.record(&Event::new(EventKind::CustomerCreated, "customers", id).of_customer(id).after(after), ())
    })?;
    for (order, person) in (1..).zip(client.people) {
        let home = Home { partner, biller: partner, customer: Some(id) };
        account(app, person, home, hash, at.plus_seconds(order * 600))?;
    }
    for (order, plan) in (1..).zip(client.subscriptions) {
        subscriptions::subscription(app, client, plan, at.plus_seconds(3600 * order))?;
    }
    Ok(())
}

/// Where an account belongs, and in whose chain of events it stands.
struct Home {
    partner: PartnerId,
    biller: PartnerId,
    customer: Option<CustomerId>,
}

fn account(app: &App, person: &Person, home: Home, hash: &str, at: Instant) -> Result<(), SeedError> {
    let user = NewUser {
        id: user_id(person.email),
        partner: home.partner,
        customer: home.customer,
        email: person.email.to_owned(),
        display_name: person.name.to_owned(),
        password_hash: hash.to_owned(),
        is_password_temporary: false,
        roles: person.roles.to_vec(),
        is_client: false,
    };
    let roles: Vec<&str> = person.roles.iter().map(|role| role.code()).collect();
    let mut event = Event::new(EventKind::UserCreated, "users", user.id)
        .after(json!({ "email": user.email, "display_name": user.display_name, "roles": roles }));
    event.customer = home.customer;
    app.db.write(&Scope::operator(COMMAND, home.biller, at), |w| {
        w.insert_user(&user)?;
        w.record(&event, ())
    })?;
    Ok(())
}

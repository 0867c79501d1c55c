//! API clients of an organisation: register, list, give another secret, revoke. Floor 2. P-26.
//!
//! A client is an account without a password: it holds one role of the matrix, sees what the
//! organisation sees, and stands in the activity log by its name. Its secret is shown once.

mod pace;
mod tokens;

use serde_json::{Value, json};

use crate::access::sessions::NoRandomness;
use crate::access::tokens::{hash, new_secret};
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{PartnerId, UserId};
use crate::domain::roles::{Role, RoleSetError};
use crate::domain::text::PersonName;
use crate::domain::time::Instant;
use crate::ops::app::App;
use crate::store::users::NewUser;
use crate::store::{Recorded, StoreError, Writer};

pub use crate::store::users::ApiClient;
pub(in crate::ops) use pace::Pace;
pub use pace::take_turn;
pub use tokens::{IdentifyError, Token, TokenError, TokenRequest, identify, token};

/// Hours that the secret before a rotation still works, so that programs can be changed one by one.
pub const FORMER_SECRET_HOURS: i64 = 24;

/// Seconds in which the same form sent again is the same act.
const AGAIN_SECONDS: i64 = 10 * 60;

/// The days a secret may live, as the page offers them.
pub const LIVES_DAYS: [i64; 4] = [30, 90, 180, 365];

/// A client to register.
#[derive(Debug, Clone)]
pub struct NewClient {
    /// The own organisation, or a reseller of it.
    pub organization: PartnerId,
    /// What it is called.
    pub name: PersonName,
    /// What it may.
    pub role: Role,
    /// Days it lives.
    pub days: i64,
}

/// A client and its new secret, which is shown and forgotten.
pub struct Registered {
    /// The client.
    pub client: ApiClient,
    /// The secret.
    pub secret: String,
}

/// The secret is never printed.
impl std::fmt::Debug for Registered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registered").field("client", &self.client).finish_non_exhaustive()
    }
}

/// The act was refused.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// A program of a partner holds a partner's role.
    #[error(transparent)]
    Role(#[from] RoleSetError),
    /// Not one of the lives that are offered.
    #[error("not a life of a secret")]
    Life,
    /// The form was sent before, and something else came of it.
    #[error("sent before")]
    Again,
    /// It was revoked.
    #[error("revoked")]
    Revoked,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness for the secret.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// The clients of an organisation of the scope, by name.
pub fn list(app: &App, may: &Granted<may::ManageUsers>, organization: PartnerId) -> Result<Vec<ApiClient>, StoreError> {
    app.db.read(may.scope(), |r| r.api_clients(organization))
}

/// One client.
pub fn show(app: &App, may: &Granted<may::ManageUsers>, id: UserId) -> Result<ApiClient, StoreError> {
    app.db.read(may.scope(), |r| r.api_client(id))
}

/// The roles a client of this person's organisation can hold.
pub fn roles(may: &Granted<may::ManageUsers>) -> Vec<Role> {
    let kind = may.who().partner_kind();
    Role::ALL.into_iter().filter(|role| role.is_of(kind) && !role.is_operators()).collect()
}

/// Registers a client. The same form sent again is the same client, with another secret beside the first.
pub fn register(
    app: &App,
    may: &Granted<may::ManageUsers>,
    id: UserId,
    new: &NewClient,
) -> Result<Registered, ClientError> {
    if !roles(may).contains(&new.role) {
        return Err(RoleSetError::OperatorWithPartnerRole.into());
    }
    let now = may.scope().now();
    let ends = expiry(now, new.days)?;
    let secret = new_secret()?;
    let client = app.db.write(may.scope(), |w| {
        if let Ok(known) = w.api_client(id) {
            let is_same = known.name == new.name.as_str() && known.role == new.role && is_recent(known.created_at, now);
            return if is_same { renew(w, &known, now, &secret, ends) } else { Err(ClientError::Again) };
        }
        if !w.organizations()?.iter().any(|known| known.id == new.organization) {
            return Err(ClientError::Store(StoreError::NotFound));
        }
        let client = insert(w, id, new, &secret, ends)?;
        Ok(w.record(&registered(&client), client)?)
    })?;
    Ok(Registered { client, secret })
}

/// Writes the account and the client beside it.
pub(in crate::ops) fn insert(
    w: &mut Writer<'_>,
    id: UserId,
    new: &NewClient,
    secret: &str,
    ends: Instant,
) -> Result<ApiClient, StoreError> {
    w.insert_user(&NewUser {
        id,
        partner: new.organization,
        customer: None,
        email: String::new(),
        display_name: new.name.as_str().to_owned(),
        password_hash: String::new(),
        is_password_temporary: false,
        roles: vec![new.role],
        is_client: true,
    })?;
    w.insert_api_client(id, &hash(secret), ends)?;
    w.api_client(id)
}

pub(in crate::ops) fn registered(client: &ApiClient) -> Event {
    Event::new(EventKind::ApiClientCreated, "api_clients", client.id).after(facts(client))
}

/// Gives a client another secret and another end; the one in use works for a day more.
pub fn rotate(app: &App, may: &Granted<may::ManageUsers>, id: UserId, days: i64) -> Result<Registered, ClientError> {
    let now = may.scope().now();
    let ends = expiry(now, days)?;
    let secret = new_secret()?;
    let client = app.db.write(may.scope(), |w| {
        let before = w.api_client(id)?;
        renew(w, &before, now, &secret, ends)
    })?;
    Ok(Registered { client, secret })
}

/// Puts a secret in the place of the one in use. Of two clicks, the secret of the first was seen by nobody:
/// it is replaced, and the one before it stays good.
fn renew(
    w: &mut Writer<'_>,
    before: &ApiClient,
    now: Instant,
    secret: &str,
    ends: Instant,
) -> Result<Recorded<ApiClient>, ClientError> {
    if before.revoked_at.is_some() {
        return Err(ClientError::Revoked);
    }
    let is_again = before.former_until.is_some() && is_recent(before.secret_since, now);
    if is_again {
        w.replace_secret(before.id, &hash(secret), ends)?;
    } else {
        let former_until = now.plus_seconds(FORMER_SECRET_HOURS * 60 * 60);
        w.rotate_secret(before.id, &hash(secret), former_until.min(before.expires_at), ends)?;
    }
    let after = w.api_client(before.id)?;
    Ok(w.record(&changed(before, &after), after)?)
}

/// Whether something is so new that the same form, sent again, is a second click.
fn is_recent(at: Instant, now: Instant) -> bool {
    at.plus_seconds(AGAIN_SECONDS) > now
}

/// Ends a client and every token it holds.
pub fn revoke(app: &App, may: &Granted<may::ManageUsers>, id: UserId) -> Result<(), ClientError> {
    let now = may.scope().now();
    app.db.write(may.scope(), |w| {
        let before = living(w.api_client(id)?)?;
        w.set_disabled(id, Some(now))?;
        w.end_sessions(id, None)?;
        let after = w.api_client(id)?;
        Ok(w.record(&changed(&before, &after), ())?)
    })
}

fn living(client: ApiClient) -> Result<ApiClient, ClientError> {
    if client.revoked_at.is_some() { Err(ClientError::Revoked) } else { Ok(client) }
}

fn expiry(now: Instant, days: i64) -> Result<Instant, ClientError> {
    if LIVES_DAYS.contains(&days) { Ok(now.plus_days(days)) } else { Err(ClientError::Life) }
}

fn changed(before: &ApiClient, after: &ApiClient) -> Event {
    Event::new(EventKind::ApiClientUpdated, "api_clients", after.id).before(facts(before)).after(facts(after))
}

/// What the log keeps of a client; never a secret.
fn facts(client: &ApiClient) -> Value {
    json!({
        "name": client.name,
        "role": client.role.code(),
        "expires_at": client.expires_at.to_string(),
        "secret_since": client.secret_since.to_string(),
        "is_disabled": client.revoked_at.is_some(),
    })
}

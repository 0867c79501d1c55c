//! Tokens: given for a client's secret, and read back as who asks. Floor 2. Quality 24, 32.
//!
//! A token is a session of the client's account, so that revoking ends it at once and the activity log
//! names it. Wrong secrets count like wrong passwords and make the next try wait.

use serde_json::json;

use crate::access::sessions::{NoRandomness, random_token};
use crate::access::tokens::{BadToken, Claims, TOKEN_SECONDS, hash, is_secret, read, sign};
use crate::access::{Actor, Circumstances, Principal, PrincipalError, throttle};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{PartnerId, SessionId, UserId};
use crate::domain::time::Instant;
use crate::ops::app::App;
use crate::store::users::{ClientSecrets, NewSession};
use crate::store::{StoreError, Writer};

/// A request for a token.
#[derive(Debug, Clone)]
pub struct TokenRequest {
    /// The tenant in the address, when it is a GUID.
    pub tenant: Option<PartnerId>,
    /// The client id, as sent.
    pub client: String,
    /// The secret.
    pub secret: String,
    /// What the token is for.
    pub audience: String,
    /// Who gives it.
    pub issuer: String,
    /// The version of the token endpoint.
    pub version: &'static str,
    /// The program, as it names itself.
    pub user_agent: String,
}

/// A token and how long it lives.
pub struct Token {
    /// The text.
    pub text: String,
    /// Since when.
    pub from: Instant,
    /// Seconds it lives.
    pub seconds: i64,
}

/// No token was given.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Unknown client, wrong secret or another tenant; which one is not said.
    #[error("the client is unknown or the secret is wrong")]
    Wrong,
    /// The client or its secret has ended.
    #[error("the secret has expired")]
    Expired,
    /// Too many failures; the next try is allowed after so many seconds.
    #[error("too many failures")]
    Wait(i64),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness for the token.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// Whose token it is could not be said.
#[derive(Debug, thiserror::Error)]
pub enum IdentifyError {
    /// Not ours, changed or over.
    #[error(transparent)]
    Token(#[from] BadToken),
    /// The client was revoked, or the token ended.
    #[error("The access token was revoked.")]
    Revoked,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives a token for the right secret.
pub fn token(app: &App, request: &TokenRequest, circumstances: &Circumstances) -> Result<Token, TokenError> {
    let system = app.db.system("whoever asks for a token belongs to no tenant yet");
    let network = throttle::network(&circumstances.address);
    let since = throttle::windows(circumstances.at);
    let failures = system.sign_in_failures(&request.client, &network, &circumstances.address, since)?;
    if let Some(seconds) = throttle::wait(&failures, circumstances.at) {
        return Err(TokenError::Wait(seconds));
    }
    let named: Option<UserId> = request.client.parse().ok();
    let known = match named {
        Some(id) => system.client_secrets(id)?.map(|known| (id, known)),
        None => None,
    };
    let right = known.as_ref().filter(|(_, known)| {
        let is_tenant = request.tenant.is_none_or(|tenant| tenant == known.partner || tenant == known.biller);
        is_tenant && !known.is_revoked && fits(known, &request.secret, circumstances.at)
    });
    match right {
        Some((_, known)) if known.expires_at <= circumstances.at => {
            fail(app, request, circumstances, right, &network)?;
            Err(TokenError::Expired)
        }
        Some((id, known)) => start(app, request, circumstances, *id, known),
        None => {
            fail(app, request, circumstances, known.as_ref(), &network)?;
            Err(TokenError::Wrong)
        }
    }
}

/// Both are looked at, so that it takes as long for either.
fn fits(known: &ClientSecrets, secret: &str, now: Instant) -> bool {
    let is_current = is_secret(secret, &known.secret_hash);
    let is_former = known.former_hash.as_ref().is_some_and(|former| is_secret(secret, former));
    is_current || (is_former && known.former_until.is_some_and(|until| now < until))
}

fn start(
    app: &App,
    request: &TokenRequest,
    circumstances: &Circumstances,
    id: UserId,
    known: &ClientSecrets,
) -> Result<Token, TokenError> {
    let jti = random_token()?;
    let session = SessionId::from_uuid(app.ids.new_id());
    let seconds = TOKEN_SECONDS.min(known.expires_at.seconds_since(circumstances.at));
    let from = circumstances.at;
    let now = from.utc().timestamp();
    let claims = Claims {
        aud: request.audience.clone(),
        iss: request.issuer.clone(),
        iat: now,
        nbf: now,
        exp: now.saturating_add(seconds),
        tid: known.partner,
        oid: id,
        appid: id,
        sub: id,
        jti: jti.clone(),
        ver: request.version.to_owned(),
    };
    let text = sign(&claims, app.config.secret.bytes()).ok_or(NoRandomness)?;
    let new = NewSession { id: session, key_hash: hash(&jti), user: id, user_agent: request.user_agent.clone() };
    let event = Event::new(EventKind::SignedIn, "sessions", session);
    let system = app.db.system("a token is given");
    system.write_in(known.biller, Actor::User { user: id, session }, circumstances.clone(), |w| {
        w.insert_session(&new)?;
        w.note_client_used(id)?;
        w.forget_sign_in_failures(&request.client)?;
        w.record(&event, ())
    })?;
    Ok(Token { text, from, seconds })
}

fn fail(
    app: &App,
    request: &TokenRequest,
    circumstances: &Circumstances,
    named: Option<&(UserId, ClientSecrets)>,
    network: &str,
) -> Result<(), StoreError> {
    let id = app.ids.new_id();
    let event = Event::new(EventKind::SignInFailed, "api_clients", &request.client)
        .after(json!({ "name": request.client }))
        .failed();
    let remember = |w: &mut Writer<'_>| {
        w.insert_sign_in_failure(id, &request.client, network)?;
        w.record(&event, ())
    };
    let system = app.db.system("a refused token may belong to nobody");
    match named {
        Some((user, known)) => system.write_in(known.biller, Actor::Claimed(*user), circumstances.clone(), remember),
        None => system.write(Actor::Anonymous, circumstances.clone(), remember),
    }
}

/// Whose token this is.
pub fn identify(app: &App, token: &str, circumstances: &Circumstances) -> Result<Principal, IdentifyError> {
    let claims = read(token, app.config.secret.bytes(), circumstances.at)?;
    let system = app.db.system("the token says who it is");
    system.principal(&hash(&claims.jti), circumstances.at, TOKEN_SECONDS, TOKEN_SECONDS).map_err(|error| match error {
        PrincipalError::NoSession | PrincipalError::Ended => IdentifyError::Revoked,
        PrincipalError::Store(error) => IdentifyError::Store(error),
    })
}

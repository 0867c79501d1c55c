//! Signing in and out, sessions, the own password and language. Floor 2. Quality 24 to 27, 32 to 35.

use serde_json::json;

use super::app::App;
use crate::access::passwords::{self, HashError};
use crate::access::sessions::{NoRandomness, SessionKey};
use crate::access::{Actor, Circumstances, Granted, Principal, may, throttle};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{SessionId, UserId};
use crate::domain::text::Password;
use crate::store::StoreError;
use crate::store::users::{NewSession, PrincipalError};

pub use crate::store::users::{DemoAccount, Session};

/// A sign-in, as typed.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The address.
    pub email: String,
    /// The password, in Unicode form C.
    pub password: String,
    /// The browser, as it names itself.
    pub user_agent: String,
}

/// The sign-in was refused.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown address, wrong password or switched-off account; which one is not said.
    #[error("wrong e-mail address or password")]
    Wrong,
    /// Too many failures; the next try is allowed after so many seconds.
    #[error("too many failures")]
    Wait(i64),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness for the session.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] HashError),
}

/// Starts a session for the right password. Blocks for about 30 ms on hashing.
pub fn sign_in(app: &App, command: &SignIn, circumstances: &Circumstances) -> Result<SessionKey, SignInError> {
    let system = app.db.system("whoever signs in belongs to no tenant yet");
    let network = throttle::network(&circumstances.address);
    let since = throttle::windows(circumstances.at);
    let failures = system.sign_in_failures(&command.email, &network, &circumstances.address, since)?;
    if let Some(seconds) = throttle::wait(&failures, circumstances.at) {
        refuse(app, command, circumstances, EventKind::SignInLocked, None)?;
        return Err(SignInError::Wait(seconds));
    }
    let credentials = system.credentials(&command.email)?;
    let is_right = passwords::verify(&command.password, credentials.as_ref().map(|known| known.password_hash.as_str()));
    let Some(known) = credentials.filter(|known| is_right && !known.is_disabled) else {
        refuse(app, command, circumstances, EventKind::SignInFailed, Some(&network))?;
        return Err(SignInError::Wrong);
    };
    let is_outdated = passwords::is_outdated(&known.password_hash);
    let renewed = is_outdated.then(|| passwords::hash(&command.password)).transpose()?;
    start(app, known.user, command, circumstances, renewed.as_deref())
}

/// Starts a session without a password: the demonstration's one-click accounts only.
pub fn sign_in_to_demo(app: &App, command: &SignIn, circumstances: &Circumstances) -> Result<SessionKey, SignInError> {
    let system = app.db.system("whoever signs in belongs to no tenant yet");
    let known = system.credentials(&command.email)?.filter(|known| app.config.is_demo && !known.is_disabled);
    let known = known.ok_or(SignInError::Wrong)?;
    start(app, known.user, command, circumstances, None)
}

/// The accounts that the sign-in page offers: none outside the demonstration.
pub fn demo_accounts(app: &App) -> Result<Vec<DemoAccount>, StoreError> {
    if !app.config.is_demo {
        return Ok(Vec::new());
    }
    app.db.system("the demonstration offers its accounts").accounts()
}

fn start(
    app: &App,
    user: UserId,
    command: &SignIn,
    circumstances: &Circumstances,
    renewed_hash: Option<&str>,
) -> Result<SessionKey, SignInError> {
    let key = SessionKey::signed_in()?;
    let session = SessionId::from_uuid(app.ids.new_id());
    let new = NewSession { id: session, key_hash: key.hash(), user, user_agent: command.user_agent.clone() };
    let actor = Actor::User { user, session };
    app.db.system("a session starts").write(actor, circumstances.clone(), |w| {
        w.insert_session(&new)?;
        w.forget_sign_in_failures(&command.email)?;
        if let Some(hash) = renewed_hash {
            w.set_password(user, hash, false)?;
        }
        Ok::<_, SignInError>(w.record(&Event::new(EventKind::SignedIn, "sessions", session), ())?)
    })?;
    Ok(key)
}

fn refuse(
    app: &App,
    command: &SignIn,
    circumstances: &Circumstances,
    kind: EventKind,
    counted_for: Option<&str>,
) -> Result<(), SignInError> {
    let id = app.ids.new_id();
    app.db.system("a failed sign-in belongs to nobody").write(Actor::Anonymous, circumstances.clone(), |w| {
        if let Some(network) = counted_for {
            w.insert_sign_in_failure(id, &command.email, network)?;
        }
        let event = Event::new(kind, "users", "").after(json!({ "email": command.email })).failed();
        Ok::<_, SignInError>(w.record(&event, ())?)
    })
}

/// The person behind a cookie, and the mark that they were seen.
pub fn identify(app: &App, key: &SessionKey, circumstances: &Circumstances) -> Result<Principal, PrincipalError> {
    let system = app.db.system("the cookie says who it is");
    let limits = &app.config;
    let principal = system.principal(
        &key.hash(),
        circumstances.at,
        limits.session_idle_seconds,
        limits.session_absolute_seconds,
    )?;
    // To the minute: a write per request would make every page a writer.
    if circumstances.at.seconds_since(principal.seen_at()) >= 60 {
        system.touch_session(principal.session(), circumstances.at)?;
    }
    Ok(principal)
}

/// Ends the session of the person who asks.
pub fn sign_out(app: &App, may: &Granted<may::OwnAccount>) -> Result<(), StoreError> {
    end_session(app, may, may.who().session())
}

/// The living sessions of the person who asks, newest first.
pub fn sessions(app: &App, may: &Granted<may::OwnAccount>) -> Result<Vec<Session>, StoreError> {
    let since = may.scope().now().plus_seconds(-app.config.session_idle_seconds);
    app.db.read(may.scope(), |r| r.sessions(may.who().user(), since))
}

/// Ends one of one's own sessions; one that is gone already is no error.
pub fn end_session(app: &App, may: &Granted<may::OwnAccount>, session: SessionId) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        if !w.end_session(may.who().user(), session)? {
            return Ok(w.unchanged(()));
        }
        w.record(&Event::new(EventKind::SessionEnded, "sessions", session), ())
    })
}

/// Ends all one's own sessions but this one.
pub fn end_other_sessions(app: &App, may: &Granted<may::OwnAccount>) -> Result<usize, StoreError> {
    app.db.write(may.scope(), |w| {
        let ended = w.end_sessions(may.who().user(), Some(may.who().session()))?;
        let event = Event::new(EventKind::SessionEnded, "users", may.who().user()).after(json!({ "ended": ended }));
        w.record(&event, ended)
    })
}

/// The password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// The current password is another one.
    #[error("the current password is wrong")]
    WrongCurrent,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] HashError),
}

/// Changes one's own password and ends all one's other sessions. Blocks for about 60 ms on hashing.
pub fn change_password(
    app: &App,
    may: &Granted<may::OwnAccount>,
    current: &str,
    new: &Password,
) -> Result<(), ChangePasswordError> {
    let who = may.who();
    let credentials = app.db.system("the hash of one's own password").credentials(who.email())?;
    if !passwords::verify(current, credentials.as_ref().map(|known| known.password_hash.as_str())) {
        return Err(ChangePasswordError::WrongCurrent);
    }
    let hash = passwords::hash(new.reveal())?;
    app.db.write(may.scope(), |w| {
        w.set_password(who.user(), &hash, false)?;
        w.end_sessions(who.user(), Some(who.session()))?;
        w.record(&Event::new(EventKind::PasswordChanged, "users", who.user()), ())
    })?;
    Ok(())
}

/// Keeps the language a person chose.
pub fn choose_language(app: &App, may: &Granted<may::OwnAccount>, code: &str) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        w.set_lang(may.who().user(), code)?;
        let event = Event::new(EventKind::LanguageChosen, "users", may.who().user()).after(json!({ "lang": code }));
        w.record(&event, ())
    })
}

/// Days for which a session that has ended is kept.
const SESSION_KEPT_DAYS: i64 = 30;

/// Sessions of one look at the database.
const SESSION_STEP: i64 = 500;

/// Forgets sessions that started so long ago that they must have ended.
pub(super) fn forget_ended_sessions(app: &App, _job: &'static str) -> Result<u64, StoreError> {
    let kept_for = app.config.session_absolute_seconds.max(SESSION_KEPT_DAYS * 24 * 60 * 60);
    let before = app.clock.now().plus_seconds(-kept_for);
    let system = app.db.system("sessions of everybody are forgotten in time");
    let mut forgotten = 0;
    loop {
        let here = system.forget_sessions(before, SESSION_STEP)?;
        forgotten += u64::try_from(here).unwrap_or(u64::MAX);
        if here == 0 {
            return Ok(forgotten);
        }
    }
}

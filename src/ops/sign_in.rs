//! Signing in and out, sessions, the own password and language. Floor 2. Quality 24 to 27, 32 to 35.

use serde_json::json;

use super::app::App;
use super::refusals::{self, By, Refusal};
use crate::access::passwords::{self, HashError};
use crate::access::sessions::{NoRandomness, SessionKey};
use crate::access::{Actor, Circumstances, Granted, Principal, may, throttle};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::SessionId;
use crate::domain::text::Password;
use crate::store::users::{Credentials, NewSession, PrincipalError};
use crate::store::{StoreError, Writer};

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
    let credentials = system.credentials(&command.email)?;
    if let Some(seconds) = throttle::wait(&failures, circumstances.at) {
        refusals::note(app, locked(command, circumstances, credentials.as_ref()));
        return Err(SignInError::Wait(seconds));
    }
    let is_right = passwords::verify(&command.password, credentials.as_ref().map(|known| known.password_hash.as_str()));
    if let Some(known) = credentials.as_ref().filter(|known| is_right && !known.is_disabled) {
        let is_outdated = passwords::is_outdated(&known.password_hash);
        let renewed = is_outdated.then(|| passwords::hash(&command.password)).transpose()?;
        return start(app, known, command, circumstances, renewed.as_deref());
    }
    fail(app, command, circumstances, credentials.as_ref(), &network)?;
    Err(SignInError::Wrong)
}

/// Starts a session without a password: the demonstration's one-click accounts only.
pub fn sign_in_to_demo(app: &App, command: &SignIn, circumstances: &Circumstances) -> Result<SessionKey, SignInError> {
    let system = app.db.system("whoever signs in belongs to no tenant yet");
    let known = system.credentials(&command.email)?.filter(|known| app.config.is_demo && !known.is_disabled);
    let known = known.ok_or(SignInError::Wrong)?;
    start(app, &known, command, circumstances, None)
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
    known: &Credentials,
    command: &SignIn,
    circumstances: &Circumstances,
    renewed_hash: Option<&str>,
) -> Result<SessionKey, SignInError> {
    let key = SessionKey::signed_in()?;
    let (user, session) = (known.user, SessionId::from_uuid(app.ids.new_id()));
    let new = NewSession { id: session, key_hash: key.hash(), user, user_agent: command.user_agent.clone() };
    let event = Event { customer: known.customer, ..Event::new(EventKind::SignedIn, "sessions", session) };
    let system = app.db.system("a session starts");
    system.write_in(known.biller, Actor::User { user, session }, circumstances.clone(), |w| {
        w.insert_session(&new)?;
        w.forget_sign_in_failures(&command.email)?;
        if let Some(hash) = renewed_hash {
            w.set_password(user, hash, false)?;
        }
        Ok::<_, SignInError>(w.record(&event, ())?)
    })?;
    Ok(key)
}

/// Remembers a wrong password: with the partner whose account was named, if there is one.
fn fail(
    app: &App,
    command: &SignIn,
    circumstances: &Circumstances,
    named: Option<&Credentials>,
    network: &str,
) -> Result<(), StoreError> {
    let id = app.ids.new_id();
    let resource = named.map(|known| known.user.to_string()).unwrap_or_default();
    let event =
        Event::new(EventKind::SignInFailed, "users", resource).after(json!({ "email": command.email })).failed();
    let event = Event { customer: named.and_then(|known| known.customer), ..event };
    let remember = |w: &mut Writer<'_>| {
        w.insert_sign_in_failure(id, &command.email, network)?;
        w.record(&event, ())
    };
    let system = app.db.system("a failed sign-in may belong to nobody");
    match named {
        Some(known) => system.write_in(known.biller, Actor::Claimed(known.user), circumstances.clone(), remember),
        None => system.write(Actor::Anonymous, circumstances.clone(), remember),
    }
}

/// A sign-in that was refused without looking at the password; somebody may try again and again.
fn locked(command: &SignIn, circumstances: &Circumstances, named: Option<&Credentials>) -> Refusal {
    Refusal {
        kind: EventKind::SignInLocked,
        by: named.map_or(By::Nobody, |known| By::Account { user: known.user, partner: known.biller }),
        circumstances: circumstances.clone(),
        method: "POST".to_owned(),
        route: "/sign-in".to_owned(),
        needs: None,
        customer: None,
        account: Some(command.email.clone()),
    }
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

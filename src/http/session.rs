//! The session cookie: actix-session carries it, `access::sessions` means it. Floor 3. Quality 12, 32.
//!
//! The cookie holds a key. A signed-in key has a row under its hash, which `visit` reads; a visitor's
//! key has none. So the store below keeps nothing: it passes the key through.

use actix_session::storage::{LoadError, SaveError, SessionKey as CookieKey, SessionStore, UpdateError};
use actix_session::{SessionMiddleware, config::CookieContentSecurity};
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Key, SameSite};
use std::collections::HashMap;

use crate::config::Secret;

type State = HashMap<String, String>;

/// The one entry of the session's state.
pub const KEY: &str = "key";

/// The name of the one cookie; the prefix makes browsers insist on Secure, path / and no domain.
pub const COOKIE: &str = "__Host-sid";

/// Passes the key from the cookie to the state and back.
#[derive(Debug, Clone, Copy)]
pub struct KeyInCookie;

impl SessionStore for KeyInCookie {
    async fn load(&self, key: &CookieKey) -> Result<Option<State>, LoadError> {
        let key = serde_json::to_string(key.as_ref()).map_err(|error| LoadError::Other(error.into()))?;
        Ok(Some(HashMap::from([(KEY.to_owned(), key)])))
    }

    async fn save(&self, state: State, _ttl: &Duration) -> Result<CookieKey, SaveError> {
        let key = state.get(KEY).map(String::as_str).unwrap_or_default();
        let key: String = serde_json::from_str(key).map_err(|error| SaveError::Other(error.into()))?;
        key.try_into().map_err(|_too_long| SaveError::Other(std::io::Error::other("session key").into()))
    }

    async fn update(&self, _key: CookieKey, state: State, ttl: &Duration) -> Result<CookieKey, UpdateError> {
        self.save(state, ttl).await.map_err(|error| UpdateError::Other(std::io::Error::other(error.to_string()).into()))
    }

    async fn update_ttl(&self, _key: &CookieKey, _ttl: &Duration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    async fn delete(&self, _key: &CookieKey) -> Result<(), anyhow::Error> {
        Ok(())
    }
}

/// The middleware, with the cookie's attributes.
pub fn middleware(secret: &Secret) -> SessionMiddleware<KeyInCookie> {
    SessionMiddleware::builder(KeyInCookie, Key::derive_from(secret.bytes()))
        .cookie_name(COOKIE.to_owned())
        .cookie_secure(true)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Lax)
        .cookie_path("/".to_owned())
        .cookie_content_security(CookieContentSecurity::Signed)
        .build()
}

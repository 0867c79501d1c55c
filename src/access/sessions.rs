//! Sessions: a 256-bit secret in the cookie, its hash in the database. Floor 2. Quality 32 to 35.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The operating system gave no randomness; nothing that needs a secret may go on.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoRandomness;

/// The secret in a visitor's cookie. Signed-in ones have a row under its hash; a visitor who has not
/// signed in has none, and the key only binds the anti-forgery token.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionKey(String);

const SIGNED_IN: &str = "s.";
const VISITOR: &str = "v.";

impl SessionKey {
    /// A new key for a person who signs in.
    pub fn signed_in() -> Result<Self, NoRandomness> {
        Ok(Self(format!("{SIGNED_IN}{}", random_token()?)))
    }

    /// A new key for a visitor, with the language they chose, if any.
    pub fn visitor(lang: Option<&str>) -> Result<Self, NoRandomness> {
        Ok(Self(format!("{VISITOR}{}.{}", lang.unwrap_or_default(), random_token()?)))
    }

    /// The language a visitor chose before signing in.
    pub fn visitor_lang(&self) -> Option<&str> {
        let (lang, _random) = self.0.strip_prefix(VISITOR)?.split_once('.')?;
        (!lang.is_empty()).then_some(lang)
    }

    /// A key as the cookie brings it back.
    pub fn from_cookie(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it may stand for a signed-in person.
    pub fn is_signed_in(&self) -> bool {
        self.0.starts_with(SIGNED_IN)
    }

    /// What the database keeps.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// The anti-forgery token of this session: an HMAC that only the server can make.
    pub fn csrf_token(&self, secret: &[u8]) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
        mac.update(b"csrf:");
        mac.update(self.0.as_bytes());
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// Compares a token from a form in constant time.
    pub fn accepts_csrf(&self, secret: &[u8], token: &str) -> bool {
        let expected = self.csrf_token(secret);
        !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(token.as_bytes()))
    }
}

/// Never printed.
impl std::fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionKey(..)")
    }
}

/// 256 random bits as text.
pub fn random_token() -> Result<String, NoRandomness> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_unavailable| NoRandomness)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_bound_to_its_session_and_to_the_secret() {
        let (one, other) = (SessionKey::visitor(None).unwrap(), SessionKey::visitor(Some("ko")).unwrap());
        assert_eq!((one.visitor_lang(), other.visitor_lang()), (None, Some("ko")));
        let token = one.csrf_token(b"secret");
        assert!(one.accepts_csrf(b"secret", &token));
        assert!(!other.accepts_csrf(b"secret", &token));
        assert!(!one.accepts_csrf(b"another", &token));
        assert!(!one.accepts_csrf(b"secret", ""));
    }
}

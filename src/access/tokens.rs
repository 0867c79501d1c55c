//! Access tokens of API clients: JWT, signed with HMAC-SHA-256, living an hour. Floor 2.
//!
//! A token is checked twice: its signature and end here, without the database; then the session that
//! its `jti` stands for, which ends when the client is revoked or gets another secret. The database
//! keeps the hash of that `jti`. Only `HS256` with our key is accepted, whatever the header says.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::sessions::{NoRandomness, random_token};
use crate::domain::ids::{PartnerId, UserId};
use crate::domain::time::Instant;

/// Seconds a token lives.
pub const TOKEN_SECONDS: i64 = 3599;

/// The only header we write and accept.
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT","kid":"1"}"#;

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// For whom it is: what was asked for. Every audience is good for both APIs.
    pub aud: String,
    /// Who made it.
    pub iss: String,
    /// Since when, in seconds since 1970.
    pub iat: i64,
    /// From when on.
    pub nbf: i64,
    /// Until when.
    pub exp: i64,
    /// The tenant: the partner organisation.
    pub tid: PartnerId,
    /// The account.
    pub oid: UserId,
    /// The client id.
    pub appid: UserId,
    /// The account again.
    pub sub: UserId,
    /// The session, as a secret.
    pub jti: String,
    /// The version of the token endpoint.
    pub ver: String,
}

/// A token is not ours, was changed, or is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadToken {
    /// Not a token of ours.
    #[error("The access token is invalid.")]
    Invalid,
    /// Its hour is over.
    #[error("The access token has expired.")]
    Expired,
}

/// A new secret of a client: `pds_` so that scanners of source code know it.
pub fn new_secret() -> Result<String, NoRandomness> {
    Ok(format!("pds_{}", random_token()?))
}

/// What the database keeps of a secret or a `jti`: both are 256 random bits, which need no slow hash.
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(format!("api:{secret}").as_bytes()).to_vec()
}

/// Compares a secret with a kept hash in constant time.
pub fn is_secret(secret: &str, kept: &[u8]) -> bool {
    bool::from(hash(secret).as_slice().ct_eq(kept))
}

/// Writes and signs a token.
pub fn sign(claims: &Claims, key: &[u8]) -> Option<String> {
    let body = serde_json::to_vec(claims).ok()?;
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(HEADER), URL_SAFE_NO_PAD.encode(body));
    let signature = URL_SAFE_NO_PAD.encode(mac(signed.as_bytes(), key)?);
    Some(format!("{signed}.{signature}"))
}

/// Reads a token whose signature is ours and whose time is not over.
pub fn read(token: &str, key: &[u8], now: Instant) -> Result<Claims, BadToken> {
    let (signed, signature) = token.rsplit_once('.').ok_or(BadToken::Invalid)?;
    let (header, body) = signed.split_once('.').ok_or(BadToken::Invalid)?;
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_not_base64| BadToken::Invalid);
    let expected = mac(signed.as_bytes(), key).ok_or(BadToken::Invalid)?;
    let is_ours = bool::from(expected.as_slice().ct_eq(&bytes(signature)?)) && bytes(header)? == HEADER.as_bytes();
    if !is_ours {
        return Err(BadToken::Invalid);
    }
    let claims: Claims = serde_json::from_slice(&bytes(body)?).map_err(|_not_ours| BadToken::Invalid)?;
    if now.utc().timestamp() >= claims.exp { Err(BadToken::Expired) } else { Ok(claims) }
}

/// The signature; the key is derived, so that no other use of the installation's secret makes a token.
fn mac(signed: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
    let mut derive = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    derive.update(b"api tokens");
    let mut mac = Hmac::<Sha256>::new_from_slice(&derive.finalize().into_bytes()).ok()?;
    mac.update(signed);
    Some(mac.finalize().into_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        let (partner, user) = (PartnerId::from_uuid(uuid::Uuid::nil()), UserId::from_uuid(uuid::Uuid::nil()));
        Claims {
            aud: "https://management.azure.com".to_owned(),
            iss: "here".to_owned(),
            iat: 100,
            nbf: 100,
            exp: 200,
            tid: partner,
            oid: user,
            appid: user,
            sub: user,
            jti: "one".to_owned(),
            ver: "2.0".to_owned(),
        }
    }

    fn at(seconds: i64) -> Instant {
        Instant::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn a_token_is_read_until_its_end_and_only_with_its_key() {
        let token = sign(&claims(), b"the key").unwrap();
        assert_eq!(read(&token, b"the key", at(199)), Ok(claims()));
        assert_eq!(read(&token, b"the key", at(200)), Err(BadToken::Expired));
        assert_eq!(read(&token, b"another", at(150)), Err(BadToken::Invalid));
    }

    #[test]
    fn another_algorithm_a_changed_body_and_no_signature_are_refused() {
        let token = sign(&claims(), b"the key").unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let mut other = claims();
        other.exp = 9_999;
        let longer = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&other).unwrap());
        for forged in [
            format!("{none}.{}.", parts[1]),
            format!("{none}.{}.{}", parts[1], parts[2]),
            format!("{}.{longer}.{}", parts[0], parts[2]),
            format!("{}.{}.", parts[0], parts[1]),
            "nothing".to_owned(),
        ] {
            assert_eq!(read(&forged, b"the key", at(150)), Err(BadToken::Invalid), "{forged}");
        }
    }

    #[test]
    fn a_secret_fits_its_own_hash() {
        let secret = new_secret().unwrap();
        assert!(secret.starts_with("pds_") && is_secret(&secret, &hash(&secret)));
        assert!(!is_secret("pds_other", &hash(&secret)));
    }
}

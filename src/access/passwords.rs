//! Passwords: argon2id, on a bounded number of threads. Floor 2. Quality 25 to 27, 42.

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};

use super::sessions::NoRandomness;

/// Memory in KiB, passes, lanes: OWASP's minimum for argon2id.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A hash of nothing anybody knows, so that an unknown address takes as long as a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$cGFydG5lci1kYXNoYm9hcmQ$mFMOQ1UUAkZmNLVnnjdQ9BmFfyNIGnMqZYxtSXGnv9k";

/// The library refused to hash.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct HashError(String);

fn hasher() -> Result<Argon2<'static>, HashError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| HashError(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The argon2id hash of a password, with a fresh salt. About 30 ms: never on an event loop.
pub fn hash(password: &str) -> Result<String, HashError> {
    hasher()?
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| HashError(error.to_string()))
}

/// Whether the password is the hash's; an unknown account (`None`) costs the same time.
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    let is_known = hash.is_some();
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let Ok(hasher) = hasher() else { return false };
    hasher.verify_password(password.as_bytes(), &parsed).is_ok() && is_known
}

/// Whether a hash was made with weaker parameters than today's and should be renewed at sign-in.
pub fn is_outdated(hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return true };
    Params::try_from(&parsed).map_or(true, |params| params.m_cost() < MEMORY_KIB || params.t_cost() < PASSES)
}

/// Letters and digits that nobody mistakes for another when reading them out; 32, so that five random
/// bits choose one.
const READABLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password that somebody is given and changes at the first sign-in: 20 random letters and digits in
/// groups of five, 100 bits.
pub fn temporary() -> Result<String, NoRandomness> {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|_unavailable| NoRandomness)?;
    let mut password = String::with_capacity(23);
    for (place, byte) in bytes.into_iter().enumerate() {
        if place > 0 && place % 5 == 0 {
            password.push('-');
        }
        let letter = READABLE.get(usize::from(byte % 32)).copied().unwrap_or(b'x');
        password.push(char::from(letter));
    }
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Password;

    #[test]
    fn a_temporary_password_is_one_that_could_be_chosen_and_never_the_same() {
        let (one, other) = (temporary().unwrap(), temporary().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 23);
        assert!(Password::choose(&one, &[]).is_ok(), "{one}");
    }

    #[test]
    fn a_password_verifies_against_its_own_hash_only() {
        let stored = hash("violet-harbour-27").unwrap();
        assert!(verify("violet-harbour-27", Some(&stored)));
        assert!(!verify("violet-harbour-28", Some(&stored)));
        assert!(!verify("violet-harbour-27", None));
        assert!(!is_outdated(&stored));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}

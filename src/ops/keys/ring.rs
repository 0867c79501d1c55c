//! The ring of keys that seal product keys. Floor 2. Quality 39, 45.
//!
//! A file of lines `NAME BASE64`, 32 bytes each; the last one seals, all of them open. It is no part of
//! the database and of no backup. A product key is sealed with XChaCha20-Poly1305 under a random nonce
//! and bound to its row; its fingerprint is an HMAC under the same ring key, so that neither can be used
//! without the ring.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::domain::ids::ProductKeyId;
use crate::domain::keys::KeyText;

/// Bytes of a ring key.
const LENGTH: usize = 32;
/// Bytes of a nonce, before the sealed text.
const NONCE: usize = 24;

/// A ring key and its name.
#[derive(Clone)]
struct RingKey {
    name: String,
    bytes: [u8; LENGTH],
}

/// The keys that seal product keys, the newest last.
#[derive(Clone)]
pub struct KeyRing(Vec<RingKey>);

/// A product key as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedKey {
    /// Name of the ring key.
    pub ring_key: String,
    /// Nonce and sealed text.
    pub sealed: Vec<u8>,
}

/// The ring cannot be used; never says what is in it.
#[derive(Debug, thiserror::Error)]
pub enum RingError {
    /// The file cannot be read or written.
    #[error("the key ring cannot be used: {0}")]
    Io(#[from] io::Error),
    /// There is no file.
    #[error("there is no key ring; `import keys` makes one, and every server needs the same")]
    Missing,
    /// The file is damaged.
    #[error("the key ring is damaged in line {0}: a name and 32 bytes in Base64 are needed")]
    Damaged(usize),
    /// It lacks the ring key that sealed something.
    #[error("the key ring has no key {0}")]
    Unknown(String),
    /// What is stored was changed, or the ring key is not the one of that name.
    #[error("a product key cannot be opened with this key ring")]
    Sealed,
    /// The operating system gave no randomness.
    #[error("the operating system gave no random bytes")]
    NoRandomness,
}

impl KeyRing {
    /// Reads the ring.
    pub fn read(path: &Path) -> Result<Self, RingError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(RingError::Missing),
            Err(error) => return Err(error.into()),
        };
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let keys: Result<Vec<RingKey>, RingError> =
            lines.map(|(at, line)| ring_key(line).ok_or(RingError::Damaged(at.saturating_add(1)))).collect();
        let keys = keys?;
        if keys.is_empty() { Err(RingError::Missing) } else { Ok(Self(keys)) }
    }

    /// Reads the ring, or makes one with one key.
    pub fn read_or_make(path: &Path) -> Result<Self, RingError> {
        match Self::read(path) {
            Err(RingError::Missing) => {
                let ring = Self(vec![random("1")?]);
                ring.write(path)?;
                Ok(ring)
            }
            read => read,
        }
    }

    /// Adds a new key, which seals from now on, and writes the ring.
    pub fn turn(&mut self, path: &Path) -> Result<(), RingError> {
        let numbers = self.0.iter().filter_map(|key| key.name.parse::<u64>().ok());
        let next = numbers.max().unwrap_or_default().saturating_add(1);
        self.0.push(random(&next.to_string())?);
        self.write(path)
    }

    /// Takes the keys of these names out and writes the ring; the newest stays.
    pub fn forget(&mut self, path: &Path, names: &[String]) -> Result<(), RingError> {
        let newest = self.newest()?.name.clone();
        self.0.retain(|key| key.name == newest || !names.contains(&key.name));
        self.write(path)
    }

    /// The names of its keys, the newest last.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|key| key.name.clone()).collect()
    }

    /// The name of the key that seals.
    pub fn newest_name(&self) -> Result<&str, RingError> {
        Ok(&self.newest()?.name)
    }

    /// Seals a product key for its row.
    pub fn seal(&self, id: ProductKeyId, key: &KeyText) -> Result<SealedKey, RingError> {
        let newest = self.newest()?;
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_none| RingError::NoRandomness)?;
        let row = id.uuid();
        let payload = Payload { msg: key.reveal().as_bytes(), aad: row.as_bytes() };
        let text = cipher(newest).encrypt(&XNonce::from(nonce), payload).map_err(|_unspecified| RingError::Sealed)?;
        let mut sealed = nonce.to_vec();
        sealed.extend(text);
        Ok(SealedKey { ring_key: newest.name.clone(), sealed })
    }

    /// Opens a product key of a row.
    pub fn open(&self, id: ProductKeyId, sealed: &SealedKey) -> Result<KeyText, RingError> {
        let unknown = || RingError::Unknown(sealed.ring_key.clone());
        let key = self.0.iter().find(|key| key.name == sealed.ring_key).ok_or_else(unknown)?;
        let (nonce, text) = sealed.sealed.split_at_checked(NONCE).ok_or(RingError::Sealed)?;
        let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_length| RingError::Sealed)?;
        let row = id.uuid();
        let payload = Payload { msg: text, aad: row.as_bytes() };
        let text = cipher(key).decrypt(&XNonce::from(nonce), payload).map_err(|_unspecified| RingError::Sealed)?;
        let text = String::from_utf8(text).map_err(|_never_text| RingError::Sealed)?;
        KeyText::parse(&text).map_err(|_no_key| RingError::Sealed)
    }

    /// What tells that a product key is stored already: one for each ring key, the newest last.
    pub fn fingerprints(&self, key: &KeyText) -> Vec<Vec<u8>> {
        self.0.iter().map(|ring_key| fingerprint(ring_key, key)).collect()
    }

    fn newest(&self) -> Result<&RingKey, RingError> {
        self.0.last().ok_or(RingError::Missing)
    }

    /// Writes beside the file first, so that a ring is never half there.
    fn write(&self, path: &Path) -> Result<(), RingError> {
        let partial = path.with_extension(format!("{}.partial", std::process::id()));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&partial)?;
        for key in &self.0 {
            writeln!(file, "{} {}", key.name, STANDARD.encode(key.bytes))?;
        }
        file.sync_all()?;
        std::fs::rename(&partial, path)?;
        Ok(())
    }
}

fn ring_key(line: &str) -> Option<RingKey> {
    let (name, key) = line.trim().split_once(' ')?;
    let bytes = STANDARD.decode(key.trim()).ok()?.try_into().ok()?;
    Some(RingKey { name: name.to_owned(), bytes })
}

fn random(name: &str) -> Result<RingKey, RingError> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(|_none| RingError::NoRandomness)?;
    Ok(RingKey { name: name.to_owned(), bytes })
}

fn cipher(key: &RingKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.bytes.into())
}

fn fingerprint(ring_key: &RingKey, key: &KeyText) -> Vec<u8> {
    // HMAC takes a key of any length, so this never fails.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&ring_key.bytes) else { return Vec::new() };
    mac.update(b"fingerprint of a product key\n");
    mac.update(key.same().as_bytes());
    mac.finalize().into_bytes().to_vec()
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeyRing({})", self.names().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> ProductKeyId {
        ProductKeyId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn what_is_sealed_opens_for_its_own_row_with_any_later_ring() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key-ring");
        assert!(matches!(KeyRing::read(&path), Err(RingError::Missing)));
        let mut ring = KeyRing::read_or_make(&path).unwrap();
        let key = KeyText::parse("AB1CD-EF2GH-IJ3KL-MN4OP-QR5ST").unwrap();
        let sealed = ring.seal(id(1), &key).unwrap();
        assert_ne!(sealed, ring.seal(id(1), &key).unwrap());
        assert!(!sealed.sealed.windows(5).any(|part| part == b"AB1CD"));
        assert_eq!(ring.open(id(1), &sealed).unwrap(), key);
        assert!(matches!(ring.open(id(2), &sealed), Err(RingError::Sealed)));
        let mut changed = sealed.clone();
        *changed.sealed.last_mut().unwrap() ^= 1;
        assert!(matches!(ring.open(id(1), &changed), Err(RingError::Sealed)));

        let before = ring.fingerprints(&key);
        ring.turn(&path).unwrap();
        let mut again = KeyRing::read(&path).unwrap();
        assert_eq!((again.names(), again.newest_name().unwrap()), (vec!["1".to_owned(), "2".to_owned()], "2"));
        assert_eq!(again.open(id(1), &sealed).unwrap(), key);
        assert_eq!(again.fingerprints(&key)[..1], before);
        again.forget(&path, &["1".to_owned(), "2".to_owned()]).unwrap();
        assert_eq!(KeyRing::read(&path).unwrap().names(), ["2"]);
        assert!(matches!(again.open(id(1), &sealed), Err(RingError::Unknown(_))));
    }

    #[test]
    fn a_damaged_ring_is_refused_and_no_ring_is_printed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key-ring");
        let ring = KeyRing::read_or_make(&path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let secret = text.trim().split_once(' ').unwrap().1;
        assert!(!format!("{ring:?}").contains(secret));
        std::fs::write(&path, format!("{text}2 c2hvcnQ=\n")).unwrap();
        assert!(matches!(KeyRing::read(&path), Err(RingError::Damaged(2))));
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
        assert_eq!(mode & 0o077, 0);
    }
}

//! Looking at a key: with a reason, for somebody, once for each time asked. Floor 2. S-86, C10.

use serde_json::json;

use super::SoftwareKey;
use super::ring::{KeyRing, RingError, SealedKey};
use crate::access::{Granted, may};
use crate::domain::audit::EventKind;
use crate::domain::ids::{CustomerId, EntitlementId, SoftwareKeyId};
use crate::domain::keys::{KeyState, KeyText};
use crate::domain::software::EntitlementState;
use crate::domain::text::{PersonName, Remark};
use crate::ops::App;
use crate::store::{Reader, StoreError};

/// A key that was asked for, to be shown once.
#[derive(Debug)]
pub struct Revealed {
    /// The row.
    pub key: SoftwareKey,
    /// The key itself.
    pub text: KeyText,
}

/// Why a key is not shown.
#[derive(Debug, thiserror::Error)]
pub enum RevealError {
    /// There is none yet.
    #[error("no key was issued yet")]
    Waiting,
    /// It was revoked.
    #[error("the key was revoked")]
    Revoked,
    /// The software is not in use: cancelled, being cancelled, or its term is over.
    #[error("the software is not active")]
    NotActive,
    /// It cannot be opened here; the text is for the operator.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Shows a key, and leaves an event of who asked, why and for whom.
pub fn reveal(
    app: &App,
    may: &Granted<may::SeeSoftwareKeys>,
    customer: CustomerId,
    entitlement: EntitlementId,
    id: SoftwareKeyId,
    reason: &Remark,
    recipient: &PersonName,
) -> Result<Revealed, RevealError> {
    app.db.write(may.scope(), |w| {
        let line = w.software_line(customer, entitlement)?.it;
        if line.shown(w.scope().now()) != EntitlementState::Active {
            return Err(RevealError::NotActive);
        }
        let keys = w.software_keys(customer, entitlement)?;
        let key = keys.into_iter().find(|key| key.id == id).ok_or(StoreError::NotFound)?;
        match key.state {
            KeyState::Waiting => return Err(RevealError::Waiting),
            KeyState::Revoked => return Err(RevealError::Revoked),
            KeyState::Issued | KeyState::Revealed => {}
        }
        // Opened before anything is written: a key that cannot be shown was not shown.
        let text = open(app, w, &key)?;
        if !w.reveal_software_key(&key)? {
            return Err(RevealError::Revoked);
        }
        let mut event =
            super::event(EventKind::KeyRevealed, customer, entitlement, &line.title, &key.version, KeyState::Revealed);
        if let Some(after) = event.after.as_mut().and_then(serde_json::Value::as_object_mut) {
            after.insert("reason".to_owned(), json!(reason.as_str()));
            after.insert("recipient".to_owned(), json!(recipient.as_str()));
        }
        Ok(w.record(&event, Revealed { key, text })?)
    })
}

/// The key under its mask; nothing where there is none, or where it cannot be opened.
pub fn mask(app: &App, r: &mut Reader<'_>, key: &SoftwareKey) -> Result<Option<String>, StoreError> {
    match key.state {
        KeyState::Waiting | KeyState::Revoked => Ok(None),
        KeyState::Issued | KeyState::Revealed => match open(app, r, key) {
            Ok(text) => Ok(Some(text.masked())),
            Err(RevealError::Store(error)) => Err(error),
            Err(RevealError::Ring(error)) => {
                tracing::error!(key = %key.id, %error, "a product key cannot be opened");
                Ok(None)
            }
            Err(RevealError::Waiting | RevealError::Revoked | RevealError::NotActive) => Ok(None),
        },
    }
}

fn open(app: &App, r: &mut Reader<'_>, key: &SoftwareKey) -> Result<KeyText, RevealError> {
    let stock = r.stock_key(key)?;
    // Read each time: another server may have turned the ring since.
    let ring = KeyRing::read(&app.config.key_ring_file)?;
    Ok(ring.open(stock.id, &SealedKey { ring_key: stock.ring_key, sealed: stock.sealed })?)
}

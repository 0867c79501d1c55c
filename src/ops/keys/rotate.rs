//! Turning the ring: a new ring key seals from now on, and everything is sealed anew with it. Floor 2.
//! Quality 45.
//!
//! Each batch is a transaction of its own; a rotation that was cut is finished by the next one. Old ring
//! keys stay in the ring, because old backups need them, until they are forgotten on purpose.

use serde_json::json;

use super::ring::{KeyRing, RingError, SealedKey};
use crate::access::{Actor, Circumstances};
use crate::domain::audit::{Event, EventKind};
use crate::ops::App;
use crate::store::StoreError;
use crate::store::keys::StockKey;

/// Keys sealed in one transaction.
const BATCH: i64 = 500;

/// What a rotation came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The name of the ring key that seals now.
    pub ring_key: String,
    /// Product keys sealed anew.
    pub keys: u64,
    /// Ring keys that were taken out.
    pub forgotten: Vec<String>,
}

/// Why the ring was not turned, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// The ring cannot be used.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Turns the ring and seals every product key anew; `forgets` takes ring keys out that nothing needs now.
pub fn rotate(app: &App, forgets: bool, mut progress: impl FnMut(u64)) -> Result<Rotated, RotateError> {
    let path = &app.config.key_ring_file;
    let mut ring = KeyRing::read(path)?;
    ring.turn(path)?;
    let newest = ring.newest_name()?.to_owned();
    let system = app.db.system("keys belong to no tenant until they are given");
    let mut keys = 0;
    loop {
        let old = system.keys_sealed_before(&newest, BATCH)?;
        if old.is_empty() {
            break;
        }
        let circumstances = Circumstances { at: app.clock.now(), address: String::new(), request_id: String::new() };
        keys += system.write(Actor::Operator("keys rotate"), circumstances, |w| {
            let mut done = 0_u64;
            for before in &old {
                let was = SealedKey { ring_key: before.ring_key.clone(), sealed: before.sealed.clone() };
                let text = ring.open(before.id, &was)?;
                let sealed = ring.seal(before.id, &text)?;
                let fingerprint = ring.fingerprints(&text).pop().unwrap_or_default();
                let after = StockKey { id: before.id, ring_key: sealed.ring_key, sealed: sealed.sealed };
                done += u64::from(w.reseal_stock_key(before, &after, &fingerprint)?);
            }
            let event = Event::new(EventKind::KeysRotated, "product_keys", "stock");
            Ok::<_, RotateError>(w.record(&event.after(json!({ "keys": done })), done)?)
        })?;
        progress(keys);
    }
    let mut forgotten = Vec::new();
    if forgets {
        let used = system.ring_keys_in_use()?;
        forgotten = ring.names().into_iter().filter(|name| *name != newest && !used.contains(name)).collect();
        ring.forget(path, &forgotten)?;
    }
    Ok(Rotated { ring_key: newest, keys, forgotten })
}

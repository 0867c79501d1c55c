//! Snapshots that are kept between requests. Floor 2.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::snapshot::Snapshot;
use crate::domain::customers::Segment;
use crate::domain::money::Currency;
use crate::domain::time::Day;

/// Snapshots that are kept at once: a few megabytes each.
const MOST: usize = 16;

/// What a snapshot is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) revision: u64,
    pub(super) currency: Currency,
    pub(super) segment: Segment,
    pub(super) day: Day,
}

/// Snapshots by what they are of. A thread that died while writing left nothing half done: entries are
/// whole or absent.
#[derive(Debug, Default)]
pub struct Cache {
    kept: RwLock<HashMap<Key, Arc<Snapshot>>>,
}

impl Cache {
    pub(super) fn get(&self, key: &Key) -> Option<Arc<Snapshot>> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).get(key).map(Arc::clone)
    }

    /// Keeps a snapshot and lets go of those of other revisions and days.
    pub(super) fn put(&self, key: Key, snapshot: &Arc<Snapshot>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|old, _| old.revision == key.revision && old.day == key.day);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, Arc::clone(snapshot));
    }
}

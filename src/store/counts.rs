//! How many events this process has written, for the metrics. Floor 1.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::audit::EventKind;

/// A number for each kind of event; counts what was committed.
#[derive(Debug)]
pub(super) struct Counts(Vec<(EventKind, AtomicU64)>);

impl Default for Counts {
    fn default() -> Self {
        Self(EventKind::ALL.iter().map(|kind| (*kind, AtomicU64::new(0))).collect())
    }
}

impl Counts {
    /// Counts what an act left.
    pub(super) fn add(&self, events: &[EventKind]) {
        for (_, count) in events.iter().filter_map(|kind| self.0.iter().find(|(known, _)| known == kind)) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Every kind with its number.
    pub(super) fn all(&self) -> Vec<(EventKind, u64)> {
        self.0.iter().map(|(kind, count)| (*kind, count.load(Ordering::Relaxed))).collect()
    }
}

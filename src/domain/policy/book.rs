//! Which policy decides on a day. Floor 0. Rule Q-1: the one in force on the day of cancellation.
//!
//! ```
//! use ground::domain::policy::{PolicyBook, PolicyCode};
//! let book = PolicyBook::of([(PolicyCode::PolNow, "2026-09-01".parse().unwrap())]);
//! assert_eq!(book.on("2026-08-31".parse().unwrap()).policy.code, PolicyCode::Pol1810);
//! assert_eq!(book.on("2026-09-01".parse().unwrap()).policy.code, PolicyCode::PolNow);
//! ```

use std::collections::BTreeMap;

use super::rules::{Policy, PolicyCode};
use super::versions::POL_1810;
use crate::domain::time::Day;

/// A policy and since when it decides here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// What it says.
    pub policy: &'static Policy,
    /// The first day it decides; not always the day its text is of.
    pub from: Day,
}

/// The versions that are switched on, each from a day. There is always one: the first one also decides
/// the days before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyBook {
    first: InForce,
    later: Vec<InForce>,
}

impl PolicyBook {
    /// The policy of the seeds, and each of `switched` from its day on; of two on one day the last
    /// counts.
    pub fn of(switched: impl IntoIterator<Item = (PolicyCode, Day)>) -> Self {
        let seed = (POL_1810.from, PolicyCode::Pol1810);
        let mut by_day = BTreeMap::from([seed]);
        by_day.extend(switched.into_iter().map(|(code, from)| (from, code)));
        let mut entries = by_day.into_iter().map(|(from, code)| InForce { policy: code.policy(), from });
        let first = entries.next().unwrap_or(InForce { policy: &POL_1810, from: POL_1810.from });
        Self { first, later: entries.collect() }
    }

    /// Only this version, on every day.
    pub fn only(code: PolicyCode) -> Self {
        let policy = code.policy();
        Self { first: InForce { policy, from: policy.from }, later: Vec::new() }
    }

    /// Only this entry, on every day: a policy that has no code of its own.
    #[cfg(test)]
    pub(crate) const fn from_entry(first: InForce) -> Self {
        Self { first, later: Vec::new() }
    }

    /// This book with one version more: what it would be if that were switched on.
    #[must_use]
    pub fn with(&self, code: PolicyCode, from: Day) -> Self {
        let mut by_day: BTreeMap<Day, &'static Policy> = self.entries().map(|one| (one.from, one.policy)).collect();
        by_day.insert(from, code.policy());
        let mut entries = by_day.into_iter().map(|(from, policy)| InForce { policy, from });
        let first = entries.next().unwrap_or(self.first);
        Self { first, later: entries.collect() }
    }

    /// The version that decides on `day`.
    pub fn on(&self, day: Day) -> InForce {
        self.later.iter().rev().find(|one| one.from <= day).copied().unwrap_or(self.first)
    }

    /// Every version that is switched on, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = InForce> + '_ {
        std::iter::once(self.first).chain(self.later.iter().copied())
    }
}

impl Default for PolicyBook {
    fn default() -> Self {
        Self::only(PolicyCode::Pol1810)
    }
}

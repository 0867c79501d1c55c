//! The versions in force as a table. Floor 4. Q-1.

use crate::domain::policy::{InForce, PolicyCode};
use crate::domain::time::Day;
use crate::i18n::Texts;
use crate::ops::policies::{Policies, PolicySwitch};

/// A version that decides from a day.
pub(super) struct Entry {
    pub(super) code: PolicyCode,
    pub(super) from: Day,
    /// The first day of the next one, where another follows.
    pub(super) until: Option<Day>,
    pub(super) state: &'static str,
    pub(super) tone: &'static str,
    pub(super) by: Option<(PolicySwitch, String)>,
    pub(super) may_withdraw: bool,
}

/// The versions of the book, oldest first.
pub(super) fn entries(t: Texts, found: &Policies, today: Day, may_switch: bool) -> Vec<Entry> {
    let all: Vec<InForce> = found.book.entries().collect();
    let next = all.iter().skip(1).map(|it| Some(it.from)).chain(std::iter::once(None));
    let entry = |(it, until): (&InForce, Option<Day>)| {
        let by = found.switches.iter().find(|(one, _)| one.withdrawn_at.is_none() && one.valid_from == it.from);
        let (state, tone) = if it.from > today {
            (t.policies_later(), "info")
        } else if until.is_some_and(|next| next <= today) {
            (t.policies_past(), "")
        } else {
            (t.policies_today(), "success")
        };
        let may_withdraw = may_switch && it.from > today && by.is_some();
        Entry { code: it.policy.code, from: it.from, until, state, tone, by: by.cloned(), may_withdraw }
    };
    all.iter().zip(next).map(entry).collect()
}

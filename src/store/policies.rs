//! Which policy version is in force from which day: rows over the default. Floor 1. Q-1, 4.3.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{policy_switches, users};
use super::tenant::{Reader, Writer};
use crate::domain::ids::{PolicySwitchId, UserId};
use crate::domain::policy::{PolicyBook, PolicyCode};
use crate::domain::time::{Day, Instant};

/// A version that was switched on from a day.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = policy_switches)]
pub struct PolicySwitch {
    /// Id.
    pub id: PolicySwitchId,
    /// Which version.
    pub policy: PolicyCode,
    /// The first day it decides.
    pub valid_from: Day,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub switched_by: UserId,
    /// When.
    pub switched_at: Instant,
    /// When it was taken back, if it was.
    pub withdrawn_at: Option<Instant>,
}

impl Reader<'_> {
    /// Every switch with the name of who made it, the latest day first.
    pub fn policy_switches(&mut self) -> Result<Vec<(PolicySwitch, String)>, StoreError> {
        Ok(on!(&mut *self.conn, |c| policy_switches::table
            .inner_join(users::table.on(users::id.eq(policy_switches::switched_by)))
            .order((policy_switches::valid_from.desc(), policy_switches::switched_at.desc()))
            .select((PolicySwitch::as_select(), users::display_name))
            .load(c))?)
    }

    /// The versions in force: the default, and what was switched on and not withdrawn.
    pub fn policy_book(&mut self) -> Result<PolicyBook, StoreError> {
        let rows: Vec<(PolicyCode, Day)> = on!(&mut *self.conn, |c| policy_switches::table
            .filter(policy_switches::withdrawn_at.is_null())
            .order(policy_switches::valid_from)
            .select((policy_switches::policy, policy_switches::valid_from))
            .load(c))?;
        Ok(PolicyBook::of(rows))
    }
}

impl Writer<'_> {
    /// Switches a version on from a day; `Duplicate` when another starts on that day.
    pub fn insert_policy_switch(
        &mut self,
        id: PolicySwitchId,
        policy: PolicyCode,
        valid_from: Day,
        reason: &str,
        by: UserId,
    ) -> Result<(), StoreError> {
        let values = (
            policy_switches::id.eq(id),
            policy_switches::policy.eq(policy),
            policy_switches::valid_from.eq(valid_from),
            policy_switches::reason.eq(reason),
            policy_switches::switched_by.eq(by),
            policy_switches::switched_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(policy_switches::table).values(values).execute(c))?;
        Ok(())
    }

    /// Takes a switch back; stale when that was done before.
    pub fn withdraw_policy_switch(&mut self, id: PolicySwitchId) -> Result<PolicySwitch, StoreError> {
        let now = self.scope.now();
        let found: PolicySwitch =
            on!(&mut *self.conn, |c| policy_switches::table.find(id).select(PolicySwitch::as_select()).first(c))?;
        let changed = on!(&mut *self.conn, |c| diesel::update(policy_switches::table.find(id))
            .filter(policy_switches::withdrawn_at.is_null())
            .set(policy_switches::withdrawn_at.eq(now))
            .execute(c))?;
        if changed == 0 { Err(StoreError::Stale) } else { Ok(found) }
    }
}

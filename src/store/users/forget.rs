//! Sessions that ended long ago are forgotten; what was done in them stays in the audit events. Floor 1.

use diesel::prelude::*;

use crate::domain::ids::SessionId;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::sessions;
use crate::store::tenant::System;

impl System<'_> {
    /// Forgets sessions that started before this moment, at most `limit` of them; says how many.
    pub fn forget_sessions(&self, before: Instant, limit: i64) -> Result<usize, StoreError> {
        self.touch(|conn| {
            let old: Vec<SessionId> = on!(conn, |c| sessions::table
                .filter(sessions::started_at.lt(before))
                .order(sessions::started_at)
                .limit(limit)
                .select(sessions::id)
                .load(c))?;
            Ok(on!(conn, |c| diesel::delete(sessions::table.filter(sessions::id.eq_any(old))).execute(c))?)
        })
    }
}

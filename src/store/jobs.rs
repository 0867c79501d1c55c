//! When each job is due, and how it went the last time. Floor 1.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::jobs;
use super::tenant::System;
use crate::domain::time::Instant;

/// A job as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct JobState {
    /// Its name.
    pub name: String,
    /// From when on it is to be done again.
    pub due_at: Instant,
    /// When it ended the last time.
    pub ran_at: Option<Instant>,
    /// How many things it did then.
    pub done: i64,
    /// Why it failed then, if it did.
    pub failure: Option<String>,
}

impl System<'_> {
    /// Every job that was ever claimed.
    pub fn jobs(&self) -> Result<Vec<JobState>, StoreError> {
        self.read(|conn| Ok(on!(conn, |c| jobs::table.order(jobs::name).select(JobState::as_select()).load(c))?))
    }

    /// Takes a job: true for one caller alone, however many servers ask. `seen` is when it was due
    /// when the caller looked; nobody may have moved it since.
    pub fn claim_job(&self, name: &str, seen: Option<Instant>, next: Instant) -> Result<bool, StoreError> {
        self.touch(|conn| {
            let claimed = if let Some(seen) = seen {
                let as_seen = jobs::table.find(name).filter(jobs::due_at.eq(seen));
                on!(conn, |c| diesel::update(as_seen).set(jobs::due_at.eq(next)).execute(c))?
            } else {
                let first = (jobs::name.eq(name), jobs::due_at.eq(next), jobs::done.eq(0));
                on!(conn, |c| diesel::insert_into(jobs::table).values(first).on_conflict_do_nothing().execute(c))?
            };
            Ok(claimed == 1)
        })
    }

    /// Notes how a job went.
    pub fn note_job(&self, name: &str, at: Instant, done: i64, failure: Option<&str>) -> Result<(), StoreError> {
        self.touch(|conn| {
            let outcome = (jobs::ran_at.eq(at), jobs::done.eq(done), jobs::failure.eq(failure));
            on!(conn, |c| diesel::update(jobs::table.find(name)).set(outcome).execute(c))?;
            Ok(())
        })
    }
}

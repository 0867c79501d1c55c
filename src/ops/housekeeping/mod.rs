//! Work that comes due by itself: a list of named jobs. Floor 2.
//!
//! A running server looks every minute ([`Housekeeper`]), the command `housekeeping` does everything at
//! once. A job is claimed in the database, so two servers do not both do it; each thing it does is an
//! act in a transaction of its own with its event, and does nothing when it has been done already. So
//! whatever a crash leaves is found again by the next look. To add a job, add a line to `JOBS`.

mod background;

use super::app::App;
use super::{keys, mail, reservations, sign_in, subscriptions, support, usage, utilization, webhooks};
use crate::domain::time::Instant;
use crate::store::StoreError;

pub use background::Housekeeper;

/// A job: does what is due at the application's moment, and says how many things it did.
struct Job {
    /// Its name, as in the database, in events and on the command line.
    name: &'static str,
    /// Seconds from one look to the next.
    every: i64,
    does: fn(&App, &'static str) -> Result<u64, StoreError>,
}

const HOUR: i64 = 60 * 60;
const MINUTE: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Every job.
const JOBS: &[Job] = &[
    Job { name: "delete-suspended-subscriptions", every: HOUR, does: subscriptions::delete_due },
    Job { name: "forget-ended-sessions", every: DAY, does: sign_in::forget_ended_sessions },
    Job { name: "scan-attachments", every: 5 * MINUTE, does: support::look_at_quarantine },
    Job { name: "tell-expiring-reservations", every: HOUR, does: reservations::tell_expiring },
    Job { name: "renew-reservations", every: MINUTE, does: reservations::renew_due },
    Job { name: "compute-utilization", every: MINUTE, does: utilization::catch_up_all },
    Job { name: "tell-low-utilization", every: HOUR, does: utilization::tell },
    Job { name: "give-up-left-imports", every: 5 * MINUTE, does: usage::give_up_left },
    Job { name: "forget-old-usage", every: DAY, does: usage::forget_old },
    Job { name: "send-mails", every: MINUTE, does: mail::send_due },
    Job { name: "fill-waiting-keys", every: 5 * MINUTE, does: keys::fill_due },
    Job { name: "forget-old-mails", every: DAY, does: mail::forget_old },
    Job { name: "tell-webhooks", every: MINUTE, does: webhooks::tell_due },
    Job { name: "forget-old-deliveries", every: DAY, does: webhooks::forget_old },
];

/// Which jobs are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that are due.
    Due,
    /// All of them, due or not.
    All,
}

/// A job that was done, or tried.
#[derive(Debug)]
pub struct Ran {
    /// Its name.
    pub job: &'static str,
    /// How many things it did.
    pub outcome: Result<u64, StoreError>,
}

/// Does the jobs that nobody else has taken; one that fails does not keep the others waiting.
pub fn run(app: &App, which: Which) -> Result<Vec<Ran>, StoreError> {
    let system = app.db.system("jobs are the installation's");
    let known = system.jobs()?;
    let mut ran = Vec::new();
    for job in JOBS {
        let now = app.clock.now();
        let seen = known.iter().find(|state| state.name == job.name).map(|state| state.due_at);
        let is_wanted = which == Which::All || seen.is_none_or(|due| is_due(due, now, job.every));
        if !is_wanted || !system.claim_job(job.name, seen, now.plus_seconds(job.every))? {
            continue;
        }
        let outcome = (job.does)(app, job.name);
        let (done, failure) = match &outcome {
            Ok(done) => (i64::try_from(*done).unwrap_or(i64::MAX), None),
            Err(error) => (0, Some(error.to_string())),
        };
        system.note_job(job.name, app.clock.now(), done, failure.as_deref())?;
        ran.push(Ran { job: job.name, outcome });
    }
    Ok(ran)
}

/// A clock that was put back must not make a job wait until it has caught up.
fn is_due(due: Instant, now: Instant, every: i64) -> bool {
    due <= now || due > now.plus_seconds(every)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_due_at_its_moment_and_when_the_clock_was_put_back() {
        let due = Instant::from_micros(1_000_000_000_000);
        assert!(!is_due(due, due.plus_seconds(-1), HOUR));
        assert!(is_due(due, due, HOUR));
        assert!(!is_due(due, due.plus_seconds(-HOUR), HOUR));
        assert!(is_due(due, due.plus_seconds(-HOUR - 1), HOUR));
    }

    #[test]
    fn names_are_told_apart() {
        let mut names: Vec<_> = JOBS.iter().map(|job| job.name).collect();
        names.dedup();
        assert_eq!(names.len(), JOBS.len());
    }
}

//! Backups and checks of the whole installation: acts of its operator. Floor 2. Features row 42.

use std::io::{BufRead, Write};

use serde_json::json;

use super::app::App;
use super::system::operator;
use crate::access::Actor;
use crate::domain::audit::{Event, EventKind};
use crate::store::{StoreError, latest};

pub use crate::store::backup::BackupError;
pub use crate::store::{Broken, CheckReport};

/// Writes every row of every table as of one moment; says how many rows.
pub fn back_up(app: &App, out: &mut dyn Write, progress: &mut dyn FnMut(u64)) -> Result<u64, BackupError> {
    let system = app.db.system("a backup holds every tenant");
    let rows = system.back_up(&latest()?, app.clock.now(), out, progress)?;
    let event = Event::new(EventKind::Exported, "settings", "backup").after(json!({ "rows": rows }));
    system.write(Actor::Operator("backup"), operator(app), |w| w.record(&event, ()))?;
    Ok(rows)
}

/// Writes the rows of a backup into an empty, migrated database; says how many.
pub fn restore(app: &App, file: &mut dyn BufRead, progress: &mut dyn FnMut(u64)) -> Result<u64, BackupError> {
    app.db.system("a backup holds every tenant").restore(&latest()?, file, progress)
}

/// Looks at every invariant of the rows.
pub fn check(app: &App) -> Result<CheckReport, StoreError> {
    app.db.system("a check looks at every tenant").check()
}

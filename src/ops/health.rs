//! Whether the application can work now. Floor 2. Quality R-30.

use std::path::Path;

use super::app::App;
use crate::store::{SchemaState, StoreError, newer, schema_state};

/// Whether the database was built and set up as this program needs it; the text says what is not.
pub fn check_fitness(app: &App) -> Result<(), StoreError> {
    let faults = app.db.system("is the database fit for work").unfit()?;
    if faults.is_empty() { Ok(()) } else { Err(StoreError::Open(faults.join("; "))) }
}

/// The database answers and its schema is this program's; the text of the error is for the operator.
pub fn check(app: &App) -> Result<(), StoreError> {
    app.db.system("is the database there").ping()?;
    disk(&app.config.data_dir)?;
    match schema_state(&app.config.database_url)? {
        SchemaState::Current => Ok(()),
        SchemaState::Behind(pending) => {
            Err(StoreError::Open(format!("migrations to run: {}; start with `migrate`", pending.join(", "))))
        }
        SchemaState::Ahead(unknown) => Err(StoreError::Open(newer(&unknown))),
    }
}

/// Below so many free bytes the program says that it is not ready.
const NEEDED_BYTES: u64 = 100 * 1024 * 1024;

fn disk(data_dir: &Path) -> Result<(), StoreError> {
    let found =
        rustix::fs::statvfs(data_dir).map_err(|error| StoreError::Open(format!("{}: {error}", data_dir.display())))?;
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    if free >= NEEDED_BYTES {
        return Ok(());
    }
    Err(StoreError::Busy(format!("{} has less than 100 MB of free disk", data_dir.display())))
}

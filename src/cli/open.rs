//! Opening the database as a command needs it.

use std::path::Path;

use super::failure::CliError;
use crate::config::Config;
use crate::ops::{App, Clock, StoreError, health};
use crate::store::{Db, SchemaState, newer, schema_state};

/// Makes the data directory if it is not there, and checks that files can be written in it.
pub(super) fn data_dir(path: &Path) -> Result<(), CliError> {
    std::fs::create_dir_all(path).map_err(CliError::file(path))?;
    let probe = path.join(format!(".writable-{}", std::process::id()));
    std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)).map_err(CliError::file(path))
}

/// The application on a database whose schema is this program's.
pub(super) fn app(config: Config) -> Result<App, CliError> {
    match schema_state(&config.database_url)? {
        SchemaState::Current => {}
        SchemaState::Behind(pending) => {
            let why = format!("the schema is behind (migration {}); run `migrate`", pending.join(", "));
            return Err(StoreError::Open(why).into());
        }
        SchemaState::Ahead(unknown) => return Err(StoreError::Open(newer(&unknown)).into()),
    }
    let readers = u32::try_from(config.workers).unwrap_or(1).saturating_mul(2);
    let db = Db::open(&config.database_url, readers)?;
    let app = App::new(db, Clock::System, config);
    health::check(&app)?;
    Ok(app)
}

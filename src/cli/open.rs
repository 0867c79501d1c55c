//! Opening the database as a command needs it.

use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use super::failure::CliError;
use super::logging;
use crate::access::sessions::random_token;
use crate::config::{Config, Layers, Secret, Settings};
use crate::ops::{App, Clock, StoreError, health};
use crate::store::{DatabaseUrl, Db, SchemaState, migrate, newer, schema_state};

/// Makes the data directory if it is not there, and checks that files can be written in it.
pub(super) fn data_dir(path: &Path) -> Result<(), CliError> {
    let mut maker = std::fs::DirBuilder::new();
    maker.recursive(true).mode(0o700).create(path).map_err(CliError::file(path))?;
    let probe = path.join(format!(".writable-{}", std::process::id()));
    std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)).map_err(CliError::file(path))
}

/// The application for a command of the operator, which signs nothing: it needs no secret.
pub(super) fn for_command(layers: Layers) -> Result<App, CliError> {
    let settings = layers.gather()?;
    logging::start(&settings.logging()?);
    unsigned(&settings)
}

/// The same on a database whose schema is brought up to date first.
pub(super) fn migrated(layers: Layers) -> Result<App, CliError> {
    let settings = layers.gather()?;
    logging::start(&settings.logging()?);
    let url = settings.database_url()?;
    if matches!(url, DatabaseUrl::Sqlite(_)) {
        data_dir(&settings.data_dir()?)?;
    }
    migrate(&url)?;
    unsigned(&settings)
}

fn unsigned(settings: &Settings) -> Result<App, CliError> {
    let nothing_signed = random_token().map_err(|error| CliError::Refused(error.to_string()))?;
    let secret = Secret::new(nothing_signed.into_bytes()).map_err(|error| CliError::Refused(error.to_string()))?;
    app(settings.config(secret)?)
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
    health::check_fitness(&app)?;
    Ok(app)
}

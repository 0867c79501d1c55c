//! `migrate`: brings the schema of the database up to date.

use std::process::ExitCode;

use clap::Args;

use super::failure::{CliError, say};
use super::{logging, open};
use crate::config::{Layers, Settings};
use crate::store::{DatabaseUrl, migrate};

/// Bring the database's schema up to date
///
/// Runs the migrations that the database does not have yet and names them. A database that a newer
/// version wrote is refused and not touched.
#[derive(Debug, Args)]
pub(super) struct Migrate {}

impl Migrate {
    pub(super) fn run(layers: Layers) -> Result<ExitCode, CliError> {
        let settings: Settings = layers.gather()?;
        logging::start(&settings.logging()?);
        let url = settings.database_url()?;
        if matches!(url, DatabaseUrl::Sqlite(_)) {
            open::data_dir(&settings.data_dir()?)?;
        }
        let ran = migrate(&url)?;
        if ran.is_empty() {
            say("The schema is up to date.");
        }
        for name in ran {
            say(&format!("Ran migration {name}."));
        }
        Ok(ExitCode::SUCCESS)
    }
}

//! Migrations inside the program: one tree per database, the same names in both. Floor 1.

use diesel::Connection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::{Pg, PgConnection};
use diesel::sqlite::{Sqlite, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::db::DatabaseUrl;
use super::error::StoreError;

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Where a database stands against the migrations of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaState {
    /// Exactly what this program knows.
    Current,
    /// These are still to run.
    Behind(Vec<String>),
    /// The database has migrations that this program does not know: a newer version wrote it.
    Ahead(Vec<String>),
}

/// Brings the schema up to date; names what ran. A newer schema is refused, never touched.
pub fn migrate(url: &DatabaseUrl) -> Result<Vec<String>, StoreError> {
    match schema_state(url)? {
        SchemaState::Current => return Ok(Vec::new()),
        SchemaState::Ahead(unknown) => return Err(StoreError::Open(newer(&unknown))),
        SchemaState::Behind(_) => {}
    }
    let ran = match url {
        DatabaseUrl::Sqlite(_) => sqlite(url)?.run_pending_migrations(SQLITE).map(|ran| names(&ran)),
        DatabaseUrl::Postgres(_) => postgres(url)?.run_pending_migrations(POSTGRES).map(|ran| names(&ran)),
    };
    ran.map_err(|error| StoreError::Open(error.to_string()))
}

/// The name of the newest migration of this program.
pub fn latest() -> Result<String, StoreError> {
    known::<Sqlite>(&SQLITE)?.pop().ok_or_else(|| StoreError::Open("there are no migrations".to_owned()))
}

/// Compares the database with the migrations of this program.
pub fn schema_state(url: &DatabaseUrl) -> Result<SchemaState, StoreError> {
    let (applied, known) = match url {
        DatabaseUrl::Sqlite(_) => (applied(&mut sqlite(url)?)?, known::<Sqlite>(&SQLITE)?),
        DatabaseUrl::Postgres(_) => (applied(&mut postgres(url)?)?, known::<Pg>(&POSTGRES)?),
    };
    let missing_from = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|name| !those.contains(name)).cloned().collect()
    };
    let unknown = missing_from(&applied, &known);
    if !unknown.is_empty() {
        return Ok(SchemaState::Ahead(unknown));
    }
    let pending = missing_from(&known, &applied);
    Ok(if pending.is_empty() { SchemaState::Current } else { SchemaState::Behind(pending) })
}

/// Says that a newer program wrote the database.
pub fn newer(unknown: &[String]) -> String {
    format!("the database was written by a newer version (migration {}); start that version", unknown.join(", "))
}

/// Takes every migration back, newest first: for the tests of `down`.
pub fn revert_all(url: &DatabaseUrl) -> Result<(), StoreError> {
    let reverted = match url {
        DatabaseUrl::Sqlite(_) => sqlite(url)?.revert_all_migrations(SQLITE).map(|_| ()),
        DatabaseUrl::Postgres(_) => postgres(url)?.revert_all_migrations(POSTGRES).map(|_| ()),
    };
    reverted.map_err(|error| StoreError::Open(error.to_string()))
}

fn sqlite(url: &DatabaseUrl) -> Result<SqliteConnection, StoreError> {
    let path = match url {
        DatabaseUrl::Sqlite(path) => path.to_string_lossy().into_owned(),
        DatabaseUrl::Postgres(url) => url.clone(),
    };
    SqliteConnection::establish(&path).map_err(|error| StoreError::Open(format!("{path}: {error}")))
}

fn postgres(url: &DatabaseUrl) -> Result<PgConnection, StoreError> {
    let url = match url {
        DatabaseUrl::Postgres(url) => url.clone(),
        DatabaseUrl::Sqlite(path) => path.to_string_lossy().into_owned(),
    };
    PgConnection::establish(&url).map_err(|error| StoreError::Open(error.to_string()))
}

fn applied<DB: diesel::backend::Backend>(conn: &mut impl MigrationHarness<DB>) -> Result<Vec<String>, StoreError> {
    let mut versions: Vec<String> = conn
        .applied_migrations()
        .map_err(|error| StoreError::Open(error.to_string()))?
        .iter()
        .map(ToString::to_string)
        .collect();
    versions.sort();
    Ok(versions)
}

fn known<DB: diesel::backend::Backend>(source: &EmbeddedMigrations) -> Result<Vec<String>, StoreError> {
    let migrations: Vec<Box<dyn Migration<DB>>> =
        source.migrations().map_err(|error| StoreError::Open(error.to_string()))?;
    let mut versions: Vec<String> = migrations.iter().map(|migration| migration.name().version().to_string()).collect();
    versions.sort();
    Ok(versions)
}

fn names(ran: &[diesel::migration::MigrationVersion<'_>]) -> Vec<String> {
    ran.iter().map(ToString::to_string).collect()
}

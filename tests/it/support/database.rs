//! A database for each test: a SQLite file, or a PostgreSQL database made from a migrated template.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use partner_dashboard::store::{DatabaseUrl, migrate};
use tempfile::TempDir;

use super::rows::number;

static NUMBER: AtomicU32 = AtomicU32::new(0);
static SQLITE_TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
static POSTGRES_TEMPLATE: OnceLock<String> = OnceLock::new();

/// A database that goes away with the test, and a folder beside it for the installation's files.
pub(crate) struct TestDatabase {
    url: DatabaseUrl,
    folder: TempDir,
    drops: Option<(String, String)>,
}

/// Whether the suite runs on PostgreSQL.
pub(crate) fn is_postgres() -> bool {
    server().is_some()
}

/// The PostgreSQL server to make databases on, if the suite runs on one.
#[expect(clippy::disallowed_methods, reason = "the one setting of the tests; the program itself reads none here")]
fn server() -> Option<String> {
    std::env::var("DATABASE_URL_TEST").ok().filter(|url| url.starts_with("postgres"))
}

impl TestDatabase {
    /// A migrated database of the kind the suite runs on.
    pub(crate) fn migrated() -> Self {
        if let Some(server) = server() {
            let template = POSTGRES_TEMPLATE.get_or_init(|| postgres_template(&server));
            return Self::postgres(&server, &format!("TEMPLATE {template}"));
        }
        let database = Self::sqlite();
        std::fs::write(database.path(), SQLITE_TEMPLATE.get_or_init(sqlite_template)).unwrap();
        database
    }

    /// An empty database of the kind the suite runs on.
    pub(crate) fn empty() -> Self {
        server().map_or_else(Self::sqlite, |server| Self::postgres(&server, ""))
    }

    /// An empty SQLite file.
    pub(crate) fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        Self { url: DatabaseUrl::Sqlite(folder.path().join("test.db")), folder, drops: None }
    }

    fn postgres(server: &str, options: &str) -> Self {
        let name = fresh_name();
        administer(server, &format!("CREATE DATABASE {name} {options}"));
        let url = DatabaseUrl::Postgres(on_server(server, &name));
        Self { url, folder: TempDir::new().unwrap(), drops: Some((server.to_owned(), name)) }
    }

    /// Where it is.
    pub(crate) fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// The folder beside it.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// The file, on SQLite.
    fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.drops {
            administer(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn fresh_name() -> String {
    format!("it_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst))
}

/// The same server, another database.
fn on_server(server: &str, name: &str) -> String {
    let (base, options) = server.split_once('?').map_or((server, String::new()), |(url, o)| (url, format!("?{o}")));
    let (host, _database) = base.rsplit_once('/').expect("DATABASE_URL_TEST names a database");
    format!("{host}/{name}{options}")
}

fn administer(server: &str, sql: &str) {
    let mut conn = PgConnection::establish(server).expect("DATABASE_URL_TEST answers");
    conn.batch_execute(sql).unwrap();
}

/// Migrates a database once for these migrations; the tests copy it. It stays on the server, under a
/// name made from the migrations, so that the next run finds it.
fn postgres_template(server: &str) -> String {
    let name = format!("it_template_{:016x}", migrations_hash());
    let mut conn = PgConnection::establish(server).expect("DATABASE_URL_TEST answers");
    conn.batch_execute("SELECT pg_advisory_lock(20261121)").unwrap();
    let known = format!("SELECT count(*) AS value FROM pg_database WHERE datname = '{name}'");
    if number(&DatabaseUrl::Postgres(server.to_owned()), &known) == 0 {
        let unfinished = fresh_name();
        conn.batch_execute(&format!("CREATE DATABASE {unfinished}")).unwrap();
        migrate(&DatabaseUrl::Postgres(on_server(server, &unfinished))).unwrap();
        conn.batch_execute(&format!("ALTER DATABASE {unfinished} RENAME TO {name}")).unwrap();
    }
    name
}

fn migrations_hash() -> u64 {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.file_name().hash(&mut hasher);
        std::fs::read(file.join("up.sql")).unwrap().hash(&mut hasher);
    }
    hasher.finish()
}

/// Migrates a file once; the tests copy it.
fn sqlite_template() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("template.db");
    migrate(&DatabaseUrl::Sqlite(path.clone())).unwrap();
    std::fs::read(path).unwrap()
}

//! The database handle: which kind, its pools, and the only doors to it. Floor 1.

use std::path::PathBuf;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use diesel::sqlite::SqliteConnection;

use super::conn::Conn;
use super::counts::Counts;
use super::error::StoreError;
use super::rehearsal::{Lent, Rehearsal};
use super::scope::Scope;
use super::tenant::{Reader, Recorded, System, Writer};
use crate::domain::audit::EventKind;

/// How long a request waits for a connection before the answer is 503.
const POOL_WAIT: Duration = Duration::from_secs(2);

/// Which database, parsed from `DATABASE_URL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:PATH`
    Sqlite(PathBuf),
    /// `postgres://…` or `postgresql://…`
    Postgres(String),
}

/// The URL names no database we know.
#[derive(Debug, thiserror::Error)]
#[error("DATABASE_URL has an unknown scheme: use sqlite:PATH or postgres://USER@HOST/NAME")]
pub struct UnknownDatabase;

impl std::str::FromStr for DatabaseUrl {
    type Err = UnknownDatabase;
    fn from_str(text: &str) -> Result<Self, UnknownDatabase> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() { Err(UnknownDatabase) } else { Ok(Self::Sqlite(path.into())) };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(UnknownDatabase)
    }
}

enum Pools {
    Sqlite { read: Pool<ConnectionManager<SqliteConnection>>, write: Pool<ConnectionManager<SqliteConnection>> },
    Pg { read: Pool<ConnectionManager<PgConnection>>, write: Pool<ConnectionManager<PgConnection>> },
}

/// An open database. Cloning is cheap; the pools are shared.
#[derive(Clone)]
pub struct Db {
    pools: std::sync::Arc<Pools>,
    counts: std::sync::Arc<Counts>,
    rehearsal: Option<Rehearsal>,
}

impl Db {
    /// Opens the database and checks that it answers.
    pub fn open(url: &DatabaseUrl, readers: u32) -> Result<Self, StoreError> {
        let pools = match url {
            DatabaseUrl::Sqlite(path) => {
                let path = path.to_str().ok_or_else(|| StoreError::Open("the path is not UTF-8".to_owned()))?;
                Pools::Sqlite {
                    write: pool(ConnectionManager::new(path), 1, SqliteSetup { is_reader: false })?,
                    read: pool(ConnectionManager::new(path), readers, SqliteSetup { is_reader: true })?,
                }
            }
            DatabaseUrl::Postgres(url) => Pools::Pg {
                write: pool(ConnectionManager::new(url), readers, PgSetup { is_reader: false })?,
                read: pool(ConnectionManager::new(url), readers, PgSetup { is_reader: true })?,
            },
        };
        Ok(Self { pools: std::sync::Arc::new(pools), counts: std::sync::Arc::default(), rehearsal: None })
    }

    /// Reads within the scope, from one snapshot of a connection that cannot write.
    pub fn read<T, E: From<StoreError>>(
        &self,
        scope: &Scope,
        look: impl FnOnce(&mut Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.reader()?;
        look(&mut Reader::new(&mut conn, scope))
    }

    /// One act: a transaction that ends in an audit event, or in nothing at all.
    pub fn write<T, E: From<StoreError>>(
        &self,
        scope: &Scope,
        act: impl FnOnce(&mut Writer<'_>) -> Result<Recorded<T>, E>,
    ) -> Result<T, E> {
        let mut conn = self.writer()?;
        let mut events = Vec::new();
        let value = conn.transaction(scope.lock_key(), |conn| {
            let mut writer = Writer::new(conn, scope);
            let value = act(&mut writer)?.into_value();
            events = writer.into_events();
            Ok::<_, E>(value)
        })?;
        if self.rehearsal.is_none() {
            self.counts.add(&events);
        }
        Ok(value)
    }

    /// Runs `act` with a database that forgets everything when it returns: reads and writes go through one
    /// transaction, which is rolled back. Other writers wait meanwhile on SQLite.
    pub fn rehearse<T>(&self, act: impl FnOnce(&Self) -> T) -> Result<T, StoreError> {
        let stage = Rehearsal::begin(self.write_conn()?)?;
        let value = act(&Self { rehearsal: Some(stage.clone()), ..self.clone() });
        stage.end()?;
        Ok(value)
    }

    /// Work that belongs to no tenant: sign-in, imports, checks. `why` is for whoever searches for it.
    pub fn system(&self, why: &'static str) -> System<'_> {
        System::new(self, why)
    }

    /// Moves what the write-ahead log holds into the database file; PostgreSQL does that itself.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        match &mut *self.writer()? {
            Conn::Sqlite(conn) => Ok(conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE);")?),
            Conn::Pg(_) => Ok(()),
        }
    }

    /// Whether this is SQLite.
    pub fn is_sqlite(&self) -> bool {
        matches!(&*self.pools, Pools::Sqlite { .. })
    }

    /// How many events of each kind this process has written.
    pub fn events(&self) -> Vec<(EventKind, u64)> {
        self.counts.all()
    }

    /// The connections that are open, by what they are for: how many, and how many of them wait for work.
    pub fn connections(&self) -> [(&'static str, diesel::r2d2::State); 2] {
        match &*self.pools {
            Pools::Sqlite { read, write } => [("read", read.state()), ("write", write.state())],
            Pools::Pg { read, write } => [("read", read.state()), ("write", write.state())],
        }
    }

    pub(super) fn reader(&self) -> Result<Lent<'_>, StoreError> {
        if let Some(stage) = &self.rehearsal {
            return stage.lend();
        }
        Ok(Lent::Own(match &*self.pools {
            Pools::Sqlite { read, .. } => Conn::Sqlite(read.get()?),
            Pools::Pg { read, .. } => Conn::Pg(read.get()?),
        }))
    }

    pub(super) fn writer(&self) -> Result<Lent<'_>, StoreError> {
        match &self.rehearsal {
            Some(stage) => stage.lend(),
            None => Ok(Lent::Own(self.write_conn()?)),
        }
    }

    fn write_conn(&self) -> Result<Conn, StoreError> {
        Ok(match &*self.pools {
            Pools::Sqlite { write, .. } => Conn::Sqlite(write.get()?),
            Pools::Pg { write, .. } => Conn::Pg(write.get()?),
        })
    }
}

fn pool<M>(
    manager: M,
    size: u32,
    setup: impl CustomizeConnection<M::Connection, M::Error>,
) -> Result<Pool<M>, StoreError>
where
    M: diesel::r2d2::ManageConnection,
{
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(POOL_WAIT)
        .test_on_check_out(false)
        .connection_customizer(Box::new(setup))
        .build(manager)
        .map_err(|error| StoreError::Open(error.to_string()))
}

#[derive(Debug)]
struct SqliteSetup {
    is_reader: bool,
}

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for SqliteSetup {
    fn on_acquire(&self, conn: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        // busy_timeout first: switching to WAL needs a lock. FULL: an answered purchase survives power loss.
        let mut setup = String::from(
            "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000; \
             PRAGMA mmap_size = 268435456;",
        );
        if self.is_reader {
            setup.push_str("PRAGMA query_only = ON;");
        }
        conn.batch_execute(&setup).map_err(diesel::r2d2::Error::QueryError)
    }
}

#[derive(Debug)]
struct PgSetup {
    is_reader: bool,
}

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for PgSetup {
    fn on_acquire(&self, conn: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        let mut setup = String::from("SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET lock_timeout = '5s';");
        if self.is_reader {
            setup.push_str("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;");
        }
        conn.batch_execute(&setup).map_err(diesel::r2d2::Error::QueryError)
    }
}

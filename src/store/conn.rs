//! One connection of either database, and transactions on it. Floor 1.

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::pg::PgConnection;
use diesel::r2d2::{ConnectionManager, PooledConnection};
use diesel::result::Error;
use diesel::sqlite::SqliteConnection;

use super::error::StoreError;

/// A pooled connection. Queries are written once and compiled for both by [`on!`].
pub(crate) enum Conn {
    /// SQLite, inside the program.
    Sqlite(PooledConnection<ConnectionManager<SqliteConnection>>),
    /// PostgreSQL, when it grows.
    Pg(PooledConnection<ConnectionManager<PgConnection>>),
}

/// Runs one body against the connection of either kind; the body is type-checked once per database.
macro_rules! on {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::store::conn::Conn::Sqlite(conn) => {
                let $c: &mut diesel::SqliteConnection = conn;
                $body
            }
            $crate::store::conn::Conn::Pg(conn) => {
                let $c: &mut diesel::PgConnection = conn;
                $body
            }
        }
    };
}
pub(crate) use on;

diesel::define_sql_function! {
    /// Waits for and holds a lock until the transaction ends.
    fn pg_advisory_xact_lock(key: diesel::sql_types::BigInt) -> diesel::sql_types::Text;
}

impl Conn {
    /// Runs `look` on one snapshot, however long it takes.
    pub(crate) fn snapshot<T, E: From<StoreError>>(
        &mut self,
        look: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Self::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(&mut **c, "BEGIN"),
            Self::Pg(c) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                AnsiTransactionManager::begin_transaction_sql(&mut **c, begin)
            }
        }
        .map_err(StoreError::from)?;
        let result = self.without_time_limit().map_err(E::from).and_then(|()| look(self));
        // Nothing was written, so there is nothing to keep.
        match on!(self, |c| AnsiTransactionManager::rollback_transaction(c)) {
            Ok(()) | Err(Error::BrokenTransactionManager) => result,
            Err(error) => Err(StoreError::from(error).into()),
        }
    }

    /// Lets statements of this transaction take as long as they need.
    pub(crate) fn without_time_limit(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Pg(c) => Ok(c.batch_execute("SET LOCAL statement_timeout = 0")?),
        }
    }

    /// Begins a transaction that writes; within another one, a savepoint.
    pub(super) fn begin(&mut self) -> Result<(), StoreError> {
        let is_within = on!(self, |c| matches!(
            AnsiTransactionManager::transaction_manager_status_mut(c).transaction_depth(),
            Ok(Some(_))
        ));
        Ok(match self {
            Self::Sqlite(c) if !is_within => AnsiTransactionManager::begin_transaction_sql(&mut **c, "BEGIN IMMEDIATE"),
            Self::Sqlite(c) => AnsiTransactionManager::begin_transaction(&mut **c),
            Self::Pg(c) => AnsiTransactionManager::begin_transaction(&mut **c),
        }?)
    }

    /// Forgets what the transaction did.
    pub(super) fn roll_back(&mut self) -> Result<(), StoreError> {
        match on!(self, |c| AnsiTransactionManager::rollback_transaction(c)) {
            Ok(()) | Err(Error::BrokenTransactionManager) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Runs `act` in one transaction: all of it or nothing.
    ///
    /// Writers queue instead of clashing: SQLite takes its one write lock at the start (`BEGIN
    /// IMMEDIATE`), PostgreSQL a lock on `tenant`. So an act may read, decide and write without row
    /// locks, and two partners do not wait for each other on PostgreSQL.
    pub(crate) fn transaction<T, E: From<StoreError>>(
        &mut self,
        tenant: i64,
        act: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.begin()?;
        let locked = match self {
            Self::Sqlite(_) => Ok(0),
            Self::Pg(c) => diesel::RunQueryDsl::execute(diesel::select(pg_advisory_xact_lock(tenant)), &mut **c),
        };
        let result = locked.map_err(|error| E::from(StoreError::from(error))).and_then(|_| act(self));
        match result {
            Ok(value) => {
                on!(self, |c| AnsiTransactionManager::commit_transaction(c)).map_err(StoreError::from)?;
                Ok(value)
            }
            Err(error) => match on!(self, |c| AnsiTransactionManager::rollback_transaction(c)) {
                Ok(()) | Err(Error::BrokenTransactionManager) => Err(error),
                Err(rollback) => Err(StoreError::from(rollback).into()),
            },
        }
    }
}

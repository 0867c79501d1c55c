//! How the pooled connections are set up, read back from the databases themselves. Floor 1. Quality R-30.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::conn::Conn;
use super::db::Db;
use super::error::StoreError;

/// A setting and its value.
pub type Fact = (&'static str, String);

/// Settings of SQLite that the promises of the product rest on, as table-valued pragmas.
const SQLITE: [(&str, &str); 5] = [
    ("journal_mode", "(SELECT journal_mode FROM pragma_journal_mode)"),
    ("synchronous", "(SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous)"),
    ("foreign_keys", "(SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys)"),
    ("busy_timeout", "(SELECT CAST(timeout AS TEXT) FROM pragma_busy_timeout)"),
    ("query_only", "(SELECT CAST(query_only AS TEXT) FROM pragma_query_only)"),
];

/// The same of PostgreSQL.
const POSTGRES: [(&str, &str); 4] = [
    ("TimeZone", "current_setting('TimeZone')"),
    ("statement_timeout", "current_setting('statement_timeout')"),
    ("lock_timeout", "current_setting('lock_timeout')"),
    ("default_transaction_read_only", "current_setting('default_transaction_read_only')"),
];

impl Db {
    /// The settings of a connection that reads, and of one that writes.
    pub fn facts(&self) -> Result<(Vec<Fact>, Vec<Fact>), StoreError> {
        Ok((facts_of(&mut *self.reader()?)?, facts_of(&mut *self.writer()?)?))
    }

    /// The options that SQLite was compiled with; none on PostgreSQL.
    pub fn compile_options(&self) -> Result<Vec<String>, StoreError> {
        match &mut *self.reader()? {
            Conn::Sqlite(conn) => {
                let all = "(SELECT group_concat(compile_options, ' ') FROM pragma_compile_options)";
                let all: String = diesel::select(diesel::dsl::sql::<Text>(all)).get_result(conn)?;
                Ok(all.split(' ').map(ToOwned::to_owned).collect())
            }
            Conn::Pg(_) => Ok(Vec::new()),
        }
    }
}

fn facts_of(conn: &mut Conn) -> Result<Vec<Fact>, StoreError> {
    let mut facts = Vec::new();
    match conn {
        Conn::Sqlite(conn) => {
            for (name, query) in SQLITE {
                facts.push((name, diesel::select(diesel::dsl::sql::<Text>(query)).get_result(conn)?));
            }
        }
        Conn::Pg(conn) => {
            for (name, query) in POSTGRES {
                facts.push((name, diesel::select(diesel::dsl::sql::<Text>(query)).get_result(conn)?));
            }
        }
    }
    Ok(facts)
}

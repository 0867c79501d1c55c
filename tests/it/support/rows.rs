//! Rows written and read past the acts: the state of the world before a story, and what it left.

use std::fmt::Write;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};
use partner_dashboard::domain::time::{Day, Instant};
use partner_dashboard::store::DatabaseUrl;
use uuid::Uuid;

/// A value as both databases keep it.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Id(Uuid),
    Text(String),
    Int(i64),
    Bool(bool),
    At(Instant),
    On(Day),
    Bytes(Vec<u8>),
    Null,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

/// Runs statements.
pub(crate) fn execute(url: &DatabaseUrl, sql: &str) -> Result<(), diesel::result::Error> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
            conn.batch_execute("PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;").unwrap();
            conn.batch_execute(sql)
        }
        DatabaseUrl::Postgres(url) => PgConnection::establish(url).unwrap().batch_execute(sql),
    }
}

/// The one number that a query with a column `value` finds.
#[expect(clippy::disallowed_methods, reason = "tests look at what stands in the database, past the queries")]
pub(crate) fn number(url: &DatabaseUrl, sql: &str) -> i64 {
    let found: Number = match url {
        DatabaseUrl::Sqlite(path) => diesel::sql_query(sql)
            .get_result(&mut SqliteConnection::establish(&path.to_string_lossy()).unwrap())
            .unwrap(),
        DatabaseUrl::Postgres(url) => {
            diesel::sql_query(sql).get_result(&mut PgConnection::establish(url).unwrap()).unwrap()
        }
    };
    found.value
}

/// The texts that a query with a column `value` finds; "" for NULL.
#[expect(clippy::disallowed_methods, reason = "tests look at what stands in the database, past the queries")]
pub(crate) fn texts(url: &DatabaseUrl, sql: &str) -> Vec<String> {
    let found: Vec<Words> = match url {
        DatabaseUrl::Sqlite(path) => diesel::sql_query(sql)
            .get_results(&mut SqliteConnection::establish(&path.to_string_lossy()).unwrap())
            .unwrap(),
        DatabaseUrl::Postgres(url) => {
            diesel::sql_query(sql).get_results(&mut PgConnection::establish(url).unwrap()).unwrap()
        }
    };
    found.into_iter().map(|row| row.value.unwrap_or_default()).collect()
}

/// Inserts a row.
pub(crate) fn insert(url: &DatabaseUrl, table: &str, values: &[(&str, Value)]) {
    let is_sqlite = matches!(url, DatabaseUrl::Sqlite(_));
    let columns: Vec<&str> = values.iter().map(|(column, _)| *column).collect();
    let values: Vec<String> = values.iter().map(|(_, value)| value.literal(is_sqlite)).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), values.join(", "));
    execute(url, &sql).unwrap_or_else(|error| panic!("{error} in {sql}"));
}

impl Value {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// As it is written in a statement.
    pub(crate) fn literal(&self, is_sqlite: bool) -> String {
        match self {
            Self::Id(id) if is_sqlite => format!("x'{}'", id.simple()),
            Self::Id(id) => format!("'{id}'"),
            Self::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Self::Int(number) => number.to_string(),
            Self::Bool(is) if is_sqlite => i64::from(*is).to_string(),
            Self::Bool(is) => is.to_string(),
            Self::At(at) if is_sqlite => at.micros().to_string(),
            Self::At(at) => format!("'{}'", at.utc().format("%Y-%m-%dT%H:%M:%S%.6fZ")),
            Self::On(day) => format!("'{day}'"),
            Self::Bytes(bytes) => {
                let mut hex = String::new();
                for byte in bytes {
                    write!(hex, "{byte:02x}").unwrap();
                }
                if is_sqlite { format!("x'{hex}'") } else { format!("'\\x{hex}'") }
            }
            Self::Null => "NULL".to_owned(),
        }
    }
}

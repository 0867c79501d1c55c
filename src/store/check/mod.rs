//! What must be true of the rows at any time, as checks that name what is broken. Floor 1. Features
//! row 42, quality 51.

mod statements;
mod walks;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::conn::{Conn, on};
use super::error::StoreError;
use super::tenant::System;
use statements::{SQLITE, STATEMENTS, Statement};

/// An invariant that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its name, such as `orders.total`.
    pub name: &'static str,
    /// What should be true.
    pub promise: &'static str,
    /// How many rows break it.
    pub rows: i64,
    /// One of them, where there is a name for it.
    pub example: Option<String>,
}

/// The outcome of all checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// How many invariants were looked at.
    pub checked: usize,
    /// Those that do not hold.
    pub broken: Vec<Broken>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

impl System<'_> {
    /// Looks at every invariant, on one snapshot.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        let (mut checked, mut broken) = (0, Vec::new());
        self.snapshot(|conn| {
            let of_file = if matches!(*conn, Conn::Sqlite(_)) { SQLITE } else { &[] };
            for statement in STATEMENTS.iter().chain(of_file) {
                checked += 1;
                broken.extend(run(conn, statement)?);
            }
            for walk in walks::WALKS {
                checked += 1;
                broken.extend(walk.run(conn)?);
            }
            Ok::<_, StoreError>(())
        })?;
        checked += 1;
        broken.extend(self.chains()?);
        Ok(CheckReport { checked, broken })
    }

    fn chains(&self) -> Result<Option<Broken>, StoreError> {
        let links = self.broken_links()?;
        Ok(links.first().map(|first| Broken {
            name: "audit_events.chain",
            promise: "no event was changed, added or taken away afterwards",
            rows: i64::try_from(links.len()).unwrap_or(i64::MAX),
            example: Some(format!("event {} of {} ({:?})", first.sequence, first.partner, first.fault)),
        }))
    }

    /// What is wrong with how the database was built or set up; nothing when it is fit for work.
    pub fn unfit(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = Vec::new();
        for (role, conn) in [("reader", self.reader()?), ("writer", self.writer()?)] {
            let mut conn = conn;
            if !matches!(*conn, Conn::Sqlite(_)) {
                return Ok(faults);
            }
            for (setting, fit) in FIT {
                if count(&mut conn, fit)? == 0 {
                    faults.push(format!("SQLite's {role} does not have {setting}"));
                }
            }
        }
        Ok(faults)
    }
}

/// What SQLite must have: a name for people, and a row while it does.
const FIT: &[(&str, &str)] = &[
    ("the compile option ENABLE_QPSG", "pragma_compile_options WHERE compile_options = 'ENABLE_QPSG'"),
    ("the compile option THREADSAFE=2", "pragma_compile_options WHERE compile_options = 'THREADSAFE=2'"),
    ("journal_mode = wal", "pragma_journal_mode WHERE journal_mode = 'wal'"),
    ("foreign_keys = on", "pragma_foreign_keys WHERE foreign_keys = 1"),
    ("synchronous = full", "pragma_synchronous WHERE synchronous = 2"),
];

fn run(conn: &mut Conn, statement: &Statement) -> Result<Option<Broken>, StoreError> {
    let rows = count(conn, statement.broken)?;
    let broken = Broken { name: statement.name, promise: statement.promise, rows, example: None };
    Ok((rows > 0).then_some(broken))
}

#[expect(clippy::disallowed_methods, reason = "an invariant is fixed text for both databases that binds no value")]
fn count(conn: &mut Conn, of: &str) -> Result<i64, StoreError> {
    let count: Count = on!(conn, |c| diesel::sql_query(format!("SELECT count(*) AS value FROM {of}")).get_result(c))?;
    Ok(count.value)
}

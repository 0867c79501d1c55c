//! Backups: every row of every table in one file that both databases read. Floor 1. Features row 42.
//!
//! The file is gzip of JSON lines: a head, then for each table its name and its rows, then the number of
//! rows. It is read in one snapshot and written in one transaction, so it moves an installation from
//! SQLite to PostgreSQL too.

pub(super) mod rows;

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::tenant::System;
use crate::domain::time::Instant;

const FORMAT: &str = "partner-dashboard backup 1";

/// Rows between two reports of progress, and rows that are written at once.
const STEP: u64 = 2_000;

/// A backup was not written or not read.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file is not one of ours, broken off, or of another version.
    #[error("not a usable backup: {0}")]
    Damaged(String),
    /// Something is in the database already.
    #[error("the database is not empty: {0} has rows")]
    NotEmpty(&'static str),
    /// The file could not be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for BackupError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<serde_json::Error> for BackupError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: String,
    /// The last migration: rows are read by the same schema only.
    schema: String,
    made_at: Instant,
}

/// Where rows go.
pub(super) trait Sink {
    /// A table begins.
    fn table(&mut self, name: &str) -> Result<(), BackupError>;
    /// A row of it, as JSON.
    fn row(&mut self, json: &str) -> Result<(), BackupError>;
}

struct File<'a> {
    out: &'a mut dyn Write,
    progress: &'a mut dyn FnMut(u64),
    rows: u64,
}

impl Sink for File<'_> {
    fn table(&mut self, name: &str) -> Result<(), BackupError> {
        Ok(writeln!(self.out, "{name}")?)
    }

    fn row(&mut self, json: &str) -> Result<(), BackupError> {
        self.rows += 1;
        if self.rows.is_multiple_of(STEP) {
            (self.progress)(self.rows);
        }
        Ok(writeln!(self.out, "{json}")?)
    }
}

impl System<'_> {
    /// Writes everything, as of one moment; says how many rows.
    pub fn back_up(
        &self,
        schema: &str,
        made_at: Instant,
        out: &mut dyn Write,
        progress: &mut dyn FnMut(u64),
    ) -> Result<u64, BackupError> {
        let head = Head { format: FORMAT.to_owned(), schema: schema.to_owned(), made_at };
        writeln!(out, "{}", serde_json::to_string(&head)?)?;
        let mut file = File { out, progress, rows: 0 };
        self.snapshot(|conn| rows::read_all(conn, &mut file))?;
        writeln!(file.out, "[{}]", file.rows)?;
        Ok(file.rows)
    }

    /// Writes the rows of a backup into an empty database of the same schema: all of them or none.
    pub fn restore(
        &self,
        schema: &str,
        file: &mut dyn BufRead,
        progress: &mut dyn FnMut(u64),
    ) -> Result<u64, BackupError> {
        let mut lines = file.lines();
        let head: Head = serde_json::from_str(&lines.next().unwrap_or_else(|| Ok(String::new()))?)?;
        if head.format != FORMAT || head.schema != schema {
            let found = format!("{} of schema {}, and this is schema {schema}", head.format, head.schema);
            return Err(BackupError::Damaged(found));
        }
        self.prepare_for_bulk()?;
        self.change(|conn| {
            if let Some(table) = rows::first_filled(conn)? {
                return Err(BackupError::NotEmpty(table));
            }
            let (mut table, mut waiting, mut count) = (String::new(), Vec::new(), 0_u64);
            for line in lines {
                let line = line?;
                if line.starts_with('{') {
                    waiting.push(line);
                    count += 1;
                    if count.is_multiple_of(STEP) {
                        rows::write(conn, &table, &std::mem::take(&mut waiting))?;
                        progress(count);
                    }
                    continue;
                }
                if !waiting.is_empty() {
                    rows::write(conn, &table, &std::mem::take(&mut waiting))?;
                }
                if line == format!("[{count}]") {
                    return Ok(count);
                }
                if !rows::TABLES.contains(&line.as_str()) {
                    return Err(BackupError::Damaged(format!("there is no table {line:?}")));
                }
                table = line;
            }
            Err(BackupError::Damaged(format!("it breaks off after {count} rows")))
        })
    }
}

#[cfg(test)]
mod tests {
    use diesel::prelude::*;

    use super::*;
    use crate::store::conn::Conn;
    use crate::store::{DatabaseUrl, Db, migrate};

    diesel::table! {
        sqlite_schema (name) {
            name -> Text,
            #[sql_name = "type"]
            kind -> Text,
        }
    }

    #[test]
    fn every_table_of_the_database_is_in_a_backup() {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("test.db"));
        migrate(&url).unwrap();
        let db = Db::open(&url, 1).unwrap();
        let mut found: Vec<String> = match &mut *db.reader().unwrap() {
            Conn::Sqlite(c) => sqlite_schema::table
                .filter(sqlite_schema::kind.eq("table"))
                .filter(sqlite_schema::name.not_like("\\_\\_%").escape('\\'))
                .select(sqlite_schema::name)
                .load(c)
                .unwrap(),
            Conn::Pg(_) => unreachable!(),
        };
        found.retain(|name| !name.starts_with("sqlite_"));
        found.sort();
        let mut listed = rows::TABLES.to_vec();
        listed.sort_unstable();
        assert_eq!(found, listed);
    }
}

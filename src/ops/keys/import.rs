//! Product keys by the file: every row is checked, sealed and kept by itself. Floor 2. Quality 39.
//!
//! The file is CSV with the columns product, version and key. A report names bad rows and keys that are
//! there already by their line, never by the key.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;
use serde_json::json;

use super::fill::fill_due;
use super::ring::{KeyRing, RingError};
use crate::access::{Actor, Circumstances};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::ProductKeyId;
use crate::domain::keys::{KeyText, NotAKey};
use crate::domain::software::SOFTWARE;
use crate::domain::text::MediaLabel;
use crate::ops::App;
use crate::store::StoreError;
use crate::store::keys::{NewStockKey, StockKey};

/// Rows that are kept in one transaction.
const BATCH: usize = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    product: String,
    version: String,
    key: String,
}

/// Why a row was not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The row has not the three columns.
    #[error("the row does not have the columns product, version and key")]
    Columns,
    /// There is no such software product.
    #[error("there is no software product {0}")]
    NoProduct(String),
    /// The version is empty or too long.
    #[error("the version is empty, too long or holds invisible characters")]
    Version,
    /// The key is none.
    #[error(transparent)]
    Key(#[from] NotAKey),
    /// The key is in the stock, or stands in an earlier row.
    #[error("the key is there already")]
    Duplicate,
}

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Keys that are in the stock now, by product and version.
    pub added: BTreeMap<(String, String), u64>,
    /// Rows that are not, by line.
    pub bad: Vec<(u64, Fault)>,
    /// Bought software that had waited and got one of them.
    pub filled: u64,
}

/// Why an import stopped; rows before are kept.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read. Its text is not told: it could hold a key.
    #[error("the file cannot be read as CSV with the columns product, version and key")]
    File,
    /// The ring cannot be used.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A good row.
struct Good {
    line: u64,
    product: String,
    version: String,
    key: KeyText,
}

/// Imports keys; `progress` is told how many rows were read.
pub fn import(app: &App, file: impl Read, mut progress: impl FnMut(u64)) -> Result<ImportReport, ImportError> {
    let ring = KeyRing::read_or_make(&app.config.key_ring_file)?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(file);
    let headers = reader.headers().map_err(|_may_hold_a_key| ImportError::File)?.clone();
    if headers.iter().collect::<Vec<_>>() != ["product", "version", "key"] {
        return Err(ImportError::File);
    }
    let (mut report, mut waiting, mut count) = (ImportReport::default(), Vec::new(), 0_u64);
    for record in reader.into_records() {
        let record = record.map_err(|_may_hold_a_key| ImportError::File)?;
        count += 1;
        progress(count);
        let line = record.position().map_or(0, csv::Position::line);
        let row = record.deserialize::<Row>(Some(&headers)).ok().filter(|_row| record.len() == headers.len());
        match row.ok_or(Fault::Columns).and_then(|row| check(line, row)) {
            Ok(good) => waiting.push(good),
            Err(fault) => report.bad.push((line, fault)),
        }
        if waiting.len() >= BATCH {
            keep(app, &ring, std::mem::take(&mut waiting), &mut report)?;
        }
    }
    keep(app, &ring, waiting, &mut report)?;
    report.bad.sort_by_key(|(line, _)| *line);
    report.filled = fill_due(app, "keys import")?;
    Ok(report)
}

fn check(line: u64, row: Row) -> Result<Good, Fault> {
    let version = MediaLabel::parse(&row.version).map_err(|_why| Fault::Version)?;
    let key = KeyText::parse(&row.key)?;
    Ok(Good { line, product: row.product, version: version.as_str().to_owned(), key })
}

fn keep(app: &App, ring: &KeyRing, rows: Vec<Good>, report: &mut ImportReport) -> Result<(), ImportError> {
    if rows.is_empty() {
        return Ok(());
    }
    let circumstances = Circumstances { at: app.clock.now(), address: String::new(), request_id: String::new() };
    let system = app.db.system("keys belong to no tenant until they are given");
    let (added, bad) = system.write(Actor::Operator("keys import"), circumstances, |w| {
        let (mut added, mut bad) = (BTreeMap::<(String, String), u64>::new(), Vec::new());
        for row in rows {
            if !w.is_product(&row.product, SOFTWARE)? {
                bad.push((row.line, Fault::NoProduct(row.product)));
                continue;
            }
            let fingerprints = ring.fingerprints(&row.key);
            if w.is_key_known(&fingerprints)? {
                bad.push((row.line, Fault::Duplicate));
                continue;
            }
            let id = ProductKeyId::from_uuid(app.ids.new_id());
            let sealed = ring.seal(id, &row.key)?;
            let key = StockKey { id, ring_key: sealed.ring_key, sealed: sealed.sealed };
            let fingerprint = fingerprints.last().cloned().unwrap_or_default();
            let new = NewStockKey { key, product: row.product, version: row.version, fingerprint };
            w.insert_stock_key(&new)?;
            *added.entry((new.product, new.version)).or_default() += 1;
        }
        if added.is_empty() {
            return Ok(w.unchanged((added, bad)));
        }
        let told: Vec<_> = added
            .iter()
            .map(|((product, version), keys)| json!({ "product": product, "version": version, "keys": keys }))
            .collect();
        let event = Event::new(EventKind::KeysImported, "product_keys", "stock").after(json!({ "added": told }));
        Ok::<_, ImportError>(w.record(&event, (added, bad))?)
    })?;
    for (of, keys) in added {
        *report.added.entry(of).or_default() += keys;
    }
    report.bad.extend(bad);
    Ok(())
}

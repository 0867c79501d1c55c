//! Importing a price file. Floor 2. Rules O-4, Q-22; features row 12.
//!
//! The whole file is read and checked before the database is touched. It is all or nothing unless the
//! operator asks to keep what is good; the same file twice changes nothing.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Read};
use std::str::FromStr;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::PriceList;
use super::save::{Change, Plan, Priced};
use crate::access::{Actor, Circumstances};
use crate::domain::audit::{Event, EventKind};
use crate::domain::customers::Segment;
use crate::domain::ids::PriceListId;
use crate::domain::prices::{BadRow, BadRowReason, PriceRow, Skipped};
use crate::domain::software::SOFTWARE;
use crate::domain::time::Day;
use crate::ops::App;
use crate::reference::{FileError, FileFormat, read_prices};
use crate::store::StoreError;

/// How many changes, and how many additions, a report shows.
const SAMPLE: usize = 20;

/// Rows between two reports of progress.
const PROGRESS_ROWS: u64 = 1_000;

/// What is to be imported, and how.
#[derive(Debug, Clone)]
pub struct Import {
    /// Name of the new version.
    pub name: String,
    /// Where it comes from: the file's name.
    pub source: String,
    /// First day of prices whose row does not say its own.
    pub effective_on: Day,
    /// Only say what would change.
    pub is_dry_run: bool,
    /// Import the good rows of a file that has bad ones.
    pub keeps_good: bool,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A new version is there.
    Imported(PriceListId),
    /// Nothing was written, because only the difference was asked for.
    DryRun,
    /// The very file was imported before.
    SameFile(PriceList),
    /// Every price of it is in force already.
    NothingNew,
    /// It has bad rows, and the good ones alone were not asked for.
    Refused,
}

/// What a file holds and what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// What it came to.
    pub outcome: Outcome,
    /// What the file is.
    pub format: FileFormat,
    /// Prices of what had none.
    pub new: u64,
    /// Prices that replace another.
    pub changed: u64,
    /// Prices that are in force already.
    pub unchanged: u64,
    /// Rows that are not prices, in the order of the file.
    pub bad: Vec<BadRow>,
    /// Rows that are not for us, by what they are.
    pub skipped: BTreeMap<Skipped, u64>,
    /// Columns that were not read.
    pub extra_columns: Vec<String>,
    /// Some of what changes, then some of what is new.
    pub sample: Vec<Change>,
}

/// Imports a price file; `progress` is told how many rows were read.
pub fn import(
    app: &App,
    command: &Import,
    file: impl Read,
    mut progress: impl FnMut(u64),
) -> Result<ImportReport, ImportError> {
    let circumstances = Circumstances { at: app.clock.now(), address: String::new(), request_id: String::new() };
    let system = app.db.system("price lists belong to no tenant");
    let known = system.look(circumstances.clone(), |r| {
        let sizes = r.sizes()?.into_iter().map(|size| (size.name.to_lowercase(), size.name)).collect();
        let regions = r.regions()?.into_iter().map(|(name, ..)| name).collect();
        let software = r.product_ids_of(SOFTWARE)?.into_iter().map(|id| (id.to_lowercase(), id)).collect();
        Ok::<_, StoreError>(Known { sizes, software, regions, effective_on: command.effective_on })
    })?;
    let mut file = Hashing { inner: file, hash: Sha256::new() };
    let (mut rows, mut bad, mut count) = (Vec::new(), Vec::new(), 0_u64);
    let summary = read_prices(&mut file, |row| {
        count += 1;
        if count.is_multiple_of(PROGRESS_ROWS) {
            progress(count);
        }
        match row.and_then(|row| known.check(row)) {
            Ok(row) => rows.push(row),
            Err(wrong) => bad.push(wrong),
        }
    })?;
    progress(count);
    let hash = file.finish()?;
    let mut report = ImportReport {
        outcome: Outcome::Refused,
        format: summary.format,
        new: 0,
        changed: 0,
        unchanged: 0,
        bad,
        skipped: summary.skipped,
        extra_columns: summary.extra_columns,
        sample: Vec::new(),
    };
    let list = PriceList {
        id: PriceListId::from_uuid(app.ids.new_id()),
        name: command.name.clone(),
        source: command.source.clone(),
        content_hash: hash,
        effective_on: command.effective_on,
        imported_at: circumstances.at,
        row_count: 0,
    };
    system.write(Actor::Operator("prices import"), circumstances, |w| {
        if let Some(before) = w.price_list_by_hash(&list.content_hash)? {
            report.outcome = Outcome::SameFile(before);
            return Ok(w.unchanged(report));
        }
        let plan = Plan::of(w, rows)?;
        report.take(&plan);
        report.outcome = match () {
            () if command.is_dry_run => Outcome::DryRun,
            () if !report.bad.is_empty() && !command.keeps_good => Outcome::Refused,
            () if plan.is_empty() => Outcome::NothingNew,
            () => Outcome::Imported(list.id),
        };
        if !matches!(report.outcome, Outcome::Imported(_)) {
            return Ok(w.unchanged(report));
        }
        let list = PriceList { row_count: plan.row_count(), ..list };
        plan.write(w, &list)?;
        let event = Event::new(EventKind::PricesImported, "price_lists", list.id).after(json!({
            "name": list.name, "source": list.source, "effective_on": list.effective_on,
            "new": report.new, "changed": report.changed, "bad": report.bad.len(),
        }));
        Ok::<_, ImportError>(w.record(&event, report)?)
    })
}

impl ImportReport {
    fn take(&mut self, plan: &Plan) {
        let count = |changes: &[Change]| u64::try_from(changes.len()).unwrap_or(u64::MAX);
        self.new = count(&plan.new);
        self.changed = count(&plan.changed);
        self.unchanged = plan.unchanged;
        self.sample = plan.changed.iter().take(SAMPLE).chain(plan.new.iter().take(SAMPLE)).cloned().collect();
    }
}

/// What stands as the region of software in a price file, whose size is the product ID: it is sold everywhere.
const SOFTWARE_REGION: &str = "worldwide";

/// What the catalogue knows.
struct Known {
    sizes: HashMap<String, String>,
    software: HashMap<String, String>,
    regions: HashSet<String>,
    effective_on: Day,
}

impl Known {
    /// The row in the catalogue's words.
    fn check(&self, row: PriceRow) -> Result<Priced, BadRow> {
        let bad = |reason| BadRow { line: row.line, item: None, reason };
        let is_software = row.region == SOFTWARE_REGION;
        let known = if is_software { &self.software } else { &self.sizes };
        let size = known
            .get(&row.size.to_lowercase())
            .ok_or_else(|| bad(BadRowReason::UnknownSize { value: row.size.clone() }))?;
        if !is_software && !self.regions.contains(&row.region) {
            return Err(bad(BadRowReason::UnknownRegion { value: row.region.clone() }));
        }
        let segment = match &row.segment {
            None => String::new(),
            Some(text) => Segment::from_str(&text.to_lowercase())
                .map_err(|_unknown| bad(BadRowReason::UnknownSegment { value: text.clone() }))?
                .to_string(),
        };
        Ok(Priced {
            size: size.clone(),
            region: if is_software { String::new() } else { row.region },
            term: row.term,
            segment,
            total: row.total,
            from: row.effective_from.unwrap_or(self.effective_on),
            meter_id: row.meter_id,
        })
    }
}

/// Hashes what is read through it.
struct Hashing<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.hash.update(into.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl<R: Read> Hashing<R> {
    /// The hash of the whole file, whatever was left unread of it.
    fn finish(mut self) -> Result<Vec<u8>, FileError> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(self.hash.finalize().to_vec())
    }
}

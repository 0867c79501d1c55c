//! Readers of usage files. Leaf. Rules R-SZ-3, R-SZ-7, R-BN-3, R-BN-4; features rows 45, 54.
//!
//! [`read_usage`] reads a file piece by piece, whatever its size, and hands out what it finds as
//! [`Event`]s: rows that are hours of a machine, rows that are something else, and rows that cannot be
//! read, with their line and the reason. The format and the packing are recognised from the contents,
//! never from the file's name.
//!
//! ```no_run
//! use std::ops::ControlFlow;
//! use ground::reference::usage::{Event, UsageNames, read_usage};
//! let mut names = UsageNames::shipped().unwrap();
//! let summary = read_usage("usage.csv.gz".as_ref(), &mut names, |event| {
//!     match event {
//!         Event::Row { row, .. } => println!("{:?} {} {}", row.period, row.resource_id, row.hours),
//!         Event::Bad { line, reason } => println!("line {line}: {reason}"),
//!         Event::Skipped { .. } | Event::Progress { .. } => {}
//!     }
//!     ControlFlow::Continue(()) // Break ends the reading
//! });
//! println!("{}", summary.unwrap().format);
//! ```

mod azure;
mod columns;
mod csv_rows;
mod focus;
mod hourly;
mod names;
mod parquet_rows;
mod tally;
mod times;
mod unpack;

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

pub use names::UsageNames;

use unpack::Opened;

use crate::domain::time::Day;
use crate::domain::usage::{NotMachineHours, UsageRow};
use crate::domain::utilization::{RowProblem, RowReason};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UsageFormat {
    /// Azure cost and usage of an Enterprise Agreement, actual or amortized.
    AzureEnterprise,
    /// Azure cost and usage of a Microsoft Customer or Partner Agreement, actual or amortized.
    AzureCustomerAgreement,
    /// Azure consumption usage details.
    AzureUsageDetails,
    /// FOCUS 1.0.
    Focus10,
    /// FOCUS 1.1.
    Focus11,
    /// FOCUS 1.2.
    Focus12,
    /// Machines hour by hour.
    HourlyMachines,
}

impl fmt::Display for UsageFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AzureEnterprise => "Azure cost and usage (EA)",
            Self::AzureCustomerAgreement => "Azure cost and usage (MCA)",
            Self::AzureUsageDetails => "Azure consumption usage details",
            Self::Focus10 => "FOCUS 1.0",
            Self::Focus11 => "FOCUS 1.1",
            Self::Focus12 => "FOCUS 1.2",
            Self::HourlyMachines => "machines hour by hour",
        })
    }
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Packing {
    /// CSV as it is.
    Csv,
    /// CSV within gzip.
    Gzip,
    /// One CSV file within a zip file.
    Zip,
    /// Parquet, with whatever compression is usual within it.
    Parquet,
}

impl fmt::Display for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csv => "CSV",
            Self::Gzip => "CSV, gzip",
            Self::Zip => "CSV, zip",
            Self::Parquet => "Parquet",
        })
    }
}

/// Something that was found in a file, in the order of the file.
#[derive(Debug)]
pub enum Event<'a> {
    /// Hours of a machine.
    Row {
        /// Line of the file, the header being line 1; in Parquet the row, the first being 1.
        line: u64,
        /// What it says.
        row: UsageRow<'a>,
    },
    /// A row that is something else.
    Skipped {
        /// Line of the file.
        line: u64,
        /// What it is.
        why: NotMachineHours,
    },
    /// A row that cannot be read.
    Bad {
        /// Line of the file.
        line: u64,
        /// Why not.
        reason: BadRow,
    },
    /// Every few thousand rows: how far it is.
    Progress {
        /// Rows so far.
        rows: u64,
        /// Bytes of the file that were read.
        bytes: u64,
        /// Bytes of the file.
        of_bytes: u64,
    },
}

/// Why a row cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRow {
    /// It has another number of columns than the header.
    #[error("{found} columns, the header has {expected}")]
    Columns {
        /// How many it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// It is not text in UTF-8, or its quotes are broken.
    #[error("not text in UTF-8: {0}")]
    NotText(String),
    /// A column that is needed is empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// The text is no day or moment.
    #[error("{0} is not a day or an hour")]
    NotATime(String),
    /// A moment that is not the start of an hour.
    #[error("{0} is not the start of an hour")]
    NotAnHour(String),
    /// A period that is neither an hour nor a day.
    #[error("a period of {0} seconds is neither an hour nor a day")]
    OtherPeriod(i64),
    /// The text is no number of hours.
    #[error("{0} is not a number of hours")]
    NotHours(String),
    /// Fewer than no hours: a correction, which names no row to correct.
    #[error("{0} hours are below zero")]
    BelowZero(String),
    /// The additional information is not JSON.
    #[error("additional information is not JSON")]
    NotJson,
    /// A kind of machine that is not known.
    #[error("{0} is not regular, classic, promo or spot")]
    NotAKind(String),
}

impl BadRow {
    /// As it is kept and said in every language.
    pub fn reason(&self) -> RowReason {
        let text = |problem, detail: &str| RowReason::new(problem, detail);
        match self {
            Self::Columns { found, expected } => RowReason::new(RowProblem::Columns, format!("{found} / {expected}")),
            Self::NotText(why) => text(RowProblem::NotText, why),
            Self::Empty(column) => text(RowProblem::Empty, column),
            Self::NotATime(found) => text(RowProblem::NotATime, found),
            Self::NotAnHour(found) => text(RowProblem::NotAnHour, found),
            Self::OtherPeriod(seconds) => RowReason::new(RowProblem::OtherPeriod, seconds.to_string()),
            Self::NotHours(found) => text(RowProblem::NotHours, found),
            Self::BelowZero(found) => text(RowProblem::BelowZero, found),
            Self::NotJson => text(RowProblem::NotJson, ""),
            Self::NotAKind(found) => text(RowProblem::NotAKind, found),
        }
    }
}

/// A file that cannot be read, or is none of the formats.
#[derive(Debug, thiserror::Error)]
pub enum UsageFileError {
    /// It could not be opened or read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It has no rows.
    #[error("the file is empty")]
    Empty,
    /// Its columns are those of no format.
    #[error("not a usage file: its columns are {0}")]
    Unknown(String),
    /// It is packed in a way that is not read here.
    #[error("{0} is not read here")]
    Packing(&'static str),
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageSummary {
    /// What the file is.
    pub format: UsageFormat,
    /// How it is packed.
    pub packing: Packing,
    /// All rows.
    pub rows: u64,
    /// Rows that are hours of a machine.
    pub machine_rows: u64,
    /// Rows that are something else, by what they are.
    pub skipped: BTreeMap<NotMachineHours, u64>,
    /// Rows that cannot be read.
    pub bad: u64,
    /// Days with hours of a machine: the first and the last.
    pub days: Option<(Day, Day)>,
    /// Sizes that the catalogue does not know, and in how many rows. They match only themselves.
    pub unknown_sizes: BTreeMap<String, u64>,
    /// Regions that are not known, and in how many rows.
    pub unknown_regions: BTreeMap<String, u64>,
    /// The reading was ended before the end of the file.
    pub is_cut: bool,
}

impl UsageSummary {
    const fn of(format: UsageFormat, packing: Packing) -> Self {
        Self {
            format,
            packing,
            rows: 0,
            machine_rows: 0,
            skipped: BTreeMap::new(),
            bad: 0,
            days: None,
            unknown_sizes: BTreeMap::new(),
            unknown_regions: BTreeMap::new(),
            is_cut: false,
        }
    }
}

/// Reads a usage file from its beginning to its end, or until `each` breaks. Memory does not grow with
/// the file.
pub fn read_usage(
    path: &Path,
    names: &mut UsageNames,
    mut each: impl FnMut(Event<'_>) -> ControlFlow<()>,
) -> Result<UsageSummary, UsageFileError> {
    let file = File::open(path)?;
    let of_bytes = file.metadata()?.len();
    match unpack::open(file)? {
        Opened::Text(text) => csv_rows::read(text, of_bytes, names, &mut each),
        Opened::Zip(mut archive, bytes) => {
            let text = unpack::only_file(&mut archive, bytes)?;
            csv_rows::read(text, of_bytes, names, &mut each)
        }
        Opened::Parquet(file) => parquet_rows::read(file, of_bytes, names, &mut each),
    }
}

#[cfg(test)]
mod tests;

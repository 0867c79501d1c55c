//! Readers of usage files. Leaf. Rules R-SZ-3, R-SZ-7, R-BN-3, R-BN-4; features rows 45, 54.
//!
//! [`read_usage`] reads a file piece by piece, whatever its size, on several threads, and hands out what it
//! finds in the order of the file to whoever implements [`TakeUsage`]: hours of machines, rows that are
//! something else, and rows that cannot be read, with their line and the reason. A machine is named once and
//! then only numbered, since a file has the same machine again for every hour or day. The format and the
//! packing are recognised from the contents, never from the file's name.
//!
//! ```no_run
//! use ground::domain::usage::{NotMachineHours, UsageMachine};
//! use ground::reference::usage::{BadRow, Next, Progress, TakeUsage, UsageHours, UsageNames, read_usage};
//!
//! #[derive(Default)]
//! struct Print(Vec<String>);
//! impl TakeUsage for Print {
//!     type Machine = usize;
//!     fn machine(&mut self, ran: &UsageMachine<'_>) -> usize {
//!         self.0.push(ran.machine.resource_id.to_owned());
//!         self.0.len() - 1
//!     }
//!     fn hours(&mut self, row: UsageHours<usize>) -> Next {
//!         println!("{:?} {} {}", row.period, self.0[row.machine], row.hours);
//!         Next::On
//!     }
//!     fn skipped(&mut self, _line: u64, _why: NotMachineHours) -> Next {
//!         Next::On
//!     }
//!     fn bad(&mut self, line: u64, reason: BadRow) -> Next {
//!         println!("line {line}: {reason}");
//!         Next::Stop
//!     }
//!     fn progress(&mut self, _seen: Progress) -> Next {
//!         Next::On
//!     }
//! }
//! let names = UsageNames::shipped().unwrap();
//! println!("{}", read_usage("usage.csv.gz".as_ref(), &names, &mut Print::default()).unwrap().format);
//! ```

mod ahead;
mod azure;
mod columns;
mod combinations;
mod csv_rows;
mod cut;
mod focus;
mod hourly;
mod names;
mod parquet_cells;
mod parquet_columns;
mod parquet_rows;
mod piece;
mod rows;
mod tally;
mod texts;
mod times;
mod unpack;

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io;
use std::num::NonZero;
use std::path::Path;

pub use names::UsageNames;

use unpack::Opened;

use crate::domain::benefit::Hours;
use crate::domain::time::Day;
use crate::domain::usage::{NotMachineHours, Period, UsageMachine};
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

/// How long a machine ran, as a row of a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsageHours<M> {
    /// Line of the file, the header being line 1; in Parquet the row, the first being 1.
    pub line: u64,
    /// What ran, as [`TakeUsage::machine`] said.
    pub machine: M,
    /// When.
    pub period: Period,
    /// How long.
    pub hours: Hours,
}

/// How far the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows so far.
    pub rows: u64,
    /// Bytes of the file that were read.
    pub bytes: u64,
    /// Bytes of the file.
    pub of_bytes: u64,
}

/// How the reading goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// With the next row.
    On,
    /// With the next row; what stood for machines counts no more, and each is named once again.
    Forget,
    /// Not at all.
    Stop,
}

/// Takes what is found in a file, in the order of the file.
pub trait TakeUsage {
    /// What stands for a machine: a number, mostly.
    type Machine: Copy;

    /// A machine, before its first hours. The same machine may come several times.
    fn machine(&mut self, ran: &UsageMachine<'_>) -> Self::Machine;

    /// Hours of a machine.
    fn hours(&mut self, row: UsageHours<Self::Machine>) -> Next;

    /// A row that is something else.
    fn skipped(&mut self, line: u64, why: NotMachineHours) -> Next;

    /// A row that cannot be read.
    fn bad(&mut self, line: u64, reason: BadRow) -> Next;

    /// Every few thousand rows.
    fn progress(&mut self, seen: Progress) -> Next;
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

/// Reads a usage file from its beginning to its end, or until `taker` stops. Memory does not grow with the
/// file.
pub fn read_usage<T: TakeUsage>(
    path: &Path,
    names: &UsageNames,
    taker: &mut T,
) -> Result<UsageSummary, UsageFileError> {
    let file = File::open(path)?;
    let of_bytes = file.metadata()?.len();
    match unpack::open(file)? {
        Opened::Text(text) => csv_rows::read(text, of_bytes, names, taker),
        Opened::Zip(mut archive, bytes) => {
            let text = unpack::only_file(&mut archive, bytes)?;
            csv_rows::read(text, of_bytes, names, taker)
        }
        Opened::Parquet => parquet_rows::read(path, of_bytes, names, taker),
    }
}

/// Threads for so many jobs.
fn threads(jobs: u64) -> usize {
    let all = std::thread::available_parallelism().map_or(1, NonZero::get);
    usize::try_from(jobs).unwrap_or(usize::MAX).clamp(1, all)
}

#[cfg(test)]
mod tests;

//! Reads a price file, whichever of the known formats it is in. Leaf.
//!
//! The format is recognised by the content: saved pages of the Retail Prices API, or our CSV, either
//! of them gzip-compressed or with a UTF-8 byte order mark.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;

use super::places::currencies;
use super::table::DataError;
use super::{price_csv, retail};
use crate::domain::money::{Currency, Money};
use crate::domain::prices::{BadRow, BadRowReason, PriceRow, RawPrice, Skipped};
use crate::domain::term::Term;
use crate::domain::time::Day;

/// The most bytes a file may have when it is uncompressed.
const MOST_BYTES: u64 = 4 << 30;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// Saved pages of the Azure Retail Prices API.
    Retail,
    /// Our CSV.
    Csv,
}

/// What a file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSummary {
    /// What the file is.
    pub format: FileFormat,
    /// Rows that are prices.
    pub good: u64,
    /// Rows that are not.
    pub bad: u64,
    /// Rows that are not for us, by what they are.
    pub skipped: BTreeMap<Skipped, u64>,
    /// Columns of a CSV file that were not read.
    pub extra_columns: Vec<String>,
}

/// Why a whole file could not be read. Rows before the place were handed out; nothing of a file that
/// broke should be kept.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file could not be read, or its compression is damaged.
    #[error("the file could not be read: {0}")]
    Io(#[from] io::Error),
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// UTF-16, as old shells save it.
    #[error("the file is UTF-16; save it as UTF-8")]
    Utf16,
    /// The JSON breaks off or is damaged.
    #[error("line {line}, column {column}: {reason}")]
    BrokenJson {
        /// Line, counted from 1.
        line: u64,
        /// Column, counted from 1.
        column: u64,
        /// What the reader said.
        reason: String,
    },
    /// JSON, and no page of the Retail Prices API: it has no list named Items.
    #[error("line {line}: not a page of the Retail Prices API, it has no Items")]
    NoItems {
        /// Line on which the value ends.
        line: u64,
    },
    /// The first line of a CSV file lacks columns.
    #[error("the first line lacks the columns {}", .0.join(", "))]
    MissingColumns(Vec<&'static str>),
    /// The first line of a CSV file names a column twice.
    #[error("the first line names the column {0} twice")]
    RepeatedColumn(&'static str),
    /// A shipped table could not be read.
    #[error(transparent)]
    Data(#[from] DataError),
}

/// Reads a price file and hands out each row, good or bad, in the order of the file. Rows that are
/// not for us are only counted. Memory grows with the number of different prices, not with the file.
pub fn read_prices(file: impl Read, on_row: impl FnMut(Result<PriceRow, BadRow>)) -> Result<FileSummary, FileError> {
    let mut plain = unpack(file)?;
    let start = plain.fill_buf()?;
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return Err(FileError::Utf16);
    }
    if start.starts_with(&[0xEF, 0xBB, 0xBF]) {
        plain.consume(3);
    }
    let (skipped_lines, first) = first_letter(&mut plain)?;
    let format = match first {
        None => return Err(FileError::Empty),
        Some(b'{' | b'[') => FileFormat::Retail,
        Some(_) => FileFormat::Csv,
    };
    let mut sink = Sink::new(format, on_row)?;
    match format {
        FileFormat::Retail => retail::read(plain, skipped_lines, &mut sink)?,
        FileFormat::Csv => price_csv::read(plain, skipped_lines, &mut sink)?,
    }
    Ok(sink.summary)
}

/// Uncompresses what starts like gzip.
fn unpack<'a>(file: impl Read + 'a) -> io::Result<BufReader<Limited<Box<dyn Read + 'a>>>> {
    let mut file = BufReader::new(file);
    let gzip = file.fill_buf()?.starts_with(&[0x1F, 0x8B]);
    let plain: Box<dyn Read + 'a> = if gzip { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    Ok(BufReader::new(Limited { inner: plain, left: MOST_BYTES }))
}

/// Refuses what goes on after `left` bytes, instead of reading a part of it.
pub(super) struct Limited<R> {
    pub(super) inner: R,
    pub(super) left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        let left = u64::try_from(count).ok().and_then(|count| self.left.checked_sub(count));
        self.left = left.ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}

/// Goes past white space; how many lines that were, and the byte that follows.
fn first_letter(reader: &mut impl BufRead) -> io::Result<(u64, Option<u8>)> {
    let mut lines = 0;
    loop {
        let Some(byte) = reader.fill_buf()?.first().copied() else { return Ok((lines, None)) };
        if !byte.is_ascii_whitespace() {
            return Ok((lines, Some(byte)));
        }
        lines += u64::from(byte == b'\n');
        reader.consume(1);
    }
}

/// How many lines end in these bytes.
pub(super) fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |count, byte| count + u64::from(*byte == b'\n'))
}

/// What two rows must not disagree on.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    size: String,
    region: String,
    term: Term,
    currency: Currency,
    segment: Option<String>,
    effective_from: Option<Day>,
}

/// Where the readers of both formats put their rows.
pub(super) struct Sink<F> {
    summary: FileSummary,
    currencies: HashSet<Currency>,
    seen: HashMap<Key, (u64, Money)>,
    on_row: F,
}

impl<F: FnMut(Result<PriceRow, BadRow>)> Sink<F> {
    fn new(format: FileFormat, on_row: F) -> Result<Self, DataError> {
        let currencies = currencies().map(|row| row.map(|row| row.code)).collect::<Result<_, _>>()?;
        let summary = FileSummary { format, good: 0, bad: 0, skipped: BTreeMap::new(), extra_columns: Vec::new() };
        Ok(Self { summary, currencies, seen: HashMap::new(), on_row })
    }

    /// A row whose parts are text: checked, and compared with the rows before it.
    pub(super) fn row(&mut self, line: u64, item: Option<u64>, raw: &RawPrice<'_>) {
        let row = match raw.check(line, |currency| self.currencies.contains(&currency)) {
            Ok(row) => row,
            Err(reason) => return self.bad(line, item, reason),
        };
        let key = Key {
            size: row.size.to_lowercase(),
            region: row.region.clone(),
            term: row.term,
            currency: row.total.currency(),
            segment: row.segment.clone(),
            effective_from: row.effective_from,
        };
        match self.seen.entry(key) {
            Entry::Vacant(free) => {
                free.insert((line, row.total));
                self.summary.good += 1;
                (self.on_row)(Ok(row));
            }
            Entry::Occupied(first) => {
                let (first_line, total) = *first.get();
                if total == row.total {
                    self.skip(Skipped::Repeated);
                } else {
                    self.bad(line, item, BadRowReason::Contradicts { first_line });
                }
            }
        }
    }

    pub(super) fn bad(&mut self, line: u64, item: Option<u64>, reason: BadRowReason) {
        self.summary.bad += 1;
        (self.on_row)(Err(BadRow { line, item, reason }));
    }

    pub(super) fn skip(&mut self, kind: Skipped) {
        *self.summary.skipped.entry(kind).or_default() += 1;
    }

    pub(super) fn extra_column(&mut self, name: &str) {
        self.summary.extra_columns.push(name.to_owned());
    }
}

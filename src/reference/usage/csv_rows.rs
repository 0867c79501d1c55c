//! Rows of CSV, block by block on several threads. Leaf.

use std::ops::ControlFlow;
use std::{io, iter};

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};

use super::ahead::{Jobs, in_order};
use super::columns::{Cells, Headers, Layout, hours};
use super::cut::{Block, Blocks};
use super::names::UsageNames;
use super::piece::{Other, Piece};
use super::rows::RowReader;
use super::tally::Tally;
use super::texts::Texts;
use super::unpack::Unpacked;
use super::{BadRow, TakeUsage, UsageFileError, UsageSummary, threads};
use crate::domain::benefit::Hours;

/// A file of so many bytes keeps another thread busy.
const FOR_A_THREAD: u64 = 1 << 20;
/// Blocks that were read while rows before them are not taken yet: some thousand rows each.
const AHEAD: usize = 64;

pub(super) fn read<T: TakeUsage>(
    unpacked: Unpacked<'_>,
    of_bytes: u64,
    names: &UsageNames,
    taker: &mut T,
) -> Result<UsageSummary, UsageFileError> {
    let packing = unpacked.packing;
    let mut blocks = Blocks::new(unpacked);
    let Some(mut first) = blocks.next().transpose()? else { return Err(UsageFileError::Empty) };
    let mut record = StringRecord::new();
    let (line, behind) = {
        let mut reader = reader(&first.text);
        if !reader.read_record(&mut record).map_err(broken)? {
            return Err(UsageFileError::Empty);
        }
        (reader.position().line(), usize::try_from(reader.position().byte()).unwrap_or(usize::MAX))
    };
    first.text.drain(..behind.min(first.text.len()));
    let headers = Headers::new(record.iter());
    let unknown = || UsageFileError::Unknown(record.iter().take(12).collect::<Vec<_>>().join(", "));
    let layout = Layout::recognise(&headers).ok_or_else(unknown)?;
    let mut tally = Tally::new(UsageSummary::of(layout.format, packing), taker, of_bytes, line);
    let threads = threads(of_bytes.div_ceil(FOR_A_THREAD));
    let work = |number: usize, jobs: &Jobs<'_, _>| {
        let mut worker = Worker::new(RowReader::new(number, threads, &layout, names), headers.len());
        while let Some((block, pieces)) = jobs.next() {
            let made = Result::map_err(block, UsageFileError::from).and_then(|block| worker.block(&block));
            if pieces.send(made).is_err() {
                return;
            }
        }
    };
    let jobs = iter::once(Ok(first)).chain(blocks);
    in_order((threads, AHEAD), jobs, work, |piece| tally.take(piece))?;
    Ok(tally.summary)
}

fn reader(text: &[u8]) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(64 * 1024).from_reader(text)
}

impl Cells for StringRecord {
    fn text(&self, column: usize) -> &str {
        self.get(column).unwrap_or("")
    }
}

/// Reads blocks on one thread.
struct Worker<'a> {
    rows: RowReader<'a>,
    /// How many columns the header has.
    columns: usize,
    machines: Joined,
    periods: Joined,
}

impl<'a> Worker<'a> {
    fn new(rows: RowReader<'a>, columns: usize) -> Self {
        Self { rows, columns, machines: Joined::default(), periods: Joined::default() }
    }

    fn block(&mut self, block: &Block) -> Result<Piece, UsageFileError> {
        if self.rows.is_full(self.machines.weight() + self.periods.weight()) {
            self.rows.forget();
            (self.machines, self.periods) = (Joined::default(), Joined::default());
        }
        let mut reader = reader(&block.text);
        let mut record = StringRecord::new();
        while self.row(&block.text, &mut reader, &mut record)?.is_continue() {}
        let mut piece = self.rows.take();
        piece.lines = next_line(&block.text, reader.position()).saturating_sub(1);
        piece.bytes = block.bytes;
        Ok(piece)
    }

    /// Reads a row, until there is none.
    fn row(
        &mut self,
        text: &[u8],
        reader: &mut Reader<&[u8]>,
        record: &mut StringRecord,
    ) -> Result<ControlFlow<()>, UsageFileError> {
        let line = next_line(text, reader.position());
        let bad = match reader.read_record(record) {
            Ok(false) => return Ok(ControlFlow::Break(())),
            Ok(true) if record.len() == self.columns => None,
            Ok(true) => Some(BadRow::Columns { found: record.len(), expected: self.columns }),
            Err(error) => Some(unreadable(error)?),
        };
        self.rows.piece.begin(line.saturating_sub(1));
        match bad {
            Some(reason) => self.rows.piece.push_other(Other::Bad(reason)),
            None => self.cells(record),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn cells(&mut self, record: &StringRecord) {
        let layout = self.rows.layout;
        let machine = self.machines.number(record, &layout.machine, || self.rows.machine(record));
        let period = self.periods.number(record, &layout.period, || self.rows.period(record));
        let long = || match layout.hours {
            Some(column) => hours(record.text(column).trim()),
            None => Ok(Hours::whole(1)),
        };
        self.rows.row(machine, period, long);
    }
}

/// The line on which the next row begins. The reader stands behind the row before, perhaps in the middle of the
/// end of its line, and before empty lines.
fn next_line(text: &[u8], reader: &csv::Position) -> u64 {
    let rest = usize::try_from(reader.byte()).ok().and_then(|at| text.get(at..)).unwrap_or_default();
    let skipped = rest.iter().take_while(|byte| b"\r\n".contains(byte)).filter(|byte| **byte == b'\n').count();
    reader.line().saturating_add(u64::try_from(skipped).unwrap_or(0))
}

/// Cells that are read together, as one text, and the number that was given for each.
#[derive(Debug, Default)]
struct Joined {
    texts: Texts,
    numbers: Vec<u32>,
    joined: Vec<u8>,
}

impl Joined {
    /// The number of these cells of a row; `new` gives it when they come for the first time.
    fn number(&mut self, record: &StringRecord, columns: &[usize], new: impl FnOnce() -> u32) -> u32 {
        self.joined.clear();
        for column in columns {
            let text = record.text(*column);
            self.joined.extend_from_slice(text.as_bytes());
            // Tells where the next one begins.
            self.joined.extend_from_slice(&text.len().to_le_bytes());
        }
        let text = usize::try_from(self.texts.number(&self.joined)).unwrap_or(usize::MAX);
        if let Some(known) = self.numbers.get(text) {
            return *known;
        }
        let number = new();
        self.numbers.push(number);
        number
    }

    fn weight(&self) -> usize {
        self.texts.weight()
    }
}

/// A row that is not text is a bad row; a file that cannot be read is an error of the file.
fn unreadable(error: csv::Error) -> Result<BadRow, UsageFileError> {
    if let ErrorKind::Utf8 { err, .. } = error.kind() {
        return Ok(BadRow::NotText(err.to_string()));
    }
    Err(broken(error))
}

fn broken(error: csv::Error) -> UsageFileError {
    let text = error.to_string();
    let io = if let ErrorKind::Io(error) = error.into_kind() { Some(error) } else { None };
    UsageFileError::Io(io.unwrap_or_else(|| io::Error::other(text)))
}

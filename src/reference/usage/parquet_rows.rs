//! Rows of Parquet: only the columns that are read, row group by row group on several threads. Leaf.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use arrow_array::{ArrayRef, RecordBatch};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::basic::Encoding;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};

use super::ahead::{Jobs, in_order};
use super::columns::{Headers, Layout, hours};
use super::names::UsageNames;
use super::parquet_cells::CellGroup;
use super::parquet_columns::{Column, with_dictionaries};
use super::piece::Piece;
use super::rows::RowReader;
use super::tally::Tally;
use super::texts::Texts;
use super::{BadRow, Packing, TakeUsage, UsageFileError, UsageSummary, threads};
use crate::domain::benefit::Hours;

const BATCH: usize = 8_192;
/// Row groups that were read while rows before them are not taken yet: mostly a million rows each.
const AHEAD: usize = 3;
/// Bytes of different hours that are remembered, so that each is read as text once.
const REMEMBERED: usize = 4 << 20;

pub(super) fn read<T: TakeUsage>(
    path: &Path,
    of_bytes: u64,
    names: &UsageNames,
    taker: &mut T,
) -> Result<UsageSummary, UsageFileError> {
    let metadata = metadata(&File::open(path)?)?;
    let fields = metadata.schema().fields();
    let headers = Headers::new(fields.iter().map(|field| field.name().as_str()));
    let unknown = || {
        let names: Vec<&str> = fields.iter().take(12).map(|field| field.name().as_str()).collect();
        UsageFileError::Unknown(names.join(", "))
    };
    let layout = Layout::recognise(&headers).ok_or_else(unknown)?;
    let mut tally = Tally::new(UsageSummary::of(layout.format, Packing::Parquet), taker, of_bytes, 1);
    let groups = metadata.metadata().row_groups();
    let mut bytes = 0_u64;
    let jobs = groups.iter().enumerate().map(|(number, group)| {
        bytes = bytes.saturating_add(u64::try_from(group.compressed_size()).unwrap_or(0));
        Group { number, bytes }
    });
    let threads = threads(u64::try_from(groups.len()).unwrap_or(u64::MAX));
    let work = |number: usize, jobs: &Jobs<'_, _>| {
        let mut worker = Worker::new(path, &metadata, RowReader::new(number, threads, &layout, names));
        while let Some((group, pieces)) = jobs.next() {
            if let Err(error) = worker.group(&group, &pieces)
                && pieces.send(Err(error)).is_err()
            {
                return;
            }
        }
    };
    in_order((threads, AHEAD), jobs, work, |piece| tally.take(piece))?;
    Ok(tally.summary)
}

/// What the file says of itself.
fn metadata(file: &File) -> Result<ArrowReaderMetadata, UsageFileError> {
    ArrowReaderMetadata::load(file, options()).map_err(broken)
}

/// Only what Parquet itself says: some writers add a schema of another program.
fn options() -> ArrowReaderOptions {
    ArrowReaderOptions::new().with_skip_arrow_metadata(true)
}

/// The same for a row group, with the dictionaries that it has for all rows of a column.
fn metadata_of(all: &ArrowReaderMetadata, group: usize) -> Result<ArrowReaderMetadata, UsageFileError> {
    let file = all.metadata();
    let root = |leaf: usize| file.file_metadata().schema_descr().get_column_root_idx(leaf);
    let columns = file.row_groups().get(group).map(RowGroupMetaData::columns).unwrap_or_default();
    let has_dictionary = |place: usize| {
        let column = columns.iter().enumerate().find(|(leaf, _)| root(*leaf) == place).map(|(_, column)| column);
        let encodings = column.and_then(ColumnChunkMetaData::page_encoding_stats_mask);
        encodings.is_none_or(|all| {
            all.encodings().all(|one| matches!(one, Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY))
        })
    };
    let schema = Arc::new(with_dictionaries(all.schema(), has_dictionary));
    ArrowReaderMetadata::try_new(Arc::clone(file), options().with_schema(schema)).map_err(broken)
}

/// A row group.
#[derive(Debug)]
struct Group {
    number: usize,
    /// Bytes of the file with it and all before it.
    bytes: u64,
}

/// Reads row groups on one thread.
struct Worker<'a> {
    path: &'a Path,
    metadata: &'a ArrowReaderMetadata,
    rows: RowReader<'a>,
    /// The columns of the file that are read, in its order.
    read: Vec<usize>,
    machines: CellGroup,
    periods: CellGroup,
    hours: LongColumn,
}

impl<'a> Worker<'a> {
    fn new(path: &'a Path, metadata: &'a ArrowReaderMetadata, rows: RowReader<'a>) -> Self {
        let layout = rows.layout;
        let (machines, periods) = (CellGroup::new(&layout.machine), CellGroup::new(&layout.period));
        let mut read: Vec<usize> = layout.machine.iter().chain(&layout.period).copied().chain(layout.hours).collect();
        read.sort_unstable();
        read.dedup();
        Self { path, metadata, rows, read, machines, periods, hours: LongColumn::default() }
    }

    /// Hands out the rows of a row group, until there is no more or nobody takes them.
    fn group(
        &mut self,
        group: &Group,
        pieces: &SyncSender<Result<Piece, UsageFileError>>,
    ) -> Result<(), UsageFileError> {
        // A file of its own for each group: several threads would move the place of one.
        let metadata = metadata_of(self.metadata, group.number)?;
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(File::open(self.path)?, metadata);
        let mask = ProjectionMask::roots(builder.parquet_schema(), self.read.iter().copied());
        let batches = builder.with_projection(mask).with_row_groups(vec![group.number]).with_batch_size(BATCH);
        for batch in batches.build().map_err(broken)? {
            self.batch(&batch.map_err(broken)?);
            let mut piece = self.rows.take();
            piece.bytes = group.bytes;
            if pieces.send(Ok(piece)).is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn batch(&mut self, batch: &RecordBatch) {
        if self.rows.is_full(self.machines.weight() + self.periods.weight()) {
            self.rows.forget();
            let layout = self.rows.layout;
            (self.machines, self.periods) = (CellGroup::new(&layout.machine), CellGroup::new(&layout.period));
        }
        let read = &self.read;
        let array = |column: usize| read.binary_search(&column).ok().and_then(|at| batch.columns().get(at));
        let Self { rows, machines, periods, hours, .. } = self;
        machines.fill(batch.num_rows(), array, |cells| rows.machine(cells));
        periods.fill(batch.num_rows(), array, |cells| rows.period(cells));
        rows.layout.hours.and_then(array).into_iter().for_each(|array| hours.fill(array));
        for (row, (machine, period)) in machines.numbers().iter().zip(periods.numbers()).enumerate() {
            rows.piece.begin(u64::try_from(row).unwrap_or(u64::MAX));
            rows.row(*machine, *period, || hours.hours(row));
        }
    }
}

/// How long the rows of a batch ran: each different value is read once.
#[derive(Debug, Default)]
struct LongColumn {
    column: Column,
    texts: Texts,
    read: Vec<Result<Hours, BadRow>>,
    /// The number of each row's text; none where rows stand for the whole hour.
    numbers: Vec<u32>,
}

impl LongColumn {
    /// Takes the column of the next batch.
    fn fill(&mut self, array: &ArrayRef) {
        if self.texts.weight() > REMEMBERED {
            *self = Self::default();
        }
        self.column.numbers(array, &mut self.texts, &mut self.numbers);
        let new = u32::try_from(self.read.len()).unwrap_or(u32::MAX)..self.texts.len();
        self.read.extend(new.map(|number| hours(self.texts.text(number).trim())));
    }

    fn hours(&self, row: usize) -> Result<Hours, BadRow> {
        let number = self.numbers.get(row).and_then(|number| usize::try_from(*number).ok());
        number.and_then(|number| self.read.get(number)).map_or(Ok(Hours::whole(1)), Clone::clone)
    }
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> UsageFileError {
    UsageFileError::Io(io::Error::other(error))
}

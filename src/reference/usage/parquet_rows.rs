//! Rows of Parquet, a few thousand at a time and only the columns that are read; unpacked by a thread of their
//! own. Leaf.

use std::fs::File;
use std::sync::mpsc::{SyncSender, sync_channel};

use chrono::DateTime;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use rust_decimal::Decimal;

use super::columns::{Cells, Headers, Layout};
use super::names::UsageNames;
use super::tally::{Each, Tally};
use super::{Packing, UsageFileError, UsageSummary};

const BATCH: usize = 4_096;
/// Pieces that wait to be read.
const AHEAD: usize = 4;

pub(super) fn read(
    file: File,
    of_bytes: u64,
    names: &mut UsageNames,
    each: Each<'_>,
) -> Result<UsageSummary, UsageFileError> {
    let reader = SerializedFileReader::new(file).map_err(broken)?;
    let schema = reader.metadata().file_metadata().schema_descr();
    let columns = schema.columns();
    let headers = Headers::new(columns.iter().map(|column| column.name()));
    let unknown = || {
        let names: Vec<&str> = columns.iter().take(12).map(|column| column.name()).collect();
        UsageFileError::Unknown(names.join(", "))
    };
    let layout = Layout::recognise(&headers).ok_or_else(unknown)?;
    let wanted = layout.columns();
    let forms: Vec<Option<Form>> = (columns.iter().enumerate())
        .map(|(at, column)| wanted.contains(&at).then(|| Form::of(column)).flatten())
        .collect();
    let mut tally = Tally::new(UsageSummary::of(layout.format(), Packing::Parquet), names, each, of_bytes);
    std::thread::scope(|scope| {
        let (pieces, decoded) = sync_channel(AHEAD);
        // Unpacking is about as much work as reading what was unpacked.
        scope.spawn(|| unpack(&reader, &forms, pieces));
        for piece in decoded {
            let piece = piece.map_err(broken)?;
            for row in 0..piece.count {
                let line = tally.summary.rows.saturating_add(1);
                if tally.take(line, layout.read(&Row { columns: &piece.columns, row })).is_break()
                    || tally.progress(piece.bytes).is_break()
                {
                    return Ok::<(), UsageFileError>(());
                }
            }
        }
        Ok(())
    })?;
    Ok(tally.summary)
}

/// Some rows, as text.
struct Piece {
    columns: Vec<Column>,
    count: usize,
    /// Bytes of the file that come before their row group.
    bytes: u64,
}

/// Hands out piece by piece, until there is no more or nobody takes it.
fn unpack(
    reader: &SerializedFileReader<File>,
    forms: &[Option<Form>],
    pieces: SyncSender<Result<Piece, ParquetError>>,
) {
    let mut bytes = 0_u64;
    for group in 0..reader.num_row_groups() {
        let done = reader.get_row_group(group).and_then(|group| unpack_group(&*group, forms, bytes, &pieces));
        match done {
            Ok((Flow::Continue(()), size)) => bytes = bytes.saturating_add(size),
            Ok((Flow::Break(()), _)) => return,
            Err(error) => {
                // Whoever does not take it has given up before.
                let _given_up = pieces.send(Err(error));
                return;
            }
        }
    }
}

type Flow = std::ops::ControlFlow<()>;

/// The pieces of a row group, and how large it is in the file.
fn unpack_group(
    group: &dyn RowGroupReader,
    forms: &[Option<Form>],
    bytes: u64,
    pieces: &SyncSender<Result<Piece, ParquetError>>,
) -> Result<(Flow, u64), ParquetError> {
    let mut readers = Vec::with_capacity(forms.len());
    for (at, form) in forms.iter().enumerate() {
        readers.push(form.map(|form| group.get_column_reader(at).map(|reader| (reader, form))).transpose()?);
    }
    let size = u64::try_from(group.metadata().compressed_size()).unwrap_or(0);
    let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    while left > 0 {
        let count = left.min(BATCH);
        let mut columns = Vec::with_capacity(readers.len());
        for reader in &mut readers {
            let mut column = Column::default();
            if let Some((reader, form)) = reader {
                fill_any(reader, *form, count, &mut column)?;
            }
            columns.push(column);
        }
        if pieces.send(Ok(Piece { columns, count, bytes })).is_err() {
            return Ok((Flow::Break(()), size));
        }
        left -= count;
    }
    Ok((Flow::Continue(()), size))
}

fn broken(error: ParquetError) -> UsageFileError {
    UsageFileError::Io(std::io::Error::other(error))
}

/// How the values of a column become text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    /// Days since 1970.
    Day,
    /// So many of a second since 1970.
    Moment(i64),
    /// Whole numbers with so many decimals.
    Decimal(u32),
}

impl Form {
    /// `None` for lists and maps, which hold nothing that is asked for.
    fn of(column: &ColumnDescriptor) -> Option<Self> {
        if column.max_rep_level() > 0 {
            return None;
        }
        let scale = u32::try_from(column.type_scale()).unwrap_or(0);
        let logical = column.logical_type_ref();
        if let Some(LogicalType::Timestamp(time)) = logical {
            return Some(Self::Moment(match time.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            }));
        }
        let converted = column.converted_type();
        let is = |kind| converted == kind;
        Some(if is(ConvertedType::DATE) || matches!(logical, Some(LogicalType::Date)) {
            Self::Day
        } else if is(ConvertedType::TIMESTAMP_MILLIS) {
            Self::Moment(1_000)
        } else if is(ConvertedType::TIMESTAMP_MICROS) {
            Self::Moment(1_000_000)
        } else if is(ConvertedType::DECIMAL) || matches!(logical, Some(LogicalType::Decimal(_))) {
            Self::Decimal(scale)
        } else {
            Self::Plain
        })
    }

    fn whole(self, value: i64, text: &mut String) {
        let shown = match self {
            Self::Plain => value.to_string(),
            Self::Day => moment(value.saturating_mul(86_400), 1),
            Self::Moment(a_second) => moment(value, a_second),
            Self::Decimal(scale) => Decimal::try_from_i128_with_scale(i128::from(value), scale)
                .map_or_else(|_| value.to_string(), |it| it.to_string()),
        };
        text.push_str(&shown);
    }

    fn bytes(self, value: &[u8], text: &mut String) {
        if let Self::Decimal(scale) = self {
            let number = big_endian(value).and_then(|value| Decimal::try_from_i128_with_scale(value, scale).ok());
            text.push_str(&number.map_or_else(String::new, |number| number.to_string()));
        } else {
            text.push_str(&String::from_utf8_lossy(value));
        }
    }
}

/// `2024-09-03T05:00:00Z`; empty when it is no moment.
fn moment(value: i64, a_second: i64) -> String {
    let micros = i128::from(value).saturating_mul(1_000_000).checked_div(i128::from(a_second));
    let at = micros.and_then(|micros| i64::try_from(micros).ok()).and_then(DateTime::from_timestamp_micros);
    at.map_or_else(String::new, |at| at.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string())
}

/// A whole number in two's complement, the largest byte first.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let is_negative = bytes.first().is_some_and(|first| *first >= 0x80);
    let mut all = [if is_negative { 0xff } else { 0 }; 16];
    let from = all.len().checked_sub(bytes.len())?;
    all.get_mut(from..)?.copy_from_slice(bytes);
    Some(i128::from_be_bytes(all))
}

/// Cells of one column, one after the other.
#[derive(Debug, Default)]
struct Column {
    text: String,
    ends: Vec<usize>,
}

impl Column {
    /// Adds a value; one that is the same as the last is copied as text, which is quicker than writing it.
    fn push<'v, V: PartialEq>(
        &mut self,
        value: &'v V,
        last: &mut Option<(&'v V, usize)>,
        write: impl Fn(&V, &mut String),
    ) {
        let start = self.text.len();
        let same = last.filter(|(before, _)| *before == value).map(|(_, from)| from);
        match same {
            Some(from) => self.text.extend_from_within(from..start),
            None => write(value, &mut self.text),
        }
        *last = Some((value, start));
    }

    fn cell(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|end| self.text.get(start..*end)).unwrap_or("")
    }
}

struct Row<'c> {
    columns: &'c [Column],
    row: usize,
}

impl Cells for Row<'_> {
    fn text(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| column.cell(self.row))
    }
}

fn fill_any(reader: &mut ColumnReader, form: Form, count: usize, column: &mut Column) -> Result<(), ParquetError> {
    match reader {
        ColumnReader::BoolColumnReader(reader) => {
            fill(reader, count, column, |value, text| text.push_str(&value.to_string()))
        }
        ColumnReader::Int32ColumnReader(reader) => {
            fill(reader, count, column, |value, text| form.whole((*value).into(), text))
        }
        ColumnReader::Int64ColumnReader(reader) => fill(reader, count, column, |value, text| form.whole(*value, text)),
        ColumnReader::Int96ColumnReader(reader) => {
            fill(reader, count, column, |value, text| text.push_str(&moment(value.to_micros(), 1_000_000)))
        }
        ColumnReader::FloatColumnReader(reader) => {
            fill(reader, count, column, |value, text| text.push_str(&value.to_string()))
        }
        ColumnReader::DoubleColumnReader(reader) => {
            fill(reader, count, column, |value, text| text.push_str(&value.to_string()))
        }
        ColumnReader::ByteArrayColumnReader(reader) => {
            fill(reader, count, column, |value: &ByteArray, text| form.bytes(value.data(), text))
        }
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            fill(reader, count, column, |value: &FixedLenByteArray, text| form.bytes(value.data(), text))
        }
    }
}

/// Reads so many rows of a column. Where a row has no value, its cell is empty.
fn fill<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    count: usize,
    column: &mut Column,
    write: impl Fn(&T::T, &mut String),
) -> Result<(), ParquetError> {
    let mut values: Vec<T::T> = Vec::with_capacity(count);
    let mut levels: Vec<i16> = Vec::with_capacity(count);
    let mut records = 0;
    while records < count {
        match reader.read_records(count - records, Some(&mut levels), None, &mut values)? {
            (0, ..) => break,
            (read, ..) => records += read,
        }
    }
    let mut values = values.iter();
    let deepest = levels.iter().copied().max().unwrap_or(0);
    let is_full = values.len() == records;
    let mut last: Option<(&T::T, usize)> = None;
    for row in 0..records {
        // Without empty cells all levels are the same, or there are none.
        let has_value = is_full || levels.get(row).is_some_and(|level| *level == deepest);
        if let Some(value) = has_value.then(|| values.next()).flatten() {
            column.push(value, &mut last, &write);
        }
        column.ends.push(column.text.len());
    }
    Ok(())
}

//! Our CSV of prices. Leaf.
//!
//! The first line names the columns, in any order and case: `armSkuName`, `armRegionName`, `term`,
//! `currency`, `price` and, where wanted, `effectiveFrom`, `segment`, `meterId`. The price is for the
//! whole term, with a point before the decimals.

use std::io::{self, Read};

use csv::{ByteRecord, ErrorKind, ReaderBuilder, StringRecord, Terminator};

use super::import::{FileError, Sink, newlines};
use crate::domain::prices::{BadRow, BadRowReason, PriceRow, RawPrice};

/// The columns: the needed ones first.
const COLUMNS: [&str; 8] =
    ["armSkuName", "armRegionName", "term", "currency", "price", "effectiveFrom", "segment", "meterId"];
const NEEDED: usize = 5;

/// Where each column of [`COLUMNS`] stands in the file.
struct Places {
    at: [Option<usize>; 8],
    width: usize,
}

pub(super) fn read<F: FnMut(Result<PriceRow, BadRow>)>(
    file: impl Read,
    lines_before: u64,
    sink: &mut Sink<F>,
) -> Result<(), FileError> {
    // The last line always ends, and lines end at \n alone (a \r before it is trimmed with the value),
    // so that the line of a row follows from the line on which the reader stands after it.
    let file = file.chain(&b"\n"[..]);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).terminator(Terminator::Any(b'\n')).from_reader(file);
    let mut record = ByteRecord::new();
    let mut places = None;
    while reader.read_byte_record(&mut record).map_err(broken)? {
        if record.as_slice().trim_ascii().is_empty() && record.len() == 1 {
            continue;
        }
        let line = (lines_before + reader.position().line()).saturating_sub(1 + newlines(record.as_slice()));
        let text = StringRecord::from_byte_record(record.clone());
        match (&places, text) {
            (None, Ok(header)) => places = Some(Places::find(&header, sink)?),
            (None, Err(_not_text)) => return Err(FileError::MissingColumns(needed().to_vec())),
            (Some(_), Err(_not_text)) => sink.bad(line, None, BadRowReason::NotUtf8),
            (Some(places), Ok(row)) if row.len() != places.width => {
                let reason = BadRowReason::ValueCount { expected: places.width, found: row.len() };
                sink.bad(line, None, reason);
            }
            (Some(places), Ok(row)) => sink.row(line, None, &places.raw(&row)),
        }
    }
    Ok(())
}

fn needed() -> [&'static str; NEEDED] {
    let [size, region, term, currency, price, ..] = COLUMNS;
    [size, region, term, currency, price]
}

impl Places {
    fn find<F: FnMut(Result<PriceRow, BadRow>)>(header: &StringRecord, sink: &mut Sink<F>) -> Result<Self, FileError> {
        let mut at = [None; 8];
        for (place, name) in header.iter().enumerate() {
            let known = COLUMNS.iter().zip(at.iter_mut()).find(|(column, _)| column.eq_ignore_ascii_case(name.trim()));
            match known {
                None => sink.extra_column(name.trim()),
                Some((column, Some(_))) => return Err(FileError::RepeatedColumn(column)),
                Some((_, free)) => *free = Some(place),
            }
        }
        let missing: Vec<_> =
            needed().into_iter().zip(at).filter(|(_, place)| place.is_none()).map(|(column, _)| column).collect();
        if missing.is_empty() { Ok(Self { at, width: header.len() }) } else { Err(FileError::MissingColumns(missing)) }
    }

    fn raw<'a>(&self, row: &'a StringRecord) -> RawPrice<'a> {
        let [size, region, term, currency, price, effective_from, segment, meter_id] =
            self.at.map(|place| place.and_then(|place| row.get(place)));
        let [size_name, region_name, term_name, currency_name, price_name] = needed();
        RawPrice {
            size: (size_name, size),
            region: (region_name, region),
            term: (term_name, term),
            currency: (currency_name, currency),
            price: (price_name, price),
            effective_from,
            segment,
            meter_id,
        }
    }
}

/// With byte records and any number of values, only reading itself can fail.
fn broken(error: csv::Error) -> FileError {
    let text = error.to_string();
    if let ErrorKind::Io(io) = error.into_kind() { FileError::Io(io) } else { FileError::Io(io::Error::other(text)) }
}

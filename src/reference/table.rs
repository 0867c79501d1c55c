//! Reads one shipped table: gzip, then CSV, then typed rows with the line they stand on. Leaf.

use std::marker::PhantomData;

use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;

/// A shipped row could not be read. A test reads every row, so that a release has none of these.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("shipped table {table}, line {line}: {reason}")]
pub struct DataError {
    /// File name of the table.
    pub table: &'static str,
    /// Line in the CSV, the header being line 1.
    pub line: u64,
    /// What the reader said.
    pub reason: String,
}

/// One file of the shipped data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// File name, for errors.
    pub(super) name: &'static str,
    /// The gzip file as it stands in the binary.
    pub(super) gzip: &'static [u8],
}

/// The rows of a table, read one by one as they are asked for.
pub(super) struct Rows<Raw, Row> {
    table: &'static str,
    records: csv::StringRecordsIntoIter<GzDecoder<&'static [u8]>>,
    headers: Option<csv::StringRecord>,
    kinds: PhantomData<fn() -> (Raw, Row)>,
}

impl Table {
    /// Reads the rows; `Raw` has the columns as they are written, `Row` is what callers get.
    pub(super) fn rows<Raw, Row>(self) -> Rows<Raw, Row>
    where
        Raw: DeserializeOwned,
        Row: TryFrom<Raw>,
        Row::Error: std::fmt::Display,
    {
        let mut reader = csv::Reader::from_reader(GzDecoder::new(self.gzip));
        let headers = reader.headers().ok().cloned();
        Rows { table: self.name, records: reader.into_records(), headers, kinds: PhantomData }
    }
}

impl<Raw, Row> Iterator for Rows<Raw, Row>
where
    Raw: DeserializeOwned,
    Row: TryFrom<Raw>,
    Row::Error: std::fmt::Display,
{
    type Item = Result<Row, DataError>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        let error = |line, reason| DataError { table: self.table, line, reason };
        let record = match record {
            Ok(record) => record,
            Err(broken) => {
                let line = broken.position().map_or(0, csv::Position::line);
                return Some(Err(error(line, broken.to_string())));
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let raw = record.deserialize::<Raw>(self.headers.as_ref());
        let row = raw
            .map_err(|wrong| wrong.to_string())
            .and_then(|raw| Row::try_from(raw).map_err(|wrong| wrong.to_string()));
        Some(row.map_err(|reason| error(line, reason)))
    }
}

/// Columns that hold `0` or `1`.
pub(super) fn flag<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let text = <String as serde::Deserialize>::deserialize(deserializer)?;
    match text.as_str() {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(serde::de::Error::custom("expected 0 or 1")),
    }
}

/// Columns that hold `P1Y` or `P3Y`.
pub(super) fn term<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<crate::domain::term::Term, D::Error> {
    let text = <String as serde::Deserialize>::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

//! Rows of CSV, one by one. Leaf.

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::columns::{Cells, Headers, Layout};
use super::names::UsageNames;
use super::tally::{Each, Tally};
use super::unpack::Unpacked;
use super::{BadRow, UsageFileError, UsageSummary};

impl Cells for StringRecord {
    fn text(&self, column: usize) -> &str {
        self.get(column).unwrap_or("")
    }
}

pub(super) fn read(
    unpacked: Unpacked<'_>,
    of_bytes: u64,
    names: &mut UsageNames,
    each: Each<'_>,
) -> Result<UsageSummary, UsageFileError> {
    let Unpacked { packing, text, bytes } = unpacked;
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(256 * 1024).from_reader(text);
    let mut record = StringRecord::new();
    if !reader.read_record(&mut record).map_err(broken)? {
        return Err(UsageFileError::Empty);
    }
    let headers = Headers::new(record.iter());
    let unknown = || UsageFileError::Unknown(record.iter().take(12).collect::<Vec<_>>().join(", "));
    let layout = Layout::recognise(&headers).ok_or_else(unknown)?;
    let mut tally = Tally::new(UsageSummary::of(layout.format(), packing), names, each, of_bytes);
    loop {
        let line = reader.position().line();
        let row = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) if record.len() == headers.len() => layout.read(&record),
            Ok(true) => Err(BadRow::Columns { found: record.len(), expected: headers.len() }),
            Err(error) => Err(unreadable(error)?),
        };
        // The reader stands behind the row before; a row that begins further down says so itself.
        let line = record.position().map_or(line, csv::Position::line).max(line);
        if tally.take(line, row).is_break() || tally.progress(bytes.get()).is_break() {
            break;
        }
    }
    Ok(tally.summary)
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
    UsageFileError::Io(io.unwrap_or_else(|| std::io::Error::other(text)))
}

//! Rows of CSV, one by one. Leaf.

use std::ops::ControlFlow;

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::columns::{Cells, Found, Headers, Layout};
use super::names::UsageNames;
use super::unpack::Unpacked;
use super::{BadRow, Event, UsageFileError, UsageSummary};
use crate::domain::usage::{NotMachineHours, UsageRow};

/// Progress is told after so many rows.
const STEP: u64 = 4_096;
/// So many different unknown names are kept; more would be a file of another kind.
const MOST_NAMES: usize = 1_000;

impl Cells for StringRecord {
    fn text(&self, column: usize) -> &str {
        self.get(column).unwrap_or("")
    }
}

/// Who hears of the rows.
pub(super) type Each<'e> = &'e mut dyn FnMut(Event<'_>) -> ControlFlow<()>;

pub(super) fn read(
    unpacked: Unpacked,
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
    let mut tally = Tally { summary: UsageSummary::of(layout.format(), packing), names, each };
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
        if tally.take(line, row).is_break() {
            tally.summary.is_cut = true;
            break;
        }
        let rows = tally.summary.rows;
        if rows.is_multiple_of(STEP) && (tally.each)(Event::Progress { rows, bytes: bytes.get(), of_bytes }).is_break()
        {
            tally.summary.is_cut = true;
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

/// Counts, and hands out.
pub(super) struct Tally<'t> {
    pub(super) summary: UsageSummary,
    pub(super) names: &'t mut UsageNames,
    pub(super) each: Each<'t>,
}

impl Tally<'_> {
    /// Takes a row.
    pub(super) fn take(
        &mut self,
        line: u64,
        row: Result<Result<Found<'_>, NotMachineHours>, BadRow>,
    ) -> ControlFlow<()> {
        self.summary.rows += 1;
        match row {
            Ok(Ok(found)) => self.take_hours(line, &found),
            Ok(Err(why)) => {
                *self.summary.skipped.entry(why).or_default() += 1;
                (self.each)(Event::Skipped { line, why })
            }
            Err(reason) => {
                self.summary.bad += 1;
                (self.each)(Event::Bad { line, reason })
            }
        }
    }

    fn take_hours(&mut self, line: u64, found: &Found<'_>) -> ControlFlow<()> {
        let summary = &mut self.summary;
        let (size, region) = (self.names.size(&found.size), self.names.region(found.region));
        for (name, unknown) in [(&size, &mut summary.unknown_sizes), (&region, &mut summary.unknown_regions)] {
            if !name.is_known && (unknown.len() < MOST_NAMES || unknown.contains_key(&*name.name)) {
                *unknown.entry(name.name.to_string()).or_default() += 1;
            }
        }
        summary.machine_rows += 1;
        let day = found.period.day();
        summary.days = Some(summary.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        let row = UsageRow {
            period: found.period,
            subscription_id: found.subscription_id,
            resource_group: found.resource_group,
            resource_id: &found.resource_id,
            sku: &size.name,
            region: &region.name,
            kind: found.kind,
            hours: found.hours,
            reservation_id: found.reservation_id.as_deref(),
        };
        (self.each)(Event::Row { line, row })
    }
}

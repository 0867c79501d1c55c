//! Counts the rows of a file and hands them out, with the catalogue's names. Leaf.

use std::ops::ControlFlow;

use super::columns::Reading;
use super::names::UsageNames;
use super::{Event, UsageSummary};
use crate::domain::usage::UsageRow;

/// Progress is told after so many rows.
const STEP: u64 = 4_096;
/// So many different unknown names are kept; more would be a file of another kind.
const MOST_NAMES: usize = 1_000;

/// Who hears of the rows.
pub(super) type Each<'e> = &'e mut dyn FnMut(Event<'_>) -> ControlFlow<()>;

/// Counts, and hands out.
pub(super) struct Tally<'t> {
    pub(super) summary: UsageSummary,
    names: &'t mut UsageNames,
    each: Each<'t>,
    of_bytes: u64,
}

impl<'t> Tally<'t> {
    pub(super) fn new(summary: UsageSummary, names: &'t mut UsageNames, each: Each<'t>, of_bytes: u64) -> Self {
        Self { summary, names, each, of_bytes }
    }

    /// Tells how far it is, every few thousand rows.
    pub(super) fn progress(&mut self, bytes: u64) -> ControlFlow<()> {
        let rows = self.summary.rows;
        if !rows.is_multiple_of(STEP) {
            return ControlFlow::Continue(());
        }
        let flow = (self.each)(Event::Progress { rows, bytes, of_bytes: self.of_bytes });
        self.summary.is_cut |= flow.is_break();
        flow
    }

    /// Takes a row.
    pub(super) fn take(&mut self, line: u64, row: Reading<'_>) -> ControlFlow<()> {
        self.summary.rows += 1;
        let flow = match row {
            Ok(Ok(found)) => self.take_hours(line, &found),
            Ok(Err(why)) => {
                *self.summary.skipped.entry(why).or_default() += 1;
                (self.each)(Event::Skipped { line, why })
            }
            Err(reason) => {
                self.summary.bad += 1;
                (self.each)(Event::Bad { line, reason })
            }
        };
        self.summary.is_cut |= flow.is_break();
        flow
    }

    fn take_hours(&mut self, line: u64, found: &super::columns::Found<'_>) -> ControlFlow<()> {
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

//! Counts the rows of a file and hands them out. Leaf.

use std::ops::ControlFlow;

use super::piece::{OTHER, Other, Piece, Ran};
use super::{Next, Progress, TakeUsage, UsageHours, UsageSummary};
use crate::domain::benefit::Hours;
use crate::domain::usage::Period;

/// So many different unknown names are kept; more would be a file of another kind.
const MOST_NAMES: usize = 1_000;

/// The machines that a reader has met.
struct Met<M> {
    /// What each is to who takes the rows, once a row of it came.
    known: Vec<Option<M>>,
    ran: Vec<Ran>,
    /// Some have a size or region that is not known.
    has_unknown: bool,
}

/// Counts, and hands out.
pub(super) struct Tally<'t, T: TakeUsage> {
    pub(super) summary: UsageSummary,
    taker: &'t mut T,
    of_bytes: u64,
    /// The machines of each reader.
    met: Vec<Met<T::Machine>>,
    /// The line on which the next piece begins.
    line: u64,
}

impl<'t, T: TakeUsage> Tally<'t, T> {
    /// `line` is that of the first row.
    pub(super) fn new(summary: UsageSummary, taker: &'t mut T, of_bytes: u64, line: u64) -> Self {
        Self { summary, taker, of_bytes, met: Vec::new(), line }
    }

    /// Takes the next rows of the file.
    pub(super) fn take(&mut self, mut piece: Piece) -> ControlFlow<()> {
        let reader = piece.reader;
        if self.met.len() <= reader {
            self.met.resize_with(reader + 1, || Met { known: Vec::new(), ran: Vec::new(), has_unknown: false });
        }
        if let Some(met) = self.met.get_mut(reader) {
            if piece.is_fresh {
                (met.known, met.ran, met.has_unknown) = (Vec::new(), Vec::new(), false);
            }
            met.has_unknown |= piece.met.iter().any(|ran| !ran.is_size_known || !ran.is_region_known);
            met.ran.append(&mut piece.met);
            met.known.resize(met.ran.len(), None);
        }
        let flow = self.rows(&mut piece);
        self.line = self.line.saturating_add(piece.lines);
        let seen = Progress { rows: self.summary.rows, bytes: piece.bytes.min(self.of_bytes), of_bytes: self.of_bytes };
        if flow.is_continue() && self.taker.progress(seen) != Next::Stop {
            return ControlFlow::Continue(());
        }
        self.summary.is_cut = true;
        ControlFlow::Break(())
    }

    fn rows(&mut self, piece: &mut Piece) -> ControlFlow<()> {
        let mut others = std::mem::take(&mut piece.others).into_iter();
        let mut periods = piece.periods.iter();
        let mut now: Option<(usize, Period)> = None;
        let rows = piece.machines.iter().zip(&piece.hours).zip(piece.row_lines());
        for (row, ((machine, hours), line)) in rows.enumerate() {
            let line = self.line.saturating_add(line);
            self.summary.rows += 1;
            let next = if *machine == OTHER {
                others.next().map_or(Next::On, |other| self.other(line, other))
            } else {
                while now.is_none_or(|(until, _)| until <= row) {
                    let Some((until, period)) = periods.next() else { break };
                    self.day(*period);
                    now = Some((*until, *period));
                }
                let Some((_, period)) = now else { continue };
                self.hours(piece.reader, *machine, line, period, *hours)
            };
            match next {
                Next::On => {}
                Next::Forget => self.met.iter_mut().for_each(|met| met.known.fill(None)),
                Next::Stop => return ControlFlow::Break(()),
            }
        }
        ControlFlow::Continue(())
    }

    fn other(&mut self, line: u64, other: Other) -> Next {
        match other {
            Other::Skipped(why) => {
                *self.summary.skipped.entry(why).or_default() += 1;
                self.taker.skipped(line, why)
            }
            Other::Bad(reason) => {
                self.summary.bad += 1;
                self.taker.bad(line, reason)
            }
        }
    }

    fn hours(&mut self, reader: usize, machine: u32, line: u64, period: Period, hours: Hours) -> Next {
        let Self { summary, taker, met, .. } = self;
        let Some((met, at)) = met.get_mut(reader).zip(usize::try_from(machine).ok()) else { return Next::On };
        summary.machine_rows += 1;
        if met.has_unknown {
            met.ran.get(at).into_iter().for_each(|ran| count_unknown(summary, ran));
        }
        let machine = match met.known.get_mut(at) {
            Some(Some(machine)) => *machine,
            Some(unknown) => {
                let Some(ran) = met.ran.get(at) else { return Next::On };
                *unknown.insert(taker.machine(&ran.usage_machine()))
            }
            None => return Next::On,
        };
        taker.hours(UsageHours { line, machine, period, hours })
    }

    fn day(&mut self, period: Period) {
        let day = period.day();
        let days = self.summary.days;
        self.summary.days = Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
    }
}

fn count_unknown(summary: &mut UsageSummary, ran: &Ran) {
    let machine = ran.usage_machine().machine;
    for (is_known, unknown, name) in [
        (ran.is_size_known, &mut summary.unknown_sizes, machine.sku),
        (ran.is_region_known, &mut summary.unknown_regions, machine.region),
    ] {
        if let Some(rows) = unknown.get_mut(name).filter(|_| !is_known) {
            *rows += 1;
        } else if !is_known && unknown.len() < MOST_NAMES {
            unknown.insert(name.to_owned(), 1);
        }
    }
}

//! Rows by the numbers of what names their machine and their period: what these say is worked out once. Leaf.

use super::BadRow;
use super::columns::{Cells, Layout};
use super::names::UsageNames;
use super::piece::{Other, Piece, Ran};
use crate::domain::benefit::Hours;
use crate::domain::usage::Period;

/// Bytes that all readers together remember of machines and texts; one that has its share begins anew.
const REMEMBERED: usize = 512 << 20;

/// Added to the number of a verdict that says why a row has no machine.
const NO_MACHINE: u32 = 1 << 31;

/// Reads the rows of one thread.
#[derive(Debug)]
pub(super) struct RowReader<'a> {
    pub(super) layout: &'a Layout,
    names: &'a UsageNames,
    reader: usize,
    /// Bytes that it may remember.
    share: usize,
    /// Why rows have no machine, each once for the cells that say it.
    others: Vec<Other>,
    periods: Vec<Result<Period, BadRow>>,
    /// Machines that were met.
    met: u32,
    /// Bytes of memory, about.
    weight: usize,
    pub(super) piece: Piece,
}

impl<'a> RowReader<'a> {
    /// One of so many.
    pub(super) fn new(reader: usize, of: usize, layout: &'a Layout, names: &'a UsageNames) -> Self {
        Self {
            layout,
            names,
            reader,
            share: REMEMBERED / of.max(1),
            others: Vec::new(),
            periods: Vec::new(),
            met: 0,
            weight: 0,
            piece: Piece { reader, is_fresh: true, ..Piece::default() },
        }
    }

    /// The number of what these cells say of the machine. To be asked once for each different row of cells.
    pub(super) fn machine(&mut self, cells: &dyn Cells) -> u32 {
        let other = match self.layout.machine(cells) {
            Ok(Ok(found)) => {
                let ran = Ran::new(&found, self.names);
                self.weight += ran.weight();
                self.piece.met.push(ran);
                self.met += 1;
                return self.met - 1;
            }
            Ok(Err(why)) => Other::Skipped(why),
            Err(reason) => Other::Bad(reason),
        };
        self.weight += size_of::<Other>();
        self.others.push(other);
        u32::try_from(self.others.len() - 1).unwrap_or(0) | NO_MACHINE
    }

    /// The number of what these cells say of the period. To be asked once for each different row of cells.
    pub(super) fn period(&mut self, cells: &dyn Cells) -> u32 {
        self.weight += size_of::<Result<Period, BadRow>>();
        self.periods.push(self.layout.period(cells));
        u32::try_from(self.periods.len() - 1).unwrap_or(0)
    }

    /// Adds a row: the numbers of its machine and its period, and how long it ran.
    pub(super) fn row(&mut self, machine: u32, period: u32, hours: impl FnOnce() -> Result<Hours, BadRow>) {
        let other = if machine & NO_MACHINE == 0 {
            match (self.periods.get(index(period)), hours()) {
                (Some(Ok(period)), Ok(hours)) => return self.piece.push(machine, *period, hours),
                (Some(Err(reason)), _) => Other::Bad(reason.clone()),
                (_, Err(reason)) => Other::Bad(reason),
                (None, _) => return,
            }
        } else {
            let Some(other) = self.others.get(index(machine ^ NO_MACHINE)) else { return };
            other.clone()
        };
        self.piece.push_other(other);
    }

    /// The rows so far.
    pub(super) fn take(&mut self) -> Piece {
        std::mem::replace(&mut self.piece, Piece { reader: self.reader, ..Piece::default() })
    }

    /// Whether it is time to begin anew, with the numbers, which weigh so many bytes.
    pub(super) fn is_full(&self, numbers: usize) -> bool {
        self.weight + numbers > self.share
    }

    /// Begins anew. What was read must have been taken.
    pub(super) fn forget(&mut self) {
        *self = Self { share: self.share, ..Self::new(self.reader, 1, self.layout, self.names) };
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

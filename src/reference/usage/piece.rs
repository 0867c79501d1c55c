//! Rows as numbers, on their way from the thread that read them to who takes them. Leaf.

use super::BadRow;
use super::columns::Found;
use super::names::UsageNames;
use crate::domain::benefit::{Hours, Machine, MachineKind};
use crate::domain::usage::{NotMachineHours, Period, UsageMachine};

/// What ran, with the catalogue's names of size and region. Its texts lie in one, since there may be many.
#[derive(Debug, Clone)]
pub(super) struct Ran {
    texts: Box<str>,
    /// Where each text ends: subscription, resource group, resource, size, region; the reservation is the rest.
    ends: [u32; 5],
    kind: MachineKind,
    has_reservation: bool,
    pub(super) is_size_known: bool,
    pub(super) is_region_known: bool,
}

impl Ran {
    pub(super) fn new(found: &Found<'_>, names: &UsageNames) -> Self {
        let (size, region) = (names.size(&found.size), names.region(found.region));
        let (sku, place) = (size.unwrap_or(&found.size), region.unwrap_or(found.region));
        let mut texts = String::new();
        let all = [found.subscription_id, found.resource_group, &found.resource_id, sku, place];
        let ends = all.map(|text| {
            texts.push_str(text);
            u32::try_from(texts.len()).unwrap_or(u32::MAX)
        });
        texts.push_str(found.reservation_id.as_deref().unwrap_or(""));
        Self {
            texts: texts.into(),
            ends,
            kind: found.kind,
            has_reservation: found.reservation_id.is_some(),
            is_size_known: size.is_some(),
            is_region_known: region.is_some(),
        }
    }

    fn text(&self, place: usize) -> &str {
        let end = |place: usize| self.ends.get(place).and_then(|end| usize::try_from(*end).ok());
        let from = place.checked_sub(1).and_then(end).unwrap_or(0);
        self.texts.get(from..end(place).unwrap_or(self.texts.len())).unwrap_or("")
    }

    pub(super) fn usage_machine(&self) -> UsageMachine<'_> {
        let machine = Machine {
            subscription_id: self.text(0),
            resource_group: self.text(1),
            resource_id: self.text(2),
            sku: self.text(3),
            region: self.text(4),
            kind: self.kind,
        };
        UsageMachine { machine, reservation_id: self.has_reservation.then(|| self.text(5)) }
    }

    /// Bytes of memory, about.
    pub(super) fn weight(&self) -> usize {
        size_of::<Self>() + self.texts.len()
    }
}

/// A row that is no hours of a machine.
#[derive(Debug, Clone)]
pub(super) enum Other {
    Skipped(NotMachineHours),
    Bad(BadRow),
}

/// In the place of a machine where a row is an [`Other`].
pub(super) const OTHER: u32 = u32::MAX;

/// Some rows that follow each other. Columns, since there may be millions of rows on the way.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The thread that read it, whose numbers of machines these are.
    pub(super) reader: usize,
    /// The numbers of this reader begin anew.
    pub(super) is_fresh: bool,
    /// Machines that the reader met first in these rows; they go on with the numbers before.
    pub(super) met: Vec<Ran>,
    /// The machine of each row, or [`OTHER`].
    pub(super) machines: Vec<u32>,
    /// How long each machine ran.
    pub(super) hours: Vec<Hours>,
    /// When, for rows that follow each other: the row behind them, and their period.
    pub(super) periods: Vec<(usize, Period)>,
    /// Rows that are something else, in their order.
    pub(super) others: Vec<Other>,
    /// Rows that do not begin on the line after the row before: the row, and how many lines lie between.
    pub(super) gaps: Vec<(usize, u64)>,
    /// Lines from the first row to the next piece.
    pub(super) lines: u64,
    /// Bytes of the file that were read by then.
    pub(super) bytes: u64,
}

impl Piece {
    pub(super) fn len(&self) -> usize {
        self.machines.len()
    }

    /// Notes that the next row begins on this line of the piece, the first being 0.
    pub(super) fn begin(&mut self, line: u64) {
        let gap = line.saturating_sub(self.lines);
        if gap > 0 {
            self.gaps.push((self.len(), gap));
        }
        self.lines = line.max(self.lines).saturating_add(1);
    }

    pub(super) fn push(&mut self, machine: u32, period: Period, hours: Hours) {
        self.machines.push(machine);
        self.hours.push(hours);
        let until = self.machines.len();
        match self.periods.last_mut() {
            Some((last, same)) if *same == period => *last = until,
            _ => self.periods.push((until, period)),
        }
    }

    pub(super) fn push_other(&mut self, other: Other) {
        self.machines.push(OTHER);
        self.hours.push(Hours::ZERO);
        self.others.push(other);
    }

    /// The line of each row, the first of the piece being 0.
    pub(super) fn row_lines(&self) -> impl Iterator<Item = u64> {
        let mut gaps = self.gaps.iter().copied();
        let mut gap = gaps.next();
        let mut line = 0_u64;
        (0..self.len()).map(move |row| {
            if let Some((_, lines)) = gap.filter(|(at, _)| *at == row) {
                line = line.saturating_add(lines);
                gap = gaps.next();
            }
            let here = line;
            line = line.saturating_add(1);
            here
        })
    }
}

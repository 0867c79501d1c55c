//! One day of the benefit: its hours, and who used what. Floor 0. Rules R-BN-1, R-UT-1.

use super::hours::{Hour, Hours};
use super::machines::{MachineId, Traits};
use super::matching::{Desk, Listener};
use super::outcome::{DayUse, HourUse, MachineDay, Outcome, Summary, Use};
use super::plan::{Plan, Supply};
use super::reservation::ReservationIndex;
use super::usage::Usage;
use crate::domain::time::Day;

const NONE: u32 = u32::MAX;

/// Units of a supply that a machine took on the day.
#[derive(Debug, Clone, Copy)]
struct Taken {
    supply: u32,
    machine: u32,
    units: u128,
    /// The entry of the same machine before this one.
    before: u32,
}

/// Gathers a day. Kept from day to day.
#[derive(Debug)]
struct Ledger {
    taken: Vec<Taken>,
    /// The last entry of each machine.
    last: Vec<u32>,
    running: Vec<u64>,
}

impl Listener for Ledger {
    fn takes(&mut self, supply: usize, machine: u32, units: u128) {
        let Some(last) = usize::try_from(machine).ok().and_then(|at| self.last.get_mut(at)) else { return };
        let supply = u32::try_from(supply).unwrap_or(NONE);
        let mut at = *last;
        while let Some(entry) = usize::try_from(at).ok().and_then(|at| self.taken.get_mut(at)) {
            if entry.supply == supply {
                entry.units = entry.units.saturating_add(units);
                return;
            }
            at = entry.before;
        }
        let before = std::mem::replace(last, u32::try_from(self.taken.len()).unwrap_or(NONE));
        self.taken.push(Taken { supply, machine, units, before });
    }
}

/// Works through days, one after the other.
#[derive(Debug)]
pub(super) struct DayWorker<'a> {
    plan: &'a Plan,
    traits: &'a [Traits],
    usage: &'a Usage,
    desk: Desk<'a>,
    ledger: Ledger,
}

impl<'a> DayWorker<'a> {
    pub(super) fn new(plan: &'a Plan, traits: &'a [Traits], usage: &'a Usage) -> Self {
        let ledger = Ledger { taken: Vec::new(), last: vec![NONE; traits.len()], running: vec![0; traits.len()] };
        Self { plan, traits, usage, desk: Desk::new(plan, traits), ledger }
    }

    /// The hours from `first` up to `until`, which lie in one day.
    pub(super) fn work(&mut self, first: Hour, until: Hour) -> Outcome {
        let mut outcome = Outcome::default();
        let mut supplies: Vec<Option<Summary>> = vec![None; self.plan.supplies.len()];
        let mut hour = first;
        while hour < until {
            self.work_hour(hour, &mut outcome.hours, &mut supplies);
            hour = hour.next();
        }
        outcome.hours.sort_by_key(|one| (one.hour, one.reservation));
        let day = first.day();
        outcome.days = self.days(day, &supplies);
        (outcome.uses, outcome.machines) = self.parts(day, &supplies);
        self.ledger.taken.clear();
        outcome
    }

    fn work_hour(&mut self, hour: Hour, hours: &mut Vec<HourUse>, supplies: &mut [Option<Summary>]) {
        self.desk.open(hour, self.usage.at(hour).into_iter().flat_map(super::usage::Columns::iter));
        for (sum, ran) in self.ledger.running.iter_mut().zip(&self.desk.ran) {
            *sum = sum.saturating_add(*ran);
        }
        self.desk.match_all(&mut self.ledger);
        for ((supply, left), summary) in self.plan.supplies.iter().zip(&self.desk.supply).zip(supplies) {
            if supply.is_active(hour) {
                let used = hour_use(hour, supply, *left);
                let figures = Summary::of_hour(&used);
                *summary = Some(summary.map_or(figures, |before| before.and(figures)));
                hours.push(used);
            }
        }
    }

    /// Reservations on the day: their versions together, in the order in which they were given.
    fn days(&self, day: Day, supplies: &[Option<Summary>]) -> Vec<DayUse> {
        let mut days: Vec<DayUse> = Vec::new();
        let mut active: Vec<(u32, Summary)> = (self.plan.supplies.iter().zip(supplies))
            .filter_map(|(supply, summary)| Some((supply.reservation, (*summary)?)))
            .collect();
        active.sort_by_key(|(reservation, _)| *reservation);
        for (reservation, summary) in active {
            let reservation = ReservationIndex(reservation);
            match days.last_mut().filter(|last| last.reservation == reservation) {
                Some(last) => last.summary = last.summary.and(summary),
                None => days.push(DayUse { day, reservation, summary }),
            }
        }
        days
    }

    /// Who used what, and every machine that ran. Takes the day out of the ledger.
    fn parts(&mut self, day: Day, supplies: &[Option<Summary>]) -> (Vec<Use>, Vec<MachineDay>) {
        for entry in &self.ledger.taken {
            if let Some(last) = usize::try_from(entry.machine).ok().and_then(|at| self.ledger.last.get_mut(at)) {
                *last = NONE;
            }
        }
        let used = self.used_hours(supplies);
        let covered = self.covered_hours();
        let mut uses: Vec<Use> = Vec::with_capacity(self.ledger.taken.len());
        for ((entry, used), covered) in self.ledger.taken.iter().zip(used).zip(&covered) {
            let supply = usize::try_from(entry.supply).ok().and_then(|at| self.plan.supplies.get(at));
            let Some(supply) = supply else { continue };
            let (reservation, machine) = (ReservationIndex(supply.reservation), MachineId(entry.machine));
            uses.push(Use { day, reservation, machine, used, covered: *covered });
        }
        uses.sort_by_key(|one| (one.reservation, one.machine));
        uses.dedup_by(|later, first| {
            let is_same = (later.reservation, later.machine) == (first.reservation, first.machine);
            if is_same {
                first.used += later.used;
                first.covered += later.covered;
            }
            is_same
        });
        let machines = self.machine_days(day, &covered);
        (uses, machines)
    }

    /// The used hours of each entry; those of one supply sum to what it says was used.
    fn used_hours(&self, supplies: &[Option<Summary>]) -> Vec<Hours> {
        let totals: Vec<Hours> =
            supplies.iter().map(|summary| summary.map_or(Hours::ZERO, |summary| summary.used)).collect();
        apportion(&self.ledger.taken, |entry| entry.supply, &totals)
    }

    /// The covered hours of each entry, in hours of its machine; those of one machine sum to the nearest
    /// billionth of what is covered of it.
    fn covered_hours(&self) -> Vec<Hours> {
        let mut totals = vec![0_u128; self.traits.len()];
        for entry in &self.ledger.taken {
            if let Some(total) = usize::try_from(entry.machine).ok().and_then(|at| totals.get_mut(at)) {
                *total = total.saturating_add(entry.units);
            }
        }
        let totals: Vec<Hours> =
            totals.into_iter().zip(self.traits).map(|(units, traits)| divided(units, traits.ratio)).collect();
        apportion(&self.ledger.taken, |entry| entry.machine, &totals)
    }

    fn machine_days(&mut self, day: Day, covered: &[Hours]) -> Vec<MachineDay> {
        let mut sums = vec![0_u64; self.ledger.running.len()];
        for (entry, covered) in self.ledger.taken.iter().zip(covered) {
            if let Some(sum) = usize::try_from(entry.machine).ok().and_then(|at| sums.get_mut(at)) {
                *sum = sum.saturating_add(covered.nanos());
            }
        }
        let mut days = Vec::new();
        for ((machine, running), covered) in (0..).zip(self.ledger.running.iter_mut()).zip(sums) {
            let running = std::mem::take(running);
            if running > 0 {
                let (running, covered) = (Hours::from_nanos(running), Hours::from_nanos(covered));
                days.push(MachineDay { day, machine: MachineId(machine), running, covered });
            }
        }
        days
    }
}

fn hour_use(hour: Hour, supply: &Supply, left: u128) -> HourUse {
    let used = divided(supply.units().saturating_sub(left), supply.ratio);
    let reserved = Hours::whole(1).times(supply.quantity);
    HourUse { hour, reservation: ReservationIndex(supply.reservation), reserved, used }
}

/// Units of a group as hours of a size, to the nearest billionth.
pub(super) fn divided(units: u128, ratio: u64) -> Hours {
    let ratio = u128::from(ratio.max(1));
    let nanos = units.saturating_add(ratio / 2) / ratio;
    Hours::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

/// Shares each total among the entries that belong to it, by their units. What was shared out is rounded
/// together with what comes next, so that the parts sum to the total.
fn apportion(taken: &[Taken], whose: impl Fn(&Taken) -> u32, totals: &[Hours]) -> Vec<Hours> {
    let mut all = vec![0_u128; totals.len()];
    let place = |entry: &Taken| usize::try_from(whose(entry)).unwrap_or(usize::MAX);
    for entry in taken {
        if let Some(sum) = all.get_mut(place(entry)) {
            *sum = sum.saturating_add(entry.units);
        }
    }
    let mut given = vec![(0_u128, 0_u64); totals.len()];
    let mut parts = Vec::with_capacity(taken.len());
    for entry in taken {
        let at = place(entry);
        let part = given.get_mut(at).zip(all.get(at)).zip(totals.get(at)).map(|((given, all), total)| {
            given.0 = given.0.saturating_add(entry.units);
            let reached = share(total.nanos(), given.0, *all);
            reached.saturating_sub(std::mem::replace(&mut given.1, reached))
        });
        parts.push(Hours::from_nanos(part.unwrap_or(0)));
    }
    parts
}

/// `total x part / whole`, rounded half up. Where the product is too large for 128 bits, both units are
/// made smaller first: that changes how a billionth of an hour is shared out, never the sum.
pub(super) fn share(total: u64, part: u128, whole: u128) -> u64 {
    if part >= whole {
        return total;
    }
    let mut shift = 0;
    while (part >> shift) > u128::from(u32::MAX) << 31 {
        shift += 1;
    }
    let (part, whole) = (part >> shift, (whole >> shift).max(1));
    let nanos = u128::from(total).saturating_mul(part).saturating_add(whole / 2) / whole;
    u64::try_from(nanos).unwrap_or(u64::MAX)
}

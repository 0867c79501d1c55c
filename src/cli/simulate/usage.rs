//! Usage, day by day: what is done is dropped, so that a file in the order of time takes little memory.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::path::Path;
use std::thread::JoinHandle;

use indicatif::ProgressBar;

use crate::cli::failure::{CliError, note};
use crate::cli::progress;
use crate::domain::benefit::{Hour, Hours, MachineId, Machines, Outcome, Prepared, Reservation, Summary, Usage};
use crate::domain::time::Day;
use crate::domain::usage::{NotMachineHours, Period, UsageMachine};
use crate::reference::usage::{BadRow, Next, Progress, TakeUsage, UsageFileError, UsageHours, UsageNames, read_usage};

/// Records that are kept before the days that are over are worked on.
const BATCH: usize = 4_000_000;

/// How long a resource ran.
#[derive(Debug, Clone, Default)]
pub(super) struct Ran {
    /// As it was written first by the order of the alphabet.
    pub(super) resource_id: String,
    pub(super) running: Hours,
    pub(super) covered: Hours,
}

/// Reservations, and what has become of them so far.
#[derive(Debug)]
pub(super) struct Simulation<'r> {
    pub(super) reservations: &'r [Reservation],
    /// Days of each reservation.
    pub(super) days: Vec<Vec<(Day, Summary)>>,
    /// By lower-cased resource ID.
    pub(super) resources: BTreeMap<String, Ran>,
    machines: Machines,
    usage: Usage,
    range: Range<Hour>,
    /// The first hour that is not worked on yet.
    next: Hour,
    threads: NonZero<usize>,
    /// The hours before, while they are worked on.
    working: Option<JoinHandle<Outcome>>,
}

/// A row of a day that is worked on already: the file is not in the order of time.
#[derive(Debug)]
struct OutOfOrder;

impl<'r> Simulation<'r> {
    pub(super) fn new(reservations: &'r [Reservation], machines: Machines, range: Range<Hour>) -> Self {
        Self {
            days: vec![Vec::new(); reservations.len()],
            reservations,
            resources: BTreeMap::new(),
            machines,
            usage: Usage::default(),
            next: range.start,
            range,
            threads: std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN),
            working: None,
        }
    }

    /// Reads the file and works through it; the number of bad rows, which are told.
    pub(super) fn read(&mut self, path: &Path, names: &UsageNames) -> Result<u64, CliError> {
        self.read_in(path, names, BATCH)
    }

    /// [`read`](Self::read), with so many records before the days that are over are worked on.
    fn read_in(&mut self, path: &Path, names: &UsageNames, batch: usize) -> Result<u64, CliError> {
        let bad = if let Ok(bad) = self.pass(path, names, batch)? {
            bad
        } else {
            // Not in the order of time: once more, and all of it is kept until the end.
            self.start_again();
            self.pass(path, names, usize::MAX)?.unwrap_or(0)
        };
        self.work_until(self.range.end);
        self.finish();
        Ok(bad)
    }

    fn start_again(&mut self) {
        self.finish();
        self.days.iter_mut().for_each(Vec::clear);
        self.resources.clear();
        self.usage = Usage::default();
        self.next = self.range.start;
    }

    fn pass(&mut self, path: &Path, names: &UsageNames, batch: usize) -> Result<Result<u64, OutOfOrder>, CliError> {
        let shown = path.display().to_string();
        let bar = progress::rows(&shown);
        let mut pass = Pass { simulation: self, batch, kept: 0, bad: Vec::new(), is_late: false, bar };
        let summary = read_usage(path, names, &mut pass);
        let Pass { bad, is_late, bar, .. } = pass;
        bar.finish_and_clear();
        let summary = summary.map_err(|error| not_read(path, error))?;
        if is_late {
            return Ok(Err(OutOfOrder));
        }
        for one in &bad {
            note(&format!("{shown}:{one}"));
        }
        for (size, rows) in &summary.unknown_sizes {
            note(&format!("{shown}: size {size} is not known ({rows} rows); it matches only itself"));
        }
        for (region, rows) in &summary.unknown_regions {
            note(&format!("{shown}: region {region} is not known ({rows} rows); it matches only itself"));
        }
        Ok(Ok(u64::try_from(bad.len()).unwrap_or(u64::MAX)))
    }

    /// Works through the hours before `until` and drops them, while more is read.
    fn work_until(&mut self, until: Hour) {
        let until = until.min(self.range.end);
        if until <= self.next {
            return;
        }
        let usage = self.usage.split_before(until);
        let prepared = Prepared::new(self.reservations, &self.machines, self.next..until);
        self.next = until;
        let threads = self.threads;
        self.finish();
        self.working = Some(std::thread::spawn(move || prepared.apply(&usage, threads)));
    }

    /// Waits for what is worked on.
    fn finish(&mut self) {
        if let Some(working) = self.working.take() {
            let outcome = working.join().unwrap_or_else(|why| std::panic::resume_unwind(why));
            self.add(&outcome);
        }
    }

    fn add(&mut self, outcome: &Outcome) {
        for day in &outcome.days {
            if let Some(days) = self.days.get_mut(day.reservation.index()) {
                match days.last_mut().filter(|(last, _)| *last == day.day) {
                    Some((_, summary)) => *summary = summary.and(day.summary),
                    None => days.push((day.day, day.summary)),
                }
            }
        }
        for day in &outcome.machines {
            let Some(machine) = self.machines.get(day.machine) else { continue };
            let ran = self.resources.entry(machine.resource_id.to_lowercase()).or_default();
            if ran.resource_id.is_empty() || machine.resource_id < ran.resource_id.as_str() {
                machine.resource_id.clone_into(&mut ran.resource_id);
            }
            ran.running += day.running;
            ran.covered += day.covered;
        }
    }
}

/// Once through the file.
struct Pass<'s, 'r> {
    simulation: &'s mut Simulation<'r>,
    /// Records that are kept before the days that are over are worked on.
    batch: usize,
    kept: usize,
    bad: Vec<String>,
    is_late: bool,
    bar: ProgressBar,
}

impl TakeUsage for Pass<'_, '_> {
    type Machine = Option<MachineId>;

    fn machine(&mut self, ran: &UsageMachine<'_>) -> Self::Machine {
        self.simulation.machines.add(&ran.machine)
    }

    fn hours(&mut self, row: UsageHours<Self::Machine>) -> Next {
        let Period::Hour(hour) = row.period else {
            self.bad.push(format!("{}: {} is a day, not an hour", row.line, row.period.day()));
            return Next::On;
        };
        let simulation = &mut *self.simulation;
        if simulation.range.contains(&hour) {
            if hour < simulation.next {
                self.is_late = true;
                return Next::Stop;
            }
            if let Some(machine) = row.machine {
                simulation.usage.add(hour, machine, row.hours);
            }
        }
        self.kept += 1;
        if self.kept >= self.batch {
            simulation.work_until(Hour::first_of(hour.day()));
            self.kept = simulation.usage.len();
        }
        Next::On
    }

    fn skipped(&mut self, _line: u64, _why: NotMachineHours) -> Next {
        Next::On
    }

    fn bad(&mut self, line: u64, reason: BadRow) -> Next {
        self.bad.push(format!("{line}: {reason}"));
        Next::On
    }

    fn progress(&mut self, seen: Progress) -> Next {
        self.bar.set_position(seen.rows);
        Next::On
    }
}

fn not_read(path: &Path, error: UsageFileError) -> CliError {
    match error {
        UsageFileError::Io(error) => CliError::file(path)(error),
        UsageFileError::Empty | UsageFileError::Unknown(_) | UsageFileError::Packing(_) => {
            CliError::Refused(format!("{}: {error}", path.display()))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::domain::benefit::{Flexibility, Scope, Version};

    fn reservation() -> Reservation {
        let starts_at = Hour::first_of("2026-06-01".parse().unwrap()).start();
        let version = Version {
            starts_at,
            ends_at: starts_at.plus_days(365),
            sku: "Standard_DS2_v2".to_owned(),
            region: "eastus".to_owned(),
            quantity: 1,
            scope: Scope::Shared,
            is_flexible: true,
        };
        Reservation { id: "r".to_owned(), continues: false, versions: vec![version] }
    }

    /// Used hours of each day, and what the machine ran.
    fn found(usage: &str, batch: usize) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("u.csv");
        std::fs::write(&path, usage).unwrap();
        let first = Hour::first_of("2026-06-01".parse().unwrap());
        let reservations = [reservation()];
        let machines = Machines::new(Flexibility::default());
        let mut simulation = Simulation::new(&reservations, machines, first..first.plus(96));
        let bad = simulation.read_in(&path, &UsageNames::shipped().unwrap(), batch).unwrap();
        assert_eq!(bad, 0);
        let days = simulation.days.concat().into_iter().map(|(day, summary)| format!("{day} {}", summary.used));
        let ran = simulation.resources.into_values().map(|ran| format!("{} {}", ran.running, ran.covered));
        (days.collect(), ran.collect())
    }

    #[test]
    fn small_pieces_and_a_late_row_come_to_the_same() {
        let mut usage = "hour_start,resource_id,arm_sku_name,region,running_hours\n".to_owned();
        for hour in 0..72 {
            let (day, hour) = (hour / 24 + 1, hour % 24);
            writeln!(usage, "2026-06-{day:02}T{hour:02}:00:00Z,vm,Standard_DS2_v2,eastus,0.5").unwrap();
        }
        let whole = found(&usage, usize::MAX);
        let days = ["2026-06-01 12", "2026-06-02 12", "2026-06-03 12", "2026-06-04 0"].map(ToOwned::to_owned);
        assert_eq!(whole, (days.to_vec(), vec!["36 36".to_owned()]));
        assert_eq!(found(&usage, 10), whole);
        // The first day is worked on by then: the file is read once more.
        usage.push_str("2026-06-01T00:00:00Z,late,Standard_DS2_v2,eastus,1\n");
        let late = found(&usage, 10);
        assert_eq!(late, found(&usage, usize::MAX));
        assert_eq!(late.0[0], "2026-06-01 12.5");
    }
}

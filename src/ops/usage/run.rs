//! An import from its files to the pages. Floor 2.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::gather::{Gather, Gathered};
use super::{ImportError, ImportUsage, give_up};
use crate::domain::ids::{CustomerId, SubscriptionId, UsageImportId};
use crate::domain::time::{Day, Instant};
use crate::domain::usage::{NotMachineHours, UsageMachine};
use crate::domain::utilization::{ImportState, RowProblem, RowReason};
use crate::ops::app::App;
use crate::ops::utilization;
use crate::reference::usage::{self, Next, Progress, TakeUsage, UsageHours, UsageNames};
use crate::store::usage::{BadRow, ImportProgress, Placed, SubscriptionDay};
use crate::store::{Scope, StoreError};

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Bytes that were read.
    pub bytes: u64,
    /// Rows that were read.
    pub rows: u64,
}

/// Bad rows that are kept; all of them are counted.
const MOST_BAD: usize = 100_000;
/// Bad rows that are in memory at once.
const BAD_AT_ONCE: usize = 2_000;
/// Days that are put in place in one transaction.
const DAYS_AT_ONCE: usize = 200;

/// Does an import that nobody else has taken; what fails is noted beside it.
pub(super) fn run(
    app: &App,
    scope: &Scope,
    id: UsageImportId,
    command: &ImportUsage,
    seen: impl FnMut(Seen),
) -> Result<(), ImportError> {
    if !app.db.system("an import of usage begins").claim_usage_import(id, app.clock.now())? {
        return Ok(());
    }
    let done = Run::new(app, scope, id)?.all(command, seen);
    if let Err(error) = &done {
        give_up(app, id, &error.to_string())?;
    }
    done
}

struct Run<'a> {
    app: &'a App,
    scope: &'a Scope,
    id: UsageImportId,
    owners: HashMap<SubscriptionId, CustomerId>,
    gather: Gather,
    bad: Vec<BadRow>,
    kept_bad: usize,
    failure: Option<StoreError>,
    noted_at: Instant,
    progress: ImportProgress,
    unknown: BTreeSet<String>,
    days: Option<(Day, Day)>,
}

impl<'a> Run<'a> {
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone has one lifetime, not any")]
    fn new(app: &'a App, scope: &'a Scope, id: UsageImportId) -> Result<Self, StoreError> {
        let owners = app.db.read(scope, |r| r.subscription_owners())?;
        Ok(Self {
            app,
            scope,
            id,
            owners: owners.into_iter().collect(),
            gather: Gather::new(),
            bad: Vec::new(),
            kept_bad: 0,
            failure: None,
            noted_at: app.clock.now(),
            progress: ImportProgress::default(),
            unknown: BTreeSet::new(),
            days: None,
        })
    }

    fn all(mut self, command: &ImportUsage, mut seen: impl FnMut(Seen)) -> Result<(), ImportError> {
        let names = UsageNames::shipped()?;
        let mut known = HashSet::new();
        let mut before = Seen { bytes: 0, rows: 0 };
        for (name, path) in &command.files {
            let failed = |error| ImportError::File(name.clone(), error);
            // The same file chosen twice counts once.
            if command.files.len() > 1 && !known.insert(hash(path).map_err(|error| failed(error.into()))?) {
                continue;
            }
            before = self.file(name, path, command.subscription, &names, before, &mut seen)?;
        }
        self.keep_pieces()?;
        self.keep_bad(true)?;
        self.place()
    }

    fn file(
        &mut self,
        name: &str,
        path: &Path,
        subscription: Option<SubscriptionId>,
        names: &UsageNames,
        before: Seen,
        seen: &mut impl FnMut(Seen),
    ) -> Result<Seen, ImportError> {
        let length = std::fs::metadata(path).map(|it| it.len()).unwrap_or_default();
        let mut rows = FileRows { run: self, name, subscription, strangers: Vec::new(), before, seen };
        let found = usage::read_usage(path, names, &mut rows);
        if let Some(error) = self.failure.take() {
            return Err(error.into());
        }
        let found = found.map_err(|error| ImportError::File(name.to_owned(), error))?;
        self.progress.format = Some(found.format.to_string());
        self.unknown.extend(found.unknown_sizes.into_keys());
        self.days = match (self.days, found.days) {
            (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
            (known, new) => known.or(new),
        };
        Ok(Seen { bytes: before.bytes + length, rows: before.rows + found.rows })
    }

    fn hold(&mut self, done: Result<(), StoreError>) {
        if let Err(error) = done {
            self.failure.get_or_insert(error);
        }
    }

    fn bad_row(&mut self, file: &str, line: u64, reason: RowReason) {
        self.progress.rows_bad += 1;
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        self.bad.push(BadRow { file: file.to_owned(), line, reason });
        let kept = self.keep_bad(false);
        self.hold(kept);
    }

    fn keep_bad(&mut self, is_last: bool) -> Result<(), StoreError> {
        if self.bad.is_empty() || (!is_last && self.bad.len() < BAD_AT_ONCE) {
            return Ok(());
        }
        self.bad.truncate(MOST_BAD.saturating_sub(self.kept_bad));
        let first = i32::try_from(self.kept_bad).unwrap_or(i32::MAX);
        let system = self.app.db.system("rows of an import that could not be kept");
        system.keep_bad_usage_rows(self.id, self.scope.partner(), first, &self.bad)?;
        self.kept_bad += self.bad.len();
        self.bad.clear();
        Ok(())
    }

    fn keep_pieces(&mut self) -> Result<(), StoreError> {
        let pieces = self.gather.take();
        self.app.db.system("usage is kept aside while it is read").stage_usage(self.id, self.scope.partner(), &pieces)
    }

    /// Notes how far it is, once a second.
    fn note(&mut self, seen: Seen) {
        let now = self.app.clock.now();
        self.progress.bytes_read = i64::try_from(seen.bytes).unwrap_or(i64::MAX);
        self.progress.rows_read = i64::try_from(seen.rows).unwrap_or(i64::MAX);
        if now.seconds_since(self.noted_at) < 1 {
            return;
        }
        self.noted_at = now;
        let done = self.app.db.system("how far an import of usage is").note_usage_import(self.id, &self.progress, now);
        self.hold(done);
    }

    /// Puts every day in place and computes what that changes.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone has one lifetime, not any")]
    fn place(mut self) -> Result<(), ImportError> {
        let (app, partner) = (self.app, self.scope.partner());
        let system = app.db.system("what an import has read is put in place");
        self.progress.rows_read = self.progress.rows_kept + self.progress.rows_skipped + self.progress.rows_bad;
        self.progress.state = Some(ImportState::Computing);
        self.progress.unknown_sizes = Some(self.unknown.iter().cloned().collect::<Vec<_>>().join("\n"));
        (self.progress.first_day, self.progress.last_day) = self.days.unzip();
        system.note_usage_import(self.id, &self.progress, app.clock.now())?;
        let quantities: HashMap<String, u32> = app
            .db
            .read(self.scope, |r| r.reservation_quantities())?
            .into_iter()
            .map(|(id, quantity)| (id.to_string(), u32::try_from(quantity).unwrap_or(1)))
            .collect();
        let quantity = |id: &str| quantities.get(id).copied().unwrap_or(1);
        let days: Vec<SubscriptionDay> = system
            .staged_days(self.id)?
            .into_iter()
            .filter_map(|(subscription, day)| {
                Some(SubscriptionDay { customer: *self.owners.get(&subscription)?, day, subscription })
            })
            .collect();
        let mut touched: BTreeMap<CustomerId, BTreeSet<Day>> = BTreeMap::new();
        for days in days.chunks(DAYS_AT_ONCE) {
            let placed = system.place_usage(self.id, partner, days, quantity, app.clock.now())?;
            for (day, placed) in days.iter().zip(placed) {
                match placed {
                    Placed::Same => self.progress.days_same += 1,
                    Placed::New => self.progress.days_new += 1,
                    Placed::Changed => self.progress.days_changed += 1,
                }
                if placed != Placed::Same {
                    touched.entry(day.customer).or_default().insert(day.day);
                }
            }
            system.note_usage_import(self.id, &self.progress, app.clock.now())?;
        }
        for (customer, days) in touched {
            let days: Vec<Day> = days.into_iter().collect();
            utilization::compute(app, partner, customer, &days)?;
            utilization::catch_up(app, partner, customer)?;
        }
        system.forget_staged_usage(self.id, false)?;
        let now = app.clock.now();
        self.progress.state = Some(ImportState::Done);
        self.progress.finished_at = Some(now);
        Ok(system.note_usage_import(self.id, &self.progress, now)?)
    }
}

/// Rows of one file.
struct FileRows<'f, 'a, S> {
    run: &'f mut Run<'a>,
    name: &'f str,
    /// The subscription of rows that name none.
    subscription: Option<SubscriptionId>,
    /// Subscriptions that are not the partner's, as they are written.
    strangers: Vec<String>,
    before: Seen,
    seen: &'f mut S,
}

/// Other subscriptions that are remembered.
const MOST_STRANGERS: usize = 10_000;

/// A machine of the partner, or the place of its subscription among the strangers.
type Whose = Result<Gathered, usize>;

impl<S: FnMut(Seen)> FileRows<'_, '_, S> {
    fn next(&self, on: Next) -> Next {
        if self.run.failure.is_some() { Next::Stop } else { on }
    }

    fn stranger(&mut self, id: &str) -> usize {
        if self.strangers.last().is_none_or(|last| last != id) {
            self.strangers.push(id.to_owned());
        }
        self.strangers.len() - 1
    }
}

impl<S: FnMut(Seen)> TakeUsage for FileRows<'_, '_, S> {
    type Machine = Whose;

    fn machine(&mut self, ran: &UsageMachine<'_>) -> Whose {
        let written = ran.machine.subscription_id;
        let named = if written.is_empty() { self.subscription } else { written.parse().ok() };
        let known = named.filter(|id| self.run.owners.contains_key(id));
        known.and_then(|id| self.run.gather.machine(id, ran)).ok_or_else(|| self.stranger(written))
    }

    fn hours(&mut self, row: UsageHours<Whose>) -> Next {
        let machine = match row.machine {
            Ok(machine) => machine,
            Err(stranger) => {
                let reason = unknown_subscription(self.strangers.get(stranger).map_or("", String::as_str));
                self.run.bad_row(self.name, row.line, reason);
                if self.strangers.len() < MOST_STRANGERS {
                    return self.next(Next::On);
                }
                self.strangers.clear();
                return self.next(Next::Forget);
            }
        };
        self.run.gather.add(machine, row.period, row.hours);
        self.run.progress.rows_kept += 1;
        if !self.run.gather.is_full() {
            return self.next(Next::On);
        }
        let kept = self.run.keep_pieces();
        self.run.hold(kept);
        // The machines of the next pieces are numbered anew.
        self.next(Next::Forget)
    }

    fn skipped(&mut self, _line: u64, _why: NotMachineHours) -> Next {
        self.run.progress.rows_skipped += 1;
        self.next(Next::On)
    }

    fn bad(&mut self, line: u64, reason: usage::BadRow) -> Next {
        self.run.bad_row(self.name, line, reason.reason());
        self.next(Next::On)
    }

    fn progress(&mut self, seen: Progress) -> Next {
        let now = Seen { bytes: self.before.bytes + seen.bytes, rows: self.before.rows + seen.rows };
        (self.seen)(now);
        self.run.note(now);
        self.next(Next::On)
    }
}

fn unknown_subscription(id: &str) -> RowReason {
    let problem = if id.is_empty() { RowProblem::NoSubscription } else { RowProblem::OtherSubscription };
    RowReason::new(problem, id)
}

/// What a file holds, to tell whether it was chosen twice.
fn hash(path: &Path) -> Result<Vec<u8>, io::Error> {
    let mut hash = Sha256::new();
    let mut file = File::open(path)?;
    let mut piece = vec![0_u8; 1 << 16];
    loop {
        let read = io::Read::read(&mut file, &mut piece)?;
        let Some(piece) = piece.get(..read).filter(|piece| !piece.is_empty()) else { break };
        hash.update(piece);
    }
    Ok(hash.finalize().to_vec())
}

//! An import from its files to the pages. Floor 2.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::gather::Gather;
use super::{ImportError, ImportUsage, give_up};
use crate::domain::ids::{CustomerId, SubscriptionId, UsageImportId};
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::{ImportState, RowProblem, RowReason};
use crate::ops::app::App;
use crate::ops::utilization;
use crate::reference::usage::{self, Event, UsageNames};
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
        let mut names = UsageNames::shipped()?;
        let mut known = HashSet::new();
        let mut before = Seen { bytes: 0, rows: 0 };
        for (name, path) in &command.files {
            let failed = |error| ImportError::File(name.clone(), error);
            // The same file chosen twice counts once.
            if command.files.len() > 1 && !known.insert(hash(path).map_err(|error| failed(error.into()))?) {
                continue;
            }
            before = self.file(name, path, command.subscription, &mut names, before, &mut seen)?;
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
        names: &mut UsageNames,
        before: Seen,
        seen: &mut impl FnMut(Seen),
    ) -> Result<Seen, ImportError> {
        let length = std::fs::metadata(path).map(|it| it.len()).unwrap_or_default();
        let found = usage::read_usage(path, names, |event| {
            match event {
                Event::Row { line, row } => {
                    let named =
                        if row.subscription_id.is_empty() { subscription } else { row.subscription_id.parse().ok() };
                    match named.filter(|id| self.owners.contains_key(id)) {
                        Some(id) => {
                            self.gather.add(id, &row);
                            self.progress.rows_kept += 1;
                        }
                        None => self.bad_row(name, line, unknown_subscription(row.subscription_id)),
                    }
                }
                Event::Skipped { .. } => self.progress.rows_skipped += 1,
                Event::Bad { line, reason } => self.bad_row(name, line, reason.reason()),
                Event::Progress { rows, bytes, of_bytes: _ } => {
                    let now = Seen { bytes: before.bytes + bytes, rows: before.rows + rows };
                    seen(now);
                    self.note(now);
                }
            }
            if self.gather.is_full() {
                let kept = self.keep_pieces();
                self.hold(kept);
            }
            if self.failure.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
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

//! Imports of usage: files are read, days put in place, what they change is computed. Floor 2. Rules R-SZ-6,
//! O-21; features row 54.
//!
//! An import takes one export, which may come in several files. A day of a subscription that it has takes
//! the place of what was known of that day; every other day stays. So the same file twice changes nothing,
//! and a corrected day replaces the day. Files may be larger than memory and in any order: what is read is
//! kept aside in pieces until everything was read, so an import that fails changes nothing either.

mod gather;
mod jobs;
mod run;

use std::path::PathBuf;

use serde_json::json;

use super::app::App;
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{PartnerId, SubscriptionId, UsageImportId};
use crate::domain::utilization::ImportState;
use crate::reference::usage::UsageFileError;
use crate::store::usage::NewImport;
use crate::store::{Scope, StoreError};

pub use crate::reference::usage::UsageFormat;
pub use crate::store::usage::{BadRow, ImportMark, ImportProgress, UsageImport};
pub use jobs::{bad_rows, import, imports, partners};
pub(super) use jobs::{forget_old, give_up_left};
pub use run::Seen;

/// Files of one export.
#[derive(Debug, Clone)]
pub struct ImportUsage {
    /// Name as people know it, and where it lies.
    pub files: Vec<(String, PathBuf)>,
    /// The subscription of rows that name none.
    pub subscription: Option<SubscriptionId>,
}

/// Why an import was given up.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read, or is none that is known.
    #[error("{0}: {1}")]
    File(String, UsageFileError),
    /// The tables of this release cannot be read.
    #[error("{0}")]
    Data(#[from] crate::reference::DataError),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins an import on a page and does it: small files are done with the answer, others go on behind it.
pub fn upload(app: &App, may: &Granted<may::ManageUsage>, command: &ImportUsage) -> Result<UsageImportId, StoreError> {
    let id = begin(app, may.scope(), command)?;
    let bytes = sizes(&command.files);
    if bytes > AT_ONCE {
        let (app, scope, command) = (app.clone(), may.scope().clone(), command.clone());
        std::thread::spawn(move || {
            if let Err(error) = finish(&app, &scope, id, &command) {
                tracing::error!(%error, import = %id, "usage was not imported");
            }
        });
    } else if let Err(ImportError::Store(error)) = finish(app, may.scope(), id, command) {
        return Err(error);
    }
    Ok(id)
}

/// Bytes that are read while the person waits.
const AT_ONCE: u64 = 2_000_000;

/// Imports on the command line: the whole partner is in the scope.
pub fn import_files(
    app: &App,
    partner: PartnerId,
    command: &ImportUsage,
    seen: impl FnMut(Seen),
) -> Result<UsageImport, ImportError> {
    let scope = Scope::operator("import usage", partner, app.clock.now());
    let id = begin(app, &scope, command)?;
    run::run(app, &scope, id, command, seen)?;
    Ok(app.db.read(&scope, |r| r.usage_import(id))?)
}

fn sizes(files: &[(String, PathBuf)]) -> u64 {
    files.iter().filter_map(|(_, path)| std::fs::metadata(path).ok()).map(|it| it.len()).sum()
}

fn begin(app: &App, scope: &Scope, command: &ImportUsage) -> Result<UsageImportId, StoreError> {
    let id = UsageImportId::from_uuid(app.ids.new_id());
    let names: Vec<&str> = command.files.iter().map(|(name, _)| name.as_str()).collect();
    let bytes_total = i64::try_from(sizes(&command.files)).unwrap_or(i64::MAX);
    let new = NewImport { id, file_names: names.join("\n"), bytes_total };
    let event = Event::new(EventKind::UsageImported, "usage_imports", id).after(json!({ "files": names }));
    app.db.write(scope, |w| {
        w.insert_usage_import(&new)?;
        w.record(&event, id)
    })
}

/// Reads the files of an upload and throws them away.
fn finish(app: &App, scope: &Scope, id: UsageImportId, command: &ImportUsage) -> Result<(), ImportError> {
    let done = run::run(app, scope, id, command, |_seen| {});
    for (_, path) in &command.files {
        if let Err(error) = std::fs::remove_file(path) {
            tracing::warn!(%error, "an uploaded file stays");
        }
    }
    done
}

/// Notes that an import was given up.
fn give_up(app: &App, id: UsageImportId, why: &str) -> Result<(), StoreError> {
    let now = app.clock.now();
    let system = app.db.system("an import of usage was given up");
    let progress = ImportProgress {
        state: Some(ImportState::Failed),
        failure: Some(why.to_owned()),
        finished_at: Some(now),
        ..ImportProgress::default()
    };
    system.forget_staged_usage(id, false)?;
    system.note_usage_import(id, &progress, now)
}

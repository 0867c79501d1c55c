//! `import usage`: what ran, from files of the vendor and of others. Features row 54.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::failure::{CliError, say};
use super::progress;
use crate::domain::ids::{PartnerId, SubscriptionId};
use crate::ops::usage::{self, ImportError, ImportUsage, UsageImport};
use crate::ops::{App, StoreError};

/// Import usage: Azure cost and usage, consumption usage details, FOCUS 1.0 to 1.2, hourly machine records
///
/// The format is recognised and said. A day of a subscription that a file has takes the place of what was
/// known of that day, so the same file twice changes nothing. Files are imported one after the other; with
/// --together they are parts of one export. Exit code 1 when a file could not be read.
#[derive(Debug, Args)]
pub(super) struct Usage {
    /// Files, in the order in which they count
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Partner in whose tenant the usage is, by ID or name; the only one when it is not given
    #[arg(long)]
    partner: Option<String>,
    /// Subscription of rows that name none
    #[arg(long, value_name = "ID")]
    subscription: Option<SubscriptionId>,
    /// The files are parts of one export: their rows of one day add up
    #[arg(long)]
    together: bool,
}

impl Usage {
    pub(super) fn run(&self, app: &App) -> Result<ExitCode, CliError> {
        let partner = self.partner(app)?;
        let mut files = Vec::new();
        for path in &self.files {
            let name = path.file_name().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into());
            files.push((name, path.clone()));
        }
        let imports: Vec<Vec<(String, PathBuf)>> =
            if self.together { vec![files] } else { files.into_iter().map(|file| vec![file]).collect() };
        let mut is_failed = false;
        for files in imports {
            is_failed |= !self.import(app, partner, files)?;
        }
        Ok(if is_failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    /// Imports the files of one export; false when one could not be read.
    fn import(&self, app: &App, partner: PartnerId, files: Vec<(String, PathBuf)>) -> Result<bool, CliError> {
        let shown = files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
        let bytes = files.iter().filter_map(|(_, path)| path.metadata().ok()).map(|it| it.len()).sum();
        let bar = progress::bytes(&shown, bytes);
        let command = ImportUsage { files, subscription: self.subscription };
        let done = usage::import_files(app, partner, &command, |seen| bar.set_position(seen.bytes));
        bar.finish_and_clear();
        match done {
            Ok(import) => {
                tell(&shown, &import);
                Ok(true)
            }
            Err(ImportError::Store(error)) => Err(error.into()),
            Err(error @ (ImportError::File(..) | ImportError::Data(_))) => {
                say(&error.to_string());
                Ok(false)
            }
        }
    }

    fn partner(&self, app: &App) -> Result<PartnerId, CliError> {
        let all = usage::partners(app)?;
        let found = match (&self.partner, all.as_slice()) {
            (Some(wanted), _) => all.iter().find(|(id, name)| id.to_string() == *wanted || name == wanted),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        found.map(|(id, _)| *id).ok_or_else(|| {
            let names = all.iter().map(|(id, name)| format!("{id} {name}")).collect::<Vec<_>>().join(", ");
            StoreError::Open(format!("--partner: name one of {names}")).into()
        })
    }
}

fn tell(file: &str, import: &UsageImport) {
    let UsageImport { rows_kept, rows_skipped, rows_bad, days_new, days_changed, days_same, .. } = import;
    say(&format!("{file}: {}", import.format));
    say(&format!("{file}: {rows_kept} rows of machines, {rows_skipped} of something else, {rows_bad} bad rows"));
    for size in import.unknown_sizes.lines() {
        say(&format!("{file}: size {size} is not in the catalog; it matches only itself"));
    }
    if *rows_bad > 0 {
        say(&format!("{file}: the bad rows stand beside import {}", import.id));
    }
    say(&format!("{file}: {days_new} new days, {days_changed} changed, {days_same} as they were"));
}

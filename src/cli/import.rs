//! `import`: reference data of this release, and price lists. Features row 12.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::failure::{CliError, say};
use super::import_usage::Usage;
use super::{open, progress};
use crate::config::Layers;
use crate::domain::time::Day;
use crate::ops::prices::{self, Change, ImportError, ImportReport, Outcome};
use crate::ops::reference::{self, LoadError};
use crate::ops::{App, StoreError, keys, media};

/// Import reference data, price lists, usage, files of software and product keys
#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Load sizes, regions, markets, currencies and the price lists that this release ships
    ///
    /// Loaded once for each release; a second time changes nothing.
    Reference,
    Prices(Prices),
    Media(Media),
    Usage(Usage),
    Keys(Keys),
}

/// Import product keys
///
/// The file is CSV with the columns product, version and key. Each row is checked, sealed and kept by itself:
/// bad rows and keys that are there already are named by their line, never by the key, and the others are
/// imported. Software that waits for a key gets one at once. Makes the key ring when there is none (see
/// `rotate-keys`). Exit code 1 when a row was bad.
#[derive(Debug, Args)]
struct Keys {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Import files of software to download, by a list
///
/// The list is CSV with the columns product, version, language, file_type, file and, if known, sha256. Each
/// row is checked and kept by itself: bad rows are named with their line and reason, and the others are
/// imported. The same list twice changes nothing. Exit code 1 when a row was bad.
#[derive(Debug, Args)]
struct Media {
    /// The list
    #[arg(value_name = "LIST")]
    list: PathBuf,
    /// The folder in which the files are; the list's own when it is not given
    #[arg(long, value_name = "FOLDER")]
    files: Option<PathBuf>,
    /// Only look and check
    #[arg(long)]
    dry_run: bool,
}

/// Import price lists: saved pages of the Retail Prices API (JSON) or CSV, plain or gzip
///
/// A file is read as a whole before anything is written. Every bad row is named with its line and reason;
/// a file with bad rows is refused unless --keep-good. The same file twice changes nothing. Exit code 1
/// when a file was refused.
#[derive(Debug, Args)]
struct Prices {
    /// Files, in the order in which they count
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Name of the new version; the file's name when it is not given
    #[arg(long)]
    name: Option<String>,
    /// First day of prices whose row does not say its own, such as 2026-11-21; today when it is not given
    #[arg(long, value_name = "DAY")]
    effective_on: Option<Day>,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    /// Import the good rows of a file that has bad ones
    #[arg(long)]
    keep_good: bool,
}

impl Import {
    pub(super) fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        let app = open::for_command(layers)?;
        match self.what {
            What::Reference => {
                let is_new = reference::load(&app).map_err(not_loaded)?;
                say(if is_new { "Loaded the reference data." } else { "The reference data is loaded already." });
                Ok(ExitCode::SUCCESS)
            }
            What::Prices(prices) => prices.run(&app),
            What::Media(media) => media.run(&app),
            What::Usage(usage) => usage.run(&app),
            What::Keys(keys) => keys.run(&app),
        }
    }
}

impl Prices {
    fn run(&self, app: &App) -> Result<ExitCode, CliError> {
        let mut is_refused = false;
        for path in &self.files {
            is_refused |= !self.import(app, path)?;
        }
        Ok(if is_refused { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    /// Imports one file; false when it was refused.
    fn import(&self, app: &App, path: &Path) -> Result<bool, CliError> {
        let shown = path.display().to_string();
        let file_name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        let command = prices::Import {
            name: self.name.clone().unwrap_or_else(|| file_name.clone()),
            source: file_name,
            effective_on: self.effective_on.unwrap_or_else(|| app.clock.now().day()),
            is_dry_run: self.dry_run,
            keeps_good: self.keep_good,
        };
        let file = BufReader::new(File::open(path).map_err(CliError::file(path))?);
        let bar = progress::rows(&shown);
        let report = prices::import(app, &command, file, |rows| bar.set_position(rows));
        bar.finish_and_clear();
        match report {
            Ok(report) => {
                tell(&shown, &report);
                Ok(report.outcome != Outcome::Refused)
            }
            Err(ImportError::File(error)) => {
                say(&format!("{shown}: {error}"));
                Ok(false)
            }
            Err(ImportError::Store(error)) => Err(error.into()),
        }
    }
}

fn tell(file: &str, report: &ImportReport) {
    for bad in &report.bad {
        let item = bad.item.map(|item| format!(" (item {item})")).unwrap_or_default();
        say(&format!("{file}:{}{item}: {}", bad.line, bad.reason));
    }
    for (what, count) in &report.skipped {
        say(&format!("{file}: {count} rows skipped: {what:?}"));
    }
    if !report.extra_columns.is_empty() {
        say(&format!("{file}: columns not read: {}", report.extra_columns.join(", ")));
    }
    for Change { size, region, term, from, before, after } in &report.sample {
        let before = before.map_or_else(|| "none".to_owned(), |before| before.to_string());
        say(&format!("{file}: {size} {region} {term} from {from}: {before} -> {after}"));
    }
    let outcome = match &report.outcome {
        Outcome::Imported(id) => format!("imported as {id}"),
        Outcome::DryRun => "nothing written (--dry-run)".to_owned(),
        Outcome::SameFile(list) => format!("this file was imported as {} already", list.id),
        Outcome::NothingNew => "every price is in force already".to_owned(),
        Outcome::Refused => "refused; --keep-good imports the good rows".to_owned(),
    };
    let ImportReport { new, changed, unchanged, bad, .. } = report;
    let bad = bad.len();
    say(&format!("{file}: {new} new, {changed} changed, {unchanged} unchanged, {bad} bad rows: {outcome}"));
}

impl Keys {
    fn run(&self, app: &App) -> Result<ExitCode, CliError> {
        let shown = self.file.display().to_string();
        let file = BufReader::new(File::open(&self.file).map_err(CliError::file(&self.file))?);
        let bar = progress::rows(&shown);
        let report = keys::import(app, file, |rows| bar.set_position(rows));
        bar.finish_and_clear();
        let report = report.map_err(|error| match error {
            keys::ImportError::Store(error) => error.into(),
            keys::ImportError::File | keys::ImportError::Ring(_) => CliError::Refused(format!("{shown}: {error}")),
        })?;
        for (line, fault) in &report.bad {
            say(&format!("{shown}:{line}: {fault}"));
        }
        for ((product, version), count) in &report.added {
            say(&format!("{shown}: {count} keys added for {product} {version}"));
        }
        let added: u64 = report.added.values().sum();
        let (bad, filled) = (report.bad.len(), report.filled);
        say(&format!("{shown}: {added} keys added, {bad} bad rows, {filled} lines of software had waited for one."));
        Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

impl Media {
    fn run(&self, app: &App) -> Result<ExitCode, CliError> {
        let shown = self.list.display();
        let list = BufReader::new(File::open(&self.list).map_err(CliError::file(&self.list))?);
        let own = self.list.parent().unwrap_or(Path::new("."));
        let command = media::Import { files: self.files.as_deref().unwrap_or(own), is_dry_run: self.dry_run };
        let (mut good, mut bad) = (0_u64, 0_u64);
        let done = media::import(app, &command, list, |line, row, outcome| {
            let words = match outcome {
                media::Outcome::New(hash) => format!("new, SHA-256 {hash}"),
                media::Outcome::Replaced(hash) => format!("replaces another file, SHA-256 {hash}"),
                media::Outcome::Unchanged(hash) => format!("unchanged, SHA-256 {hash}"),
                media::Outcome::Bad(fault) => fault.to_string(),
            };
            *(if matches!(outcome, media::Outcome::Bad(_)) { &mut bad } else { &mut good }) += 1;
            say(&format!("{shown}:{line}: {}: {words}", row.file));
        });
        done.map_err(|error| match error {
            media::ImportError::Store(error) => error.into(),
            media::ImportError::List(_) => CliError::Refused(format!("{shown}: {error}")),
            media::ImportError::Library(why) => CliError::System { what: "the media library".to_owned(), why },
        })?;
        let end = if self.dry_run { " Nothing was kept (--dry-run)." } else { "" };
        say(&format!("{shown}: {good} files in the library, {bad} bad rows.{end}"));
        Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

/// What it means for a command that the reference data could not be loaded.
pub(super) fn not_loaded(error: LoadError) -> CliError {
    match error {
        LoadError::Store(error) => error.into(),
        LoadError::Data(error) => StoreError::Open(error.to_string()).into(),
    }
}

//! `backup`, `restore` and `check`. Features row 42.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::failure::{CliError, say};
use super::{open, progress};
use crate::config::Layers;
use crate::ops::App;
use crate::ops::backup::{self, BackupError, Broken};

/// Write everything in the database to a file
///
/// The file is as of one moment, while the server goes on working. It holds the hashes of passwords: only
/// the owner can read it. Product keys in it are sealed: keep the key ring (`key_ring_file`) too, elsewhere. It can be restored on SQLite and on PostgreSQL. A file that is there already is
/// not replaced.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write, such as partner-dashboard.backup.gz
    file: PathBuf,
}

/// Restore a backup into an empty database
///
/// Brings the schema up to date, writes all rows or none, and checks them. A database with rows is refused.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The file that `backup` wrote
    file: PathBuf,
}

/// Check that the rows keep to the rules
///
/// Prints one line for each invariant that does not hold and ends with exit code 1 when there is one.
#[derive(Debug, Args)]
pub(super) struct Check {}

impl Backup {
    pub(super) fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        let app = open::for_command(layers)?;
        if self.file.exists() {
            return Err(CliError::Refused(format!("{} is there already", self.file.display())));
        }
        let mut partial = self.file.clone().into_os_string();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let rows = match write(&app, &partial) {
            Ok(rows) => rows,
            Err(error) => {
                // What was written is of no use; the first error is the one to tell.
                let _removed = std::fs::remove_file(&partial);
                return Err(error);
            }
        };
        std::fs::rename(&partial, &self.file).map_err(CliError::file(&self.file))?;
        say(&format!("Wrote {rows} rows to {}.", self.file.display()));
        Ok(ExitCode::SUCCESS)
    }
}

fn write(app: &App, path: &Path) -> Result<u64, CliError> {
    let made = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
    let mut file = GzEncoder::new(BufWriter::new(made.map_err(CliError::file(path))?), Compression::new(4));
    let bar = progress::rows("backup");
    let rows = backup::back_up(app, &mut file, &mut |rows| bar.set_position(rows)).map_err(|error| failed(path, error));
    bar.finish_and_clear();
    let rows = rows?;
    let mut inner = file.finish().map_err(CliError::file(path))?;
    inner.flush().map_err(CliError::file(path))?;
    inner.get_ref().sync_all().map_err(CliError::file(path))?;
    Ok(rows)
}

impl Restore {
    pub(super) fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        let path = self.file;
        let file = File::open(&path).map_err(CliError::file(&path))?;
        let app = open::migrated(layers)?;
        let bar = progress::rows("restore");
        let mut file = BufReader::new(GzDecoder::new(BufReader::new(file)));
        let rows = backup::restore(&app, &mut file, &mut |rows| bar.set_position(rows));
        bar.finish_and_clear();
        say(&format!("Restored {} rows.", rows.map_err(|error| failed(&path, error))?));
        tell(&app)
    }
}

impl Check {
    pub(super) fn run(layers: Layers) -> Result<ExitCode, CliError> {
        tell(&open::for_command(layers)?)
    }
}

fn tell(app: &App) -> Result<ExitCode, CliError> {
    let report = backup::check(app)?;
    for Broken { name, promise, rows, example } in &report.broken {
        let example = example.as_ref().map(|example| format!(", such as {example}")).unwrap_or_default();
        say(&format!("{name}: {rows} broken{example}; it should be that {promise}"));
    }
    if report.broken.is_empty() {
        say(&format!("All {} invariants hold.", report.checked));
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(1))
}

fn failed(path: &Path, error: BackupError) -> CliError {
    match error {
        BackupError::Io(why) if is_broken_file(why.kind()) => CliError::Refused(format!("{}: {why}", path.display())),
        BackupError::Io(why) => CliError::System { what: path.display().to_string(), why },
        BackupError::Store(error) => error.into(),
        BackupError::Damaged(_) => CliError::Refused(format!("{}: {error}", path.display())),
        BackupError::NotEmpty(_) => CliError::Refused(error.to_string()),
    }
}

/// Whether reading failed because of what the file holds.
fn is_broken_file(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof)
}

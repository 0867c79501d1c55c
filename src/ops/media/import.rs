//! Importing files by a list: each row is looked at, checked and kept by itself. Floor 2. Quality 41.
//!
//! A row names product, version, language, file type and the file, and may name its checksum. What is
//! in the library already is not copied again; the same list twice changes nothing.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path};

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256 as Hasher};

use super::library::Library;
use crate::access::{Actor, Circumstances};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::MediaId;
use crate::domain::media::{Media, MediaChoice, Sha256};
use crate::domain::software::SOFTWARE;
use crate::domain::support::file_name;
use crate::domain::text::MediaLabel;
use crate::ops::App;
use crate::store::StoreError;

/// What is to be imported.
#[derive(Debug)]
pub struct Import<'a> {
    /// The folder in which the files of the list are.
    pub files: &'a Path,
    /// Only look and check.
    pub is_dry_run: bool,
}

/// A row of the list as it was read, or as far as it could be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaRow {
    /// Id of the product.
    pub product: String,
    /// Version.
    pub version: String,
    /// Language.
    pub language: String,
    /// File type and operating system.
    pub file_type: String,
    /// The file, below the folder.
    pub file: String,
    /// Its checksum; "" when the list does not say.
    #[serde(default)]
    pub sha256: String,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The file is in the library now, with this checksum.
    New(Sha256),
    /// It stands in the place of another file now.
    Replaced(Sha256),
    /// It was in the library.
    Unchanged(Sha256),
    /// Nothing was done for this row.
    Bad(RowFault),
}

/// Why nothing was done for a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// The row lacks a column or has one too many.
    #[error("{0}")]
    Malformed(String),
    /// Version, language or file type is empty, too long or holds what cannot be seen.
    #[error("{0} is empty, too long or holds invisible characters")]
    Label(&'static str),
    /// There is no such software product.
    #[error("there is no software product {0}; import price lists first")]
    NoProduct(String),
    /// The file's name leads out of the folder or cannot be saved.
    #[error("{0:?} is not the name of a file below the folder")]
    Name(String),
    /// The file cannot be read.
    #[error("{0}")]
    File(String),
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// The checksum in the list is none.
    #[error("{0:?} is not a SHA-256")]
    NotAChecksum(String),
    /// The file is not the one that the list means.
    #[error("the checksum is {found}, and the list says {listed}")]
    Checksum {
        /// Of the file.
        found: Sha256,
        /// In the list.
        listed: Sha256,
    },
}

/// Why the import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The list cannot be read, or has other columns.
    #[error("the list cannot be read: {0}")]
    List(#[from] csv::Error),
    /// The store of files cannot be used.
    #[error("{0}")]
    Library(#[from] io::Error),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Imports the files of a list; each row is told with its line as soon as it is done.
pub fn import(
    app: &App,
    command: &Import<'_>,
    list: impl Read,
    mut tell: impl FnMut(u64, &MediaRow, &Outcome),
) -> Result<(), ImportError> {
    let library = &*app.media;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(list);
    let headers = reader.headers()?.clone();
    for record in reader.into_records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() > headers.len() {
            let fault = RowFault::Malformed(format!("{} columns instead of {}", record.len(), headers.len()));
            tell(line, &MediaRow::default(), &Outcome::Bad(fault));
            continue;
        }
        let (row, outcome) = match record.deserialize::<MediaRow>(Some(&headers)) {
            Ok(row) => {
                let outcome = one(app, command, library, &row)?;
                (row, outcome)
            }
            Err(error) => (MediaRow::default(), Outcome::Bad(RowFault::Malformed(error.to_string()))),
        };
        tell(line, &row, &outcome);
    }
    Ok(())
}

/// A row whose texts are in order.
struct Checked {
    media: Media,
    file: File,
}

fn one(app: &App, command: &Import<'_>, library: &Library, row: &MediaRow) -> Result<Outcome, ImportError> {
    let mut checked = match check(app, command.files, row) {
        Ok(checked) => checked,
        Err(fault) => return Ok(Outcome::Bad(fault)),
    };
    let circumstances = Circumstances { at: app.clock.now(), address: String::new(), request_id: String::new() };
    let system = app.db.system("media belong to no tenant");
    if !system.look(circumstances.clone(), |r| r.is_product(&row.product, SOFTWARE))? {
        return Ok(Outcome::Bad(RowFault::NoProduct(row.product.clone())));
    }
    let Media { sha256, size, .. } = checked.media;
    if !command.is_dry_run && !library.has(&sha256, size)? {
        library.put(&sha256, size, &mut checked.file)?;
    }
    system.write(Actor::Operator("media import"), circumstances, |w| {
        let mut new = checked.media;
        let before = w.media_chosen(&new.product, &new.choice)?;
        let outcome = match &before {
            None => Outcome::New(sha256),
            Some(old) if old.sha256 == sha256 && old.file_name == new.file_name => Outcome::Unchanged(sha256),
            Some(_) => Outcome::Replaced(sha256),
        };
        if command.is_dry_run || matches!(outcome, Outcome::Unchanged(_)) {
            return Ok(w.unchanged(outcome));
        }
        match &before {
            None => w.insert_media(&new)?,
            Some(old) => {
                new.id = old.id;
                w.replace_media(&new)?;
            }
        }
        let mut event = Event::new(EventKind::MediaImported, "media", new.id).after(facts(&new));
        event.before = before.as_ref().map(facts);
        Ok::<_, ImportError>(w.record(&event, outcome)?)
    })
}

fn facts(media: &Media) -> serde_json::Value {
    json!({
        "product": media.product, "version": media.choice.version, "language": media.choice.language,
        "file_type": media.choice.file_type, "file": media.file_name, "size": media.size,
        "sha256": media.sha256.to_string(),
    })
}

fn check(app: &App, folder: &Path, row: &MediaRow) -> Result<Checked, RowFault> {
    let label = |text: &str, column| MediaLabel::parse(text).map_err(|_why| RowFault::Label(column));
    let choice = MediaChoice {
        version: label(&row.version, "version")?,
        language: label(&row.language, "language")?,
        file_type: label(&row.file_type, "file_type")?,
    };
    let is_below = Path::new(&row.file).components().all(|part| matches!(part, Component::Normal(_)));
    let name = file_name(&row.file).map_err(|_why| RowFault::Name(row.file.clone()))?;
    if !is_below {
        return Err(RowFault::Name(row.file.clone()));
    }
    let listed = match row.sha256.as_str() {
        "" => None,
        text => Some(text.parse::<Sha256>().map_err(|_why| RowFault::NotAChecksum(text.to_owned()))?),
    };
    let unreadable = |error: io::Error| RowFault::File(error.to_string());
    let mut file = File::open(folder.join(&row.file)).map_err(unreadable)?;
    let (size, found) = checksum(&mut file).map_err(unreadable)?;
    if size == 0 {
        return Err(RowFault::Empty);
    }
    if let Some(listed) = listed.filter(|listed| *listed != found) {
        return Err(RowFault::Checksum { found, listed });
    }
    let id = MediaId::from_uuid(app.ids.new_id());
    let media = Media { id, product: row.product.clone(), choice, file_name: name, size, sha256: found };
    Ok(Checked { media, file })
}

/// Length and checksum of a file, read piece by piece.
fn checksum(file: &mut File) -> io::Result<(u64, Sha256)> {
    let (mut hasher, mut piece, mut size) = (Hasher::new(), vec![0; 256 * 1024], 0_u64);
    loop {
        let count = file.read(&mut piece)?;
        if count == 0 {
            return Ok((size, Sha256(hasher.finalize().into())));
        }
        size = size.saturating_add(u64::try_from(count).unwrap_or_default());
        hasher.update(piece.get(..count).unwrap_or_default());
    }
}

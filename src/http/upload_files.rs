//! Forms with large files: written to the disk piece by piece, never held in memory. Floor 3. Quality 21 to
//! 23; features row 54.

use std::fs::File;
use std::future::Future;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use futures_core::Stream;

use super::failure::Failure;
use super::forms::{own, read_fields};
use super::upload::{PLACES, content, is_with_files, malformed};
use crate::ops::App;

/// The most bytes of all files of a form; larger ones are for the command line.
pub const MOST_FILE_BYTES: usize = 256 * 1024 * 1024;

/// The most files of a form.
pub const MOST_FILES: usize = 20;

/// The most fields that are no file, and the bytes of all of them.
const MOST_FIELDS: usize = 8;
const FIELD_BYTES: usize = 16 * 1024;

/// A form whose anti-forgery token is this session's, with its files on the disk.
#[derive(Debug)]
pub struct CsrfFiles {
    /// Name and place of each file.
    pub files: Vec<(String, PathBuf)>,
    /// Every other field.
    pub fields: Vec<(String, String)>,
}

impl FromRequest for CsrfFiles {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            if !is_with_files(&req) {
                return Ok(Self { files: Vec::new(), fields: read_fields(&req, &mut payload).await? });
            }
            let _place = PLACES.try_acquire().map_err(|_full| Failure::Busy("too many uploads at once".to_owned()))?;
            let mut kept = Kept::default();
            let fields = read(&req, payload, &mut kept).await?;
            let fields = own(&req, fields)?;
            Ok(Self { files: kept.take(), fields })
        })
    }
}

/// Files that go away again when the form is refused.
#[derive(Default)]
struct Kept(Vec<(String, PathBuf)>);

impl Kept {
    fn take(mut self) -> Vec<(String, PathBuf)> {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        for (_, path) in &self.0 {
            if let Err(error) = std::fs::remove_file(path) {
                tracing::warn!(%error, "an uploaded file stays");
            }
        }
    }
}

async fn read(req: &HttpRequest, payload: Payload, kept: &mut Kept) -> Result<Vec<(String, String)>, Failure> {
    let app = req.app_data::<Data<App>>().ok_or_else(|| Failure::Bug("no app".to_owned()))?;
    let folder = app.config.data_dir.join("uploads");
    let mut form = Multipart::new(req.headers(), payload);
    let (mut left, mut text_left) = (MOST_FILE_BYTES, FIELD_BYTES);
    let mut fields = Vec::new();
    while let Some(field) = std::future::poll_fn(|task| Pin::new(&mut form).poll_next(task)).await {
        let mut field = field.map_err(malformed)?;
        let name = field.name().unwrap_or_default().to_owned();
        if name == "files" {
            let name = field.content_disposition().and_then(|it| it.get_filename()).unwrap_or_default().to_owned();
            if kept.0.len() >= MOST_FILES {
                return Err(Failure::TooLarge);
            }
            keep(app, &folder, name, &mut field, &mut left, kept).await?;
        } else {
            let text = content(&mut field, FIELD_BYTES, &mut text_left).await?;
            fields.push((name, String::from_utf8(text).map_err(malformed)?));
        }
        if fields.len() > MOST_FIELDS {
            return Err(Failure::Malformed("too many fields".to_owned()));
        }
    }
    Ok(fields)
}

/// Writes a file to the disk; one without name and content was not chosen.
async fn keep(
    app: &App,
    folder: &Path,
    name: String,
    field: &mut Field,
    left: &mut usize,
    kept: &mut Kept,
) -> Result<(), Failure> {
    let mut file = None;
    while let Some(chunk) = std::future::poll_fn(|task| Pin::new(&mut *field).poll_next(task)).await {
        let chunk = chunk.map_err(malformed)?;
        *left = left.checked_sub(chunk.len()).ok_or(Failure::TooLarge)?;
        let file = match &mut file {
            Some(file) => file,
            none @ None => {
                std::fs::create_dir_all(folder).map_err(unwritten)?;
                let path = folder.join(app.ids.new_id().to_string());
                kept.0.push((name.clone(), path.clone()));
                none.insert(File::create(path).map_err(unwritten)?)
            }
        };
        file.write_all(&chunk).map_err(unwritten)?;
    }
    Ok(())
}

fn unwritten(error: std::io::Error) -> Failure {
    Failure::Busy(format!("an upload could not be written: {error}"))
}

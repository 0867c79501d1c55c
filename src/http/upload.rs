//! Forms with files: bounded before anything is kept. Floor 3. Quality 4, items 21 to 23; 17, 49.
//!
//! Only a handler that asks for [`CsrfUpload`] reads more than the form limit. What is over a file's
//! limit is read and thrown away, so that the page can say which file it was.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use futures_core::Stream;
use tokio::sync::Semaphore;

use super::failure::Failure;
use super::forms::{own, read_fields};
use crate::domain::support::{MAX_FILE_BYTES, MAX_FILES};
use crate::ops::App;
use crate::ops::support::Upload;

/// Uploads that are in memory at once; others are told to come back.
pub(super) static PLACES: Semaphore = Semaphore::const_new(3);

/// The most bytes of a form with files: the files, and what stands around them.
const MOST: usize = MAX_FILES * MAX_FILE_BYTES + 64 * 1024;

/// The most fields that are no file.
const MOST_FIELDS: usize = 40;

/// A form whose anti-forgery token is this session's, with the files that were chosen. A browser sends it
/// in either form: with files, or as any other form.
#[derive(Debug)]
pub struct CsrfUpload {
    /// The files.
    pub files: Vec<Upload>,
    /// Every other field.
    pub fields: Vec<(String, String)>,
}

impl FromRequest for CsrfUpload {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            if is_with_files(&req) {
                read(&req, payload).await
            } else {
                Ok(Self { files: Vec::new(), fields: read_fields(&req, &mut payload).await? })
            }
        })
    }
}

pub(super) fn is_with_files(req: &HttpRequest) -> bool {
    let kind = req.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

async fn read(req: &HttpRequest, payload: Payload) -> Result<CsrfUpload, Failure> {
    let _place = PLACES.try_acquire().map_err(|_full| Failure::Busy("too many uploads at once".to_owned()))?;
    let app = req.app_data::<Data<App>>().ok_or_else(|| Failure::Bug("no app".to_owned()))?;
    let mut form = Multipart::new(req.headers(), payload);
    let mut left = MOST;
    let (mut files, mut fields) = (Vec::new(), Vec::new());
    while let Some(field) = std::future::poll_fn(|task| Pin::new(&mut form).poll_next(task)).await {
        let mut field = field.map_err(malformed)?;
        let name = field.name().unwrap_or_default().to_owned();
        if name == "files" {
            let name = field.content_disposition().and_then(|it| it.get_filename()).unwrap_or_default().to_owned();
            // More files than a request takes are counted, not kept.
            let most = if files.len() < MAX_FILES { MAX_FILE_BYTES + 1 } else { 1 };
            let content = content(&mut field, most, &mut left).await?;
            if !name.is_empty() || !content.is_empty() {
                files.push(Upload { name, content });
            }
        } else {
            let text = content(&mut field, app.config.form_limit_bytes, &mut left).await?;
            fields.push((name, String::from_utf8(text).map_err(malformed)?));
        }
        if fields.len() > MOST_FIELDS {
            return Err(Failure::Malformed("too many fields".to_owned()));
        }
    }
    Ok(CsrfUpload { files, fields: own(req, fields)? })
}

/// The first bytes of a field, at most `keep`; the rest is read and thrown away.
pub(super) async fn content(field: &mut Field, keep: usize, left: &mut usize) -> Result<Vec<u8>, Failure> {
    let mut kept = Vec::new();
    while let Some(chunk) = std::future::poll_fn(|task| Pin::new(&mut *field).poll_next(task)).await {
        let chunk = chunk.map_err(malformed)?;
        *left = left.checked_sub(chunk.len()).ok_or(Failure::TooLarge)?;
        let room = keep.saturating_sub(kept.len());
        kept.extend(chunk.into_iter().take(room));
    }
    Ok(kept)
}

pub(super) fn malformed(error: impl std::fmt::Display) -> Failure {
    Failure::Malformed(error.to_string())
}

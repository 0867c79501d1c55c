//! Forms: the only way a handler gets one. Floor 3. Quality 5, 17, 49, 50.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{BytesMut, Data};
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::extract::visit;
use super::failure::Failure;
use crate::ops::App;

/// A form whose anti-forgery token is this session's. Fields that `F` does not know, and fields that
/// come twice, are refused; the size is limited by the configuration.
pub struct CsrfForm<F>(pub F);

/// The name of the token's field.
const TOKEN: &str = "csrf";

impl<F: DeserializeOwned + 'static> FromRequest for CsrfForm<F> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move { read_form(&req, &mut payload).await.map(Self) })
    }
}

async fn read_form<F: DeserializeOwned>(req: &HttpRequest, payload: &mut Payload) -> Result<F, Failure> {
    parse(&read_fields(req, payload).await?)
}

/// The fields of a form of this session, without the token.
pub(super) async fn read_fields(req: &HttpRequest, payload: &mut Payload) -> Result<Vec<(String, String)>, Failure> {
    let app = req.app_data::<Data<App>>().cloned().ok_or_else(|| Failure::Bug("no app".to_owned()))?;
    is_form(req)?;
    let body = read(payload, app.config.form_limit_bytes).await?;
    let fields = serde_urlencoded::from_bytes(&body).map_err(|error| Failure::Malformed(error.to_string()))?;
    own(req, fields)
}

/// Takes the token out of the fields; none may come twice, and the token must be this session's.
pub(super) fn own(req: &HttpRequest, mut fields: Vec<(String, String)>) -> Result<Vec<(String, String)>, Failure> {
    let app = req.app_data::<Data<App>>().ok_or_else(|| Failure::Bug("no app".to_owned()))?;
    once(&fields)?;
    let at = fields.iter().position(|(name, _)| name == TOKEN);
    let token = at.map(|at| fields.remove(at).1).unwrap_or_default();
    if visit(req)?.key.accepts_csrf(app.config.secret.bytes(), &token) { Ok(fields) } else { Err(Failure::Forged) }
}

fn is_form(req: &HttpRequest) -> Result<(), Failure> {
    let kind = req.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") {
        Ok(())
    } else {
        Err(Failure::Malformed("the body is not a form".to_owned()))
    }
}

async fn read(payload: &mut Payload, limit: usize) -> Result<BytesMut, Failure> {
    let mut body = BytesMut::new();
    while let Some(chunk) = std::future::poll_fn(|task| next(payload, task)).await {
        let chunk = chunk.map_err(|error| Failure::Malformed(error.to_string()))?;
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(Failure::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn next(
    payload: &mut Payload,
    task: &mut std::task::Context<'_>,
) -> std::task::Poll<Option<Result<actix_web::web::Bytes, actix_web::error::PayloadError>>> {
    futures_core::Stream::poll_next(Pin::new(payload), task)
}

fn once(fields: &[(String, String)]) -> Result<(), Failure> {
    let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair.first() == pair.last()) {
        Some(pair) => Err(Failure::Malformed(format!("the field {} comes twice", pair.concat()))),
        None => Ok(()),
    }
}

/// Reads a query string into a filter the same way: unknown or repeated fields are refused.
pub fn parse<F: DeserializeOwned>(fields: &[(String, String)]) -> Result<F, Failure> {
    let text = serde_urlencoded::to_string(fields).map_err(|error| Failure::Malformed(error.to_string()))?;
    serde_urlencoded::from_str(&text).map_err(|error| Failure::Malformed(error.to_string()))
}

/// What is wrong with a form: the id of each field and its message, in the order of the page.
#[derive(Debug, Default, Clone)]
pub struct FormErrors(pub Vec<(&'static str, String)>);

impl FormErrors {
    /// Nothing wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what is wrong with a field.
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.push((field, message.into()));
    }

    /// Takes the value of a field, or notes what is wrong with it.
    pub fn check<T, E>(
        &mut self,
        field: &'static str,
        parsed: Result<T, E>,
        words: impl FnOnce(E) -> String,
    ) -> Option<T> {
        parsed.map_err(|error| self.add(field, words(error))).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with a field, or "".
    pub fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| *name == field).map_or("", |(_, message)| message)
    }

    /// All of it, for the summary above the form.
    pub fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }
}

//! What an endpoint answers. Floor 4.

use actix_web::http::StatusCode;
use serde::Serialize;

use super::Refused;

/// What an endpoint gives back.
pub type Answered = Result<Answer, Refused>;

/// An answer: JSON most of the time.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The content type and the bytes; none for an empty answer.
    pub body: Option<(&'static str, Vec<u8>)>,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

/// The content type of every JSON answer.
pub const JSON: &str = "application/json; charset=utf-8";

impl Answer {
    /// 200 with JSON.
    pub fn ok(body: &impl Serialize) -> Answered {
        Self::json(StatusCode::OK, body)
    }

    /// 201 with JSON.
    pub fn created(body: &impl Serialize) -> Answered {
        Self::json(StatusCode::CREATED, body)
    }

    /// Any status with JSON.
    pub fn json(status: StatusCode, body: &impl Serialize) -> Answered {
        let bytes = serde_json::to_vec(body).map_err(|error| Refused::defect(&error.to_string()))?;
        Ok(Self { status, body: Some((JSON, bytes)), headers: Vec::new() })
    }

    /// 200 without a body.
    pub fn empty() -> Self {
        Self { status: StatusCode::OK, body: None, headers: Vec::new() }
    }

    /// A status without a body.
    pub fn bare(status: StatusCode) -> Self {
        Self { status, body: None, headers: Vec::new() }
    }

    /// 200 with something else than JSON.
    pub fn bytes(content_type: &'static str, bytes: Vec<u8>) -> Self {
        Self { status: StatusCode::OK, body: Some((content_type, bytes)), headers: Vec::new() }
    }

    /// The same with one header more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

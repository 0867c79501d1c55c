//! What a request can fail with: one type, one place for status codes. Floor 3. Quality U-13.
//!
//! Handlers and extractors return it with `?`; `web::failures` turns it into a page, the API into JSON.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

use crate::access::Denied;
use crate::access::passwords::HashError;
use crate::access::sessions::NoRandomness;
use crate::ops::StoreError;

/// A request that was not answered with its page.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    /// Nobody is signed in, or the session ended; afterwards the person comes back.
    #[error("sign in first")]
    SignIn {
        /// Whether a session was there and ended.
        has_ended: bool,
    },
    /// The password was given by somebody else and must be changed first.
    #[error("change the temporary password first")]
    TemporaryPassword,
    /// The person lacks a right; the page says who has it.
    #[error(transparent)]
    Forbidden(#[from] Denied),
    /// The form did not come from one of our pages.
    #[error("the form is not from this session")]
    Forged,
    /// No such thing, or not in the person's scope.
    #[error("not found")]
    NotFound,
    /// The address takes another method.
    #[error("method not allowed")]
    Method,
    /// The state of things does not allow it any more: changed by somebody else, or done already.
    #[error("conflict")]
    Conflict,
    /// The request itself is malformed: a field twice, not UTF-8, an unknown field.
    #[error("malformed request: {0}")]
    Malformed(String),
    /// The body is larger than allowed.
    #[error("too large")]
    TooLarge,
    /// Too many requests; try again after so many seconds.
    #[error("too many requests")]
    TooMany(i64),
    /// The database or the machine is busy or away; the same request may work later.
    #[error("busy: {0}")]
    Busy(String),
    /// A defect of ours.
    #[error("defect: {0}")]
    Bug(String),
}

impl Failure {
    /// The status code.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::SignIn { .. } | Self::TemporaryPassword => StatusCode::SEE_OTHER,
            Self::Forbidden(_) | Self::Forged => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Bug(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        self.status()
    }
    /// What is answered where no page can be made: the request was cut, or the database is away.
    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status());
        if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            answer.insert_header((header::RETRY_AFTER, "5"));
        }
        answer.content_type("text/plain; charset=utf-8").body(format!("{}\n", self.status()))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Stale | StoreError::Duplicate(_) => Self::Conflict,
            StoreError::Busy(why) | StoreError::Open(why) => Self::Busy(why),
            StoreError::Db(error) => Self::Bug(error.to_string()),
        }
    }
}

impl From<actix_web::error::BlockingError> for Failure {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self::Busy(error.to_string())
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Bug(error.to_string())
    }
}

impl From<NoRandomness> for Failure {
    fn from(error: NoRandomness) -> Self {
        Self::Busy(error.to_string())
    }
}

impl From<HashError> for Failure {
    fn from(error: HashError) -> Self {
        Self::Bug(error.to_string())
    }
}

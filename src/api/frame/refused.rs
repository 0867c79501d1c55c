//! Errors, and how each interface writes them. Floor 4. The pages' rules decide; this names the codes.

use actix_web::http::StatusCode;
use serde_json::{Value, json};

use super::Face;
use crate::access::Denied;
use crate::http::failure::Failure;
use crate::ops::StoreError;

/// A request that was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The status.
    pub status: StatusCode,
    /// The vendor's code; the usual one of the status where there is none.
    pub code: Option<&'static str>,
    /// What is wrong, for whoever reads the log of the program.
    pub message: String,
    /// Seconds until it may be tried again.
    pub retry_after: Option<i64>,
    /// The permission that was missing.
    pub denied: Option<Denied>,
}

impl Refused {
    /// A refusal with a code of the vendor's.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { code: Some(code), ..Self::plain(status, message) }
    }

    /// A refusal with the usual code of its status.
    pub fn plain(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, code: None, message: message.into(), retry_after: None, denied: None }
    }

    /// 400 with a code.
    pub fn bad(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 400: the body or a parameter does not read.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self::plain(StatusCode::BAD_REQUEST, message)
    }

    /// 404: no such thing, or not in the caller's scope.
    pub fn not_found() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "The resource was not found.")
    }

    /// 401.
    pub fn unknown(message: impl Into<String>) -> Self {
        Self::plain(StatusCode::UNAUTHORIZED, message)
    }

    /// 429.
    pub fn too_many(seconds: i64) -> Self {
        let message = format!("Too many requests. Try again in {seconds} seconds.");
        Self { retry_after: Some(seconds), ..Self::plain(StatusCode::TOO_MANY_REQUESTS, message) }
    }

    /// 500; what happened stands in the log.
    pub fn defect(why: &str) -> Self {
        tracing::error!(why, "defect in an answer of the API");
        Self::plain(StatusCode::INTERNAL_SERVER_ERROR, "An internal error occurred.")
    }

    /// The body, as this interface writes errors.
    pub fn body(&self, face: Face) -> Value {
        let message = if self.message.is_empty() { "The request was refused." } else { &self.message };
        match face {
            Face::Arm => json!({ "error": { "code": self.arm_code(), "message": message } }),
            Face::PartnerCenter => {
                let code = self.code.unwrap_or_else(|| partner_center_code(self.status));
                let code = code.parse::<i64>().map_or_else(|_word| json!(code), |number| json!(number));
                let description: String = message.chars().take(1024).collect();
                json!({ "code": code, "description": description, "data": [], "source": "PartnerFD" })
            }
            Face::Tokens => json!({ "error": self.token_code(), "error_description": message }),
        }
    }

    /// The code in Azure Resource Manager's words.
    pub fn arm_code(&self) -> &'static str {
        self.code.unwrap_or(match self.status {
            StatusCode::UNAUTHORIZED => "InvalidAuthenticationToken",
            StatusCode::FORBIDDEN => "AuthorizationFailed",
            StatusCode::NOT_FOUND => "ResourceNotFound",
            StatusCode::METHOD_NOT_ALLOWED => "MethodNotAllowed",
            StatusCode::CONFLICT => "Conflict",
            StatusCode::PAYLOAD_TOO_LARGE => "RequestEntityTooLarge",
            StatusCode::TOO_MANY_REQUESTS => "TooManyRequests",
            StatusCode::SERVICE_UNAVAILABLE => "ServerBusy",
            StatusCode::INTERNAL_SERVER_ERROR => "InternalServerError",
            _ => "InvalidRequestContent",
        })
    }

    fn token_code(&self) -> &'static str {
        self.code.unwrap_or(match self.status {
            StatusCode::UNAUTHORIZED => "invalid_client",
            StatusCode::INTERNAL_SERVER_ERROR => "server_error",
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => "temporarily_unavailable",
            _ => "invalid_request",
        })
    }
}

/// The usual codes of Partner Center.
fn partner_center_code(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "400",
        StatusCode::FORBIDDEN => "2032",
        StatusCode::NOT_FOUND => "1000",
        StatusCode::METHOD_NOT_ALLOWED => "405",
        StatusCode::CONFLICT => "800060",
        StatusCode::PRECONDITION_FAILED => "2055",
        StatusCode::PAYLOAD_TOO_LARGE => "413",
        StatusCode::TOO_MANY_REQUESTS => "429",
        StatusCode::SERVICE_UNAVAILABLE => "503",
        StatusCode::INTERNAL_SERVER_ERROR => "500",
        _ => "800002",
    }
}

impl From<Denied> for Refused {
    fn from(denied: Denied) -> Self {
        let more = if denied.needs_subscription_access { " without access to the customer's subscription" } else { "" };
        let message = format!("The client is not allowed to {}{more}.", denied.perm.name().replace('_', " "));
        Self { denied: Some(denied), ..Self::plain(StatusCode::FORBIDDEN, message) }
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Failure::from(error).into()
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Forbidden(denied) => denied.into(),
            Failure::NotFound => Self::not_found(),
            Failure::Conflict => Self::plain(StatusCode::CONFLICT, "Somebody else changed it meanwhile."),
            Failure::Malformed(why) => Self::malformed(why),
            Failure::TooMany(seconds) => Self::too_many(seconds),
            Failure::Busy(why) => {
                tracing::warn!(why, "busy");
                let busy = Self::plain(StatusCode::SERVICE_UNAVAILABLE, "The server is busy. Try again.");
                Self { retry_after: Some(5), ..busy }
            }
            Failure::Bug(why) => Self::defect(&why),
            Failure::TooLarge => Self::plain(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large."),
            Failure::Method => Self::plain(StatusCode::METHOD_NOT_ALLOWED, "The resource has no such method."),
            Failure::SignIn { .. } | Failure::TemporaryPassword => Self::unknown("A bearer token is needed."),
            Failure::Forged => Self::plain(StatusCode::FORBIDDEN, "The request was forged."),
        }
    }
}

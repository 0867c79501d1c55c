//! The token endpoints, version 1 and 2, and the one of Partner Center. Floor 4.
//!
//! A client gets a token for its id and secret. A refresh token is not given: a program that has the
//! secret asks again. Any scope, resource and audience is accepted, and every token is good for both
//! interfaces.

use actix_web::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::json;

use super::wire::{SameToken, Token, TokenRequestBody, TokenV1};
use crate::api::frame::json::moment;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::roles::Perm;
use crate::ops::App;
use crate::ops::api_clients::{TokenError, TokenRequest, token};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let own = Perm::OwnAccount;
    vec![
        Endpoint::post(Face::Tokens, "/{tenant}/oauth2/v2.0/token", own, version_2)
            .public()
            .takes::<TokenRequestBody>()
            .answers::<Token>(),
        Endpoint::post(Face::Tokens, "/{tenant}/oauth2/token", own, version_1)
            .public()
            .takes::<TokenRequestBody>()
            .answers::<TokenV1>(),
        Endpoint::post(Face::PartnerCenter, "/generatetoken", own, generate).answers::<SameToken>(),
    ]
}

struct Given {
    text: String,
    seconds: i64,
    from: i64,
    resource: String,
}

fn version_2(app: &App, call: &Call) -> Answered {
    match give(app, call, "2.0") {
        Ok(given) => answer(&Token {
            token_type: "Bearer",
            expires_in: given.seconds,
            ext_expires_in: given.seconds,
            access_token: given.text,
        }),
        Err(refused) => refuse(call, refused),
    }
}

/// Numbers are text here.
fn version_1(app: &App, call: &Call) -> Answered {
    match give(app, call, "1.0") {
        Ok(given) => answer(&TokenV1 {
            token_type: "Bearer",
            expires_in: given.seconds.to_string(),
            ext_expires_in: given.seconds.to_string(),
            expires_on: given.from.saturating_add(given.seconds).to_string(),
            not_before: given.from.to_string(),
            resource: given.resource,
            access_token: given.text,
        }),
        Err(refused) => refuse(call, refused),
    }
}

/// Hands the caller's token back: it is good for Partner Center already.
fn generate(_: &App, call: &Call) -> Answered {
    let text = call.header("authorization").and_then(|value| value.split_once(' ')).map_or("", |(_, token)| token);
    let expires_in = crate::access::tokens::TOKEN_SECONDS;
    Answer::ok(&SameToken { access_token: text.to_owned(), token_type: "bearer", expires_in })
}

fn answer(body: &impl Serialize) -> Answered {
    Ok(Answer::ok(body)?.with("Cache-Control", "no-store").with("Pragma", "no-cache"))
}

/// Why no token is given: the OAuth code, the vendor's number, a text.
struct Reason {
    status: StatusCode,
    error: &'static str,
    number: i64,
    text: String,
    wait: Option<i64>,
}

impl Reason {
    fn new(status: StatusCode, error: &'static str, number: i64, text: &str) -> Self {
        Self { status, error, number, text: text.to_owned(), wait: None }
    }
}

impl From<Refused> for Reason {
    fn from(refused: Refused) -> Self {
        let wait = refused.retry_after;
        Self { wait, ..Self::new(refused.status, "temporarily_unavailable", 90033, &refused.message) }
    }
}

fn give(app: &App, call: &Call, version: &'static str) -> Result<Given, Reason> {
    let bad = |number, text: &str| Reason::new(StatusCode::BAD_REQUEST, "invalid_request", number, text);
    let form: Vec<(String, String)> =
        serde_urlencoded::from_bytes(&call.body).map_err(|_not_a_form| bad(900_144, "The body is not a form."))?;
    let field = |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    match field("grant_type").as_deref() {
        Some("client_credentials") => {}
        Some(_) => {
            let text = "The grant type is not supported; use client_credentials.";
            return Err(Reason::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", 70003, text));
        }
        None => return Err(bad(900_144, "The request body must contain the parameter 'grant_type'.")),
    }
    let (client, secret) = match (field("client_id"), field("client_secret")) {
        (Some(client), Some(secret)) => (client, secret),
        (client, secret) => basic(call).or(client.zip(secret)).ok_or_else(|| {
            bad(7_000_218, "The request body must contain the parameters 'client_id' and 'client_secret'.")
        })?,
    };
    let resource = field("resource").or(field("scope")).unwrap_or_else(|| call.base.clone());
    let tenant = call.part("tenant");
    let request = TokenRequest {
        tenant: tenant.parse().ok(),
        client,
        secret,
        audience: resource.trim_end_matches("/.default").to_owned(),
        issuer: format!("{}/{tenant}/v2.0", call.base),
        version,
        user_agent: call.header("user-agent").unwrap_or_default().chars().take(200).collect(),
    };
    let given = token(app, &request, &call.circumstances).map_err(reason)?;
    let from = given.from.utc().timestamp();
    Ok(Given { text: given.text, seconds: given.seconds, from, resource })
}

/// Id and secret in the header, as OAuth 2.0 allows.
fn basic(call: &Call) -> Option<(String, String)> {
    let (_, text) =
        call.header("authorization")?.split_once(' ').filter(|(how, _)| how.eq_ignore_ascii_case("basic"))?;
    let bytes = STANDARD.decode(text.trim()).ok()?;
    let (client, secret) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
    let plain = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    Some((plain(client), plain(secret)))
}

fn reason(error: TokenError) -> Reason {
    let refused = |number, text| Reason::new(StatusCode::UNAUTHORIZED, "invalid_client", number, text);
    match error {
        TokenError::Wrong => refused(7_000_215, "Invalid client secret provided, or the client is not in this tenant."),
        TokenError::Expired => refused(7_000_222, "The provided client secret has expired."),
        TokenError::Wait(seconds) => Reason {
            wait: Some(seconds),
            ..Reason::new(StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", 50196, "Too many failed attempts.")
        },
        TokenError::Store(error) => Refused::from(error).into(),
        TokenError::Random(error) => Refused::defect(&error.to_string()).into(),
    }
}

fn refuse(call: &Call, reason: Reason) -> Answered {
    let Reason { status, error, number, text, wait } = reason;
    let id = &call.circumstances.request_id;
    let body = json!({
        "error": error,
        "error_description": format!("AADSTS{number}: {text} Trace ID: {id}"),
        "error_codes": [number],
        "timestamp": moment(call.circumstances.at),
        "trace_id": id,
        "correlation_id": id,
    });
    let answer = Answer::json(status, &body)?.with("Cache-Control", "no-store");
    Ok(match wait {
        Some(seconds) => answer.with("Retry-After", seconds.to_string()),
        None => answer,
    })
}

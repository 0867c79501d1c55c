//! From the server to an endpoint and back: the only part that knows actix. Floor 4.
//!
//! One resource takes every address of the interfaces; the table decides. Errors that happen here are
//! written as the interface of the address writes them.

use std::sync::Arc;

use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Bytes, Data, PayloadConfig, ServiceConfig};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};

use super::body::LIMIT;
use super::call::parts;
use super::endpoint::{Endpoint, Found, Table};
use super::{Answer, Answered, Call, Face, Refused};
use crate::access::{Circumstances, Denied, Principal};
use crate::domain::audit::EventKind;
use crate::domain::roles::{Verdict, best};
use crate::http::failure::Failure;
use crate::http::limits;
use crate::http::log::Noted;
use crate::http::visit::address;
use crate::ops::App;
use crate::ops::api_clients::{IdentifyError, identify, take_turn};
use crate::ops::refusals::{self, By, Refusal};

/// The addresses of the interfaces: first words that no page has, and what stands behind a tenant.
const ADDRESSES: [&str; 2] = [
    "/{first:(?i)(?:providers|subscriptions|tenants|metadata|v1|generatetoken)}{rest:(?:/.*)?}",
    "/{tenant}/{rest:(?i)(?:oauth2|v2\\.0|discovery)/.*}",
];

/// Registers the one resource.
pub fn register(config: &mut ServiceConfig, endpoints: Vec<Endpoint>) {
    let table = Data::new(Table::new(endpoints));
    let resource = web::resource(ADDRESSES)
        .app_data(table)
        .app_data(PayloadConfig::new(LIMIT))
        .wrap(from_fn(limits::time))
        .default_service(web::to(handle));
    config.service(resource);
}

async fn handle(app: Data<App>, table: Data<Table>, req: HttpRequest, body: Result<Bytes, Error>) -> HttpResponse {
    let (endpoint, mut call, refused) = receive(&app, &table, &req, body);
    let ids = Ids::of(&call);
    let face = call.face;
    let route = endpoint.map_or("none", |endpoint| endpoint.path);
    let request_id = call.circumstances.request_id.clone();
    let answered = match (endpoint, refused) {
        (Some(endpoint), None) => {
            let app = app.clone();
            let ran = web::block(move || {
                let answered = run(&app, &endpoint, &mut call);
                if let Err(refused) = &answered {
                    note(&app, &endpoint, &call, refused);
                }
                (answered, call.caller)
            });
            match ran.await {
                Ok((answered, caller)) => {
                    let user = caller.map(|who| who.user());
                    req.extensions_mut().insert(Noted { route, user, request_id });
                    answered
                }
                Err(error) => Err(Failure::from(error).into()),
            }
        }
        (_, refused) => Err(refused.unwrap_or_else(Refused::not_found)),
    };
    write(face, &ids, answered)
}

/// The request as a call; what it leads to, or why it leads nowhere.
fn receive(
    app: &Data<App>,
    table: &Table,
    req: &HttpRequest,
    body: Result<Bytes, Error>,
) -> (Option<Endpoint>, Call, Option<Refused>) {
    let all = parts(req.path());
    let (endpoint, names, mut refused) = match table.find(req.method(), &all) {
        Found::One(endpoint, names) => (Some(endpoint), names, None),
        Found::OtherMethod(_) => (None, Vec::new(), Some(Failure::Method.into())),
        Found::Nothing => (None, Vec::new(), Some(Refused::not_found())),
    };
    let is_partner_center = all.first().is_some_and(|first| first.eq_ignore_ascii_case("v1"));
    let guessed = if is_partner_center { Face::PartnerCenter } else { Face::Arm };
    let body = body.unwrap_or_else(|_too_large_or_cut| {
        refused = refused.take().or_else(|| Some(Failure::TooLarge.into()));
        Bytes::new()
    });
    let call = Call {
        face: endpoint.map_or(guessed, |endpoint| endpoint.face),
        base: base(app, req),
        path: req.uri().path().to_owned(),
        query: serde_urlencoded::from_str(req.query_string()).unwrap_or_default(),
        headers: req.headers().clone(),
        body,
        circumstances: Circumstances {
            at: app.clock.now(),
            address: address(req, &app.config.trusted_proxies),
            request_id: app.ids.new_id().to_string(),
        },
        names,
        caller: None,
    };
    (endpoint, call, refused)
}

/// Scheme and host as the program reached us; a trusted proxy says what it was reached by.
fn base(app: &App, req: &HttpRequest) -> String {
    let text = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    let peer = req.peer_addr().map(|peer| peer.ip());
    let is_trusted = peer.is_some_and(|peer| app.config.trusted_proxies.contains(&peer));
    let told = text("x-forwarded-proto").filter(|proto| is_trusted && *proto == "https");
    let scheme = if told.is_some() || req.app_config().secure() { "https" } else { "http" };
    let host = text("host").unwrap_or_else(|| req.app_config().host());
    format!("{scheme}://{host}")
}

/// Asks who calls and what they may, and does it.
fn run(app: &App, endpoint: &Endpoint, call: &mut Call) -> Answered {
    if let Some(perm) = endpoint.perm {
        let who = caller(app, call)?;
        call.caller = Some(Arc::clone(&who));
        take_turn(app, who.user(), call.circumstances.at).map_err(Refused::too_many)?;
        if best(who.roles(), perm) == Verdict::No {
            return Err(Denied { perm, needs_subscription_access: false }.into());
        }
    }
    if endpoint.is_versioned {
        api_version(call)?;
    }
    if call.is_dry_run() && *endpoint.method != Method::GET {
        return app.rehearse(|app| (endpoint.act)(app, call))?;
    }
    (endpoint.act)(app, call)
}

fn caller(app: &App, call: &Call) -> Result<Arc<Principal>, Refused> {
    let header = call.header("authorization").unwrap_or_default();
    let token = header.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let Some((_, token)) = token else {
        let message = "Authentication failed. The 'Authorization' header is missing or is not a bearer token.";
        return Err(Refused { code: arm_only(call.face, "AuthenticationFailed"), ..Refused::unknown(message) });
    };
    match identify(app, token.trim(), &call.circumstances) {
        Ok(principal) => Ok(Arc::new(principal)),
        Err(IdentifyError::Store(error)) => Err(error.into()),
        Err(refused) => Err(Refused::unknown(refused.to_string())),
    }
}

fn arm_only(face: Face, code: &'static str) -> Option<&'static str> {
    match face {
        Face::Arm => Some(code),
        Face::PartnerCenter | Face::Tokens => None,
    }
}

/// Every version that looks like a day is good: the clients send different ones for the same thing.
fn api_version(call: &Call) -> Result<(), Refused> {
    let Some(version) = call.query("api-version") else {
        let message = "The api-version query parameter (?api-version=) is required for all requests.";
        return Err(Refused::bad("MissingApiVersionParameter", message));
    };
    let mut digits = version.split('-').take(3).map(|part| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let is_day = digits.by_ref().filter(|is_number| *is_number).count() == 3;
    if is_day { Ok(()) } else { Err(Refused::bad("InvalidApiVersionParameter", "The api-version is invalid.")) }
}

/// What was refused for a missing right stands in the activity log, as it does from a page.
fn note(app: &App, endpoint: &Endpoint, call: &Call, refused: &Refused) {
    let by = call.caller.clone().map_or(By::Nobody, By::Person);
    let kind = match (refused.denied.as_ref(), refused.status) {
        (Some(_), _) => EventKind::AccessRefused,
        (None, StatusCode::TOO_MANY_REQUESTS) => EventKind::RateLimited,
        (None, _) => return,
    };
    let refusal = Refusal {
        kind,
        by,
        circumstances: call.circumstances.clone(),
        method: endpoint.method.to_string(),
        route: endpoint.path.to_owned(),
        needs: refused.denied.as_ref().map(|denied| denied.perm),
        customer: None,
        account: None,
    };
    refusals::note(app, refusal);
}

/// The ids that go back with every answer, also with errors.
struct Ids {
    request: String,
    correlation: String,
    partner_center: [String; 2],
    asked: Option<String>,
    base: String,
}

impl Ids {
    fn of(call: &Call) -> Self {
        let new = call.circumstances.request_id.clone();
        let echo = |name: &str| call.header(name).filter(|value| value.len() <= 128).map(ToOwned::to_owned);
        Self {
            correlation: echo("x-ms-correlation-request-id").unwrap_or_else(|| new.clone()),
            partner_center: [
                echo("ms-requestid").unwrap_or_else(|| new.clone()),
                echo("ms-correlationid").unwrap_or_else(|| new.clone()),
            ],
            asked: echo("x-ms-client-request-id"),
            base: call.base.clone(),
            request: new,
        }
    }
}

fn write(face: Face, ids: &Ids, answered: Answered) -> HttpResponse {
    let (answer, refused) = match answered {
        Ok(answer) => (answer, None),
        Err(refused) => {
            let body = Answer::json(refused.status, &refused.body(face));
            (body.unwrap_or_else(|_defect| Answer::bare(refused.status)), Some(refused))
        }
    };
    let mut response = HttpResponse::build(answer.status);
    match face {
        Face::Arm | Face::Tokens => {
            response.insert_header(("x-ms-request-id", ids.request.as_str()));
            response.insert_header(("x-ms-correlation-request-id", ids.correlation.as_str()));
        }
        Face::PartnerCenter => {
            let [request, correlation] = &ids.partner_center;
            response.insert_header(("MS-RequestId", request.as_str()));
            response.insert_header(("MS-CorrelationId", correlation.as_str()));
        }
    }
    if let Some(asked) = &ids.asked {
        response.insert_header(("x-ms-client-request-id", asked.as_str()));
    }
    if let Some(refused) = refused {
        challenge(&mut response, face, ids, &refused);
    }
    for (name, value) in answer.headers {
        response.insert_header((name, value));
    }
    match answer.body {
        Some((content_type, bytes)) => response.content_type(content_type).body(bytes),
        None => response.finish(),
    }
}

fn challenge(response: &mut actix_web::HttpResponseBuilder, face: Face, ids: &Ids, refused: &Refused) {
    if let Some(seconds) = refused.retry_after {
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if refused.status == StatusCode::UNAUTHORIZED && face != Face::Tokens {
        let description = refused.message.replace('"', "'");
        let base = &ids.base;
        let challenge = format!(
            "Bearer authorization_uri=\"{base}/common/oauth2/authorize\", error=\"invalid_token\", \
             error_description=\"{description}\""
        );
        response.insert_header((header::WWW_AUTHENTICATE, challenge));
    }
}

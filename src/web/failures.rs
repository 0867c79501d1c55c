//! A failure as a page in the person's language, with a way on. Floor 4. Quality U-13, 52.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use crate::access::Denied;
use crate::domain::audit::EventKind;
use crate::http::cx::{Cx, Notice};
use crate::http::extract::visit;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::refusals::{self, By, Refusal};
use crate::ops::users::{self, Holders};

/// Turns failures, and empty answers with an error status, into pages.
pub(super) async fn render(
    app: Data<App>,
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let answer = next.call(req).await?.map_into_boxed_body();
    let status = answer.status();
    let failure = answer.response().error().map(|error| failure_of(error, status));
    let failure = match failure {
        Some(failure) => failure,
        None if is_bare_error(&answer) => of_status(status),
        None => return Ok(answer),
    };
    let request = answer.request().clone();
    note(&app, &request, &failure);
    let page = page(&app, &request, &failure).await;
    Ok(answer.into_response(page))
}

fn failure_of(error: &Error, status: StatusCode) -> Failure {
    error.as_error::<Failure>().cloned().unwrap_or_else(|| of_status(status))
}

fn is_bare_error(answer: &ServiceResponse) -> bool {
    let is_error = answer.status().is_client_error() || answer.status().is_server_error();
    is_error && !answer.headers().contains_key(header::CONTENT_TYPE)
}

fn of_status(status: StatusCode) -> Failure {
    match status {
        StatusCode::NOT_FOUND => Failure::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Failure::Method,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        StatusCode::SERVICE_UNAVAILABLE => Failure::Busy("the request took too long".to_owned()),
        status if status.is_client_error() => Failure::Malformed(status.to_string()),
        status => Failure::Bug(status.to_string()),
    }
}

async fn page(app: &Data<App>, req: &HttpRequest, failure: &Failure) -> HttpResponse {
    log(req, failure);
    if let Failure::SignIn { has_ended } = failure {
        return to_sign_in(req, *has_ended);
    }
    if let Failure::TemporaryPassword = failure {
        return leads_to(links::AccountPassword::PATTERN);
    }
    let Ok(cx) = Cx::of(req) else { return failure.error_response() };
    let page = if let Failure::Forbidden(denied) = failure {
        forbidden(app, &cx, denied).await
    } else {
        let (title, what, doing) = words(&cx, failure);
        cx.answer(failure.status(), &FailurePage { cx: &cx, title, what, doing })
    };
    let mut page = page.unwrap_or_else(|_defect| failure.error_response());
    if let Some(seconds) = retry_after(failure) {
        page.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    page
}

fn retry_after(failure: &Failure) -> Option<i64> {
    match failure {
        Failure::TooMany(seconds) => Some(*seconds),
        Failure::Busy(_) => Some(5),
        Failure::SignIn { .. }
        | Failure::TemporaryPassword
        | Failure::Forbidden(_)
        | Failure::Forged
        | Failure::NotFound
        | Failure::Method
        | Failure::Conflict
        | Failure::Malformed(_)
        | Failure::TooLarge
        | Failure::Bug(_) => None,
    }
}

fn log(req: &HttpRequest, failure: &Failure) {
    let request = visit(req).map(|visit| visit.circumstances.request_id.clone()).unwrap_or_default();
    // The pattern where there is one: an address may be a secret, as that of a download link is.
    let pattern = req.match_pattern();
    let (status, path) = (failure.status().as_u16(), pattern.as_deref().unwrap_or_else(|| req.path()));
    if failure.status().is_server_error() {
        tracing::error!(request.id = %request, http.status = status, http.path = %path, error = %failure, "request failed");
    } else {
        tracing::info!(request.id = %request, http.status = status, http.path = %path, error = %failure, "request refused");
    }
}

/// Remembers who was refused what, as far as it tells something about who asked (quality 51).
fn note(app: &App, req: &HttpRequest, failure: &Failure) {
    let Ok(visit) = visit(req) else { return };
    let customer = req.match_info().get("customer").and_then(|id| id.parse().ok());
    let (kind, needs) = match failure {
        Failure::Forbidden(denied) => (EventKind::AccessRefused, Some(denied.perm)),
        Failure::Forged => (EventKind::ForgeryRefused, None),
        Failure::NotFound if customer.is_some() && visit.who.is_some() => (EventKind::ForeignThingAsked, None),
        Failure::SignIn { .. }
        | Failure::TemporaryPassword
        | Failure::NotFound
        | Failure::Method
        | Failure::Conflict
        | Failure::Malformed(_)
        | Failure::TooLarge
        | Failure::TooMany(_)
        | Failure::Busy(_)
        | Failure::Bug(_) => return,
    };
    let refusal = Refusal {
        kind,
        by: visit.who.clone().map_or(By::Nobody, By::Person),
        circumstances: visit.circumstances.clone(),
        method: req.method().to_string(),
        route: req.match_pattern().unwrap_or_else(|| "*".to_owned()),
        needs,
        customer,
        account: None,
    };
    if kind == EventKind::ForeignThingAsked {
        refusals::note_unknown_customer(app, refusal);
    } else {
        refusals::note(app, refusal);
    }
}

fn leads_to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}

/// Sign in first; a page that was asked for is shown afterwards, an act is not repeated.
fn to_sign_in(req: &HttpRequest, has_ended: bool) -> HttpResponse {
    let mut fields = Vec::new();
    let wanted = req.uri().path_and_query().map_or("/", |path| path.as_str());
    if req.method() == actix_web::http::Method::GET && wanted != "/" {
        fields.push(("return_to", wanted));
    }
    if has_ended {
        fields.push(("notice", Notice::SessionEnded.code()));
    }
    let query = serde_urlencoded::to_string(&fields).unwrap_or_default();
    let sign = if query.is_empty() { "" } else { "?" };
    leads_to(&format!("{}{sign}{query}", links::SignIn::PATTERN))
}

#[derive(Template)]
#[template(path = "errors/failure.html")]
struct FailurePage<'a> {
    cx: &'a Cx,
    title: &'a str,
    what: &'a str,
    doing: &'a str,
}

#[derive(Template)]
#[template(path = "errors/forbidden.html")]
struct ForbiddenPage<'a> {
    cx: &'a Cx,
    denied: &'a Denied,
    holders: Holders,
}

async fn forbidden(app: &Data<App>, cx: &Cx, denied: &Denied) -> Result<HttpResponse, Failure> {
    let who = cx.visit().who.clone().ok_or(Failure::NotFound)?;
    let (circumstances, perm) = (cx.visit().circumstances.clone(), denied.perm);
    let holders = run(app, move |app| users::holders(app, &who, &circumstances, perm).map_err(Failure::from)).await?;
    cx.answer(StatusCode::FORBIDDEN, &ForbiddenPage { cx, denied, holders })
}

fn words(cx: &Cx, failure: &Failure) -> (&'static str, &'static str, &'static str) {
    let t = cx.t;
    match failure {
        Failure::SignIn { .. } | Failure::TemporaryPassword => {
            (t.errors_session_ended_title(), t.errors_session_ended_what(), t.errors_session_ended_do())
        }
        Failure::Forbidden(_) => (t.errors_403_title(), t.errors_403_what(), t.errors_403_do()),
        Failure::Forged => (t.errors_form_refused_title(), t.errors_form_refused_what(), t.errors_form_refused_do()),
        Failure::NotFound => (t.errors_404_title(), t.errors_404_what(), t.errors_404_do()),
        Failure::Method => (t.errors_405_title(), t.errors_405_what(), t.errors_405_do()),
        Failure::Conflict => (t.errors_409_title(), t.errors_409_what(), t.errors_409_do()),
        Failure::Malformed(_) => (t.errors_400_title(), t.errors_400_what(), t.errors_400_do()),
        Failure::TooLarge => (t.errors_413_title(), t.errors_413_what(), t.errors_413_do()),
        Failure::TooMany(_) => (t.errors_429_title(), t.errors_429_what(), t.errors_429_do()),
        Failure::Busy(_) => (t.errors_503_title(), t.errors_503_what(), t.errors_503_do()),
        Failure::Bug(_) => (t.errors_500_title(), t.errors_500_what(), t.errors_500_do()),
    }
}

//! One request's visitor: who, in which language, from where. Floor 3.
//!
//! A middleware works it out once per request; extractors only look at it.

use std::net::IpAddr;
use std::sync::Arc;

use actix_session::Session;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest};

use super::failure::Failure;
use super::session::KEY;
use crate::access::sessions::SessionKey;
use crate::access::{Circumstances, Principal, PrincipalError};
use crate::i18n::Lang;
use crate::ops::{App, sign_in};

/// Who is at the other end of a request.
#[derive(Debug)]
pub struct Visit {
    /// When and where from.
    pub circumstances: Circumstances,
    /// The key in the cookie.
    pub key: SessionKey,
    /// The person, when signed in.
    pub who: Option<Arc<Principal>>,
    /// Whether a session was there and has ended.
    pub has_ended: bool,
    /// The language of the answer.
    pub lang: Lang,
    /// The anti-forgery token for forms of the answer.
    pub csrf: String,
}

/// Works out the visit, refuses forged posts, and passes the request on.
pub async fn identify(
    app: Data<App>,
    session: Session,
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_forged = is_unsafe(req.method()) && !is_same_origin(&req);
    match visit(&app, &session, req.request()).await {
        Ok(visit) => req.extensions_mut().insert(Arc::new(visit)),
        Err(failure) => return Ok(req.error_response(failure)),
    };
    if is_forged {
        return Ok(req.error_response(Failure::Forged));
    }
    Ok(next.call(req).await?.map_into_boxed_body())
}

async fn visit(app: &Data<App>, session: &Session, req: &HttpRequest) -> Result<Visit, Failure> {
    let circumstances = Circumstances {
        at: app.clock.now(),
        address: address(req, &app.config.trusted_proxies),
        request_id: app.ids.new_id().simple().to_string(),
    };
    let known: Option<String> = session.get(KEY).unwrap_or_default();
    let key = match known {
        Some(known) => SessionKey::from_cookie(&known),
        None => start_visitor(session, None)?,
    };
    let (who, has_ended) = if key.is_signed_in() { principal(app, &key, &circumstances).await? } else { (None, false) };
    let chosen = who.as_ref().and_then(|who| who.lang()).or(key.visitor_lang()).and_then(Lang::parse);
    let lang = chosen.unwrap_or_else(|| negotiated(req));
    let csrf = key.csrf_token(app.config.secret.bytes());
    Ok(Visit { circumstances, key, who, has_ended, lang, csrf })
}

/// Gives the browser a fresh visitor's key.
pub fn start_visitor(session: &Session, lang: Option<&str>) -> Result<SessionKey, Failure> {
    let key = SessionKey::visitor(lang)?;
    set_key(session, &key)?;
    Ok(key)
}

/// Gives the browser this key instead of the one it had.
pub fn set_key(session: &Session, key: &SessionKey) -> Result<(), Failure> {
    session.insert(KEY, key.as_str()).map_err(|error| Failure::Bug(error.to_string()))
}

async fn principal(
    app: &Data<App>,
    key: &SessionKey,
    circumstances: &Circumstances,
) -> Result<(Option<Arc<Principal>>, bool), Failure> {
    let (app, key, circumstances) = (app.clone(), key.clone(), circumstances.clone());
    match actix_web::web::block(move || sign_in::identify(&app, &key, &circumstances)).await? {
        Ok(principal) => Ok((Some(Arc::new(principal)), false)),
        Err(PrincipalError::NoSession | PrincipalError::Ended) => Ok((None, true)),
        Err(PrincipalError::Store(error)) => Err(error.into()),
    }
}

fn negotiated(req: &HttpRequest) -> Lang {
    let wanted = req.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    wanted.map_or(Lang::En, Lang::negotiate)
}

/// The person's address: the peer's, or what a trusted proxy says (quality 19).
pub fn address(req: &HttpRequest, trusted: &[IpAddr]) -> String {
    let Some(peer) = req.peer_addr().map(|peer| peer.ip()) else { return String::new() };
    let forwarded = req.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let told = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse::<IpAddr>().ok());
    if trusted.contains(&peer) { told.unwrap_or(peer).to_string() } else { peer.to_string() }
}

fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The browser's own word on where a post came from (quality 17); the token is checked beside it.
fn is_same_origin(req: &ServiceRequest) -> bool {
    let text = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return false;
    }
    let Some(origin) = text("origin") else { return true };
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text("host")
}

//! The page behind a link and the file itself: for whoever has the address. Floor 4. S-91 to S-93;
//! quality 41; R-7.
//!
//! A link that does not work any more answers 410 with the way on; an address that never was is a 404.

use actix_web::http::{Method, StatusCode, header};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::size;
use crate::domain::downloads::{LINK_DAYS, LINK_DOWNLOADS, LinkState};
use crate::domain::software::EntitlementState;
use crate::domain::time::Instant;
use crate::http::cx::{Cx, Page};
use crate::http::download::disposition;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::stream::{Stream, StreamPlace};
use crate::http::work::run;
use crate::ops::App;
use crate::ops::downloads::{Asked, Begun, Fetched, begin, etag, find};

#[derive(Template)]
#[template(path = "downloads/public.html")]
struct PublicPage<'a> {
    cx: &'a Cx,
    fetched: Fetched,
    state: LinkState,
    token: &'a str,
    now: Instant,
}

impl PublicPage<'_> {
    fn title(&self) -> &'static str {
        let t = self.cx.t;
        match self.state {
            LinkState::Enabled => t.downloads_public_title(),
            LinkState::Exhausted => t.downloads_dead_exhausted(),
            LinkState::Expired => t.downloads_dead_expired(),
            LinkState::Revoked if self.is_cancelled() => t.downloads_dead_cancelled(),
            LinkState::Revoked => t.downloads_dead_revoked(),
        }
    }

    fn file(&self) -> String {
        links::DownloadFile::to(&self.token.to_owned()).to_string()
    }

    /// Whether there will be no other link either (SW-8).
    fn is_cancelled(&self) -> bool {
        self.fetched.found.state == EntitlementState::Cancelled
    }

    fn works(&self) -> bool {
        self.state == LinkState::Enabled
    }

    fn left(&self) -> String {
        self.cx.t.downloads_left(self.fetched.found.link.limits().left(self.now), LINK_DOWNLOADS)
    }

    fn until(&self) -> String {
        let end = self.fetched.found.link.expires_at;
        self.cx.t.downloads_until(self.cx.t.date_time(&end), end.seconds_since(self.now).max(0) / 86_400)
    }

    fn size(&self) -> String {
        size(self.cx.t, self.fetched.media.size)
    }

    /// What to do about a link that does not work.
    fn way_on(&self) -> String {
        let (t, seller) = (self.cx.t, self.fetched.found.seller_name.as_str());
        match self.state {
            LinkState::Enabled => String::new(),
            LinkState::Exhausted | LinkState::Expired => t.downloads_dead_again(seller, LINK_DAYS, LINK_DOWNLOADS),
            LinkState::Revoked if self.is_cancelled() => t.downloads_dead_over(seller),
            LinkState::Revoked => t.downloads_dead_new(seller),
        }
    }
}

fn show(cx: &Cx, token: &str, fetched: Fetched, state: LinkState) -> Page {
    let status = if state == LinkState::Enabled { StatusCode::OK } else { StatusCode::GONE };
    let now = cx.visit().circumstances.at;
    let mut answer = cx.answer(status, &PublicPage { cx, fetched, state, token, now })?;
    unlisted(&mut answer);
    Ok(answer)
}

/// The address is the secret: it goes into no search engine, as no other site is told it either.
fn unlisted(answer: &mut HttpResponse) {
    answer
        .headers_mut()
        .insert(header::HeaderName::from_static("x-robots-tag"), header::HeaderValue::from_static("noindex"));
}

pub(super) async fn page(at: Path<links::DownloadPage>, cx: Cx, app: Data<App>) -> Page {
    let token = at.token.clone();
    let fetched = run(&app, move |app| find(app, &token).map_err(Failure::from)).await?;
    let state = fetched.found.link.limits().state(cx.visit().circumstances.at);
    show(&cx, &at.token, fetched, state)
}

pub(super) async fn file(req: HttpRequest, at: Path<links::DownloadFile>, cx: Cx, app: Data<App>) -> Page {
    let text =
        |name: header::HeaderName| req.headers().get(name).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
    let asked = Asked {
        token: at.token.clone(),
        range: text(header::RANGE),
        if_range: text(header::IF_RANGE),
        agent: text(header::USER_AGENT).unwrap_or_default(),
        is_head: req.method() == Method::HEAD,
    };
    // A place before anything is counted: whoever is told to come back has used up nothing.
    let place = if asked.is_head { None } else { Some(StreamPlace::take()?) };
    let circumstances = cx.visit().circumstances.clone();
    match run(&app, move |app| begin(app, circumstances, &asked).map_err(Failure::from)).await? {
        Begun::Dead(fetched, state) => show(&cx, &at.token, *fetched, state),
        Begun::Unsatisfiable(fetched) => {
            let range = format!("bytes */{}", fetched.media.size);
            let mut answer = HttpResponse::RangeNotSatisfiable();
            Ok(answer
                .insert_header((header::CONTENT_RANGE, range))
                .content_type("text/plain; charset=utf-8")
                .body("\n"))
        }
        Begun::Content(fetched, bytes, content) => {
            let media = &fetched.media;
            let length = bytes.map_or(media.size, |(first, last)| last.saturating_sub(first).saturating_add(1));
            let stream = match (content, place) {
                (Some(content), Some(place)) => Stream::of(place, content, length)?,
                (None | Some(_), None | Some(_)) => Stream::headers_only(length),
            };
            let mut answer = HttpResponse::Ok();
            if let Some((first, last)) = bytes {
                answer.status(StatusCode::PARTIAL_CONTENT);
                answer.insert_header((header::CONTENT_RANGE, format!("bytes {first}-{last}/{}", media.size)));
            }
            answer
                .insert_header((header::CONTENT_TYPE, "application/octet-stream"))
                .insert_header((header::CONTENT_DISPOSITION, disposition(&media.file_name)))
                // Compressing it on the way would change its length and its ranges.
                .insert_header((header::CONTENT_ENCODING, "identity"))
                .insert_header((header::ACCEPT_RANGES, "bytes"))
                .insert_header((header::ETAG, etag(media)))
                .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
                .insert_header((header::CACHE_CONTROL, "private, no-store"));
            let mut answer = answer.body(stream);
            unlisted(&mut answer);
            Ok(answer)
        }
    }
}

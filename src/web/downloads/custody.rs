//! Downloads and keys: links, keys under their mask, who had what. Floor 4. S-86, S-90 to S-93, P-18, C10.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::{key_tone, link_tone, size};
use crate::access::may;
use crate::domain::audit::EventKind;
use crate::domain::downloads::{LINK_DOWNLOADS, LinkState};
use crate::domain::ids::{CustomerId, DownloadLinkId, MediaId};
use crate::domain::keys::KeyState;
use crate::domain::refunds::ReturnReason;
use crate::domain::software::EntitlementState;
use crate::domain::time::Instant;
use crate::http::cx::{Cx, Notice, Page, see_other, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::work::run;
use crate::ops::activity::Activity;
use crate::ops::downloads::{Custody, EnableError, HeldKey, HeldLink};
use crate::ops::{App, downloads};
use crate::web::customer_frame::{CustomerFrame, Section};

pub(super) type On = OnCustomer<may::SeeSoftwareKeys>;

#[derive(Template)]
#[template(path = "downloads/custody.html")]
struct CustodyPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: CustomerId,
    held: Custody,
    now: Instant,
    /// The link that was asked for; the page shows it first.
    asked: Option<DownloadLinkId>,
    public: &'a str,
}

/// A row of the log.
struct Line {
    what: &'static str,
    who: String,
    detail: String,
}

impl CustodyPage<'_> {
    fn is_active(&self) -> bool {
        self.held.line.it.shown(self.now) == EntitlementState::Active
    }

    fn state(&self, held: &HeldLink) -> LinkState {
        held.link.limits().state(self.now)
    }

    fn state_words(&self, held: &HeldLink) -> &'static str {
        self.cx.t.link_state(&self.state(held))
    }

    fn works(&self, held: &HeldLink) -> bool {
        self.state(held) == LinkState::Enabled && held.token.is_some()
    }

    fn link_tone(&self, held: &HeldLink) -> &'static str {
        link_tone(self.state(held))
    }

    fn left(&self, held: &HeldLink) -> String {
        self.cx.t.downloads_left(held.link.limits().left(self.now), LINK_DOWNLOADS)
    }

    fn until(&self, held: &HeldLink) -> String {
        let days = held.link.expires_at.seconds_since(self.now).max(0) / 86_400;
        self.cx.t.downloads_until(self.cx.t.date_time(&held.link.expires_at), days)
    }

    fn address(&self, held: &HeldLink) -> String {
        let token = held.token.clone().unwrap_or_default();
        format!("{}{}", self.public, links::DownloadPage::to(&token))
    }

    #[expect(clippy::unused_self, reason = "the template calls it on the page")]
    fn file(&self, held: &HeldLink) -> String {
        links::DownloadFile::to(&held.token.clone().unwrap_or_default()).to_string()
    }

    fn size(&self, held: &HeldLink) -> String {
        size(self.cx.t, held.media.size)
    }

    #[expect(clippy::unused_self, reason = "the template calls it on the page")]
    fn key_tone(&self, held: &HeldKey) -> &'static str {
        key_tone(held.key.state)
    }

    /// Whether there is a key that this server cannot open.
    #[expect(clippy::unused_self, reason = "the template calls it on the page")]
    fn is_closed(&self, held: &HeldKey) -> bool {
        matches!(held.key.state, KeyState::Issued | KeyState::Revealed) && held.masked.is_none()
    }

    fn waits(&self) -> bool {
        self.held.keys.iter().any(|held| held.key.state == KeyState::Waiting)
    }

    /// The links, the one that was asked for first.
    fn links(&self) -> Vec<&HeldLink> {
        let mut links: Vec<&HeldLink> = self.held.links.iter().collect();
        links.sort_by_key(|held| Some(held.link.id) != self.asked);
        links
    }

    /// A row of the log in words.
    fn line(&self, event: &Activity) -> Line {
        let t = self.cx.t;
        let told = event.after.as_deref().and_then(|it| serde_json::from_str::<serde_json::Value>(it).ok());
        let text = |name: &str| {
            told.as_ref().and_then(|it| it.get(name)).and_then(serde_json::Value::as_str).unwrap_or_default()
        };
        let number = told.as_ref().and_then(|it| it.get("downloads")).and_then(serde_json::Value::as_i64);
        let mut parts = vec![text("version").to_owned(), text("file").to_owned()];
        if let Some(number) = number {
            parts.push(t.downloads_number(number, LINK_DOWNLOADS));
        }
        // Of a cancellation the reason is one of a list, of a key or a link what somebody wrote.
        let reason = match (event.kind, text("reason").parse::<ReturnReason>()) {
            (EventKind::SoftwareCancelRequested, Ok(reason)) => t.return_reason(&reason),
            (_written, _) => text("reason"),
        };
        for (label, value) in [(t.downloads_recipient(), text("recipient")), (t.downloads_reason(), reason)] {
            if !value.is_empty() {
                parts.push(format!("{label}: {value}"));
            }
        }
        parts.retain(|part| !part.is_empty());
        let who = event.user_name.clone().unwrap_or_else(|| match event.actor.as_str() {
            "anonymous" => t.downloads_by_link().to_owned(),
            _ => t.downloads_by_system().to_owned(),
        });
        Line { what: t.event_kind(&event.kind), who, detail: parts.join(" · ") }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    media: String,
}

type At = Path<links::SoftwareDownloads>;

pub(super) async fn show(on: On, at: At, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let media: Option<MediaId> = asked.media.parse().ok();
    let (of, entitlement) = (on.clone(), at.entitlement);
    let look = move |app: &App| downloads::custody(app, of.granted(), of.id(), entitlement).map_err(Failure::from);
    let held = run(&app, look).await?;
    let asked = held.links.iter().find(|held| Some(held.media.id) == media).map(|held| held.link.id);
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Software).named(held.line.it.title.clone());
    let now = on.granted().scope().now();
    let public = app.config.public_url.as_str();
    cx.page(&CustodyPage { cx: &cx, frame, customer: on.id(), held, now, asked, public })
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct EnableForm {
    media: String,
}

pub(super) async fn enable(on: On, at: At, form: CsrfForm<EnableForm>, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let media: Option<MediaId> = match form.media.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_not_an_id| Failure::NotFound)?),
    };
    let (of, entitlement) = (on.clone(), at.entitlement);
    let enable = move |app: &App| Ok::<_, Failure>(downloads::enable(app, of.granted(), of.id(), entitlement, media));
    match run(&app, enable).await? {
        Ok(()) => match media {
            Some(media) => see_other(&format!("{}?media={media}", *at)),
            None => see_other(&*at),
        },
        Err(EnableError::NotActive) => Err(Failure::Conflict),
        Err(EnableError::Store(error)) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFields {}

pub(super) async fn revoke(
    on: On,
    at: Path<links::DownloadLinkRevoke>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (of, entitlement, link) = (on.clone(), at.entitlement, at.link);
    let revoke =
        move |app: &App| downloads::revoke(app, of.granted(), of.id(), entitlement, link).map_err(Failure::from);
    run(&app, revoke).await?;
    see_other_with(&links::SoftwareDownloads::to(&at.customer, &at.entitlement), Notice::Saved)
}

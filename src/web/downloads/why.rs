//! For whom and why: asked before a key is shown or a link is given away. Floor 4. S-86, C10; quality 39.
//!
//! A key is shown once, in the answer to the post that asked for it: it stands in no address, and no
//! browser and no proxy keeps it.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::custody::On;
use crate::domain::ids::{CustomerId, EntitlementId};
use crate::domain::software::EntitlementState;
use crate::domain::text::{PersonName, Remark};
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::work::run;
use crate::ops::downloads::Custody;
use crate::ops::keys::{RevealError, Revealed};
use crate::ops::{App, downloads, keys};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::field_words::text_problem;

/// The form, in front of either act.
#[derive(Template)]
#[template(path = "downloads/why.html")]
struct WhyPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: CustomerId,
    entitlement: EntitlementId,
    title: &'static str,
    lead: &'static str,
    button: &'static str,
    /// What it is about: the file, or the key under its mask.
    about: String,
    /// The address to give away, for a link.
    address: String,
    action: String,
    typed: WhyForm,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "downloads/key.html")]
struct KeyPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: CustomerId,
    entitlement: EntitlementId,
    revealed: Revealed,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WhyForm {
    recipient: String,
    reason: String,
}

impl WhyForm {
    fn parse(&self, cx: &Cx) -> Result<(PersonName, Remark), FormErrors> {
        let (t, mut errors) = (cx.t, FormErrors::new());
        let recipient = errors.check("recipient", PersonName::parse(&self.recipient), |error| {
            text_problem(t, t.downloads_recipient(), error)
        });
        let reason =
            errors.check("reason", Remark::parse(&self.reason), |error| text_problem(t, t.downloads_reason(), error));
        recipient.zip(reason).ok_or(errors)
    }
}

async fn held(on: &On, entitlement: EntitlementId, app: &Data<App>) -> Result<Custody, Failure> {
    let of = on.clone();
    run(app, move |app| downloads::custody(app, of.granted(), of.id(), entitlement).map_err(Failure::from)).await
}

/// The form for a key that can be shown.
async fn key_page(
    on: &On,
    at: &links::SoftwareKeyReveal,
    cx: &Cx,
    app: &Data<App>,
    typed: WhyForm,
    errors: FormErrors,
) -> Page {
    let held = held(on, at.entitlement, app).await?;
    if held.line.it.shown(on.granted().scope().now()) != EntitlementState::Active {
        return Err(Failure::Conflict);
    }
    let key = held.keys.into_iter().find(|held| held.key.id == at.key).ok_or(Failure::NotFound)?;
    let about = format!("{} · {}", key.key.version, key.masked.ok_or(Failure::Conflict)?);
    let (title, lead, button) = (cx.t.downloads_reveal_title(), cx.t.downloads_reveal_lead(), cx.t.downloads_reveal());
    let (address, action) = (String::new(), at.to_string());
    answer(on, at.entitlement, cx, [title, lead, button], [about, address, action], typed, errors)
}

/// The form for a link that works.
async fn link_page(
    on: &On,
    at: &links::DownloadLinkHandover,
    cx: &Cx,
    app: &Data<App>,
    typed: WhyForm,
    errors: FormErrors,
) -> Page {
    let held = held(on, at.entitlement, app).await?;
    let link = held.links.into_iter().find(|held| held.link.id == at.link).ok_or(Failure::NotFound)?;
    let address =
        format!("{}{}", app.config.public_url, links::DownloadPage::to(&link.token.ok_or(Failure::Conflict)?));
    let about = format!("{} · {}", link.media.choice.version, link.media.file_name);
    let t = cx.t;
    let words = [t.downloads_hand_over_title(), t.downloads_hand_over_lead(), t.downloads_hand_over()];
    answer(on, at.entitlement, cx, words, [about, address, at.to_string()], typed, errors)
}

fn answer(
    on: &On,
    entitlement: EntitlementId,
    cx: &Cx,
    [title, lead, button]: [&'static str; 3],
    [about, address, action]: [String; 3],
    typed: WhyForm,
    errors: FormErrors,
) -> Page {
    let frame = CustomerFrame::at(cx, on.customer(), Section::Software).here(title);
    let is_wrong = !errors.is_empty();
    let customer = on.id();
    let page = WhyPage { cx, frame, customer, entitlement, title, lead, button, about, address, action, typed, errors };
    if is_wrong { cx.unprocessable(&page) } else { cx.page(&page) }
}

pub(super) async fn ask_for_key(on: On, at: Path<links::SoftwareKeyReveal>, cx: Cx, app: Data<App>) -> Page {
    key_page(&on, &at, &cx, &app, WhyForm::default(), FormErrors::new()).await
}

pub(super) async fn reveal(
    on: On,
    at: Path<links::SoftwareKeyReveal>,
    form: CsrfForm<WhyForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (recipient, reason) = match form.0.parse(&cx) {
        Ok(told) => told,
        Err(errors) => return key_page(&on, &at, &cx, &app, form.0, errors).await,
    };
    let (of, entitlement, key) = (on.clone(), at.entitlement, at.key);
    let act = move |app: &App| {
        Ok::<_, Failure>(keys::reveal(app, of.granted(), of.id(), entitlement, key, &reason, &recipient))
    };
    match run(&app, act).await? {
        Ok(revealed) => {
            let frame = CustomerFrame::at(&cx, on.customer(), Section::Software).here(cx.t.downloads_key());
            cx.page(&KeyPage { cx: &cx, frame, customer: on.id(), entitlement, revealed })
        }
        Err(RevealError::Waiting | RevealError::Revoked | RevealError::NotActive) => Err(Failure::Conflict),
        Err(RevealError::Ring(error)) => Err(Failure::Bug(error.to_string())),
        Err(RevealError::Store(error)) => Err(error.into()),
    }
}

pub(super) async fn ask_for_link(on: On, at: Path<links::DownloadLinkHandover>, cx: Cx, app: Data<App>) -> Page {
    link_page(&on, &at, &cx, &app, WhyForm::default(), FormErrors::new()).await
}

pub(super) async fn hand_over(
    on: On,
    at: Path<links::DownloadLinkHandover>,
    form: CsrfForm<WhyForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (recipient, reason) = match form.0.parse(&cx) {
        Ok(told) => told,
        Err(errors) => return link_page(&on, &at, &cx, &app, form.0, errors).await,
    };
    let (of, entitlement, link) = (on.clone(), at.entitlement, at.link);
    let note = move |app: &App| {
        downloads::hand_over(app, of.granted(), of.id(), entitlement, link, &recipient, &reason).map_err(Failure::from)
    };
    run(&app, note).await?;
    see_other_with(&links::SoftwareDownloads::to(&at.customer, &at.entitlement), Notice::Saved)
}

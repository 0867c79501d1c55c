//! One line of software with Select product: two looks, no script. Floor 4. S-88, S-89, P-17.

use std::collections::BTreeSet;

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::size;
use crate::access::may;
use crate::domain::ids::CustomerId;
use crate::domain::media::Media;
use crate::domain::roles::Perm;
use crate::domain::software::EntitlementState;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::downloads::Selection;
use crate::ops::{App, downloads};
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Choice {
    version: String,
    language: String,
    file_type: String,
}

#[derive(Template)]
#[template(path = "downloads/select.html")]
struct SelectPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: CustomerId,
    selection: Selection,
    shown: EntitlementState,
    chosen: Choice,
    is_asked: bool,
}

impl SelectPage<'_> {
    /// What there is to choose of one of the three, in the order of the library.
    fn values(&self, of: impl Fn(&Media) -> &str) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        self.selection.media.iter().map(of).filter(|value| seen.insert(*value)).collect()
    }

    fn versions(&self) -> Vec<&str> {
        self.values(|media| media.choice.version.as_str())
    }

    fn languages(&self) -> Vec<&str> {
        self.values(|media| media.choice.language.as_str())
    }

    fn file_types(&self) -> Vec<&str> {
        self.values(|media| media.choice.file_type.as_str())
    }

    /// The file that was chosen, if there is one.
    fn media(&self) -> Option<&Media> {
        self.selection.media.iter().find(|media| {
            media.choice.version.as_str() == self.chosen.version
                && media.choice.language.as_str() == self.chosen.language
                && media.choice.file_type.as_str() == self.chosen.file_type
        })
    }

    fn is_active(&self) -> bool {
        self.shown == EntitlementState::Active
    }

    fn size(&self, media: &Media) -> String {
        size(self.cx.t, media.size)
    }
}

pub(super) async fn show(
    on: OnCustomer<may::SeeSoftware>,
    at: Path<links::SoftwareShow>,
    choice: Query<Choice>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (of, entitlement, now) = (on.clone(), at.entitlement, on.granted().scope().now());
    let look = move |app: &App| downloads::select(app, of.granted(), of.id(), entitlement).map_err(Failure::from);
    let selection = run(&app, look).await?;
    let mut chosen = choice.into_inner();
    let is_asked = !chosen.version.is_empty();
    if !is_asked {
        // The last choice stands there already; without one, the first file of the library.
        let last = selection.media.iter().find(|media| Some(media.id) == selection.last);
        if let Some(media) = last.or(selection.media.first()) {
            let text = |label: &crate::domain::text::MediaLabel| label.as_str().to_owned();
            let known = &media.choice;
            chosen = Choice {
                version: text(&known.version),
                language: text(&known.language),
                file_type: text(&known.file_type),
            };
        }
    }
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Software).named(selection.line.it.title.clone());
    let shown = selection.line.it.shown(now);
    cx.page(&SelectPage { cx: &cx, frame, customer: on.id(), selection, shown, chosen, is_asked })
}

//! One support request on the partner's side: what it says, the conversation, its files. Floor 4.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::said::{self, Clock, file_tone, file_words, kilobytes};
use crate::access::may;
use crate::domain::support::{FileState, MAX_FILES, RequestState, Step};
use crate::domain::text::Prose;
use crate::http::cx::{Cx, Notice, Page, see_other, see_other_with};
use crate::http::download::download;
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::upload::CsrfUpload;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::support::{FileError, RequestView, ScanRule, Side, TalkError};
use crate::ops::{App, support};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::field_words::text_problem;

#[derive(Template)]
#[template(path = "support/show.html")]
struct ShowPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    view: RequestView,
    clock: Clock,
    text: String,
    rule: ScanRule,
    may_write: bool,
    is_new: bool,
    typed: String,
    is_internal: bool,
    errors: FormErrors,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ShowQuery {
    created: String,
}

impl ShowPage<'_> {
    fn title(&self) -> &str {
        let title = &self.view.named.request.title;
        if title.is_empty() { self.cx.t.support_no_title() } else { title }
    }

    /// Where it stands, in a line.
    fn status(&self) -> String {
        let (t, request) = (self.cx.t, &self.view.named.request);
        match request.state {
            RequestState::Draft => t.support_is_draft().to_owned(),
            RequestState::Open => t.support_is_open().to_owned(),
            RequestState::AttentionNeeded => t.support_is_attention().to_owned(),
            RequestState::Closed => {
                t.support_is_closed(request.closed_at.map_or_else(String::new, |at| t.date_time(&at)))
            }
        }
    }

    fn is(&self, state: RequestState) -> bool {
        self.view.named.request.state == state
    }

    fn tone(&self) -> &'static str {
        said::tone(self.view.named.request.state)
    }

    fn may_close(&self) -> bool {
        self.view.named.request.state.is_running() && self.view.named.case.as_ref().is_none_or(|case| case.is_decided)
    }

    fn has_room(&self) -> bool {
        self.view.files.len() < MAX_FILES && !self.is(RequestState::Closed)
    }

    fn ids(&self) -> Vec<(&'static str, String)> {
        said::ids(self.cx.t, &self.view)
    }

    fn rule_words(&self) -> &'static str {
        said::scan_words(self.cx.t, self.rule)
    }
}

fn page<'a>(
    cx: &'a Cx,
    app: &App,
    customer: &'a Customer,
    view: RequestView,
    may_write: bool,
    errors: FormErrors,
) -> ShowPage<'a> {
    let request = &view.named.request;
    let frame = CustomerFrame::at(cx, customer, Section::Support).named(request.number.clone());
    ShowPage {
        cx,
        frame,
        customer,
        clock: said::clock(cx.t, request, cx.visit().circumstances.at),
        text: said::as_text(cx.t, &view),
        rule: ScanRule::of(&app.config),
        may_write,
        is_new: false,
        typed: String::new(),
        is_internal: false,
        errors,
        view,
    }
}

type At = Path<links::SupportShow>;

pub(super) async fn show(
    on: OnCustomer<may::ViewSupportRequests>,
    at: At,
    query: Query<ShowQuery>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.request);
    let look = move |app: &App| {
        let view = support::show(app, &may, customer, id)?;
        Ok::<_, Failure>((view, support::may_write(app, &may, customer)?))
    };
    let (view, may_write) = run(&app, look).await?;
    let is_new = !query.created.is_empty();
    cx.page(&ShowPage { is_new, ..page(&cx, &app, on.customer(), view, may_write, FormErrors::new()) })
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NoteForm {
    body: String,
    readers: String,
}

/// The page again, with what is wrong and what was typed.
async fn again(
    on: &OnCustomer<may::CreateSupportRequests>,
    at: links::SupportShow,
    cx: &Cx,
    app: &Data<App>,
    form: NoteForm,
    errors: FormErrors,
) -> Page {
    let (may, customer) = (on.granted().clone(), on.id());
    let look = move |app: &App| support::draft(app, &may, customer, at.request).map_err(Failure::from);
    let view = run(app, look).await?;
    let page = page(cx, app, on.customer(), view, true, errors);
    cx.unprocessable(&ShowPage { is_internal: form.readers == "internal", typed: form.body, ..page })
}

pub(super) async fn write(
    on: OnCustomer<may::CreateSupportRequests>,
    at: At,
    form: CsrfForm<NoteForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let mut errors = FormErrors::new();
    let body =
        errors.check("body", Prose::parse(&form.body), |error| text_problem(cx.t, cx.t.support_reply_body(), error));
    if let Some(body) = body {
        let (may, customer, id, is_internal) = (on.granted().clone(), on.id(), at.request, form.readers == "internal");
        let write = move |app: &App| Ok::<_, Failure>(support::add_note(app, &may, customer, id, &body, is_internal));
        match run(&app, write).await? {
            Ok(()) => return see_other(&format!("{}#history", *at)),
            Err(TalkError::Closed | TalkError::CaseOpen) => errors.add("body", cx.t.support_reply_closed()),
            Err(TalkError::Store(error)) => return Err(error.into()),
        }
    }
    again(&on, at.into_inner(), &cx, &app, form, errors).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFields {}

fn settled(done: Result<(), TalkError>, at: &links::SupportShow) -> Page {
    match done {
        Ok(()) => see_other_with(at, Notice::Saved),
        Err(TalkError::Closed | TalkError::CaseOpen) => Err(Failure::Conflict),
        Err(TalkError::Store(error)) => Err(error.into()),
    }
}

pub(super) async fn close(
    on: OnCustomer<may::CreateSupportRequests>,
    at: At,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.request);
    settled(run(&app, move |app| Ok::<_, Failure>(support::close(app, &may, customer, id))).await?, &at)
}

pub(super) async fn reopen(
    on: OnCustomer<may::CreateSupportRequests>,
    at: At,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.request);
    settled(run(&app, move |app| Ok::<_, Failure>(support::reopen(app, &may, customer, id))).await?, &at)
}

pub(super) async fn add_files(
    on: OnCustomer<may::CreateSupportRequests>,
    at: At,
    upload: CsrfUpload,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer, id, files) = (on.granted().clone(), on.id(), at.request, upload.files);
    let added = run(&app, move |app| Ok::<_, Failure>(support::add_files(app, &may, customer, id, files))).await?;
    let mut errors = FormErrors::new();
    match added {
        Ok(()) => return see_other(&format!("{}#files-section", *at)),
        Err(FileError::Store(error)) => return Err(error.into()),
        Err(error @ (FileError::Fault { .. } | FileError::Closed)) => {
            errors.add("files", file_words(cx.t, &error).unwrap_or_default());
        }
    }
    again(&on, at.into_inner(), &cx, &app, NoteForm::default(), errors).await
}

pub(super) async fn file(
    on: OnCustomer<may::ViewSupportRequests>,
    at: Path<links::SupportFile>,
    app: Data<App>,
) -> Page {
    let (may, customer, id, file) = (on.granted().clone(), on.id(), at.request, at.file);
    let found = move |app: &App| support::download(app, &may, customer, id, file).map_err(Failure::from);
    let (file, content) = run(&app, found).await?;
    download(&file.file_name, content)
}

pub(super) async fn remove_file(
    on: OnCustomer<may::CreateSupportRequests>,
    at: Path<links::SupportFileRemove>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (may, customer, id, file) = (on.granted().clone(), on.id(), at.request, at.file);
    run(&app, move |app| support::remove_file(app, &may, customer, id, file).map_err(Failure::from)).await?;
    see_other_with(&links::SupportDraft::to(&customer, &id, &Step::Problem), Notice::Saved)
}

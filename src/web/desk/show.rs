//! One request at the desk: what it says, the conversation, who has it, its files. Floor 4. Q-20.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::ids::SupportRequestId;
use crate::domain::support::{FileState, RequestState};
use crate::domain::text::Prose;
use crate::http::cx::{Cx, Notice, Page, see_other, see_other_with};
use crate::http::download::download;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors, parse};
use crate::http::links;
use crate::http::upload::CsrfUpload;
use crate::http::work::run;
use crate::ops::desk::{FileError, SpeakError, TalkError, Word};
use crate::ops::support::{RequestView, Side};
use crate::ops::{App, desk};
use crate::web::field_words::text_problem;
use crate::web::support::said::{self, Clock, file_tone, file_words, kilobytes};

/// What can be said, with the word in the form.
const WORDS: [(Word, &str); 4] =
    [(Word::Answer, "answer"), (Word::Ask, "ask"), (Word::Close, "close"), (Word::Internal, "internal")];

#[derive(Template)]
#[template(path = "desk/show.html")]
struct ShowPage<'a> {
    cx: &'a Cx,
    view: RequestView,
    clock: Clock,
    text: String,
    is_mine: bool,
    form: WordForm,
    errors: FormErrors,
}

impl ShowPage<'_> {
    fn status(&self) -> String {
        let named = &self.view.named;
        format!("{} · {} · {}", named.request.number, named.partner_name, named.customer_name)
    }

    fn ids(&self) -> Vec<(&'static str, String)> {
        said::ids(self.cx.t, &self.view)
    }

    fn tone(&self) -> &'static str {
        said::tone(self.view.named.request.state)
    }

    fn is_closed(&self) -> bool {
        self.view.named.request.state == RequestState::Closed
    }

    /// What can be said now: code, words, what it does, whether it is chosen.
    fn words(&self) -> Vec<(&'static str, &'static str, &'static str, bool)> {
        let t = self.cx.t;
        let may_close = self.view.named.case.as_ref().is_none_or(|case| case.is_decided);
        let is_offered = |word: Word| match word {
            Word::Internal => true,
            Word::Close => !self.is_closed() && may_close,
            Word::Answer | Word::Ask => !self.is_closed(),
        };
        let chosen = self.form.word();
        let line = |(word, code): &(Word, &'static str)| {
            let (name, about) = match word {
                Word::Answer => (t.desk_word_answer(), t.desk_about_answer()),
                Word::Ask => (t.desk_word_ask(), t.desk_about_ask()),
                Word::Close => (t.desk_word_close(), t.desk_about_close()),
                Word::Internal => (t.desk_word_internal(), t.desk_about_internal()),
            };
            (*code, name, about, chosen == Some(*word))
        };
        WORDS.iter().filter(|(word, _)| is_offered(*word)).map(line).collect()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WordForm {
    word: String,
    body: String,
}

impl WordForm {
    fn word(&self) -> Option<Word> {
        WORDS.iter().find(|(_, code)| *code == self.word).map(|(word, _)| *word)
    }
}

async fn page<'a>(
    cx: &'a Cx,
    app: &Data<App>,
    may: &Granted<may::DecideRequests>,
    id: SupportRequestId,
    form: WordForm,
    errors: FormErrors,
) -> Result<ShowPage<'a>, Failure> {
    let of = may.clone();
    let view = run(app, move |app| desk::show(app, &of, id).map_err(Failure::from)).await?;
    Ok(ShowPage {
        cx,
        clock: said::clock(cx.t, &view.named.request, may.scope().now()),
        text: said::as_text(cx.t, &view),
        is_mine: view.named.request.assigned_to == Some(may.who().user()),
        view,
        form,
        errors,
    })
}

/// Every act on a request has its id in the address.
type At = Path<links::DeskRequest>;

pub(super) async fn show(may: Granted<may::DecideRequests>, at: At, cx: Cx, app: Data<App>) -> Page {
    let page = page(&cx, &app, &may, at.request, WordForm::default(), FormErrors::new()).await?;
    cx.page(&page)
}

pub(super) async fn speak(
    may: Granted<may::DecideRequests>,
    at: At,
    upload: CsrfUpload,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let form: WordForm = parse(&upload.fields)?;
    let (t, id, mut errors) = (cx.t, at.request, FormErrors::new());
    let word = errors.check("word", form.word().ok_or(()), |()| t.errors_field_not_chosen(t.desk_word()));
    let body = errors.check("body", Prose::parse(&form.body), |error| text_problem(t, t.desk_body(), error));
    if let (Some(word), Some(body)) = (word, body) {
        let of = may.clone();
        let speak = move |app: &App| Ok::<_, Failure>(desk::speak(app, &of, id, word, &body, upload.files));
        match run(&app, speak).await? {
            Ok(()) => return see_other(&format!("{}#history", links::DeskRequest::to(&id))),
            Err(SpeakError::Talk(TalkError::Closed)) => errors.add("word", t.desk_closed()),
            Err(SpeakError::Talk(TalkError::CaseOpen)) => errors.add("word", t.support_case_open()),
            Err(SpeakError::FilesAreSeen) => errors.add("files", t.desk_files_are_seen()),
            Err(SpeakError::Talk(TalkError::Store(error)) | SpeakError::File(FileError::Store(error))) => {
                return Err(error.into());
            }
            Err(SpeakError::File(error)) => errors.add("files", file_words(t, &error).unwrap_or_default()),
        }
    }
    let page = page(&cx, &app, &may, id, form, errors).await?;
    cx.unprocessable(&page)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFields {}

pub(super) async fn assign(
    may: Granted<may::DecideRequests>,
    at: At,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let id = at.request;
    run(&app, move |app| desk::assign(app, &may, id).map_err(Failure::from)).await?;
    see_other_with(&links::DeskRequest::to(&id), Notice::Saved)
}

pub(super) async fn release(
    may: Granted<may::DecideRequests>,
    at: At,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let id = at.request;
    run(&app, move |app| desk::release(app, &may, id).map_err(Failure::from)).await?;
    see_other_with(&links::DeskRequest::to(&id), Notice::Saved)
}

pub(super) async fn file(may: Granted<may::DecideRequests>, at: Path<links::DeskFile>, app: Data<App>) -> Page {
    let (id, file) = (at.request, at.file);
    let (file, content) = run(&app, move |app| desk::download(app, &may, id, file).map_err(Failure::from)).await?;
    download(&file.file_name, content)
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SettleForm {
    verdict: String,
}

pub(super) async fn settle_file(
    may: Granted<may::DecideRequests>,
    at: Path<links::DeskFileSettle>,
    form: CsrfForm<SettleForm>,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let is_clean = match form.verdict.as_str() {
        "release" => true,
        "refuse" => false,
        other => return Err(Failure::Malformed(format!("the verdict {other:?}"))),
    };
    let (id, file) = (at.request, at.file);
    run(&app, move |app| desk::settle_file(app, &may, id, file, is_clean).map_err(Failure::from)).await?;
    see_other_with(&links::DeskRequest::to(&id), Notice::Saved)
}

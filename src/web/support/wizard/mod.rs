//! New support request: Basics, Problem, Contact information. Floor 4. S-72 to S-77.
//!
//! Every button of a step sends the whole step, so nothing typed is lost: Next checks it, Back and Save
//! draft keep it as it is. The draft is a row, so the wizard works without script and goes on tomorrow.

mod fields;
mod page;

use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::said::file_words;
use crate::access::may;
use crate::domain::ids::SupportRequestId;
use crate::domain::support::{RequestState, Step, Topic};
use crate::http::cx::{Cx, Notice, Page, see_other, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors, parse};
use crate::http::links;
use crate::http::upload::CsrfUpload;
use crate::http::work::run;
use crate::ops::markets::Market;
use crate::ops::support::{BeginError, FileError, RequestView, Subject, SubmitError};
use crate::ops::{App, markets, support};

use fields::DraftForm;
use page::{DraftPage, page};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewQuery {
    reservation: String,
    order: String,
    about: String,
}

impl NewQuery {
    fn subject(&self) -> Subject {
        Subject { reservation: self.reservation.parse().ok(), order: self.order.parse().ok() }
    }
}

pub(super) async fn new(
    on: OnCustomer<may::CreateSupportRequests>,
    query: Query<NewQuery>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer, subject) = (on.granted().clone(), on.id(), query.subject());
    let start = move |app: &App| support::prefill(app, &may, customer, &subject).map_err(Failure::from);
    let start = run(&app, start).await?;
    let mut page = page(&cx, &app, &on, Step::Basics, None, &[]);
    page.form.about = start.basics.subject;
    page.unsent = start.unsent;
    // Started from Refund or Exchange (S-73, S-74); the quote comes with the case itself.
    if ["refund", "exchange"].contains(&query.about.as_str()) {
        page.form.issue = Topic::REFUND.issue.map_or_else(String::new, |it| it.code().to_owned());
        page.form.topic = Topic::REFUND.category.map_or_else(String::new, |it| it.code().to_owned());
    }
    cx.page(&page)
}

pub(super) async fn begin(
    on: OnCustomer<may::CreateSupportRequests>,
    form: CsrfForm<DraftForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let mut errors = form.check(Step::Basics, &cx, None);
    if errors.is_empty() {
        let (may, customer, basics, category) = (on.granted().clone(), on.id(), form.basics(), form.topic.parse().ok());
        let begun = run(&app, move |app| Ok::<_, Failure>(support::begin(app, &may, customer, &basics, category)));
        match begun.await? {
            Ok(id) => return see_other(&links::SupportDraft::to(&customer, &id, &Step::Problem)),
            Err(error) => wrong(&cx, error, &mut errors)?,
        }
    }
    cx.unprocessable(&DraftPage { form, errors, ..page(&cx, &app, &on, Step::Basics, None, &[]) })
}

/// What is wrong with a request that was not begun or kept, beside its field.
fn wrong(cx: &Cx, error: BeginError, errors: &mut FormErrors) -> Result<(), Failure> {
    match error {
        BeginError::Subject => errors.add("about", cx.t.support_about_wrong()),
        BeginError::TooMany => errors.add("issue", cx.t.support_too_many()),
        BeginError::NotDelegated => errors.add("issue", cx.t.support_not_delegated()),
        BeginError::Store(error) => return Err(error.into()),
    }
    Ok(())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StepQuery {
    check: String,
}

type At = Path<links::SupportDraft>;

async fn look(
    on: &OnCustomer<may::CreateSupportRequests>,
    id: SupportRequestId,
    app: &Data<App>,
) -> Result<(RequestView, Vec<Market>), Failure> {
    let (may, customer) = (on.granted().clone(), on.id());
    run(app, move |app| Ok((support::draft(app, &may, customer, id)?, markets::all(app, &may)?))).await
}

pub(super) async fn edit(
    on: OnCustomer<may::CreateSupportRequests>,
    at: At,
    query: Query<StepQuery>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (view, markets) = look(&on, at.request, &app).await?;
    if view.named.request.state != RequestState::Draft {
        return see_other(&links::SupportShow::to(&on.id(), &at.request));
    }
    let is_incomplete = !query.check.is_empty();
    let issue = view.named.request.topic.issue;
    let mut page = page(&cx, &app, &on, at.step, Some(view), &markets);
    if is_incomplete {
        page.errors = page.form.check(at.step, &cx, issue);
    }
    cx.page(&DraftPage { is_incomplete, ..page })
}

pub(super) async fn save(
    on: OnCustomer<may::CreateSupportRequests>,
    at: At,
    upload: CsrfUpload,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let form: DraftForm = parse(&upload.fields)?;
    let (id, step) = (at.request, at.step);
    let (view, markets) = look(&on, id, &app).await?;
    if view.named.request.state != RequestState::Draft {
        return see_other(&links::SupportShow::to(&on.id(), &id));
    }
    let is_checked = !matches!(form.act.as_str(), "back" | "keep");
    let issue = view.named.request.topic.issue;
    let mut errors = if is_checked { form.check(step, &cx, issue) } else { FormErrors::new() };
    let to = match form.act.as_str() {
        "back" => step.before(),
        "keep" | "create" => step,
        _ => step.after(),
    };
    let to = if errors.is_empty() { to } else { step };
    let (may, customer, part, files) = (on.granted().clone(), on.id(), form.part(step), upload.files);
    let keep = move |app: &App| {
        if let Err(error) = support::save(app, &may, customer, id, part, to) {
            return Ok::<_, Failure>((Some(error), None));
        }
        let added = if files.is_empty() { Ok(()) } else { support::add_files(app, &may, customer, id, files) };
        Ok((None, added.err()))
    };
    let (unsaved, unadded) = run(&app, keep).await?;
    if let Some(error) = unsaved {
        wrong(&cx, error, &mut errors)?;
    }
    match unadded {
        Some(FileError::Store(error)) => return Err(error.into()),
        Some(error) => errors.add("files", file_words(cx.t, &error).unwrap_or_default()),
        None => {}
    }
    if !errors.is_empty() {
        let (view, _markets) = look(&on, id, &app).await?;
        return cx.unprocessable(&DraftPage { form, errors, ..page(&cx, &app, &on, step, Some(view), &markets) });
    }
    match form.act.as_str() {
        "create" => create(&on, id, &cx, &app, &markets).await,
        "keep" => see_other_with(&links::SupportDraft::to(&customer, &id, &to), Notice::Saved),
        _ => see_other(&links::SupportDraft::to(&customer, &id, &to)),
    }
}

/// Sends the draft (S-76), or leads to the step that lacks something.
async fn create(
    on: &OnCustomer<may::CreateSupportRequests>,
    id: SupportRequestId,
    cx: &Cx,
    app: &Data<App>,
    markets: &[Market],
) -> Page {
    let (may, customer) = (on.granted().clone(), on.id());
    let sent = run(app, move |app| Ok::<_, Failure>(support::submit(app, &may, customer, id))).await?;
    match sent {
        Ok(()) => see_other(&format!("{}?created=1", links::SupportShow::to(&customer, &id))),
        Err(SubmitError::Incomplete(step)) => {
            see_other(&format!("{}?check=1", links::SupportDraft::to(&customer, &id, &step)))
        }
        Err(SubmitError::NotDelegated) => {
            let (view, _markets) = look(on, id, app).await?;
            let mut page = page(cx, app, on, Step::Contact, Some(view), markets);
            page.errors.add("first_name", cx.t.support_not_delegated());
            cx.unprocessable(&page)
        }
        Err(SubmitError::Store(error)) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFields {}

pub(super) async fn discard(
    on: OnCustomer<may::CreateSupportRequests>,
    at: Path<links::SupportDiscard>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.request);
    run(&app, move |app| support::discard(app, &may, customer, id).map_err(Failure::from)).await?;
    see_other_with(&links::CustomerSupport::to(&customer), Notice::Saved)
}

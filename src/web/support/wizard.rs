//! New support request: Basics, Problem, Contact information. Floor 4. S-72 to S-77.
//!
//! Every button of a step sends the whole step, so nothing typed is lost: Next checks it, Back and Save
//! draft keep it as it is. The draft is a row, so the wizard works without script and goes on tomorrow.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::said::{self, file_words, kilobytes};
use crate::access::may;
use crate::domain::ids::SupportRequestId;
use crate::domain::support::{
    Category, Contact, ContactMethod, IssueType, ProblemType, RequestState, Severity, Step, Topic,
};
use crate::domain::text::{CountryCode, Email, PersonName, Phone, Prose, RequestTitle};
use crate::http::cx::{Cx, Notice, Page, see_other, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors, parse};
use crate::http::links;
use crate::http::upload::CsrfUpload;
use crate::http::work::run;
use crate::i18n::Lang;
use crate::ops::markets::Market;
use crate::ops::support::{
    Basics, BeginError, DraftPart, FileError, NamedRequest, RequestView, ScanRule, Subject, SubmitError,
};
use crate::ops::{App, markets, support};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::field_words::text_problem;
use crate::web::places;

/// The fields of all steps, as they were typed; each step sends its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DraftForm {
    act: String,
    issue: String,
    about: String,
    topic: String,
    category: String,
    severity: String,
    title: String,
    description: String,
    method: String,
    first_name: String,
    last_name: String,
    email: String,
    phone: String,
    language: String,
    country: String,
}

impl DraftForm {
    /// What a draft says, as the fields of its pages.
    fn of(view: &RequestView) -> Self {
        let request = &view.named.request;
        let contact = request.contact.clone();
        let number = view.order_number.map(|it| it.to_string()).unwrap_or_default();
        Self {
            act: String::new(),
            issue: request.topic.issue.map_or_else(String::new, |it| it.code().to_owned()),
            about: request.reservation_id.map_or(number, |it| it.to_string()),
            topic: String::new(),
            category: request.topic.category.map_or_else(String::new, |it| it.code().to_owned()),
            severity: request.severity.code().to_owned(),
            title: request.title.clone(),
            description: request.description.clone(),
            method: contact.method.map_or_else(String::new, |it| it.code().to_owned()),
            first_name: contact.first_name,
            last_name: contact.last_name,
            email: contact.email,
            phone: contact.phone,
            language: contact.language,
            country: contact.country,
        }
    }

    /// What is kept of a step, whether it is complete or not.
    fn part(&self, step: Step) -> DraftPart {
        match step {
            Step::Basics => DraftPart::Basics(self.basics()),
            Step::Problem => DraftPart::Problem {
                category: self.category.parse().ok(),
                severity: self.severity.parse().unwrap_or(Severity::Minimal),
                title: kept(&self.title, RequestTitle::parse(&self.title).ok().map(|it| it.to_string()), 150),
                description: kept(
                    &self.description,
                    Prose::parse(&self.description).ok().map(|it| it.to_string()),
                    8_000,
                ),
            },
            Step::Contact => DraftPart::Contact(Contact {
                first_name: kept(&self.first_name, None, 100),
                last_name: kept(&self.last_name, None, 100),
                email: kept(&self.email, Email::parse(&self.email).ok().map(|it| it.to_string()), 254),
                phone: kept(&self.phone, Phone::parse(&self.phone).ok().map(|it| it.to_string()), 30),
                method: self.method.parse().ok(),
                language: kept(&self.language, None, 10),
                country: kept(&self.country, None, 2),
            }),
        }
    }

    fn basics(&self) -> Basics {
        Basics { issue: self.issue.parse().ok(), subject: self.about.clone() }
    }

    /// What is wrong with a step that is to be complete.
    fn check(&self, step: Step, cx: &Cx, issue: Option<IssueType>) -> FormErrors {
        let (t, mut errors) = (cx.t, FormErrors::new());
        match step {
            Step::Basics => {
                errors
                    .check("issue", self.issue.parse::<IssueType>(), |_| t.errors_field_not_chosen(t.support_issue()));
            }
            Step::Problem => {
                let category = self.category.parse::<Category>().ok();
                let fits = category.and_then(Category::problem).and_then(ProblemType::issue) == issue;
                errors.check("category", category.filter(|_| fits).ok_or(()), |()| {
                    t.errors_field_not_chosen(t.support_problem_and_category())
                });
                errors.check("severity", self.severity.parse::<Severity>(), |_| {
                    t.errors_field_not_chosen(t.support_severity())
                });
                errors.check("title", RequestTitle::parse(&self.title), |error| {
                    text_problem(t, t.support_subject_line(), error)
                });
                errors.check("description", Prose::parse(&self.description), |error| {
                    text_problem(t, t.support_description(), error)
                });
            }
            Step::Contact => self.check_contact(cx, &mut errors),
        }
        errors
    }

    fn check_contact(&self, cx: &Cx, errors: &mut FormErrors) {
        let t = cx.t;
        let method = errors
            .check("method", self.method.parse::<ContactMethod>(), |_| t.errors_field_not_chosen(t.support_method()));
        for (field, typed, label) in [
            ("first_name", &self.first_name, t.support_first_name()),
            ("last_name", &self.last_name, t.support_last_name()),
        ] {
            errors.check(field, PersonName::parse(typed), |error| text_problem(t, label, error));
        }
        errors.check("email", Email::parse(&self.email), |_| t.errors_field_not_an_email().to_owned());
        if method == Some(ContactMethod::Phone) && self.phone.trim().is_empty() {
            errors.add("phone", t.support_phone_needed());
        } else if !self.phone.trim().is_empty() {
            errors.check("phone", Phone::parse(&self.phone), |error| text_problem(t, t.support_phone(), error));
        }
        errors.check("language", Lang::parse(&self.language).ok_or(()), |()| {
            t.errors_field_not_chosen(t.support_language())
        });
        errors.check("country", CountryCode::parse(&self.country), |_| t.errors_field_not_chosen(t.support_country()));
    }
}

/// The checked text, or as much of the typed one as a row holds.
fn kept(typed: &str, checked: Option<String>, most: usize) -> String {
    checked.unwrap_or_else(|| typed.trim().chars().take(most).collect())
}

#[derive(Template)]
#[template(path = "support/draft.html")]
struct DraftPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::CreateSupportRequests>,
    step: Step,
    form: DraftForm,
    errors: FormErrors,
    view: Option<RequestView>,
    unsent: Vec<NamedRequest>,
    countries: Vec<(String, String)>,
    rule: ScanRule,
    is_incomplete: bool,
}

impl DraftPage<'_> {
    fn action(&self) -> String {
        match &self.view {
            Some(view) => links::SupportDraft::to(&self.on.id(), &view.named.request.id, &self.step).to_string(),
            None => links::SupportNew::to(&self.on.id()).to_string(),
        }
    }

    fn number(&self) -> usize {
        usize::try_from(self.step.number()).unwrap_or(1)
    }

    fn steps(&self) -> Vec<&'static str> {
        Step::ALL.iter().map(|step| self.cx.t.support_step(step)).collect()
    }

    fn is(&self, step: Step) -> bool {
        self.step == step
    }

    /// The issue type chosen in step 1, whose problem types step 2 offers.
    fn issue(&self) -> Option<IssueType> {
        self.view.as_ref().and_then(|view| view.named.request.topic.issue)
    }

    fn problems(&self) -> Vec<ProblemType> {
        self.issue().map_or_else(Vec::new, |issue| issue.problems().collect())
    }

    /// What the severity means here: for billing it does not set the clock.
    fn severity_hint(&self) -> &'static str {
        match self.issue() {
            Some(IssueType::Billing) => self.cx.t.support_billing_promise(),
            Some(IssueType::Subscriptions | IssueType::Technical | IssueType::Quota) | None => {
                self.cx.t.support_severity_hint()
            }
        }
    }

    fn ids(&self) -> Vec<(&'static str, String)> {
        self.view.as_ref().map_or_else(Vec::new, |view| said::ids(self.cx.t, view))
    }

    fn rule_words(&self) -> &'static str {
        said::scan_words(self.cx.t, self.rule)
    }
}

fn page<'a>(
    cx: &'a Cx,
    app: &App,
    on: &'a OnCustomer<may::CreateSupportRequests>,
    step: Step,
    view: Option<RequestView>,
    markets: &[Market],
) -> DraftPage<'a> {
    let form = view.as_ref().map(DraftForm::of).unwrap_or_default();
    DraftPage {
        cx,
        frame: CustomerFrame::at(cx, on.customer(), Section::Support).here(cx.t.support_new()),
        on,
        step,
        countries: places::choices_with(cx.t, markets, &form.country),
        form,
        errors: FormErrors::new(),
        view,
        unsent: Vec::new(),
        rule: ScanRule::of(&app.config),
        is_incomplete: false,
    }
}

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

//! A case at the desk: then and now side by side; ask, approve, reject. Floor 4. O-5, Q-20.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::parts::{Amounts, CasePart, refused};
use crate::access::{Granted, may};
use crate::domain::carts::Finding;
use crate::domain::ids::RefundCaseId;
use crate::domain::money::Money;
use crate::domain::policy::RecordedUsage;
use crate::domain::refunds::{CaseKind, CaseQuote};
use crate::domain::roles::Perm;
use crate::domain::text::Remark;
use crate::domain::time::Instant;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::customers::Customer;
use crate::ops::orders::PlaceError;
use crate::ops::refunds::{DecideError, DeskView};
use crate::ops::{App, refunds};
use crate::web::carts::Said;
use crate::web::field_words::text_problem;

/// The quote of today beside the one it was asked with.
struct Today {
    note: &'static str,
    rows: Vec<(&'static str, Money, Money, String)>,
    /// What the records say of the usage of what is refunded.
    usage: Option<String>,
    refused: Option<String>,
    net_minor: i64,
}

impl Today {
    fn new(t: Texts, then: &CaseQuote, now: &CaseQuote, usage: Option<RecordedUsage>) -> Self {
        let difference = |then: Money, now: Money| now.minus(then).map_or_else(|_| String::new(), |it| t.money(&it));
        let row = |label, then: Money, now: Money| (label, then, now, difference(then, now));
        let (before, after) = (Amounts::of(t, then).lines, Amounts::of(t, now).lines);
        let is_same = before.iter().map(|line| line.amount).eq(after.iter().map(|line| line.amount));
        let pairs = before.into_iter().zip(after);
        let mut rows: Vec<_> = pairs.map(|(then, now)| row(then.label, then.amount, now.amount)).collect();
        // The limit is one of reservations.
        if !matches!(now, CaseQuote::Software { .. }) {
            rows.push(row(t.refunds_basis(), then.counted_usd(), now.counted_usd()));
        }
        let note = if is_same { t.refunds_same() } else { t.refunds_differs() };
        let usage = usage.map(|usage| {
            let said = if is_used(then) { t.common_yes() } else { t.common_no() };
            t.recorded_usage(usage).unwrap_or_else(|| t.refunds_usage_unknown(said))
        });
        Self { note, rows, usage, refused: refused(t, now), net_minor: now.moves().minor() }
    }
}

/// Whether what is refunded counted as used in this quote.
const fn is_used(quote: &CaseQuote) -> bool {
    match quote {
        CaseQuote::Refund { facts, .. } => facts.is_used,
        CaseQuote::Exchange { .. } | CaseQuote::Software { .. } => false,
    }
}

#[derive(Template)]
#[template(path = "refunds/desk.html")]
struct DeskPage<'a> {
    cx: &'a Cx,
    customer: Customer,
    status: &'static str,
    partner: String,
    today: Option<Today>,
    /// What stands against the purchases of an exchange.
    stops: Vec<String>,
    is_own: bool,
    is_desk: bool,
    it: CasePart,
    errors: FormErrors,
}

impl DeskPage<'_> {
    /// What approving does.
    fn approving(&self) -> &'static str {
        match self.it.view.case.kind {
            CaseKind::Refund => self.cx.t.refunds_approve_what(),
            CaseKind::Exchange => self.cx.t.exchange_approve_what(),
            CaseKind::Software => self.cx.t.software_approve_what(),
        }
    }
}

/// An act of the desk that was refused; the page says what is now.
fn failed(error: DecideError) -> Failure {
    match error {
        DecideError::Store(error) => error.into(),
        DecideError::Money(error) => Failure::Bug(error.to_string()),
        DecideError::Own
        | DecideError::Closed
        | DecideError::Refused(_)
        | DecideError::Purchase(_)
        | DecideError::Changed => Failure::Conflict,
    }
}

fn page(cx: &Cx, view: DeskView, now: Instant, errors: FormErrors) -> DeskPage<'_> {
    let t = cx.t;
    let today = view.today.as_ref().map(|quote| Today::new(t, &view.view.quote, quote, view.usage));
    let it = CasePart::new(t, view.view, None);
    let it = match &view.today {
        Some(quote) => it.with_today(t, quote, now),
        None => it,
    };
    let say = |finding: &Finding| Said::of_problem(cx, &view.customer, &finding.problem).message;
    let stops = view.stops.iter().map(say).collect();
    DeskPage {
        cx,
        stops,
        status: t.about_case_state(&it.view.case.state),
        partner: view.partner,
        customer: view.customer,
        today,
        is_own: view.is_own,
        is_desk: true,
        it,
        errors,
    }
}

type Desk = Granted<may::DecideRequests>;

async fn answer(
    may: &Desk,
    cx: &Cx,
    app: &Data<App>,
    id: RefundCaseId,
    errors: FormErrors,
    status: StatusCode,
) -> Page {
    let (granted, now) = (may.clone(), may.scope().now());
    let view = run(app, move |app| refunds::desk_case(app, &granted, id).map_err(failed)).await?;
    cx.answer(status, &page(cx, view, now, errors))
}

/// A case of any partner.
pub(super) async fn show(may: Desk, at: Path<links::DeskCase>, cx: Cx, app: Data<App>) -> Page {
    answer(&may, &cx, &app, at.case, FormErrors::new(), StatusCode::OK).await
}

/// What the partner is to read, or what is wrong with it.
fn words(t: Texts, field: &'static str, label: &str, typed: &str) -> Result<Remark, FormErrors> {
    Remark::parse(typed).map_err(|error| {
        let mut errors = FormErrors::new();
        let missing = typed.trim().is_empty();
        let words = if missing { t.refunds_write_something().to_owned() } else { text_problem(t, label, error) };
        errors.add(field, words);
        errors
    })
}

/// Done, or the page with what stands in the way.
async fn close(may: &Desk, cx: &Cx, app: &Data<App>, id: RefundCaseId, done: Result<(), DecideError>) -> Page {
    let why = match done {
        Ok(()) => return see_other_with(&links::DeskCase::to(&id), Notice::Saved),
        Err(DecideError::Own) => cx.t.refunds_own().to_owned(),
        Err(DecideError::Closed) => cx.t.refunds_already_decided().to_owned(),
        Err(DecideError::Changed) => cx.t.refunds_differs().to_owned(),
        Err(DecideError::Purchase(PlaceError::Store(error))) => return Err(error.into()),
        Err(DecideError::Purchase(PlaceError::Money(error))) => return Err(Failure::Bug(error.to_string())),
        Err(DecideError::Purchase(PlaceError::NoRate(currency))) => cx.t.exchange_no_rate(currency),
        Err(DecideError::Purchase(
            PlaceError::Refused(_) | PlaceError::NotAsReviewed | PlaceError::OrderedOtherwise,
        )) => cx.t.exchange_not_bought().to_owned(),
        Err(DecideError::Refused(refusal)) => cx.t.refunds_not_today(cx.t.policy_refusal(&refusal)),
        Err(error @ (DecideError::Store(_) | DecideError::Money(_))) => return Err(failed(error)),
    };
    let mut errors = FormErrors::new();
    errors.add("decide", why);
    answer(may, cx, app, id, errors, StatusCode::CONFLICT).await
}

/// A question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskForm {
    version: i32,
    question: String,
}

/// Asks the partner for information.
pub(super) async fn ask(
    may: Desk,
    at: Path<links::DeskCaseAsk>,
    form: CsrfForm<AskForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (CsrfForm(form), id) = (form, at.case);
    let question = match words(cx.t, "question", cx.t.refunds_question(), &form.question) {
        Ok(question) => question,
        Err(errors) => return answer(&may, &cx, &app, id, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let granted = may.clone();
    let act = move |app: &App| Ok::<_, Failure>(refunds::ask(app, &granted, id, form.version, &question));
    let done = run(&app, act).await?;
    close(&may, &cx, &app, id, done).await
}

/// An approval: the version and the amount that were looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApproveForm {
    version: i32,
    net: i64,
    note: String,
}

/// Approves and posts.
pub(super) async fn approve(
    may: Desk,
    at: Path<links::DeskCaseApprove>,
    form: CsrfForm<ApproveForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (CsrfForm(form), id) = (form, at.case);
    let note = match form.note.trim() {
        "" => None,
        typed => match words(cx.t, "note", cx.t.refunds_note_to_partner(), typed) {
            Ok(note) => Some(note),
            Err(errors) => return answer(&may, &cx, &app, id, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        },
    };
    let granted = may.clone();
    let act =
        move |app: &App| Ok::<_, Failure>(refunds::approve(app, &granted, id, form.version, form.net, note.as_ref()));
    let done = run(&app, act).await?;
    close(&may, &cx, &app, id, done).await
}

/// A rejection.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RejectForm {
    version: i32,
    reason: String,
}

/// Rejects with a reason.
pub(super) async fn reject(
    may: Desk,
    at: Path<links::DeskCaseReject>,
    form: CsrfForm<RejectForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (CsrfForm(form), id) = (form, at.case);
    let reason = match words(cx.t, "reason", cx.t.refunds_reject_reason(), &form.reason) {
        Ok(reason) => reason,
        Err(errors) => return answer(&may, &cx, &app, id, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let granted = may.clone();
    let act = move |app: &App| Ok::<_, Failure>(refunds::reject(app, &granted, id, form.version, &reason));
    let done = run(&app, act).await?;
    close(&may, &cx, &app, id, done).await
}

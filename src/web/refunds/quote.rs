//! The quote of a refund and its request. Floor 4. S-55, S-62 to S-69, R-RF-*, Q-4, P-14.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::parts::{Amounts, Meter, StepLine, refused, steps};
use super::text::{self, Ids};
use crate::access::may;
use crate::domain::ids::{RefundCaseId, ReservationId};
use crate::domain::policy::{CreditTo, RecordedUsage, Refusal};
use crate::domain::refunds::{CaseQuote, ReturnReason};
use crate::domain::text::Remark;
use crate::http::cx::{Cx, Page, see_other};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::customers::Customer;
use crate::ops::refunds::{Asked, RefundView, RequestError, RequestRefund};
use crate::ops::{App, refunds};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::field_words::text_problem;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct QuoteQuery {
    quantity: String,
    used: String,
}

/// The request as it is sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestForm {
    case: RefundCaseId,
    quantity: String,
    used: String,
    net: i64,
    reason: String,
    remark: String,
}

#[derive(Template)]
#[template(path = "refunds/quote.html")]
struct QuotePage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    here: String,
    title: String,
    status: String,
    quote_note: String,
    refused: Option<String>,
    refusal_rule: String,
    is_over_limit: bool,
    is_changed: bool,
    /// What the records say of its usage; nothing where a person has to say.
    recorded: Option<String>,
    used_hint: String,
    amounts: Amounts,
    meter: Meter,
    who_gets: String,
    steps: Vec<StepLine>,
    case_id: RefundCaseId,
    quantity_typed: String,
    reason_typed: String,
    remark_typed: String,
    errors: FormErrors,
    view: RefundView,
}

/// What was typed into the request, to be shown again.
struct Typed {
    case: RefundCaseId,
    reason: String,
    remark: String,
    is_changed: bool,
    errors: FormErrors,
}

/// A quote that is asked for cannot be worked out, or a request was refused by the state of things.
fn failed(error: RequestError) -> Failure {
    match error {
        RequestError::Store(error) => error.into(),
        RequestError::Money(error) => Failure::Bug(error.to_string()),
        RequestError::Open(..) | RequestError::Refused(_) | RequestError::Stopped(_) | RequestError::Changed => {
            Failure::Conflict
        }
    }
}

/// What was asked for; a quantity that is no number is 0, which the engine refuses in words.
fn asked(quantity: &str, used: &str) -> Asked {
    let typed = quantity.trim();
    let quantity = (!typed.is_empty()).then(|| typed.parse().unwrap_or(0));
    let is_used = match used {
        "yes" => Some(true),
        "no" => Some(false),
        _neither => None,
    };
    Asked { quantity, is_used }
}

impl<'a> QuotePage<'a> {
    fn new(cx: &'a Cx, customer: &'a Customer, view: RefundView, quantity_typed: &str, typed: Typed) -> Self {
        let t = cx.t;
        let (it, quote) = (&view.it, &view.quote);
        let title = t.refunds_refund_of(&it.reservation.name);
        let ends = t.date(&it.facts.expires_at.day());
        let of_case = CaseQuote::Refund { facts: it.facts, quote: quote.clone() };
        let rule = quote.steps.last().map_or_else(String::new, |step| t.refunds_rule(step.rule.code()));
        let quantity_typed =
            if quantity_typed.is_empty() { view.quantity.to_string() } else { quantity_typed.to_owned() };
        Self {
            frame: CustomerFrame::at(cx, customer, Section::Reservations).here(title.as_str()),
            customer,
            here: links::ReservationRefund::to(&customer.id, &it.reservation.id).to_string(),
            status: t.refunds_what_it_is(it.facts.quantity, &it.size_name, &it.region_name, ends),
            quote_note: t.refunds_quote_note(quote.policy, t.date(&quote.at.day())),
            refused: refused(t, &of_case),
            refusal_rule: rule,
            is_over_limit: quote.outcome.refusal() == Some(Refusal::RefundLimitExceeded),
            is_changed: typed.is_changed,
            recorded: t.recorded_usage(view.usage),
            used_hint: used_hint(t, view.usage),
            amounts: Amounts::of(t, &of_case),
            meter: Meter::of(&quote.headroom),
            who_gets: who_gets(t, &view, customer),
            steps: steps(t, &quote.steps),
            case_id: typed.case,
            quantity_typed,
            reason_typed: typed.reason,
            remark_typed: typed.remark,
            errors: typed.errors,
            title,
            view,
            cx,
        }
    }
}

/// Why a person has to say whether it was used.
fn used_hint(t: Texts, usage: RecordedUsage) -> String {
    match usage {
        RecordedUsage::Unknown { until: Some(until) } => t.refunds_used_hint_until(t.date(&until)),
        RecordedUsage::Unknown { until: None }
        | RecordedUsage::Used { .. }
        | RecordedUsage::Unused { .. }
        | RecordedUsage::NotBegun => t.refunds_used_hint().to_owned(),
    }
}

/// Who gets the money, and in which currency (R-RF-14, S-62).
fn who_gets(t: Texts, view: &RefundView, customer: &Customer) -> String {
    let currency = view.it.facts.unit_paid.currency();
    match view.policy.credit_to {
        CreditTo::Partner => t.refunds_who_partner(currency, &customer.company_name),
        CreditTo::OriginalPurchase => t.refunds_who_purchase(currency),
    }
}

type On = OnCustomer<may::FileRefunds>;

async fn look(on: &On, app: &Data<App>, reservation: ReservationId, asked: Asked) -> Result<RefundView, Failure> {
    let (granted, customer) = (on.granted().clone(), on.id());
    run(app, move |app| refunds::refund(app, &granted, customer, reservation, asked).map_err(failed)).await
}

/// A quote.
pub(super) async fn show(
    on: On,
    at: Path<links::ReservationRefund>,
    query: Query<QuoteQuery>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let view = look(&on, &app, at.reservation, asked(&query.quantity, &query.used)).await?;
    let typed = Typed {
        case: RefundCaseId::from_uuid(app.ids.new_id()),
        reason: String::new(),
        remark: String::new(),
        is_changed: false,
        errors: FormErrors::new(),
    };
    cx.page(&QuotePage::new(&cx, on.customer(), view, query.quantity.trim(), typed))
}

/// Asks for the refund; what cannot be asked for is shown with the quote of now.
pub(super) async fn request(
    on: On,
    at: Path<links::ReservationRefund>,
    form: CsrfForm<RequestForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let t = cx.t;
    let asked = asked(&form.quantity, &form.used);
    let mut errors = FormErrors::new();
    let missing = |_not_a_reason| t.refunds_reason_missing().to_owned();
    let reason = errors.check("reason", form.reason.parse::<ReturnReason>(), missing);
    let remark = match form.remark.trim() {
        "" => None,
        typed => errors.check("remark", Remark::parse(typed), |error| text_problem(t, t.refunds_remark(), error)),
    };
    let view = look(&on, &app, at.reservation, asked).await?;
    let mut is_changed = false;
    if let (Some(reason), true) = (reason, errors.is_empty()) {
        let command = command(&cx, &on, &view, &form, reason, remark);
        let granted = on.granted().clone();
        let done =
            run(&app, move |app| Ok::<_, Failure>(refunds::request(app, &granted, &command, refunds::Again::SameCase)))
                .await?;
        match done {
            Ok(case) => return see_other(&links::RefundCaseShow::to(&on.id(), &case)),
            Err(RequestError::Changed) => is_changed = true,
            Err(RequestError::Open(..) | RequestError::Refused(_) | RequestError::Stopped(_)) => {}
            Err(error @ (RequestError::Store(_) | RequestError::Money(_))) => return Err(failed(error)),
        }
    }
    let view = look(&on, &app, at.reservation, asked).await?;
    let typed = Typed { case: form.case, reason: form.reason, remark: form.remark, is_changed, errors };
    let page = QuotePage::new(&cx, on.customer(), view, form.quantity.trim(), typed);
    cx.answer(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn command(
    cx: &Cx,
    on: &On,
    view: &RefundView,
    form: &RequestForm,
    reason: ReturnReason,
    remark: Option<Remark>,
) -> RequestRefund {
    let it = &view.it;
    let ids = Ids {
        name: &it.reservation.name,
        reservation: it.reservation.id,
        reservation_order: it.reservation.reservation_order_id,
        order: it.order_number,
        quantity: view.quantity,
    };
    let quote = CaseQuote::Refund { facts: it.facts, quote: view.quote.clone() };
    let amounts = Amounts::of(cx.t, &quote);
    let words = remark.as_ref().map_or("", |text| text.as_str());
    RequestRefund {
        customer: on.id(),
        reservation: it.reservation.id,
        case: form.case,
        quantity: view.quantity,
        is_used: view.is_used,
        reason,
        title: cx.t.refunds_refund_of(&it.reservation.name),
        description: text::description(cx, &[ids], &[], &amounts, &steps(cx.t, &view.quote.steps), words),
        remark,
        shown_net: form.net,
    }
}

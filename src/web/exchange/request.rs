//! Asking for the exchange that was built. Floor 4. S-56, S-71, S-74, P-14.

use actix_web::web::{Data, Path};
use serde::Deserialize;

use super::built::Built;
use super::page::{On, Typed, answer, failed, look};
use crate::domain::ids::RefundCaseId;
use crate::domain::refunds::{CaseQuote, ReturnReason};
use crate::domain::text::{PurchaseOrderNumber, Remark};
use crate::http::cx::{Cx, Page, see_other};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::work::run;
use crate::ops::refunds::{ExchangeView, Purchase, RequestError, RequestExchange};
use crate::ops::{App, refunds};
use crate::web::field_words::text_problem;
use crate::web::refunds::parts::{Amounts, steps};
use crate::web::refunds::text::{self, Ids};

/// The request as it is sent; `state` is what was built.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestForm {
    case: RefundCaseId,
    state: String,
    refund: i64,
    net: i64,
    reason: String,
    remark: String,
    #[serde(default)]
    purchase_order: String,
}

/// What was typed, once it can be read.
struct Said {
    reason: ReturnReason,
    remark: Option<Remark>,
    purchase_order: PurchaseOrderNumber,
}

fn said(cx: &Cx, form: &RequestForm, errors: &mut FormErrors) -> Option<Said> {
    let t = cx.t;
    let missing = |_not_a_reason| t.refunds_reason_missing().to_owned();
    let reason = errors.check("reason", form.reason.parse::<ReturnReason>(), missing);
    let remark = match form.remark.trim() {
        "" => Some(None),
        typed => {
            let words = |error| text_problem(t, t.refunds_remark(), error);
            errors.check("remark", Remark::parse(typed), words).map(Some)
        }
    };
    let words = |error| text_problem(t, t.orders_purchase_order(), error);
    let number = errors.check("purchase_order", PurchaseOrderNumber::parse(&form.purchase_order), words);
    Some(Said { reason: reason?, remark: remark?, purchase_order: number? })
}

/// Asks for the exchange; what cannot be asked for is shown with the quote of now.
pub(super) async fn request(
    on: On,
    at: Path<links::ReservationExchange>,
    form: CsrfForm<RequestForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let built = Built::read(&form.state, at.reservation);
    let mut typed = Typed { is_sent: true, ..Typed::fresh(form.case) };
    let (view, _) = look(&on, &app, &built).await?;
    if view.needs_purchase_order && form.purchase_order.trim().is_empty() {
        typed.errors.add("purchase_order", cx.t.errors_field_missing(cx.t.orders_purchase_order()));
    }
    if let (Some(said), true) = (said(&cx, &form, &mut typed.errors), typed.errors.is_empty()) {
        let command = command(&cx, &on, &view, &built, &form, said);
        let granted = on.granted().clone();
        let done = run(&app, move |app| {
            Ok::<_, Failure>(refunds::request_exchange(app, &granted, &command, refunds::Again::SameCase))
        })
        .await?;
        match done {
            Ok(case) => return see_other(&links::RefundCaseShow::to(&on.id(), &case)),
            Err(RequestError::Changed) => typed.is_changed = true,
            Err(RequestError::Open(..) | RequestError::Refused(_) | RequestError::Stopped(_)) => {}
            Err(error @ (RequestError::Store(_) | RequestError::Money(_))) => return Err(failed(error)),
        }
    }
    let typed = Typed { reason: form.reason, remark: form.remark, purchase_order: form.purchase_order, ..typed };
    answer(&on, &cx, &app, at.reservation, built, typed).await
}

fn command(cx: &Cx, on: &On, view: &ExchangeView, built: &Built, form: &RequestForm, said: Said) -> RequestExchange {
    let t = cx.t;
    let returned: Vec<_> = view.returns.iter().filter(|one| one.quantity > 0).collect();
    let ids: Vec<Ids<'_>> = returned
        .iter()
        .map(|one| Ids {
            name: &one.it.reservation.name,
            reservation: one.it.reservation.id,
            reservation_order: one.it.reservation.reservation_order_id,
            order: one.it.order_number,
            quantity: one.quantity,
        })
        .collect();
    let bought =
        |one: &Purchase| t.exchange_bought(i64::from(one.quantity), &one.offer.name.title, t.money(&one.offer.unit));
    let bought: Vec<String> = view.purchases.iter().map(bought).collect();
    let quote = CaseQuote::Exchange { facts: view.facts.clone(), quote: view.quote.clone() };
    let words = said.remark.as_ref().map_or("", |text| text.as_str());
    let first = returned.first().map_or("", |one| one.it.reservation.name.as_str());
    RequestExchange {
        customer: on.id(),
        case: form.case,
        asked: built.asked(),
        reason: said.reason,
        title: t.exchange_of(first),
        description: text::description(cx, &ids, &bought, &Amounts::of(t, &quote), &steps(t, quote.steps()), words),
        remark: said.remark,
        purchase_order: said.purchase_order,
        shown: (form.refund, form.net),
    }
}

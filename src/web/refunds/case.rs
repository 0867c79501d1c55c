//! One case of a customer: where it stands, its working, both money legs. Floor 4. C9, O-8.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::parts::CasePart;
use crate::access::may;
use crate::domain::ids::RefundCaseId;
use crate::domain::refunds::{CaseKind, CaseState, MoneyLeg};
use crate::domain::roles::Perm;
use crate::domain::text::{PaymentReference, Remark};
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::refunds::{SettleError, SettleLeg};
use crate::ops::{App, refunds};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::field_words::text_problem;

#[derive(Template)]
#[template(path = "refunds/case.html")]
struct CasePage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    it: CasePart,
    is_desk: bool,
    /// Named on the desk's page only.
    partner: &'static str,
    errors: FormErrors,
}

impl CasePage<'_> {
    /// What taking the request back does.
    fn withdrawing(&self) -> &'static str {
        match self.it.view.case.kind {
            CaseKind::Refund | CaseKind::Exchange => self.cx.t.refunds_withdraw_what(),
            CaseKind::Software => self.cx.t.refunds_withdraw_what_software(),
        }
    }
}

/// One case.
pub(super) async fn show(
    on: OnCustomer<may::ViewOrders>,
    at: Path<links::RefundCaseShow>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (granted, customer, id) = (on.granted().clone(), on.id(), at.case);
    let view = run(&app, move |app| refunds::case(app, &granted, customer, id).map_err(Failure::from)).await?;
    let it = CasePart::new(cx.t, view, None);
    cx.page(&page(&cx, on.customer(), it, FormErrors::new()))
}

fn page<'a>(cx: &'a Cx, customer: &'a Customer, it: CasePart, errors: FormErrors) -> CasePage<'a> {
    let title = cx.t.refunds_case(&it.view.case.number);
    let frame = CustomerFrame::at(cx, customer, Section::Refunds).here(title);
    CasePage { cx, frame, customer, it, is_desk: false, partner: "", errors }
}

/// The version of the case that was looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionForm {
    version: i32,
}

/// Takes an open case back.
pub(super) async fn withdraw(
    on: OnCustomer<may::FileRefunds>,
    at: Path<links::RefundCaseWithdraw>,
    form: CsrfForm<VersionForm>,
    app: Data<App>,
) -> Page {
    let (granted, customer, id, version) = (on.granted().clone(), on.id(), at.case, form.0.version);
    run(&app, move |app| refunds::withdraw(app, &granted, customer, id, version).map_err(Failure::from)).await?;
    see_other_with(&links::RefundCaseShow::to(&customer, &id), Notice::Saved)
}

/// A money leg as it is settled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettleForm {
    version: i32,
    leg: String,
    reference: String,
    why: String,
}

/// Settles a money leg by its reference, or for a written reason.
pub(super) async fn settle(
    on: OnCustomer<may::SettleRefunds>,
    at: Path<links::RefundCaseSettle>,
    form: CsrfForm<SettleForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let (customer, id) = (on.id(), at.case);
    let leg: MoneyLeg = form.leg.parse().map_err(|_not_a_leg| Failure::Malformed("leg".to_owned()))?;
    let by = match settled_by(&cx, &form) {
        Ok(by) => by,
        Err(errors) => return refuse(&on, &cx, &app, id, leg, errors).await,
    };
    let command = SettleLeg { customer, case: id, leg, by, version: form.version };
    let granted = on.granted().clone();
    run(&app, move |app| {
        refunds::settle(app, &granted, &command).map_err(|error| match error {
            SettleError::Nothing => Failure::Conflict,
            SettleError::Store(error) => error.into(),
        })
    })
    .await?;
    see_other_with(&links::RefundCaseShow::to(&customer, &id), Notice::Saved)
}

fn settled_by(cx: &Cx, form: &SettleForm) -> Result<Result<PaymentReference, Remark>, FormErrors> {
    let t = cx.t;
    let mut errors = FormErrors::new();
    let words = |label: &'static str| move |error| text_problem(t, label, error);
    let by = match (form.reference.trim(), form.why.trim()) {
        ("", "") => {
            errors.add("reference", t.refunds_reference_or_reason());
            None
        }
        ("", why) => errors.check("reference", Remark::parse(why), words(t.refunds_why_none())).map(Err),
        (reference, _) => {
            errors.check("reference", PaymentReference::parse(reference), words(t.refunds_reference())).map(Ok)
        }
    };
    by.ok_or(errors)
}

async fn refuse(
    on: &OnCustomer<may::SettleRefunds>,
    cx: &Cx,
    app: &Data<App>,
    id: RefundCaseId,
    leg: MoneyLeg,
    errors: FormErrors,
) -> Page {
    let (granted, customer) = (on.granted().clone(), on.id());
    let view = run(app, move |app| refunds::case_to_settle(app, &granted, customer, id).map_err(Failure::from)).await?;
    let it = CasePart::new(cx.t, view, Some(leg));
    cx.unprocessable(&page(cx, on.customer(), it, errors))
}

//! Before software is cancelled: what follows, or why it cannot be; and what became of each line. Floor 4.
//! S-94 to S-98, P-19, R-SW-1 to R-SW-3, features rows 67 to 70.

use actix_web::web::Data;
use askama::Template;

use super::tone;
use crate::access::may;
use crate::access::may::Permission;
use crate::domain::ids::{EntitlementId, OrderId};
use crate::domain::orders::OrderNumber;
use crate::domain::policy::Refusal;
use crate::domain::refunds::CaseState;
use crate::domain::roles::Perm;
use crate::domain::software::EntitlementState;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::software::{CancelError, Cancellable, credit_of};
use crate::ops::{App, software};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::refunds::parts::{StepLine, steps};

/// Lines that are looked at once: a form has so many fields.
const MOST_LINES: usize = 10;

/// Before the id of a line in the name of a field that goes along with the report.
pub(super) const BESIDES: &str = "besides-";

/// The fields of an address.
pub(super) fn fields(cx: &Cx) -> Vec<(String, String)> {
    let query = cx.path().split_once('?').map_or("", |(_, query)| query);
    serde_urlencoded::from_str(query).unwrap_or_default()
}

/// The lines that the fields name: an address says `line`, a form has a field of each line's order. What is no
/// id is not there, as a foreign one is not.
pub(super) fn lines(fields: &[(String, String)]) -> Result<Vec<EntitlementId>, Failure> {
    let id = |(name, value): &(String, String)| match name.as_str() {
        "line" => Some(value.clone()),
        name => name.strip_prefix("order-").or_else(|| name.strip_prefix(BESIDES)).map(ToOwned::to_owned),
    };
    let mut ids: Vec<EntitlementId> = Vec::new();
    for named in fields.iter().filter_map(id) {
        let id = named.parse().map_err(|_not_an_id| Failure::NotFound)?;
        // A line that is asked for has a field of its order, and can be named besides.
        if ids.len() < MOST_LINES && !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() { Err(Failure::NotFound) } else { Ok(ids) }
}

/// A line as it would be cancelled.
pub(super) struct Line {
    pub(super) it: Cancellable,
    /// Why not, with the rule, the date and the next best step.
    refused: Option<Refused>,
    pub(super) credit: String,
    until: String,
    /// The first day of the month whose invoice has the credit.
    invoice: String,
    steps: Vec<StepLine>,
}

struct Refused {
    why: String,
    /// The rule in words, and its number.
    rule: String,
    code: &'static str,
    date: String,
    next: String,
}

impl Line {
    pub(super) fn of(t: Texts, it: Cancellable) -> Self {
        let refused = it.quote.outcome.refusal().map(|refusal| Refused::of(t, &it, refusal));
        Self {
            credit: t.money(&credit_of(&it)),
            until: it.until.map_or_else(String::new, |until| t.date_time(&until)),
            invoice: it.quote.credit_month.map_or_else(String::new, |month| t.date(&month)),
            steps: steps(t, &it.quote.steps),
            refused,
            it,
        }
    }

    pub(super) const fn is_allowed(&self) -> bool {
        self.refused.is_none()
    }
}

impl Refused {
    fn of(t: Texts, it: &Cancellable, refusal: Refusal) -> Self {
        let date = it.until.map_or_else(|| t.software_cancel_never().to_owned(), |until| t.date_time(&until));
        let next = match refusal {
            Refusal::RoleNotAllowed => t.software_next_role().to_owned(),
            Refusal::CancellationWindowOver => {
                let end = it.line.it.expires_at.map_or_else(String::new, |end| t.date(&end.day()));
                t.software_next_late(end)
            }
            Refusal::OperationCannotBePerformedInCurrentState => match it.line.it.state {
                EntitlementState::CancelPending => t.software_next_pending().to_owned(),
                EntitlementState::Active | EntitlementState::Cancelled | EntitlementState::Expired => {
                    t.software_next_ended().to_owned()
                }
            },
            Refusal::RefundLimitExceeded
            | Refusal::InvalidRefundQuantity
            | Refusal::ProductNotRefundable
            | Refusal::ProductNotExchangeable
            | Refusal::ExchangeTypeMismatch
            | Refusal::ExchangeTotalTooSmall
            | Refusal::ExchangeNoLongerOffered
            | Refusal::ExchangeIncomplete
            | Refusal::PartialReturnNotAllowed => t.software_next_other().to_owned(),
        };
        // The last step of the working is the one that refuses.
        let step = it.quote.steps.last();
        let rule = step.map_or_else(String::new, |step| t.policy_step(&step.kind));
        let code = step.map_or("", |step| step.rule.code());
        Self { why: t.policy_refusal(&refusal).to_owned(), rule, code, date, next }
    }
}

/// Looks at lines with whatever right.
pub(super) async fn look<P: Permission>(
    on: &OnCustomer<P>,
    app: &Data<App>,
    ids: Vec<EntitlementId>,
) -> Result<(Vec<Cancellable>, crate::domain::support::Contact), Failure> {
    let (granted, customer) = (on.granted().clone(), on.id());
    run(app, move |app| software::look(app, &granted, customer, &ids).map_err(failed)).await
}

pub(super) fn failed(error: CancelError) -> Failure {
    match error {
        CancelError::Store(error) => error.into(),
        CancelError::Money(error) => Failure::Bug(error.to_string()),
        CancelError::Refused(_) | CancelError::Changed => Failure::Conflict,
    }
}

/// The orders of the lines that can be cancelled, each once.
pub(super) fn orders(lines: &[Line]) -> Vec<(OrderId, OrderNumber)> {
    let mut orders: Vec<(OrderId, OrderNumber)> = Vec::new();
    for line in lines.iter().filter(|line| line.is_allowed()) {
        let order = (line.it.line.it.order_id, line.it.line.number);
        if !orders.contains(&order) {
            orders.push(order);
        }
    }
    orders
}

#[derive(Template)]
#[template(path = "software/cancel.html")]
pub(super) struct CancelPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: crate::domain::ids::CustomerId,
    lines: Vec<Line>,
    orders: Vec<(OrderId, OrderNumber)>,
    /// What was typed for an order's number and is not it.
    errors: Vec<(String, String)>,
}

impl<'a> CancelPage<'a> {
    pub(super) fn new<P: Permission>(
        cx: &'a Cx,
        on: &OnCustomer<P>,
        lines: Vec<Line>,
        errors: Vec<(String, String)>,
    ) -> Self {
        let frame = CustomerFrame::at(cx, on.customer(), Section::Software).here(cx.t.software_cancel_title());
        Self { cx, frame, customer: on.id(), orders: orders(&lines), lines, errors }
    }

    fn status(&self) -> String {
        let t = self.cx.t;
        if self.orders.is_empty() {
            t.software_cancel_none().to_owned()
        } else {
            t.software_cancel_status(self.lines.iter().filter(|line| line.is_allowed()).count())
        }
    }

    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// What follows, or why it cannot be. Whoever sees the list may read it; only an admin agent gets further.
pub(super) async fn show(on: OnCustomer<may::SeeSoftware>, cx: Cx, app: Data<App>) -> Page {
    let (found, _contact) = look(&on, &app, lines(&fields(&cx))?).await?;
    let found = found.into_iter().map(|it| Line::of(cx.t, it)).collect();
    cx.page(&CancelPage::new(&cx, &on, found, Vec::new()))
}

/// A line after it was asked for.
struct Became {
    line: Line,
    tone: &'static str,
    state: &'static str,
    /// What was paid for it, which is what comes back in full (R-SW-1).
    paid: String,
}

#[derive(Template)]
#[template(path = "software/result.html")]
struct ResultPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: crate::domain::ids::CustomerId,
    rows: Vec<Became>,
    requested: usize,
}

/// What became of each line, as it is now.
pub(super) async fn result(on: OnCustomer<may::CancelSoftware>, cx: Cx, app: Data<App>) -> Page {
    let now = on.granted().scope().now();
    let (found, _contact) = look(&on, &app, lines(&fields(&cx))?).await?;
    let became = |it: Cancellable| {
        let shown = it.line.it.shown(now);
        let count = u32::try_from(it.line.it.bought_quantity).unwrap_or(0);
        let paid = it.line.unit.times(count).map_or_else(|_too_large| String::new(), |paid| cx.t.money(&paid));
        Became { paid, tone: tone(shown), state: cx.t.entitlement_state(&shown), line: Line::of(cx.t, it) }
    };
    let rows: Vec<Became> = found.into_iter().map(became).collect();
    let is_open = |row: &&Became| row.line.it.case.as_ref().is_some_and(|(_, _, state)| *state != CaseState::Withdrawn);
    let requested = rows.iter().filter(is_open).count();
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Software).here(cx.t.software_result_title());
    cx.page(&ResultPage { cx: &cx, frame, customer: on.id(), rows, requested })
}

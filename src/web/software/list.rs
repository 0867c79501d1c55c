//! What was bought for a customer, newest first, each to be opened. Floor 4. S-87, S-88, R-SW-3.

use actix_web::web::Data;
use askama::Template;

use super::tone;
use crate::access::may;
use crate::domain::ids::RefundCaseId;
use crate::domain::orders::OrderNumber;
use crate::domain::refunds::CaseState;
use crate::domain::roles::Perm;
use crate::domain::software::EntitlementState;
use crate::domain::time::Instant;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::software::{Entitlement, Owned, SoftwareLine};
use crate::ops::{App, software};
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Template)]
#[template(path = "software/list.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::SeeSoftware>,
    rows: Vec<Row>,
    /// Whether several lines can be cancelled at once.
    many: bool,
}

/// A line of software as the list shows it.
struct Row {
    it: Entitlement,
    number: OrderNumber,
    tone: &'static str,
    state: &'static str,
    deadline: String,
    is_active: bool,
    /// Whether there was no product key left for it.
    waits: bool,
    case: Option<(RefundCaseId, String, CaseState)>,
}

impl Row {
    fn of(t: Texts, now: Instant, owned: Owned) -> Self {
        let (SoftwareLine { it, number, .. }, case) = (owned.line, owned.case);
        let shown = it.shown(now);
        let deadline = match shown {
            EntitlementState::Active => deadline(t, now, owned.until),
            EntitlementState::CancelPending | EntitlementState::Cancelled | EntitlementState::Expired => String::new(),
        };
        Self {
            tone: tone(shown),
            state: t.entitlement_state(&shown),
            is_active: shown == EntitlementState::Active,
            waits: owned.waits && shown == EntitlementState::Active,
            case,
            deadline,
            it,
            number,
        }
    }
}

/// How long it can still be cancelled.
fn deadline(t: Texts, now: Instant, until: Option<Instant>) -> String {
    match until {
        None => t.software_cancel_never().to_owned(),
        Some(until) if now > until => t.software_cancel_over(t.date_time(&until)),
        Some(until) => t.software_cancel_until(t.date_time(&until), until.day().days_since(now.day())),
    }
}

pub(super) async fn show(on: OnCustomer<may::SeeSoftware>, cx: Cx, app: Data<App>) -> Page {
    let (of, now) = (on.clone(), on.granted().scope().now());
    let found = run(&app, move |app| software::list(app, of.granted(), of.id()).map_err(Failure::from)).await?;
    let rows: Vec<Row> = found.into_iter().map(|owned| Row::of(cx.t, now, owned)).collect();
    let many = rows.iter().filter(|row| row.is_active).count() > 1;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Software);
    cx.page(&ListPage { cx: &cx, frame, on: &on, rows, many })
}

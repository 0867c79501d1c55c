//! The customer's refunds and exchanges with the meter and the ledger of the limit. Floor 4. C1, R-RF-6,
//! R-RF-8.

use actix_web::web::{Data, Query};
use askama::Template;

use super::list::{self, List};
use super::parts::Meter;
use super::query::ListQuery;
use crate::access::may;
use crate::domain::refunds::{CaseKind, CaseState};
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::refunds::{Limit, LimitError};
use crate::ops::{App, refunds};
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Template)]
#[template(path = "refunds/customer.html")]
struct CustomerPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    meter: Meter,
    limit: Limit,
    list: List,
    is_all: bool,
}

pub(in crate::web) fn uncounted(error: LimitError) -> Failure {
    match error {
        LimitError::Store(error) => error.into(),
        LimitError::Money(error) => Failure::Bug(error.to_string()),
    }
}

/// Cases, meter and ledger of one customer.
pub(super) async fn show(on: OnCustomer<may::ViewOrders>, cx: Cx, query: Query<ListQuery>, app: Data<App>) -> Page {
    let (granted, customer) = (on.granted().clone(), on.id());
    let base = links::CustomerRefunds::to(&customer).to_string();
    let list = list::load(&cx, &app, &granted, query.into_inner(), Some(customer), base).await?;
    let limit = run(&app, move |app| refunds::limit(app, &granted, customer).map_err(uncounted)).await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Refunds);
    let meter = Meter::of(&limit.headroom);
    cx.page(&CustomerPage { cx: &cx, frame, customer: on.customer(), meter, limit, list, is_all: false })
}

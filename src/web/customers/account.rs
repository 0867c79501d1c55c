//! The account page: who the customer is and what it may buy. Floor 4. S-26, features rows 2 and 3.

use actix_web::web::Data;
use askama::Template;

use super::preflight::{Line, lines};
use crate::access::may;
use crate::domain::customers::CustomerState;
use crate::domain::roles::Perm;
use crate::domain::time::Day;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::customers::{self, Customer};
use crate::ops::{markets, refunds};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::places;
use crate::web::refunds::customer::uncounted;
use crate::web::refunds::parts::Meter;

#[derive(Template)]
#[template(path = "customers/show.html")]
struct AccountPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    country: String,
    partner_of_record: Option<String>,
    since: Day,
    /// What is left of the refund limit.
    meter: Meter,
    stopping: usize,
    lines: Vec<Line>,
}

impl AccountPage<'_> {
    /// The tone of the state's badge.
    const fn tone(&self) -> &'static str {
        match self.customer.state {
            CustomerState::Active => "success",
            CustomerState::Invited => "info",
            CustomerState::UnderReview => "warning",
            CustomerState::Rejected => "danger",
            CustomerState::Removed => "",
        }
    }

    /// The line that says how it is.
    fn verdict(&self) -> String {
        if self.stopping == 0 {
            self.cx.t.customers_preflight_yes().to_owned()
        } else {
            self.cx.t.customers_preflight_no(self.stopping)
        }
    }
}

pub(super) async fn show(on: OnCustomer<may::ListCustomers>, cx: Cx, app: Data<App>) -> Page {
    let (may, customer) = (on.granted().clone(), on.customer().clone());
    let (preflight, markets, left) = run(&app, move |app| {
        let left = refunds::headroom_left(app, &may, customer.id).map_err(uncounted)?;
        Ok::<_, Failure>((customers::preflight(app, &may, &customer)?, markets::all(app, &may)?, left))
    })
    .await?;
    let customer = on.customer();
    cx.page(&AccountPage {
        cx: &cx,
        frame: CustomerFrame::at(&cx, customer, Section::Account),
        country: places::name_of(cx.t, &markets, &customer.country),
        since: customer.created_at.day(),
        meter: Meter::of(&left),
        stopping: preflight.stopping(),
        lines: lines(&cx, customer, &markets, &preflight),
        partner_of_record: preflight.partner_of_record,
        customer,
    })
}

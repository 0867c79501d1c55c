//! The account page: who the customer is and what it may buy. Floor 4. S-26, features rows 2 and 3.

use askama::Template;

use crate::access::may;
use crate::domain::customers::CustomerState;
use crate::domain::roles::Perm;
use crate::domain::time::Day;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::links;
use crate::ops::customers::Customer;
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Template)]
#[template(path = "customers/show.html")]
struct AccountPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    since: Day,
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
}

pub(super) async fn show(on: OnCustomer<may::ListCustomers>, cx: Cx) -> Page {
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Account);
    let since = on.customer().created_at.day();
    cx.page(&AccountPage { cx: &cx, frame, customer: on.customer(), since })
}

//! The Azure subscriptions of a customer: list, add, register, suspend, reactivate. Floor 4.
//! Rules P-8, O-2, S-27, S-29, R-BUY-2; domain 6.2.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::customer_frame::{CustomerFrame, Section};
use super::field_words::text_problem;
use super::paging::{address, around, marks, page_at};
use crate::access::may;
use crate::domain::customers::CustomerState;
use crate::domain::ids::SubscriptionId;
use crate::domain::roles::Perm;
use crate::domain::subscriptions::{Registration, SubscriptionState, can_hold_reservation};
use crate::domain::text::SubscriptionName;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::subscriptions::{Listed, Subscription, SubscriptionError};
use crate::ops::{App, subscriptions};

mod show;
mod turn;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Subscriptions::PATTERN, list)
        .get(links::SubscriptionNew::PATTERN, new)
        .post(links::SubscriptionNew::PATTERN, create)
        .and(show::routes())
        .and(turn::routes())
}

/// How a state looks as a badge.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
pub(super) const fn state_tone(state: &SubscriptionState) -> &'static str {
    match state {
        SubscriptionState::Active => "success",
        SubscriptionState::Pending => "info",
        SubscriptionState::Suspended => "warning",
        SubscriptionState::Deleted => "",
    }
}

/// How a registration looks as a badge.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
pub(super) const fn registration_tone(registration: &Registration) -> &'static str {
    match registration {
        Registration::Registered => "success",
        Registration::Registering => "info",
        Registration::NotRegistered => "",
    }
}

/// Whether a reservation can be tied to it (R-BUY-2).
fn is_ready(subscription: &Subscription) -> bool {
    can_hold_reservation(subscription.state, subscription.registration).is_ok()
}

/// An act that does not fit the state of things any more is a conflict: the page tells what is.
fn refused(error: SubscriptionError) -> Failure {
    match error {
        SubscriptionError::Store(error) => error.into(),
        SubscriptionError::Customer(_)
        | SubscriptionError::State(_)
        | SubscriptionError::Registration(_)
        | SubscriptionError::NotActive(_) => Failure::Conflict,
    }
}

#[derive(Template)]
#[template(path = "subscriptions/index.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    subscriptions: Vec<Subscription>,
    status: String,
    is_own: bool,
    previous: String,
    next: String,
}

/// Which page of the list.
#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

async fn list(on: OnCustomer<may::ViewReservations>, query: Query<ListQuery>, cx: Cx, app: Data<App>) -> Page {
    let (granted, customer) = (on.granted().clone(), on.id());
    let at = page_at(&query.after, &query.before, |id| id.parse::<SubscriptionId>().ok());
    let listed = move |app: &App| subscriptions::list(app, &granted, customer, at).map_err(Failure::from);
    let Listed { page, count, ready } = run(&app, listed).await?;
    let base = links::Subscriptions::to(&customer).to_string();
    let [previous, next] = around(
        &page,
        |one| one.id,
        |at| {
            address(
                &base,
                marks(at, |id: SubscriptionId| id.to_string()).each_ref().map(|(name, id)| (*name, id.as_str())),
            )
        },
    );
    let status = match count {
        0 => String::new(),
        count => format!("{} · {}", cx.t.subscriptions_count(count), cx.t.subscriptions_ready(ready)),
    };
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Subscriptions);
    let is_own = on.granted().who().customer().is_some();
    cx.page(&ListPage {
        cx: &cx,
        frame,
        customer: on.customer(),
        subscriptions: page.rows,
        status,
        is_own,
        previous,
        next,
    })
}

#[derive(Template)]
#[template(path = "subscriptions/new.html")]
struct NewPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    typed: &'a str,
    errors: FormErrors,
}

impl<'a> NewPage<'a> {
    fn of(cx: &'a Cx, customer: &'a Customer, typed: &'a str, errors: FormErrors) -> Self {
        let frame = CustomerFrame::at(cx, customer, Section::Subscriptions).here(cx.t.subscriptions_add_title());
        Self { cx, frame, customer, typed, errors }
    }

    fn may_add(&self) -> bool {
        self.customer.state == CustomerState::Active
    }
}

async fn new(on: OnCustomer<may::AddSubscriptions>, cx: Cx) -> Page {
    cx.page(&NewPage::of(&cx, on.customer(), "", FormErrors::new()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewForm {
    name: String,
}

async fn create(on: OnCustomer<may::AddSubscriptions>, form: CsrfForm<NewForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let mut errors = FormErrors::new();
    let label = cx.t.subscriptions_name();
    let name = errors.check("name", SubscriptionName::parse(&form.name), |error| text_problem(cx.t, label, error));
    let Some(name) = name else {
        return cx.unprocessable(&NewPage::of(&cx, on.customer(), &form.name, errors));
    };
    let (granted, customer) = (on.granted().clone(), on.id());
    let id = run(&app, move |app| subscriptions::add(app, &granted, customer, &name).map_err(refused)).await?;
    see_other_with(&links::SubscriptionShow::to(&customer, &id), Notice::Saved)
}

/// The version that a form was filled in for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionForm {
    version: i32,
}

/// The customer and the subscription in an address.
type At = Path<links::SubscriptionShow>;

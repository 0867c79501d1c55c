//! Register at once; suspend and reactivate after a page that says what follows. Floor 4. Rule O-2.

use actix_web::web::Data;
use askama::Template;

use super::{At, VersionForm, refused};
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::subscriptions::KEPT_SUSPENDED_DAYS;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::subscriptions::{Subscription, SubscriptionError};
use crate::ops::{App, subscriptions};
use crate::web::customer_frame::{CustomerFrame, Section};

pub(super) fn routes() -> Routes {
    Routes::new()
        .post(links::SubscriptionRegister::PATTERN, register)
        .get(links::SubscriptionSuspend::PATTERN, ask_suspend)
        .post(links::SubscriptionSuspend::PATTERN, suspend)
        .get(links::SubscriptionReactivate::PATTERN, ask_reactivate)
        .post(links::SubscriptionReactivate::PATTERN, reactivate)
}

/// What a confirmation page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Suspend,
    Reactivate,
}

#[derive(Template)]
#[template(path = "subscriptions/turn.html")]
struct TurnPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    subscription: Subscription,
    turn: Turn,
    title: String,
    is_possible: bool,
    kept_days: i64,
}

async fn ask_suspend(on: OnCustomer<may::EditSubscriptions>, at: At, cx: Cx, app: Data<App>) -> Page {
    ask(&on, &at, &cx, &app, Turn::Suspend).await
}

async fn ask_reactivate(on: OnCustomer<may::EditSubscriptions>, at: At, cx: Cx, app: Data<App>) -> Page {
    ask(&on, &at, &cx, &app, Turn::Reactivate).await
}

async fn ask(on: &OnCustomer<may::EditSubscriptions>, at: &At, cx: &Cx, app: &Data<App>, turn: Turn) -> Page {
    let (granted, customer, id) = (on.granted().clone(), on.id(), at.subscription);
    let look = move |app: &App| subscriptions::find(app, &granted, customer, id).map_err(Failure::from);
    let subscription = run(app, look).await?;
    let (title, is_possible) = match turn {
        Turn::Suspend => (cx.t.subscriptions_suspend_title(&subscription.name), subscription.state.suspend().is_ok()),
        Turn::Reactivate => {
            (cx.t.subscriptions_reactivate_title(&subscription.name), subscription.state.reactivate().is_ok())
        }
    };
    let frame = CustomerFrame::at(cx, on.customer(), Section::Subscriptions).here(title.as_str());
    cx.page(&TurnPage {
        cx,
        frame,
        customer: on.customer(),
        subscription,
        turn,
        title,
        is_possible,
        kept_days: KEPT_SUSPENDED_DAYS,
    })
}

type Act = fn(&App, &Granted<may::EditSubscriptions>, CustomerId, SubscriptionId, i32) -> Result<(), SubscriptionError>;

async fn register(on: OnCustomer<may::EditSubscriptions>, at: At, form: CsrfForm<VersionForm>, app: Data<App>) -> Page {
    carry_out(&on, &at, &form, &app, subscriptions::register).await
}

async fn suspend(on: OnCustomer<may::EditSubscriptions>, at: At, form: CsrfForm<VersionForm>, app: Data<App>) -> Page {
    carry_out(&on, &at, &form, &app, subscriptions::suspend).await
}

async fn reactivate(
    on: OnCustomer<may::EditSubscriptions>,
    at: At,
    form: CsrfForm<VersionForm>,
    app: Data<App>,
) -> Page {
    carry_out(&on, &at, &form, &app, subscriptions::reactivate).await
}

async fn carry_out(
    on: &OnCustomer<may::EditSubscriptions>,
    at: &At,
    form: &CsrfForm<VersionForm>,
    app: &Data<App>,
    act: Act,
) -> Page {
    let (granted, customer, id) = (on.granted().clone(), on.id(), at.subscription);
    let version = form.0.version;
    run(app, move |app| act(app, &granted, customer, id, version).map_err(refused)).await?;
    see_other_with(&links::SubscriptionShow::to(&customer, &id), Notice::Saved)
}

//! Add products: the product list and the choice of a subscription. Floor 4.
//! Rules S-20, S-21, S-24 to S-29, S-83, R-BUY-2.

use actix_web::web::Data;
use askama::Template;

use crate::access::may;
use crate::domain::market::Verdict;
use crate::domain::roles::Perm;
use crate::domain::subscriptions::{Registration, SubscriptionState, can_hold_reservation};
use crate::http::cx::{Cx, Page, see_other};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::catalog::{self, Shelf};
use crate::ops::customers::Customer;
use crate::ops::subscriptions::Subscription;
use crate::ops::{App, markets};
use crate::web::customer_frame::{CustomerFrame, Section};

/// The information page on finding the right size (2.1).
const SIZING: &str = "sizing";

/// Why nothing is sold to a customer of this market, in words.
#[derive(Debug)]
pub(super) struct Closed {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) source: String,
}

impl Closed {
    /// The refusal, where the market is closed.
    pub(super) fn of(cx: &Cx, shelf: &Shelf, market: Option<&markets::Market>, country: &str) -> Option<Self> {
        let name = market.map_or(country, |market| match cx.lang() {
            "ko" => market.name_ko.as_str(),
            "zh-TW" => market.name_zh_tw.as_str(),
            _ => market.name_en.as_str(),
        });
        let title = cx.t.products_closed_title(name);
        match &shelf.verdict {
            Verdict::Allowed => None,
            Verdict::Refused { list, source } => {
                Some(Self { title, why: cx.t.products_closed_why(list), source: source.clone() })
            }
            Verdict::NotSold => Some(Self { title, why: cx.t.products_not_sold().to_owned(), source: String::new() }),
        }
    }
}

#[derive(Template)]
#[template(path = "products/list.html")]
struct ProductsPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    closed: Option<Closed>,
    sizing: String,
}

/// What is sold to the customer, and the refusal if nothing is.
pub(super) async fn look(
    app: &Data<App>,
    on: &OnCustomer<may::PlaceOrders>,
    cx: &Cx,
) -> Result<(Shelf, Option<Closed>), Failure> {
    let (granted, customer) = (on.granted().clone(), on.customer().clone());
    let (shelf, market) = run(app, move |app| {
        let shelf = catalog::shelf(app, &granted, &customer)?;
        let market = markets::of(app, &granted, &customer.country)?;
        Ok::<_, Failure>((shelf, market))
    })
    .await?;
    let closed = Closed::of(cx, &shelf, market.as_ref(), &on.customer().country);
    Ok((shelf, closed))
}

pub(super) async fn list(on: OnCustomer<may::PlaceOrders>, cx: Cx, app: Data<App>) -> Page {
    let (_, closed) = look(&app, &on, &cx).await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Account).here(cx.t.nav_add_products());
    let sizing = links::HelpTopic::to(&SIZING.to_owned()).to_string();
    cx.page(&ProductsPage { cx: &cx, frame, customer: on.customer(), closed, sizing })
}

/// A subscription that may be chosen, or why not.
struct Choice {
    subscription: Subscription,
    href: String,
    show: String,
    is_usable: bool,
    is_only: bool,
    state: &'static str,
    registration: &'static str,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "products/subscriptions.html")]
struct SubscriptionsPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    choices: Vec<Choice>,
}

pub(super) async fn subscriptions(on: OnCustomer<may::PlaceOrders>, cx: Cx, app: Data<App>) -> Page {
    let (_, closed) = look(&app, &on, &cx).await?;
    // The product list says why; a market that is closed has nothing after it.
    if closed.is_some() {
        return see_other(&links::Products::to(&on.id()));
    }
    let (granted, customer) = (on.granted().clone(), on.id());
    let found = run(&app, move |app| catalog::subscriptions(app, &granted, customer).map_err(Failure::from)).await?;
    let is_usable = |one: &Subscription| can_hold_reservation(one.state, one.registration).is_ok();
    let is_only = found.iter().filter(|one| is_usable(one)).count() == 1;
    let mut choices: Vec<Choice> = found
        .into_iter()
        .filter(|one| one.state != SubscriptionState::Deleted)
        .map(|one| Choice::of(&cx, customer, is_usable(&one), is_only, one))
        .collect();
    choices.sort_by_key(|choice| !choice.is_usable);
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Reservations).here(cx.t.products_reservations());
    cx.page(&SubscriptionsPage { cx: &cx, frame, customer: on.customer(), choices })
}

impl Choice {
    fn of(
        cx: &Cx,
        customer: crate::domain::ids::CustomerId,
        is_usable: bool,
        is_only: bool,
        subscription: Subscription,
    ) -> Self {
        let state = match subscription.state {
            SubscriptionState::Pending => cx.t.states_subscription_pending(),
            SubscriptionState::Active => cx.t.states_subscription_active(),
            SubscriptionState::Suspended => cx.t.states_subscription_suspended(),
            SubscriptionState::Deleted => cx.t.states_subscription_deleted(),
        };
        let registration = match subscription.registration {
            Registration::NotRegistered => cx.t.states_registration_not_registered(),
            Registration::Registering => cx.t.states_registration_registering(),
            Registration::Registered => cx.t.states_registration_registered(),
        };
        Self {
            href: links::ReservationCatalog::to(&customer, &subscription.id).to_string(),
            show: links::SubscriptionShow::to(&customer, &subscription.id).to_string(),
            is_usable,
            is_only: is_usable && is_only,
            state,
            registration,
            tone: if is_usable { "success" } else { "warning" },
            subscription,
        }
    }
}

//! The reservation catalog for a subscription of a customer. Floor 4. Rules S-28 to S-35, R-BUY-2, S-83.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::asked::Asked;
use super::products::look;
use super::results::Results;
use crate::access::may;
use crate::domain::catalog::CORES_A_PACK;
use crate::domain::ids::SubscriptionId;
use crate::domain::money::Currency;
use crate::domain::subscriptions::can_hold_reservation;
use crate::http::cx::{Cx, Page, see_other};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::carts::CartSummary;
use crate::ops::customers::Customer;
use crate::ops::subscriptions::Subscription;
use crate::ops::{App, carts, catalog};
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Template)]
#[template(path = "catalog/shelf.html")]
struct ShelfPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    subscription: &'a Subscription,
    action: String,
    results: Results,
    cart: CartSummary,
}

/// The subscription and the currency of its catalogue; or where to go when it has none: the page before
/// says why.
pub(super) async fn on_shelf(
    on: &OnCustomer<may::PlaceOrders>,
    subscription: SubscriptionId,
    cx: &Cx,
    app: &Data<App>,
) -> Result<Result<(Subscription, Currency), HttpResponse>, Failure> {
    let (of, whose) = (on.granted().clone(), on.id());
    let subscription =
        run(app, move |app| catalog::subscription(app, &of, whose, subscription).map_err(Failure::from)).await?;
    let (shelf, closed) = look(app, on, cx).await?;
    if closed.is_some() {
        return see_other(&links::Products::to(&on.id())).map(Err);
    }
    // A subscription that cannot hold a reservation has no catalogue (R-BUY-2).
    if can_hold_reservation(subscription.state, subscription.registration).is_err() {
        return see_other(&links::ReservationProducts::to(&on.id())).map(Err);
    }
    Ok(Ok((subscription, shelf.currency.unwrap_or(Currency::USD))))
}

pub(super) async fn show(
    on: OnCustomer<may::PlaceOrders>,
    at: Path<links::ReservationCatalog>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (subscription, currency) = match on_shelf(&on, at.subscription, &cx, &app).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (granted, customer) = (on.granted().clone(), on.customer().clone());
    let (asked, t) = (Asked::read(cx.path()), cx.t);
    let found = run(&app, move |app| {
        let snapshot = catalog::snapshot(app, &granted, currency, customer.segment)?;
        let cart = carts::summary(app, &granted, customer.id)?;
        Ok::<_, Failure>((Results::of(t, &snapshot, &asked), cart))
    });
    let (results, cart) = found.await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Reservations).here(cx.t.catalog_title());
    let action = links::ReservationCatalog::to(&on.id(), &subscription.id).to_string();
    cx.page(&ShelfPage { cx: &cx, frame, customer: on.customer(), subscription: &subscription, action, results, cart })
}

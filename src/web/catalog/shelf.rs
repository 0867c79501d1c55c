//! The reservation catalog for a subscription of a customer. Floor 4. Rules S-28 to S-35, R-BUY-2, S-83.

use actix_web::web::{Data, Path};
use askama::Template;

use super::asked::Asked;
use super::products::look;
use super::results::Results;
use crate::access::may;
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

pub(super) async fn show(
    on: OnCustomer<may::PlaceOrders>,
    at: Path<links::ReservationCatalog>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (granted, customer) = (on.granted().clone(), on.customer().clone());
    let (asked, t) = (Asked::read(cx.path()), cx.t);
    let subscription = at.subscription;
    let (of, whose) = (granted.clone(), customer.id);
    let subscription =
        run(&app, move |app| catalog::subscription(app, &of, whose, subscription).map_err(Failure::from)).await?;
    let (shelf, closed) = look(&app, &on, &cx).await?;
    // The product list says why; a market that is closed has nothing after it.
    if closed.is_some() {
        return see_other(&links::Products::to(&on.id()));
    }
    // A subscription that cannot hold a reservation has no catalogue: the choice says why (R-BUY-2).
    if can_hold_reservation(subscription.state, subscription.registration).is_err() {
        return see_other(&links::ReservationProducts::to(&on.id()));
    }
    let found = run(&app, move |app| {
        let currency = shelf.currency.unwrap_or(crate::domain::money::Currency::USD);
        let snapshot = catalog::snapshot(app, &granted, currency, customer.segment)?;
        let cart = carts::summary(app, &granted, customer.id)?;
        Ok::<_, Failure>((Results::of(t, &snapshot, &asked), cart))
    });
    let (results, cart) = found.await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Reservations).here(cx.t.catalog_title());
    let action = links::ReservationCatalog::to(&on.id(), &subscription.id).to_string();
    cx.page(&ShelfPage { cx: &cx, frame, customer: on.customer(), subscription: &subscription, action, results, cart })
}

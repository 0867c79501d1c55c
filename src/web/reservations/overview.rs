//! The overview of one reservation: how it is in a sentence, and its facts. Floor 4. S-54, S-59, S-60,
//! S-7, S-10, R-RES-1; features rows 36 and 39.

use actix_web::web::{Data, Path};
use askama::Template;
use rust_decimal::Decimal;

use super::list::tone;
use crate::access::may;
use crate::domain::carts::AppliedScope;
use crate::domain::reservations::DisplayState;
use crate::domain::roles::Perm;
use crate::domain::subscriptions::SubscriptionState;
use crate::domain::time::{Day, Instant};
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::customers::Customer;
use crate::ops::reservations::{ReservationCharge, ReservationOverview, ReservationSize};
use crate::ops::{App, reservations};
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Template)]
#[template(path = "reservations/overview.html")]
struct OverviewPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    it: ReservationOverview,
    state: DisplayState,
    tone: &'static str,
    memory: String,
    verdict: String,
    region: String,
    today: Day,
    order: String,
    subscription: String,
    /// The lines a support request asks for: name and value.
    support: Vec<(&'static str, String)>,
}

impl OverviewPage<'_> {
    fn next_charge(&self) -> Option<&ReservationCharge> {
        self.it.charges.iter().find(|charge| charge.due_on >= self.today)
    }

    fn is_subscription_active(&self) -> bool {
        self.it.places.subscription_state == SubscriptionState::Active
    }
}

/// One reservation of a customer.
pub(super) async fn show(
    on: OnCustomer<may::ViewReservations>,
    at: Path<links::ReservationOverview>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
    let it = run(&app, move |app| reservations::overview(app, &may, customer, id).map_err(Failure::from)).await?;
    let now = on.granted().scope().now();
    let state = it.reservation.display(now);
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Reservations).named(it.reservation.name.clone());
    let region = it.places.region_name.clone().unwrap_or_else(|| it.reservation.region.clone());
    cx.page(&OverviewPage {
        frame,
        state,
        tone: tone(state),
        memory: it.size.as_ref().map_or_else(String::new, |size| memory(cx.t, size)),
        verdict: verdict(cx.t, on.customer(), &it, state, now),
        support: support(cx.t, on.customer(), &it, &region),
        region,
        today: now.day(),
        order: links::OrderShow::to(&customer, &it.purchase.order_id).to_string(),
        subscription: links::SubscriptionShow::to(&customer, &it.reservation.subscription_id).to_string(),
        it,
        cx: &cx,
    })
}

/// How it is, in a sentence.
fn verdict(t: Texts, customer: &Customer, it: &ReservationOverview, state: DisplayState, now: Instant) -> String {
    let reservation = &it.reservation;
    match state {
        DisplayState::Succeeded | DisplayState::Expiring | DisplayState::NoBenefit => {
            if now < reservation.starts_at {
                return t.reservations_is_not_started(t.date_time(&reservation.starts_at));
            }
            let days = reservation.days_left(now);
            match reservation.scope {
                AppliedScope::Shared => t.reservations_is_active_shared(days, &customer.company_name),
                AppliedScope::Single => t.reservations_is_active_single(days, &it.places.subscription_name),
            }
        }
        DisplayState::Pending | DisplayState::Processing => t.reservations_is_pending().to_owned(),
        DisplayState::Expired => t.reservations_is_expired(t.date(&reservation.expires_at.day())),
        DisplayState::Cancelled => t.reservations_is_cancelled().to_owned(),
        DisplayState::Failed => t.reservations_is_failed().to_owned(),
        DisplayState::Warning => t.reservations_is_warning().to_owned(),
    }
}

/// What support asks for (S-60), as lines to select.
fn support(t: Texts, customer: &Customer, it: &ReservationOverview, region: &str) -> Vec<(&'static str, String)> {
    let reservation = &it.reservation;
    vec![
        (t.reservations_id(), reservation.id.to_string()),
        (t.reservations_order_id(), reservation.reservation_order_id.to_string()),
        (t.reservations_order_number(), it.purchase.order_number.to_string()),
        (t.reservations_customer(), format!("{} ({})", customer.company_name, customer.id)),
        (t.reservations_size(), reservation.size.clone()),
        (t.reservations_region(), region.to_owned()),
        (t.common_quantity(), reservation.quantity.to_string()),
        (t.terms_term(), t.term(&reservation.term).to_owned()),
        (t.reservations_expiration_date(), reservation.expires_at.to_string()),
    ]
}

/// Memory in GiB with the decimals it needs.
fn memory(t: Texts, size: &ReservationSize) -> String {
    let gib = Decimal::from(size.memory_mib).checked_div(Decimal::from(1_024)).unwrap_or_default().normalize();
    t.decimal(&gib, gib.scale().min(2))
}

//! All properties of a reservation, its IDs to copy, and the block that support asks for. Floor 4.
//! S-59, S-60; features row 39.

use actix_web::web::{Data, Path};
use askama::Template;

use super::record::{Record, Tab};
use crate::access::may;
use crate::domain::reservations::RenewState;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::customers::Customer;
use crate::ops::reservations::{Renewal, ReservationOverview};
use crate::ops::{App, reservations};

#[derive(Template)]
#[template(path = "reservations/properties.html")]
struct PropertiesPage<'a> {
    cx: &'a Cx,
    record: Record,
    it: ReservationOverview,
    customer: &'a Customer,
    region: String,
    renewal: RenewState,
    /// The lines a support request asks for: name and value.
    support: Vec<(&'static str, String)>,
}

/// The properties of a reservation.
pub(super) async fn show(
    on: OnCustomer<may::ViewReservations>,
    at: Path<links::ReservationProperties>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
    let (it, renewal) = run(&app, move |app| {
        let it = reservations::overview(app, &may, customer, id)?;
        let renewal = Renewal::state(reservations::renewal(app, &may, &it.reservation)?.as_ref());
        Ok::<_, Failure>((it, renewal))
    })
    .await?;
    let region = it.places.region_name.clone().unwrap_or_else(|| it.reservation.region.clone());
    cx.page(&PropertiesPage {
        record: Record::new(&cx, on.customer(), &it, Tab::Properties),
        support: support(cx.t, on.customer(), &it, &region),
        customer: on.customer(),
        region,
        renewal,
        it,
        cx: &cx,
    })
}

/// What support asks for (S-60), as lines to select.
fn support(t: Texts, customer: &Customer, it: &ReservationOverview, region: &str) -> Vec<(&'static str, String)> {
    let reservation = &it.reservation;
    vec![
        (t.reservations_id(), reservation.id.to_string()),
        (t.reservations_order_id(), reservation.reservation_order_id.to_string()),
        (t.reservations_order_number(), it.purchase.order_number.to_string()),
        (t.reservations_customer(), format!("{} ({})", customer.company_name, customer.id)),
        (t.reservations_subscription(), format!("{} ({})", it.places.subscription_name, reservation.subscription_id)),
        (t.reservations_size(), reservation.size.clone()),
        (t.reservations_region(), region.to_owned()),
        (t.common_quantity(), reservation.quantity.to_string()),
        (t.terms_term(), t.term(&reservation.term).to_owned()),
        (t.terms_scope(), t.applied_scope(&reservation.scope).to_owned()),
        (t.reservations_expiration_date(), reservation.expires_at.to_string()),
        (t.common_status(), format!("{} / {}", reservation.state, reservation.status_code)),
    ]
}

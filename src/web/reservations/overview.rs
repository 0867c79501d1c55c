//! The overview of one reservation: how it is in a sentence, its facts, what can be done. Floor 4. S-54 to
//! S-56, S-7, S-10, R-RES-1; features row 36.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use rust_decimal::Decimal;

use super::list::tone;
use super::record::{Record, Tab, exchange_href, is_customers};
use crate::access::may;
use crate::domain::reservations::{DisplayState, OriginKind};
use crate::domain::roles::Perm;
use crate::domain::subscriptions::SubscriptionState;
use crate::domain::time::{Day, Instant};
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::reservations::{
    Assignment, Relatives, Renewal, Reservation, ReservationCharge, ReservationOverview, ReservationSize,
};
use crate::ops::support::Subject;
use crate::ops::{App, refunds, reservations};
use crate::web::refunds::customer::uncounted;
use crate::web::refunds::parts::Meter;
use crate::web::support::about::{self, About};
use crate::web::utilization::section::{Asked, Section, read};

#[derive(Template)]
#[template(path = "reservations/overview.html")]
struct OverviewPage<'a> {
    cx: &'a Cx,
    record: Record,
    it: ReservationOverview,
    relatives: Relatives,
    /// What a customer's person was given here.
    own: Vec<Assignment>,
    is_customers: bool,
    /// What is left of the customer's refund limit.
    meter: Option<Meter>,
    /// The renewal that is planned, made or refused.
    renewal: Option<Renewal>,
    has_ended: bool,
    state: DisplayState,
    tone: &'static str,
    memory: String,
    region: String,
    reserved_hours: String,
    today: Day,
    order: String,
    /// Support requests about it, for people who see them.
    about: Option<About>,
    exchange: String,
    subscription: String,
    use_of: Option<Section>,
}

impl OverviewPage<'_> {
    fn next_charge(&self) -> Option<&ReservationCharge> {
        self.it.charges.iter().find(|charge| charge.due_on >= self.today)
    }

    fn is_subscription_active(&self) -> bool {
        self.it.places.subscription_state == SubscriptionState::Active
    }

    /// The reservations it came from or became, with the words that say which.
    fn kin(&self) -> Vec<(&'static str, &Reservation, String)> {
        let t = self.cx.t;
        let (sources, made) = &self.relatives;
        let from = sources.iter().map(|(kind, one)| (came_from(t, *kind), one));
        let into = made.iter().map(|(kind, one)| (became(t, *kind), one));
        let href = |one: &Reservation| links::ReservationOverview::to(&one.customer_id, &one.id).to_string();
        from.chain(into).map(|(words, one)| (words, one, href(one))).collect()
    }
}

fn came_from(t: Texts, kind: OriginKind) -> &'static str {
    match kind {
        OriginKind::Split => t.record_from_split(),
        OriginKind::Merge => t.record_from_merge(),
        OriginKind::Return => t.record_from_return(),
    }
}

fn became(t: Texts, kind: OriginKind) -> &'static str {
    match kind {
        OriginKind::Split => t.record_into_split(),
        OriginKind::Merge => t.record_into_merge(),
        OriginKind::Return => t.record_into_return(),
    }
}

/// One reservation of a customer.
pub(super) async fn show(
    on: OnCustomer<may::ViewReservations>,
    at: Path<links::ReservationOverview>,
    asked: Query<Asked>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
    let asked = asked.into_inner();
    let shows_limit = !is_customers(&cx);
    let (it, relatives, own, found, left, renewal) = run(&app, move |app| {
        let it = reservations::overview(app, &may, customer, id)?;
        let relatives = reservations::relatives(app, &may, &it.reservation)?;
        let own = reservations::own_roles(app, &may, &it.reservation)?;
        let found = read(app, &may, customer, id, asked)?;
        let left = shows_limit.then(|| refunds::headroom_left(app, &may, customer).map_err(uncounted)).transpose()?;
        let renewal = reservations::renewal(app, &may, &it.reservation)?;
        Ok::<_, Failure>((it, relatives, own, found, left, renewal))
    })
    .await?;
    let about = about::of(&cx, &app, customer, Subject { reservation: Some(id), order: None }).await?;
    let now = on.granted().scope().now();
    let state = it.reservation.display(now);
    let region = it.places.region_name.clone().unwrap_or_else(|| it.reservation.region.clone());
    let with_money = cx.may(Perm::SeeSavings);
    cx.page(&OverviewPage {
        use_of: Section::new(cx.t, customer, id, found, with_money),
        record: Record::new(&cx, on.customer(), &it, Tab::Overview),
        relatives,
        renewal,
        own,
        meter: left.as_ref().map(Meter::of),
        is_customers: is_customers(&cx),
        has_ended: it.reservation.has_ended(now),
        state,
        tone: tone(state),
        memory: it.size.as_ref().map_or_else(String::new, |size| memory(cx.t, size)),
        reserved_hours: cx.t.number(reserved_hours(&it.reservation, now)),
        region,
        today: now.day(),
        about,
        exchange: exchange_href(customer, it.reservation.id),
        order: links::OrderShow::to(&customer, &it.purchase.order_id).to_string(),
        subscription: links::SubscriptionShow::to(&customer, &it.reservation.subscription_id).to_string(),
        it,
        cx: &cx,
    })
}

/// Instance hours that were reserved until now: what usage will be measured against (R-BN-1).
fn reserved_hours(it: &Reservation, now: Instant) -> i64 {
    let until = if now < it.expires_at { now } else { it.expires_at };
    let hours = (until.seconds_since(it.starts_at) / 3_600).max(0);
    hours.saturating_mul(i64::from(it.quantity))
}

/// Memory in GiB with the decimals it needs.
fn memory(t: Texts, size: &ReservationSize) -> String {
    let gib = Decimal::from(size.memory_mib).checked_div(Decimal::from(1_024)).unwrap_or_default().normalize();
    t.decimal(&gib, gib.scale().min(2))
}

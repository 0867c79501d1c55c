//! Orders: confirmation, history of a customer, orders of all, one order, its paper. Floor 4.
//! S-40, S-41, S-10, P-23, features rows 30 to 34.

use actix_web::web::{Data, Path};
use askama::Template;

use super::customer_frame::{CustomerFrame, Section};
use super::support::about::{self, About};
use crate::access::may;
use crate::domain::audit::EventKind;
use crate::domain::ids::{CustomerId, OrderId};
use crate::domain::orders::{ChargeState, OrderStatus};
use crate::domain::reservations::display;
use crate::domain::roles::Perm;
use crate::domain::software;
use crate::domain::time::{Day, Instant};
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::orders::{Happened, MadeOf, Order, OrderLine, OrderView};
use crate::ops::support::Subject;
use crate::ops::{App, orders};

mod list;
mod query;

/// The address of the list that a query asks for: what a saved view keeps.
pub(super) fn view_address(t: Texts, query: &str) -> Option<String> {
    query::ListQuery::view_address(t, query)
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Orders::PATTERN, list::all)
        .get(links::OrdersExport::PATTERN, list::export)
        .get(links::CustomerOrders::PATTERN, list::of_customer)
        .get(links::OrderConfirmation::PATTERN, confirmation)
        .get(links::OrderShow::PATTERN, show)
        .get(links::OrderPrint::PATTERN, print)
}

/// How the state of an order is toned.
const fn tone(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::Completed => "success",
        OrderStatus::Pending => "info",
        OrderStatus::Unknown | OrderStatus::Cancelled => "",
    }
}

/// One order on any of its pages.
struct Shown<'a> {
    t: Texts,
    now: Instant,
    view: &'a OrderView,
}

/// Something that happened to an order, or will.
struct Step {
    at: String,
    machine: String,
    what: String,
    is_past: bool,
}

impl Shown<'_> {
    fn order(&self) -> &Order {
        self.view.order()
    }
    fn total(&self) -> String {
        self.t.money(&self.order().total())
    }
    fn working(&self, line: &OrderLine) -> String {
        self.t.carts_working(line.quantity.get(), self.t.money(&line.unit))
    }
    fn price_list(&self, line: &OrderLine) -> String {
        let (name, from) = &line.price_list;
        self.t.orders_price_list_of(name, self.t.date(from))
    }
    fn scope(&self, line: &OrderLine) -> &'static str {
        line.setting().map_or("", |it| self.t.applied_scope(&it.scope))
    }
    /// What the line made: the page it has, and its name.
    fn made(&self, on: CustomerId, line: &OrderLine) -> (String, String) {
        match &line.made {
            MadeOf::Reservation { id, .. } => (links::ReservationOverview::to(&on, id).to_string(), line.name.clone()),
            MadeOf::Software { .. } => (links::CustomerSoftware::to(&on).to_string(), self.t.nav_software().to_owned()),
        }
    }
    /// Where the line stands now: its tone and its words.
    fn state(&self, line: &OrderLine) -> (&'static str, &'static str) {
        match &line.made {
            MadeOf::Reservation { state, .. } => {
                let shown = display(*state, line.expires_at.unwrap_or(self.now), self.now);
                (super::reservations::tone(shown), self.t.reservation_state(&shown))
            }
            MadeOf::Software { state, .. } => {
                let shown = software::display(*state, line.expires_at, self.now);
                (super::software::tone(shown), self.t.entitlement_state(&shown))
            }
        }
    }
    fn has_reservations(&self) -> bool {
        self.view.lines.iter().any(|line| matches!(line.made, MadeOf::Reservation { .. }))
    }
    fn has_software(&self) -> bool {
        self.view.lines.iter().any(|line| matches!(line.made, MadeOf::Software { .. }))
    }
    /// From when the discount applies: the earliest of the reservations.
    fn starts(&self) -> Option<Instant> {
        self.view.lines.iter().filter(|line| line.setting().is_some()).map(|line| line.starts_at).min()
    }

    /// What the log tells: who did what, and when. Of the changes of the cart only the first and the last.
    fn happened(&self) -> Vec<(Instant, String)> {
        let t = self.t;
        let cart = self.order().cart_id.to_string();
        let changes: Vec<&Happened> = self.view.happened.iter().filter(|event| event.resource_id == cart).collect();
        let last = changes.len().saturating_sub(1);
        let of_cart = changes.iter().enumerate().filter(|(at, _)| *at == 0 || *at == last).map(|(at, event)| {
            let who = &who(t, event);
            let words = if at == 0 { t.orders_timeline_cart_started(who) } else { t.orders_timeline_cart_changed(who) };
            (event.at, words)
        });
        let others = self.view.happened.iter().filter(|event| event.resource_id != cart).map(|event| {
            let who = &who(t, event);
            let is_placed = event.kind == EventKind::OrderPlaced;
            let what = t.event_kind(&event.kind);
            (event.at, if is_placed { t.orders_timeline_placed(who) } else { t.orders_timeline_event(what, who) })
        });
        of_cart.chain(others).collect()
    }

    fn timeline(&self) -> Vec<Step> {
        let t = self.t;
        let order = self.order();
        let mut steps = self.happened();
        // Data that was made in bulk has no events.
        if !self.view.happened.iter().any(|event| event.kind == EventKind::OrderPlaced) {
            steps.push((order.placed_at, t.orders_timeline_placed(&self.view.named.placed_by_name)));
        }
        steps.push((order.placed_at, t.orders_timeline_fulfilled().to_owned()));
        steps.extend(self.starts().map(|at| (at, t.orders_timeline_starts().to_owned())));
        let next: Option<(Day, String)> = self
            .view
            .charges
            .iter()
            .find(|charge| charge.state == ChargeState::Scheduled)
            .map(|charge| (charge.due_on, t.orders_timeline_charge(t.money(&charge.amount))));
        steps.extend(next.map(|(day, words)| (Instant::start_of(day), words)));
        let end = |line: &OrderLine| {
            let name = if line.setting().is_some() { &line.name } else { &line.title };
            Some((line.expires_at?, t.orders_timeline_ends(name)))
        };
        steps.extend(self.view.lines.iter().filter_map(end));
        steps.sort_by_key(|(at, _)| *at);
        let step = |(at, what): (Instant, String)| Step {
            at: t.date_time(&at),
            machine: at.to_string(),
            what,
            is_past: at <= self.now,
        };
        steps.into_iter().map(step).collect()
    }
}

async fn find(on: &OnCustomer<may::ViewOrders>, app: &Data<App>, id: OrderId) -> Result<OrderView, Failure> {
    let of = on.clone();
    run(app, move |app| orders::show(app, of.granted(), of.id(), id).map_err(Failure::from)).await
}

#[derive(Template)]
#[template(path = "orders/confirmation.html")]
struct ConfirmationPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::ViewOrders>,
    it: Shown<'a>,
}

impl ConfirmationPage<'_> {
    fn done(&self) -> &'static str {
        let t = self.cx.t;
        if self.it.view.siblings.is_empty() { t.orders_confirmation_done() } else { t.orders_confirmation_done_many() }
    }
}

/// What was bought, with its number (S-40). The address may be kept and loaded again.
async fn confirmation(
    on: OnCustomer<may::ViewOrders>,
    at: Path<links::OrderConfirmation>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let view = find(&on, &app, at.order).await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Orders).here(cx.t.orders_confirmation_title());
    let it = Shown { t: cx.t, now: on.granted().scope().now(), view: &view };
    cx.page(&ConfirmationPage { cx: &cx, frame, on: &on, it })
}

#[derive(Template)]
#[template(path = "orders/show.html")]
struct OrderPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::ViewOrders>,
    it: Shown<'a>,
    title: String,
    about: Option<About>,
}

impl OrderPage<'_> {
    /// How the state of the order is toned.
    fn tone(&self) -> &'static str {
        tone(self.it.order().status)
    }
}

async fn show(on: OnCustomer<may::ViewOrders>, at: Path<links::OrderShow>, cx: Cx, app: Data<App>) -> Page {
    let view = find(&on, &app, at.order).await?;
    let subject = Subject { reservation: None, order: Some(view.order().id) };
    let about = about::of(&cx, &app, on.id(), subject).await?;
    let title = cx.t.orders_number_of(view.order().number);
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Orders).here(title.clone());
    let it = Shown { t: cx.t, now: on.granted().scope().now(), view: &view };
    cx.page(&OrderPage { cx: &cx, frame, on: &on, it, title, about })
}

#[derive(Template)]
#[template(path = "orders/print.html")]
struct PrintPage<'a> {
    cx: &'a Cx,
    on: &'a OnCustomer<may::ViewOrders>,
    it: Shown<'a>,
}

/// The order as a paper, with codes that are the same in every language.
async fn print(on: OnCustomer<may::ViewOrders>, at: Path<links::OrderPrint>, cx: Cx, app: Data<App>) -> Page {
    let view = find(&on, &app, at.order).await?;
    let it = Shown { t: cx.t, now: on.granted().scope().now(), view: &view };
    cx.page(&PrintPage { cx: &cx, on: &on, it })
}

/// Who did something, as the log names them.
fn who(t: Texts, event: &Happened) -> String {
    match &event.who {
        Some(name) if event.is_client == Some(true) => t.api_clients_named(name),
        Some(name) => name.clone(),
        None => t.activity_system().to_owned(),
    }
}

//! Buy: a cart becomes orders, once. Floor 2. S-39, 6.4 to 6.7, Q-5, Q-6, R-BUY-3, R-1 to R-6.
//!
//! Everything happens in one transaction that holds the partner's write lock: the cart is looked up
//! and reviewed again, the orders are written, the cart ends. Whoever comes second, by a double
//! click, a repeated request or another process, finds the cart bought and gets the same orders. If
//! the lock failed, the unique key of cart and group would still refuse the second order.

use std::collections::BTreeSet;

use serde_json::json;

use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::{CartState, Code, Finding, OrderGroup, review};
use crate::domain::ids::{
    CartId, CustomerId, EntitlementId, OrderId, OrderLineId, PartnerId, ReservationAccessId, ReservationId,
    ReservationOrderId, UserId,
};
use crate::domain::messages::{News, Place};
use crate::domain::money::{Currency, MoneyError};
use crate::domain::orders::{LineState, OrderNumber, OrderStatus, partner_of_record, schedule};
use crate::domain::reservations::{ProvisioningState, ReservationRole, Setting, StatusCode, benefit_start, ends_at};
use crate::domain::text::PurchaseOrderNumber;
use crate::domain::time::Instant;
use crate::ops::app::{App, Ids};
use crate::ops::carts::facts::{Gathered, gather, hex};
use crate::ops::messages;
use crate::ops::numbers::{FromStore, with_free_numbers};
use crate::ops::software::fulfil_software;
use crate::store::carts::StoredLine;
use crate::store::orders::{NewLine, NewOrder, NewReservation, Order};
use crate::store::reservations::NewAssignment;
use crate::store::software::NewEntitlement;
use crate::store::{Recorded, StoreError, Writer};

/// How many numbers are tried before giving up; one of 900 million is taken once in a blue moon.
const NUMBERS_TRIED: usize = 20;

/// A purchase, as the review page sends it.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// Whose cart.
    pub customer: CustomerId,
    /// The cart.
    pub cart: CartId,
    /// The hash of what was reviewed.
    pub review_hash: String,
    /// The customer's purchase order number.
    pub purchase_order: PurchaseOrderNumber,
    /// The reseller chosen as partner of record.
    pub reseller: Option<PartnerId>,
    /// What the request calls itself: a client that repeats one under the same name gets the same orders,
    /// under another name it is told that the cart was bought. Pages have no such names.
    pub request: Option<String>,
}

/// What a purchase made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The orders, one per currency and billing plan, in this order.
    pub orders: Vec<OrderId>,
    /// Whether they had been made before, by the same request.
    pub is_repeat: bool,
}

/// Nothing was bought.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The cart, or a price, is not what was reviewed.
    #[error("the cart is not what was reviewed")]
    NotAsReviewed,
    /// The cart was bought already, with other content or on another account.
    #[error("the cart was bought already")]
    OrderedOtherwise,
    /// The rules of buying refuse it.
    #[error("refused: {0:?}")]
    Refused(Vec<Finding>),
    /// No rate of the currency to the US dollar is known, and refunds are limited in dollars.
    #[error("no rate of {0} to the US dollar")]
    NoRate(Currency),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A sum is more than can be counted; the review refuses that first.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl FromStore for PlaceError {
    fn store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::NotAsReviewed | Self::OrderedOtherwise | Self::Refused(_) | Self::NoRate(_) | Self::Money(_) => None,
        }
    }
}

impl PlaceError {
    /// Whether prices are what changed since the review.
    pub fn is_about_prices(&self) -> bool {
        match self {
            Self::Refused(findings) => findings.iter().any(|finding| finding.code() == Code::PriceChanged),
            Self::NotAsReviewed | Self::OrderedOtherwise | Self::NoRate(_) | Self::Store(_) | Self::Money(_) => false,
        }
    }
}

/// Buys a cart. The same request again gets the same orders.
pub fn place(app: &App, may: &Granted<may::PlaceOrders>, command: &PlaceOrder) -> Result<Placed, PlaceError> {
    with_free_numbers(|| app.db.write(may.scope(), |w| buy(w, app, may, command)))
}

fn buy(
    w: &mut Writer<'_>,
    app: &App,
    may: &Granted<may::PlaceOrders>,
    command: &PlaceOrder,
) -> Result<Recorded<Placed>, PlaceError> {
    let cart = w.cart(command.customer, command.cart)?;
    let lines = w.cart_lines(&cart)?;
    let mut gathered = gather(w, may.who(), &cart, lines)?;
    if cart.state == CartState::Ordered {
        gathered.choose(command.reseller);
        let orders = w.orders_of_cart(cart.id)?;
        let placed = match &command.request {
            Some(_) if command.request == cart.request_key => same(&orders),
            Some(_) => return Err(PlaceError::OrderedOtherwise),
            None => repeat(&gathered, command, &orders)?,
        };
        return Ok(w.unchanged(placed));
    }
    let hash = gathered.hash();
    gathered.choose(command.reseller);
    gathered.input.purchase_order = command.purchase_order.clone();
    let found = review(&gathered.input);
    if !found.is_placeable() {
        return Err(PlaceError::Refused(found.findings));
    }
    if hex(&hash) != command.review_hash {
        return Err(PlaceError::NotAsReviewed);
    }
    w.update_cart(cart.id, command.reseller, &command.purchase_order)?;
    w.end_cart(cart.id, CartState::Ordered)?;
    if let Some(name) = &command.request {
        w.name_cart_request(cart.id, name)?;
    }
    let by = Buying { user: may.who().user(), name: may.who().display_name(), hash, under: None, is_renewal: false };
    let orders = turn_into_orders(w, app, &by, &gathered, &found.groups)?;
    Ok(orders.recorded.with(Placed { orders: orders.ids, is_repeat: false }))
}

/// In whose name, and what was reviewed.
#[derive(Debug, Clone, Copy)]
pub(in crate::ops) struct Buying<'a> {
    pub(in crate::ops) user: UserId,
    pub(in crate::ops) name: &'a str,
    pub(in crate::ops) hash: [u8; 32],
    /// The id that the reservation order of the only line is to have.
    pub(in crate::ops) under: Option<ReservationOrderId>,
    /// Whether it renews what ended: people are told of that, and not of an order too.
    pub(in crate::ops) is_renewal: bool,
}

/// Orders that were written, and the proof that they are in the log.
pub(in crate::ops) struct Turned {
    pub(in crate::ops) ids: Vec<OrderId>,
    pub(in crate::ops) recorded: Recorded<()>,
}

/// Turns lines that the review let pass into orders. Part of the transaction in which they were reviewed.
pub(in crate::ops) fn turn_into_orders(
    w: &mut Writer<'_>,
    app: &App,
    by: &Buying<'_>,
    gathered: &Gathered,
    groups: &[OrderGroup],
) -> Result<Turned, PlaceError> {
    let (ids, input) = (app.ids, &gathered.input);
    let reseller = partner_of_record(input.buyer, input.reseller)
        .map_err(|_the_review_says_it_first| PlaceError::NotAsReviewed)?;
    let mut turned = Turned { ids: Vec::new(), recorded: w.unchanged(()) };
    for (number, group) in groups.iter().enumerate() {
        let order = NewOrder {
            id: OrderId::from_uuid(ids.new_id()),
            customer: gathered.customer.id,
            number: free_number(w, ids)?,
            cart: input.cart,
            group: number,
            status: OrderStatus::of_lines(&vec![LineState::Fulfilled; group.lines.len()]),
            plan: group.plan,
            total: group.total,
            usd_rate: w.usd_rate(group.total.currency())?.ok_or(PlaceError::NoRate(group.total.currency()))?,
            purchase_order: input.purchase_order.clone(),
            reseller,
            placed_by: by.user,
            review_hash: by.hash.to_vec(),
        };
        let made = write(w, app, gathered, group, &order, by.under)?;
        turned.ids.push(order.id);
        if !by.is_renewal {
            tell(w, app, by, gathered, group, &order)?;
        }
        turned.recorded = w.record(&event(&order, &made), ())?;
    }
    Ok(turned)
}

/// The orders that the cart became, if this request made them.
fn repeat(gathered: &Gathered, command: &PlaceOrder, orders: &[Order]) -> Result<Placed, PlaceError> {
    let reseller = partner_of_record(gathered.input.buyer, gathered.input.reseller);
    let is_same = |order: &Order| {
        hex(order.review_hash()) == command.review_hash
            && order.purchase_order == command.purchase_order.as_str()
            && reseller == Ok(order.reseller_id)
    };
    if orders.is_empty() || !orders.iter().all(is_same) {
        return Err(PlaceError::OrderedOtherwise);
    }
    Ok(same(orders))
}

fn same(orders: &[Order]) -> Placed {
    Placed { orders: orders.iter().map(|order| order.id).collect(), is_repeat: true }
}

fn free_number(w: &mut Writer<'_>, ids: Ids) -> Result<OrderNumber, StoreError> {
    for _ in 0..NUMBERS_TRIED {
        let number = OrderNumber::from_random(ids.random());
        if !w.is_order_number_taken(number)? {
            return Ok(number);
        }
    }
    Err(StoreError::Duplicate("orders_number_key".to_owned()))
}

/// Tells those who look after the subscriptions bought for, and, when none of the seller's admin agents
/// bought, these: money was spent in their name.
fn tell(
    w: &mut Writer<'_>,
    app: &App,
    buyer: &Buying<'_>,
    gathered: &Gathered,
    group: &OrderGroup,
    order: &NewOrder,
) -> Result<(), StoreError> {
    let mut to = messages::admins_of_seller(w, order.customer)?;
    if to.contains(&buyer.user) {
        to.clear();
    }
    let lines = group.lines.iter().filter_map(|line| gathered.lines.get(*line));
    let subscriptions: BTreeSet<_> =
        lines.filter_map(|stored| stored.line.reservation).map(|it| it.subscription).collect();
    for subscription in subscriptions {
        to.extend(messages::people_with_access(w, order.customer, subscription)?);
    }
    let news = News::OrderPlaced {
        customer: w.customer(order.customer)?.company_name,
        number: order.number,
        total: order.total,
        by: buyer.name.to_owned(),
    };
    messages::send(w, app, &to, Some(order.customer), &news, &Place::Order(order.customer, order.id))
}

/// A line as it was written, for the event.
struct Made {
    line: NewLine,
    what: Fulfilled,
}

/// What a line made.
enum Fulfilled {
    Reservation(NewReservation),
    Software(NewEntitlement),
}

fn write(
    w: &mut Writer<'_>,
    app: &App,
    gathered: &Gathered,
    group: &OrderGroup,
    order: &NewOrder,
    under: Option<ReservationOrderId>,
) -> Result<Vec<Made>, PlaceError> {
    let ids = app.ids;
    w.insert_order(order)?;
    let mut all = Vec::new();
    let lines = group.lines.iter().filter_map(|line| gathered.lines.get(*line));
    for (number, stored) in lines.enumerate() {
        let line = new_line(ids, number, stored)?;
        w.insert_order_line(order, &line)?;
        let what = if let Some(setting) = line.line.reservation {
            let reservation = new_reservation(ids, under, gathered.now, &line, setting)?;
            w.insert_reservation(order, &line, &reservation)?;
            w.insert_assignment(&owner(ids, order, &reservation))?;
            Fulfilled::Reservation(reservation)
        } else {
            let entitlement = new_entitlement(ids, gathered, order, &line);
            fulfil_software(w, app, &entitlement)?;
            Fulfilled::Software(entitlement)
        };
        all.push(Made { line, what });
    }
    Ok(all)
}

fn new_line(ids: Ids, number: usize, stored: &StoredLine) -> Result<NewLine, MoneyError> {
    let line = stored.line.clone();
    Ok(NewLine {
        id: OrderLineId::from_uuid(ids.new_id()),
        number,
        total: line.unit_price.times(line.quantity.get())?,
        sku: stored.sku.clone(),
        price_list: stored.price_list,
        state: LineState::Fulfilled,
        line,
    })
}

fn new_entitlement(ids: Ids, gathered: &Gathered, order: &NewOrder, line: &NewLine) -> NewEntitlement {
    let offer = gathered.offers.get(&line.line.sku);
    NewEntitlement {
        id: EntitlementId::from_uuid(ids.new_id()),
        customer: order.customer,
        order: order.id,
        line: line.id,
        product: offer.map(|offer| offer.product_id.clone()).unwrap_or_default(),
        sku: line.line.sku.clone(),
        title: line.sku.title.clone(),
        quantity: line.line.quantity,
        expires_at: Some(ends_at(gathered.now, line.line.term)),
    }
}

fn new_reservation(
    ids: Ids,
    under: Option<ReservationOrderId>,
    now: Instant,
    line: &NewLine,
    setting: Setting,
) -> Result<NewReservation, MoneyError> {
    let term = line.line.term;
    Ok(NewReservation {
        setting,
        order_id: under.unwrap_or_else(|| ReservationOrderId::from_uuid(ids.new_id())),
        id: ReservationId::from_uuid(ids.new_id()),
        state: fulfilled(),
        status: StatusCode::Active,
        starts_at: benefit_start(now),
        expires_at: ends_at(now, term),
        charges: schedule(line.total, line.line.plan, term, now.day())?,
    })
}

/// R-IAM-2: whoever buys is Owner of the reservation order, and so of what is under it.
fn owner(ids: Ids, order: &NewOrder, made: &NewReservation) -> NewAssignment {
    NewAssignment {
        id: ReservationAccessId::from_uuid(ids.new_id()),
        customer: order.customer,
        order: made.order_id,
        reservation: None,
        user: order.placed_by,
        role: ReservationRole::Owner,
        granted_by: order.placed_by,
        ends_at: None,
    }
}

/// There is no vendor to wait for: every step of the happy path happens in this act (6.7).
fn fulfilled() -> ProvisioningState {
    std::iter::successors(Some(ProvisioningState::Creating), |state| state.next())
        .last()
        .unwrap_or(ProvisioningState::Creating)
}

fn event(order: &NewOrder, made: &[Made]) -> Event {
    let lines: Vec<serde_json::Value> = made
        .iter()
        .map(|Made { line, what }| match what {
            Fulfilled::Reservation(reservation) => json!({
                "sku": line.line.sku,
                "title": line.sku.title,
                "quantity": line.line.quantity,
                "unit_price": line.line.unit_price.to_string(),
                "total": line.total.to_string(),
                "subscription": reservation.setting.subscription.to_string(),
                "scope": reservation.setting.scope,
                "optimise": reservation.setting.optimise,
                "name": line.line.name,
                "reservation": reservation.id.to_string(),
                "expires_at": reservation.expires_at.to_string(),
                "owner": order.placed_by.to_string(),
            }),
            Fulfilled::Software(software) => json!({
                "sku": line.line.sku,
                "title": line.sku.title,
                "quantity": line.line.quantity,
                "unit_price": line.line.unit_price.to_string(),
                "total": line.total.to_string(),
                "software": software.id.to_string(),
                "expires_at": software.expires_at.map(|at| at.to_string()),
            }),
        })
        .collect();
    Event::new(EventKind::OrderPlaced, "orders", order.id)
        .of_customer(order.customer)
        .before(json!({ "cart": order.cart.to_string(), "state": CartState::Active }))
        .after(json!({
            "number": order.number.digits(),
            "status": order.status,
            "billing_plan": order.plan,
            "total": order.total.to_string(),
            "purchase_order": order.purchase_order,
            "reseller": order.reseller.map(|id| id.to_string()),
            "lines": lines,
        }))
}

//! Buying again what was in an order, a reservation or a cart that expired. Floor 2. Features rows 21
//! and 34, Q-8.
//!
//! The lines go into the customer's cart at the prices in force; the rules of buying are asked for each
//! of them, and what they refuse stays behind. What changed is worked out from what there is, so a page
//! may say it as often as it is loaded.

use serde_json::json;

use super::edit::{AddError, MAX_LINES, event, is_same, line_facts, living_cart, refusals, too_many};
use super::facts::{CartSide, Gathered, buyer_of, gather_for};
use crate::access::{Granted, may};
use crate::domain::carts::{CartLine, CartState, Problem, expiry};
use crate::domain::ids::{CartId, CartLineId, CustomerId, OrderId, ReservationId};
use crate::domain::money::Money;
use crate::domain::reservations::Setting;
use crate::domain::text::{DisplayName, PurchaseOrderNumber, Quantity};
use crate::domain::time::Instant;
use crate::ops::app::{App, Ids};
use crate::store::carts::{SkuName, StoredLine};
use crate::store::orders::OrderLine;
use crate::store::{Reader, StoreError};

/// Where the lines stood before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The lines of an order.
    Order(OrderId),
    /// What a reservation was bought as, with the quantity and scope it has now.
    Reservation(ReservationId),
    /// The lines of a cart whose time was over.
    Cart(CartId),
}

/// What becomes of the lines.
#[derive(Debug, Clone)]
pub struct Again {
    /// Each line, in order.
    pub lines: Vec<AgainLine>,
    /// The order's number or the reservation's name; "" for a cart.
    pub from: String,
    /// When the cart they come from expired; none for orders and reservations.
    pub expired_at: Option<Instant>,
}

/// What becomes of a line.
#[derive(Debug, Clone)]
pub struct AgainLine {
    /// The vendor's name of it (R-BUY-1).
    pub title: String,
    /// How many.
    pub quantity: Quantity,
    /// The unit price it stood at.
    pub was: Money,
    /// The unit price in force, or why it is not added.
    pub now: Result<Money, Problem>,
}

/// What filling the cart did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// How many lines were added, or raised the quantity of a line that was there.
    pub lines: usize,
    /// A cart that was there and whose time was over.
    pub expired: Option<CartId>,
}

/// What would become of the lines now. Changes nothing.
pub fn look(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    source: Source,
) -> Result<Again, StoreError> {
    app.db.read(may.scope(), |r| {
        let Before { lines, from, expired_at } = lines_of(r, app.ids, customer, source)?;
        let gathered = judge(r, may, customer, lines)?;
        let line = |(at, stored): (usize, &StoredLine)| AgainLine {
            title: stored.sku.title.clone(),
            quantity: stored.line.quantity,
            was: stored.line.unit_price,
            now: verdict(&gathered, at),
        };
        Ok(Again { lines: gathered.lines.iter().enumerate().map(line).collect(), from, expired_at })
    })
}

/// Puts the lines that can be bought into the customer's cart, at the prices in force.
pub fn fill(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    source: Source,
) -> Result<Filled, AddError> {
    let fresh = CartId::from_uuid(app.ids.new_id());
    let expires_at = expiry(may.scope().now(), app.config.cart_life_days);
    app.db.write(may.scope(), |w| {
        let lines = lines_of(w, app.ids, customer, source)?.lines;
        let gathered = judge(w, may, customer, lines)?;
        let wanted: Vec<StoredLine> = (0..gathered.lines.len()).filter_map(|at| sold(&gathered, at)).collect();
        if wanted.is_empty() {
            return Ok(w.unchanged(Filled { lines: 0, expired: None }));
        }
        let (cart, expired) = living_cart(w, may, customer, fresh, expires_at)?;
        let mut there = w.cart_lines(&cart)?;
        let mut position = w.last_cart_position(&cart)?;
        let mut added = Vec::new();
        for new in wanted {
            if let Some(stored) = there.iter_mut().find(|stored| is_same(&stored.line, &new.line)) {
                stored.line.quantity = stored.line.quantity.plus(new.line.quantity).map_err(too_many)?;
                w.update_cart_line(cart.id, stored)?;
            } else {
                position += 1;
                w.insert_cart_line(&cart, position, &new)?;
                there.push(new.clone());
            }
            added.push(line_facts(&new.line));
        }
        if there.len() > MAX_LINES {
            return Err(AddError::Full);
        }
        let filled = Filled { lines: added.len(), expired };
        let event = event(&cart).after(json!({ "again": source.to_string(), "added": added }));
        Ok(w.record(&event, filled)?)
    })
}

/// What the rules of buying say of the lines, as if they stood in a cart of their own.
fn judge(
    r: &mut Reader<'_>,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    lines: Vec<StoredLine>,
) -> Result<Gathered, StoreError> {
    let now = may.scope().now();
    let side = CartSide {
        id: CartId::from_uuid(uuid::Uuid::nil()),
        customer,
        state: CartState::Active,
        expires_at: now.plus_seconds(1),
        reseller: None,
        purchase_order: PurchaseOrderNumber::from_stored(String::new()),
    };
    gather_for(r, buyer_of(may.who()), side, lines)
}

/// The price in force, or what stands against the line first of all.
fn verdict(gathered: &Gathered, at: usize) -> Result<Money, Problem> {
    if let Some(problem) = refusals(gathered, at).into_iter().next() {
        return Err(problem);
    }
    let price = gathered.lines.get(at).and_then(|stored| gathered.offers.get(&stored.line.sku));
    price.map(|offer| offer.unit).ok_or(Problem::Plain(crate::domain::carts::Code::PriceGone))
}

/// The line at the price in force, if it can be bought.
fn sold(gathered: &Gathered, at: usize) -> Option<StoredLine> {
    verdict(gathered, at).ok()?;
    let mut stored = gathered.lines.get(at)?.clone();
    let offer = gathered.offers.get(&stored.line.sku)?;
    stored.line.unit_price = offer.unit;
    stored.price_list = offer.price_list_id;
    stored.added_at = gathered.now;
    Some(stored)
}

/// The lines as they stood before, with ids of their own.
struct Before {
    lines: Vec<StoredLine>,
    from: String,
    expired_at: Option<Instant>,
}

fn lines_of(r: &mut Reader<'_>, ids: Ids, customer: CustomerId, source: Source) -> Result<Before, StoreError> {
    // Outside the scope there is no such customer.
    let customer = r.customer(customer)?.id;
    match source {
        Source::Order(order) => {
            let order = r.order(customer, order)?.order;
            let lines = r.order_lines(&order)?;
            let lines = lines.iter().map(|line| stored(ids, line, order.billing_plan)).collect();
            Ok(Before { lines, from: order.number.to_string(), expired_at: None })
        }
        Source::Reservation(id) => {
            let it = r.reservation_overview(customer, id)?;
            let order = r.order(customer, it.purchase.order_id)?.order;
            let lines = r.order_lines(&order)?;
            let bought = lines.iter().find(|line| line.id == it.purchase.order_line_id).ok_or(StoreError::NotFound)?;
            let mut line = stored(ids, bought, it.purchase.billing_plan);
            let (now, quantity) = (it.reservation, line.line.quantity);
            let from = now.name.clone();
            line.line = CartLine {
                quantity: u32::try_from(now.quantity)
                    .ok()
                    .and_then(|count| Quantity::new(count).ok())
                    .unwrap_or(quantity),
                reservation: Some(Setting {
                    subscription: now.subscription_id,
                    scope: now.scope,
                    optimise: now.optimise,
                }),
                name: DisplayName::from_stored(now.name),
                ..line.line
            };
            Ok(Before { lines: vec![line], from, expired_at: None })
        }
        Source::Cart(id) => {
            let cart = r.cart(customer, id)?;
            let is_over = match cart.state {
                CartState::Expired => true,
                CartState::Active => r.scope().now() >= cart.expires_at,
                CartState::Ordered => false,
            };
            if !is_over {
                return Err(StoreError::NotFound);
            }
            let mut lines = r.cart_lines(&cart)?;
            for stored in &mut lines {
                stored.line.id = CartLineId::from_uuid(ids.new_id());
            }
            Ok(Before { lines, from: String::new(), expired_at: Some(cart.expires_at) })
        }
    }
}

/// A line of an order as a line of a cart.
fn stored(ids: Ids, line: &OrderLine, plan: crate::domain::carts::BillingPlan) -> StoredLine {
    StoredLine {
        line: CartLine {
            id: CartLineId::from_uuid(ids.new_id()),
            sku: line.sku.clone(),
            term: line.term,
            quantity: line.quantity,
            unit_price: line.unit,
            reservation: line.setting(),
            plan,
            name: DisplayName::from_stored(line.name.clone()),
        },
        sku: SkuName {
            title: line.title.clone(),
            size: line.size.clone(),
            region: line.region.clone(),
            region_name: line.region_name.clone(),
        },
        price_list: line.price_list_id,
        added_at: line.starts_at,
    }
}

/// `order.ID`, `reservation.ID` or `cart.ID`, as it stands in addresses and in the log.
impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Order(id) => write!(f, "order.{id}"),
            Self::Reservation(id) => write!(f, "reservation.{id}"),
            Self::Cart(id) => write!(f, "cart.{id}"),
        }
    }
}

/// The text names nothing that can be bought again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an order, a reservation or a cart")]
pub struct NotASource;

impl std::str::FromStr for Source {
    type Err = NotASource;
    fn from_str(text: &str) -> Result<Self, NotASource> {
        let (kind, id) = text.split_once('.').ok_or(NotASource)?;
        match kind {
            "order" => id.parse().map(Self::Order).map_err(|_not_an_id| NotASource),
            "reservation" => id.parse().map(Self::Reservation).map_err(|_not_an_id| NotASource),
            "cart" => id.parse().map(Self::Cart).map_err(|_not_an_id| NotASource),
            _ => Err(NotASource),
        }
    }
}

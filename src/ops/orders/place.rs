//! Buy: a cart becomes orders, once. Floor 2. S-39, 6.4 to 6.7, Q-5, Q-6, R-BUY-3, R-1 to R-6.
//!
//! Everything happens in one transaction that holds the partner's write lock: the cart is looked up
//! and reviewed again, the orders are written, the cart ends. Whoever comes second, by a double
//! click, a repeated request or another process, finds the cart bought and gets the same orders. If
//! the lock failed, the unique key of cart and group would still refuse the second order.

use crate::access::{Granted, may};
use crate::domain::carts::{CartState, Code, Finding, review};
use crate::domain::ids::{CartId, CustomerId, OrderId, PartnerId};
use crate::domain::money::{Currency, MoneyError};
use crate::domain::orders::partner_of_record;
use crate::domain::text::PurchaseOrderNumber;
use crate::ops::app::App;
use crate::ops::carts::facts::{Gathered, gather, hex};
use crate::ops::numbers::{FromStore, with_free_numbers};
use crate::store::orders::Order;
use crate::store::{Recorded, StoreError, Writer};

use super::turn::{Buying, turn_into_orders};

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

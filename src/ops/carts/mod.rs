//! Carts: what is in one, what it would cost now, and what stands against buying it. Floor 2.
//! Domain 6.4, S-32 to S-38, Q-8.
//!
//! A cart has one review: this file shows it, `edit` asks it before a change is kept, and
//! `ops::orders::place` asks it again inside the purchase.

use crate::access::may::Permission;
use crate::access::{Granted, may};
use crate::domain::carts::Review;
use crate::domain::ids::{CartLineId, CustomerId};
use crate::domain::money::{Money, MoneyError};
use crate::domain::orders::{Buyer, Charge};
use crate::domain::time::Instant;
use crate::store::StoreError;

use super::app::App;
use super::catalog::{self, HybridBenefit, Licence};

mod again;
pub(in crate::ops) mod edit;
pub(in crate::ops) mod facts;
mod whole;

pub use crate::store::carts::{Cart, SkuName, StoredLine};
pub use crate::store::catalog::Offer;
pub use crate::store::customers::Customer;
pub use crate::store::partners::Partner;
pub use crate::store::subscriptions::Subscription;
pub use again::{Again, AgainLine, Filled, NotASource, Source, fill, look};
pub use edit::{AddError, AddLine, Added, EditCart, EditError, EditLine, MAX_LINES, add, edit, remove, renew};
pub use whole::{WholeCart, WholeError, WholeLine, look as look_at, make, offers, replace};

/// A cart with everything its pages show.
#[derive(Debug, Clone)]
pub struct CartView {
    /// The moment of the look.
    pub now: Instant,
    /// Whose it is.
    pub customer: Customer,
    /// The cart.
    pub cart: Cart,
    /// Its lines, in order.
    pub lines: Vec<LineView>,
    /// All subscriptions of the customer.
    pub subscriptions: Vec<Subscription>,
    /// The indirect resellers that can be the partner of record; none when there is no choice.
    pub resellers: Vec<Partner>,
    /// Who buys.
    pub buyer: Buyer,
    /// What was found, and what it costs.
    pub review: Review,
    /// What Buy sends back to say what was reviewed.
    pub hash: String,
}

/// A line with what it costs today.
#[derive(Debug, Clone)]
pub struct LineView {
    /// The line as stored.
    pub stored: StoredLine,
    /// The vendor's name of it (R-BUY-1).
    pub title: String,
    /// The unit price in force; none when it is not sold any more.
    pub price_now: Option<Money>,
    /// For all of them over the whole term, at the price shown.
    pub total: Money,
    /// What is charged and when, if it were bought now.
    pub charges: Vec<Charge>,
    /// When the term ends, if it were bought now.
    pub ends_at: Instant,
    /// The Windows Server licence that the price of a reservation leaves out, for one machine; none for software.
    pub licence: Option<Licence>,
    /// What Azure Hybrid Benefit would save with it (S-82).
    pub benefit: Option<HybridBenefit>,
}

impl CartView {
    /// Whether the cart's time is over.
    pub fn is_expired(&self) -> bool {
        self.now >= self.cart.expires_at
    }

    /// Whether a line has another price than the one that was shown.
    pub fn has_new_prices(&self) -> bool {
        self.lines.iter().any(LineView::has_new_price)
    }
}

impl LineView {
    /// The line's id.
    pub fn id(&self) -> CartLineId {
        self.stored.line.id
    }

    /// The price in force, where it is not the one that was shown.
    pub fn new_price(&self) -> Option<Money> {
        self.price_now.filter(|now| *now != self.stored.line.unit_price)
    }

    /// Whether it is software.
    pub fn is_software(&self) -> bool {
        self.stored.line.reservation.is_none()
    }

    fn has_new_price(&self) -> bool {
        self.new_price().is_some()
    }
}

/// The cart of a customer; none when nothing was added. Looking changes nothing.
pub fn show(app: &App, may: &Granted<may::PlaceOrders>, customer: CustomerId) -> Result<Option<CartView>, StoreError> {
    app.db
        .read(may.scope(), |r| {
            let Some(cart) = r.active_cart(customer)? else { return Ok(None) };
            let lines = r.cart_lines(&cart)?;
            let gathered = facts::gather(r, may.who(), &cart, lines)?;
            Ok(Some(gathered.view(cart)))
        })
        .and_then(|view| match view {
            Some(view) => suggest(app, may, view).map(Some),
            None => Ok(None),
        })
}

/// Says beside each reservation what licence it leaves out, and what Azure Hybrid Benefit would save.
fn suggest(app: &App, may: &Granted<may::PlaceOrders>, mut view: CartView) -> Result<CartView, StoreError> {
    for line in view.lines.iter_mut().filter(|line| !line.is_software()) {
        let bought = &line.stored.line;
        let snapshot = catalog::snapshot(app, may, bought.unit_price.currency(), view.customer.segment)?;
        let Some(size) = snapshot.known_size(&line.stored.sku.size) else { continue };
        line.licence = snapshot.licence_of(size, bought.term);
        let machines = bought.quantity.get();
        line.benefit = line.licence.and_then(|it| HybridBenefit::of(it, &size.name, size.vcpus, machines));
    }
    Ok(view)
}

/// How many lines a cart has and what they cost, by currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CartSummary {
    /// Lines.
    pub lines: usize,
    /// One sum a currency, at the prices that were shown.
    pub totals: Vec<Money>,
}

/// The running total beside the catalogue, in one query.
pub fn summary<P: Permission>(app: &App, may: &Granted<P>, customer: CustomerId) -> Result<CartSummary, StoreError> {
    let amounts = app.db.read(may.scope(), |r| r.cart_amounts(customer))?;
    let lines = amounts.len();
    let totals = amounts.into_iter().map(|(count, unit)| unit.times(count.get()));
    // More than can be counted is shown as no total; the review says so in words.
    let totals = totals.collect::<Result<Vec<Money>, MoneyError>>().and_then(by_currency).unwrap_or_default();
    Ok(CartSummary { lines, totals })
}

fn by_currency(amounts: Vec<Money>) -> Result<Vec<Money>, MoneyError> {
    let mut totals: Vec<Money> = Vec::new();
    for amount in amounts {
        match totals.iter_mut().find(|total| total.currency() == amount.currency()) {
            Some(total) => *total = total.plus(amount)?,
            None => totals.push(amount),
        }
    }
    totals.sort_by_key(|total| total.currency());
    Ok(totals)
}

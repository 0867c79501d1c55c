//! Carts of API clients: made, looked at and replaced as a whole. Floor 2. Domain 2.3, 6.4; R-BUY-2.
//!
//! A client fills as many carts as it likes beside the one that the pages show; the same review decides
//! whether a line may stand in it and whether it may be bought.

use std::collections::HashMap;

use serde_json::json;

use super::edit::{event, first_name, line_facts, refusals};
use super::facts::{Gathered, gather, market};
use super::{CartView, Customer, MAX_LINES};
use crate::access::{Granted, may};
use crate::domain::carts::{AppliedScope, BillingPlan, CartFace, CartLine, CartState, Code, Optimise, Problem, expiry};
use crate::domain::ids::{CartId, CartLineId, CustomerId, PartnerId, SubscriptionId};
use crate::domain::reservations::Setting;
use crate::domain::text::{DisplayName, PurchaseOrderNumber, Quantity};
use crate::ops::app::App;
use crate::store::carts::{Cart, StoredLine};
use crate::store::catalog::Offer;
use crate::store::{StoreError, Writer};

/// A cart as a client sends it.
#[derive(Debug, Clone)]
pub struct WholeCart {
    /// The lines, in order.
    pub lines: Vec<WholeLine>,
    /// The partner of record.
    pub reseller: Option<PartnerId>,
    /// The customer's own number for the purchase, perhaps empty.
    pub purchase_order: PurchaseOrderNumber,
}

/// A line of such a cart.
#[derive(Debug, Clone)]
pub struct WholeLine {
    /// What.
    pub sku: String,
    /// How many.
    pub quantity: Quantity,
    /// Tied to which subscription; software is tied to none.
    pub subscription: Option<SubscriptionId>,
    /// Which usage it reaches.
    pub scope: AppliedScope,
    /// How it is paid.
    pub plan: BillingPlan,
    /// The name of the reservation; one is made up where none is said.
    pub name: Option<DisplayName>,
}

/// The cart was not kept.
#[derive(Debug, thiserror::Error)]
pub enum WholeError {
    /// The rules of buying refuse lines: which, counted from 0, and why.
    #[error("refused: {0:?}")]
    Refused(Vec<(usize, Problem)>),
    /// More lines than [`MAX_LINES`].
    #[error("too many lines")]
    Full,
    /// The cart was bought, or its time is over.
    #[error("the cart is {0}")]
    Ended(CartState),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a cart under an id that the caller derives from its request; the same request again finds it.
pub fn make(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    id: CartId,
    whole: &WholeCart,
) -> Result<CartId, WholeError> {
    let expires_at = expiry(may.scope().now(), app.config.cart_life_days);
    app.db.write(may.scope(), |w| {
        let customer = w.customer(customer)?.id;
        match w.cart(customer, id) {
            Ok(made) => return Ok(w.unchanged(made.id)),
            Err(StoreError::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
        w.insert_cart(id, customer, may.who().user(), expires_at, CartFace::Api)?;
        let cart = w.cart(customer, id)?;
        fill(w, app, may, &cart, whole)?;
        let event = event(&cart).after(facts(w, &cart, whole)?);
        Ok(w.record(&event, id)?)
    })
}

/// Puts other lines in the place of those of a cart that was not bought.
pub fn replace(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    id: CartId,
    whole: &WholeCart,
) -> Result<(), WholeError> {
    app.db.write(may.scope(), |w| {
        let cart = w.cart(customer, id)?;
        let is_over = may.scope().now() >= cart.expires_at;
        match cart.state {
            CartState::Active if is_over => return Err(WholeError::Ended(CartState::Expired)),
            CartState::Active => {}
            CartState::Ordered | CartState::Expired => return Err(WholeError::Ended(cart.state)),
        }
        let old = w.cart_lines(&cart)?;
        let before: Vec<_> = old.iter().map(|stored| line_facts(&stored.line)).collect();
        for stored in &old {
            w.delete_cart_line(cart.id, stored.line.id)?;
        }
        fill(w, app, may, &cart, whole)?;
        let event = event(&cart).before(json!({ "lines": before })).after(facts(w, &cart, whole)?);
        Ok(w.record(&event, ())?)
    })
}

/// Any cart of a customer, bought or not, with what its review finds now.
pub fn look(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    id: CartId,
) -> Result<CartView, StoreError> {
    app.db.read(may.scope(), |r| {
        let cart = r.cart(customer, id)?;
        let lines = r.cart_lines(&cart)?;
        Ok(gather(r, may.who(), &cart, lines)?.view(cart))
    })
}

/// SKUs at their prices of the day for a customer, by id; what is not sold to it is left out.
pub fn offers(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: &Customer,
    skus: &[String],
) -> Result<HashMap<String, Offer>, StoreError> {
    let day = may.scope().now().day();
    app.db.read(may.scope(), |r| {
        let currency = market(r, &customer.country, day)?.currency;
        r.offers(skus, currency, customer.segment, day)
    })
}

/// Writes the lines into an empty cart, each at the price in force.
fn fill(
    w: &mut Writer<'_>,
    app: &App,
    may: &Granted<may::PlaceOrders>,
    cart: &Cart,
    whole: &WholeCart,
) -> Result<(), WholeError> {
    if whole.lines.len() > MAX_LINES {
        return Err(WholeError::Full);
    }
    w.update_cart(cart.id, whole.reseller, &whole.purchase_order)?;
    let cart = w.cart(cart.customer_id, cart.id)?;
    let mut gathered = gather(w, may.who(), &cart, Vec::new())?;
    let mut refused = Vec::new();
    for (at, line) in whole.lines.iter().enumerate() {
        match priced(w, app, &mut gathered, line)? {
            Some(stored) => gathered.lines.push(stored),
            None => refused.push((at, Problem::Plain(Code::PriceGone))),
        }
    }
    if !refused.is_empty() {
        return Err(WholeError::Refused(refused));
    }
    gathered.look_at_lines();
    for at in 0..gathered.lines.len() {
        refused.extend(refusals(&gathered, at).into_iter().map(|problem| (at, problem)));
    }
    if !refused.is_empty() {
        return Err(WholeError::Refused(refused));
    }
    for (position, stored) in gathered.lines.iter().enumerate() {
        w.insert_cart_line(&cart, position, stored)?;
    }
    Ok(())
}

/// A line at the price in force; none where nothing is on sale under the SKU.
fn priced(
    w: &mut Writer<'_>,
    app: &App,
    gathered: &mut Gathered,
    line: &WholeLine,
) -> Result<Option<StoredLine>, StoreError> {
    let offer = w.offer(&line.sku, gathered.currency(), gathered.customer.segment, gathered.now.day())?;
    let Some(offer) = offer else { return Ok(None) };
    let sku = offer.name.clone();
    let tied = |subscription| Setting { subscription, scope: line.scope, optimise: Optimise::Flexibility };
    let (reservation, name) = if offer.is_software() {
        (None, DisplayName::from_stored(String::new()))
    } else {
        (line.subscription.map(tied), line.name.clone().unwrap_or_else(|| first_name(&sku, offer.term)))
    };
    let stored = StoredLine {
        line: CartLine {
            id: CartLineId::from_uuid(app.ids.new_id()),
            sku: line.sku.clone(),
            term: offer.term,
            quantity: line.quantity,
            unit_price: offer.unit,
            reservation,
            plan: if offer.is_software() { BillingPlan::Upfront } else { line.plan },
            name,
        },
        sku,
        price_list: offer.price_list_id,
        added_at: gathered.now,
    };
    gathered.offers.insert(line.sku.clone(), offer);
    Ok(Some(stored))
}

fn facts(w: &mut Writer<'_>, cart: &Cart, whole: &WholeCart) -> Result<serde_json::Value, StoreError> {
    let lines: Vec<_> = w.cart_lines(cart)?.iter().map(|stored| line_facts(&stored.line)).collect();
    Ok(json!({
        "lines": lines,
        "reseller": whole.reseller.map(|id| id.to_string()),
        "purchase_order": whole.purchase_order,
    }))
}

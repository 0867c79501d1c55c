//! Filling a cart: add, change, remove, start again. Floor 2. S-32 to S-37, Q-8, Q-15.

use serde_json::{Value, json};

use super::facts::{Gathered, gather};
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::{
    AppliedScope, BillingPlan, CartFace, CartLine, CartState, Code, Finding, Optimise, Problem, Severity, expiry,
    review,
};
use crate::domain::ids::{CartId, CartLineId, CustomerId, PartnerId, SubscriptionId};
use crate::domain::reservations::Setting;
use crate::domain::term::Term;
use crate::domain::text::{DisplayName, PurchaseOrderNumber, Quantity, TextError};
use crate::domain::time::Instant;
use crate::ops::app::App;
use crate::store::carts::{Cart, SkuName, StoredLine};
use crate::store::{StoreError, Writer};

/// Lines a cart may have (our own).
pub const MAX_LINES: usize = 50;

/// A line to be added, as the catalogue's form sends it.
#[derive(Debug, Clone)]
pub struct AddLine {
    /// What.
    pub sku: String,
    /// Tied to which subscription (S-27); software is tied to none.
    pub subscription: Option<SubscriptionId>,
    /// How many (S-32).
    pub quantity: Quantity,
}

/// Nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The rules of buying refuse the line.
    #[error("refused: {0:?}")]
    Refused(Vec<Problem>),
    /// The cart has [`MAX_LINES`] lines.
    #[error("the cart is full")]
    Full,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What may be changed of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditLine {
    /// Which.
    pub id: CartLineId,
    /// How many.
    pub quantity: Quantity,
    /// Where it applies; nothing for software.
    pub reservation: Option<Setting>,
    /// How it is paid; software stays up front.
    pub plan: BillingPlan,
    /// The name of the reservation.
    pub name: DisplayName,
}

/// Changes of a cart, all at once.
#[derive(Debug, Clone, Default)]
pub struct EditCart {
    /// Lines with what they become; lines that are not named stay.
    pub lines: Vec<EditLine>,
    /// The reseller; `None` leaves it.
    pub reseller: Option<Option<PartnerId>>,
    /// The purchase order number; `None` leaves it.
    pub purchase_order: Option<PurchaseOrderNumber>,
    /// Take the prices in force for those that were shown.
    pub accept_prices: bool,
}

/// Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// What a line would become is impossible: the line, and why.
    #[error("refused: {0:?}")]
    Refused(Vec<(CartLineId, Problem)>),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What adding did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// The line.
    pub line: CartLineId,
    /// The cart whose time was over and that this line does not stand beside.
    pub expired: Option<CartId>,
}

/// Adds a line to the customer's cart, or to its line of the same kind. The first line starts the
/// cart; a cart whose time is over ends and a new one starts.
pub fn add(app: &App, may: &Granted<may::PlaceOrders>, customer: CustomerId, new: &AddLine) -> Result<Added, AddError> {
    let fresh = CartId::from_uuid(app.ids.new_id());
    let id = CartLineId::from_uuid(app.ids.new_id());
    let expires_at = expiry(may.scope().now(), app.config.cart_life_days);
    app.db.write(may.scope(), |w| {
        // Outside the scope there is no such customer.
        let customer = w.customer(customer)?.id;
        let (cart, expired) = living_cart(w, may, customer, fresh, expires_at)?;
        let lines = w.cart_lines(&cart)?;
        let before = lines.len();
        let mut gathered = gather(w, may.who(), &cart, lines)?;
        let at = put(w, &mut gathered, id, new)?;
        gathered.look_at_lines();
        let refusals = refusals(&gathered, at);
        if !refusals.is_empty() {
            return Err(AddError::Refused(refusals));
        }
        if gathered.lines.len() > MAX_LINES {
            return Err(AddError::Full);
        }
        let Some(stored) = gathered.lines.get(at) else { return Err(StoreError::NotFound.into()) };
        if at < before {
            w.update_cart_line(cart.id, stored)?;
        } else {
            let last = w.last_cart_position(&cart)?;
            w.insert_cart_line(&cart, last + 1, stored)?;
        }
        let added = Added { line: stored.line.id, expired };
        let event = event(&cart).after(json!({ "added": line_facts(&stored.line) }));
        Ok(w.record(&event, added)?)
    })
}

/// The cart to add to, and the one whose time was over when it had lines.
pub(super) fn living_cart(
    w: &mut Writer<'_>,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    fresh: CartId,
    expires_at: Instant,
) -> Result<(Cart, Option<CartId>), StoreError> {
    let mut expired = None;
    if let Some(cart) = w.active_cart(customer)? {
        if may.scope().now() < cart.expires_at {
            return Ok((cart, None));
        }
        let has_lines = !w.cart_lines(&cart)?.is_empty();
        w.end_cart(cart.id, CartState::Expired)?;
        expired = has_lines.then_some(cart.id);
    }
    w.insert_cart(fresh, customer, may.who().user(), expires_at, CartFace::Page)?;
    Ok((w.cart(customer, fresh)?, expired))
}

/// Puts the line among the others, or raises the quantity of one of the same kind; says where it is.
fn put(w: &mut Writer<'_>, gathered: &mut Gathered, id: CartLineId, new: &AddLine) -> Result<usize, AddError> {
    let day = gathered.now.day();
    let offer = w.offer(&new.sku, gathered.currency(), gathered.customer.segment, day)?;
    let Some(offer) = offer else { return Err(AddError::Refused(vec![Problem::Plain(Code::PriceGone)])) };
    let sku = offer.name.clone();
    let reservation = match new.subscription {
        _ if offer.is_software() => None,
        Some(subscription) => {
            Some(Setting { subscription, scope: AppliedScope::Shared, optimise: Optimise::Flexibility })
        }
        None => {
            return Err(AddError::Refused(vec![Problem::Plain(Code::SubscriptionOfAnotherCustomer)]));
        }
    };
    let line = CartLine {
        id,
        sku: new.sku.clone(),
        term: offer.term,
        quantity: new.quantity,
        unit_price: offer.unit,
        reservation,
        plan: BillingPlan::Upfront,
        name: if offer.is_software() { DisplayName::from_stored(String::new()) } else { first_name(&sku, offer.term) },
    };
    let price_list = offer.price_list_id;
    gathered.offers.insert(new.sku.clone(), offer);
    let same = gathered.lines.iter_mut().enumerate().find(|(_, stored)| is_same(&stored.line, &line));
    if let Some((at, stored)) = same {
        stored.line.quantity = stored.line.quantity.plus(new.quantity).map_err(too_many)?;
        return Ok(at);
    }
    gathered.lines.push(StoredLine { line, sku, price_list, added_at: gathered.now });
    Ok(gathered.lines.len().saturating_sub(1))
}

/// Lines that are the same become one, but not one of any size.
pub(super) fn too_many(_out: TextError) -> AddError {
    AddError::Refused(vec![Problem::QuantityOutOfRange { min: Quantity::MIN, max: Quantity::TYPED_MAX }])
}

/// Whether two lines differ in nothing but their quantity and id.
pub(super) fn is_same(one: &CartLine, other: &CartLine) -> bool {
    let CartLine { id, quantity, .. } = one.clone();
    CartLine { id, quantity, ..other.clone() } == *one
}

/// The name a reservation gets unless another is typed: `D4s_v3 westus 1Y`.
pub(in crate::ops) fn first_name(sku: &SkuName, term: Term) -> DisplayName {
    let size = sku.size.strip_prefix("Standard_").unwrap_or(&sku.size);
    let years = term.years();
    let text = format!("{size} {} {years}Y", sku.region);
    DisplayName::parse(&text).unwrap_or_else(|_odd| DisplayName::from_stored(format!("{years}Y")))
}

/// What refuses a new line: its own findings, and those of the customer that no cart could do away
/// with. What is still missing from the cart as a whole is asked on the review page.
pub(super) fn refusals(gathered: &Gathered, at: usize) -> Vec<Problem> {
    let counts = |finding: &&Finding| match finding.line {
        Some(line) => line == at && finding.severity() == Severity::Refusal && finding.code() != Code::PriceChanged,
        None => matches!(
            finding.code(),
            Code::MarketClosed | Code::CustomerNotActive | Code::NoActiveSubscription | Code::TotalTooLarge
        ),
    };
    review(&gathered.input).findings.iter().filter(counts).map(|finding| finding.problem).collect()
}

/// Changes lines and what is said about the whole cart. A line that is gone is left out.
pub fn edit(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    changes: &EditCart,
) -> Result<(), EditError> {
    app.db.write(may.scope(), |w| {
        let cart = w.active_cart(customer)?.ok_or(StoreError::NotFound)?;
        let before = w.cart_lines(&cart)?;
        let mut gathered = gather(w, may.who(), &cart, before.clone())?;
        let accepted: Vec<StoredLine> = before.iter().map(|stored| changed(stored, &gathered, changes)).collect();
        gathered.lines = accepted;
        gathered.look_at_lines();
        let refused = impossible(&gathered);
        if !refused.is_empty() {
            return Err(EditError::Refused(refused));
        }
        let mut done = Vec::new();
        for (old, new) in before.iter().zip(&gathered.lines).filter(|(old, new)| old != new) {
            w.update_cart_line(cart.id, new)?;
            done.push((line_facts(&old.line), line_facts(&new.line)));
        }
        let reseller = changes.reseller.unwrap_or(cart.reseller_id);
        let purchase_order = changes.purchase_order.clone().unwrap_or_else(|| cart.purchase_order());
        let is_kept = reseller == cart.reseller_id && purchase_order == cart.purchase_order();
        if done.is_empty() && is_kept {
            return Ok(w.unchanged(()));
        }
        w.update_cart(cart.id, reseller, &purchase_order)?;
        let (was, is): (Vec<Value>, Vec<Value>) = done.into_iter().unzip();
        let about = |reseller: Option<PartnerId>, number: &PurchaseOrderNumber, lines: Vec<Value>| {
            json!({ "reseller": reseller.map(|id| id.to_string()), "purchase_order": number, "lines": lines })
        };
        let event = event(&cart)
            .before(about(cart.reseller_id, &cart.purchase_order(), was))
            .after(about(reseller, &purchase_order, is));
        Ok(w.record(&event, ())?)
    })
}

fn changed(stored: &StoredLine, gathered: &Gathered, changes: &EditCart) -> StoredLine {
    let mut stored = stored.clone();
    if let Some(to) = changes.lines.iter().find(|to| to.id == stored.line.id) {
        stored.line.quantity = to.quantity;
        // Of software only the quantity can be changed.
        if stored.line.reservation.is_some() {
            stored.line.reservation = to.reservation;
            stored.line.plan = to.plan;
            stored.line.name = to.name.clone();
        }
    }
    if let Some(offer) = gathered.offers.get(&stored.line.sku).filter(|_| changes.accept_prices) {
        stored.line.unit_price = offer.unit;
        stored.price_list = offer.price_list_id;
    }
    stored
}

/// What no line may be: tied to nothing of this customer, of a quantity that is not sold, of an option
/// its scope does not have. Other findings may come and go; the review page shows them.
fn impossible(gathered: &Gathered) -> Vec<(CartLineId, Problem)> {
    let is_impossible = |finding: &Finding| {
        matches!(
            finding.code(),
            Code::SubscriptionOfAnotherCustomer | Code::QuantityOutOfRange | Code::CapacityNeedsSingleScope
        )
    };
    let found = review(&gathered.input).findings.into_iter().filter(is_impossible);
    let of_line = |finding: Finding| {
        let stored = finding.line.and_then(|line| gathered.lines.get(line))?;
        Some((stored.line.id, finding.problem))
    };
    found.filter_map(of_line).collect()
}

/// Takes a line out of the cart; one that is gone already is no error.
pub fn remove(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    line: CartLineId,
) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let cart = w.active_cart(customer)?.ok_or(StoreError::NotFound)?;
        let lines = w.cart_lines(&cart)?;
        let Some(stored) = lines.iter().find(|stored| stored.line.id == line) else { return Ok(w.unchanged(())) };
        w.delete_cart_line(cart.id, line)?;
        let event = event(&cart).before(json!({ "removed": line_facts(&stored.line) }));
        w.record(&event, ())
    })
}

/// Starts a new cart with the lines of one whose time is over, at the prices in force; what is not
/// sold any more is left behind. A cart that still lives stays as it is. Says which cart was over.
pub fn renew(app: &App, may: &Granted<may::PlaceOrders>, customer: CustomerId) -> Result<Option<CartId>, StoreError> {
    let now = may.scope().now();
    let fresh = CartId::from_uuid(app.ids.new_id());
    app.db.write(may.scope(), |w| {
        let old = w.active_cart(customer)?.ok_or(StoreError::NotFound)?;
        if now < old.expires_at {
            return Ok(w.unchanged(None));
        }
        let lines = w.cart_lines(&old)?;
        let gathered = gather(w, may.who(), &old, lines)?;
        w.end_cart(old.id, CartState::Expired)?;
        let expires_at = expiry(now, app.config.cart_life_days);
        w.insert_cart(fresh, customer, may.who().user(), expires_at, CartFace::Page)?;
        let cart = w.cart(customer, fresh)?;
        w.update_cart(fresh, old.reseller_id, &old.purchase_order())?;
        let take = EditCart { accept_prices: true, ..EditCart::default() };
        let sold = gathered.lines.iter().filter(|stored| gathered.offers.contains_key(&stored.line.sku));
        for (position, stored) in sold.enumerate() {
            let mut stored = changed(stored, &gathered, &take);
            stored.line.id = CartLineId::from_uuid(app.ids.new_id());
            stored.added_at = now;
            w.insert_cart_line(&cart, position, &stored)?;
        }
        let event = event(&cart).before(json!({ "expired": old.id.to_string() }));
        w.record(&event, Some(old.id))
    })
}

pub(super) fn event(cart: &Cart) -> Event {
    Event::new(EventKind::CartUpdated, "carts", cart.id).of_customer(cart.customer_id)
}

pub(super) fn line_facts(line: &CartLine) -> Value {
    json!({
        "line": line.id.to_string(),
        "sku": line.sku,
        "quantity": line.quantity,
        "unit_price": line.unit_price.to_string(),
        "subscription": line.reservation.map(|it| it.subscription.to_string()),
        "scope": line.reservation.map(|it| it.scope),
        "optimise": line.reservation.map(|it| it.optimise),
        "billing_plan": line.plan,
        "name": line.name,
    })
}

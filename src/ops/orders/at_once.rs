//! A reservation bought in one request, without the cart that people fill: for programs. Floor 2.
//! S-39, 6.4 to 6.7, R-BUY-3.
//!
//! The rules are those of a cart with this one line: the same facts are gathered and the same review
//! decides. The caller chooses the id of the reservation order, so that the same request twice buys once.

use crate::access::{Granted, may};
use crate::domain::carts::{BillingPlan, CartLine, CartState, Code, Finding, Problem, review};
use crate::domain::ids::{CartId, CartLineId, CustomerId, ReservationOrderId};
use crate::domain::money::Money;
use crate::domain::orders::{Buyer, Charge, partner_of_record, schedule};
use crate::domain::partners::PartnerKind;
use crate::domain::reservations::{Setting, benefit_start};
use crate::domain::text::{DisplayName, PurchaseOrderNumber, Quantity};
use crate::domain::time::Instant;
use crate::ops::app::App;
use crate::ops::carts::facts::{CartSide, Gathered, gather_for};
use crate::ops::numbers::with_free_numbers;
use crate::store::carts::StoredLine;
use crate::store::reservations::ReservationOrder;
use crate::store::{Reader, Recorded, StoreError, Writer};

use super::place::PlaceError;
use super::turn::{Buying, turn_into_orders};

/// What is bought.
#[derive(Debug, Clone)]
pub struct BuyReservation {
    /// Whose.
    pub customer: CustomerId,
    /// The id that the reservation order is to have.
    pub under: ReservationOrderId,
    /// The size, `Standard_D4s_v3`.
    pub size: String,
    /// The region, `westus`.
    pub region: String,
    /// For how long.
    pub term: crate::domain::term::Term,
    /// How many.
    pub quantity: Quantity,
    /// Where it applies.
    pub setting: Setting,
    /// How it is paid.
    pub plan: BillingPlan,
    /// The name it will have.
    pub name: DisplayName,
}

/// What it costs, and when.
#[derive(Debug, Clone)]
pub struct Quoted {
    /// What is sold.
    pub sku: String,
    /// The vendor's name of it.
    pub title: String,
    /// For one of them over the whole term.
    pub unit: Money,
    /// For all of them.
    pub total: Money,
    /// What is charged, and when.
    pub charges: Vec<Charge>,
    /// When the benefit would begin.
    pub starts_at: Instant,
}

/// What it would cost now; refused where buying would be.
pub fn quote(app: &App, may: &Granted<may::PlaceOrders>, wanted: &BuyReservation) -> Result<Quoted, PlaceError> {
    let line = CartLineId::from_uuid(app.ids.new_id());
    let cart = CartId::from_uuid(app.ids.new_id());
    app.db.read(may.scope(), |r| {
        let (gathered, stored) = look(r, may, wanted, cart, line)?;
        reviewed(&gathered)?;
        let total = stored.line.unit_price.times(wanted.quantity.get())?;
        let charges = schedule(total, wanted.plan, stored.line.term, gathered.now.day())?;
        Ok(Quoted {
            sku: stored.line.sku,
            title: stored.sku.title,
            unit: stored.line.unit_price,
            total,
            charges,
            starts_at: benefit_start(gathered.now),
        })
    })
}

/// Buys it. The same request again buys nothing; says whether it was bought before.
pub fn buy(app: &App, may: &Granted<may::PlaceOrders>, wanted: &BuyReservation) -> Result<bool, PlaceError> {
    match with_free_numbers(|| app.db.write(may.scope(), |w| once(w, app, may, wanted))) {
        // The id is another partner's; that it is there is not said in other words than for one's own.
        Err(PlaceError::Store(StoreError::Duplicate(_))) => Err(PlaceError::OrderedOtherwise),
        done => done,
    }
}

fn once(
    w: &mut Writer<'_>,
    app: &App,
    may: &Granted<may::PlaceOrders>,
    wanted: &BuyReservation,
) -> Result<Recorded<bool>, PlaceError> {
    match w.reservation_order(wanted.under) {
        Ok(made) if is_same(w, &made, wanted)? => return Ok(w.unchanged(true)),
        Ok(_other) => return Err(PlaceError::OrderedOtherwise),
        Err(StoreError::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    let ids = app.ids;
    let id = CartId::from_uuid(ids.new_id());
    let (gathered, stored) = look(w, may, wanted, id, CartLineId::from_uuid(ids.new_id()))?;
    let found = reviewed(&gathered)?;
    let buyer = gathered.input.buyer;
    let reseller = match buyer.kind {
        PartnerKind::IndirectProvider => partner_of_record(buyer, gathered.input.reseller)
            .map_err(|_the_review_says_it_first| PlaceError::NotAsReviewed)?,
        PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => None,
    };
    let said = (reseller, &gathered.input.purchase_order);
    let cart = w.insert_bought_cart(id, wanted.customer, may.who().user(), said)?;
    w.insert_cart_line(&cart, 0, &stored)?;
    let (user, name, hash) = (may.who().user(), may.who().display_name(), gathered.hash());
    let by = Buying { user, name, hash, under: Some(wanted.under), is_renewal: false };
    let turned = turn_into_orders(w, app, &by, &gathered, &found.groups)?;
    Ok(turned.recorded.with(false))
}

/// Whether what was bought under the id is what is asked for now.
fn is_same(w: &mut Writer<'_>, made: &ReservationOrder, wanted: &BuyReservation) -> Result<bool, StoreError> {
    let first = w.reservations_of_order(made.id)?.into_iter().next();
    let is_thing = first.is_some_and(|one| {
        one.size.eq_ignore_ascii_case(&wanted.size) && one.region.eq_ignore_ascii_case(&wanted.region)
    });
    Ok(is_thing
        && made.customer_id == wanted.customer
        && made.term == wanted.term
        && made.billing_plan == wanted.plan
        && u32::try_from(made.original_quantity) == Ok(wanted.quantity.get()))
}

/// Everything about a cart with this one line.
fn look(
    r: &mut Reader<'_>,
    may: &Granted<may::PlaceOrders>,
    wanted: &BuyReservation,
    cart: CartId,
    line: CartLineId,
) -> Result<(Gathered, StoredLine), PlaceError> {
    let now = may.scope().now();
    let customer = r.customer(wanted.customer)?;
    let side = CartSide {
        id: cart,
        customer: wanted.customer,
        state: CartState::Active,
        expires_at: now.plus_days(1),
        reseller: customer.reseller_id,
        purchase_order: PurchaseOrderNumber::from_stored(String::new()),
    };
    let buyer = Buyer { id: may.who().partner(), kind: may.who().partner_kind() };
    let mut gathered = gather_for(r, buyer, side, Vec::new())?;
    let offer =
        r.offer_of_size((&wanted.size, &wanted.region, wanted.term), gathered.currency(), customer.segment, now.day())?;
    let Some(offer) = offer else {
        let gone = Finding { line: Some(0), problem: Problem::Plain(Code::PriceGone) };
        let closed = review(&gathered.input).findings.into_iter().filter(|one| one.code() == Code::MarketClosed);
        return Err(PlaceError::Refused(closed.chain([gone]).collect()));
    };
    let stored = StoredLine {
        line: CartLine {
            id: line,
            sku: offer.sku_id.clone(),
            term: offer.term,
            quantity: wanted.quantity,
            unit_price: offer.unit,
            reservation: Some(wanted.setting),
            plan: wanted.plan,
            name: wanted.name.clone(),
        },
        sku: offer.name.clone(),
        price_list: offer.price_list_id,
        added_at: now,
    };
    gathered.offers.insert(offer.sku_id.clone(), offer);
    gathered.lines = vec![stored.clone()];
    gathered.look_at_lines();
    Ok((gathered, stored))
}

fn reviewed(gathered: &Gathered) -> Result<crate::domain::carts::Review, PlaceError> {
    let found = review(&gathered.input);
    if found.is_placeable() { Ok(found) } else { Err(PlaceError::Refused(found.findings)) }
}

//! An exchange while it is built: what comes back, what is bought, whether it passes, what would make it
//! pass, and what else could be done. Floor 2. R-EX-2 to R-EX-6, C3, Q-8.

use super::lines::{line, wanted};
use super::request::returned as returned_of;
use crate::access::{Granted, may};
use crate::domain::carts::{AppliedScope, BillingPlan, CartState, Code, Finding, Optimise, Severity, review};
use crate::domain::ids::{CartId, CustomerId, RefundCaseId, ReservationId, SubscriptionId};
use crate::domain::money::Money;
use crate::domain::partners::PartnerKind;
use crate::domain::policy::columns::{Column, columns};
use crate::domain::policy::exchange::{self, ExchangeFacts, ExchangeQuote, ReturnLine, WantedLine};
use crate::domain::policy::repair::{Repair, repairs};
use crate::domain::policy::{Headroom, LedgerRow, PolicyBook, ReservationFacts};
use crate::domain::refunds::{CaseQuote, holds_until};
use crate::domain::reservations::Setting;
use crate::domain::term::Term;
use crate::domain::text::{PurchaseOrderNumber, Quantity};
use crate::domain::time::Instant;
use crate::ops::app::Ids;
use crate::ops::carts::facts::{CartSide, buyer_of, gather_for};
use crate::ops::catalog::Snapshot;
use crate::ops::refunds::request::{RequestError, keep_refused};
use crate::ops::utilization::{Reserved, Set, Trial, Tried};
use crate::ops::{App, utilization};
use crate::store::carts::StoredLine;
use crate::store::catalog::Offer;
use crate::store::refunds::{LiveReservation, Refundable};
use crate::store::subscriptions::Subscription;
use crate::store::{Reader, StoreError};

/// Reservations that a list to choose from offers.
const OFFERED: i64 = 200;

/// A purchase that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedLine {
    /// What.
    pub sku: String,
    /// How many; 0 where it cannot be read.
    pub quantity: u32,
    /// Tied to which subscription; that of the first returned one where nothing is said.
    pub subscription: Option<SubscriptionId>,
    /// Which usage it reaches; as the first returned one where nothing is said.
    pub scope: Option<AppliedScope>,
}

/// An exchange that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedExchange {
    /// What is returned, and how many; all of them where nothing is said.
    pub returns: Vec<(ReservationId, Option<u32>)>,
    /// What is bought instead.
    pub wanted: Vec<AskedLine>,
    /// How all of it is paid: one exchange makes one order.
    pub plan: BillingPlan,
}

/// A reservation that may be returned.
#[derive(Debug, Clone)]
pub struct ReturnView {
    /// The reservation.
    pub it: Refundable,
    /// How many of it.
    pub quantity: u32,
    /// The case that returns it already.
    pub open: Option<(RefundCaseId, String)>,
}

/// A purchase.
#[derive(Debug, Clone)]
pub struct Purchase {
    /// Where it stands among what was asked for, from 0.
    pub asked: usize,
    /// What is sold.
    pub offer: Offer,
    /// How many.
    pub quantity: u32,
    /// Where it applies.
    pub setting: Setting,
    /// The same for three years: id and price.
    pub three_years: Option<(String, Money)>,
    /// As a line of a cart, where the quantity can be one.
    pub line: Option<StoredLine>,
}

impl Purchase {
    fn reserved(&self) -> Reserved<'_> {
        let (size, region) = (&self.offer.name.size, &self.offer.name.region);
        Reserved { size, region, quantity: self.quantity, setting: self.setting }
    }
}

/// What the builder shows.
#[derive(Debug, Clone)]
pub struct ExchangeView {
    /// What is returned, in the order that was asked for.
    pub returns: Vec<ReturnView>,
    /// What else the customer has, to be returned too.
    pub others: Vec<LiveReservation>,
    /// What is bought.
    pub purchases: Vec<Purchase>,
    /// Whether something that was asked for is not sold any more.
    pub has_gone: bool,
    /// Where a purchase can apply.
    pub subscriptions: Vec<Subscription>,
    /// What is returned and bought.
    pub facts: ExchangeFacts,
    /// What comes of it.
    pub quote: ExchangeQuote,
    /// The single changes with which it passes.
    pub repairs: Vec<Repair>,
    /// Keep, widen the scope, refund, exchange.
    pub columns: Vec<Column>,
    /// What the rules of buying refuse, besides the purchase order number.
    pub stops: Vec<Finding>,
    /// Whether the customer wants a purchase order number.
    pub needs_purchase_order: bool,
    /// Until when the amounts stay.
    pub holds_until: Instant,
    /// What would have been used in the last days; nothing while no usage is known, or nobody asked.
    pub expected: Option<Expected>,
}

/// What was and would have been used of the returned reservations, and of those bought instead.
#[derive(Debug, Clone)]
pub struct Expected {
    /// As they are.
    pub kept: Tried,
    /// If every subscription could use them.
    pub wider: Tried,
    /// Those bought instead, once there are any.
    pub instead: Option<Tried>,
}

impl ExchangeView {
    /// The first case that returns one of these already.
    pub fn open(&self) -> Option<&(RefundCaseId, String)> {
        self.returns.iter().filter(|one| one.quantity > 0).find_map(|one| one.open.as_ref())
    }

    /// The limit of the customer, which an exchange leaves as it is.
    pub const fn headroom(&self) -> &Headroom {
        &self.quote.headroom
    }
}

/// An exchange of a customer as it would be now. `shelf` is what is on sale, for the repairs.
pub fn exchange(
    app: &App,
    may: &Granted<may::FileRefunds>,
    customer: CustomerId,
    asked: &AskedExchange,
    shelf: &Snapshot,
) -> Result<ExchangeView, RequestError> {
    utilization::catch_up(app, may.scope().partner(), customer)?;
    let found = app.db.read(may.scope(), |r| {
        let mut found = view(r, app.ids, may, customer, asked, Some(shelf))?;
        found.expected = expected(r, customer, &found)?;
        found.others = r.live_reservations(customer, OFFERED)?;
        found.others.retain(|one| !found.returns.iter().any(|it| it.it.reservation.id == one.id));
        Ok::<_, RequestError>(found)
    })?;
    // While nothing is bought yet there is nothing to refuse.
    if !found.facts.wanted.is_empty() && found.quote.outcome.refusal().is_some() {
        let quote = CaseQuote::Exchange { facts: found.facts.clone(), quote: found.quote.clone() };
        keep_refused(app, may.scope(), customer, &returned_of(&found), &quote)?;
    }
    Ok(found)
}

/// Tries the choices on what ran in the last days.
fn expected(r: &mut Reader<'_>, customer: CustomerId, found: &ExchangeView) -> Result<Option<Expected>, StoreError> {
    let Some(trial) = Trial::of(r, customer)? else { return Ok(None) };
    let returned: Vec<(ReservationId, u32)> =
        found.returns.iter().filter(|one| one.quantity > 0).map(|one| (one.it.reservation.id, one.quantity)).collect();
    let these: Vec<ReservationId> = returned.iter().map(|(id, _)| *id).collect();
    let bought: Vec<Reserved<'_>> = found.purchases.iter().map(Purchase::reserved).collect();
    Ok(Some(Expected {
        kept: trial.kept(&these),
        wider: trial.set(&these, Set::Wider),
        instead: (!bought.is_empty()).then(|| trial.instead(&returned, &bought)),
    }))
}

pub(super) fn view(
    r: &mut Reader<'_>,
    ids: Ids,
    may: &Granted<may::FileRefunds>,
    customer: CustomerId,
    asked: &AskedExchange,
    shelf: Option<&Snapshot>,
) -> Result<ExchangeView, RequestError> {
    let now = r.scope().now();
    let returns = returned(r, customer, asked)?;
    let first = returns.first().ok_or(StoreError::NotFound)?.it.clone();
    let (purchases, has_gone) = purchases(r, ids, customer, asked, &first, shelf)?;
    let facts = ExchangeFacts {
        returns: returns.iter().filter(|one| one.quantity > 0).map(return_line).collect(),
        wanted: purchases.iter().map(|one| wanted_line(one, asked.plan)).collect(),
    };
    let book = r.policy_book()?;
    let ledger = r.limit_rows(customer)?;
    let quote = quoted(&facts, &book, &ledger, &first.facts, now)?;
    let lines: Vec<StoredLine> = purchases.iter().filter_map(|one| one.line.clone()).collect();
    let stops = stops(r, may, customer, &first, lines)?;
    Ok(ExchangeView {
        repairs: repairs(&facts, &book, &ledger, now)?,
        columns: columns(&facts, &book, &ledger, now)?,
        holds_until: facts.returns.iter().map(|one| holds_until(&one.reservation, 0, now)).min().unwrap_or(now),
        needs_purchase_order: r.customer(customer)?.is_purchase_order_required,
        subscriptions: r.subscriptions(customer)?,
        others: Vec::new(),
        expected: None,
        returns,
        purchases,
        has_gone,
        facts,
        quote,
        stops,
    })
}

/// Reservations in another currency than the first one are left out: one exchange has one.
fn returned(r: &mut Reader<'_>, customer: CustomerId, asked: &AskedExchange) -> Result<Vec<ReturnView>, StoreError> {
    let mut all: Vec<ReturnView> = Vec::new();
    for (id, quantity) in &asked.returns {
        let it = r.refundable(customer, *id)?;
        let currency = all.first().map(|first| first.it.facts.unit_paid.currency());
        if currency.is_some_and(|currency| currency != it.facts.unit_paid.currency()) {
            continue;
        }
        let open = r.open_case_of(*id)?;
        // It matters only to what a refund would be.
        let is_used = utilization::recorded(r, &it.reservation)?.counts_as_used(None);
        let it = Refundable { facts: ReservationFacts { is_used, ..it.facts }, ..it };
        all.push(ReturnView { quantity: quantity.unwrap_or(it.facts.quantity), it, open });
    }
    Ok(all)
}

fn return_line(one: &ReturnView) -> ReturnLine {
    ReturnLine { reservation: one.it.facts, returned: one.quantity }
}

fn wanted_line(one: &Purchase, plan: BillingPlan) -> WantedLine {
    wanted(&one.offer, one.quantity, plan, one.three_years.as_ref().map(|(_, price)| *price))
}

/// Without purchases the amounts of what comes back are worked out all the same, and the end stays what
/// it is: not complete.
fn quoted(
    facts: &ExchangeFacts,
    book: &PolicyBook,
    ledger: &[LedgerRow],
    first: &ReservationFacts,
    now: Instant,
) -> Result<ExchangeQuote, RequestError> {
    let quote = exchange::quote(facts, book, ledger, now)?;
    if !facts.wanted.is_empty() {
        return Ok(quote);
    }
    let nothing = WantedLine {
        product: first.product,
        term: first.term,
        plan: BillingPlan::Upfront,
        unit_price: Money::zero(first.unit_paid.currency()),
        three_year_price: None,
        quantity: 1,
    };
    let probe = ExchangeFacts { returns: facts.returns.clone(), wanted: vec![nothing] };
    let worth = exchange::quote(&probe, book, ledger, now)?;
    let (outcome, steps) = (quote.outcome, quote.steps);
    Ok(ExchangeQuote { outcome, steps, ends_on: None, ..worth })
}

fn purchases(
    r: &mut Reader<'_>,
    ids: Ids,
    customer: CustomerId,
    asked: &AskedExchange,
    first: &Refundable,
    shelf: Option<&Snapshot>,
) -> Result<(Vec<Purchase>, bool), StoreError> {
    let now = r.scope().now();
    let skus: Vec<String> = asked.wanted.iter().map(|one| one.sku.clone()).collect();
    let segment = r.customer(customer)?.segment;
    let offers = r.offers(&skus, first.facts.unit_paid.currency(), segment, now.day())?;
    let as_it_was = &first.reservation;
    let purchase = |(at, one): (usize, &AskedLine)| {
        let offer = offers.get(&one.sku).filter(|offer| !offer.is_software())?.clone();
        let scope = one.scope.unwrap_or(as_it_was.scope);
        let subscription = one.subscription.unwrap_or(as_it_was.subscription_id);
        let setting = Setting { scope, subscription, optimise: Optimise::Flexibility };
        let quantity = Quantity::new(one.quantity).ok();
        let line = quantity.map(|quantity| line(ids, &offer, quantity, asked.plan, setting, now));
        let three_years = shelf.and_then(|shelf| longer(shelf, &offer));
        Some(Purchase { asked: at, quantity: one.quantity, setting, three_years, line, offer })
    };
    let all: Vec<Purchase> = asked.wanted.iter().enumerate().filter_map(purchase).collect();
    let has_gone = all.len() < asked.wanted.len();
    Ok((all, has_gone))
}

/// The same machine in the same region for three years.
fn longer(shelf: &Snapshot, offer: &Offer) -> Option<(String, Money)> {
    let other = shelf.other_term(shelf.entry(&offer.sku_id)?)?;
    (other.term == Term::ThreeYears && offer.term == Term::OneYear).then(|| (other.sku.clone(), other.unit))
}

/// What the rules of buying say of the purchases. The purchase order number is asked for with the request.
fn stops(
    r: &mut Reader<'_>,
    may: &Granted<may::FileRefunds>,
    customer: CustomerId,
    first: &Refundable,
    lines: Vec<StoredLine>,
) -> Result<Vec<Finding>, StoreError> {
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let buyer = buyer_of(may.who());
    let reseller = match buyer.kind {
        PartnerKind::IndirectProvider => r.order(customer, first.order_id)?.order.reseller_id,
        PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => None,
    };
    let side = CartSide {
        id: CartId::from_uuid(uuid::Uuid::nil()),
        customer,
        state: CartState::Active,
        expires_at: r.scope().now().plus_seconds(1),
        reseller,
        purchase_order: PurchaseOrderNumber::from_stored(String::new()),
    };
    let found = review(&gather_for(r, buyer, side, lines)?.input);
    let counts =
        |finding: &Finding| finding.severity() == Severity::Refusal && finding.code() != Code::PurchaseOrderRequired;
    Ok(found.findings.into_iter().filter(counts).collect())
}

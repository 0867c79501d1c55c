//! The rule engine of buying. Floor 0. Rules R-BUY-2, R-BUY-3, S-27 to S-38, S-83, Q-8, Q-15.

use super::totals::{self, OrderGroup};
use super::{AppliedScope, BOUGHT_RECENTLY_SECONDS, CartLine, CartState, Code, Optimise, Problem, Severity};
use crate::domain::customers::{self, CustomerState, Relationship, Segment};
use crate::domain::ids::{CartId, SubscriptionId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::{Buyer, ChosenReseller, ResellerRefusal, partner_of_record};
use crate::domain::reservations::Setting;
use crate::domain::subscriptions::{CannotHold, Registration, SubscriptionState, can_hold_reservation};
use crate::domain::text::PurchaseOrderNumber;
use crate::domain::time::Instant;

/// Everything the rules look at, as it is now.
#[derive(Debug, Clone)]
pub struct ReviewInput {
    /// The moment of the review.
    pub now: Instant,
    /// The cart.
    pub cart: CartId,
    /// Where it stands.
    pub cart_state: CartState,
    /// When its time is over.
    pub expires_at: Instant,
    /// Whose cart it is.
    pub customer: CustomerFacts,
    /// All subscriptions of the customer.
    pub subscriptions: Vec<SubscriptionFacts>,
    /// The organisation that buys.
    pub buyer: Buyer,
    /// The reseller that was chosen.
    pub reseller: ChosenReseller,
    /// The customer's purchase order number, perhaps empty.
    pub purchase_order: PurchaseOrderNumber,
    /// The lines, in order.
    pub lines: Vec<LineFacts>,
}

/// The customer, as far as buying goes.
#[derive(Debug, Clone, Copy)]
pub struct CustomerFacts {
    /// Where it stands.
    pub state: CustomerState,
    /// What the partner is to it.
    pub relationship: Relationship,
    /// What it is: software is for commercial customers (S-81).
    pub segment: Segment,
    /// Whether anything is sold in its country.
    pub is_sold_to: bool,
    /// Whether reservations are sold in its country today (R-MK-1).
    pub is_market_open: bool,
    /// The currency of its market (R-BL-4).
    pub currency: Currency,
    /// Whether it wants a purchase order number on every order.
    pub is_purchase_order_required: bool,
}

/// A subscription of the customer.
#[derive(Debug, Clone, Copy)]
pub struct SubscriptionFacts {
    /// Which one.
    pub id: SubscriptionId,
    /// Where it stands.
    pub state: SubscriptionState,
    /// Whether it is registered for reservations.
    pub registration: Registration,
}

/// A line with what the catalogue and the history say about it.
#[derive(Debug, Clone)]
pub struct LineFacts {
    /// The line itself.
    pub line: CartLine,
    /// The fewest the catalogue sells at once (S-32).
    pub min_quantity: u32,
    /// The most.
    pub max_quantity: u32,
    /// The unit price in force; none when the SKU is not sold any more.
    pub price_now: Option<Money>,
    /// When this customer last bought this SKU.
    pub last_bought_at: Option<Instant>,
}

/// Something a review found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Which line it is about, counted from 0; none for the cart as a whole.
    pub line: Option<usize>,
    /// What it is.
    pub problem: Problem,
}

impl Finding {
    /// Its stable name.
    pub const fn code(self) -> Code {
        self.problem.code()
    }

    /// Whether it stops the purchase.
    pub const fn severity(self) -> Severity {
        self.code().severity()
    }
}

/// What a review found, and what the cart costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The cart's findings first, then those of each line in order.
    pub findings: Vec<Finding>,
    /// The orders the cart will become, at today's prices; lines without a price are left out.
    pub groups: Vec<OrderGroup>,
}

impl Review {
    /// Whether the cart may be bought: no refusal, warnings or not.
    pub fn is_placeable(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity() == Severity::Warning)
    }

    /// What was found about one line.
    pub fn of_line(&self, line: usize) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.line == Some(line))
    }

    /// What was found about the cart as a whole.
    pub fn of_cart(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.line.is_none())
    }

    /// The totals, one per currency.
    pub fn totals(&self) -> Vec<Money> {
        totals::per_currency(&self.groups)
    }
}

/// Looks at a cart with all rules at once, so that everything wrong with it is said in one go.
pub fn review(input: &ReviewInput) -> Review {
    let mut problems = Vec::new();
    check_cart(input, &mut problems);
    check_customer(input, &mut problems);
    check_reseller(input, &mut problems);
    let groups = totals::groups(&input.lines).unwrap_or_else(|_overflow| {
        problems.push(Problem::Plain(Code::TotalTooLarge));
        Vec::new()
    });
    let mut findings: Vec<Finding> = problems.into_iter().map(|problem| Finding { line: None, problem }).collect();
    for (number, line) in input.lines.iter().enumerate() {
        let found = check_line(input, line).into_iter();
        findings.extend(found.map(|problem| Finding { line: Some(number), problem }));
    }
    Review { findings, groups }
}

fn check_cart(input: &ReviewInput, problems: &mut Vec<Problem>) {
    match input.cart_state {
        CartState::Ordered => problems.push(Problem::Plain(Code::CartAlreadyOrdered)),
        CartState::Expired => problems.push(Problem::CartExpired(input.expires_at)),
        CartState::Active if input.now >= input.expires_at => problems.push(Problem::CartExpired(input.expires_at)),
        CartState::Active => {}
    }
    if input.lines.is_empty() {
        problems.push(Problem::Plain(Code::CartEmpty));
    }
}

fn check_customer(input: &ReviewInput, problems: &mut Vec<Problem>) {
    let customer = &input.customer;
    if !customers::may_buy(customer.state, customer.relationship) {
        problems.push(Problem::Plain(Code::CustomerNotActive));
    }
    // a market that is closed to reservations is not closed to software.
    let holds_reservation = input.lines.iter().any(|facts| facts.line.reservation.is_some());
    let wants_reservation = holds_reservation || input.lines.is_empty();
    if !customer.is_sold_to || (!customer.is_market_open && wants_reservation) {
        problems.push(Problem::Plain(Code::MarketClosed));
    }
    if wants_reservation
        && !input.subscriptions.iter().any(|subscription| subscription.state == SubscriptionState::Active)
    {
        problems.push(Problem::Plain(Code::NoActiveSubscription));
    }
    if customer.is_purchase_order_required && input.purchase_order.is_empty() {
        problems.push(Problem::Plain(Code::PurchaseOrderRequired));
    }
}

fn check_reseller(input: &ReviewInput, problems: &mut Vec<Problem>) {
    if let Err(refusal) = partner_of_record(input.buyer, input.reseller) {
        problems.push(Problem::Plain(match refusal {
            ResellerRefusal::Required => Code::ResellerRequired,
            ResellerRefusal::IsProvider => Code::ResellerIsProvider,
            ResellerRefusal::Unknown => Code::ResellerUnknown,
            ResellerRefusal::NotAReseller => Code::ResellerNotIndirect,
        }));
    }
}

fn check_line(input: &ReviewInput, facts: &LineFacts) -> Vec<Problem> {
    let line = &facts.line;
    let mut problems = Vec::new();
    match line.reservation {
        Some(setting) => problems.extend(setting_problems(input, setting)),
        None if input.customer.segment != Segment::Commercial => {
            problems.push(Problem::Plain(Code::SoftwareNeedsCommercial));
        }
        None => {}
    }
    if line.quantity.get() < facts.min_quantity || line.quantity.get() > facts.max_quantity {
        problems.push(Problem::QuantityOutOfRange { min: facts.min_quantity, max: facts.max_quantity });
    }
    problems.extend(price_problem(facts, input.customer.currency));
    if let Some(at) = facts.last_bought_at.filter(|at| input.now.seconds_since(*at) < BOUGHT_RECENTLY_SECONDS) {
        problems.push(Problem::BoughtRecently(at));
    }
    problems
}

/// What is wrong with where a reservation would apply.
fn setting_problems(input: &ReviewInput, setting: Setting) -> Vec<Problem> {
    let mut problems = Vec::new();
    problems.extend(subscription_problem(input, setting.subscription));
    if setting.optimise == Optimise::Capacity && setting.scope != AppliedScope::Single {
        problems.push(Problem::Plain(Code::CapacityNeedsSingleScope));
    }
    problems
}

fn subscription_problem(input: &ReviewInput, wanted: SubscriptionId) -> Option<Problem> {
    let Some(found) = input.subscriptions.iter().find(|subscription| subscription.id == wanted) else {
        return Some(Problem::Plain(Code::SubscriptionOfAnotherCustomer));
    };
    match can_hold_reservation(found.state, found.registration) {
        Ok(()) => None,
        Err(CannotHold::NotActive(state)) => Some(Problem::SubscriptionNotActive(state)),
        Err(CannotHold::NotRegistered(registration)) => Some(Problem::SubscriptionNotRegistered(registration)),
    }
}

/// the price in force must be the one that was shown, and in the customer's currency (R-BL-4).
fn price_problem(facts: &LineFacts, expected: Currency) -> Option<Problem> {
    let Some(now) = facts.price_now else {
        return Some(Problem::Plain(Code::PriceGone));
    };
    let was = facts.line.unit_price;
    if now.currency() != expected {
        Some(Problem::CurrencyMismatch { expected, found: now.currency() })
    } else if now == was {
        None
    } else {
        Some(Problem::PriceChanged { was, now })
    }
}

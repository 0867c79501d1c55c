//! What stands between a customer and a purchase, before there is a cart. Floor 2. Features row 3.
//!
//! The facts are those that the review of a cart looks at, so the page and the review never disagree.

use super::Customer;
use crate::access::may::{self, Permission};
use crate::access::{Granted, Principal};
use crate::domain::customers::{CustomerState, may_buy};
use crate::domain::market::Verdict;
use crate::domain::money::Currency;
use crate::domain::orders::{Buyer, partner_of_record};
use crate::domain::partners::PartnerKind;
use crate::domain::roles::{self, Perm, best};
use crate::domain::subscriptions::{SubscriptionState, can_hold_reservation};
use crate::ops::App;
use crate::ops::carts::facts::{chosen, customer_facts, market};
use crate::store::partners::Partner;
use crate::store::{Reader, StoreError};

/// How a rule turned out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is met.
    Met,
    /// It is not met, and stops a purchase.
    NotMet,
    /// It is not met, and something else will ask for it.
    Note,
}

/// A rule of buying and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// S-83, R-MK-1: reservations are sold in the customer's market.
    Market(Verdict),
    /// 6.1: the customer may be sold to.
    State(CustomerState),
    /// R-BUY-2: a subscription that can hold a reservation.
    Subscriptions {
        /// Active ones.
        active: usize,
        /// Active ones that are registered.
        ready: usize,
    },
    /// R-BL-4: prices in the currency of the market.
    Prices {
        /// The currency.
        currency: Currency,
        /// Whether there are any today.
        are_there: bool,
    },
    /// R-BUY-3: the partner of record of a purchase; `None` where none is needed.
    PartnerOfRecord {
        /// Whether the rules accept what is known.
        is_known: bool,
        /// Its name.
        name: Option<String>,
    },
    /// P-9: the person may buy.
    Role(bool),
    /// S-8: the person has the explicit access that their role needs.
    Access(bool),
}

/// What was found about a customer.
#[derive(Debug, Clone)]
pub struct Preflight {
    /// Every rule, in the order of the page.
    pub checks: Vec<Check>,
    /// The partner of record the customer has now.
    pub partner_of_record: Option<String>,
}

impl Check {
    /// How the rule turned out.
    pub fn outcome(&self) -> Outcome {
        let is_met = match self {
            Self::Market(verdict) => verdict.is_allowed(),
            Self::State(state) => *state == CustomerState::Active,
            Self::Subscriptions { ready, .. } => *ready > 0,
            Self::Prices { are_there, .. } => *are_there,
            Self::Role(is_allowed) => *is_allowed,
            // The cart asks for the reseller; access matters in the portal view only.
            Self::PartnerOfRecord { is_known: is_met, .. } | Self::Access(is_met) => {
                return if *is_met { Outcome::Met } else { Outcome::Note };
            }
        };
        if is_met { Outcome::Met } else { Outcome::NotMet }
    }

    /// The rule.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Market(_) => "S-83, R-MK-1",
            Self::State(_) => "6.1",
            Self::Subscriptions { .. } => "R-BUY-2",
            Self::Prices { .. } => "R-BL-4",
            Self::PartnerOfRecord { .. } => "R-BUY-3",
            Self::Role(_) => "P-9",
            Self::Access(_) => "S-8",
        }
    }
}

impl Preflight {
    /// How many rules stop a purchase.
    pub fn stopping(&self) -> usize {
        self.checks.iter().filter(|check| check.outcome() == Outcome::NotMet).count()
    }
}

/// Finds out what this person can sell to a customer, and why not.
pub fn preflight<P: Permission>(app: &App, may: &Granted<P>, customer: &Customer) -> Result<Preflight, StoreError> {
    let who = may.who();
    app.db.read(may.scope(), |r| {
        let partners = r.partners()?;
        let name_of = |id| partners.iter().find(|partner| Some(partner.id) == id).map(|partner| partner.name.clone());
        let mut checks = of_customer(r, customer)?;
        checks.push(of_partner(who, customer, &partners));
        checks.push(Check::Role(best(who.roles(), Perm::PlaceOrders) == roles::Verdict::Yes));
        if Granted::<may::OpenPortalView>::depends_on_access(who) {
            checks.push(Check::Access(r.has_access(who.user(), customer.id)?));
        }
        Ok(Preflight { checks, partner_of_record: name_of(customer.reseller_id) })
    })
}

fn of_customer(r: &mut Reader<'_>, customer: &Customer) -> Result<Vec<Check>, StoreError> {
    let day = r.scope().now().day();
    let market = market(r, &customer.country, day)?;
    let facts = customer_facts(customer, market);
    let subscriptions = r.subscriptions(customer.id)?;
    let is_active = |state| state == SubscriptionState::Active;
    let state = if may_buy(facts.state, facts.relationship) { CustomerState::Active } else { facts.state };
    Ok(vec![
        Check::Market(r.market_verdict(&customer.country, day)?),
        Check::State(state),
        Check::Subscriptions {
            active: subscriptions.iter().filter(|it| is_active(it.state)).count(),
            ready: subscriptions.iter().filter(|it| can_hold_reservation(it.state, it.registration).is_ok()).count(),
        },
        Check::Prices { currency: market.currency, are_there: r.has_prices(market.currency, customer.segment, day)? },
    ])
}

fn of_partner(who: &Principal, customer: &Customer, partners: &[Partner]) -> Check {
    let buyer = Buyer { id: who.partner(), kind: who.partner_kind() };
    let choice = match buyer.kind {
        PartnerKind::IndirectProvider => customer.reseller_id,
        PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => None,
    };
    match partner_of_record(buyer, chosen(partners, choice)) {
        Ok(id) => {
            let name = partners.iter().find(|partner| Some(partner.id) == id).map(|partner| partner.name.clone());
            Check::PartnerOfRecord { is_known: true, name }
        }
        Err(_refusal) => Check::PartnerOfRecord { is_known: false, name: None },
    }
}

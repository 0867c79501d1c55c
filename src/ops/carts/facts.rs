//! The facts of the moment that the review of a cart looks at. Floor 2. Q-8, R-MK-1, R-BL-4, R-BUY-*.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{CartView, LineView};
use crate::access::Principal;
use crate::domain::carts::{
    BOUGHT_RECENTLY_SECONDS, CartState, CustomerFacts, LineFacts, ReviewInput, SubscriptionFacts, fingerprint, review,
};
use crate::domain::customers::{CustomerState, Relationship};
use crate::domain::ids::{CartId, CustomerId, PartnerId};
use crate::domain::market::Verdict;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::{Buyer, ChosenReseller, schedule};
use crate::domain::partners::PartnerKind;
use crate::domain::reservations::ends_at;
use crate::domain::text::PurchaseOrderNumber;
use crate::domain::time::{Day, Instant};
use crate::store::carts::{Cart, StoredLine};
use crate::store::catalog::Offer;
use crate::store::customers::Customer;
use crate::store::partners::Partner;
use crate::store::subscriptions::Subscription;
use crate::store::{Reader, StoreError};

/// What was found out about a cart, inside one look or one transaction.
pub(in crate::ops) struct Gathered {
    pub(in crate::ops) now: Instant,
    pub(in crate::ops) customer: Customer,
    pub(in crate::ops) lines: Vec<StoredLine>,
    pub(in crate::ops) offers: HashMap<String, Offer>,
    pub(in crate::ops) input: ReviewInput,
    subscriptions: Vec<Subscription>,
    partners: Vec<Partner>,
    market: Market,
    bought: Vec<(String, Instant)>,
}

/// The market of a customer.
#[derive(Clone, Copy)]
pub(in crate::ops) struct Market {
    is_open: bool,
    is_sold_to: bool,
    pub(in crate::ops) currency: Currency,
}

/// What the rules of buying look at in a cart, besides its lines.
pub(in crate::ops) struct CartSide {
    pub(in crate::ops) id: CartId,
    pub(in crate::ops) customer: CustomerId,
    pub(in crate::ops) state: CartState,
    pub(in crate::ops) expires_at: Instant,
    pub(in crate::ops) reseller: Option<PartnerId>,
    pub(in crate::ops) purchase_order: PurchaseOrderNumber,
}

/// Finds out everything about a cart with these lines.
pub(in crate::ops) fn gather(
    r: &mut Reader<'_>,
    who: &Principal,
    cart: &Cart,
    lines: Vec<StoredLine>,
) -> Result<Gathered, StoreError> {
    let side = CartSide {
        id: cart.id,
        customer: cart.customer_id,
        state: cart.state,
        expires_at: cart.expires_at,
        reseller: cart.reseller_id,
        purchase_order: cart.purchase_order(),
    };
    gather_for(r, buyer_of(who), side, lines)
}

/// Whose purchase it is when this person buys.
pub(in crate::ops) fn buyer_of(who: &Principal) -> Buyer {
    Buyer { id: who.partner(), kind: who.partner_kind() }
}

/// The same for a cart that may not be there.
pub(in crate::ops) fn gather_for(
    r: &mut Reader<'_>,
    buyer: Buyer,
    cart: CartSide,
    lines: Vec<StoredLine>,
) -> Result<Gathered, StoreError> {
    let now = r.scope().now();
    let customer = r.customer(cart.customer)?;
    let market = market(r, &customer.country, now.day())?;
    let skus: Vec<String> = lines.iter().map(|stored| stored.line.sku.clone()).collect();
    let offers = r.offers(&skus, market.currency, customer.segment, now.day())?;
    let bought = r.bought_since(customer.id, now.plus_seconds(-BOUGHT_RECENTLY_SECONDS))?;
    let subscriptions = r.subscriptions(customer.id)?;
    let partners = r.partners()?;
    let input = ReviewInput {
        now,
        cart: cart.id,
        cart_state: cart.state,
        expires_at: cart.expires_at,
        customer: customer_facts(&customer, market),
        subscriptions: subscriptions.iter().map(subscription_facts).collect(),
        buyer,
        reseller: chosen(&partners, cart.reseller),
        purchase_order: cart.purchase_order,
        lines: Vec::new(),
    };
    let mut gathered = Gathered { now, customer, lines, offers, input, subscriptions, partners, market, bought };
    gathered.look_at_lines();
    Ok(gathered)
}

impl Gathered {
    /// Looks at the lines again after one was changed.
    pub(in crate::ops) fn look_at_lines(&mut self) {
        self.input.lines = self.lines.iter().map(|stored| self.line_facts(stored)).collect();
    }

    /// What is known about a reseller that was chosen; a partner outside the scope is not known.
    pub(in crate::ops) fn choose(&mut self, reseller: Option<PartnerId>) {
        self.input.reseller = chosen(&self.partners, reseller);
    }

    /// The currency of the customer's market.
    pub(in crate::ops) fn currency(&self) -> Currency {
        self.market.currency
    }

    fn line_facts(&self, stored: &StoredLine) -> LineFacts {
        let offer = self.offers.get(&stored.line.sku);
        let last = self.bought.iter().filter(|(sku, _)| *sku == stored.line.sku).map(|(_, at)| *at).max();
        LineFacts {
            line: stored.line.clone(),
            min_quantity: offer.map_or(1, |offer| offer.min_quantity),
            max_quantity: offer.map_or(u32::MAX, |offer| offer.max_quantity),
            price_now: offer.map(|offer| offer.unit),
            last_bought_at: last,
        }
    }

    /// The hash of what is reviewed.
    pub(in crate::ops) fn hash(&self) -> [u8; 32] {
        Sha256::digest(fingerprint(&self.input)).into()
    }

    /// What the pages show.
    pub(super) fn view(self, cart: Cart) -> CartView {
        let review = review(&self.input);
        let hash = hex(&self.hash());
        let (now, buyer) = (self.now, self.input.buyer);
        let lines = self.lines.into_iter().map(|stored| line_view(stored, &self.offers, now)).collect();
        let is_reseller = |partner: &Partner| partner.kind == PartnerKind::IndirectReseller;
        let resellers = match buyer.kind {
            PartnerKind::IndirectProvider => self.partners.into_iter().filter(is_reseller).collect(),
            PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => Vec::new(),
        };
        let (customer, subscriptions) = (self.customer, self.subscriptions);
        CartView { now, customer, cart, lines, subscriptions, resellers, buyer, review, hash }
    }
}

fn line_view(stored: StoredLine, offers: &HashMap<String, Offer>, now: Instant) -> LineView {
    let line = &stored.line;
    // More than can be counted is refused by the review; here it is shown as nothing.
    let total = line.unit_price.times(line.quantity.get()).unwrap_or(Money::zero(line.unit_price.currency()));
    LineView {
        title: stored.sku.title.clone(),
        price_now: offers.get(&line.sku).map(|offer| offer.unit),
        total,
        charges: schedule(total, line.plan, line.term, now.day()).unwrap_or_default(),
        ends_at: ends_at(now, line.term),
        licence: None,
        benefit: None,
        stored,
    }
}

/// The market of a country on a day.
pub(in crate::ops) fn market(r: &mut Reader<'_>, country: &str, day: Day) -> Result<Market, StoreError> {
    let verdict = r.market_verdict(country, day)?;
    let (is_open, is_sold_to) = (verdict.is_allowed(), verdict != Verdict::NotSold);
    // Where the vendor names no currency, its price lists are in US dollars.
    let currency = r.currency_of(country)?.unwrap_or(Currency::USD);
    Ok(Market { is_open, is_sold_to, currency })
}

/// What the rules of buying look at in a customer.
pub(in crate::ops) fn customer_facts(customer: &Customer, market: Market) -> CustomerFacts {
    let relationship = match customer.state {
        CustomerState::Removed => Relationship::None,
        CustomerState::Invited | CustomerState::Active | CustomerState::UnderReview | CustomerState::Rejected => {
            Relationship::Reseller
        }
    };
    CustomerFacts {
        state: customer.state,
        relationship,
        segment: customer.segment,
        is_sold_to: market.is_sold_to,
        is_market_open: market.is_open,
        currency: market.currency,
        is_purchase_order_required: customer.is_purchase_order_required,
    }
}

fn subscription_facts(subscription: &Subscription) -> SubscriptionFacts {
    SubscriptionFacts { id: subscription.id, state: subscription.state, registration: subscription.registration }
}

/// What is known about a reseller that was chosen; a partner outside the scope is not known.
pub(in crate::ops) fn chosen(partners: &[Partner], id: Option<PartnerId>) -> ChosenReseller {
    let Some(id) = id else { return ChosenReseller::Nobody };
    match partners.iter().find(|partner| partner.id == id) {
        Some(found) => ChosenReseller::Known { id, kind: found.kind, provider: found.provider_id },
        None => ChosenReseller::Unknown,
    }
}

/// Bytes as small hexadecimal digits.
pub(in crate::ops) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.filter_map(|half| DIGITS.get(usize::from(half))).map(|digit| char::from(*digit)).collect()
}

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::customers::{CustomerState, Relationship, Segment};
use crate::domain::ids::{CartId, PartnerId, SubscriptionId};
use crate::domain::money::Currency;
use crate::domain::orders::{Buyer, ChosenReseller};
use crate::domain::partners::PartnerKind;
use crate::domain::reservations::Setting;
use crate::domain::subscriptions::{Registration, SubscriptionState};
use crate::domain::text::PurchaseOrderNumber;

fn guid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn subscription(n: u128) -> SubscriptionId {
    SubscriptionId::from_uuid(guid(n))
}

fn now() -> Instant {
    Instant::from_micros(1_800_000_000_000_000)
}

fn line(n: u128, minor: i64) -> LineFacts {
    let price = Money::new(minor, Currency::USD);
    LineFacts {
        line: CartLine {
            id: CartLineId::from_uuid(guid(n)),
            sku: format!("SKU-{n}"),
            term: Term::OneYear,
            quantity: Quantity::new(3).unwrap(),
            unit_price: price,
            reservation: Some(Setting {
                subscription: subscription(1),
                scope: AppliedScope::Shared,
                optimise: Optimise::Flexibility,
            }),
            plan: BillingPlan::Upfront,
            name: DisplayName::parse("VM_RI_01").unwrap(),
        },
        min_quantity: 1,
        max_quantity: 100,
        price_now: Some(price),
        last_bought_at: None,
    }
}

/// A cart that may be bought: two lines, one subscription, a direct-bill partner.
fn good() -> ReviewInput {
    ReviewInput {
        now: now(),
        cart: CartId::from_uuid(guid(7)),
        cart_state: CartState::Active,
        expires_at: expiry(now(), CART_LIFE_DAYS),
        customer: CustomerFacts {
            state: CustomerState::Active,
            relationship: Relationship::Reseller,
            segment: Segment::Commercial,
            is_sold_to: true,
            is_market_open: true,
            currency: Currency::USD,
            is_purchase_order_required: false,
        },
        subscriptions: vec![SubscriptionFacts {
            id: subscription(1),
            state: SubscriptionState::Active,
            registration: Registration::Registered,
        }],
        buyer: Buyer { id: PartnerId::from_uuid(guid(1)), kind: PartnerKind::DirectBill },
        reseller: ChosenReseller::Nobody,
        purchase_order: PurchaseOrderNumber::parse("").unwrap(),
        lines: vec![line(1, 98_500), line(2, 1_000)],
    }
}

fn known(id: u128, kind: PartnerKind, provider: u128) -> ChosenReseller {
    let partner = |n| PartnerId::from_uuid(guid(n));
    ChosenReseller::Known { id: partner(id), kind, provider: Some(partner(provider)) }
}

fn plain(code: Code) -> (Option<usize>, Problem) {
    (None, Problem::Plain(code))
}

/// One way to spoil a good cart, and what must be found then.
type Case = (fn(&mut ReviewInput), (Option<usize>, Problem));

fn cases() -> Vec<Case> {
    let usd = |minor| Money::new(minor, Currency::USD);
    vec![
        (|cart| cart.customer.is_market_open = false, plain(Code::MarketClosed)),
        (|cart| cart.customer.is_sold_to = false, plain(Code::MarketClosed)),
        (
            |cart| {
                cart.customer.segment = Segment::Education;
                cart.lines[1].line.reservation = None;
            },
            (Some(1), Problem::Plain(Code::SoftwareNeedsCommercial)),
        ),
        (|cart| cart.customer.state = CustomerState::UnderReview, plain(Code::CustomerNotActive)),
        (|cart| cart.customer.relationship = Relationship::Advisor, plain(Code::CustomerNotActive)),
        (
            |cart| cart.subscriptions[0].registration = Registration::Registering,
            (Some(0), Problem::SubscriptionNotRegistered(Registration::Registering)),
        ),
        (
            |cart| cart.lines[1].line.reservation.as_mut().unwrap().subscription = subscription(9),
            (Some(1), Problem::Plain(Code::SubscriptionOfAnotherCustomer)),
        ),
        (|cart| cart.lines[0].max_quantity = 2, (Some(0), Problem::QuantityOutOfRange { min: 1, max: 2 })),
        (|cart| cart.lines[0].min_quantity = 4, (Some(0), Problem::QuantityOutOfRange { min: 4, max: 100 })),
        (
            |cart| cart.lines[0].line.reservation.as_mut().unwrap().optimise = Optimise::Capacity,
            (Some(0), Problem::Plain(Code::CapacityNeedsSingleScope)),
        ),
        (
            |cart| cart.lines[1].price_now = Some(Money::new(1_001, Currency::USD)),
            (Some(1), Problem::PriceChanged { was: usd(1_000), now: usd(1_001) }),
        ),
        (|cart| cart.lines[0].price_now = None, (Some(0), Problem::Plain(Code::PriceGone))),
        (
            |cart| cart.customer.currency = Currency::EUR,
            (Some(0), Problem::CurrencyMismatch { expected: Currency::EUR, found: Currency::USD }),
        ),
        (|cart| cart.buyer.kind = PartnerKind::IndirectProvider, plain(Code::ResellerRequired)),
        (|cart| cart.reseller = ChosenReseller::Unknown, plain(Code::ResellerUnknown)),
        (
            |cart| {
                cart.buyer.kind = PartnerKind::IndirectProvider;
                cart.reseller = known(1, PartnerKind::IndirectProvider, 1);
            },
            plain(Code::ResellerIsProvider),
        ),
        (
            |cart| {
                cart.buyer.kind = PartnerKind::IndirectProvider;
                cart.reseller = known(2, PartnerKind::IndirectReseller, 3);
            },
            plain(Code::ResellerNotIndirect),
        ),
        (|cart| cart.customer.is_purchase_order_required = true, plain(Code::PurchaseOrderRequired)),
        (|cart| cart.lines.clear(), plain(Code::CartEmpty)),
        (|cart| cart.expires_at = cart.now, (None, Problem::CartExpired(now()))),
        (|cart| cart.cart_state = CartState::Expired, (None, Problem::CartExpired(expiry(now(), 7)))),
        (|cart| cart.cart_state = CartState::Ordered, plain(Code::CartAlreadyOrdered)),
        (
            |cart| cart.lines[0].last_bought_at = Some(cart.now.plus_seconds(-86_399)),
            (Some(0), Problem::BoughtRecently(now().plus_seconds(-86_399))),
        ),
        (
            |cart| {
                cart.lines[0].line.unit_price = Money::new(i64::MAX, Currency::USD);
                cart.lines[0].price_now = Some(Money::new(i64::MAX, Currency::USD));
            },
            plain(Code::TotalTooLarge),
        ),
        (|cart| cart.subscriptions[0].state = SubscriptionState::Suspended, plain(Code::NoActiveSubscription)),
        (
            |cart| cart.subscriptions[0].state = SubscriptionState::Suspended,
            (Some(1), Problem::SubscriptionNotActive(SubscriptionState::Suspended)),
        ),
    ]
}

#[test]
fn a_good_cart_has_no_findings_and_may_be_bought() {
    let review = review(&good());
    assert_eq!(review.findings, []);
    assert!(review.is_placeable());
    assert_eq!(review.totals(), [Money::new(298_500, Currency::USD)]);
}

#[test]
fn every_rule_finds_what_breaks_it() {
    for (number, (spoil, (line, problem))) in cases().into_iter().enumerate() {
        let mut cart = good();
        spoil(&mut cart);
        let review = review(&cart);
        assert!(review.findings.contains(&Finding { line, problem }), "case {number}: {:?}", review.findings);
        assert_eq!(review.is_placeable(), problem.code() == Code::BoughtRecently, "case {number}");
    }
}

#[test]
fn every_code_has_a_case() {
    let covered: BTreeSet<Code> = cases().into_iter().map(|(_, (_, problem))| problem.code()).collect();
    assert_eq!(covered, Code::ALL.iter().copied().collect());
}

#[test]
fn everything_wrong_is_said_at_once_the_cart_first() {
    let mut cart = good();
    cart.customer.is_market_open = false;
    cart.lines[0].price_now = None;
    cart.lines[1].max_quantity = 1;
    let codes: Vec<(Option<usize>, &str)> =
        review(&cart).findings.iter().map(|finding| (finding.line, finding.code().code())).collect();
    assert_eq!(codes, [(None, "market-closed"), (Some(0), "price-gone"), (Some(1), "quantity-out-of-range")]);
    assert_eq!(review(&cart).of_line(1).count(), 1);
    assert_eq!(review(&cart).of_cart().count(), 1);
}

#[test]
fn edges_that_are_fine() {
    let software = |cart: &mut ReviewInput| cart.lines.iter_mut().for_each(|facts| facts.line.reservation = None);
    // software is sold where reservations are not, and to customers without a subscription.
    let mut closed = good();
    software(&mut closed);
    closed.customer.is_market_open = false;
    closed.subscriptions.clear();
    assert!(review(&closed).is_placeable());
    let fine: [fn(&mut ReviewInput); 6] = [
        |cart| cart.now = cart.expires_at.plus_seconds(-1),
        |cart| cart.lines[0].last_bought_at = Some(cart.now.plus_seconds(-86_400)),
        |cart| (cart.lines[0].min_quantity, cart.lines[0].max_quantity) = (3, 3),
        |cart| {
            cart.lines[0].line.reservation.as_mut().unwrap().optimise = Optimise::Capacity;
            cart.lines[0].line.reservation.as_mut().unwrap().scope = AppliedScope::Single;
        },
        |cart| {
            cart.buyer.kind = PartnerKind::IndirectProvider;
            cart.reseller = known(2, PartnerKind::IndirectReseller, 1);
        },
        |cart| {
            cart.customer.is_purchase_order_required = true;
            cart.purchase_order = PurchaseOrderNumber::parse("PO-1").unwrap();
        },
    ];
    for (number, change) in fine.into_iter().enumerate() {
        let mut cart = good();
        change(&mut cart);
        assert_eq!(review(&cart).findings, [], "case {number}");
    }
}

#[test]
fn the_vendors_error_numbers() {
    let numbers: Vec<(&str, u32)> =
        Code::ALL.iter().filter_map(|code| code.vendor_error().map(|number| (code.code(), number))).collect();
    assert_eq!(
        numbers,
        [
            ("market-closed", 800_070),
            ("customer-not-active", 800_073),
            ("subscription-not-active", 800_012),
            ("subscription-not-registered", 800_030),
            ("subscription-of-another-customer", 800_011),
            ("reseller-unknown", 800_015),
            ("reseller-is-provider", 2_072),
            ("reseller-not-indirect", 800_016),
            ("software-needs-commercial", 800_020),
            ("cart-already-ordered", 800_065),
        ]
    );
}

#[test]
fn one_order_per_currency_and_plan() {
    let mut cart = good();
    cart.lines.push(line(3, 500));
    cart.lines[2].line.plan = BillingPlan::Monthly;
    cart.lines.push(line(4, 7_000));
    cart.lines[3].price_now = Some(Money::new(7_000, Currency::EUR));
    cart.lines.push(line(5, 9_999));
    cart.lines[4].price_now = None;
    let review = review(&cart);
    let groups: Vec<(&str, BillingPlan, &[usize], i64)> = review
        .groups
        .iter()
        .map(|group| (group.currency.code(), group.plan, group.lines.as_slice(), group.total.minor()))
        .collect();
    assert_eq!(
        groups,
        [
            ("EUR", BillingPlan::Upfront, &[3][..], 21_000),
            ("USD", BillingPlan::Upfront, &[0, 1], 298_500),
            ("USD", BillingPlan::Monthly, &[2], 1_500),
        ]
    );
    assert_eq!(review.totals(), [Money::new(21_000, Currency::EUR), Money::new(300_000, Currency::USD)]);
}

#[test]
fn the_fingerprint_changes_with_everything_that_is_bought() {
    let same: [fn(&mut ReviewInput); 2] =
        [|cart| cart.now = cart.now.plus_seconds(60), |cart| cart.lines[0].last_bought_at = Some(cart.now)];
    let different: [fn(&mut ReviewInput); 14] = [
        |cart| cart.cart = CartId::from_uuid(guid(8)),
        |cart| cart.reseller = known(2, PartnerKind::IndirectReseller, 1),
        |cart| cart.purchase_order = PurchaseOrderNumber::parse("PO-1").unwrap(),
        |cart| cart.lines[0].line.sku.push('x'),
        |cart| cart.lines[0].line.term = Term::ThreeYears,
        |cart| cart.lines[0].line.quantity = Quantity::ONE,
        |cart| cart.lines[0].line.unit_price = Money::new(1, Currency::USD),
        |cart| cart.lines[0].price_now = Some(Money::new(98_500, Currency::EUR)),
        |cart| cart.lines[0].line.reservation.as_mut().unwrap().subscription = subscription(2),
        |cart| cart.lines[0].line.reservation.as_mut().unwrap().scope = AppliedScope::Single,
        |cart| cart.lines[0].line.reservation.as_mut().unwrap().optimise = Optimise::Capacity,
        |cart| cart.lines[0].line.plan = BillingPlan::Monthly,
        |cart| cart.lines[0].line.name = DisplayName::parse("web").unwrap(),
        |cart| cart.lines.swap(0, 1),
    ];
    let changed = |change: fn(&mut ReviewInput)| {
        let mut cart = good();
        change(&mut cart);
        fingerprint(&cart)
    };
    for change in same {
        assert_eq!(changed(change), fingerprint(&good()));
    }
    let all: BTreeSet<String> =
        different.into_iter().map(changed).chain(std::iter::once(fingerprint(&good()))).collect();
    assert_eq!(all.len(), different.len() + 1);
}

proptest! {
    /// the groups hold every priced line once, and their totals are the sum of the lines.
    #[test]
    fn groups_add_up_to_the_lines(lines in prop::collection::vec((0..10_000_000_i64, 1..=100_u32, any::<bool>(), any::<bool>()), 0..20)) {
        let mut cart = good();
        cart.lines.clear();
        let mut expected = 0;
        for (n, (minor, quantity, is_monthly, is_won)) in (1_u128..).zip(&lines) {
            let mut facts = line(n, *minor);
            facts.line.quantity = Quantity::new(*quantity).unwrap();
            facts.line.plan = if *is_monthly { BillingPlan::Monthly } else { BillingPlan::Upfront };
            let currency = if *is_won { Currency::KRW } else { Currency::USD };
            facts.price_now = Some(Money::new(*minor, currency));
            expected += minor * i64::from(*quantity);
            cart.lines.push(facts);
        }
        let review = review(&cart);
        prop_assert_eq!(review.groups.iter().map(|group| group.total.minor()).sum::<i64>(), expected);
        prop_assert_eq!(review.totals().iter().map(|total| total.minor()).sum::<i64>(), expected);
        let mut held: Vec<usize> = review.groups.iter().flat_map(|group| group.lines.clone()).collect();
        held.sort_unstable();
        prop_assert_eq!(held, (0..lines.len()).collect::<Vec<_>>());
    }
}

use proptest::prelude::*;

use super::{at, ten, usd};
use crate::domain::money::{Currency, Money};
use crate::domain::policy::refund::{RefundQuote, quote};
use crate::domain::policy::{
    Cap, CapBasis, EntryKind, InForce, LedgerRow, Outcome, POL_1810, Payment, Policy, PolicyBook, PolicyCode, Refusal,
    ReservationFacts, UsdRate,
};
use crate::domain::term::Term;
use crate::domain::time::Instant;

fn refund(facts: &ReservationFacts, returned: u32, day: &str) -> RefundQuote {
    quote(facts, returned, &PolicyBook::default(), &[], at(day)).unwrap()
}

#[test]
fn rf_10_the_basis_of_the_limit_decides_how_many_fit() {
    let all = refund(&ten(), 10, "2019-07-01");
    assert_eq!(all.outcome, Outcome::Refused(Refusal::RefundLimitExceeded));
    assert_eq!((all.unit_credit, all.credit), (usd(751_369), usd(7_513_690)));
    assert_eq!((all.max_quantity, all.headroom_after), (6, usd(5_000_000)));
    let net = Policy { cap: Cap { basis: CapBasis::NetOfFee, ..POL_1810.cap }, ..POL_1810 };
    let book = PolicyBook::from_entry(InForce { policy: Box::leak(Box::new(net)), from: POL_1810.from });
    let seven = quote(&ten(), 7, &book, &[], at("2019-07-01")).unwrap();
    assert!(seven.outcome.is_allowed());
    assert_eq!((seven.max_quantity, seven.counted_usd), (7, usd(4_628_433)));
}

#[test]
fn what_is_held_is_nobody_elses() {
    let ledger = [LedgerRow { kind: EntryKind::Hold, at: at("2019-06-30"), usd: usd(4_508_214) }];
    let one = quote(&ten(), 1, &PolicyBook::default(), &ledger, at("2019-07-01")).unwrap();
    assert_eq!(one.outcome, Outcome::Refused(Refusal::RefundLimitExceeded));
    assert_eq!((one.max_quantity, one.headroom.left), (0, usd(491_786)));
}

#[test]
fn the_fifth_day_ends_with_the_moment_of_the_order() {
    let bought = Instant::start_of("2019-01-01".parse().unwrap()).plus_seconds(48_000);
    let facts = ReservationFacts { ordered_at: bought, starts_at: bought.plus_seconds(2_400), is_used: false, ..ten() };
    let fee = |after: i64| {
        let now = bought.plus_days(5).plus_seconds(after);
        quote(&facts, 1, &PolicyBook::default(), &[], now).unwrap().fee
    };
    assert_eq!(fee(0), usd(0));
    assert!(fee(1).minor() > 0);
}

#[test]
fn two_policies_on_two_dates_give_two_explained_outcomes() {
    let facts = ReservationFacts {
        ordered_at: at("2026-06-01"),
        starts_at: at("2026-06-01"),
        expires_at: at("2029-06-01"),
        ..ten()
    };
    let book = PolicyBook::of([(PolicyCode::PolNow, "2026-09-01".parse().unwrap())]);
    let on = |day: &str| quote(&facts, 1, &book, &[], at(day)).unwrap();
    let (august, september) = (on("2026-08-31"), on("2026-09-01"));
    assert_eq!((august.policy, september.policy), (PolicyCode::Pol1810, PolicyCode::PolNow));
    assert!(august.fee.minor() > 0);
    assert_eq!(september.fee.minor(), 0);
    let kinds = |quote: &RefundQuote| serde_json::to_string(&quote.steps).unwrap();
    assert!(kinds(&august).contains(r#""kind":"fee","percent":12"#), "{}", kinds(&august));
    assert!(kinds(&september).contains(r#""kind":"fee_reserved","percent":12"#), "{}", kinds(&september));
    let stored: RefundQuote = serde_json::from_str(&serde_json::to_string(&august).unwrap()).unwrap();
    assert_eq!(stored, august);
}

#[test]
fn r_rf_7_the_limit_counts_the_refund_or_the_cancelled_commitment() {
    // azure-docs#102458: of 36 x 100, half a month comes back.
    let monthly = ReservationFacts {
        ordered_at: at("2026-09-01"),
        starts_at: at("2026-09-01"),
        expires_at: at("2029-09-01"),
        unit_paid: usd(360_000),
        quantity: 1,
        payment: Payment::Monthly { paid: 12 },
        ..ten()
    };
    let of = |code| quote(&monthly, 1, &PolicyBook::only(code), &[], at("2027-08-17")).unwrap();
    let (refund, commitment) = (of(PolicyCode::Pol2002), of(PolicyCode::PolNow));
    assert_eq!((refund.credit, commitment.credit), (usd(4_839), usd(4_839)));
    assert_eq!(refund.headroom_after, usd(5_000_000 - 4_839));
    assert_eq!(commitment.headroom_after, usd(5_000_000 - 240_000 - 4_839));
}

#[test]
fn an_unpaid_month_that_is_over_stays_due() {
    let monthly =
        ReservationFacts { unit_paid: usd(360_000), quantity: 1, payment: Payment::Monthly { paid: 2 }, ..ten() };
    let quote = refund(&monthly, 1, "2019-05-01");
    assert_eq!((quote.credit, quote.cancelled_commitment), (usd(0), usd(32 * 10_000)));
}

fn any_facts() -> impl Strategy<Value = (ReservationFacts, u32, i64)> {
    let payment = prop_oneof![Just(Payment::Upfront), (0_u32..=36).prop_map(|paid| Payment::Monthly { paid })];
    let currency = prop_oneof![Just("USD"), Just("KRW"), Just("GBP"), Just("KWD")];
    let list = proptest::option::of(0_i64..5_000_000);
    let amounts = (0_i64..5_000_000, list, 1_u32..=100, 1_u32..=100);
    (amounts, payment, currency, any::<bool>(), any::<bool>(), 0_i64..1_200 * 86_400).prop_map(
        |((paid, list, quantity, returned), payment, code, is_used, is_long, seconds)| {
            let currency: Currency = code.parse().unwrap();
            let rate = if currency == Currency::USD { "1" } else { "0.8315" };
            let term = if is_long { Term::ThreeYears } else { Term::OneYear };
            let facts = ReservationFacts {
                term,
                expires_at: term.expiry(at("2019-01-01")),
                unit_paid: Money::new(paid, currency),
                unit_list: list.map(|minor| Money::new(minor, currency)),
                quantity,
                payment,
                is_used,
                usd_rate: UsdRate::new(rate.parse().unwrap(), currency).unwrap(),
                ..ten()
            };
            (facts, returned.min(quantity), seconds)
        },
    )
}

fn any_policy() -> impl Strategy<Value = PolicyCode> {
    proptest::sample::select(PolicyCode::ALL)
}

/// What has been paid for the returned units, however it is rounded.
fn paid_at_most(facts: &ReservationFacts, returned: u32) -> i64 {
    let whole = facts.unit_paid.minor() * i64::from(returned);
    match facts.payment {
        Payment::Upfront => whole,
        Payment::Monthly { paid } => {
            let charged = super::super::working::paid_for(facts, facts.quantity).unwrap().minor();
            let part = -(-charged * i64::from(returned)).div_euclid(i64::from(facts.quantity));
            if paid == 0 { 0 } else { part }
        }
    }
}

proptest! {
    /// Nothing comes back that was not paid, no part is negative, credit less fee is what moves.
    #[test]
    fn net_is_never_above_paid((facts, returned, seconds) in any_facts(), code in any_policy()) {
        let now = at("2019-01-01").plus_seconds(seconds);
        let quote = quote(&facts, returned, &PolicyBook::only(code), &[], now).unwrap();
        prop_assert!(quote.credit.minor() <= paid_at_most(&facts, returned));
        prop_assert_eq!(quote.credit.minus(quote.fee).unwrap(), quote.net);
        prop_assert!(quote.fee.minor() >= 0 && quote.net.minor() >= 0);
        prop_assert!(quote.cancelled_commitment.minor() <= facts.unit_paid.minor() * i64::from(returned));
    }

    /// Waiting never pays.
    #[test]
    fn later_is_never_more((facts, returned, seconds) in any_facts(), wait in 0_i64..40_000_000, code in any_policy()) {
        let book = PolicyBook::only(code);
        let on = |seconds| quote(&facts, returned, &book, &[], at("2019-01-01").plus_seconds(seconds)).unwrap();
        let (now, later) = (on(seconds), on(seconds + wait));
        prop_assert!(later.net.minor() <= now.net.minor(), "{} then {}", now.net, later.net);
        prop_assert!(later.cancelled_commitment.minor() <= now.cancelled_commitment.minor());
    }

    /// What is paid ahead comes back in parts as it does at once: each is rounded first, then added.
    #[test]
    fn parts_sum_to_the_whole((facts, returned, seconds) in any_facts(), part in 1_u32..100, code in any_policy()) {
        let facts = ReservationFacts { payment: Payment::Upfront, ..facts };
        let now = at("2019-01-01").plus_seconds(seconds);
        let of = |count| quote(&facts, count, &PolicyBook::only(code), &[], now).unwrap();
        let part = part.min(returned);
        let rest = returned - part;
        let parts = if rest == 0 { of(part).credit } else { of(part).credit.plus(of(rest).credit).unwrap() };
        prop_assert_eq!(parts, of(returned).credit);
    }

    /// The limit holds whatever was refunded before, and the largest quantity is the largest.
    #[test]
    fn headroom_is_never_negative(
        (facts, returned, seconds) in any_facts(),
        code in any_policy(),
        before in proptest::collection::vec((0_i64..3_000_000, 0_i64..800, any::<bool>()), 0..4),
    ) {
        let start = at("2019-01-01");
        let row = |(minor, days, is_hold)| LedgerRow {
            kind: if is_hold { EntryKind::Hold } else { EntryKind::Commit },
            at: start.plus_days(days - 400),
            usd: usd(minor),
        };
        let ledger: Vec<LedgerRow> = before.into_iter().map(row).collect();
        let of = |count| quote(&facts, count, &PolicyBook::only(code), &ledger, start.plus_seconds(seconds)).unwrap();
        let quote = of(returned);
        prop_assert!(quote.headroom.left.minor() >= 0 && quote.headroom_after.minor() >= 0);
        prop_assert!(quote.headroom_after.minor() <= quote.headroom.left.minor());
        if quote.outcome.is_allowed() {
            prop_assert_eq!(quote.headroom.left.minus(quote.counted_usd).unwrap(), quote.headroom_after);
            prop_assert!(returned <= quote.max_quantity);
        }
        if quote.max_quantity > 0 {
            prop_assert!(of(quote.max_quantity).outcome.is_allowed());
        }
        if quote.outcome.refusal() == Some(Refusal::RefundLimitExceeded) {
            prop_assert!(returned > quote.max_quantity);
            prop_assert!(!of(quote.max_quantity + 1).outcome.is_allowed());
        }
        prop_assert_eq!(quote, of(returned));
    }
}

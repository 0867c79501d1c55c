use proptest::prelude::*;

use super::{at, ten, usd};
use crate::domain::carts::BillingPlan;
use crate::domain::policy::columns::{Choice, columns};
use crate::domain::policy::exchange::{ExchangeFacts, ExchangeQuote, ReturnLine, WantedLine, quote};
use crate::domain::policy::repair::{Change, Repair, repairs};
use crate::domain::policy::{
    EntryKind, LedgerRow, Outcome, Payment, PolicyBook, PolicyCode, ProductKind, Refusal, ReservationFacts,
};
use crate::domain::term::Term;

/// 36 payments of 100.00 from the first day of 2026, of which 18 are made.
fn monthly() -> ReservationFacts {
    ReservationFacts {
        ordered_at: at("2026-01-01"),
        starts_at: at("2026-01-01"),
        expires_at: at("2029-01-01"),
        unit_paid: usd(360_000),
        quantity: 1,
        payment: Payment::Monthly { paid: 18 },
        ..ten()
    }
}

fn wanted(minor: i64, quantity: u32) -> WantedLine {
    WantedLine {
        product: ProductKind::VirtualMachines,
        term: Term::OneYear,
        plan: BillingPlan::Upfront,
        unit_price: usd(minor),
        three_year_price: None,
        quantity,
    }
}

fn facts(reservation: ReservationFacts, returned: u32, wanted: WantedLine) -> ExchangeFacts {
    ExchangeFacts { returns: vec![ReturnLine { reservation, returned }], wanted: vec![wanted] }
}

fn ask(facts: &ExchangeFacts, code: PolicyCode, day: &str) -> ExchangeQuote {
    quote(facts, &PolicyBook::only(code), &[], at(day)).unwrap()
}

#[test]
fn r_ex_3_the_documented_boundary_passes_at_1800_00_and_fails_at_1799_99() {
    let of = |minor| ask(&facts(monthly(), 1, wanted(minor, 1)), PolicyCode::PolNow, "2027-07-01");
    let (passes, fails) = (of(180_000), of(179_999));
    assert_eq!((passes.outcome, passes.minimum), (Outcome::Allowed, usd(180_000)));
    assert_eq!(fails.outcome, Outcome::Refused(Refusal::ExchangeTotalTooSmall));
    assert_eq!((passes.refund, passes.net_payable, passes.due_now), (usd(0), usd(180_000), usd(180_000)));
    let monthly_plan = WantedLine { plan: BillingPlan::Monthly, ..wanted(240_000, 1) };
    let by_month = ask(&facts(monthly(), 1, monthly_plan), PolicyCode::PolNow, "2027-07-01");
    assert_eq!((by_month.net_payable, by_month.due_now), (usd(240_000), usd(20_000)));
}

#[test]
fn pol_now_what_is_bought_from_february_2027_is_not_exchanged() {
    let bought = |day: &str| ReservationFacts {
        ordered_at: at(day),
        starts_at: at(day),
        expires_at: Term::ThreeYears.expiry(at(day)),
        ..ten()
    };
    let of = |facts: &ExchangeFacts, day: &str| ask(facts, PolicyCode::PolNow, day).outcome.refusal();
    let late = facts(bought("2027-02-01"), 1, wanted(900_000, 1));
    assert_eq!(of(&late, "2027-06-01"), Some(Refusal::ExchangeNoLongerOffered));
    assert_eq!(ask(&late, PolicyCode::Pol2310, "2027-06-01").outcome, Outcome::Allowed, "another policy");
    let early = facts(bought("2027-01-31"), 1, wanted(900_000, 1));
    assert_eq!(of(&early, "2027-06-01"), None);
    let steps = |day: &str| serde_json::to_string(&ask(&early, PolicyCode::PolNow, day).steps).unwrap();
    assert!(steps("2027-06-01").contains("final_exchange"));
    assert!(!steps("2027-01-31").contains("final_exchange"), "what is bought then can be exchanged again");
    let mut databases = late.clone();
    databases.returns[0].reservation.product = ProductKind::CosmosDb;
    databases.wanted[0].product = ProductKind::CosmosDb;
    assert_eq!(of(&databases, "2027-06-01"), None, "no compute savings plan covers it");
}

#[test]
fn an_exchange_is_of_one_kind_and_has_two_sides() {
    let one = facts(ten(), 1, wanted(900_000, 1));
    let with = |change: fn(&mut ExchangeFacts)| {
        let mut facts = one.clone();
        change(&mut facts);
        ask(&facts, PolicyCode::Pol1810, "2019-07-01").outcome.refusal()
    };
    assert_eq!(with(|_same| ()), None);
    assert_eq!(with(|it| it.wanted.clear()), Some(Refusal::ExchangeIncomplete));
    assert_eq!(with(|it| it.returns.clear()), Some(Refusal::ExchangeIncomplete));
    assert_eq!(with(|it| it.wanted[0].quantity = 0), Some(Refusal::ExchangeIncomplete));
    assert_eq!(with(|it| it.returns[0].returned = 11), Some(Refusal::InvalidRefundQuantity));
    assert_eq!(with(|it| it.wanted[0].product = ProductKind::SqlDatabases), Some(Refusal::ExchangeTypeMismatch));
    assert_eq!(with(|it| it.wanted[0].product = ProductKind::SuseLinux), Some(Refusal::ProductNotExchangeable));
}

#[test]
fn r_ex_4_neither_fee_nor_limit() {
    let spent = [LedgerRow { kind: EntryKind::Commit, at: at("2019-06-30"), usd: usd(5_000_000) }];
    let all = facts(ten(), 10, wanted(900_000, 10));
    let quote = quote(&all, &PolicyBook::default(), &spent, at("2019-07-01")).unwrap();
    assert_eq!((quote.outcome, quote.refund), (Outcome::Allowed, usd(7_513_690)));
    assert_eq!(quote.headroom.left, usd(0));
    assert_eq!(quote.net_payable, usd(9_000_000 - 7_513_690));
}

#[test]
fn c3_the_smallest_changes_that_pass() {
    // Ten come back for 75,136.90; three new ones of 10,000.00 do not reach it.
    let line = WantedLine { three_year_price: Some(usd(2_600_000)), ..wanted(1_000_000, 3) };
    let short = facts(ten(), 10, line);
    let book = PolicyBook::default();
    let found = repairs(&short, &book, &[], at("2019-07-01")).unwrap();
    let changes: Vec<Change> = found.iter().map(|repair| repair.change).collect();
    assert_eq!(
        changes,
        [
            Change::QuantityUp { line: 0, from: 3, to: 8 },
            Change::LongerTerm { line: 0 },
            Change::FewerReturned { line: 0, from: 10, to: 3 },
        ]
    );
    assert_eq!(found[0].net_payable, usd(8_000_000 - 7_513_690));
    let enough = facts(ten(), 3, wanted(1_000_000, 3));
    assert!(repairs(&enough, &book, &[], at("2019-07-01")).unwrap().is_empty());
    let other = facts(ten(), 3, WantedLine { product: ProductKind::CosmosDb, ..wanted(1, 1) });
    assert!(repairs(&other, &book, &[], at("2019-07-01")).unwrap().is_empty(), "no amount repairs another kind");
}

#[test]
fn c3_four_columns() {
    let facts = facts(ten(), 4, wanted(1_000_000, 4));
    let columns = columns(&facts, &PolicyBook::default(), &[], at("2019-07-01")).unwrap();
    let shown: Vec<String> = columns
        .iter()
        .map(|it| {
            let ends = it.ends_on.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {} {} {ends} {}", it.choice, it.cash_now, it.commitment, it.cap_used_usd)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "keep 0.00 USD 75136.90 USD 2022-01-01 0.00 USD",
            "widen_scope 0.00 USD 75136.90 USD 2022-01-01 0.00 USD",
            "refund -26448.19 USD 45082.14 USD 2022-01-01 30054.76 USD",
            "exchange 9945.24 USD 85082.14 USD 2022-01-01 0.00 USD",
        ]
    );
    assert_eq!(columns.iter().map(|it| it.choice).collect::<Vec<_>>(), Choice::ALL);
}

#[test]
fn c3_two_refunds_share_one_limit() {
    let line = ReturnLine { reservation: ten(), returned: 4 };
    let facts = ExchangeFacts { returns: vec![line, line], wanted: vec![wanted(1_000_000, 8)] };
    let columns = columns(&facts, &PolicyBook::default(), &[], at("2019-07-01")).unwrap();
    assert_eq!(columns[2].outcome, Outcome::Refused(Refusal::RefundLimitExceeded));
    assert_eq!(columns[3].outcome, Outcome::Allowed);
}

fn any_exchange() -> impl Strategy<Value = ExchangeFacts> {
    let back =
        (1_i64..2_000_000, 1_u32..=20, any::<bool>(), 1_u32..=20).prop_map(|(paid, quantity, used, returned)| {
            let reservation = ReservationFacts { unit_paid: usd(paid), quantity, is_used: used, ..ten() };
            ReturnLine { reservation, returned: returned.min(quantity) }
        });
    let new = (0_i64..1_500_000, 1_u32..=20, proptest::option::of(0_i64..4_000_000))
        .prop_map(|(price, quantity, long)| WantedLine { three_year_price: long.map(usd), ..wanted(price, quantity) });
    let lines = (proptest::collection::vec(back, 1..3), proptest::collection::vec(new, 1..3));
    lines.prop_map(|(returns, wanted)| ExchangeFacts { returns, wanted })
}

/// The change that asks for one unit less, where there is one.
fn smaller(change: Change) -> Option<Change> {
    match change {
        Change::QuantityUp { line, from, to } => Some(Change::QuantityUp { line, from, to: to - 1 }),
        Change::FewerReturned { line, from, to } => Some(Change::FewerReturned { line, from, to: to + 1 }),
        Change::LongerTerm { .. } => None,
    }
}

proptest! {
    /// Every repair passes, and nothing smaller does.
    #[test]
    fn no_smaller_change_passes(facts in any_exchange(), code in proptest::sample::select(PolicyCode::ALL)) {
        let book = PolicyBook::only(code);
        let outcome = |facts: &ExchangeFacts| quote(facts, &book, &[], at("2019-07-01")).unwrap();
        let found = repairs(&facts, &book, &[], at("2019-07-01")).unwrap();
        for Repair { change, refund, new_total, net_payable } in found {
            let quote = outcome(&facts.with(change));
            prop_assert!(quote.outcome.is_allowed(), "{change:?}");
            prop_assert_eq!((quote.refund, quote.new_total, quote.net_payable), (refund, new_total, net_payable));
            if let Some(smaller) = smaller(change) {
                prop_assert!(!outcome(&facts.with(smaller)).outcome.is_allowed(), "{smaller:?} passes too");
            }
        }
    }

    /// What passes reaches the minimum, and the refund is never above what was paid.
    #[test]
    fn what_passes_reaches_the_minimum(facts in any_exchange()) {
        let quote = quote(&facts, &PolicyBook::default(), &[], at("2019-07-01")).unwrap();
        prop_assert_eq!(quote.outcome.is_allowed(), quote.new_total.minor() >= quote.refund.minor());
        prop_assert_eq!(quote.new_total.minus(quote.refund).unwrap(), quote.net_payable);
        let paid: i64 = facts.returns.iter().map(|line| line.reservation.unit_paid.minor() * i64::from(line.returned)).sum();
        prop_assert!(quote.refund.minor() <= paid);
    }

    /// Waiting never brings more back, an exchange leaves the limit, and its parts sum to it.
    #[test]
    fn later_is_never_more_and_the_lines_sum_to_the_whole(
        facts in any_exchange(),
        day in 0_i64..1_200,
        wait in 0_i64..1_200,
        code in proptest::sample::select(PolicyCode::ALL),
    ) {
        let on = |days| quote(&facts, &PolicyBook::only(code), &[], at("2019-01-01").plus_days(days)).unwrap();
        let (now, later) = (on(day), on(day + wait));
        prop_assert!(later.refund.minor() <= now.refund.minor());
        prop_assert!(later.remaining_commitment.minor() <= now.remaining_commitment.minor());
        prop_assert_eq!(now.headroom.left, usd(5_000_000));
        let lines: i64 = now.lines.iter().map(|line| line.credit.minor()).sum();
        prop_assert_eq!(lines, now.refund.minor());
        for (line, credit) in facts.returns.iter().zip(&now.lines) {
            prop_assert!(credit.credit.minor() <= line.reservation.unit_paid.minor() * i64::from(line.returned));
            prop_assert!(credit.credit.minor() >= 0 && credit.commitment.minor() >= credit.credit.minor());
        }
    }
}

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::money::Currency;
use crate::domain::time::Instant;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// from, months on, to. Ends of terms, monthly anchors, leap years and their ends.
const DATES: [(&str, u32, &str); 40] = [
    ("2028-02-29", 12, "2029-02-28"),
    ("2028-02-29", 36, "2031-02-28"),
    ("2028-02-29", 48, "2032-02-29"),
    ("2028-02-28", 12, "2029-02-28"),
    ("2027-02-28", 12, "2028-02-28"),
    ("2025-02-28", 36, "2028-02-28"),
    ("2018-02-23", 12, "2019-02-23"),
    ("2018-02-23", 36, "2021-02-23"),
    ("2026-11-21", 12, "2027-11-21"),
    ("2026-11-21", 36, "2029-11-21"),
    ("2026-12-31", 12, "2027-12-31"),
    ("2026-12-31", 36, "2029-12-31"),
    ("2027-01-01", 12, "2028-01-01"),
    ("2027-03-01", 12, "2028-03-01"),
    ("2028-03-01", 12, "2029-03-01"),
    ("2096-02-29", 12, "2097-02-28"),
    ("2097-02-28", 36, "2100-02-28"),
    ("2099-02-28", 12, "2100-02-28"),
    ("2026-01-31", 0, "2026-01-31"),
    ("2026-01-31", 1, "2026-02-28"),
    ("2026-01-31", 2, "2026-03-31"),
    ("2026-01-31", 3, "2026-04-30"),
    ("2026-01-31", 4, "2026-05-31"),
    ("2026-01-31", 5, "2026-06-30"),
    ("2026-01-31", 10, "2026-11-30"),
    ("2026-01-31", 11, "2026-12-31"),
    ("2026-01-31", 13, "2027-02-28"),
    ("2026-01-31", 25, "2028-02-29"),
    ("2028-01-31", 1, "2028-02-29"),
    ("2028-01-30", 1, "2028-02-29"),
    ("2028-01-29", 1, "2028-02-29"),
    ("2026-01-30", 1, "2026-02-28"),
    ("2026-01-29", 1, "2026-02-28"),
    ("2026-01-28", 1, "2026-02-28"),
    ("2026-08-31", 1, "2026-09-30"),
    ("2026-08-31", 6, "2027-02-28"),
    ("2026-08-31", 7, "2027-03-31"),
    ("2027-11-30", 3, "2028-02-29"),
    ("2026-12-31", 2, "2027-02-28"),
    ("2026-10-31", 35, "2029-09-30"),
];

#[test]
fn r_12_forty_dates() {
    for (from, months, to) in DATES {
        assert_eq!(day(from).plus_months(months), day(to), "{from} + {months}");
    }
}

#[test]
fn r_12_the_same_dates_end_terms_and_fall_due() {
    for (from, months, to) in DATES {
        for term in Term::ALL.into_iter().filter(|term| term.months() == months) {
            let bought = Instant::start_of(day(from)).plus_seconds(86_399);
            assert_eq!(term.expiry(bought), Instant::start_of(day(to)), "{from} {term}");
        }
        if months < 36 {
            let charges =
                schedule(Money::new(36_000, Currency::USD), BillingPlan::Monthly, Term::ThreeYears, day(from)).unwrap();
            assert_eq!(charges[usize::try_from(months).unwrap()].due_on, day(to), "{from} + {months}");
        }
    }
}

#[test]
fn up_front_is_one_charge_on_the_day_of_purchase() {
    let total = Money::new(3_532_000, Currency::USD);
    for term in Term::ALL {
        let charges = schedule(total, BillingPlan::Upfront, term, day("2026-11-21")).unwrap();
        assert_eq!(charges, [Charge { due_on: day("2026-11-21"), amount: total }]);
    }
}

#[test]
fn bl_3_monthly_charges_are_equal_but_for_the_last() {
    let total = Money::new(100_000, Currency::USD);
    let charges = schedule(total, BillingPlan::Monthly, Term::OneYear, day("2026-01-31")).unwrap();
    let amounts: Vec<i64> = charges.iter().map(|charge| charge.amount.minor()).collect();
    assert_eq!(amounts, [8_333, 8_333, 8_333, 8_333, 8_333, 8_333, 8_333, 8_333, 8_333, 8_333, 8_333, 8_337]);
}

#[test]
fn an_order_is_what_its_lines_are() {
    use LineState::{Fulfilled, PrefulfillmentPending, Unfulfilled};
    for (lines, status) in [
        (&[][..], OrderStatus::Unknown),
        (&[PrefulfillmentPending], OrderStatus::Pending),
        (&[Fulfilled, PrefulfillmentPending], OrderStatus::Pending),
        (&[Fulfilled, Fulfilled], OrderStatus::Completed),
        (&[Fulfilled, Unfulfilled], OrderStatus::Completed),
        (&[Unfulfilled, Unfulfilled], OrderStatus::Cancelled),
    ] {
        assert_eq!(OrderStatus::of_lines(lines), status, "{lines:?}");
    }
}

#[test]
fn r_buy_3_the_partner_of_record_follows_from_who_buys() {
    let id = |n: u128| PartnerId::from_uuid(uuid::Uuid::from_u128(n));
    let (own, other) = (id(1), id(2));
    let known = |id, kind, provider| ChosenReseller::Known { id, kind, provider };
    let reseller = known(other, PartnerKind::IndirectReseller, Some(own));
    let table = [
        (PartnerKind::DirectBill, ChosenReseller::Nobody, Ok(None)),
        (PartnerKind::DirectBill, reseller, Err(ResellerRefusal::NotAReseller)),
        (PartnerKind::IndirectProvider, ChosenReseller::Nobody, Err(ResellerRefusal::Required)),
        (PartnerKind::IndirectProvider, reseller, Ok(Some(other))),
        (
            PartnerKind::IndirectProvider,
            known(own, PartnerKind::IndirectProvider, None),
            Err(ResellerRefusal::IsProvider),
        ),
        (
            PartnerKind::IndirectProvider,
            known(other, PartnerKind::IndirectReseller, Some(id(3))),
            Err(ResellerRefusal::NotAReseller),
        ),
        (
            PartnerKind::IndirectProvider,
            known(other, PartnerKind::DirectBill, Some(own)),
            Err(ResellerRefusal::NotAReseller),
        ),
        (PartnerKind::IndirectReseller, ChosenReseller::Nobody, Ok(Some(own))),
        (PartnerKind::IndirectReseller, known(own, PartnerKind::IndirectReseller, Some(other)), Ok(Some(own))),
        (PartnerKind::IndirectReseller, reseller, Err(ResellerRefusal::NotAReseller)),
        (PartnerKind::DirectBill, ChosenReseller::Unknown, Err(ResellerRefusal::Unknown)),
        (PartnerKind::IndirectProvider, ChosenReseller::Unknown, Err(ResellerRefusal::Unknown)),
        (PartnerKind::IndirectReseller, ChosenReseller::Unknown, Err(ResellerRefusal::Unknown)),
    ];
    for (kind, chosen, expected) in table {
        assert_eq!(partner_of_record(Buyer { id: own, kind }, chosen), expected, "{kind} {chosen:?}");
    }
}

#[test]
fn order_numbers_are_read_as_people_say_them() {
    let number = OrderNumber::from_random(382_109_375);
    assert_eq!(number.digits(), "4821093753");
    assert_eq!(number.to_string(), "482 109 3753");
    for said in ["4821093753", "482-109-3753", " 482 109 3753 ", "４８２ １０９ ３７５３"] {
        assert_eq!(said.parse(), Ok(number), "{said}");
    }
    for wrong in ["", "482109375", "48210937530", "0821093757", "482109375x", "+482109375"] {
        assert_eq!(wrong.parse::<OrderNumber>(), Err(NotAnOrderNumber::NotTenDigits), "{wrong}");
    }
    assert_eq!(serde_json::to_string(&number).unwrap(), "\"4821093753\"");
    assert!(serde_json::from_str::<OrderNumber>("\"4821093754\"").is_err());
}

#[test]
fn order_numbers_spread_over_all_random_values() {
    let numbers: BTreeSet<OrderNumber> = (0..1_000).map(OrderNumber::from_random).collect();
    assert_eq!(numbers.len(), 1_000);
    assert_eq!(OrderNumber::from_random(u64::MAX).digits().len(), 10);
    assert_eq!(OrderNumber::from_random(0), OrderNumber::from_random(900_000_000));
}

proptest! {
    #[test]
    fn one_wrong_digit_or_two_swapped_are_noticed(random: u64) {
        let number = OrderNumber::from_random(random);
        let digits = number.digits().into_bytes();
        prop_assert_eq!(number.to_string().parse(), Ok(number));
        for at in 0..10 {
            for slip in b'0'..=b'9' {
                let mut mistyped = digits.clone();
                mistyped[at] = slip;
                if mistyped != digits {
                    prop_assert!(String::from_utf8(mistyped).unwrap().parse::<OrderNumber>().is_err());
                }
            }
            let mut swapped = digits.clone();
            swapped.swap(at, (at + 1).min(9));
            if swapped != digits {
                prop_assert!(String::from_utf8(swapped).unwrap().parse::<OrderNumber>().is_err());
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]
    /// charges add up to the total for any amount, plan and term, and fall due in order.
    #[test]
    fn charges_add_up_to_the_total(minor in 0..1_000_000_000_000_000_i64, is_monthly: bool, three: bool, offset in 0..3_000_u64, won: bool) {
        let currency = if won { Currency::KRW } else { Currency::USD };
        let (total, first) = (Money::new(minor, currency), day("2026-01-01").plus_days(offset));
        let plan = if is_monthly { BillingPlan::Monthly } else { BillingPlan::Upfront };
        let term = if three { Term::ThreeYears } else { Term::OneYear };
        let charges = schedule(total, plan, term, first).unwrap();
        prop_assert_eq!(Money::sum(currency, charges.iter().map(|charge| charge.amount)), Ok(total));
        prop_assert_eq!(charges.len(), if is_monthly { usize::try_from(term.months()).unwrap() } else { 1 });
        prop_assert_eq!(charges[0].due_on, first);
        prop_assert!(charges.iter().all(|charge| charge.amount.minor() >= 0));
        prop_assert!(charges.is_sorted_by(|a, b| a.due_on < b.due_on));
    }
}

//! Test vectors of the formulas, worked out by hand.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::term::Term;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn price(thousandths: i64) -> UnitPrice {
    UnitPrice::new(Decimal::new(thousandths, 3), Currency::USD)
}

fn hours(text: &str) -> Hours {
    text.parse().unwrap()
}

fn priced(list: Option<i64>, contracted: Option<i64>) -> Priced<'static> {
    Priced { size: "Standard_D2s_v5", region: "koreacentral", list: list.map(price), contracted: contracted.map(price) }
}

/// 30 days, 0.096 an hour at list, 0.090 agreed; the term costs 504.00 for 365 days, 41.42 for 30 of them.
/// 576 hours were covered, 144 were not used: 41.42 x 144 / 720 = 8.28.
fn month<'a>(covered: &'a [(Priced<'a>, Hours)]) -> Facts<'a> {
    Facts { own: priced(Some(96), None), covered, unused: hours("144"), cost: usd(4_142), unused_cost: usd(828) }
}

#[test]
fn a_month_with_a_fifth_unused() {
    let covered = [(priced(Some(96), Some(90)), hours("400")), (priced(Some(96), None), hours("176"))];
    let found = savings(&month(&covered)).unwrap();
    // 38.40 + 16.896 (16.90) and 36.00 + 16.90.
    assert_eq!((found.list_cost, found.contracted_cost), (usd(5_530), usd(5_290)));
    assert_eq!((found.cost, found.effective_cost, found.unused_cost), (usd(4_142), usd(3_314), usd(828)));
    assert_eq!(found.net, usd(5_530 - 4_142));
    // 144 x 0.096 = 13.824.
    assert_eq!(found.unrealized, usd(1_382));
    let two = found.plus(found).unwrap();
    assert_eq!((two.net, Savings::none(Currency::USD).plus(found).unwrap()), (usd(2_776), found));
}

#[test]
fn the_published_example() {
    let example = Example::month();
    let covered = [(example.priced, example.covered)];
    let found = savings(&example.facts(&covered)).unwrap();
    // 576 x 0.096 = 55.296; 41.42 - 8.28; 55.30 - 41.42; 144 x 0.096 = 13.824.
    assert_eq!((found.list_cost, found.contracted_cost, found.cost), (usd(5_530), usd(5_530), usd(4_142)));
    assert_eq!((found.effective_cost, found.unused_cost), (usd(3_314), usd(828)));
    assert_eq!((found.net, found.unrealized), (usd(1_388), usd(1_382)));
    // 41.42 of 720 x 0.096 = 69.12.
    assert_eq!(break_even_utilization(example.cost, example.reserved, price(96)), Some(Decimal::new(5_993, 2)));
}

#[test]
fn a_reservation_that_nobody_used_costs_what_it_costs() {
    let facts = Facts { covered: &[], unused: hours("720"), unused_cost: usd(4_142), ..month(&[]) };
    let found = savings(&facts).unwrap();
    assert_eq!((found.list_cost, found.net, found.effective_cost), (usd(0), usd(-4_142), usd(0)));
    assert_eq!(found.unrealized, usd(6_912));
}

#[test]
fn a_missing_price_is_named_and_never_zero() {
    let covered = [(priced(Some(96), None), hours("1")), (priced(None, Some(90)), hours("1"))];
    let error = savings(&month(&covered)).unwrap_err();
    assert_eq!(error.to_string(), "cannot compute, no price for Standard_D2s_v5 in koreacentral");
    let facts = Facts { own: priced(None, None), ..month(&[]) };
    assert!(matches!(savings(&facts), Err(CannotCompute::NoPrice { .. })));
    // Everything was used: the price of the reserved size is not asked for.
    assert!(savings(&Facts { unused: Hours::ZERO, ..facts }).is_ok());
    let won = Facts { cost: Money::new(1, Currency::KRW), ..month(&covered[..1]) };
    assert!(matches!(savings(&won), Err(CannotCompute::Money(_))));
}

#[test]
fn rates() {
    // 13.88 saved of 55.30 covered and 44.70 beside it.
    assert_eq!(effective_savings_rate(usd(1_388), usd(10_000)), Some(Decimal::new(1_388, 2)));
    assert_eq!(effective_savings_rate(usd(-500), usd(10_000)), Some(Decimal::new(-500, 2)));
    assert_eq!(effective_savings_rate(usd(0), usd(0)), None);
    assert_eq!(effective_savings_rate(usd(1), Money::new(1, Currency::KRW)), None);
    assert_eq!(coverage(hours("576"), hours("288")), Some(Decimal::new(6_667, 2)));
    assert_eq!(coverage(Hours::ZERO, Hours::ZERO), None);
    // 41.42 of 69.12: 59.9248 %, rounded up.
    assert_eq!(break_even_utilization(usd(4_142), hours("720"), price(96)), Some(Decimal::new(5_993, 2)));
    assert_eq!(break_even_utilization(usd(4_142), Hours::ZERO, price(96)), None);
}

#[test]
fn dates_and_lock_in() {
    let start = "2026-01-01".parse().unwrap();
    // 504.00 at 2.304 (2.30) a day: 219.13, so on the 220th day.
    assert_eq!(break_even_day(start, usd(50_400), usd(230)).map(|day| day.to_string()), Some("2026-08-08".to_owned()));
    assert_eq!(break_even_day(start, usd(230), usd(230)), Some(start));
    assert_eq!(break_even_day(start, usd(50_400), usd(0)), None);
    // 365 days at 1.00 and 73 days at 3.00: (365 + 219) / 4 = 146 days = 4.8 months.
    assert_eq!(lock_in_months(&[(365, Decimal::ONE), (73, Decimal::from(3))]), Some(Decimal::new(48, 1)));
    assert_eq!(lock_in_months(&[]), None);
}

/// Ten hours: two machines in eight of them, one in two. 0.10 an hour; 525.60 a year is 0.06 an hour.
fn ten() -> Vec<Hours> {
    [vec![hours("2"); 8], vec![hours("1"); 2]].concat()
}

const YEAR: Offer = Offer { term: Term::OneYear, price: Money::new(52_560, Currency::USD) };

#[test]
fn r_sz_10_the_quantity_with_the_largest_saving() {
    let advice = advise(&ten(), 0, price(100), YEAR).unwrap();
    let points: Vec<_> = advice.curve.iter().map(|point| (point.quantity, point.saving, point.utilization)).collect();
    // One: 10 x 0.10 - 10 x 0.06; two: 18 x 0.10 - 20 x 0.06.
    assert_eq!(points, [(1, usd(40), Decimal::new(10_000, 2)), (2, usd(60), Decimal::new(9_000, 2))]);
    assert_eq!((advice.best, advice.break_even), (Some(2), Decimal::new(6_000, 2)));
    assert_eq!(advice.best_point().unwrap().monthly_saving, usd(4_380));
}

#[test]
fn r_sz_10_nothing_for_machines_that_are_shut_down_regularly() {
    let nights_off: Vec<Hours> =
        (0..240).map(|hour| if hour % 24 < 9 { Hours::whole(1) } else { Hours::ZERO }).collect();
    let advice = advise(&nights_off, 3, price(100), YEAR).unwrap();
    assert_eq!((advice.best, advice.best_point(), advice.gaps), (None, None, 3));
    assert!(advice.curve[0].saving.minor() < 0);
    assert_eq!(advise(&[], 0, price(100), YEAR).unwrap().curve, []);
}

#[test]
fn what_if_usage_falls() {
    let saving = |percent| if_usage_falls(&ten(), percent, 2, price(100), YEAR).unwrap().saving;
    assert_eq!((saving(100), saving(50)), (usd(60), usd(-30)));
    let won = UnitPrice::new(Decimal::ONE, Currency::KRW);
    assert!(if_usage_falls(&ten(), 50, 2, won, YEAR).is_err());
}

proptest! {
    /// No quantity beats the best one, and none outside the curve can.
    #[test]
    fn the_best_is_the_best(quarters in prop::collection::vec(0_u64..20, 1..60), cents in 1_i64..20) {
        let hourly: Vec<Hours> = quarters.iter().map(|quarters| Hours::from_nanos(quarters * 250_000_000)).collect();
        let advice = advise(&hourly, 0, price(cents * 10), YEAR).unwrap();
        let best = advice.best_point().map_or(0, |point| point.saving.minor());
        prop_assert!(advice.curve.iter().all(|point| point.saving.minor() <= best));
        let one_more = if_usage_falls(&hourly, 100, u32::try_from(advice.curve.len()).unwrap() + 1, price(cents * 10), YEAR);
        prop_assert!(one_more.unwrap().saving.minor() <= best);
    }
}

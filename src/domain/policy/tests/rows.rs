use super::{at, usd};
use crate::domain::policy::{
    Cap, CapBasis, CapWindow, CreditShare, EntryKind, LedgerRow, POL_1810, Policy, PolicyBook, PolicyCode, PriceBase,
    SoftwareWindow, Terms, VERSIONS, headroom,
};
use crate::domain::time::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn s_66_to_s_69_the_table_of_the_seeds() {
    let rows = [(true, false), (true, true), (false, false), (false, true)];
    let terms = rows.map(|(is_early, is_used)| POL_1810.terms(is_early, is_used));
    let prorated = |fee_percent| Terms { credit: CreditShare::Prorated, fee_percent };
    let full = Terms { credit: CreditShare::Full, fee_percent: 0 };
    assert_eq!(terms, [full, prorated(0), prorated(12), prorated(12)]);
    assert_eq!(POL_1810.from.to_string(), "2018-10-12");
    assert_eq!(POL_1810.cap.usd, usd(5_000_000));
}

#[test]
fn domain_4_3_every_version_as_its_text_has_it() {
    let line = |policy: &Policy| {
        let fee = policy.terms(false, true).fee_percent;
        let closed = policy.exchange.closed.map(|closed| closed.bought_from.to_string());
        format!(
            "{} {} fee {fee} grace {} {} {} {} {}",
            policy.code,
            policy.from,
            policy.grace_days(),
            policy.cap.basis,
            policy.price_base,
            policy.exchange.minimum,
            closed.unwrap_or_else(|| "-".to_owned()),
        )
    };
    assert_eq!(
        VERSIONS.iter().map(line).collect::<Vec<_>>(),
        [
            "POL-1805 2018-05-25 fee 0 grace 0 gross_refund paid returned_amount -",
            "POL-1810 2018-10-12 fee 12 grace 5 gross_refund paid returned_amount -",
            "POL-1811 2018-11-16 fee 12 grace 5 gross_refund paid returned_amount -",
            "POL-1904 2019-04-13 fee 0 grace 0 gross_refund paid returned_amount -",
            "POL-2001 2020-01-24 fee 12 grace 0 gross_refund paid returned_amount -",
            "POL-2002 2020-02-12 fee 0 grace 0 gross_refund lower_of_paid_and_list returned_amount -",
            "POL-2006 2020-06-12 fee 0 grace 0 cancelled_commitment lower_of_paid_and_list remaining_commitment -",
            "POL-2104 2021-04-01 fee 0 grace 0 cancelled_commitment lower_of_paid_and_list remaining_commitment -",
            "POL-2205 2022-05-03 fee 0 grace 0 cancelled_commitment lower_of_paid_and_list remaining_commitment -",
            "POL-2210 2022-10-01 fee 0 grace 0 cancelled_commitment lower_of_paid_and_list remaining_commitment -",
            "POL-2310 2023-10-01 fee 0 grace 0 cancelled_commitment lower_of_paid_and_list remaining_commitment -",
            "POL-NOW 2026-08-27 fee 0 grace 0 cancelled_commitment lower_of_paid_and_list remaining_commitment 2027-02-01",
        ]
    );
    assert!(VERSIONS.is_sorted_by_key(|policy| policy.from));
    for policy in &VERSIONS {
        assert_eq!(policy.code.policy(), policy);
        assert!(!policy.source.is_empty());
    }
    assert_eq!(VERSIONS.map(|policy| policy.code).as_slice(), PolicyCode::ALL);
}

#[test]
fn r_sw_5_the_window_of_software_is_that_of_the_day_of_its_order() {
    let window = |code: PolicyCode, ordered: &str| code.policy().software_rule(day(ordered)).unwrap().window;
    assert_eq!(window(PolicyCode::Pol1810, "2026-01-01"), SoftwareWindow::Days(60));
    assert_eq!(window(PolicyCode::Pol2104, "2021-04-13"), SoftwareWindow::Days(60));
    assert_eq!(window(PolicyCode::Pol2104, "2021-07-01"), SoftwareWindow::Days(30));
    assert_eq!(window(PolicyCode::PolNow, "2022-10-13"), SoftwareWindow::Days(30));
    assert_eq!(window(PolicyCode::PolNow, "2022-10-14"), SoftwareWindow::Hours(168));
}

#[test]
fn q_1_the_version_of_the_day_decides_and_the_first_also_before_it() {
    let seed = PolicyBook::default();
    for on in ["2018-01-01", "2018-10-12", "2030-01-01"] {
        assert_eq!(seed.on(day(on)).policy.code, PolicyCode::Pol1810);
    }
    let switched = seed.with(PolicyCode::PolNow, day("2026-09-01"));
    assert_eq!(switched, PolicyBook::of([(PolicyCode::PolNow, day("2026-09-01"))]));
    assert_eq!(switched.on(day("2026-08-31")).policy.code, PolicyCode::Pol1810);
    let now = switched.on(day("2026-09-01"));
    assert_eq!((now.policy.code, now.from), (PolicyCode::PolNow, day("2026-09-01")));
    let back = switched.with(PolicyCode::Pol1810, day("2026-10-01"));
    assert_eq!(back.on(day("2026-10-01")).policy.code, PolicyCode::Pol1810);
    assert_eq!(back.entries().count(), 3);
    let instead = switched.with(PolicyCode::Pol2310, day("2026-09-01"));
    assert_eq!(instead.on(day("2026-09-01")).policy.code, PolicyCode::Pol2310);
    assert_eq!(PolicyBook::only(PolicyCode::Pol2002).on(day("2019-01-01")).policy.code, PolicyCode::Pol2002);
}

#[test]
fn r_rf_8_an_amount_comes_back_after_its_window() {
    let row = |kind, day: &str, minor| LedgerRow { kind, at: at(day), usd: usd(minor) };
    let ledger = [
        row(EntryKind::Commit, "2019-03-10", 4_508_214),
        row(EntryKind::Commit, "2019-02-01", 100_000),
        row(EntryKind::Hold, "2019-06-01", 200_000),
        row(EntryKind::Hold, "2019-06-02", 50_000),
        row(EntryKind::Release, "2019-06-03", 200_000),
        row(EntryKind::Commit, "2030-01-01", 999_999),
    ];
    let left = |day: &str| headroom(&ledger, &POL_1810, at(day)).unwrap().left.minor();
    assert_eq!(left("2019-01-31"), 5_000_000);
    assert_eq!(left("2019-06-01"), 5_000_000 - 4_608_214 - 200_000);
    assert_eq!(left("2019-06-03"), 5_000_000 - 4_608_214 - 50_000);
    assert_eq!(left("2020-02-01"), 5_000_000 - 4_508_214 - 50_000, "365 days after 1 February 2019");
    assert_eq!((left("2020-03-08"), left("2020-03-09")), (441_786, 4_950_000), "2020 has a leap day");
    let june = headroom(&ledger, &POL_1810, at("2019-06-03")).unwrap();
    let returns: Vec<String> = june.returns.iter().map(|one| format!("{} {}", one.on, one.usd)).collect();
    assert_eq!(returns, ["2020-02-01 1000.00 USD", "2020-03-09 45082.14 USD"]);
    assert_eq!(june.consumed().unwrap(), usd(4_658_214));
}

#[test]
fn a_window_of_the_calendar_year_lets_go_at_new_year() {
    assert_eq!(CapWindow::CalendarYear.comes_back_on(day("2019-03-10")), day("2020-01-01"));
    let policy = Policy { cap: Cap { window: CapWindow::CalendarYear, ..POL_1810.cap }, ..POL_1810 };
    let ledger = [LedgerRow { kind: EntryKind::Commit, at: at("2019-03-10"), usd: usd(6_000_000) }];
    assert_eq!(headroom(&ledger, &policy, at("2019-12-31")).unwrap().left, usd(0), "never below nothing");
    assert_eq!(headroom(&ledger, &policy, at("2020-01-01")).unwrap().left, usd(5_000_000));
}

#[test]
fn codes_that_are_stored_are_read_again() {
    for policy in &VERSIONS {
        assert_eq!(policy.code.to_string().parse(), Ok(policy.code));
    }
    assert_eq!("lower_of_paid_and_list".parse(), Ok(PriceBase::LowerOfPaidAndList));
    assert_eq!("net_of_fee".parse(), Ok(CapBasis::NetOfFee));
}

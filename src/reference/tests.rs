//! Golden tests of the shipped data: every row is read, and what the rulebook says of it holds.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::*;
use crate::domain::market::{DEFAULT_LIST, LISTS, Verdict, verdict};
use crate::domain::money::{Currency, Money};
use crate::domain::term::Term;
use crate::domain::time::Day;

fn all<T>(rows: impl Iterator<Item = Result<T, DataError>>) -> Vec<T> {
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_table_has_the_rows_that_its_sources_say() {
    let read = BTreeMap::from([
        ("sizes.csv.gz", all(sizes()).len()),
        ("flexibility.csv.gz", all(flexibility_ratios()).len()),
        ("regions.csv.gz", all(regions()).len()),
        ("region_aliases.csv.gz", all(region_aliases()).len()),
        ("markets.csv.gz", all(markets()).len()),
        ("market_lists.csv.gz", all(market_rules()).len()),
        ("currencies.csv.gz", all(currencies()).len()),
        // The file also keeps 209 rows that are known to be wrong and are not handed out.
        ("payg_prices.csv.gz", all(payg_prices()).len() + 209),
        ("reservation_prices.csv.gz", all(reservation_prices()).len()),
        ("software.csv.gz", all(software()).len()),
        ("windows_licence_rates.csv.gz", all(windows_licence_rates()).len()),
        ("windows_subscriptions.csv.gz", all(windows_subscription_prices()).len()),
    ]);
    let mut said = BTreeMap::new();
    for record in csv::Reader::from_reader(SOURCES.as_bytes()).records() {
        let record = record.unwrap();
        assert!(LICENCES.contains(&record[3]) || LICENCES.contains(&record[2]), "{record:?} is not in LICENCES.md");
        said.insert(record[0].to_owned(), record[1].parse::<usize>().unwrap());
    }
    let read: BTreeMap<String, usize> = read.into_iter().map(|(name, rows)| (name.to_owned(), rows)).collect();
    assert_eq!(read, said);
    assert!(read.keys().all(|table| LICENCES.contains(table.as_str())));
}

#[test]
fn sizes_are_exact_and_named_once() {
    let sizes = all(sizes());
    let by_name: BTreeMap<_, _> = sizes.iter().map(|size| (size.name.as_str(), size)).collect();
    assert_eq!(by_name.len(), sizes.len());
    assert_eq!(by_name["Standard_D1"].memory_mib, 3584);
    assert_eq!(by_name["Standard_B1ls"].memory_mib, 512);
    assert_eq!(by_name["Standard_E64as_v4"].memory_mib, 512 * 1024);
    assert_eq!((by_name["Standard_DS14-4_v2"].vcpus, by_name["Standard_DS14-4_v2"].active_vcpus), (16, Some(4)));
    assert!(sizes.iter().all(|size| size.vcpus > 0 && size.memory_mib > 0));
    let used: BTreeSet<_> = sizes.iter().map(|size| size.category).collect();
    assert_eq!(used, SizeCategory::ALL.into_iter().collect());
}

#[test]
fn r_bn_11_ratios_of_the_rulebook() {
    let ratios = all(flexibility_ratios());
    let of = |size: &str| ratios.iter().find(|ratio| ratio.size == size).unwrap();
    let relative = |large: &str, small: &str| {
        assert_eq!(of(large).group, of(small).group);
        of(large).ratio / of(small).ratio
    };
    assert_eq!(relative("Standard_DS4_v2", "Standard_DS1_v2"), Decimal::from(8));
    assert_eq!(relative("Standard_D8s_v3", "Standard_D4s_v3"), Decimal::from(2));
    assert_eq!(relative("Standard_B20ms", "Standard_B1ms"), Decimal::from(40));
    let names: BTreeSet<_> = ratios.iter().map(|ratio| ratio.size.to_lowercase()).collect();
    assert_eq!(names.len(), ratios.len(), "a size has one group");
    assert!(ratios.iter().all(|ratio| ratio.ratio > Decimal::ZERO && ratio.ratio != Decimal::from(416)));
}

#[test]
fn every_price_names_a_known_region_and_every_reservation_a_known_size() {
    let regions: BTreeSet<_> = all(regions()).into_iter().map(|region| region.name).collect();
    let sizes: BTreeSet<_> = all(sizes()).into_iter().map(|size| size.name).collect();
    for price in all(reservation_prices()) {
        assert!(sizes.contains(&price.size) && regions.contains(&price.region), "{price:?}");
    }
    let payg = all(payg_prices());
    assert!(payg.iter().all(|price| regions.contains(&price.region) && price.price.rate() > Decimal::ZERO));
    let once: BTreeSet<_> = payg.iter().map(|price| (&price.region, &price.size)).collect();
    assert_eq!(once.len(), payg.len(), "one hourly price for a size in a region");
    assert!(all(region_aliases()).iter().all(|alias| regions.contains(&alias.region)));
}

#[test]
fn a_windows_price_is_never_a_pay_as_you_go_price() {
    // The source has 0.686, the Windows price; the second source has 0.612.
    let payg = all(payg_prices());
    let found =
        payg.iter().find(|price| price.region == "polandcentral" && price.size == "Standard_B16als_v2").unwrap();
    assert_eq!(found.price.rate(), Decimal::new(612, 3));
    assert_eq!(found.quality, PriceQuality::SecondSource);
}

#[test]
fn poland_totals_are_whole_dollars() {
    let poland: Vec<_> =
        all(reservation_prices()).into_iter().filter(|price| price.region == "polandcentral").collect();
    assert_eq!(poland.len(), 1706);
    assert!(poland.iter().all(|price| price.total.currency() == Currency::USD && price.total.minor() % 100 == 0));
}

#[test]
fn all_shipped_reservations_are_sold_and_save_something() {
    let offers = offers().unwrap();
    assert_eq!(offers.len(), all(reservation_prices()).len());
    for offer in &offers {
        let trusted = offer.payg.as_ref().is_some_and(|payg| payg.quality.is_usable_for_saving());
        assert_eq!(offer.saving.is_some(), trusted, "{offer:?}");
        assert!(offer.saving.is_none_or(|saving| saving.percent > Decimal::ONE && saving.percent < Decimal::from(90)));
    }
    let in_doubt = offers.iter().filter(|offer| offer.saving.is_none()).count();
    assert!(in_doubt < 10, "{in_doubt} offers have no saving");
}

#[test]
fn windows_subscriptions_cost_320_and_640_a_pack() {
    for price in all(windows_subscription_prices()) {
        let each = match price.term {
            Term::OneYear => 32_000,
            Term::ThreeYears => 64_000,
        };
        assert_eq!(price.total, Money::new(each, Currency::USD).times(price.packs).unwrap());
    }
}

#[test]
fn s_83_korea_and_taiwan_are_refused_under_the_default_list() {
    let rules = all(market_rules());
    let markets: BTreeMap<_, _> = all(markets()).into_iter().map(|market| (market.code.clone(), market)).collect();
    let today = Day::ymd(2026, 11, 21).unwrap();
    let decide = |code: &str, list: &str| verdict(code, markets[code].sold, list, &rules, today);
    for market in ["KR", "TW", "BR"] {
        let refused = decide(market, DEFAULT_LIST);
        assert!(matches!(&refused, Verdict::Refused { list, .. } if list == "L18"), "{market}: {refused:?}");
    }
    for market in ["US", "JP", "DE"] {
        assert_eq!(decide(market, DEFAULT_LIST), Verdict::Allowed);
    }
    assert_eq!(decide("IR", DEFAULT_LIST), Verdict::NotSold);
    assert_eq!(decide("KR", "L11"), Verdict::Allowed);
    assert!(!decide("JE", "L12").is_allowed());
    let counts = LISTS.map(|list| rules.iter().filter(|rule| rule.list == list).count());
    assert_eq!(counts, [18, 11, 12, 117, 109, 109, 110]);
    assert_eq!(counts.iter().sum::<usize>(), rules.len());
    assert!(rules.iter().all(|rule| markets.contains_key(&rule.market)));
}

#[test]
fn markets_have_names_in_three_languages() {
    let markets = all(markets());
    assert!(markets.iter().all(|m| !m.name_en.is_empty() && !m.name_ko.is_empty() && !m.name_zh_tw.is_empty()));
    let of = |code: &str| markets.iter().find(|market| market.code == code).unwrap();
    assert_eq!((of("KR").name_ko.as_str(), of("KR").name_zh_tw.as_str()), ("대한민국", "南韓"));
    assert_eq!((of("TR").name_en.as_str(), of("LI").name_zh_tw.as_str()), ("Turkey", "列支敦斯登"));
    assert_eq!(of("KR").currency, Some(Currency::KRW));
}

#[test]
fn q_22_exponents_agree_with_money() {
    for currency in all(currencies()) {
        assert_eq!(currency.exponent, currency.code.exponent(), "{}", currency.code);
        assert_eq!(currency.usd_rate.is_some(), currency.rate_date.is_some());
    }
}

#[test]
fn regions_are_found_by_code_name_alias_and_geography() {
    let names = region_names().unwrap();
    for name in ["westus2", "West US 2", "us west 2"] {
        assert_eq!(names.find(name), ["westus2"], "{name}");
    }
    assert_eq!(names.find("poland"), ["polandcentral"]);
    assert_eq!(names.find("Korea"), ["koreacentral", "koreasouth"]);
    assert!(names.find("atlantis").is_empty());
}

#[test]
fn a_search_is_read_with_the_shipped_regions() {
    let query = crate::domain::catalog::parse_query("D4s v3 us west 2 3년 16 GiB", &region_names().unwrap());
    assert_eq!((query.sizes(), query.regions()), (vec!["d4sv3".to_owned()], vec!["westus2".to_owned()]));
    assert_eq!((query.terms(), query.memory_mib()), (vec![Term::ThreeYears], vec![16_384]));
    assert!(query.texts().is_empty());
}

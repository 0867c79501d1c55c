//! What is sold: reference data, price files, markets, and the catalogue.

use std::fmt::Write as _;

use partner_dashboard::domain::catalog::{VM_RESERVATIONS, product_id, sku_id};
use partner_dashboard::domain::customers::Segment;
use partner_dashboard::domain::ids::PartnerId;
use partner_dashboard::domain::market::Verdict;
use partner_dashboard::domain::money::{Currency, Money};
use partner_dashboard::domain::prices::{BadRowReason, Skipped};
use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::term::Term;
use partner_dashboard::domain::time::Day;
use partner_dashboard::ops::prices::{Import, ImportReport, Outcome, import};
use partner_dashboard::ops::reference;
use partner_dashboard::store::catalog::Offer;
use partner_dashboard::store::{Scope, StoreError};

use crate::support::{Browser, Customer, Subscription, World};

const SIZE: &str = "Standard_D4s_v3";

fn world() -> World {
    let world = World::new();
    assert!(reference::load(&world.app).unwrap());
    world
}

fn sku(region: &str, term: Term) -> String {
    sku_id(&product_id(VM_RESERVATIONS, SIZE), region, term)
}

fn offer(world: &World, sku: &str, day: Day) -> Option<Offer> {
    let scope = Scope::operator("test", PartnerId::from_uuid(world.id()), world.now());
    world.db.read::<_, StoreError>(&scope, |r| r.offer(sku, Currency::USD, Segment::Commercial, day)).unwrap()
}

fn day(month: u32, day: u32) -> Day {
    Day::ymd(2026, month, day).unwrap()
}

/// A page of the Retail Prices API: two reservations, a price by the hour, and what a test adds.
fn retail_page(one_year: &str, more: &str) -> String {
    let item = |term: &str, price: &str, kind: &str| {
        let term = if term.is_empty() { String::new() } else { format!(r#""reservationTerm":"{term}","#) };
        format!(
            r#"{{"currencyCode":"USD","tierMinimumUnits":0.0,{term}"retailPrice":{price},"unitPrice":{price},
            "armRegionName":"westus","location":"US West","effectiveStartDate":"2026-03-01T00:00:00Z",
            "meterId":"000a794b-bdb0-58be-a0cd-0c3a0f222923","meterName":"D4s v3","productId":"DZH318Z0BQPS",
            "skuId":"DZH318Z0BQPS/00TG","productName":"Virtual Machines DSv3 Series","skuName":"D4s v3",
            "serviceName":"Virtual Machines","serviceId":"DZH313Z7MMC8","serviceFamily":"Compute",
            "unitOfMeasure":"1 Hour","type":"{kind}","isPrimaryMeterRegion":true,"armSkuName":"{SIZE}"}}"#
        )
    };
    let mut items = [
        item("1 Year", one_year, "Reservation"),
        item("3 Years", "1900.0", "Reservation"),
        item("", "0.234", "Consumption"),
    ]
    .join(",");
    write!(items, "{more}").unwrap();
    format!(
        r#"{{"BillingCurrency":"USD","CustomerEntityId":"Default","CustomerEntityType":"Retail","Items":[{items}],
        "NextPageLink":null,"Count":3}}"#
    )
}

fn run(world: &World, file: &str, change: impl FnOnce(&mut Import)) -> ImportReport {
    let mut command = Import {
        name: "March".to_owned(),
        source: "prices.json".to_owned(),
        effective_on: day(3, 1),
        is_dry_run: false,
        keeps_good: false,
    };
    change(&mut command);
    import(&world.app, &command, file.as_bytes(), |_rows| {}).unwrap()
}

#[test]
fn reference_data_is_loaded_once() {
    let world = world();
    assert_eq!(world.count("price_lists"), 3);
    assert_eq!(world.count("market_rules"), 1);
    assert_eq!(world.count("audit_events WHERE kind = 'load_reference_data'"), 1);
    let prices = world.count("prices");
    assert!(prices > 2_000, "{prices} prices");
    assert!(!reference::load(&world.app).unwrap());
    assert_eq!(world.count("prices"), prices);

    world.execute("DELETE FROM settings WHERE key = 'reference_loaded'").unwrap();
    assert!(reference::load(&world.app).unwrap(), "a new release loads again");
    assert_eq!(world.count("prices"), prices);
    assert_eq!(world.count("price_lists"), 3);
}

#[test]
fn an_offer_is_a_sku_at_the_price_of_the_day() {
    let world = world();
    let found = offer(&world, &sku("westus", Term::OneYear), day(11, 21)).unwrap();
    assert_eq!(found.name.title, "Reserved VM Instance, Standard_D4s_v3, West US, 1 Year");
    assert_eq!((found.min_quantity, found.max_quantity), (1, 999_999_999));
    assert!(found.unit.minor() > 0);
    assert_eq!(offer(&world, &sku("westus", Term::OneYear), Day::ymd(2019, 1, 1).unwrap()), None);
    assert_eq!(offer(&world, "NOSUCHSKU000:00000000", day(11, 21)), None);
}

#[test]
fn an_import_starts_new_prices_and_keeps_the_old_ones_for_their_days() {
    let world = world();
    let sku = sku("westus", Term::OneYear);
    let before = offer(&world, &sku, day(2, 28)).unwrap();
    let report = run(&world, &retail_page("1000.0", ""), |_| {});
    let Outcome::Imported(list) = report.outcome else { panic!("{report:?}") };
    assert_eq!((report.new, report.changed, report.unchanged), (0, 2, 0), "{report:?}");
    assert_eq!(report.skipped.get(&Skipped::NotAReservation), Some(&1));
    let after = offer(&world, &sku, day(3, 1)).unwrap();
    assert_eq!((after.unit, after.price_list_id), (Money::new(100_000, Currency::USD), list));
    assert_eq!(offer(&world, &sku, day(2, 28)), Some(before), "the day before still has its own price");
    assert_eq!(world.count("audit_events WHERE kind = 'import_prices'"), 1);
}

#[test]
fn the_same_file_or_the_same_prices_change_nothing() {
    let world = world();
    let file = retail_page("1000.0", "");
    run(&world, &file, |_| {});
    let prices = world.count("prices");
    assert!(matches!(run(&world, &file, |_| {}).outcome, Outcome::SameFile(list) if list.name == "March"));
    let spaced = format!("{file}\n");
    let again = run(&world, &spaced, |_| {});
    assert_eq!((again.outcome, again.unchanged), (Outcome::NothingNew, 2));
    assert_eq!((world.count("prices"), world.count("price_lists")), (prices, 4));
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let world = world();
    let prices = world.count("prices");
    let report = run(&world, &retail_page("1000.0", ""), |command| command.is_dry_run = true);
    assert_eq!(report.outcome, Outcome::DryRun);
    let first = report.sample.first().unwrap();
    assert_eq!((first.size.as_str(), first.region.as_str(), first.after.minor()), (SIZE, "westus", 100_000));
    assert!(first.before.is_some_and(|before| before != first.after));
    assert_eq!((world.count("prices"), world.count("price_lists")), (prices, 3));
}

#[test]
fn bad_rows_are_named_and_stop_the_import_unless_the_good_ones_are_wanted() {
    let world = world();
    let file = "armSkuName,armRegionName,term,currency,price\n\
                standard_d4s_v3,westus,P1Y,USD,1000.00\n\
                Standard_Z9_v9,westus,P1Y,USD,1000.00\n\
                Standard_D4s_v3,moonbase,P1Y,USD,1000.00\n\
                Standard_D4s_v3,westus,P3Y,USD,free\n";
    let report = run(&world, file, |_| {});
    assert_eq!(report.outcome, Outcome::Refused);
    let lines: Vec<_> = report.bad.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [3, 4, 5]);
    assert_eq!(report.bad[0].reason, BadRowReason::UnknownSize { value: "Standard_Z9_v9".to_owned() });
    assert_eq!(report.bad[1].reason, BadRowReason::UnknownRegion { value: "moonbase".to_owned() });
    assert_eq!(world.count("price_lists"), 3);

    let kept = run(&world, file, |command| command.keeps_good = true);
    assert!(matches!(kept.outcome, Outcome::Imported(_)));
    assert_eq!((kept.changed, kept.bad.len()), (1, 3));
}

#[test]
fn s_83_the_market_of_the_customer_decides() {
    let world = world();
    let scope = Scope::operator("test", PartnerId::from_uuid(world.id()), world.now());
    let ask =
        |country: &str| world.db.read::<_, StoreError>(&scope, |r| r.market_verdict(country, day(11, 21))).unwrap();
    for closed in ["KR", "TW", "IN"] {
        assert!(matches!(ask(closed), Verdict::Refused { list, .. } if list == "L18"), "{closed}");
    }
    assert_eq!(ask("US"), Verdict::Allowed);
    assert_eq!(ask("ZZ"), Verdict::NotSold);
    world.execute("UPDATE market_list_rows SET valid_to = '2026-01-01' WHERE list = 'L18' AND market = 'KR'").unwrap();
    assert_eq!(ask("KR"), Verdict::Allowed, "a row that ended opens the market");
}

/// A sales agent's browser, at a customer of this country with a subscription.
fn shop(world: &World, country: &str) -> (Browser, Customer, Subscription) {
    let contoso = world.partner("Contoso Cloud");
    let sales = world.person(&contoso, Role::SalesAgent);
    let customer = world.customer_in(&contoso, "Hanbit Foods", country);
    let subscription = world.subscription(&customer, "Production");
    (world.as_(&sales), customer, subscription)
}

#[test]
fn s_24_to_s_33_from_the_product_list_to_the_row_of_a_size() {
    let world = world();
    let (mut browser, customer, subscription) = shop(&world, "US");
    browser.get(format!("/customers/{}/products", customer.id));
    assert!(browser.sees("Azure Reserved VM Instances"));
    assert!(browser.sees("Find the right VM size"), "S-20");
    browser.click("Choose: Azure Reserved VM Instances");
    assert!(browser.sees("Production"), "S-27");
    browser.click("Choose: Production");
    assert!(browser.sees("tied to Production"));

    let catalog = format!("/customers/{}/products/reservations/{}", customer.id, subscription.id);
    browser.get(format!("{catalog}?q=d4s+v3+westus+3y"));
    assert!(browser.sees("1 reservation, tied to Production"));
    assert!(browser.sees("West US"));
    assert!(browser.sees("each for 3 years"), "the term in the text goes before the one chosen");
    assert!(browser.sees("Software not included"), "S-7");
    assert!(browser.sees("Price of Aug 14, 2020"), "the price says how old it is");
}

#[test]
fn a_search_without_results_says_which_word_took_the_last_one() {
    let world = world();
    let (mut browser, customer, subscription) = shop(&world, "US");
    let catalog = format!("/customers/{}/products/reservations/{}", customer.id, subscription.id);
    browser.get(format!("{catalog}?q=d4s+v3+westus+99vcpu"));
    assert!(browser.sees("“99vcpu” took the last result away"));
    browser.click("Search without it");
    assert!(browser.sees("1 reservation, tied to Production"));
}

#[test]
fn s_83_a_customer_in_a_closed_market_is_refused_on_every_page() {
    let world = world();
    for country in ["KR", "TW"] {
        let (mut browser, customer, subscription) = shop(&world, country);
        browser.get(format!("/customers/{}/products", customer.id));
        assert!(browser.sees("Azure reservations are not sold to customers in"), "{country}");
        assert!(browser.sees("list L18"));
        for page in ["products/reservations".to_owned(), format!("products/reservations/{}", subscription.id)] {
            browser.get(format!("/customers/{}/{page}", customer.id));
            assert!(browser.page().path.ends_with("/products"), "{country} {page}");
            assert!(browser.sees("The customer's country decides"));
        }
    }
}

#[test]
fn r_buy_2_a_subscription_that_is_not_registered_has_no_catalogue() {
    let world = world();
    let (mut browser, customer, subscription) = shop(&world, "US");
    world.execute("UPDATE subscriptions SET registration = 'notregistered'").unwrap();
    browser.get(format!("/customers/{}/products/reservations/{}", customer.id, subscription.id));
    assert!(browser.sees("Only an active, registered subscription can hold a reservation"));
    world.execute("DELETE FROM subscriptions").unwrap();
    browser.get(format!("/customers/{}/products/reservations", customer.id));
    assert!(browser.sees("This customer has no Azure subscription"), "S-29");
}

#[test]
fn p_7_the_catalogue_without_a_customer_the_page_of_a_size_and_price_lists() {
    let world = world();
    let contoso = world.partner("Contoso Cloud");
    let mut browser = world.as_(&world.person(&contoso, Role::SalesAgent));
    browser.get("/catalog?q=d8s+v3+westus");
    assert!(browser.sees("1 reservation in USD"));
    assert!(!browser.sees("Add to cart"));
    browser.get("/catalog/sizes/Standard_D8s_v3");
    assert!(browser.sees("1 × D8s v3 = 2 × D4s v3"), "R-BN-11");
    browser.get("/price-lists");
    assert!(browser.sees("3 versions"));
    browser.get("/catalog/sizes/Standard_Z9_v9");
    assert_eq!(browser.page().status, 404);
    browser.get("/catalog?currency=EUR");
    assert!(browser.sees("No price list in EUR is in force"));
}

#[test]
fn the_everyday_sizes_come_first_unless_another_order_is_asked_for() {
    let world = world();
    let contoso = world.partner("Contoso Cloud");
    let mut browser = world.as_(&world.person(&contoso, Role::SalesAgent));
    let first = |browser: &Browser| browser.page().select(".result-name").remove(0);
    browser.get("/catalog?region=westus");
    assert_eq!(first(&browser), "D2as v4 West US");
    browser.click("Price");
    assert_ne!(first(&browser), "D2as v4 West US");
}

#[test]
fn row_9_reservations_side_by_side_are_in_the_address_and_may_be_bought() {
    let world = world();
    let (mut browser, customer, subscription) = shop(&world, "US");
    let catalog = format!("/customers/{}/products/reservations/{}", customer.id, subscription.id);
    let (one, three) = (sku("westus", Term::OneYear), sku("westus", Term::ThreeYears));
    browser.get(format!("{catalog}?q=d4s+v3+westus+1y&compare={three}"));
    assert!(browser.sees("D4s v3 West US 3 years"), "chosen on another page of results");
    browser.get(format!("{catalog}/compare?q=d4s+v3&compare={one}&compare={three}&compare=gone"));
    assert_eq!(browser.page().select("thead th").len(), 2, "one that is not sold is left out");
    assert!(browser.sees("Windows Server subscription for 3 years: 1 pack, $640.00"));
    assert!(browser.sees("lowest"));
    browser
        .get(format!("{catalog}/compare?compare={three}"))
        .click("Add to cart: Reserved VM Instance, Standard_D4s_v3, West US, 3 Years");
    assert_eq!(world.count("cart_lines"), 1);
    browser.click("Remove: Reserved VM Instance, Standard_D4s_v3, West US, 3 Years");
    assert!(browser.sees("Nothing to compare"));
    browser.click("Back to the catalog");
    assert!(browser.sees("tied to Production"));
}

#[test]
fn row_12_a_change_of_prices_is_announced_seven_days_before() {
    let world = world();
    let contoso = world.partner("Contoso Cloud");
    let mut browser = world.as_(&world.person(&contoso, Role::SalesAgent));
    let soon = world.now().day().plus_days(7);
    let report = run(&world, &retail_page("1000.0", "").replace("2026-03-01", &soon.to_string()), |command| {
        command.effective_on = soon;
    });
    assert!(matches!(report.outcome, Outcome::Imported(_)), "{report:?}");
    browser.get("/catalog");
    assert!(browser.sees("2 get another amount"));
    world.app.clock.advance(7 * 86_400);
    browser.get("/catalog");
    assert!(!browser.sees("another amount"), "they are in force now");
}

#[test]
fn a_list_prices_software_by_its_product_id_worldwide() {
    let world = world();
    let sku = sku_id("DG7GMGF0FKZV", "", Term::ThreeYears);
    assert_eq!(offer(&world, &sku, day(11, 21)), None, "no price in the shipped lists");
    let file = "armSkuName,armRegionName,term,currency,price\n\
                DG7GMGF0FKZV,worldwide,P3Y,USD,10999.00\n\
                DG7UNKNOWN00,worldwide,P3Y,USD,1.00\n";
    let report = run(&world, file, |command| command.keeps_good = true);
    assert_eq!((report.new, report.bad.len()), (1, 1));
    let found = offer(&world, &sku, day(11, 21)).unwrap();
    assert_eq!(found.name.title, "SQL Server Enterprise - 2 Core License Pack, 3 Years");
    assert_eq!((found.unit.minor(), found.is_software()), (1_099_900, true));
}

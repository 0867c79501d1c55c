//! The activity log. Rule P-25; domain 6.14.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;

use crate::support::World;

#[test]
fn p_25_the_log_says_who_did_what_with_before_and_after() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let sales = world.person(&partner, Role::SalesAgent);
    let customer = world.customer(&partner, "한빛 식품");
    let subscription = world.subscription(&customer, "Production");
    let mut browser = world.as_(&sales);
    browser.get(links::SubscriptionSuspend::to(&customer.id, &subscription.id)).click("Suspend subscription");
    browser.get(links::Activity::to());
    let rows = browser.page().rows();
    assert_eq!(rows[0][2..], ["한빛 식품", "Subscription changed", sales.name.as_str()]);
    assert!(browser.sees("state active suspended"));
    browser.fill("Action", "Order placed").click("Apply");
    assert!(browser.sees("Nothing happened in this period"));
    browser.click("Clear filters").fill("From", "2026-11-22").click("Apply");
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().select(".error-summary li"), ["From must not be after To"]);
}

#[test]
fn the_default_is_the_last_month_and_every_event_is_on_one_page() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let admin = world.person(&partner, Role::AdminAgent);
    world.wait(40 * 86_400);
    for number in 0..60 {
        world.customer(&partner, &format!("Customer {number}"));
    }
    let mut browser = world.as_(&admin);
    browser.get(links::Activity::to());
    let newest = browser.page().select("tr:not(.row-more) > th[scope=row]").len();
    browser.click("Next");
    let older = browser.page().select("tbody > tr:not(.row-more) > th[scope=row]").len();
    assert!(newest >= 50 && older == 10, "{newest} and {older}; the account made 40 days ago is not among them");
}

#[test]
fn a_reseller_reads_what_is_about_its_customers_or_by_its_people() {
    let world = World::new();
    let provider = world.provider("Contoso Cloud");
    let (reseller, other) = (world.reseller(&provider, "Northwind"), world.reseller(&provider, "Fabrikam"));
    let (own, foreign) = (world.customer(&reseller, "Own"), world.customer(&other, "Foreign"));
    let admin = world.person(&provider, Role::AdminAgent);
    let mut browser = world.as_(&admin);
    for customer in [&own, &foreign] {
        browser.get(links::SubscriptionNew::to(&customer.id)).fill("Subscription name", "Production");
        browser.click("Add subscription");
    }
    let mut reselling = world.as_(&world.person(&reseller, Role::BillingAdmin));
    reselling.get(links::Activity::to());
    let customers: Vec<String> = reselling.page().rows().iter().filter_map(|row| row.get(2).cloned()).collect();
    assert!(customers.contains(&own.name) && !customers.contains(&foreign.name), "{customers:?}");
    reselling.get(format!("/activity?customer={}", foreign.id));
    assert!(reselling.sees("Nothing happened in this period"));
}

#[test]
fn the_log_as_a_file_is_an_event_too() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let customer = world.customer(&partner, "=HYPERLINK()");
    let admin = world.person(&partner, Role::AdminAgent);
    let mut browser = world.as_(&admin);
    browser.get(links::SubscriptionNew::to(&customer.id)).fill("Subscription name", "Production");
    browser.click("Add subscription").get(links::Activity::to()).click("Export CSV");
    assert_eq!(browser.page().header("content-type"), Some("text/csv; charset=utf-8"));
    let file = browser.page().source();
    assert!(file.starts_with('\u{feff}') && file.contains(",'=HYPERLINK(),Subscription added,"), "{file}");
    assert_eq!(world.count("audit_events WHERE kind = 'sensitive_read'"), 1);
}

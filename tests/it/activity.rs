//! The activity log. Rule P-25; domain 6.14.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;
use partner_dashboard::ops::refusals;

use crate::support::{Browser, Person, World};

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
    assert!(browser.sees("Status Active Suspended"));
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
    assert!(
        newest >= 50 && older == 11,
        "{newest} and {older}: 60 customers and signing in, not the account made 40 days ago"
    );
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

#[test]
fn events_are_found_by_words_of_the_customers_name_or_domain_and_by_its_id() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let sales = world.person(&partner, Role::SalesAgent);
    let (hanbit, other) = (world.customer(&partner, "한빛 식품"), world.customer(&partner, "Blue Harbor"));
    let mut browser = world.as_(&sales);
    for customer in [&hanbit, &other] {
        browser.get(links::SubscriptionNew::to(&customer.id)).fill("Subscription name", "Production");
        browser.click("Add subscription");
    }
    let found = |browser: &mut Browser, typed: &str| -> Vec<String> {
        browser.get(links::Activity::to()).fill("Customer", typed).fill("Action", "Subscription added").click("Apply");
        column(browser, "Affected customer")
    };
    for typed in ["식품", "한빛", &hanbit.id.to_string(), "c0.example"] {
        assert_eq!(found(&mut browser, typed), [hanbit.name.as_str()], "{typed}");
    }
    assert_eq!(found(&mut browser, "harbor blue"), [other.name.as_str()]);
    for typed in ["nobody", "…"] {
        assert_eq!(found(&mut browser, typed), Vec::<String>::new());
    }
}

/// What a person reads of one kind of event: who, and whether it failed.
fn read(world: &World, person: &Person, action: &str) -> Vec<String> {
    let mut browser = world.as_(person);
    browser.get(links::Activity::to()).fill("Action", action).click("Apply");
    column(&browser, "User")
}

/// The cells below a head of the log, the newest first.
fn column(browser: &Browser, head: &str) -> Vec<String> {
    browser.page().select(&format!("tbody > tr:not(.row-more) > td[data-label='{head}']"))
}

#[test]
fn signing_in_is_read_by_those_who_manage_people_of_their_own_organisation_and_by_oneself() {
    let world = World::new();
    let provider = world.provider("Contoso Cloud");
    let reseller = world.reseller(&provider, "Northwind");
    let other = world.partner("Fabrikam");
    let (global, users) =
        (world.person(&provider, Role::GlobalAdmin), world.person(&provider, Role::UserManagementAdmin));
    let (sales, admin) = (world.person(&provider, Role::SalesAgent), world.person(&reseller, Role::GlobalAdmin));
    let (resellers, foreign) = (world.person(&reseller, Role::SalesAgent), world.person(&other, Role::GlobalAdmin));
    for person in [&sales, &resellers, &foreign] {
        world.as_(person);
        world.visitor().sign_in_with(&person.email, "not it at all");
    }
    world.visitor().sign_in_with("nobody@example.com", "not it at all");
    let claimed = |person: &Person| format!("Not signed in, as {}", person.name);
    for reader in [&global, &users] {
        assert_eq!(read(&world, reader, "Sign-in failed"), [claimed(&resellers), claimed(&sales)]);
        let signed_in = read(&world, reader, "Signed in");
        assert!(signed_in.contains(&sales.name) && signed_in.contains(&resellers.name), "{signed_in:?}");
        assert!(!signed_in.contains(&foreign.name));
    }
    assert_eq!(read(&world, &admin, "Sign-in failed"), [claimed(&resellers)]);
    assert_eq!(read(&world, &admin, "Signed in"), [admin.name.as_str(), admin.name.as_str(), resellers.name.as_str()]);
    assert_eq!(read(&world, &sales, "Sign-in failed"), [claimed(&sales)]);
    assert_eq!(read(&world, &sales, "Signed in"), [sales.name.as_str(); 3]);
    let mut browser = world.as_(&sales);
    let file = browser.get(links::ActivityExport::to()).page().source();
    assert!(file.contains(&sales.email) && !file.contains(&global.email), "{file}");
    let of_nobody = "audit_events WHERE kind = 'authn_login_fail' AND user_id IS NULL";
    assert_eq!(world.count(of_nobody), 1, "an address without an account belongs to no partner");
}

#[test]
fn what_was_refused_is_written_once_a_minute_with_how_often() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let (admin, sales) = (world.person(&partner, Role::GlobalAdmin), world.person(&partner, Role::HelpdeskAgent));
    let theirs = world.customer(&world.partner("Fabrikam"), "Foreign");
    let customer = world.customer(&partner, "Hanbit Foods");
    let mut browser = world.as_(&sales);
    let add = links::SubscriptionNew::to(&customer.id);
    for _ in 0..3 {
        assert_eq!(browser.get(&add).page().status, 403);
        assert_eq!(browser.get(links::CustomerShow::to(&theirs.id)).page().status, 404);
        assert_eq!(browser.get(format!("/customers/{}", world.id())).page().status, 404);
        assert_eq!(browser.send("POST", "/language", Some(b"language=ko"), &[]).status, 403);
    }
    let times = |kind: &str| {
        refusals::flush(&world.app);
        let found =
            world.texts(&format!("SELECT after AS value FROM audit_events WHERE kind = '{kind}' ORDER BY sequence"));
        let times = |text: &String| serde_json::from_str::<serde_json::Value>(text).unwrap()["times"].as_u64().unwrap();
        found.iter().map(times).collect::<Vec<_>>()
    };
    for kind in ["authz_fail", "malicious_csrf", "malicious_direct_reference"] {
        assert_eq!(times(kind), [1, 2], "{kind}");
    }
    assert_eq!(read(&world, &admin, "Act refused for lack of a right"), [sales.name.as_str(); 2]);
    browser = world.as_(&admin);
    browser.get(links::Activity::to()).fill("Action", "Act refused for lack of a right").click("Apply");
    assert!(browser.sees("Missing right Add an Azure subscription"), "{}", browser.page().text());
    assert_eq!(browser.page().rows()[0][2], "Hanbit Foods");
    assert!(
        !browser.page().select("select[name=kind] option").contains(&"Item of another organization asked for".into())
    );
    assert_eq!(world.db.system("a test").broken_links().unwrap(), []);
}

#[test]
fn a_customer_of_another_reseller_or_another_customer_is_foreign_too() {
    let world = World::new();
    let provider = world.provider("Contoso Cloud");
    let (reseller, other) = (world.reseller(&provider, "Northwind"), world.reseller(&provider, "Fabrikam"));
    let (own, foreign) = (world.customer(&reseller, "Own"), world.customer(&other, "Foreign"));
    let asked = |person: &Person| {
        assert_eq!(world.as_(person).get(links::CustomerShow::to(&foreign.id)).page().status, 404);
        refusals::flush(&world.app);
        world.count("audit_events WHERE kind = 'malicious_direct_reference'")
    };
    assert_eq!(asked(&world.person(&reseller, Role::SalesAgent)), 1);
    assert_eq!(asked(&world.customers_person(&own)), 2);
    let mut provider = world.as_(&world.person(&provider, Role::SalesAgent));
    assert_eq!(provider.get(links::CustomerShow::to(&foreign.id)).page().status, 200);
}

#[test]
fn trying_a_locked_account_again_and_again_is_one_event_a_minute() {
    let world = World::new();
    let admin = world.person(&world.partner("Contoso Cloud"), Role::GlobalAdmin);
    let mut browser = world.visitor();
    for _try in 0..25 {
        browser.sign_in_with(&admin.email, "not it at all");
    }
    refusals::flush(&world.app);
    assert_eq!(world.count("audit_events WHERE kind = 'authn_login_fail'"), 5);
    assert_eq!(world.count("audit_events WHERE kind = 'authn_login_lock'"), 2);
}

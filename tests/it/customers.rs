//! Finding, adding, changing and exporting customers. P-1 to P-3, S-22 to S-24, S-42; features rows 1, 3, 6.

use partner_dashboard::domain::roles::Role;
use uuid::Uuid;

use crate::support::{Person, Value, World};

/// A partner with an admin agent.
fn shop(world: &World) -> (crate::support::Partner, Person) {
    let partner = world.partner("Contoso Cloud");
    let admin = world.person(&partner, Role::AdminAgent);
    (partner, admin)
}

fn names(browser: &crate::support::Browser) -> Vec<String> {
    browser.page().select("tbody th a")
}

fn market(world: &World, code: &str, name: &str, is_sold: bool) {
    world.insert(
        "markets",
        &[
            ("code", Value::text(code)),
            ("name_en", Value::text(name)),
            ("name_ko", Value::text(name)),
            ("name_zh_tw", Value::text(name)),
            ("currency", Value::text("USD")),
            ("is_sold", Value::Bool(is_sold)),
        ],
    );
}

#[test]
fn a_customer_is_found_by_any_word_and_in_the_middle_of_hangul() {
    let world = World::new();
    let (partner, admin) = shop(&world);
    world.customer(&partner, "한빛식품 주식회사");
    world.customer(&partner, "Adventure Works Foods");
    let mut browser = world.as_(&admin);
    for (typed, found) in [
        ("빛식", "한빛식품 주식회사"),
        ("주식회사", "한빛식품 주식회사"),
        ("FOODS adventure", "Adventure Works Foods"),
        ("ｗｏｒｋｓ", "Adventure Works Foods"),
        ("c1.example", "Adventure Works Foods"),
    ] {
        browser.get("/customers").fill("Search by name, domain, ID or order number", typed);
        browser.click("Apply");
        assert_eq!(names(&browser), [found], "{typed}");
    }
    browser.get("/customers?q=nobody");
    assert!(browser.sees("No customer matches"));
}

#[test]
fn an_id_leads_straight_to_its_customer_and_to_none_of_another_partner() {
    let world = World::new();
    let (partner, admin) = shop(&world);
    let own = world.customer(&partner, "Fabrikam");
    let subscription = world.subscription(&own, "Production");
    let foreign = world.customer(&world.partner("Other Cloud"), "Tailspin");
    let mut browser = world.as_(&admin);
    for pasted in [own.id.to_string(), format!("{{{}}}", own.id.uuid().simple().to_string().to_uppercase())] {
        browser.get(format!("/customers?q={pasted}"));
        assert_eq!(browser.page().path, format!("/customers/{}", own.id));
    }
    browser.get(format!("/customers?q={}", subscription.id));
    assert_eq!(browser.page().path, format!("/customers/{}/subscriptions/{}", own.id, subscription.id));
    for hidden in [foreign.id.uuid(), Uuid::nil()] {
        browser.get(format!("/customers?q={hidden}"));
        assert!(browser.sees("has this ID or number"), "{hidden}");
    }
    browser.get(format!("/customers/{}", foreign.id));
    assert_eq!(browser.page().status, 404);
    browser.get("/customers");
    assert_eq!(names(&browser), ["Fabrikam"]);
}

#[test]
fn a_mistyped_order_number_is_told() {
    let world = World::new();
    let (partner, admin) = shop(&world);
    world.customer(&partner, "Fabrikam");
    let mut browser = world.as_(&admin);
    browser.get("/customers?q=100-000-0000");
    assert!(browser.sees("one of its digits is mistyped"));
}

#[test]
fn pages_go_both_ways_and_hold_each_customer_once() {
    let world = World::new();
    let (partner, admin) = shop(&world);
    for number in 0..120 {
        world.customer(&partner, &format!("Customer {number:03}"));
    }
    let mut browser = world.as_(&admin);
    let sorts = [("", ["000", "119"]), ("-name", ["119", "000"]), ("newest", ["119", "000"])];
    for ((sort, ends), words) in sorts.into_iter().flat_map(|sort| ["", "customer"].map(|words| (sort, words))) {
        browser.get(format!("/customers?sort={sort}&q={words}"));
        let mut seen = names(&browser);
        browser.click("Next");
        let second = names(&browser);
        seen.extend(second.clone());
        browser.click("Next");
        seen.extend(names(&browser));
        assert_eq!(browser.page().select("a[rel=next]").len(), 0);
        browser.click("Previous");
        assert_eq!(names(&browser), second);
        browser.click("Previous");
        assert_eq!(browser.page().select("a[rel=prev]").len(), 0);
        assert_eq!(seen.len(), 120);
        if sort != "newest" {
            assert_eq!([&seen[0], &seen[119]], ends.map(|end| format!("Customer {end}")).each_ref());
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 120);
    }
}

#[test]
fn very_many_hits_come_by_the_match_and_each_once() {
    let world = World::new();
    let (partner, admin) = shop(&world);
    world.customer(&partner, "Alpha Alpine");
    let sqls: Vec<String> = (0..2_100)
        .map(|number| {
            let id = world.literal(&Value::Id(world.id()));
            let whose = world.literal(&Value::Id(partner.id.uuid()));
            let (at, no) = (world.literal(&Value::At(world.now())), world.literal(&Value::Bool(false)));
            format!(
                "INSERT INTO customers (id, partner_id, reseller_id, seller_id, company_name, name_key, domain, country, segment, \
                 state, is_delegated, is_purchase_order_required, created_at, version) VALUES ({id}, {whose}, NULL, {whose}, \
                 'alps {number}', 'alps {number}', 'd{number}.example.com', 'US', 'commercial', 'active', {no}, {no}, \
                 {at}, 1); INSERT INTO customer_terms (partner_id, term, customer_id) VALUES ({whose}, 'alps {number}', {id});"
            )
        })
        .collect();
    world.execute(&format!("BEGIN; {} COMMIT;", sqls.concat())).unwrap();
    let mut browser = world.as_(&admin);
    browser.get("/customers?q=al");
    assert!(browser.sees("More than 2,000 customers match"));
    let first = names(&browser);
    assert_eq!((first.len(), first[0].as_str()), (50, "Alpha Alpine"));
    assert_eq!(first.iter().filter(|name| *name == "Alpha Alpine").count(), 1);
    browser.click("Next");
    assert!(names(&browser).iter().all(|name| !first.contains(name)));
    browser.click("Previous");
    assert_eq!(names(&browser), first);
}

#[test]
fn the_file_is_utf_8_with_a_mark_and_holds_no_formula() {
    let world = World::new();
    let (partner, admin) = shop(&world);
    world.customer(&partner, "=HYPERLINK(1) Ltd");
    world.customer(&partner, "한빛식품");
    let sales = world.person(&partner, Role::SalesAgent);
    let mut browser = world.as_(&admin);
    let file = browser.get("/customers").click("Export CSV").page().clone();
    assert!(file.header("content-type").unwrap().starts_with("text/csv"));
    let text = file.source();
    assert!(text.starts_with("\u{feff}Microsoft ID,"), "{text}");
    assert!(text.contains(",'=HYPERLINK(1) Ltd,") && text.contains(",한빛식품,"), "{text}");
    browser.get("/customers/export?q=%ED%95%9C%EB%B9%9B");
    assert_eq!(browser.page().source().lines().count(), 2);
    assert_eq!(world.count("audit_events WHERE kind = 'sensitive_read'"), 2);
    assert_eq!(world.as_(&sales).get("/customers/export").page().status, 403);
}

#[test]
fn a_helpdesk_agent_changes_a_customer_but_adds_none() {
    let world = World::new();
    market(&world, "US", "United States", true);
    let partner = world.partner("Contoso Cloud");
    let customer = world.customer(&partner, "Fabrikam");
    let mut browser = world.as_(&world.person(&partner, Role::HelpdeskAgent));
    browser.get(format!("/customers/{}", customer.id)).click("Edit");
    browser.fill("Company name", "Fabrikam 주식회사").click("Save changes");
    assert_eq!(browser.page().h1(), "Fabrikam 주식회사");
    assert_eq!(world.count("audit_events WHERE kind = 'update_customer'"), 1);
    assert_eq!(browser.get("/customers/new").page().status, 403);
    browser.get("/customers?q=%EC%A3%BC%EC%8B%9D");
    assert_eq!(names(&browser), ["Fabrikam 주식회사"]);
}

#[test]
fn a_new_customer_is_checked_and_what_was_typed_stays() {
    let world = World::new();
    market(&world, "KR", "Korea", true);
    market(&world, "XX", "Nowhere", false);
    let (_, admin) = shop(&world);
    let mut browser = world.as_(&admin);
    browser
        .get("/customers/new")
        .fill("Company name", "  ")
        .fill("Primary domain name", "no dots")
        .click("Add customer");
    assert_eq!(browser.page().status, 422);
    let errors = ["Enter the company name", "Enter a domain name such as contoso.com", "Select the country or region"];
    assert_eq!(browser.page().select(".error-summary li"), errors);
    assert_eq!(browser.page().attributes("#domain", "value"), ["no dots"]);
    browser
        .fill("Company name", "한빛식품")
        .fill("Primary domain name", "hanbit.kr")
        .fill("Country or region", "Korea");
    browser.choose("Every order needs a purchase order number").click("Add customer");
    assert_eq!((browser.page().status, browser.page().h1().as_str()), (200, "한빛식품"));
    assert_eq!(browser.page().fact("Purchase order number").as_deref(), Some("Required on every order"));
    browser.get("/customers/new").fill("Company name", "Other").fill("Primary domain name", "HANBIT.kr");
    browser.fill("Country or region", "Korea").click("Add customer");
    assert_eq!(browser.page().select(".error-summary li"), ["Another customer has this domain name"]);
    let fields = [("company_name", "Other"), ("domain", "other.kr"), ("country", "XX"), ("segment", "commercial")];
    browser.post("/customers/new", &fields);
    assert_eq!(browser.page().status, 422);
    assert_eq!(world.count("customers"), 1);
}

#[test]
fn a_change_of_somebody_else_is_shown_before_it_is_replaced() {
    let world = World::new();
    market(&world, "US", "United States", true);
    let (partner, admin) = shop(&world);
    let customer = world.customer(&partner, "Fabrikam");
    let mut first = world.as_(&admin);
    let mut second = world.as_(&world.person(&partner, Role::SalesAgent));
    let edit = format!("/customers/{}/edit", customer.id);
    first.get(&edit);
    second.get(&edit).fill("Company name", "Fabrikam Two").click("Save changes");
    first.fill("Company name", "Fabrikam One").click("Save changes");
    assert_eq!(first.page().status, 422);
    assert!(first.sees("It is now: Fabrikam Two"));
    assert_eq!(first.page().attributes("#company_name", "value"), ["Fabrikam One"]);
    first.click("Save changes");
    assert_eq!(first.page().h1(), "Fabrikam One");
}

#[test]
fn a_reseller_sees_and_adds_its_own_customers_only() {
    let world = World::new();
    market(&world, "US", "United States", true);
    let provider = world.provider("Provider");
    let (north, south) = (world.reseller(&provider, "North"), world.reseller(&provider, "South"));
    world.customer(&north, "Of North");
    let other = world.customer(&south, "Of South");
    let mut browser = world.as_(&world.person(&north, Role::AdminAgent));
    browser.get("/customers/new").fill("Company name", "New of North").fill("Primary domain name", "north.example.com");
    browser.fill("Country or region", "United States").click("Add customer");
    browser.get("/customers");
    assert_eq!(names(&browser), ["New of North", "Of North"]);
    browser.get("/customers?q=of");
    assert_eq!(names(&browser), ["New of North", "Of North"]);
    assert_eq!(browser.get(format!("/customers/{}/edit", other.id)).page().status, 404);
    let mut all = world.as_(&world.person(&provider, Role::AdminAgent));
    assert_eq!(all.get("/customers").page().rows().len(), 6);
    all.get(format!("/customers/{}", other.id));
    assert_eq!(all.page().fact("Partner of record").as_deref(), Some("South"));
}

/// The result and the finding of a line of the pre-flight panel.
fn check(browser: &crate::support::Browser, subject: &str) -> (String, String) {
    let rows = browser.page().rows();
    let row = rows.iter().find(|row| row[0].starts_with(subject)).unwrap_or_else(|| panic!("{subject} in {rows:?}"));
    (row[1].clone(), row[2].clone())
}

fn met(result: &str, finding: &str) -> (String, String) {
    (result.to_owned(), finding.to_owned())
}

#[test]
fn the_account_page_says_what_stands_against_a_purchase() {
    let world = World::new();
    market(&world, "KR", "Korea", true);
    let values = [
        ("list", Value::text("L18")),
        ("market", Value::text("KR")),
        ("valid_from", Value::On(partner_dashboard::domain::time::Day::ymd(2018, 8, 1).unwrap())),
        ("valid_to", Value::Null),
        ("source", Value::text("software page")),
    ];
    world.insert("market_list_rows", &values);
    let (partner, admin) = shop(&world);
    let customer = world.customer_in(&partner, "한빛식품", "KR");
    let mut browser = world.as_(&admin);
    let page = format!("/customers/{}", customer.id);
    browser.get(&page);
    assert!(browser.sees("Not yet. 3 rules are not met."));
    let listed = "Reservations are not sold in Korea: it is on list L18 of markets without reservations.";
    assert_eq!(check(&browser, "The customer's market"), met("Not met", listed));
    assert_eq!(check(&browser, "Azure subscription"), met("Not met", "The customer has no active Azure subscription."));
    assert_eq!(check(&browser, "Prices"), met("Not met", "There are no prices in USD for this segment."));
    assert_eq!(check(&browser, "Your role"), met("Met", "Your role allows you to buy."));
    world.subscription(&customer, "Production");
    world.execute("UPDATE market_list_rows SET valid_to = '2026-01-01'").unwrap();
    browser.get(&page);
    assert_eq!(check(&browser, "The customer's market"), met("Met", "Reservations are sold in Korea."));
    assert_eq!(
        check(&browser, "Azure subscription"),
        met("Met", "1 active subscription is registered for reservations.")
    );
    let mut helpdesk = world.as_(&world.person(&partner, Role::HelpdeskAgent));
    helpdesk.get(&page);
    assert_eq!(check(&helpdesk, "Your role").0, "Not met");
    assert_eq!(check(&helpdesk, "Your access to the subscription").0, "To note");
}

#[test]
fn the_portal_view_opens_to_a_sales_agent_with_explicit_access_only() {
    let world = World::new();
    let (partner, admin) = shop(&world);
    let customer = world.customer(&partner, "Fabrikam");
    let subscription = world.subscription(&customer, "Production");
    let sales = world.person(&partner, Role::SalesAgent);
    let portal = format!("/customers/{}/portal", customer.id);
    let mut browser = world.as_(&sales);
    assert_eq!(browser.get(&portal).page().status, 403);
    world.give_access(&sales, &subscription);
    assert_eq!(browser.get(&portal).page().h1(), "Azure portal view");
    assert!(browser.sees("Production"));
    let mut list = world.as_(&admin);
    list.get("/customers").beside("Fabrikam").click("Microsoft Azure Management Portal");
    assert_eq!(list.page().path, portal);
    let own = world.customers_person(&customer);
    let mut theirs = world.as_(&own);
    assert!(!theirs.get(&portal).sees("Production"));
    world.give_access(&own, &subscription);
    assert!(theirs.get(&portal).sees("Production"));
}

#[test]
fn the_switcher_keeps_the_section_and_knows_whom_one_opened_last() {
    let world = World::new();
    let contoso = world.partner("Contoso Cloud");
    let names = ["Hanbit Foods", "Fabrikam", "Fabrikam Retail"];
    let [hanbit, fabrikam, retail] = names.map(|name| world.customer(&contoso, name));
    let mut browser = world.as_(&world.person(&contoso, Role::SalesAgent));
    browser.get(format!("/customers/{}", fabrikam.id)).get(format!("/customers/{}/orders", hanbit.id));
    let recent = browser.page().attributes(".section-switch a", "href");
    assert_eq!(recent, [format!("/customers/{}/orders", fabrikam.id), "/customers".to_owned()]);
    browser.get("/customers/switch?section=orders&q=retail");
    assert_eq!(browser.page().path, format!("/customers/{}/orders", retail.id), "the only one is opened");
    browser.get("/customers/switch?section=cart&q=fabrikam").click("Fabrikam");
    assert_eq!(browser.page().path, format!("/customers/{}/cart", fabrikam.id));
    browser.get("/customers/switch?section=nothing");
    assert_eq!(browser.page().select(".switch-list a"), ["Fabrikam", "Fabrikam Retail", "Hanbit Foods"]);
    let mut other = world.as_(&world.person(&world.partner("Other Cloud"), Role::SalesAgent));
    other.get("/customers/switch?q=fabrikam");
    assert!(other.sees("No customer found"));
}

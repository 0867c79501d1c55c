//! Lists of many: the way back shows what the way there showed, and nobody sees more than their own.
//! Features rows 6, 31, 43.

use std::collections::BTreeSet;

use partner_dashboard::domain::roles::Role;
use partner_dashboard::ops::generate::{self, Amounts};
use partner_dashboard::ops::installation;

use crate::support::{Browser, Partner, Value, World};

/// A provider with two resellers, and many customers, orders and reservations of theirs, some ended.
struct Market {
    world: World,
    provider: Partner,
    resellers: [Partner; 2],
}

impl Market {
    fn new() -> Self {
        let world = World::new();
        world.shelf();
        let provider = world.provider("Northwind Distribution");
        let resellers = ["Contoso Cloud", "Fabrikam Cloud"].map(|name| world.reseller(&provider, name));
        world.person(&provider, Role::SalesAgent);
        let seller = installation::partner(&world.app, &provider.name).unwrap();
        let amounts = Amounts { customers: 180, orders: 170, reservations: 230, seed: 3 };
        generate::generate(&world.app, &seller, amounts, &mut |_| {}).unwrap();
        let over = world.literal(&Value::At(world.now().plus_days(-40)));
        world.execute(&format!("UPDATE reservations SET expires_at = {over} WHERE quantity IN (2, 5)")).unwrap();
        world.execute("UPDATE reservations SET state = 'Cancelled' WHERE quantity IN (3, 4)").unwrap();
        Self { world, provider, resellers }
    }

    fn as_admin_of(&self, partner: &Partner) -> Browser {
        self.world.as_(&self.world.person_in(partner, &[Role::GlobalAdmin, Role::AdminAgent]))
    }
}

/// A page: its own address, where the rows lead to, and the rows.
type Page = (Vec<String>, Vec<Vec<String>>);

fn page(browser: &Browser) -> Page {
    (browser.page().attributes("tbody th a", "href"), browser.page().rows())
}

/// Walks a list to its end and back; the pages of both ways are the same. Says where the rows lead to.
fn there_and_back(browser: &mut Browser, address: &str) -> Vec<String> {
    assert_eq!(browser.get(address).page().status, 200, "{address}");
    let mut there = vec![page(browser)];
    while let [next] = &browser.page().attributes("a[rel=next]", "href")[..] {
        let next = next.clone();
        assert_eq!(browser.get(&next).page().status, 200, "{next}");
        there.push(page(browser));
    }
    let mut back = vec![page(browser)];
    while let [previous] = &browser.page().attributes("a[rel=prev]", "href")[..] {
        let previous = previous.clone();
        assert_eq!(browser.get(&previous).page().status, 200, "{previous}");
        back.push(page(browser));
    }
    back.reverse();
    assert_eq!(back, there, "{address}");
    let (last, full) = there.split_last().unwrap();
    assert!(full.iter().all(|(links, _)| links.len() == 50) && last.0.len() <= 50, "{address}");
    let all: Vec<String> = there.into_iter().flat_map(|(links, _)| links).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "a row of {address} comes twice");
    all
}

#[test]
fn every_page_of_a_list_is_seen_again_on_the_way_back() {
    let market = Market::new();
    let mut browser = market.as_admin_of(&market.provider);
    let count = |of: &str| usize::try_from(market.world.count(of)).unwrap();
    let now = market.world.literal(&Value::At(market.world.now()));
    let ended = count(&format!("reservations WHERE expires_at <= {now} OR state = 'Cancelled'"));
    assert!(ended > 50, "the ended ones fill more than a page");
    for (address, rows) in [
        ("/customers", 180),
        ("/customers?sort=newest", 180),
        ("/customers?country=US", count("customers WHERE country = 'US'")),
        ("/orders", 170),
        ("/orders?product=west", 170),
        ("/orders?product=d2s%201%20year", count("order_lines WHERE term = 'P1Y'").min(170)),
        ("/orders?product=nothing", 0),
        ("/reservations", 230),
        ("/reservations?region=westeurope&view=active", 230 - ended),
        ("/reservations?view=ended", ended),
        ("/reservations?q=d2s", 230),
    ] {
        let found = there_and_back(&mut browser, address).len();
        // An order of two lines is one row.
        let is_right = if address.contains("year") { (51..=rows).contains(&found) } else { found == rows };
        assert!(is_right, "{address} has {found} rows, not {rows}");
    }
}

#[test]
fn a_reseller_walks_its_own_rows_only_and_keeps_them_when_a_customer_moves() {
    let market = Market::new();
    let world = &market.world;
    let lists = ["/customers", "/orders", "/reservations", "/reservations?view=ended"];
    let mut all = market.as_admin_of(&market.provider);
    let mut own = market.resellers.each_ref().map(|reseller| market.as_admin_of(reseller));
    for address in lists {
        let whole: BTreeSet<String> = there_and_back(&mut all, address).into_iter().collect();
        let [one, other] = own.each_mut().map(|browser| there_and_back(browser, address));
        assert_eq!(whole.len(), one.len() + other.len(), "{address}");
        assert_eq!(whole, one.into_iter().chain(other).collect(), "{address}");
    }
    let order = own[0].get("/orders").page().attributes("tbody th a", "href")[0].clone();
    let customer = order.split('/').nth(2).unwrap().to_owned();
    let target = world.literal(&Value::Id(market.resellers[1].id.uuid()));
    let moved = world.literal(&Value::Id(customer.parse().unwrap()));
    // Whose people look after the customer stands beside its orders and reservations by the database's own hand.
    world
        .execute(&format!("UPDATE customers SET reseller_id = {target}, seller_id = {target} WHERE id = {moved}"))
        .unwrap();
    assert_eq!(own[0].get(&order).page().status, 404);
    assert_eq!(own[1].get(&order).page().status, 200);
    assert!(there_and_back(&mut own[1], "/orders").contains(&order));
    assert!(!there_and_back(&mut own[0], "/orders").contains(&order));
    let of = |table: &str| world.count(&format!("{table} WHERE customer_id = {moved} AND seller_id <> {target}"));
    assert_eq!((of("orders"), of("reservations")), (0, 0));
    assert!(world.count(&format!("orders WHERE customer_id = {moved}")) > 0);
}

#[test]
fn an_order_number_in_the_search_box_leads_to_its_order() {
    let market = Market::new();
    let mut browser = market.as_admin_of(&market.provider);
    let order = browser.get("/orders").page().attributes("tbody th a", "href")[0].clone();
    let number = browser.page().select("tbody th a")[0].clone();
    for typed in [number.replace(' ', ""), number.replace(' ', "-"), number.replace(' ', "+")] {
        assert_eq!(browser.get(format!("/customers?q={typed}")).page().path, order, "{typed}");
    }
}

#[test]
fn what_is_counted_is_counted_again_after_every_act() {
    let market = Market::new();
    for (code, name) in [("US", "United States"), ("ZZ", "Nowhere")] {
        let texts = [("code", code), ("name_en", name), ("name_ko", name), ("name_zh_tw", name)];
        let mut values = texts.map(|(column, text)| (column, Value::text(text))).to_vec();
        values.push(("is_sold", Value::Bool(true)));
        market.world.insert("markets", &values);
    }
    let mut browser = market.as_admin_of(&market.resellers[0]);
    let tabs = |browser: &mut Browser| browser.get("/reservations").page().select("nav.views .count");
    let before = tabs(&mut browser);
    assert_eq!(tabs(&mut browser), before);
    let countries = |browser: &mut Browser| browser.get("/orders").page().select("#country option");
    assert_eq!(countries(&mut browser), ["All", "United States"]);
    browser.get("/orders?country=ZZ");
    assert_eq!(browser.page().attributes("#country option[selected]", "value"), ["ZZ"]);
    assert!(browser.page().rows().is_empty());
    let seller = installation::partner(&market.world.app, &market.provider.name).unwrap();
    let more = Amounts { customers: 40, orders: 40, reservations: 40, seed: 4 };
    generate::generate(&market.world.app, &seller, more, &mut |_| {}).unwrap();
    assert_ne!(tabs(&mut browser), before);
}

#[test]
fn people_subscriptions_and_events_come_in_pages_too() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let admin = world.person_in(&partner, &[Role::GlobalAdmin, Role::AdminAgent]);
    let customer = world.customer(&partner, "Fabrikam");
    let own = world.customers_person(&customer);
    for number in 0..120 {
        world.person(&partner, Role::HelpdeskAgent);
        let subscription = world.subscription(&customer, &format!("Subscription {number}"));
        if number % 2 == 0 {
            world.give_access(&own, &subscription);
        }
    }
    let mut browser = world.as_(&admin);
    assert_eq!(there_and_back(&mut browser, "/users").len(), 121);
    assert!(browser.get("/users").sees("121 users"));
    let subscriptions = format!("/customers/{}/subscriptions", customer.id);
    assert_eq!(there_and_back(&mut browser, &subscriptions).len(), 120);
    // Every person, the customer, the customer's person and the sign-in left an event.
    let mut events = 0;
    browser.get("/activity");
    loop {
        events += browser.page().select("tbody th time").len();
        let Some(older) = browser.page().attributes("a[rel=next]", "href").first().cloned() else { break };
        let here = browser.page().select("tbody th time");
        browser.get(&older);
        let newer = browser.page().attributes("a[rel=prev]", "href")[0].clone();
        let address = browser.page().path.clone();
        assert_eq!(browser.get(&newer).page().select("tbody th time"), here);
        browser.get(if address.contains('?') { address } else { older });
    }
    assert_eq!(events, 124);
    let mut theirs = world.as_(&own);
    assert_eq!(there_and_back(&mut theirs, &subscriptions).len(), 60);
}

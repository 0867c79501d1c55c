//! Reading reservations: the list of a customer, of all customers, and one with its IDs. S-52 to S-60,
//! R-RES-1, R-RES-2, features rows 35, 36, 39, 43.

use partner_dashboard::domain::orders::OrderNumber;
use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::time::Instant;
use uuid::Uuid;

use crate::support::{Person, Subscription, Value, World};

/// A purchased reservation, as it stands in the tables.
struct Bought<'a> {
    name: &'a str,
    size: &'a str,
    region: &'a str,
    scope: &'a str,
    state: &'a str,
    days_left: i64,
}

const WEB: Bought<'static> = Bought {
    name: "web",
    size: "Standard_D4s_v3",
    region: "koreacentral",
    scope: "single",
    state: "Succeeded",
    days_left: 200,
};

/// The IDs of what was bought.
struct Ids {
    reservation: Uuid,
    order: Uuid,
}

/// The catalogue that the reservations of these stories come from.
fn catalogue(world: &World) -> Uuid {
    let size = |name: &str, display_name: &str| {
        world.insert(
            "sizes",
            &[
                ("name", Value::text(name)),
                ("display_name", Value::text(display_name)),
                ("series", Value::text("Dsv3")),
                ("category", Value::text("general")),
                ("vcpus", Value::Int(4)),
                ("memory_mib", Value::Int(16_384)),
                ("flexibility_group", Value::text("DSv3 Series")),
                ("flexibility_ratio", Value::text("2")),
            ],
        );
    };
    size("Standard_D4s_v3", "D4s v3");
    size("Standard_E8s_v3", "E8s v3");
    for (name, display_name) in [("koreacentral", "Korea Central"), ("eastus", "East US")] {
        let geography = Value::text("Asia");
        let values =
            [("name", Value::text(name)), ("display_name", Value::text(display_name)), ("geography", geography)];
        world.insert("regions", &values);
    }
    let product = [
        ("id", Value::text("P1")),
        ("family", Value::text("vm")),
        ("size", Value::Null),
        ("title", Value::text("Reserved VM Instance")),
    ];
    world.insert("products", &product);
    world.insert(
        "skus",
        &[
            ("id", Value::text("S1")),
            ("product_id", Value::text("P1")),
            ("region", Value::text("koreacentral")),
            ("term", Value::text("P1Y")),
            ("min_quantity", Value::Int(1)),
            ("max_quantity", Value::Int(999)),
            ("prerequisites", Value::text("")),
        ],
    );
    let list = world.id();
    world.insert(
        "price_lists",
        &[
            ("id", Value::Id(list)),
            ("name", Value::text("November")),
            ("source", Value::text("tests")),
            ("content_hash", Value::Bytes(vec![1])),
            ("effective_on", Value::On(world.now().day())),
            ("imported_at", Value::At(world.now())),
            ("row_count", Value::Int(1)),
        ],
    );
    list
}

/// A number that no order has yet.
fn next_number(world: &World) -> String {
    OrderNumber::from_random(world.count("orders").unsigned_abs()).digits()
}

/// What a line and the reservation it makes have in common.
fn reserved(on: &Subscription, it: &Bought<'_>) -> [(&'static str, Value); 8] {
    [
        ("name", Value::text(it.name)),
        ("size", Value::text(it.size)),
        ("region", Value::text(it.region)),
        ("term", Value::text("P1Y")),
        ("quantity", Value::Int(3)),
        ("subscription_id", Value::Id(on.id.uuid())),
        ("scope", Value::text(it.scope)),
        ("optimise", Value::text("flexibility")),
    ]
}

/// Writes an order of one line, bought by `person`, and what it made.
fn bought(world: &World, list: Uuid, person: &Person, on: &Subscription, it: &Bought<'_>) -> Ids {
    let [cart, order, line, made, reservation] = [(); 5].map(|()| world.id());
    let (partner, customer) = (Value::Id(on.partner.uuid()), Value::Id(on.customer.uuid()));
    let seller = Value::Id(on.seller.uuid());
    let whose = [("partner_id", partner), ("customer_id", customer)];
    let insert = |table: &str, own: &[(&str, Value)]| world.insert(table, &[&whose[..], own].concat());
    let (at, number) = (Value::At(world.now()), next_number(world));
    let expires = Value::At(Instant::start_of(world.now().day()).plus_days(it.days_left));
    insert(
        "carts",
        &[
            ("id", Value::Id(cart)),
            ("created_by", Value::Id(person.id.uuid())),
            ("state", Value::text("ordered")),
            ("purchase_order", Value::text("")),
            ("created_at", at.clone()),
            ("expires_at", at.clone()),
            ("updated_at", at.clone()),
            ("version", Value::Int(1)),
        ],
    );
    insert(
        "orders",
        &[
            ("seller_id", seller.clone()),
            ("id", Value::Id(order)),
            ("number", Value::text(number)),
            ("cart_id", Value::Id(cart)),
            ("order_group", Value::Int(0)),
            ("status", Value::text("completed")),
            ("currency", Value::text("USD")),
            ("billing_plan", Value::text("upfront")),
            ("total_minor", Value::Int(295_500)),
            ("usd_rate", Value::text("1")),
            ("purchase_order", Value::text("")),
            ("placed_by", Value::Id(person.id.uuid())),
            ("placed_at", at.clone()),
            ("review_hash", Value::Bytes(vec![0])),
            ("version", Value::Int(1)),
        ],
    );
    let reserved = reserved(on, it);
    let own = [
        ("id", Value::Id(line)),
        ("order_id", Value::Id(order)),
        ("line_number", Value::Int(0)),
        ("sku_id", Value::text("S1")),
        ("title", Value::text("Reserved VM Instance")),
        ("unit_minor", Value::Int(98_500)),
        ("total_minor", Value::Int(295_500)),
        ("price_list_id", Value::Id(list)),
        ("state", Value::text("fulfilled")),
    ];
    insert("order_lines", &[&own[..], &reserved[..]].concat());
    insert(
        "reservation_orders",
        &[
            ("id", Value::Id(made)),
            ("order_id", Value::Id(order)),
            ("order_line_id", Value::Id(line)),
            ("name", Value::text(it.name)),
            ("term", Value::text("P1Y")),
            ("billing_plan", Value::text("upfront")),
            ("original_quantity", Value::Int(3)),
            ("state", Value::text(it.state)),
            ("requested_at", at.clone()),
            ("created_at", at.clone()),
            ("starts_at", at.clone()),
            ("expires_at", expires.clone()),
            ("currency", Value::text("USD")),
            ("total_minor", Value::Int(295_500)),
        ],
    );
    let charge = [
        ("reservation_order_id", Value::Id(made)),
        ("sequence", Value::Int(1)),
        ("due_on", Value::On(world.now().day())),
        ("amount_minor", Value::Int(295_500)),
        ("currency", Value::text("USD")),
        ("state", Value::text("scheduled")),
    ];
    insert("charges", &charge);
    let own = [
        ("id", Value::Id(reservation)),
        ("seller_id", seller),
        ("reservation_order_id", Value::Id(made)),
        ("name_key", Value::text(it.name.to_lowercase())),
        ("state", Value::text(it.state)),
        ("status_code", Value::text("Active")),
        ("is_renewing", Value::Bool(false)),
        ("starts_at", at.clone()),
        ("expires_at", expires),
        ("created_at", at),
        ("version", Value::Int(1)),
    ];
    insert("reservations", &[&own[..], &reserved[..]].concat());
    Ids { reservation, order: made }
}

fn names(rows: &[Vec<String>]) -> Vec<&str> {
    rows.iter().map(|row| row[0].as_str()).collect()
}

#[test]
fn the_overview_says_how_it_is_and_shows_both_ids() {
    let world = World::new();
    let list = catalogue(&world);
    let partner = world.partner("Contoso Cloud");
    let agent = world.person(&partner, Role::AdminAgent);
    let customer = world.customer(&partner, "Hanbit Foods");
    let ids = bought(&world, list, &agent, &world.subscription(&customer, "Production"), &WEB);

    let mut browser = world.as_(&agent);
    browser.get(format!("/customers/{}/reservations", customer.id)).click("web");
    let page = browser.page();
    assert_eq!(page.h1(), "web");
    let sentence = "Active for 199 more days, for matching virtual machines in the subscription Production only.";
    assert!(browser.sees(sentence), "{}", page.text());
    for (fact, shown) in [
        ("Reservation ID", ids.reservation.to_string()),
        ("Reservation order ID", ids.order.to_string()),
        ("Partner of record", "Contoso Cloud".to_owned()),
        ("Bought by", agent.name.clone()),
        ("Price", "$2,955.00".to_owned()),
        ("Expiration date", "June 9, 2027".to_owned()),
        ("Size flexibility group", "DSv3 Series, ratio 2".to_owned()),
    ] {
        let found = page.fact(fact).unwrap_or_default();
        assert!(found.starts_with(&shown), "{fact}: {found}");
    }
    assert!(browser.sees("Software is not included"));
    browser.click("Properties");
    let block = browser.page().select("#support-text").concat();
    assert!(block.contains(&ids.reservation.to_string()) && block.contains(&ids.order.to_string()), "{block}");
}

#[test]
fn r_res_2_a_reservation_is_expiring_from_thirty_days_before_its_end() {
    let world = World::new();
    let list = catalogue(&world);
    let partner = world.partner("Contoso Cloud");
    let agent = world.person(&partner, Role::HelpdeskAgent);
    let customer = world.customer(&partner, "Hanbit Foods");
    let production = world.subscription(&customer, "Production");
    let soon = |name, state, days_left| {
        bought(&world, list, &agent, &production, &Bought { name, state, days_left, ..WEB });
    };
    soon("later", "Succeeded", 200);
    soon("being made", "PendingBilling", 250);
    soon("in ninety", "Succeeded", 90);
    soon("in thirty-one", "Succeeded", 31);
    soon("in thirty", "Succeeded", 30);
    soon("over", "Succeeded", 0);
    soon("returned", "Cancelled", 300);

    let mut browser = world.as_(&agent);
    browser.get("/reservations");
    assert!(browser.sees("4 active · 3 expire within 90 days"));
    let rows = browser.page().rows();
    assert_eq!(names(&rows), ["in thirty", "in thirty-one", "in ninety", "later", "being made", "returned", "over"]);
    let states: Vec<&str> = rows.iter().map(|row| row[row.len() - 2].as_str()).collect();
    assert_eq!(states, ["Expiring", "Succeeded", "Succeeded", "Succeeded", "Processing", "Cancelled", "Expired"]);
    browser.get("/reservations?view=expiring");
    assert_eq!(names(&browser.page().rows()), ["in thirty", "in thirty-one", "in ninety"]);
    browser.get("/reservations?view=active");
    assert_eq!(browser.page().rows().len(), 4);
    browser.get("/reservations?view=ended");
    assert_eq!(names(&browser.page().rows()), ["returned", "over"]);
}

#[test]
fn a_list_is_narrowed_by_what_people_have_at_hand() {
    let world = World::new();
    let list = catalogue(&world);
    let partner = world.partner("Contoso Cloud");
    let agent = world.person(&partner, Role::SalesAgent);
    let customer = world.customer(&partner, "Hanbit Foods");
    let production = world.subscription(&customer, "Production");
    let web = bought(&world, list, &agent, &production, &WEB);
    let db = Bought { name: "=db 100%", size: "Standard_E8s_v3", region: "eastus", scope: "shared", ..WEB };
    bought(&world, list, &agent, &production, &db);

    let mut browser = world.as_(&agent);
    let mut found = |query: &str| {
        browser.get(format!("/customers/{}/reservations?{query}", customer.id));
        let rows = browser.page().rows();
        rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("q=d4s+v3"), ["web"]);
    assert_eq!(found("q=WEB"), ["web"]);
    assert_eq!(found("q=100%25"), ["=db 100%"]);
    assert_eq!(found("q=_"), [""; 0]);
    assert_eq!(found(&format!("q={}", web.reservation.simple())), ["web"]);
    assert_eq!(found(&format!("q=%7B{}%7D", web.order)), ["web"]);
    assert_eq!(found("region=eastus"), ["=db 100%"]);
    assert_eq!(found("term=P3Y"), [""; 0]);
    assert!(browser.sees("No reservation matches."));

    browser.get("/reservations").click("Export CSV");
    let file = browser.page().source();
    assert!(file.starts_with("\u{feff}Name,Customer,VM size,"), "{file}");
    assert!(file.contains("\n'=db 100%,Hanbit Foods,E8s v3,East US,3,1 year,Shared,2027-06-09,Succeeded,"), "{file}");
}

#[test]
fn every_row_is_on_exactly_one_page() {
    let world = World::new();
    let list = catalogue(&world);
    let partner = world.partner("Contoso Cloud");
    let agent = world.person(&partner, Role::AdminAgent);
    let production = world.subscription(&world.customer(&partner, "Hanbit Foods"), "Production");
    for n in 0..53 {
        let state = if n % 2 == 0 { "Succeeded" } else { "Cancelled" };
        let name = format!("r{n:02}");
        bought(&world, list, &agent, &production, &Bought { name: &name, state, days_left: 100, ..WEB });
    }
    let mut browser = world.as_(&agent);
    browser.get("/reservations");
    let mut seen: Vec<String> = browser.page().rows().iter().map(|row| row[0].clone()).collect();
    assert_eq!(seen.len(), 50);
    browser.click("Next");
    seen.extend(browser.page().rows().iter().map(|row| row[0].clone()));
    assert!(seen.iter().take(27).all(|name| name.ends_with(['0', '2', '4', '6', '8'])), "{seen:?}");
    seen.sort();
    assert_eq!(seen, (0..53).map(|n| format!("r{n:02}")).collect::<Vec<_>>());
}

#[test]
fn a_reseller_sees_the_reservations_of_its_own_customers_only() {
    let world = World::new();
    let list = catalogue(&world);
    let provider = world.provider("Tailspin Distribution");
    let (one, other) = (world.reseller(&provider, "Adatum"), world.reseller(&provider, "Litware"));
    let seller = world.person(&one, Role::SalesAgent);
    let agent = world.person(&provider, Role::AdminAgent);
    let (own, foreign) = (world.customer(&one, "Hanbit Foods"), world.customer(&other, "Jade Logistics"));
    bought(&world, list, &agent, &world.subscription(&own, "Production"), &WEB);
    let hidden = Bought { name: "hidden", ..WEB };
    let ids = bought(&world, list, &agent, &world.subscription(&foreign, "Production"), &hidden);

    let mut browser = world.as_(&seller);
    browser.get("/reservations");
    assert!(browser.sees("1 active"));
    assert_eq!(names(&browser.page().rows()), ["web"]);
    for address in [
        format!("/customers/{}/reservations", foreign.id),
        format!("/customers/{}/reservations/{}", foreign.id, ids.reservation),
        format!("/customers/{}/reservations/{}", own.id, ids.reservation),
        format!("/customers/{}/reservations/{}", own.id, world.id()),
    ] {
        browser.get(&address);
        assert_eq!(browser.page().status, 404, "{address}");
    }
    let mut browser = world.as_(&agent);
    browser.get("/reservations");
    assert_eq!(browser.page().rows().len(), 2);
    let mut browser = world.as_(&world.person(&provider, Role::BillingAdmin));
    browser.get("/reservations");
    assert_eq!(browser.page().status, 403);
}

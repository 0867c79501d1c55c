//! Software through Partner Center: cancelled by a PATCH of its order, downloads and keys beside its line.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::term::Term;
use serde_json::json;

use crate::support::{Client, Shop, WINDOWS};

struct Bought {
    shop: Shop,
    admin: Client,
    sales: Client,
    foreign: Client,
    order: String,
}

fn bought() -> Bought {
    bought_lines(&[Term::OneYear])
}

/// Two packs for each term, in one order.
fn bought_lines(terms: &[Term]) -> Bought {
    let shop = Shop::new();
    shop.stock_software();
    let mut browser = shop.world.as_(&shop.sales);
    for term in terms {
        shop.add_software(&mut browser, WINDOWS, *term, "2");
    }
    browser.get(shop.path("cart/review"));
    let fields = Shop::sends(browser.page());
    shop.send_buy(&mut browser, &fields);
    let admin = shop.world.client(&shop.partner, Role::AdminAgent);
    let sales = shop.world.client(&shop.partner, Role::SalesAgent);
    let foreign = shop.world.client(&shop.world.partner("Fabrikam Cloud"), Role::AdminAgent);
    let orders = admin.get(&format!("/v1/customers/{}/orders", shop.customer.id));
    let items = orders.at("/items");
    let of_software =
        |order: &&serde_json::Value| order["lineItems"].as_array().unwrap().iter().any(|line| line["quantity"] == 2);
    let order = items.as_array().unwrap().iter().find(of_software).unwrap();
    let order = format!("/v1/customers/{}/orders/{}", shop.customer.id, order["id"].as_str().unwrap());
    Bought { shop, admin, sales, foreign, order }
}

/// The number of the line of software in the order.
fn line(bought: &Bought) -> serde_json::Value {
    let lines = bought.admin.get(&bought.order).at("/lineItems");
    let found = lines.as_array().unwrap().iter().find(|line| line["quantity"] == 2).unwrap();
    found["lineItemNumber"].clone()
}

#[test]
fn software_is_cancelled_by_a_patch_once_and_only_by_an_admin_agent() {
    let bought = bought();
    let number = line(&bought);
    let cancel = json!({ "status": "cancelled", "lineItems": [{ "lineItemNumber": number }] });
    let sales = bought.sales.send("PATCH", &bought.order, Some(&cancel));
    assert_eq!((sales.status, sales.at("/code")), (403, 2032.into()), "{}", sales.text);
    assert_eq!(bought.foreign.send("PATCH", &bought.order, Some(&cancel)).status, 404);
    let world = &bought.shop.world;
    let rehearsed = bought.admin.send("PATCH", &format!("{}?dry_run=true", bought.order), Some(&cancel));
    assert_eq!((rehearsed.status, world.count("refund_cases")), (200, 0), "{}", rehearsed.text);
    let done = bought.admin.send("PATCH", &bought.order, Some(&cancel));
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(world.count("software_entitlements WHERE state = 'CancelPending'"), 1);
    assert_eq!([world.count("refund_cases"), world.count("support_requests")], [1, 1]);
    let again = bought.admin.send("PATCH", &bought.order, Some(&cancel));
    assert_eq!((again.status, again.at("/code")), (400, 800_061.into()), "{}", again.text);
    assert_eq!(world.count("refund_cases"), 1);
}

#[test]
fn downloads_and_keys_stand_beside_the_line_for_admin_agents() {
    let bought = bought();
    let at = format!("{}/lineitems/{}", bought.order, line(&bought));
    let files = bought.admin.get(&format!("{at}/downloads"));
    assert_eq!((files.status, files.at("/totalCount")), (200, 0.into()), "{}", files.text);
    let made = bought.admin.send("POST", &format!("{at}/downloads"), Some(&json!({})));
    assert_eq!(made.status, 200, "{}", made.text);
    let keys = bought.admin.get(&format!("{at}/keys"));
    assert_eq!(keys.at("/items/0/status"), "waiting", "{}", keys.text);
    let reveal = format!("{at}/keys/{}/reveal", keys.at("/items/0/id").as_str().unwrap());
    let unsaid = bought.admin.send("POST", &reveal, Some(&json!({})));
    assert_eq!((unsaid.status, unsaid.at("/code")), (400, 3000.into()), "a reason is needed");
    let why = json!({ "reason": "The customer installs it.", "recipient": "Ada Kim" });
    assert_eq!(bought.admin.send("POST", &reveal, Some(&why)).at("/code"), 800_002);
    let links = bought.sales.get(&format!("{at}/activationlinks"));
    let link = links.at("/items/0/link/uri");
    assert!(link.as_str().is_some_and(|uri| uri.starts_with("http") && uri.ends_with("/downloads")), "{}", links.text);
    assert_eq!(bought.foreign.get(&format!("{at}/activationlinks")).status, 404);
    for path in [format!("{at}/downloads"), format!("{at}/keys")] {
        let sales = bought.sales.get(&path);
        assert_eq!((sales.status, sales.at("/code")), (403, 2032.into()), "{path}");
        assert_eq!(bought.foreign.get(&path).status, 404, "{path}");
    }
    assert_eq!(bought.admin.get(&format!("{}/lineitems/99/keys", bought.order)).status, 404);
}

/// Refuses the second case that is written.
fn break_second_case(bought: &Bought) {
    let world = &bought.shop.world;
    let act = if world.db.is_sqlite() {
        "WHEN (SELECT count(*) FROM refund_cases) > 0 BEGIN SELECT RAISE(ABORT, 'a fault of the test'); END"
    } else {
        let fail = "CREATE FUNCTION fail_second() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN \
                    IF (SELECT count(*) FROM refund_cases) > 0 THEN RAISE EXCEPTION ''a fault of the test''; END IF; \
                    RETURN NEW; END'";
        world.execute(fail).unwrap();
        "FOR EACH ROW EXECUTE FUNCTION fail_second()"
    };
    world.execute(&format!("CREATE TRIGGER fault BEFORE INSERT ON refund_cases {act};")).unwrap();
}

#[test]
fn r_5_several_lines_are_cancelled_in_one_act() {
    let bought = bought_lines(&[Term::OneYear, Term::ThreeYears]);
    let world = &bought.shop.world;
    let cancel = json!({ "status": "cancelled" });
    assert_eq!(bought.admin.get(&bought.order).at("/lineItems").as_array().map(Vec::len), Some(2));
    break_second_case(&bought);
    let failed = bought.admin.send("PATCH", &bought.order, Some(&cancel));
    assert!(failed.status >= 500, "{}", failed.text);
    let pending = "software_entitlements WHERE state = 'CancelPending'";
    let left = ["refund_cases", "support_requests", pending].map(|rows| world.count(rows));
    assert_eq!(left, [0, 0, 0], "something half was kept");
    let on = if world.db.is_sqlite() { "" } else { " ON refund_cases" };
    world.execute(&format!("DROP TRIGGER fault{on}")).unwrap();
    let done = bought.admin.send("PATCH", &bought.order, Some(&cancel));
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!([world.count("refund_cases"), world.count(pending)], [2, 2]);
}

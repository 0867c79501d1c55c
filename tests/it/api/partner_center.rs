//! Partner Center v1 as its clients use it: the way from a customer to its order, once, and what others
//! see of it.

use std::collections::BTreeSet;
use std::sync::Barrier;

use partner_dashboard::api;
use partner_dashboard::api::Face;
use partner_dashboard::domain::catalog::{VM_RESERVATIONS, product_id, sku_id};
use partner_dashboard::domain::roles::{Role, Verdict, best};
use partner_dashboard::domain::term::Term;
use partner_dashboard::domain::time::Day;
use serde_json::{Value as Json, json};

use crate::support::{Client, Reply, Shop, Value};

const SIZE: &str = "Standard_D2s_v5";
const REGION: &str = "westeurope";

/// A shop whose shelf has the ids that the catalog makes.
struct Mall {
    shop: Shop,
    client: Client,
    base: String,
}

impl Mall {
    fn new() -> Self {
        let shop = Shop::new();
        let product = product_id(VM_RESERVATIONS, SIZE);
        let values = [
            ("id", Value::text(&product)),
            ("family", Value::text(VM_RESERVATIONS)),
            ("size", Value::text(SIZE)),
            ("title", Value::text("Reserved VM Instance")),
        ];
        shop.world.insert("products", &values);
        for (term, minor) in [(Term::OneYear, 58_900), (Term::ThreeYears, 113_500)] {
            let sku = sku_id(&product, REGION, term);
            let values = [
                ("id", Value::text(&sku)),
                ("product_id", Value::text(&product)),
                ("region", Value::text(REGION)),
                ("term", Value::text(term.code())),
                ("min_quantity", Value::Int(1)),
                ("max_quantity", Value::Int(100)),
                ("prerequisites", Value::text("")),
            ];
            shop.world.insert("skus", &values);
            let values = [
                ("sku_id", Value::text(&sku)),
                ("currency", Value::text("USD")),
                ("segment", Value::text("")),
                ("valid_from", Value::On(Day::ymd(2026, 1, 1).unwrap())),
                ("valid_to", Value::Null),
                ("total_minor", Value::Int(minor)),
                ("meter_id", Value::Null),
                ("price_list_id", Value::Id(shop.shelf.price_list.uuid())),
            ];
            shop.world.insert("prices", &values);
        }
        let client = shop.world.client(&shop.partner, Role::AdminAgent);
        let base = format!("/v1/customers/{}", shop.customer.id);
        Self { shop, client, base }
    }

    /// What a cart line names: read from the catalog, step by step.
    fn item(&self, term: &str) -> String {
        let products = self.client.send("GET", "/v1/products?country=US&targetView=AzureReservationsVM", None);
        let skus = self.follow(&products.at("/items/0/links/skus/uri"));
        let all = skus.at("/items");
        let sku = all.as_array().unwrap().iter().find(|sku| sku["dynamicAttributes"]["duration"] == term).unwrap();
        let availabilities = self.follow(&sku["links"]["availabilities"]["uri"]);
        availabilities.at("/items/0/catalogItemId").as_str().unwrap().to_owned()
    }

    fn follow(&self, uri: &Json) -> Reply {
        let reply = self.client.send("GET", &format!("/v1{}", uri.as_str().unwrap()), None);
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply
    }

    fn line(&self, quantity: u32) -> Json {
        json!({
            "id": 0, "catalogItemId": self.item("1Year"), "quantity": quantity, "billingCycle": "one_time",
            "termDuration": "P1Y", "friendlyName": "Web",
            "provisioningContext": { "subscriptionId": self.shop.subscription.id.to_string(), "scope": "shared" },
        })
    }

    fn cart(&self) -> String {
        let made = self.client.send("POST", &self.at("carts"), Some(&json!({ "lineItems": [self.line(3)] })));
        assert_eq!(made.status, 201, "{}", made.text);
        made.at("/id").as_str().unwrap().to_owned()
    }

    fn at(&self, rest: &str) -> String {
        format!("{}/{rest}", self.base)
    }

    fn send_as(&self, request: &str, path: &str) -> Reply {
        let bearer = format!("Bearer {}", self.client.token);
        let headers = [("authorization", bearer.as_str()), ("ms-requestid", request)];
        self.client.exchange("POST", path, Some(b""), &headers)
    }
}

#[test]
fn a_client_goes_from_a_customer_to_its_reservation_and_the_pages_show_it() {
    let mall = Mall::new();
    let customers = mall.client.send("GET", "/v1/customers?size=1", None);
    assert_eq!(customers.at("/items/0/companyProfile/companyName"), "Fabrikam");
    assert_eq!(customers.at("/items/0/id"), mall.shop.customer.id.to_string());

    let cart = mall.cart();
    let looked = mall.client.send("GET", &mall.at(&format!("CARTS/{cart}/")), None);
    assert_eq!(looked.at("/lineItems/0/currencyCode"), "USD");
    let bought = mall.client.send("POST", &mall.at(&format!("carts/{cart}/checkout")), None);
    assert_eq!((bought.status, bought.at("/orders/0/status")), (201, "completed".into()), "{}", bought.text);
    let order = bought.at("/orders/0/id").as_str().unwrap().to_owned();

    let listed = mall.client.send("GET", &mall.at("orders?billingType=OneTime&include_price=true"), None);
    assert_eq!(listed.at("/items/0/id"), order);
    assert!(listed.text.contains("\"unitPrice\":589.00"), "{}", listed.text);
    let fulfilled = mall.client.send("GET", &mall.at(&format!("orders/{order}/provisioningstatus")), None);
    assert_eq!(fulfilled.at("/items/0/status"), "Fulfilled");

    let entitled = mall.client.send("GET", &mall.at("entitlements?showExpiry=true"), None);
    assert_eq!(entitled.at("/items/0/quantity"), 3);
    let artifact = mall.follow(&entitled.at("/items/0/entitledArtifacts/0/link/uri"));
    assert_eq!(artifact.at("/reservations/0/displayName"), "Web");
    assert_eq!(artifact.at("/reservations/0/scopeType"), "Shared");

    let mut browser = mall.shop.world.as_(&mall.shop.sales);
    browser.get(mall.shop.path("reservations"));
    assert!(browser.page().text().contains("Web"), "{}", browser.page().text());
}

#[test]
fn the_inventory_says_what_can_be_bought_before_it_is_ordered() {
    let mall = Mall::new();
    let ask = |country: &str, subscription: &str| {
        let body = json!({ "TargetItems": [{ "ProductId": product_id(VM_RESERVATIONS, SIZE) }], "InventoryContext": {
            "customerId": mall.shop.customer.id.to_string(), "azureSubscriptionId": subscription,
            "armRegionName": REGION } });
        mall.client.send("POST", &format!("/v1/extensions/product/checkInventory?country={country}"), Some(&body))
    };
    let subscription = mall.shop.subscription.id.to_string();
    let open = ask("US", &subscription);
    let items = open.at("").as_array().cloned().unwrap_or_default();
    assert_eq!((open.status, items.len()), (200, 2), "one for each term: {}", open.text);
    assert!(items.iter().all(|it| it["isRestricted"] == false && it["restrictions"] == json!([])), "{}", open.text);
    let closed = ask("KR", &subscription);
    assert_eq!((closed.status, closed.at("/0/isRestricted")), (200, true.into()), "{}", closed.text);
    assert_eq!(closed.at("/0/restrictions/0/reasonCode"), "NotAvailableForSubscription");
    let foreign = ask("US", "00000000-0000-0000-0000-000000000001");
    assert_eq!((foreign.status, foreign.at("/code")), (400, 800_011.into()), "{}", foreign.text);
}

#[test]
fn a_checkout_is_done_once_and_the_same_request_gets_the_same_orders() {
    let mall = Mall::new();
    let path = mall.at(&format!("carts/{}/checkout", mall.cart()));
    let first = mall.send_as("2d5cdc70-8d0e-4b5c-a3e3-000000000001", &path);
    let again = mall.send_as("2D5CDC70-8d0e-4b5c-a3e3-000000000001", &path);
    assert_eq!((first.status, again.status), (201, 201), "{}", again.text);
    assert_eq!(first.at("/orders/0/id"), again.at("/orders/0/id"));
    assert_eq!(again.header("ms-requestid"), Some("2D5CDC70-8d0e-4b5c-a3e3-000000000001"));
    let other = mall.send_as("2d5cdc70-8d0e-4b5c-a3e3-000000000002", &path);
    assert_eq!((other.status, other.at("/code")), (400, 800_065.into()));
    assert_eq!(mall.shop.orders(), 1);
}

#[test]
fn of_many_checkouts_at_once_one_buys() {
    let mall = Mall::new();
    let path = mall.at(&format!("carts/{}/checkout", mall.cart()));
    let together = Barrier::new(12);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let race = |_| {
            scope.spawn(|| {
                together.wait();
                mall.client.send("POST", &path, None).status
            })
        };
        let racers: Vec<_> = (0..12).map(race).collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [201, 400, 409].contains(status)), "{statuses:?}");
    assert_eq!(mall.shop.orders(), 1);
}

#[test]
fn a_repeated_request_makes_one_cart_and_another_body_another() {
    let mall = Mall::new();
    let bearer = format!("Bearer {}", mall.client.token);
    let headers = [("authorization", bearer.as_str()), ("ms-requestid", "one")];
    let send = |quantity| {
        let body = json!({ "LineItems": [mall.line(quantity)] }).to_string();
        let made = mall.client.exchange("POST", &mall.at("carts"), Some(body.as_bytes()), &headers);
        assert_eq!(made.status, 201, "{}", made.text);
        made.at("/id").to_string()
    };
    let carts: BTreeSet<String> = [send(1), send(1), send(2)].into_iter().collect();
    assert_eq!((carts.len(), mall.shop.world.count("carts")), (2, 2));
}

#[test]
fn what_the_rules_refuse_has_the_vendors_number() {
    let mall = Mall::new();
    let line = |change: &dyn Fn(&mut Json)| {
        let mut line = mall.line(1);
        change(&mut line);
        let refused = mall.client.send("POST", &mall.at("carts"), Some(&json!({ "lineItems": [line] })));
        (refused.status, refused.at("/code"), refused.at("/source"))
    };
    let refused = |code: u32| (400, Json::from(code), Json::from("PartnerFD"));
    let item = mall.item("1Year");
    let stale = format!("{}:XXXXXXXXXXXX", item.rsplit_once(':').unwrap().0);
    assert_eq!(line(&|it| it["catalogItemId"] = json!(stale)), refused(800_009));
    assert_eq!(line(&|it| it["catalogItemId"] = json!("MS-AZR-0145P")), refused(800_009));
    assert_eq!(line(&|it| it["quantity"] = json!(501)), refused(800_017));
    assert_eq!(line(&|it| it["quantity"] = json!("many")), refused(3000));
    assert_eq!(line(&|it| it["termDuration"] = json!("P3Y")), refused(3000));
    assert_eq!(line(&|it| it["billingCycle"] = json!("annual")), refused(800_042));
    let elsewhere = "00000000-0000-0000-0000-000000000001";
    assert_eq!(line(&|it| it["provisioningContext"]["subscriptionId"] = json!(elsewhere)), refused(800_011));
    mall.shop.world.execute("UPDATE subscriptions SET registration = 'notregistered'").unwrap();
    assert_eq!(line(&|_| {}), refused(800_030));
    mall.shop.world.execute("UPDATE subscriptions SET state = 'suspended'").unwrap();
    assert_eq!(line(&|_| {}), refused(800_011), "no active subscription at all");
    assert_eq!(mall.client.send("GET", "/v1/products?targetView=Azure", None).at("/code"), 3000);
    assert_eq!(mall.client.send("GET", "/v1/products?country=KR&targetView=Azure", None).at("/totalCount"), 0);
    assert_eq!(mall.client.send("GET", "/v1/customers?size=0", None).at("/code"), 3000);
}

#[test]
fn a_subscription_is_registered_renamed_suspended_and_its_etag_counts() {
    let mall = Mall::new();
    mall.shop.world.execute("UPDATE subscriptions SET registration = 'notregistered'").unwrap();
    let path = mall.at(&format!("subscriptions/{}", mall.shop.subscription.id));
    let status = || mall.client.send("GET", &format!("{path}/registrationstatus"), None).at("/status");
    assert_eq!(status(), "notRegistered");
    let asked = mall.client.send("POST", &format!("{path}/registrations"), None);
    assert_eq!((asked.status, asked.text.as_str()), (202, ""));
    assert!(asked.header("location").unwrap().ends_with("/registrationstatus"));
    assert_eq!(status(), "registered");

    let found = mall.client.send("GET", &path, None);
    let change = json!({ "friendlyName": "Renamed", "status": "suspended", "attributes": found.at("/attributes") });
    let changed = mall.client.send("PATCH", &path, Some(&change));
    assert_eq!((changed.at("/friendlyName"), changed.at("/status")), ("Renamed".into(), "suspended".into()));
    let stale = mall.client.send("PATCH", &path, Some(&change));
    assert_eq!((stale.status, stale.at("/code")), (400, 2055.into()));
}

#[test]
fn a_service_request_is_sent_answered_and_closed() {
    let mall = Mall::new();
    let topics = mall.client.send("GET", "/v1/servicerequests/supporttopics", None);
    let refunds = "CSP purchase/refund on behalf of customer";
    let topic = topics.at("/items").as_array().unwrap().iter().find(|it| it["name"] == refunds).unwrap()["id"].clone();
    let new = json!({
        "title": "Wrong region", "description": "Bought twice.", "severity": "moderate", "supportTopicId": topic,
        "organization": { "id": mall.shop.customer.id.to_string() },
    });
    let sent = mall.client.send("POST", "/v1/servicerequests/en-US", Some(&new));
    assert_eq!((sent.status, sent.at("/status")), (201, "open".into()), "{}", sent.text);
    let path = format!("/v1/servicerequests/{}", sent.at("/id").as_str().unwrap());
    let note =
        json!({ "status": "none", "newNote": { "text": "One more thing." }, "createdDate": "0001-01-01T00:00:00" });
    assert_eq!(mall.client.send("PATCH", &path, Some(&note)).at("/notes/0/text"), "One more thing.");
    assert_eq!(mall.client.send("PATCH", &path, Some(&json!({ "status": "closed" }))).at("/status"), "closed");
    let listed = mall.client.send("GET", &mall.at("servicerequests"), None);
    assert_eq!((listed.at("/totalCount"), listed.at("/items/0/status")), (1.into(), "closed".into()));
    let untitled = mall.client.send("POST", "/v1/servicerequests/en-US", Some(&json!({ "supportTopicId": topic })));
    assert_eq!((untitled.status, untitled.at("/code")), (400, 3000.into()));
}

#[test]
fn invoices_are_the_charges_of_months_that_are_over() {
    let mall = Mall::new();
    let path = mall.at(&format!("carts/{}/checkout", mall.cart()));
    assert_eq!(mall.client.send("POST", &path, None).status, 201);
    assert_eq!(mall.client.send("GET", "/v1/invoices", None).at("/totalCount"), 0);
    mall.shop.world.wait(40 * 86_400);
    let mut client = mall.client.clone();
    client.sign_in();
    let listed = client.send("GET", "/v1/invoices?size=200&offset=0", None);
    assert!(listed.text.contains("\"totalCharges\":1767.00"), "{}", listed.text);
    let id = listed.at("/items/0/id").as_str().unwrap().to_owned();
    let lines = client.send("GET", &format!("/v1/invoices/{id}/lineitems?provider=onetime"), None);
    assert_eq!((lines.at("/totalCount"), lines.at("/items/0/quantity")), (1.into(), 3.into()));
    let document = client.send("GET", &format!("/v1/invoices/{id}/documents/statement"), None);
    assert_eq!(document.header("content-type"), Some("application/pdf"));
    assert!(document.text.starts_with("%PDF-1.4"));
    assert!(client.send("GET", "/v1/invoices/summary", None).text.contains("\"balanceAmount\":1767.00"));
}

/// Every operation as a client of every role: the matrix decides, and another partner's things are not there.
#[test]
fn every_role_reaches_what_the_matrix_gives_it_and_nothing_of_another_partner() {
    let mall = Mall::new();
    let stranger = mall.shop.world.partner("Tailspin Cloud");
    let operations: Vec<_> = api::endpoints().into_iter().filter(|it| it.face == Face::PartnerCenter).collect();
    let mut wrong = Vec::new();
    for role in [Role::AdminAgent, Role::SalesAgent, Role::HelpdeskAgent, Role::BillingAdmin, Role::GlobalAdmin] {
        let own = mall.shop.world.client(&mall.shop.partner, role);
        let foreign = mall.shop.world.client(&stranger, role);
        for it in &operations {
            let Some(perm) = it.perm else { continue };
            let path = it
                .path
                .replace("{customer}", &mall.shop.customer.id.to_string())
                .replace("{subscription}", &mall.shop.subscription.id.to_string())
                .replace("{locale}", "en-US");
            let path: String = path.replace(['{', '}'], "x");
            let body = json!({});
            let answered = own.send(it.method.as_str(), &path, Some(&body));
            let is_allowed = !matches!(best(&[role], perm), Verdict::No);
            let needs_access = best(&[role], perm) == Verdict::WithSubscriptionAccess;
            let is_refused = answered.status == 403 && answered.at("/code") == 2032;
            if answered.status >= 500 || (!is_allowed && !is_refused) || (is_allowed && !needs_access && is_refused) {
                wrong.push(format!("{role} {} {path}: {}", it.method, answered.status));
            }
            if it.path.contains("{customer}") {
                let elsewhere = foreign.send(it.method.as_str(), &path, Some(&body));
                if elsewhere.status != if is_allowed { 404 } else { 403 } {
                    wrong.push(format!("foreign {role} {} {path}: {}", it.method, elsewhere.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

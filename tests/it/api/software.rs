//! Software through Partner Center: cancelled by a PATCH of its order, downloads and keys beside its line.

use partner_dashboard::domain::roles::Role;
use serde_json::json;

use crate::support::{Client, Shop};

struct Bought {
    shop: Shop,
    admin: Client,
    sales: Client,
    foreign: Client,
    order: String,
}

fn bought() -> Bought {
    let shop = Shop::new();
    shop.stock_software();
    shop.buy_software("2");
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
    for path in [format!("{at}/downloads"), format!("{at}/keys")] {
        let sales = bought.sales.get(&path);
        assert_eq!((sales.status, sales.at("/code")), (403, 2032.into()), "{path}");
        assert_eq!(bought.foreign.get(&path).status, 404, "{path}");
    }
    assert_eq!(bought.admin.get(&format!("{}/lineitems/99/keys", bought.order)).status, 404);
}

//! Software: on sale beside reservations, in the same cart and order, in the customer's list.
//! S-80 to S-98, P-16, P-17, Q-12, SW-*.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::term::Term;

use crate::support::{SQL, Shop, WINDOWS};

fn shop() -> Shop {
    let shop = Shop::new();
    shop.stock_software();
    shop
}

#[test]
fn r_5_a_mixed_cart_becomes_one_order_and_a_monthly_line_another() {
    let shop = shop();
    let mut browser = shop.reviewing();
    browser.get(shop.path("products/software"));
    assert_eq!(browser.page().h1(), "Software on sale");
    shop.add_software(&mut browser, WINDOWS, Term::OneYear, "2");
    browser.get(shop.path("cart/review"));
    browser.beside("Standard_D2s_v5").choose("Monthly").click("Update");
    browser.click("Buy for $2,407.00");
    assert_eq!((browser.page().h1(), shop.orders()), ("Confirmation".to_owned(), 2));
    assert_eq!(shop.world.count("software_entitlements WHERE quantity = 2 AND state = 'Active'"), 1);
    assert_eq!(shop.world.count("reservations"), 1);
    browser.get(shop.path("software"));
    assert!(browser.sees("Windows Server subscription - 1 pack, 1 Year"), "{}", browser.page().text());
    assert!(browser.sees("Can be cancelled until"));
    let number =
        shop.world.texts("SELECT o.number AS value FROM orders o JOIN software_entitlements e ON e.order_id = o.id");
    let order = shop.world.texts("SELECT status AS value FROM orders");
    assert_eq!((number.len(), order), (1, vec!["completed".to_owned(), "completed".to_owned()]));
}

#[test]
fn s_80_both_in_one_order_show_on_its_pages() {
    let shop = shop();
    let mut browser = shop.reviewing();
    shop.add_software(&mut browser, WINDOWS, Term::ThreeYears, "1");
    browser.get(shop.path("cart"));
    assert!(browser.sees("Windows Server subscription - 1 pack, 3 Years"));
    browser.get(shop.path("cart/review")).click("Buy for $2,407.00");
    assert_eq!((browser.page().h1(), shop.orders()), ("Confirmation".to_owned(), 1));
    browser.click("View the order");
    assert!(browser.sees("Windows Server subscription - 1 pack, 3 Years"), "{}", browser.page().text());
    assert!(browser.sees("$640.00"));
    let print = format!("{}/print", browser.page().path);
    browser.get(&print);
    assert!(browser.sees("Windows Server subscription - 1 pack, 3 Years") && browser.sees("2407.00 USD"));
    browser.get(shop.path("orders?product=windows"));
    assert_eq!(browser.page().rows().len(), 1, "software is found by its name");
    browser.get(shop.path("orders?product=oracle"));
    assert_eq!(browser.page().rows().len(), 0);
}

#[test]
fn what_no_list_prices_is_listed_and_never_sold() {
    let shop = shop();
    let mut browser = shop.world.as_(&shop.sales);
    browser.get(shop.path("products/software?q=sql"));
    assert!(browser.sees("SQL Server Enterprise") && browser.sees("No price in the list"));
    assert!(!browser.sees("Windows Server subscription"));
    assert_eq!(browser.page().attributes("input[name=sku]", "value"), Vec::<String>::new());
    shop.add_software(&mut browser, SQL, Term::ThreeYears, "1");
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().attributes("[data-code]", "data-code"), ["price-gone"]);
    assert_eq!(shop.world.count("cart_lines"), 0);
}

#[test]
fn q_12_software_is_sold_where_reservations_are_not_and_to_commercial_customers_only() {
    let shop = shop();
    let closed = shop.world.customer_in(&shop.partner, "한빛 식품", "KR");
    let mut browser = shop.world.as_(&shop.sales);
    let sku = partner_dashboard::domain::catalog::sku_id(WINDOWS, "", Term::OneYear);
    let cart = format!("/customers/{}/cart", closed.id);
    browser.post(&cart, &[("sku", sku.as_str()), ("quantity", "1"), ("return_to", "")]);
    assert_eq!((browser.page().status, browser.page().h1()), (200, "Cart".to_owned()), "{}", browser.page().text());
    shop.world.execute("UPDATE customers SET segment = 'education'").unwrap();
    browser.post(&cart, &[("sku", sku.as_str()), ("quantity", "1"), ("return_to", "")]);
    assert_eq!(browser.page().attributes("[data-code]", "data-code"), ["software-needs-commercial"]);
}

#[test]
fn p_17_helpdesk_looks_billing_does_not_and_nobody_sees_another_partners() {
    let shop = shop();
    shop.buy_software("1");
    let list = shop.path("software");
    for (role, status) in [(Role::HelpdeskAgent, 200), (Role::BillingAdmin, 403), (Role::AdminAgent, 200)] {
        let mut browser = shop.world.as_(&shop.world.person(&shop.partner, role));
        assert_eq!(browser.get(&list).page().status, status, "{role}");
    }
    let other = shop.world.partner("Other");
    let mut stranger = shop.world.as_(&shop.world.person(&other, Role::AdminAgent));
    assert_eq!(stranger.get(&list).page().status, 404);
}

//! Buying: carts, review, Buy exactly once, orders. S-32 to S-41, quality, R-BUY-*.

use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};

use partner_dashboard::access::{Circumstances, Granted, may};
use partner_dashboard::domain::ids::OrderId;
use partner_dashboard::domain::text::PurchaseOrderNumber;
use partner_dashboard::ops::orders::{self, PlaceOrder};
use partner_dashboard::ops::sign_in::{self, SignIn};

use crate::support::{PASSWORD, Shop, World};

/// The right to buy, from a session of this person.
fn granted(shop: &Shop) -> Granted<may::PlaceOrders> {
    let app = &shop.world.app;
    let circumstances =
        Circumstances { at: app.clock.now(), address: "192.0.2.1".to_owned(), request_id: "test".to_owned() };
    let command = SignIn { email: shop.sales.email.clone(), password: PASSWORD.to_owned(), user_agent: String::new() };
    let key = sign_in::sign_in(app, &command, &circumstances).unwrap();
    let who = sign_in::identify(app, &key, &circumstances).unwrap();
    Granted::check(&Arc::new(who), circumstances).unwrap()
}

#[test]
fn s_39_to_s_41_a_cart_is_reviewed_bought_and_found_in_the_history() {
    let shop = Shop::new();
    let mut browser = shop.reviewing();
    browser.click("Buy for $1,767.00");
    assert_eq!((browser.page().status, browser.page().h1()), (200, "Confirmation".to_owned()));
    let number = browser.page().select(".done-number").remove(0);
    let confirmation = browser.page().path.clone();
    browser.get(&confirmation);
    assert!(browser.sees(&number), "the confirmation can be loaded again");
    browser.click("Done");
    assert_eq!(browser.page().h1(), "Order history");
    let row = browser.page().rows().remove(0);
    assert_eq!((row[0].as_str(), row.last().map(String::as_str)), (number.as_str(), Some("$1,767.00")));
    browser.click(&number);
    assert_eq!(browser.page().fact("Partner of record").unwrap(), "Your organization; it bills the customer itself");
    assert_eq!(shop.world.count("reservations WHERE state = 'Succeeded' AND quantity = 3"), 1);
    assert_eq!(shop.world.count("audit_events WHERE kind = 'create_order'"), 1);
    browser.get(shop.path("cart"));
    assert!(browser.sees("The cart is empty"));
}

#[test]
fn r_1_and_r_3_the_same_purchase_gives_the_same_order_and_another_one_a_conflict() {
    let shop = Shop::new();
    let mut browser = shop.reviewing();
    let fields = Shop::sends(browser.page());
    shop.send_buy(&mut browser, &fields);
    let first = browser.page().path.clone();
    shop.send_buy(&mut browser, &fields);
    assert_eq!((browser.page().status, browser.page().path.clone()), (200, first));
    let other = vec![fields[0].clone(), ("review", "0".repeat(64))];
    shop.send_buy(&mut browser, &other);
    assert_eq!(browser.page().status, 409);
    let renamed = vec![fields[0].clone(), fields[1].clone(), ("purchase_order", "PO-2".to_owned())];
    shop.send_buy(&mut browser, &renamed);
    assert_eq!(browser.page().status, 409);
    assert_eq!(shop.orders(), 1);
}

#[test]
fn r_2_fifty_at_once_make_one_order_and_all_name_it() {
    let shop = Shop::new();
    let page = shop.reviewing();
    let command = PlaceOrder {
        customer: shop.customer.id,
        cart: page.page().hidden("cart").parse().unwrap(),
        review_hash: page.page().hidden("review"),
        purchase_order: PurchaseOrderNumber::parse("").unwrap(),
        reseller: None,
        request: None,
    };
    let right = granted(&shop);
    let barrier = Barrier::new(50);
    let placed: BTreeSet<OrderId> = std::thread::scope(|scope| {
        let buyer = || {
            barrier.wait();
            orders::place(&shop.world.app, &right, &command).unwrap().orders
        };
        let buyers: Vec<_> = (0..50).map(|_| scope.spawn(buyer)).collect();
        buyers.into_iter().flat_map(|buyer| buyer.join().unwrap()).collect()
    });
    assert_eq!((placed.len(), shop.orders()), (1, 1));
    assert_eq!(shop.world.count("reservations"), 1);
    assert_eq!(shop.world.count("audit_events WHERE kind = 'create_order'"), 1);
}

#[test]
fn q_8_a_price_that_changed_after_the_review_is_not_paid_unseen() {
    let shop = Shop::new();
    let mut browser = shop.reviewing();
    shop.world.execute("UPDATE prices SET total_minor = 60000 WHERE total_minor = 58900").unwrap();
    browser.click("Buy for $1,767.00");
    assert_eq!((browser.page().status, shop.orders()), (409, 0));
    assert!(browser.sees("Was $589.00, now $600.00"), "{}", browser.page().text());
    browser.click("Accept new prices").click("Buy for $1,800.00");
    assert_eq!((browser.page().h1(), shop.orders()), ("Confirmation".to_owned(), 1));
}

#[test]
fn a_field_that_was_edited_before_buy_is_kept_and_nothing_is_bought_unseen() {
    let shop = Shop::new();
    let mut browser = shop.reviewing();
    browser.fill("Quantity", "4").click("Buy for $1,767.00");
    assert_eq!((browser.page().status, shop.orders()), (409, 0));
    browser.click("Buy for $2,356.00");
    assert_eq!((browser.page().h1(), shop.orders()), ("Confirmation".to_owned(), 1));
    assert_eq!(shop.world.count("reservations WHERE quantity = 4"), 1);
}

#[test]
fn s_83_and_s_27_the_server_refuses_a_closed_market_and_a_foreign_subscription() {
    let shop = Shop::new();
    let closed = shop.world.customer_in(&shop.partner, "한빛 식품", "KR");
    let there = shop.world.subscription(&closed, "Seoul");
    let mut browser = shop.world.as_(&shop.sales);
    let fields = [("sku", shop.shelf.one_year.as_str()), ("subscription", &there.id.to_string()), ("quantity", "1")];
    browser.post(format!("/customers/{}/cart", closed.id), &fields);
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().attributes("[data-code]", "data-code"), ["market-closed"]);
    shop.add(&mut browser, &shop.shelf.one_year, &there, "1");
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().attributes("[data-code]", "data-code"), ["subscription-of-another-customer"]);
    assert_eq!((shop.world.count("carts"), shop.world.count("cart_lines")), (0, 0));
}

#[test]
fn r_buy_3_a_provider_names_one_of_its_resellers() {
    let world = World::new();
    let provider = world.provider("Northwind Provider");
    let reseller = world.reseller(&provider, "Yushan Reseller");
    let shop = Shop::of(world, provider);
    let mut browser = shop.reviewing();
    browser.click("Buy for $1,767.00");
    assert_eq!((browser.page().status, shop.orders()), (422, 0));
    assert!(browser.sees("Choose the indirect reseller of this purchase"));
    let mut own = Shop::sends(browser.page());
    own.push(("reseller", shop.partner.id.to_string()));
    shop.send_buy(&mut browser, &own);
    assert_eq!((browser.page().status, shop.orders()), (422, 0));
    browser.get(shop.path("cart/review")).fill("Partner of record", &reseller.name).click("Buy for $1,767.00");
    assert_eq!(browser.page().h1(), "Confirmation");
    browser.click("View the order");
    assert!(browser.page().fact("Partner of record").unwrap().starts_with("Yushan Reseller (MPN ID"));
    assert!(shop.world.execute("UPDATE orders SET reseller_id = NULL").is_err(), "S-10: fixed at purchase");
}

#[test]
fn r_bl_2_monthly_lines_make_an_order_of_their_own_whose_charges_add_up() {
    let shop = Shop::new();
    let mut browser = shop.world.as_(&shop.sales);
    shop.add(&mut browser, &shop.shelf.one_year, &shop.subscription, "3");
    let three_years = shop.shelf.one_year.replace("P1Y", "P3Y");
    shop.add(&mut browser, &three_years, &shop.subscription, "1");
    browser.get(shop.path("cart/review"));
    browser.beside("3 Years").choose("Monthly").click("Update");
    browser.click("Buy for $2,902.00");
    assert_eq!((browser.page().h1(), shop.orders()), ("Confirmation".to_owned(), 2));
    assert_eq!(shop.world.count("charges"), 37);
    let sums = "SELECT CAST(SUM(amount_minor) AS TEXT) AS value FROM charges GROUP BY reservation_order_id ORDER BY 1";
    assert_eq!(shop.world.texts(sums), ["113500", "176700"]);
    assert_eq!(shop.world.count("charges WHERE state = 'succeeded'"), 2);
}

#[test]
fn q_8_a_cart_lives_seven_days_and_says_so() {
    let shop = Shop::new();
    let fields = Shop::sends(shop.reviewing().page());
    shop.world.wait(7 * 86_400);
    let mut browser = shop.world.as_(&shop.sales);
    shop.send_buy(&mut browser, &fields);
    assert_eq!((browser.page().status, shop.orders()), (422, 0));
    browser.get(shop.path("cart"));
    assert!(browser.sees("This cart expired on November 28, 2026, 09:00 UTC"), "{}", browser.page().text());
    browser.click("Start a new cart").click("Review").click("Buy for $1,767.00");
    assert_eq!((browser.page().h1(), shop.orders()), ("Confirmation".to_owned(), 1));
    assert_eq!(shop.world.count("carts WHERE state = 'expired'"), 1);
}

#[test]
fn row_32_the_page_of_an_order_tells_who_did_what_and_when() {
    let shop = Shop::new();
    let mut browser = shop.reviewing();
    browser.click("Buy for $1,767.00").click("View the order");
    let told = browser.page().select(".timeline li");
    let begins = |at: usize, words: &str| assert!(told[at].starts_with(words), "{told:?}");
    begins(0, &format!("{} started the cart", shop.sales.name));
    begins(1, &format!("{} placed the order November 21, 2026, 09:00 UTC", shop.sales.name));
    begins(2, "The reservations were made");
    assert!(told.last().unwrap().starts_with("D2s_v5 westeurope 1Y ends November 21, 2027"), "{told:?}");
    browser.click("D2s_v5 westeurope 1Y");
    let charge = browser.page().rows().remove(0);
    assert_eq!(charge, ["1", "Nov 21, 2026", "Succeeded", "$1,767.00"]);
}

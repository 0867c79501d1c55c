//! Buying again: from an order, from a reservation, from a cart that expired. Features rows 21 and 34, Q-8.

use crate::support::{Browser, Shop};

const WEEK: i64 = 7 * 86_400;
const TITLE: &str = "Reserved VM Instance, Standard_D2s_v5, West Europe, 1 Year";

/// A browser on the page of an order of three for a year, $1,767.00.
fn bought(shop: &Shop) -> Browser {
    let mut browser = shop.reviewing();
    browser.click("Buy for $1,767.00").click("View the order");
    browser
}

#[test]
fn an_order_is_bought_again_at_the_prices_of_today() {
    let shop = Shop::new();
    let mut browser = bought(&shop);
    let number = browser.page().h1().replace("Order ", "");
    browser.click("Buy again");
    assert!(browser.sees(&format!("Added from order {number}")), "{}", browser.page().text());
    assert!(browser.sees("1 line at the price it had"));
    assert!(browser.sees("$1,767.00"));
    assert_eq!(
        shop.world.count("cart_lines JOIN carts ON carts.id = cart_id WHERE state = 'active' AND quantity = 3"),
        1
    );

    shop.world.execute("UPDATE prices SET total_minor = 60000 WHERE total_minor = 58900").unwrap();
    browser.get(shop.path("orders")).click(&number).click("Buy again");
    assert!(browser.sees(&format!("{TITLE}: was $589.00, now $600.00")));
    assert_eq!(shop.world.count("audit_events WHERE kind = 'create_order'"), 1, "nothing was bought");
}

#[test]
fn what_is_not_sold_any_more_stays_behind_and_is_named() {
    let shop = Shop::new();
    let mut browser = bought(&shop);
    shop.world.execute("UPDATE prices SET valid_to = '2026-06-01'").unwrap();
    browser.click("Buy again");
    assert!(browser.sees("Nothing was added"));
    assert!(browser.sees(&format!("{TITLE} cannot be added. This product is not sold to this customer today.")));
    assert!(browser.sees("The cart is empty"));
    shop.world.execute("UPDATE prices SET valid_to = NULL").unwrap();
    shop.world.execute("UPDATE subscriptions SET state = 'suspended'").unwrap();
    browser.get(shop.path("reservations")).click("D2s_v5 westeurope 1Y").click("Buy again");
    assert!(browser.sees("Nothing was added"), "R-BUY-2");
}

#[test]
fn a_reservation_is_bought_again_as_it_is_now() {
    let shop = Shop::new();
    let mut browser = bought(&shop);
    shop.world.execute("UPDATE reservations SET quantity = 2, name = 'web'").unwrap();
    browser.get(shop.path("reservations")).click("web").click("Buy again");
    assert!(browser.sees("Added again: web"));
    assert!(browser.sees("$1,178.00"));
}

#[test]
fn a_cart_that_expired_is_not_replaced_silently() {
    let shop = Shop::new();
    let mut browser = shop.reviewing();
    shop.world.app.clock.advance(WEEK);
    browser.sign_in(&shop.sales);
    shop.add(&mut browser, "tests-d2s-v5-P3Y", &shop.subscription, "1");
    assert!(browser.sees("Your earlier cart expired on November 28, 2026, 09:00 UTC"), "{}", browser.page().text());
    assert!(browser.sees("$1,135.00"), "the new cart has what was added");
    browser.click("Add 1 line at the price of today");
    assert!(browser.sees("Added from the cart that expired on November 28, 2026, 09:00 UTC"));
    assert!(browser.sees("$2,902.00"), "both");
    assert_eq!(shop.world.count("carts WHERE state = 'active'"), 1);
}

#[test]
fn what_others_bought_cannot_be_bought_again() {
    let shop = Shop::new();
    let browser = bought(&shop);
    let order = browser.page().path.rsplit('/').next().unwrap().to_owned();
    let other = shop.world.customer(&shop.partner, "Hanbit Foods");
    let mut browser = shop.world.as_(&shop.sales);
    for source in [format!("order.{order}"), "order.0191d2ab-7f4e-7aa1-b5c6-0242ac120002".to_owned(), "7".to_owned()] {
        browser.post(format!("/customers/{}/cart/again", other.id), &[("source", &source)]);
        assert_eq!(browser.page().status, 404, "{source}");
        browser.get(format!("/customers/{}/cart?again={source}", other.id));
        assert!(browser.page().status == 200 && browser.sees("The cart is empty"), "{source}");
    }
    assert_eq!(shop.world.count("carts WHERE state = 'active'"), 0);
}

//! Exchanges from the builder to the new order, with repairs, by roles that may and may not. S-56, S-71,
//! R-EX-1 to R-EX-7, RF-16, C3, C9, R-10.

use partner_dashboard::domain::roles::Role;

use crate::support::{Browser, Person, Shop};

/// Buys so many for a year; the reservation's id.
fn buy(shop: &Shop, quantity: &str) -> String {
    let mut browser = shop.world.as_(&shop.sales);
    shop.add(&mut browser, &shop.shelf.one_year, &shop.subscription, quantity);
    browser.get(shop.path("cart/review"));
    let fields = Shop::sends(browser.page());
    shop.send_buy(&mut browser, &fields);
    browser.get(shop.path("reservations"));
    let all = browser.page().attributes("tbody th a", "href");
    all.last().unwrap().rsplit('/').next().unwrap().to_owned()
}

fn builder(shop: &Shop, reservation: &str) -> String {
    shop.path(&format!("reservations/{reservation}/exchange"))
}

fn admin(shop: &Shop) -> Person {
    shop.world.person(&shop.partner, Role::AdminAgent)
}

fn desk(shop: &Shop) -> Person {
    shop.world.person(&shop.world.operator(), Role::DeskAgent)
}

/// Builds an exchange of all of a reservation for so many of the same size, and asks for it.
fn ask(shop: &Shop, browser: &mut Browser, reservation: &str, quantity: &str) -> String {
    browser.get(format!("{}?sku-0={}&quantity-0={quantity}", builder(shop, reservation), shop.shelf.one_year));
    browser.fill("Reason for exchange", "Wrong size or region").click("Request exchange");
    assert_eq!(browser.page().status, 200, "{}", browser.page().text());
    let action = browser.page().attributes("form[action$='/withdrawal']", "action").concat();
    action.split("/refunds/").nth(1).unwrap().chars().take(36).collect()
}

#[test]
fn r_ex_3_a_small_exchange_is_refused_with_its_code_repaired_by_a_click_and_ends_in_one_new_order() {
    let shop = Shop::new();
    let reservation = buy(&shop, "4");
    let mut browser = shop.world.as_(&admin(&shop));
    browser.get(shop.path(&format!("reservations/{reservation}"))).click("Exchange");
    assert!(browser.sees("An exchange needs something to return and something to buy."), "{}", browser.page().text());
    assert!(browser.sees("The new purchases have to reach $2,356.00."), "{}", browser.page().text());
    browser.get(format!("{}?add={}", builder(&shop, &reservation), shop.shelf.one_year));
    assert!(browser.sees("No exchange: The new purchases are smaller") && browser.sees("ExchangeTotalTooSmall"));
    assert!(!browser.page().source().contains("Request exchange"), "what is refused is not requested");
    browser.click("Purchase 1: 4 instead of 1");
    assert!(!browser.sees("No exchange") && browser.sees("They reach it"), "{}", browser.page().text());
    let columns = browser.page().select("#columns ~ *");
    assert!(browser.sees("Widen scope") && browser.sees("Used of the refund limit"), "{columns:?}");
    browser.click("Request exchange");
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().select(".error-summary li"), ["Choose a reason"]);
    browser.fill("Reason for exchange", "Wrong size or region").click("Request exchange");
    assert!(
        browser.sees("The desk has it and decides.") && browser.sees("Bought instead"),
        "{}",
        browser.page().text()
    );
    assert_eq!(shop.world.count("support_requests WHERE state = 'open' AND category = 'exchanges_and_refunds'"), 1);
    let case = browser.page().attributes("form[action$='/withdrawal']", "action").concat();
    let case: String = case.split("/refunds/").nth(1).unwrap().chars().take(36).collect();

    let mut deciding = shop.world.as_(&desk(&shop));
    deciding.get(format!("/desk/cases/{case}"));
    assert!(deciding.sees("The amounts are as they were when it was requested."), "{}", deciding.page().text());
    deciding.click("Approve and post");
    assert_eq!(deciding.page().status, 200, "{}", deciding.page().text());
    assert!(deciding.sees("Approved and posted."));

    let count = |of: &str| shop.world.count(of);
    assert_eq!((count("orders"), count("orders WHERE status = 'cancelled'")), (2, 1));
    assert_eq!(count("reservations WHERE state = 'Succeeded' AND quantity = 4"), 1);
    assert_eq!(count("credit_notes WHERE total_minor = 235600"), 1);
    assert_eq!((count("refund_ledger"), count("refund_cases WHERE order_id IS NOT NULL")), (0, 1));
    assert_eq!(count("audit_events WHERE kind = 'approve_refund_case'"), 1);
    browser.get(shop.path(&format!("refunds/{case}")));
    assert_eq!(browser.page().select(".badge.warning"), ["Not settled", "Not settled"]);
    let order = browser.page().attributes("dl.facts a[href*='/orders/']", "href").concat();
    browser.get(order);
    assert!(browser.sees("$2,356.00"), "{}", browser.page().text());
    assert_eq!(shop.world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn r_10_an_exchange_is_bought_once_and_never_by_who_asked() {
    let shop = Shop::new();
    let reservation = buy(&shop, "2");
    let case = ask(&shop, &mut shop.world.as_(&admin(&shop)), &reservation, "2");
    let desk = desk(&shop);
    let looking = || {
        let mut browser = shop.world.as_(&desk);
        browser.get(format!("/desk/cases/{case}"));
        browser
    };
    let mut own = looking();
    let asker = shop.world.texts("SELECT email AS value FROM users WHERE id = (SELECT requested_by FROM refund_cases)");
    let set = |email: &str| {
        let sql = format!("UPDATE refund_cases SET requested_by = (SELECT id FROM users WHERE email = '{email}')");
        shop.world.execute(&sql).unwrap();
    };
    set(&desk.email);
    own.click("Approve and post");
    assert_eq!((own.page().status, shop.orders()), (409, 1), "{}", own.page().text());
    assert!(own.sees("You requested this yourself"));
    set(&asker[0]);
    let desks = [looking(), looking()];
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let approve = |mut desk: Browser| move || desk.click("Approve and post").page().status;
        let running: Vec<_> = desks.into_iter().map(|desk| scope.spawn(approve(desk))).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!((statuses, shop.orders(), shop.world.count("credit_notes")), (vec![200, 409], 2, 1));
}

#[test]
fn the_price_of_the_day_of_the_decision_counts_and_what_is_not_sold_any_more_is_not_bought() {
    let shop = Shop::new();
    let reservation = buy(&shop, "1");
    let case = ask(&shop, &mut shop.world.as_(&admin(&shop)), &reservation, "2");
    shop.world.execute("UPDATE prices SET total_minor = 60000 WHERE total_minor = 58900").unwrap();
    let mut deciding = shop.world.as_(&desk(&shop));
    deciding.get(format!("/desk/cases/{case}"));
    assert!(deciding.sees("The amounts have changed since it was requested.") && deciding.sees("$22.00"));
    shop.world.execute("UPDATE prices SET valid_to = valid_from WHERE total_minor = 60000").unwrap();
    deciding.click("Approve and post");
    assert_eq!(deciding.page().status, 409, "{}", deciding.page().text());
    deciding.get(format!("/desk/cases/{case}"));
    assert!(deciding.sees("The new reservations cannot be bought now"), "{}", deciding.page().text());
    assert_eq!((shop.orders(), shop.world.count("reservations WHERE state = 'Cancelled'")), (1, 0));
}

#[test]
fn a_role_that_may_not_sees_no_builder_and_other_tenants_find_none() {
    let shop = Shop::new();
    let reservation = buy(&shop, "1");
    let mut helping = shop.world.as_(&shop.world.person(&shop.partner, Role::BillingAdmin));
    helping.get(builder(&shop, &reservation));
    assert_eq!(helping.page().status, 403);
    let stranger = shop.world.person(&shop.world.partner("Other Cloud"), Role::AdminAgent);
    let mut other = shop.world.as_(&stranger);
    other.get(builder(&shop, &reservation));
    assert_eq!(other.page().status, 404);
}

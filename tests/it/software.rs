//! Software: on sale beside reservations, in the same cart and order, in the customer's list.
//! S-80 to S-98, P-16, P-17, Q-12, SW-*.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::term::Term;

use crate::support::{Browser, SQL, Shop, WINDOWS, is_postgres};

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

/// The line that was bought last.
fn line(shop: &Shop) -> String {
    let sql = "SELECT lower(hex(id)) AS value FROM software_entitlements ORDER BY ordered_at DESC, id DESC";
    let sql = if is_postgres() { sql.replace("lower(hex(id))", "CAST(id AS TEXT)") } else { sql.to_owned() };
    shop.world.texts(&sql).remove(0)
}

/// The page on which the order's number is typed, and the form after it.
fn report(shop: &Shop, browser: &mut Browser, line: &str) {
    browser.get(format!("{}?line={line}", shop.path("software-cancellation")));
    assert!(browser.sees("The quantity goes from 2 to 0"), "{}", browser.page().text());
    assert!(browser.sees("$640.00 comes back without a fee"));
    let number = shop.world.texts("SELECT number AS value FROM orders").remove(0);
    browser
        .fill(&browser.page().select("label[for^=number-]").remove(0), "123 456 7890")
        .click("Continue to the report");
    assert_eq!(browser.page().status, 422, "another number");
    browser.fill(&browser.page().select("label[for^=number-]").remove(0), &number).click("Continue to the report");
    assert_eq!(browser.page().h1(), "Report a problem with Partner Center", "{}", browser.page().text());
}

#[test]
fn s_98_to_s_105_sw_1_cancelled_from_the_row_to_the_credit_note() {
    let shop = shop();
    shop.buy_software("2");
    let (admin, desk) = (
        shop.world.person(&shop.partner, Role::AdminAgent),
        shop.world.person(&shop.world.operator(), Role::DeskAgent),
    );
    let line = line(&shop);
    let mut browser = shop.world.as_(&admin);
    report(&shop, &mut browser, &line);
    browser.fill("Customer tenant GUID or domain name", "other.example").fill("Amount requested", "1.00");
    browser.fill("Order ID", "123").click("Submit");
    let wrong = browser.page().select(".error-summary li");
    assert_eq!((browser.page().status, wrong.len()), (422, 4), "{wrong:?}");
    assert_eq!(shop.world.count("refund_cases"), 0);
    report(&shop, &mut browser, &line);
    browser.fill("Reason for the refund", "TooMany").click("Submit");
    assert_eq!(browser.page().h1(), "What became of each line", "{}", browser.page().text());
    assert!(browser.sees("1 of 1 requested") && browser.sees("Cancellation pending"));
    assert_eq!(shop.world.count("software_entitlements WHERE state = 'CancelPending' AND quantity = 2"), 1);
    assert_eq!(shop.world.count("support_requests WHERE state = 'open' AND problem_type = 'csp_purchase_refund'"), 1);
    let said = shop.world.texts("SELECT description AS value FROM support_requests").remove(0);
    for fact in [shop.customer.id.to_string().as_str(), "Reason for the refund", "$640.00", "Order ID"] {
        assert!(said.contains(fact), "{fact}: {said}");
    }
    // Once more: the line waits, nothing is asked for twice.
    browser.get(format!("{}?line={line}", shop.path("software-cancellation")));
    assert!(browser.sees("The desk decides on it already"));

    let case = shop.world.texts(if is_postgres() {
        "SELECT CAST(id AS TEXT) AS value FROM refund_cases"
    } else {
        "SELECT lower(hex(id)) AS value FROM refund_cases"
    });
    let mut deciding = shop.world.as_(&desk);
    deciding.get(format!("/desk/cases/{}", case[0]));
    assert!(deciding.sees("Windows Server subscription - 1 pack, 1 Year"), "{}", deciding.page().text());
    deciding.click("Approve and post");
    assert!(deciding.sees("Approved and posted."), "{}", deciding.page().text());
    assert_eq!(
        shop.world.count("software_entitlements WHERE state = 'Cancelled' AND quantity = 0 AND bought_quantity = 2"),
        1
    );
    assert_eq!(shop.world.count("order_lines WHERE state = 'unfulfilled'"), 1);
    assert_eq!(shop.world.count("orders WHERE status = 'cancelled'"), 1);
    assert_eq!(shop.world.count("credit_note_software WHERE quantity = 2 AND amount_minor = 64000"), 1);
    assert_eq!(shop.world.count("refund_ledger"), 0, "the limit is one of reservations");
    assert_eq!(shop.world.count("support_requests WHERE state = 'closed'"), 1);
    assert_eq!(shop.world.count("messages WHERE kind = 'software_cancelled'"), 1);
    browser.get(shop.path("software"));
    assert!(browser.sees("Cancelled") && browser.sees("Quantity: 0"), "{}", browser.page().text());
    browser.get(format!("{}?line={line}", shop.path("software-cancellation")));
    assert!(browser.sees("there is nothing to cancel"));
    assert_eq!(shop.world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn a_rejected_or_withdrawn_cancellation_leaves_the_line_as_it_was() {
    let shop = shop();
    shop.buy_software("2");
    let admin = shop.world.person(&shop.partner, Role::AdminAgent);
    let line = line(&shop);
    let mut browser = shop.world.as_(&admin);
    report(&shop, &mut browser, &line);
    browser.fill("Reason for the refund", "TooMany").click("Submit");
    browser.get(shop.path("software"));
    let case = browser.page().attributes("a[href*='/refunds/']", "href").remove(0);
    browser.get(&case).click("Withdraw request");
    assert_eq!(shop.world.count("software_entitlements WHERE state = 'Active' AND quantity = 2"), 1);
    report(&shop, &mut browser, &line);
    browser.fill("Reason for the refund", "NoLongerNeeded").click("Submit");
    assert_eq!(shop.world.count("software_entitlements WHERE state = 'CancelPending'"), 1);
    assert_eq!(shop.world.count("refund_cases"), 2);
}

#[test]
fn sw_2_and_sw_3_too_late_or_the_wrong_role_says_the_rule_and_the_post_is_refused() {
    let shop = shop();
    shop.buy_software("2");
    let (admin, line) = (shop.world.person(&shop.partner, Role::AdminAgent), line(&shop));
    let (cancel, order) = (format!("{}?line={line}", shop.path("software-cancellation")), format!("order-{line}"));
    let mut sales = shop.world.as_(&shop.sales);
    sales.get(&cancel);
    assert!(sales.sees("Only an admin agent can cancel software (P-19)"), "{}", sales.page().text());
    assert!(sales.sees("January 20, 2027, 23:59 UTC"), "{}", sales.page().text());
    sales.post(shop.path("software-cancellation/report"), &[(order.as_str(), "")]);
    assert_eq!(sales.page().status, 403);
    shop.world.wait(60 * 86_400);
    let mut browser = shop.world.as_(&admin);
    browser.get(&cancel);
    assert!(browser.sees("The quantity goes from 2 to 0"), "day 60: {}", browser.page().text());
    shop.world.wait(86_400);
    let mut browser = shop.world.as_(&admin);
    browser.get(&cancel);
    assert!(browser.sees("Last moment to cancel: January 20, 2027, 23:59 UTC"), "{}", browser.page().text());
    assert!(browser.sees("Q-26") && !browser.sees("The quantity goes from 2 to 0"));
    browser.post(shop.path("software-cancellation/report"), &[(order.as_str(), "")]);
    assert!(browser.sees("0 of 1 requested"), "{}", browser.page().text());
    assert_eq!((shop.world.count("refund_cases"), shop.world.count("support_requests")), (0, 0));
    let other = shop.world.partner("Other");
    let mut stranger = shop.world.as_(&shop.world.person(&other, Role::AdminAgent));
    assert_eq!(stranger.get(&cancel).page().status, 404);
    let unknown = format!("{}?line={}", shop.path("software-cancellation"), shop.customer.id);
    assert_eq!(browser.get(&unknown).page().status, 404);
}

#[test]
fn several_lines_are_asked_for_at_once_each_with_its_result() {
    let shop = shop();
    shop.buy_software("2");
    shop.world.wait(61 * 86_400);
    shop.buy_software("1");
    shop.buy_software("1");
    let admin = shop.world.person(&shop.partner, Role::AdminAgent);
    let mut browser = shop.world.as_(&admin);
    browser.get(shop.path("software"));
    let all = browser.page().attributes("input[name=line]", "value");
    assert_eq!(all.len(), 3);
    let query = all.iter().map(|id| format!("line={id}")).collect::<Vec<_>>().join("&");
    browser.get(format!("{}?{query}", shop.path("software-cancellation")));
    let labels = browser.page().select("label[for^=number-]");
    assert_eq!(labels.len(), 2, "the one that is too late is not asked for");
    for label in &labels {
        let number: String = label.chars().filter(char::is_ascii_digit).collect();
        browser.fill(label, &number);
    }
    browser.click("Continue to the report");
    browser.fill("Reason for the refund", "TooMany").click("Submit");
    assert!(browser.sees("2 of 3 requested"), "{}", browser.page().text());
    assert!(browser.sees("It cannot be cancelled: The days to cancel are over."), "{}", browser.page().text());
    assert_eq!(browser.page().rows().len(), 3, "one result for each line");
    assert_eq!(shop.world.count("refund_cases WHERE kind = 'software'"), 2);
    assert_eq!(shop.world.count("software_entitlements WHERE state = 'Active'"), 1);
}

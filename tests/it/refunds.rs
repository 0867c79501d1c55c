//! Refunds from the quote to the credit note, the desk's decision, the limit, policies. S-55, S-62 to
//! S-69, RF-10, RF-12, RF-19, RF-20, Q-11, C1, C9, R-9, R-10.

use partner_dashboard::domain::roles::Role;

use crate::support::{Browser, Person, Shop, Value};

/// The ids of the customer's reservations.
fn reservations(shop: &Shop, browser: &mut Browser) -> Vec<String> {
    browser.get(shop.path("reservations"));
    let all = browser.page().attributes("tbody th a", "href");
    all.iter().map(|href| href.rsplit('/').next().unwrap().to_owned()).collect()
}

/// Buys so many for a year; the reservation's id.
fn buy(shop: &Shop, quantity: &str) -> String {
    let mut browser = shop.world.as_(&shop.sales);
    let before = reservations(shop, &mut browser);
    shop.add(&mut browser, &shop.shelf.one_year, &shop.subscription, quantity);
    browser.get(shop.path("cart/review"));
    let fields = Shop::sends(browser.page());
    shop.send_buy(&mut browser, &fields);
    reservations(shop, &mut browser).into_iter().find(|id| !before.contains(id)).unwrap()
}

fn refund_page(shop: &Shop, reservation: &str) -> String {
    shop.path(&format!("reservations/{reservation}/refund"))
}

/// Asks for a refund; the id of the case.
fn ask(shop: &Shop, browser: &mut Browser, reservation: &str, quantity: u32) -> String {
    browser.get(format!("{}?quantity={quantity}&used=yes", refund_page(shop, reservation)));
    browser.fill("reason", "TooMany").click("Request refund");
    assert_eq!(browser.page().status, 200, "{}", browser.page().text());
    let action = browser.page().attributes("form[action$='/withdrawal']", "action").concat();
    action.split("/refunds/").nth(1).unwrap().chars().take(36).collect()
}

fn desk(shop: &Shop) -> Person {
    shop.world.person(&shop.world.operator(), Role::DeskAgent)
}

fn admin(shop: &Shop) -> Person {
    shop.world.person(&shop.partner, Role::AdminAgent)
}

#[test]
fn rf_19_a_part_is_returned_from_the_quote_to_both_money_legs() {
    let shop = Shop::new();
    let (admin, desk) = (admin(&shop), desk(&shop));
    let reservation = buy(&shop, "3");
    let mut browser = shop.world.as_(&admin);
    browser.get(format!("{}?quantity=1&used=no", refund_page(&shop, &reservation)));
    assert!(
        browser.sees("5 days or fewer since the order, no usage") && browser.sees("$589.00"),
        "{}",
        browser.page().text()
    );
    assert!(browser.sees("$49,411.00"), "what is left of the limit afterwards");
    browser.click("Request refund");
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().select(".error-summary li"), ["Choose a reason"]);
    let case = ask(&shop, &mut browser, &reservation, 1);
    assert!(browser.sees("The desk has it and decides."));
    assert_eq!(shop.world.count("support_requests WHERE state = 'open' AND category = 'exchanges_and_refunds'"), 1);

    let mut deciding = shop.world.as_(&desk);
    deciding.get(format!("/desk/cases/{case}"));
    assert!(deciding.sees("The amounts are as they were when it was requested."));
    deciding.click("Approve and post");
    assert_eq!(deciding.page().status, 200, "{}", deciding.page().text());
    assert!(deciding.sees("Approved and posted."));

    assert_eq!(shop.world.count("reservations WHERE state = 'Cancelled' AND quantity = 3"), 1);
    assert_eq!(shop.world.count("reservations WHERE state = 'Succeeded' AND quantity = 2"), 1);
    assert_eq!(shop.world.count("orders WHERE status = 'completed'"), 1);
    assert_eq!(shop.world.count("refund_ledger WHERE kind = 'commit' AND usd_minor = 58900"), 1);
    assert_eq!(shop.world.count("support_requests WHERE state = 'closed'"), 1);
    assert_eq!(shop.world.count("audit_events WHERE kind = 'approve_refund_case'"), 1);

    browser.get(shop.path("refunds"));
    assert!(browser.sees("$49,411.00 of $50,000.00 left") && browser.sees("November 21, 2027"));
    browser.get(shop.path(&format!("refunds/{case}")));
    assert_eq!(browser.page().select(".badge.warning"), ["Not settled", "Not settled"]);
    let version = browser.page().hidden("version");
    let leg = |leg: &'static str, reference: &'static str, why: &'static str, version: String| {
        [("version", version), ("leg", leg.to_owned()), ("reference", reference.to_owned()), ("why", why.to_owned())]
    };
    let here = shop.path(&format!("refunds/{case}/settlement"));
    let send = |browser: &mut Browser, fields: [(&'static str, String); 4]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&here, &fields);
    };
    send(&mut browser, leg("vendor", "", "", version.clone()));
    assert_eq!(browser.page().status, 422);
    send(&mut browser, leg("vendor", "WIRE-77", "", version));
    let version = browser.page().hidden("version");
    send(&mut browser, leg("customer", "", "Set against the next invoice", version));
    assert!(browser.sees("WIRE-77") && browser.sees("Set against the next invoice") && browser.sees("Closed on"));
    assert_eq!(shop.world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn two_clicks_make_one_case_and_an_open_one_is_linked() {
    let shop = Shop::new();
    let admin = admin(&shop);
    let reservation = buy(&shop, "2");
    let mut browser = shop.world.as_(&admin);
    browser.get(refund_page(&shop, &reservation));
    let page = browser.page();
    let fields = [
        ("case", page.hidden("case")),
        ("quantity", "2".to_owned()),
        ("used", page.hidden("used")),
        ("net", page.hidden("net")),
        ("reason", "Other".to_owned()),
        ("remark", String::new()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for _click in 0..2 {
        browser.post(refund_page(&shop, &reservation), &fields);
        assert_eq!(browser.page().status, 200);
    }
    assert_eq!((shop.world.count("refund_cases"), shop.world.count("support_requests")), (1, 1));
    browser.get(refund_page(&shop, &reservation));
    assert!(browser.sees("This reservation is being returned already."));
    assert!(!browser.page().source().contains("name=\"reason\""));
    let page = browser.page().source();
    let link = page.split("/refunds/").nth(1).map(|rest| rest.chars().take(36).collect::<String>()).unwrap();
    browser.get(shop.path(&format!("refunds/{link}"))).click("Withdraw request");
    assert!(browser.sees("Taken back. Nothing was changed."));
    assert_eq!(shop.world.count("support_requests WHERE state = 'closed'"), 1);
}

#[test]
fn rf_10_over_the_limit_is_refused_with_the_quantity_that_fits_and_rf_12_each_customer_has_its_own() {
    let shop = Shop::new();
    let reservation = buy(&shop, "100");
    let mut browser = shop.world.as_(&admin(&shop));
    browser.get(refund_page(&shop, &reservation));
    assert!(browser.sees("No refund:") && browser.sees("Quote for 84 instead"), "{}", browser.page().text());
    let case = ask(&shop, &mut browser, &reservation, 84);
    let mut deciding = shop.world.as_(&desk(&shop));
    deciding.get(format!("/desk/cases/{case}")).click("Approve and post");
    assert_eq!(shop.world.count("refund_ledger WHERE kind = 'commit' AND usd_minor = 4947600"), 1);
    let other = shop.world.customer(&shop.partner, "Litware");
    browser.get(format!("/customers/{}/refunds", other.id));
    assert!(browser.sees("$50,000.00 of $50,000.00 left"));
}

#[test]
fn rf_20_what_is_cancelled_is_not_returned_again() {
    let shop = Shop::new();
    let reservation = buy(&shop, "1");
    let mut browser = shop.world.as_(&admin(&shop));
    let case = ask(&shop, &mut browser, &reservation, 1);
    shop.world.as_(&desk(&shop)).get(format!("/desk/cases/{case}")).click("Approve and post");
    assert_eq!(shop.world.count("orders WHERE status = 'cancelled'"), 1);
    browser.get(refund_page(&shop, &reservation));
    assert!(browser.sees("A reservation or software in this state is not returned."));
    assert!(!browser.page().source().contains("name=\"reason\""));
}

#[test]
fn r_9_approvals_of_the_same_limit_at_once_take_no_more_than_there_is() {
    let shop = Shop::new();
    let mut browser = shop.world.as_(&admin(&shop));
    let desk = desk(&shop);
    let cases: Vec<String> = (0..6).map(|_| ask_for_all_of_twenty(&shop, &mut browser)).collect();
    let statuses = approve_at_once(cases.iter().map(|case| looking(&shop, &desk, case)).collect());
    // $11,780 each: four fit into $50,000.
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 4, "{statuses:?}");
    assert_eq!(shop.world.count("refund_ledger WHERE kind = 'commit'"), 4);
    assert_eq!(shop.world.count("reservations WHERE state = 'Succeeded'"), 2);
    assert_eq!(shop.world.db.system("a test").check().unwrap().broken, []);
}

/// Somebody at the desk with a case before them.
fn looking(shop: &Shop, desk: &Person, case: &str) -> Browser {
    let mut browser = shop.world.as_(desk);
    browser.get(format!("/desk/cases/{case}"));
    browser
}

/// Everybody approves what they see at the same time.
fn approve_at_once(desks: Vec<Browser>) -> Vec<u16> {
    std::thread::scope(|scope| {
        let approve = |mut desk: Browser| move || desk.click("Approve and post").page().status;
        let running: Vec<_> = desks.into_iter().map(|desk| scope.spawn(approve(desk))).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

fn ask_for_all_of_twenty(shop: &Shop, browser: &mut Browser) -> String {
    let reservation = buy(shop, "20");
    ask(shop, browser, &reservation, 20)
}

#[test]
fn r_10_one_case_is_approved_once() {
    let shop = Shop::new();
    let reservation = buy(&shop, "4");
    let case = ask(&shop, &mut shop.world.as_(&admin(&shop)), &reservation, 3);
    let desk = desk(&shop);
    let statuses = approve_at_once((0..2).map(|_| looking(&shop, &desk, &case)).collect());
    let mut sorted = statuses;
    sorted.sort_unstable();
    assert_eq!(sorted, [200, 409]);
    assert_eq!(shop.world.count("credit_notes"), 1);
}

#[test]
fn the_desk_asks_and_rejects_in_writing() {
    let shop = Shop::new();
    let reservation = buy(&shop, "1");
    let mut browser = shop.world.as_(&admin(&shop));
    let case = ask(&shop, &mut browser, &reservation, 1);
    let mut deciding = shop.world.as_(&desk(&shop));
    deciding.get(format!("/desk/cases/{case}")).fill("Question to the partner", " ").click("Ask for information");
    assert_eq!(deciding.page().status, 422);
    deciding.fill("Question to the partner", "Which size is meant?").click("Ask for information");
    assert!(deciding.sees("The desk asks for information."));
    deciding.fill("Reason for the rejection", "It is in use.").click("Reject");
    assert!(deciding.sees("Rejected. Nothing was changed."));
    browser.get(shop.path(&format!("refunds/{case}")));
    assert!(browser.sees("It is in use."));
    assert_eq!(shop.world.count("reservations WHERE state = 'Succeeded'"), 1);
}

#[test]
fn o_6_the_installation_admin_sees_what_a_version_changes_and_switches_it_on_and_off() {
    let shop = Shop::new();
    let reservation = buy(&shop, "1");
    ask(&shop, &mut shop.world.as_(&admin(&shop)), &reservation, 1);
    let installer = shop.world.person(&shop.world.operator(), Role::InstallationAdmin);
    let mut browser = shop.world.as_(&installer);
    browser.get("/policies");
    assert!(browser.sees("POL-1810 decides today"));
    browser.fill("From", "2026-11-21").click("See what changes");
    assert_eq!(browser.page().status, 422);
    browser.get("/policies/switch?policy=POL-NOW&from=2026-12-01");
    assert!(browser.sees("Fabrikam"));
    let row = &browser.page().rows()[0];
    assert_ne!(row[row.len() - 2], row[row.len() - 1], "12% of the credit less, or nothing less: {row:?}");
    browser.fill("Why", "The new text").click("Put in force");
    assert!(browser.sees("Starts later") && browser.sees("The new text"));
    browser.click("Withdraw POL-NOW");
    assert!(browser.sees("Withdrawn on"));
    assert_eq!(shop.world.count("audit_events WHERE kind = 'switch_policy'"), 2);
    let mut selling = shop.world.as_(&shop.sales);
    selling.get("/policies");
    assert!(selling.sees("POL-1810 decides today") && !selling.page().source().contains("/policies/switch"));
}

/// Buys one for three years, paid month by month; the reservation's id.
fn buy_monthly(shop: &Shop, quantity: &str) -> String {
    let mut browser = shop.world.as_(&shop.sales);
    let before = reservations(shop, &mut browser);
    shop.add(&mut browser, &shop.shelf.one_year.replace("P1Y", "P3Y"), &shop.subscription, quantity);
    browser.get(shop.path("cart/review")).choose("Monthly").click("Update");
    let fields = Shop::sends(browser.page());
    shop.send_buy(&mut browser, &fields);
    reservations(shop, &mut browser).into_iter().find(|id| !before.contains(id)).unwrap()
}

#[test]
fn q_10_a_part_of_a_monthly_reservation_returns_the_days_left_of_the_month_and_cancels_what_is_to_come() {
    let shop = Shop::new();
    let reservation = buy_monthly(&shop, "4");
    shop.world.wait(40 * 86_400);
    let mut browser = shop.world.as_(&admin(&shop));
    browser.get(format!("{}?quantity=3&used=yes", refund_page(&shop, &reservation)));
    assert!(browser.sees("payment 2 of") && browser.sees("will not be made: 34"), "{}", browser.page().text());
    let case = ask(&shop, &mut browser, &reservation, 3);
    shop.world.as_(&desk(&shop)).get(format!("/desk/cases/{case}")).click("Approve and post");
    assert_eq!(shop.world.count("reservations WHERE state = 'Succeeded' AND quantity = 1"), 1);
    // 1,135.00 in 36 charges: one of four goes on.
    let left = "SELECT CAST(SUM(amount_minor) AS TEXT) AS value FROM charges WHERE state = 'scheduled' AND due_on > '2026-12-31'";
    let left: i64 = shop.world.texts(left)[0].parse().unwrap();
    assert!((107_000..=107_300).contains(&left), "{left}");
    assert_eq!(shop.world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn c2_the_same_case_on_two_dates_has_two_explained_outcomes() {
    let shop = Shop::new();
    let reservation = buy(&shop, "1");
    shop.world.wait(10 * 86_400);
    let mut browser = shop.world.as_(&admin(&shop));
    let here = format!("{}?quantity=1&used=yes", refund_page(&shop, &reservation));
    browser.get(&here);
    assert!(
        browser.sees("POL-1810 decides on") && browser.sees("Early termination fee: 12%"),
        "{}",
        browser.page().text()
    );
    let installer = shop.world.person(&shop.world.operator(), Role::InstallationAdmin);
    let mut switching = shop.world.as_(&installer);
    switching.get("/policies/switch?policy=POL-NOW&from=2026-12-05").fill("Why", "The new text").click("Put in force");
    let case = ask(&shop, &mut browser, &reservation, 1);
    shop.world.wait(6 * 86_400);
    let mut browser = shop.world.as_(&admin(&shop));
    browser.get(&here);
    assert!(
        browser.sees("POL-NOW decides on") && browser.sees("is reserved and not charged"),
        "{}",
        browser.page().text()
    );
    let mut deciding = shop.world.as_(&desk(&shop));
    deciding.get(format!("/desk/cases/{case}"));
    assert!(deciding.sees("The amounts have changed") && deciding.sees("POL-1810 decides on"));
    deciding.click("Approve and post");
    assert_eq!(shop.world.count("refund_cases WHERE policy = 'POL-NOW' AND fee_minor = 0"), 1);
}

#[test]
fn q_21_another_currency_is_refunded_in_it_and_counts_in_dollars_at_the_rate_of_the_purchase() {
    let shop = Shop::new();
    let all = [
        "UPDATE markets SET currency = 'EUR'",
        "UPDATE prices SET currency = 'EUR'",
        "DELETE FROM currencies WHERE code = 'EUR'",
    ];
    for sql in &all {
        shop.world.execute(sql).unwrap();
    }
    let euro = [
        ("code", Value::text("EUR")),
        ("name", Value::text("Euro")),
        ("exponent", Value::Int(2)),
        ("usd_rate", Value::text("0.8")),
        ("rate_on", Value::Null),
    ];
    shop.world.insert("currencies", &euro);
    let reservation = buy(&shop, "1");
    shop.world.execute("UPDATE currencies SET usd_rate = '0.5'").unwrap();
    let mut browser = shop.world.as_(&admin(&shop));
    browser.get(format!("{}?quantity=1&used=no", refund_page(&shop, &reservation)));
    assert!(browser.sees("€589.00") && browser.sees("$736.25"), "{}", browser.page().text());
    let case = ask(&shop, &mut browser, &reservation, 1);
    shop.world.as_(&desk(&shop)).get(format!("/desk/cases/{case}")).click("Approve and post");
    assert_eq!(shop.world.count("refund_ledger WHERE kind = 'commit' AND usd_minor > 0"), 1);
    assert_eq!(shop.world.count("credit_notes WHERE currency = 'EUR'"), 1);
}

#[test]
fn a_refused_request_is_kept_with_the_policy_and_its_rules() {
    let shop = Shop::new();
    let reservation = buy(&shop, "1");
    let mut browser = shop.world.as_(&admin(&shop));
    browser.get(refund_page(&shop, &reservation));
    let net = browser.page().hidden("net");
    let case = browser.page().hidden("case");
    let fields = [
        ("case", case.as_str()),
        ("quantity", "7"),
        ("used", "no"),
        ("net", &net),
        ("reason", "Other"),
        ("remark", ""),
    ];
    browser.post(refund_page(&shop, &reservation), &fields);
    assert_eq!((browser.page().status, shop.world.count("refund_cases")), (422, 0));
    let kept = shop.world.texts("SELECT after AS value FROM audit_events WHERE kind = 'quote_refused'").concat();
    assert!(kept.contains("POL-1810") && kept.contains("InvalidRefundQuantity") && kept.contains("R-RF-11"), "{kept}");
}

#[test]
fn c2_a_refusal_that_is_only_looked_at_is_kept_once_a_day() {
    let shop = Shop::new();
    let reservation = buy(&shop, "1");
    let mut browser = shop.world.as_(&admin(&shop));
    let kept = || shop.world.count("audit_events WHERE kind = 'quote_refused'");
    browser.get(refund_page(&shop, &reservation));
    assert_eq!(kept(), 0, "nothing is refused");
    for quantity in ["7", "7", "8"] {
        browser.get(format!("{}?quantity={quantity}&used=yes", refund_page(&shop, &reservation)));
    }
    assert_eq!(kept(), 2, "the same again says nothing new");
    shop.world.wait(86_400);
    let mut browser = shop.world.as_(&admin(&shop));
    browser.get(format!("{}?quantity=7&used=yes", refund_page(&shop, &reservation)));
    assert_eq!(kept(), 3, "another day, by the policy of that day");
    let text = shop.world.texts("SELECT after AS value FROM audit_events WHERE kind = 'quote_refused'").concat();
    assert!(text.contains("POL-1810") && text.contains("R-RF-11"), "{text}");
}

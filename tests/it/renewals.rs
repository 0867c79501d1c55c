//! Auto-renew: off unless somebody wants it, bought once at the end, refused with a reason. Domain 6.8,
//! R-IAM-5, C-19.

use std::sync::Barrier;

use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::time::Instant;
use partner_dashboard::http::links;
use partner_dashboard::ops::App;
use partner_dashboard::ops::housekeeping::{self, Which};
use partner_dashboard::store::Db;
use serde_json::{Value as Json, json};

use crate::support::{Browser, Person, Shop};

const DAY: i64 = 86_400;
const JOB: &str = "renew-reservations";

/// A shop with three instances bought for a year by an admin agent, and the address of the reservation.
struct Bought {
    shop: Shop,
    admin: Person,
    reservation: String,
    /// A year after the purchase.
    end: Instant,
}

impl Bought {
    fn new() -> Self {
        let shop = Shop::new();
        let admin = shop.world.person(&shop.partner, Role::AdminAgent);
        let mut browser = shop.world.as_(&admin);
        shop.add(&mut browser, &shop.shelf.one_year, &shop.subscription, "3");
        browser.get(shop.path("cart/review"));
        let fields = Shop::sends(browser.page());
        shop.send_buy(&mut browser, &fields);
        browser.get(shop.path("reservations"));
        let reservation = browser.page().attributes("tbody th a", "href").remove(0);
        let end = shop.world.now().plus_days(365);
        Self { shop, admin, reservation, end }
    }

    fn as_admin(&self) -> Browser {
        self.shop.world.as_(&self.admin)
    }

    /// Puts a version of the policy in force so many days from now.
    fn switch(&self, policy: &str, days: i64) {
        let from = self.shop.world.now().plus_days(days).day();
        let installer = self.shop.world.person(&self.shop.world.operator(), Role::InstallationAdmin);
        let mut browser = self.shop.world.as_(&installer);
        browser.get(format!("/policies/switch?policy={policy}&from={from}"));
        browser.fill("Why", "The new text").click("Put in force");
        assert_eq!(browser.page().status, 200, "{}", browser.page().text());
    }

    /// Puts the later policy in force and turns auto-renew on.
    fn turned_on() -> Self {
        let it = Self::new();
        it.switch("POL-NOW", 1);
        it.shop.world.wait(DAY);
        let mut browser = it.as_admin();
        browser.get(format!("{}/configuration?renewal=On", it.reservation));
        assert!(browser.sees("Off → On") && browser.sees("today one costs $589.00"), "{}", browser.page().text());
        browser.click("Save the configuration");
        assert_eq!(it.shop.world.count("reservations WHERE is_renewing"), 1, "{}", browser.page().text());
        it
    }

    /// Another price from ten days ago on, which is less than 30 days before the end.
    fn price_of_the_last_days(&self, total: &str) {
        let (world, day) = (&self.shop.world, self.shop.world.now().plus_days(-10).day());
        let same = "sku_id, currency, segment";
        let rest = "meter_id, price_list_id FROM prices";
        world.execute(&format!("INSERT INTO prices SELECT {same}, '{day}', NULL, {total}, {rest}")).unwrap();
        world.execute(&format!("UPDATE prices SET valid_to = '{day}' WHERE valid_from < '{day}'")).unwrap();
    }

    fn to_the_end(&self) {
        self.shop.world.wait(self.end.seconds_since(self.shop.world.now()));
    }

    fn orders(&self) -> i64 {
        self.shop.world.count("orders")
    }
}

/// How many renewals were made or refused; none where another server has the job.
fn renewed(app: &App) -> u64 {
    let ran = housekeeping::run(app, Which::All).unwrap();
    ran.into_iter().find(|ran| ran.job == JOB).map_or(0, |ran| ran.outcome.unwrap())
}

#[test]
fn domain_6_8_the_policy_of_the_seeds_has_no_auto_renew_and_says_so() {
    let it = Bought::new();
    let mut browser = it.as_admin();
    let here = format!("{}/configuration", it.reservation);
    browser.get(&here);
    assert!(browser.sees("POL-1810, in force today, has no auto-renew"), "{}", browser.page().text());
    assert!(browser.page().attributes("input[name=renewal]", "value").is_empty());
    assert_eq!(browser.get(format!("{here}?renewal=On")).page().status, 422);
    assert!(browser.sees("has no auto-renew"));
    it.to_the_end();
    assert_eq!((renewed(&it.shop.world.app), it.orders()), (0, 1));
}

#[test]
fn scope_and_renewal_of_one_request_are_one_revision() {
    let it = Bought::new();
    it.switch("POL-NOW", 1);
    it.shop.world.wait(DAY);
    let client = it.shop.world.client(&it.shop.partner, Role::AdminAgent);
    let listed = client.get("/providers/Microsoft.Capacity/reservations");
    let id = listed.at("/value/0/id").as_str().unwrap().to_owned();
    let here = format!("/subscriptions/{}", it.shop.subscription.id);
    let change = json!({ "appliedScopeType": "Single", "appliedScopes": [here], "renew": true });
    let changed = client.send("PATCH", &id, Some(&json!({ "properties": change })));
    assert_eq!((changed.status, changed.at("/etag")), (200, 2.into()), "{}", changed.text);
    let forms = client.get(&format!("{id}/revisions"));
    let told = |place: &str| [0, 1].map(|form| forms.at(&format!("/value/{form}{place}")));
    assert_eq!(forms.at("/value").as_array().unwrap().len(), 2, "{}", forms.text);
    assert_eq!(told("/etag"), [2, 1].map(Json::from));
    assert_eq!(told("/properties/renew"), [true, false].map(Json::from));
    assert_eq!(told("/properties/appliedScopeType"), ["Single", "Shared"].map(Json::from));
    // Another change keeps what is planned; turned off, nothing is.
    for (change, asked) in [(json!({ "name": "web farm" }), 1), (json!({ "renew": false }), 0)] {
        let changed = client.send("PATCH", &id, Some(&json!({ "properties": change })));
        assert_eq!(changed.status, 200, "{}", changed.text);
        assert_eq!(it.shop.world.count("reservation_renewals"), asked);
    }
    assert_eq!(it.shop.world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn domain_6_8_a_renewal_is_one_new_order_at_the_end_for_the_lower_price() {
    let it = Bought::turned_on();
    let world = &it.shop.world;
    let mut browser = it.as_admin();
    browser.get(&it.reservation);
    assert!(browser.sees("The same is bought again then"), "{}", browser.page().text());
    world.wait(333 * DAY);
    assert_eq!((renewed(&world.app), it.orders()), (0, 1), "not before its end");
    assert_eq!(world.count("messages WHERE kind = 'reservations_renewing'"), 0, "the price is not known yet");
    world.wait(2 * DAY);
    assert_eq!(renewed(&world.app), 0);
    assert!(it.as_admin().get(links::Messages::to()).sees("renews soon"));
    assert_eq!(world.count("messages WHERE kind = 'reservations_expiring'"), 0, "it does not just end");
    world.wait(29 * DAY);
    it.price_of_the_last_days("total_minor * 2");
    assert_eq!((renewed(&world.app), renewed(&world.app)), (1, 0), "exactly one");
    assert_eq!((it.orders(), world.count("orders WHERE total_minor = 176700")), (2, 2), "three for $589.00 as before");
    assert_eq!(world.count("reservations WHERE is_renewing"), 0, "off again");
    let gap = "reservations a JOIN reservations b ON a.expires_at = b.starts_at";
    assert_eq!(world.count(gap), 1, "no hour without a discount");
    let mut browser = it.as_admin();
    browser.get(&it.reservation);
    assert!(browser.sees("Renewed"), "{}", browser.page().text());
    browser.click("Open the new reservation");
    assert!(browser.sees("D2s_v5 westeurope 1Y") && browser.page().status == 200);
    assert!(browser.get(format!("{}/history", it.reservation)).sees("Reservation renewed"));
    assert!(browser.get(format!("{}/configuration", it.reservation)).sees("Renewed by order"));
    assert!(browser.get(links::Messages::to()).sees("renewed"));
    assert_eq!(world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn what_is_not_sold_any_more_is_not_renewed_and_the_reason_is_told() {
    let it = Bought::turned_on();
    let world = &it.shop.world;
    it.to_the_end();
    world.execute("UPDATE prices SET valid_to = '2026-12-01'").unwrap();
    assert_eq!((renewed(&world.app), renewed(&world.app), it.orders()), (1, 0, 1));
    let mut browser = it.as_admin();
    browser.get(&it.reservation);
    assert!(browser.sees("Not renewed") && browser.sees("not sold in this region"), "{}", browser.page().text());
    assert!(browser.get(format!("{}/history", it.reservation)).sees("Reservation not renewed"));
    browser.get(links::Messages::to());
    assert!(browser.sees("not renewed") && browser.sees("not sold in this region"), "{}", browser.page().text());
}

#[test]
fn c_19_the_policy_of_the_last_day_decides() {
    let it = Bought::turned_on();
    it.switch("POL-1810", 100);
    let mut browser = it.as_admin();
    browser.get(format!("{}/configuration", it.reservation));
    assert!(browser.sees("POL-1810, in force on the expiration date, has no auto-renew"), "{}", browser.page().text());
    it.to_the_end();
    assert_eq!((renewed(&it.shop.world.app), it.orders()), (1, 1));
    assert!(it.as_admin().get(&it.reservation).sees("The policy in force on the day has no auto-renew."));
}

#[test]
fn r_iam_5_who_is_no_owner_of_the_subscription_turns_nothing_on() {
    let it = Bought::new();
    it.switch("POL-NOW", 1);
    it.shop.world.wait(DAY);
    let helper = it.shop.world.person(&it.shop.partner, Role::HelpdeskAgent);
    let id = it.reservation.rsplit('/').next().unwrap().parse().unwrap();
    it.shop.world.give_reservation_access(&helper, id, "contributor");
    let mut browser = it.shop.world.as_(&helper);
    browser.get(format!("{}/configuration?renewal=On", it.reservation));
    assert_eq!(browser.page().status, 422, "{}", browser.page().text());
    assert!(browser.sees("R-IAM-5"), "{}", browser.page().text());
    it.shop.world.give_access(&helper, &it.shop.subscription);
    it.shop.world.execute("UPDATE subscription_access SET role = 'owner'").unwrap();
    browser.get(format!("{}/configuration?renewal=On", it.reservation));
    assert_eq!(browser.page().status, 200, "{}", browser.page().text());
}

#[test]
fn two_servers_renew_once_and_a_split_plans_nothing() {
    let it = Bought::turned_on();
    it.to_the_end();
    it.price_of_the_last_days("total_minor / 2");
    let world = &it.shop.world;
    let other = Db::open(world.url(), 2).unwrap();
    let other = App::new(other, world.app.clock.clone(), (*world.app.config).clone());
    let start = Barrier::new(2);
    std::thread::scope(|scope| {
        for app in [&world.app, &other] {
            scope.spawn(|| {
                start.wait();
                renewed(app)
            });
        }
    });
    assert_eq!((it.orders(), world.count("orders WHERE total_minor = 88350")), (2, 1), "the lower price of the day");
    let it = Bought::turned_on();
    let mut browser = it.as_admin();
    browser.get(format!("{}/split", it.reservation));
    browser
        .fill("Quantity of the first part", "1")
        .fill("Quantity of the second part", "2")
        .click("Split the reservation");
    it.to_the_end();
    assert_eq!((renewed(&it.shop.world.app), it.orders()), (0, 1), "6.8: a split cancels it");
}

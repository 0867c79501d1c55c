//! What comes due by itself: done once, however many servers look. Domain 6.2, 8.3.

use std::sync::Barrier;

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;
use partner_dashboard::ops::App;
use partner_dashboard::ops::housekeeping::{self, Which};
use partner_dashboard::store::Db;

use crate::support::{Server, Value, World};

const DAY: i64 = 86_400;

/// What each of the jobs did that these stories are about, of those that were done.
fn done(app: &App, which: Which) -> Vec<(&'static str, u64)> {
    let ran = housekeeping::run(app, which).unwrap().into_iter().map(|ran| (ran.job, ran.outcome.unwrap()));
    ran.filter(|(job, _)| [DELETE, FORGET].contains(job)).collect()
}

const DELETE: &str = "delete-suspended-subscriptions";
const FORGET: &str = "forget-ended-sessions";

#[test]
fn domain_6_2_a_subscription_is_deleted_90_days_after_it_was_suspended() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let (admin, sales) = (world.person(&partner, Role::AdminAgent), world.person(&partner, Role::SalesAgent));
    let customer = world.customer(&partner, "Hanbit Foods");
    let (ends, stays) = (world.subscription(&customer, "Production"), world.subscription(&customer, "Development"));
    world.give_access(&sales, &ends);
    world.give_access(&sales, &stays);
    let mut browser = world.as_(&admin);
    for subscription in [&ends, &stays] {
        browser.get(links::SubscriptionSuspend::to(&customer.id, &subscription.id)).click("Suspend subscription");
    }
    assert!(browser.sees("Unless it is reactivated, it is deleted on February 19, 2027 (UTC)."));
    browser.click("Reactivate subscription").click("Reactivate subscription");
    world.wait(90 * DAY - 1);
    assert_eq!(done(&world.app, Which::All), [(DELETE, 0), (FORGET, 1)]);
    world.wait(1);
    assert_eq!(done(&world.app, Which::All), [(DELETE, 1), (FORGET, 0)]);
    assert_eq!(done(&world.app, Which::All), [(DELETE, 0), (FORGET, 0)]);
    let states = world.texts("SELECT name || ' ' || state AS value FROM subscriptions ORDER BY name");
    assert_eq!(states, ["Development active", "Production deleted"]);
    assert_eq!(world.count("subscription_access WHERE revoked_at IS NULL"), 1);
    assert_eq!(world.db.system("a test").check().unwrap().broken, []);
    let mut browser = world.as_(&admin);
    browser.get(links::Activity::to()).fill("Action", "Subscription deleted").click("Apply");
    let row = browser.page().rows().remove(0);
    assert_eq!((row[2].as_str(), row[4].as_str()), ("Hanbit Foods", "System"));
    browser.get(links::SubscriptionShow::to(&customer.id, &ends.id));
    assert_eq!(browser.page().fact("Status").as_deref(), Some("Deleted"));
    assert!(!browser.sees("Reactivate subscription"));
}

#[test]
fn a_job_is_done_when_it_is_due_and_not_before() {
    let world = World::new();
    assert_eq!(done(&world.app, Which::Due), [(DELETE, 0), (FORGET, 0)]);
    assert_eq!(done(&world.app, Which::Due), []);
    world.wait(60 * 60);
    assert_eq!(done(&world.app, Which::Due), [(DELETE, 0)]);
    world.wait(-400 * DAY);
    assert_eq!(done(&world.app, Which::Due), [(DELETE, 0), (FORGET, 0)]);
}

#[test]
fn two_servers_that_look_at_once_do_each_thing_once() {
    let world = World::new();
    let partners: Vec<_> = (0..2).map(|number| world.partner(&format!("Partner {number}"))).collect();
    for number in 0..20 {
        let subscription = world.subscription(&world.customer(&partners[number % 2], "Fabrikam"), "Production");
        let id = world.literal(&Value::Id(subscription.id.uuid()));
        let at = world.literal(&Value::At(world.now()));
        world
            .execute(&format!("UPDATE subscriptions SET state = 'suspended', suspended_at = {at} WHERE id = {id}"))
            .unwrap();
    }
    world.wait(91 * DAY);
    let other = Db::open(world.url(), 2).unwrap();
    let other = App::new(other, world.app.clock.clone(), (*world.app.config).clone());
    let start = Barrier::new(2);
    let look = |app: &App| {
        start.wait();
        done(app, Which::Due)
    };
    let mut all = std::thread::scope(|scope| {
        let there = scope.spawn(|| look(&other));
        [look(&world.app), there.join().unwrap()].concat()
    });
    all.sort_unstable();
    assert_eq!(all, [(DELETE, 20), (FORGET, 0)], "each job is one server's");
    assert_eq!(world.count("audit_events WHERE kind = 'delete_subscription' AND actor LIKE 'system:%'"), 20);
    assert_eq!(world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn a_server_looks_by_itself() {
    let world = World::new();
    let subscription = world.subscription(&world.customer(&world.partner("Contoso Cloud"), "Fabrikam"), "Production");
    let id = world.literal(&Value::Id(subscription.id.uuid()));
    // A server has the machine's clock.
    let long_ago = world.literal(&Value::At(world.now().plus_days(-4_000)));
    world
        .execute(&format!("UPDATE subscriptions SET state = 'suspended', suspended_at = {long_ago} WHERE id = {id}"))
        .unwrap();
    let server = Server::on(world.url(), &[]);
    server.signal("TERM");
    assert_eq!(server.ended().code(), Some(0));
    assert_eq!(world.texts("SELECT state AS value FROM subscriptions"), ["deleted"]);
}

/// Customers of whose reservations people were told; none where another server has the job.
fn told(app: &App) -> u64 {
    let ran = housekeeping::run(app, Which::All).unwrap();
    let own = ran.into_iter().find(|ran| ran.job == "tell-expiring-reservations");
    own.map_or(0, |ran| ran.outcome.unwrap())
}

#[test]
fn people_are_told_of_the_end_at_each_distance_once() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let helper = world.person(&town.partner, Role::HelpdeskAgent);
    let stranger = world.person(&town.partner, Role::SalesAgent);
    world.give_access(&helper, &town.subscription);
    // Ends 365 days after the town was made, at the start of the day.
    world.wait(244 * DAY);
    assert_eq!(told(&world.app), 0);
    world.wait(2 * DAY);
    assert_eq!((told(&world.app), told(&world.app)), (1, 0), "120 days, and no word twice");
    world.wait(90 * DAY);
    assert_eq!(told(&world.app), 1, "90 and 60 days were missed: 30 are told of, once");
    assert_eq!(told(&world.app), 0);
    let news = world.count("messages WHERE kind = 'reservations_expiring'");
    assert_eq!(news % 2, 0, "both times to the same people");
    let mut browser = world.as_(&helper);
    browser.get(links::Messages::to());
    assert!(browser.sees("expires soon") || browser.sees("expire soon"), "{}", browser.page().text());
    assert!(!world.as_(&stranger).get(links::Messages::to()).sees("soon"));
}

#[test]
fn two_servers_tell_of_an_end_once() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    world.wait(300 * DAY);
    let other = Db::open(world.url(), 2).unwrap();
    let other = App::new(other, world.app.clock.clone(), (*world.app.config).clone());
    let start = Barrier::new(2);
    std::thread::scope(|scope| {
        for app in [&world.app, &other] {
            scope.spawn(|| {
                start.wait();
                told(app)
            });
        }
    });
    let of_one = world.literal(&Value::Id(town.admin.id.uuid()));
    let kind = "kind = 'reservations_expiring'";
    assert_eq!(world.count(&format!("messages WHERE {kind} AND user_id = {of_one}")), 1);
}

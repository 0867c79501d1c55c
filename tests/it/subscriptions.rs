//! Azure subscriptions and explicit access to them. Rules P-8, O-1, O-2, P-27, S-8, S-29; domain 6.2.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;

use crate::support::World;

#[test]
fn s_29_a_customer_without_a_subscription_gets_one_and_registers_it() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let sales = world.person(&partner, Role::SalesAgent);
    let customer = world.customer(&partner, "한빛 식품");
    let mut browser = world.as_(&sales);
    browser.get(links::Subscriptions::to(&customer.id));
    assert!(browser.sees("This customer has no Azure subscription"));
    browser.click("Add subscription").fill("Subscription name", "   ").click("Add subscription");
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().select(".error-summary li"), ["Enter Subscription name"]);
    browser.fill("Subscription name", "운영 환경").click("Add subscription");
    assert_eq!(browser.page().h1(), "운영 환경");
    assert_eq!(browser.page().fact("Status").as_deref(), Some("Active"));
    assert_eq!(browser.page().fact("Reservations").as_deref(), Some("Not registered"));
    browser.click("Register for reservations");
    assert_eq!(browser.page().fact("Reservations").as_deref(), Some("Registered"));
    let steps = "SELECT after AS value FROM audit_events WHERE kind = 'update_subscription' ORDER BY sequence";
    let steps = world.texts(steps);
    assert_eq!(steps.len(), 2);
    assert!(steps[0].contains("\"registering\"") && steps[1].contains("\"registered\""), "{steps:?}");
}

#[test]
fn suspending_asks_first_and_reactivating_undoes_it() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let admin = world.person(&partner, Role::AdminAgent);
    let customer = world.customer(&partner, "Hanbit Foods");
    let subscription = world.subscription(&customer, "Production");
    let here = links::SubscriptionShow::to(&customer.id, &subscription.id);
    let mut browser = world.as_(&admin);
    let mut late = world.as_(&admin);
    late.get(links::SubscriptionSuspend::to(&customer.id, &subscription.id));
    browser.get(&here).click("Suspend subscription");
    assert!(browser.sees("Reservations that exist keep running and keep their price."));
    browser.click("Suspend subscription");
    assert_eq!(browser.page().fact("Status").as_deref(), Some("Suspended"));
    assert!(browser.sees("Unless it is reactivated, it is deleted on February 19, 2027 (UTC)."));
    late.click("Suspend subscription");
    assert_eq!(late.page().status, 409);
    browser.click("Reactivate subscription").click("Reactivate subscription");
    assert_eq!(browser.page().fact("Status").as_deref(), Some("Active"));
}

#[test]
fn s_8_an_admin_agent_gives_a_sales_agent_access_until_a_day() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let (admin, sales) = (world.person(&partner, Role::AdminAgent), world.person(&partner, Role::SalesAgent));
    let customer = world.customer(&partner, "Hanbit Foods");
    let subscription = world.subscription(&customer, "Production");
    let here = links::SubscriptionShow::to(&customer.id, &subscription.id);
    let mut browser = world.as_(&admin);
    browser.get(&here).fill("user", &sales.id.to_string()).choose("Contributor");
    browser.fill("Last day of access", "2026-11-20").click("Give access");
    assert_eq!(browser.page().select(".error-summary li"), ["The last day must not be in the past"]);
    browser.fill("Last day of access", "2026-11-21").click("Give access");
    assert_eq!(browser.page().rows().len(), 1);
    browser.fill("user", &sales.id.to_string()).choose("Contributor").click("Give access");
    assert_eq!(browser.page().status, 422, "the same role twice");
    let mut seller = world.as_(&sales);
    seller.get(&here);
    assert!(seller.sees(&sales.name) && !seller.page().source().contains("/revocation"));
    world.wait(15 * 3_600);
    browser.sign_in(&admin).get(&here);
    assert!(browser.sees("Nobody has explicit access.") && browser.sees("Ended access"));
}

#[test]
fn access_is_revoked_and_only_by_who_may() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let (admin, sales) = (world.person(&partner, Role::AdminAgent), world.person(&partner, Role::SalesAgent));
    let customer = world.customer(&partner, "Hanbit Foods");
    let subscription = world.subscription(&customer, "Production");
    world.give_access(&sales, &subscription);
    let here = links::SubscriptionShow::to(&customer.id, &subscription.id);
    let mut seller = world.as_(&sales);
    let sales_id = sales.id.to_string();
    let fields = [("user", sales_id.as_str()), ("role", "owner"), ("ends", "")];
    seller.post(links::AccessNew::to(&customer.id, &subscription.id), &fields);
    assert_eq!(seller.page().status, 422, "a sales agent gives no access to agents");
    let mut browser = world.as_(&admin);
    browser.get(&here).click("Revoke access");
    assert!(browser.sees("Nobody has explicit access."));
    assert_eq!(world.count("audit_events WHERE kind = 'authz_access_revoked'"), 1);
}

#[test]
fn p_27_the_customers_owner_gives_access_to_a_colleague_and_a_reader_does_not() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let sales = world.person(&partner, Role::SalesAgent);
    let customer = world.customer(&partner, "Hanbit Foods");
    let (owner, reader) = (world.customers_person(&customer), world.customers_person(&customer));
    let subscription = world.subscription(&customer, "Production");
    let here = links::SubscriptionShow::to(&customer.id, &subscription.id);
    let mut seller = world.as_(&sales);
    seller.get(&here).fill("user", &owner.id.to_string()).choose("Owner").click("Give access");
    assert_eq!(seller.page().status, 200);
    let mut browser = world.as_(&owner);
    browser.get(&here).fill("user", &reader.id.to_string()).choose("Reader").click("Give access");
    assert_eq!(browser.page().rows().len(), 2);
    let mut looking = world.as_(&reader);
    looking.get(&here);
    assert_eq!((looking.page().status, looking.page().select("form[action$='/access']").len()), (200, 0));
    let reader_id = reader.id.to_string();
    let fields = [("user", reader_id.as_str()), ("role", "owner"), ("ends", "")];
    looking.post(links::AccessNew::to(&customer.id, &subscription.id), &fields);
    assert_eq!(looking.page().status, 403);
}

#[test]
fn a_foreign_subscription_is_not_there() {
    let world = World::new();
    let (ours, theirs) = (world.partner("Contoso Cloud"), world.partner("Fabrikam Cloud"));
    let customer = world.customer(&theirs, "Hanbit Foods");
    let own = world.customer(&ours, "Northwind");
    let subscription = world.subscription(&customer, "Production");
    let mut browser = world.as_(&world.person(&ours, Role::AdminAgent));
    browser.get(links::SubscriptionShow::to(&customer.id, &subscription.id));
    assert_eq!(browser.page().status, 404);
    browser.get(links::SubscriptionShow::to(&own.id, &subscription.id));
    assert_eq!(browser.page().status, 404);
}

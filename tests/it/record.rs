//! The record of a reservation: access by its own roles, configuration, split and merge, archive, history.
//! Rules P-11 to P-14, R-IAM-1 to R-IAM-4, S-8, Q-17, 6.7; features rows 37 to 40.

use partner_dashboard::domain::roles::Role;

use crate::support::{Page, Person, Shop, Town, World};

const RECORD: &str = "/customers/{customer}/reservations/{reservation}";

fn town(world: &World) -> Town {
    world.town(world.partner("Contoso Cloud"), &world.shelf())
}

fn open(world: &World, person: &Person, town: &Town, rest: &str) -> Page {
    world.as_(person).send("GET", &format!("{}{rest}", town.address(RECORD)), None, &[])
}

/// The invariants of this noun that do not hold.
fn broken(world: &World) -> Vec<&'static str> {
    let report = world.db.system("test").check().unwrap();
    let names = report.broken.iter().map(|one| one.name);
    let is_ours = |name: &&str| {
        ["reservations.", "reservation_access.", "reservation_origins."].iter().any(|noun| name.starts_with(noun))
    };
    names.filter(is_ours).collect()
}

#[test]
fn r_iam_2_whoever_buys_is_owner_of_the_reservation_order() {
    let shop = Shop::new();
    let mut browser = shop.reviewing();
    let fields = Shop::sends(browser.page());
    shop.send_buy(&mut browser, &fields);
    let owners = "reservation_access WHERE role = 'owner' AND reservation_id IS NULL AND user_id = granted_by";
    assert_eq!((shop.orders(), shop.world.count(owners)), (1, 1));
    // A sales agent changes what they bought; that is what the role on the order is for.
    browser.get(shop.path("reservations"));
    let href = browser.page().attributes("tbody th a", "href").concat();
    browser.get(href);
    browser.click("Configuration");
    assert_eq!(browser.page().status, 200);
}

#[test]
fn p_11_a_customers_person_sees_what_was_granted_and_nothing_else() {
    let world = World::new();
    let town = town(&world);
    let person = world.customers_person(&town.customer);
    let list = town.address("/customers/{customer}/reservations");
    let mut looking = world.as_(&person);
    assert!(looking.get(&list).sees("No reservation is shared with you"), "not refused: told why");
    assert!(looking.sees("Global admin") && !looking.sees("Add products"));
    // R-IAM-1: access to the subscription is none to the reservation.
    world.give_access(&person, &town.subscription);
    assert!(looking.get(&list).page().rows().is_empty());
    assert_eq!(open(&world, &person, &town, "").status, 404);

    let mut admin = world.as_(&town.admin);
    admin.get(format!("{}/access", town.address(RECORD)));
    admin.fill("user", &person.id.to_string()).choose("Reader").fill("ends", "2026-12-31").click("Give the role");
    assert!(admin.sees("Reader on this reservation, given by"), "{}", admin.page().text());
    assert_eq!(looking.get(&list).page().rows().len(), 1);
    let page = open(&world, &person, &town, "");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Why you see this reservation") && !page.text().contains("Price and payment"));
    assert_eq!(open(&world, &person, &town, "/properties").status, 200);
    for rest in ["/access", "/history"] {
        assert_eq!(open(&world, &person, &town, rest).status, 404, "{rest}");
    }
    assert_eq!(open(&world, &person, &town, "/configuration").status, 403);
    // It ends with its last day.
    world.wait(41 * 86_400);
    assert_eq!(open(&world, &person, &town, "").status, 404);
}

#[test]
fn p_13_only_those_who_may_give_roles_change_them() {
    let world = World::new();
    let town = town(&world);
    let helpdesk = world.person(&town.partner, Role::HelpdeskAgent);
    let address = format!("{}/access", town.address(RECORD));
    let before = world.count("reservation_access");
    let mut browser = world.as_(&helpdesk);
    browser.get(&address);
    assert!(browser.sees("Global admins and admin agents change who has access"));
    let id = helpdesk.id.to_string();
    let fields = [("user", id.as_str()), ("role", "owner"), ("level", "reservation_order"), ("ends", "")];
    browser.post(&address, &fields);
    assert_eq!((browser.page().status, world.count("reservation_access")), (403, before));

    let mut admin = world.as_(&town.admin);
    admin.post(&address, &[("user", id.as_str()), ("role", ""), ("level", ""), ("ends", "soon")]);
    assert_eq!((admin.page().status, world.count("reservation_access")), (422, before));
    admin.get(&address).post(&address, &fields);
    assert!(admin.sees("Inherited") && admin.sees("Owner on the reservation order, given by"));
    admin.post(&address, &fields);
    assert!(admin.page().status == 422 && admin.sees("has this role here already"));
    assert_eq!(world.count("audit_events WHERE kind = 'iam_change'"), 1);
}

#[test]
fn p_12_sales_and_helpdesk_agents_configure_with_explicit_access_only() {
    let world = World::new();
    let town = town(&world);
    for role in [Role::SalesAgent, Role::HelpdeskAgent] {
        let by_reservation = world.person(&town.partner, role);
        assert_eq!(open(&world, &by_reservation, &town, "/configuration").status, 403);
        let id = town.place("reservation").parse().unwrap();
        world.give_reservation_access(&by_reservation, id, "reader");
        assert_eq!(open(&world, &by_reservation, &town, "/configuration").status, 403);
        world.give_reservation_access(&by_reservation, id, "contributor");
        assert_eq!(open(&world, &by_reservation, &town, "/configuration").status, 200);
        let by_subscription = world.person(&town.partner, role);
        let other = world.subscription(&town.customer, "Another");
        world.give_access(&by_subscription, &other);
        assert_eq!(open(&world, &by_subscription, &town, "/configuration").status, 403);
        world.give_access(&by_subscription, &town.subscription);
        assert_eq!(open(&world, &by_subscription, &town, "/configuration").status, 200);
    }
}

#[test]
fn a_change_is_shown_before_it_is_saved_and_r_iam_4_asks_for_an_owner() {
    let world = World::new();
    let town = town(&world);
    let other = world.subscription(&town.customer, "Development");
    let address = format!("{}/configuration", town.address(RECORD));
    let tied = town.subscription.id;
    let asked = format!("{address}?name=web&scope=single&subscription={tied}&optimise=flexibility");
    // A contributor of the subscription is no owner of it.
    let sales = world.person(&town.partner, Role::SalesAgent);
    world.give_access(&sales, &town.subscription);
    let mut browser = world.as_(&sales);
    browser.get(&asked);
    assert!(browser.page().status == 422 && browser.sees("You are not Owner of the subscription"));

    let mut admin = world.as_(&town.admin);
    admin.get(&asked);
    assert_eq!(admin.page().status, 200);
    let page = admin.page();
    assert_eq!(page.fact("Gain the discount").as_deref(), Some("No subscription"));
    assert!(page.fact("Lose the discount").unwrap().starts_with(&other.name));
    assert_eq!(world.count("audit_events WHERE kind = 'update_reservation'"), 0);
    admin.click("Save the configuration");
    assert_eq!(admin.page().h1(), "web");
    assert_eq!(world.count("reservations WHERE scope = 'single' AND name_key = 'web' AND version = 2"), 1);
    admin.click("History");
    assert!(admin.sees("Single subscription") && admin.sees(&town.admin.name), "{}", admin.page().text());
    // Whoever looked at it before is told.
    let stale = [
        ("name", "late"),
        ("scope", "shared"),
        ("subscription", &tied.to_string()),
        ("optimise", "flexibility"),
        ("version", "1"),
    ];
    admin.post(&address, &stale);
    assert_eq!(admin.page().status, 409);
}

#[test]
fn a_split_and_its_merge_keep_quantity_end_and_roles() {
    let world = World::new();
    let town = town(&world);
    let address = format!("{}/split", town.address(RECORD));
    let mut admin = world.as_(&town.admin);
    admin.get(&address).fill("first", "1").fill("second", "2").click("Split the reservation");
    assert!(admin.page().status == 422 && admin.sees("must add up to 2"));
    admin.fill("second", "1").click("Split the reservation");
    assert!(admin.sees("Split off from"), "{}", admin.page().text());
    let live = "reservations WHERE state = 'Succeeded' AND quantity = 1";
    let ended = "reservations WHERE state = 'Cancelled' AND status_code = 'Split' AND quantity = 2";
    assert_eq!((world.count(live), world.count(ended)), (2, 1));
    // The bystander's role on the reservation went along to both parts.
    assert_eq!(world.count("reservation_access WHERE role = 'reader'"), 3);
    assert_eq!(broken(&world), [""; 0]);
    // What was split is not split again.
    admin.post(&address, &[("first", "1"), ("second", "1"), ("version", "2")]);
    assert_eq!((admin.page().status, world.count("reservations")), (422, 3));

    admin.get(town.address("/customers/{customer}/reservations?view=active"));
    let first = admin.page().attributes("tbody th a", "href").remove(0);
    admin.get(first).click("Merge").click("Merge the reservations");
    assert!(admin.sees("Merged from"), "{}", admin.page().text());
    assert_eq!(world.count("reservations WHERE state = 'Succeeded' AND quantity = 2"), 1);
    assert_eq!(world.count("reservations WHERE status_code = 'Merged'"), 2);
    assert_eq!(broken(&world), [""; 0]);
}

#[test]
fn only_what_has_ended_is_archived_and_it_leaves_the_list() {
    let world = World::new();
    let town = town(&world);
    let act = format!("{}/archival", town.address(RECORD));
    let list = town.address("/customers/{customer}/reservations");
    let mut admin = world.as_(&town.admin);
    admin.post(&act, &[("version", "1")]);
    assert_eq!(admin.page().status, 409);
    world.wait(366 * 86_400);
    let mut admin = world.as_(&town.admin);
    admin.get(town.address(RECORD)).click("Archive");
    assert!(admin.sees("Archived"));
    assert!(admin.get(&list).page().rows().is_empty());
    assert_eq!(admin.get(format!("{list}?view=archived")).page().rows().len(), 1);
    admin.get(town.address(RECORD)).click("Take out of the archive");
    assert_eq!(admin.get(&list).page().rows().len(), 1);
}

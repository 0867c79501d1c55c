//! Saved views of lists: everybody's own, and only what the list itself can read. Features row 5.

use partner_dashboard::domain::roles::Role;

use crate::support::{Browser, World};

fn world() -> (World, Browser) {
    let world = World::new();
    // One of everything, and a view of its admin's.
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let browser = world.as_(&world.person(&town.partner, Role::SalesAgent));
    (world, browser)
}

#[test]
fn filters_of_each_list_are_saved_renamed_and_deleted() {
    let (world, mut browser) = world();
    for (list, filters) in [
        ("/customers", "?q=hanbit&sort=-name"),
        ("/orders", "?status=completed&from=2026-01-01"),
        ("/reservations", "?view=expiring&term=P3Y"),
        ("/catalog", "?term=P3Y&q=d4s&sort=saving"),
    ] {
        browser.get(list);
        assert!(!browser.sees("Save this view"), "{list}: nothing is filtered");
        browser.get(format!("{list}{filters}")).fill("Name of the view", "내 보기 <1>").click("Save");
        assert_eq!(browser.page().path, format!("{list}{filters}&notice=saved"));
        assert_eq!(browser.page().select(".saved-views [aria-current]"), ["내 보기 <1>"], "{list}");
        browser.get(list).click("내 보기 <1>");
        assert_eq!(browser.page().path, format!("{list}{filters}"));
        browser.fill("Name of the view", "Mine").click("Rename");
        assert_eq!(browser.page().select(".saved-views [aria-current]"), ["Mine"], "{list}");
        browser.click("Delete this view");
        assert_eq!(browser.page().path, format!("{list}?notice=saved"));
        assert!(browser.page().select(".saved-views").is_empty(), "{list}");
    }
    assert_eq!(world.count("saved_views"), 1, "that of the admin");
    assert_eq!(world.count("audit_events WHERE kind = 'update_saved_view'"), 12);
}

#[test]
fn a_view_is_what_the_list_reads_and_nothing_else() {
    let (world, mut browser) = world();
    let mut save = |list: &str, query: &str, name: &str| {
        browser.post("/views", &[("list", list), ("query", query), ("name", name)]);
        (browser.page().status, browser.page().path.clone())
    };
    let odd = "status=completed&after=1.x&evil=//example.com&country=us";
    assert_eq!(save("orders", odd, "a"), (200, "/orders?status=completed&country=us&notice=saved".to_owned()));
    assert_eq!(save("orders", "number=12", "b").0, 400, "no order has such a number");
    assert_eq!(save("orders", "nothing=1", "b").0, 400);
    assert_eq!(save("reservations", "term=P9Y", "b").0, 400);
    assert_eq!(save("secrets", "q=1", "b").0, 400);
    assert_eq!(save("customers", "q=hanbit", "").0, 422);
    assert_eq!(save("orders", "status=pending", "a").0, 422, "the name is taken");
    assert_eq!(save("customers", "q=hanbit", "a").0, 200, "another list has names of its own");
    for number in 2..=12 {
        assert_eq!(save("customers", &format!("q={number}"), &format!("v{number}")).0, 200);
    }
    assert_eq!(save("customers", "q=13", "v13").0, 422);
    assert_eq!(world.count("saved_views"), 14);
    assert_eq!(browser.page().attributes("main input[name=name]", "value"), ["v13"], "what was typed stays");
    assert!(browser.sees("You have 12 views of this list"));
}

#[test]
fn nobody_sees_or_changes_the_views_of_another() {
    let (world, mut browser) = world();
    browser.get("/customers?q=hanbit").fill("Name of the view", "Hanbit").click("Save");
    let id = browser.page().attributes("form[action$=removal]", "action").remove(0);
    let contoso = world.partner("Other Cloud");
    let mut other = world.as_(&world.person(&contoso, Role::AdminAgent));
    other.get("/customers?q=hanbit");
    assert!(!other.page().source().contains("Hanbit"), "not even its name");
    other.post(&id, &[]);
    assert_eq!(other.page().status, 404);
    other.post(id.replace("removal", "name"), &[("name", "Mine")]);
    assert_eq!(other.page().status, 404);
    assert_eq!(world.count("saved_views WHERE name = 'Hanbit'"), 1);
}

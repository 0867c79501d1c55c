//! Being told of low utilization, once, and once more when it is well again. Rule O-21, features row 49.

use partner_dashboard::ops::housekeeping::{self, Which};

use crate::support::World;
use crate::usage::{file, import, town};

fn keep_house(world: &World) {
    for ran in housekeeping::run(&world.app, Which::All).unwrap() {
        ran.outcome.unwrap();
    }
}

#[test]
fn an_alert_is_about_what_the_portfolio_shows_and_tells_once_of_each_turn() {
    let world = World::new();
    let (town, day) = town(&world);
    let mut browser = world.as_(&town.admin);
    let usage = |machines: &[&str]| file(&town.place("subscription"), day, machines);
    import(&mut browser, &usage(&["web-1"]));
    assert!(browser.get("/utilization?region=westeurope&term=P1Y&scope=shared").sees("50%"));
    assert!(browser.get("/utilization?scope=single").sees("No usage of such reservations"));

    // One that its reservation does not fit, and one that it fits.
    browser.click("Utilization alerts").fill("Name", "Single ones").click("Create alert");
    assert!(browser.sees("Single ones: below 80% over 7 days · Single subscription"), "{}", browser.page().text());
    browser.get("/utilization?size=Standard_D2s_v5&term=P1Y").click("Utilization alerts");
    browser.fill("Name", "Small ones").fill("Below (percent)", "60").click("Create alert");
    assert!(browser.sees("Small ones: below 60% over 7 days · Standard_D2s_v5 · 1 year"), "{}", browser.page().text());

    let told =
        || world.texts("SELECT kind AS value FROM messages WHERE kind LIKE 'utilization%' ORDER BY created_at, kind");
    keep_house(&world);
    assert_eq!(told(), ["utilization_low"]);
    keep_house(&world);
    assert_eq!(told().len(), 1, "it is not told again");
    assert!(browser.get("/messages").sees("50%") && browser.sees("Small ones"), "{}", browser.page().text());

    world.wait(60);
    import(&mut browser, &usage(&["web-1", "web-2"]));
    keep_house(&world);
    keep_house(&world);
    assert_eq!(told(), ["utilization_low", "utilization_restored"]);
    assert!(browser.get("/utilization/alerts").sees("100%"), "{}", browser.page().text());
    world.wait(60);
    import(&mut browser, &usage(&["web-1"]));
    keep_house(&world);
    assert_eq!(told().len(), 3, "a new fall is told again");
}

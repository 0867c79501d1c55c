//! Why hours were not used, and what would help: each remedy leads to the form that does it. C7, features row 56.

use partner_dashboard::domain::time::{Day, Instant};

use crate::support::{Browser, Town, World};
use crate::usage::{file, import, town};

const D2S: &str = "Standard_D2s_v5";
const D4S: &str = "Standard_D4s_v5";

/// What an hour of a size costs as you go.
fn price(world: &World, size: &str, rate: &str) {
    let row = format!(
        "INSERT INTO payg_prices (region, size, currency, rate, quality, snapshot_on) \
         VALUES ('westeurope', '{size}', 'USD', '{rate}', 'exact', '2026-08-01')"
    );
    world.execute(&row).unwrap();
}

fn remedies<'a>(browser: &'a mut Browser, town: &Town) -> &'a mut Browser {
    browser.get(town.address("/customers/{customer}/remedies"))
}

/// Follows the first remedy to its form, and says which of its choices are made.
fn chosen(browser: &mut Browser) -> Vec<String> {
    let form = browser.page().attributes("td a.button", "href").remove(0);
    assert_eq!(browser.get(form).page().status, 200);
    browser.page().attributes("input[type=radio][checked]", "value")
}

#[test]
fn machines_outside_the_scope_are_reached_by_a_wider_one() {
    let world = World::new();
    let (town, day) = town(&world);
    world.execute("UPDATE reservations SET scope = 'single'").unwrap();
    price(&world, D2S, "0.115");
    let other = world.subscription(&town.customer, "Development");
    let mut browser = world.as_(&town.admin);
    import(&mut browser, &file(&other.id.to_string(), day, &["web-1", "web-2"]));
    browser.get(town.address("/customers/{customer}/utilization?span=all"));
    assert!(browser.sees("A matching machine runs outside the scope"), "{}", browser.page().text());
    let row = remedies(&mut browser, &town).page().rows().remove(0);
    // 48 covered hours of a day at 0.115: 730 x 2 x 0.115 in a month.
    assert_eq!(row[..2], ["Widen the scope to shared", "$167.90"]);
    assert_eq!(row[3..5], ["0% · 0", "100% · 48"]);
    assert!(chosen(&mut browser).contains(&"shared".to_owned()));
    assert!(browser.sees("0% as it is, 100% as changed"), "{}", browser.page().text());
}

#[test]
fn another_size_of_the_group_is_reached_with_flexibility() {
    let world = World::new();
    let (town, day) = town(&world);
    world.execute("UPDATE reservations SET scope = 'single', optimise = 'capacity'").unwrap();
    price(&world, D4S, "0.23");
    let mut browser = world.as_(&town.admin);
    import(&mut browser, &file(&town.place("subscription"), day, &["db-1"]).replace(D2S, D4S));
    let row = remedies(&mut browser, &town).page().rows().remove(0);
    assert_eq!(row[..2], ["Optimize for instance size flexibility", "$167.90"]);
    assert_eq!(row[3..5], ["0% · 0", "100% · 48"]);
    let chosen = chosen(&mut browser);
    assert!(chosen.contains(&"single".to_owned()) && chosen.contains(&"flexibility".to_owned()), "{chosen:?}");
}

#[test]
fn days_of_which_nothing_is_known_are_named_and_lead_to_the_import() {
    let world = World::new();
    let (town, day) = town(&world);
    world.wait(2 * 86_400);
    let after = |days: i64| -> Day { Instant::start_of(day).plus_days(days).day() };
    let mut browser = world.as_(&town.admin);
    for known in [0, 3] {
        import(&mut browser, &file(&town.place("subscription"), after(known), &["web-1", "web-2"]));
    }
    let row = remedies(&mut browser, &town).page().rows().remove(0);
    let missing = format!("Import the usage of {} – {}: nothing is known of 96 unused hours", after(1), after(2));
    assert_eq!(row[..2], [missing, "Known after the import".to_owned()]);
    assert_eq!(browser.page().attributes("td a.button", "href"), ["/usage"]);
    for missing in [1, 2] {
        import(&mut browser, &file(&town.place("subscription"), after(missing), &["web-1", "web-2"]));
    }
    assert!(remedies(&mut browser, &town).sees("Nothing would help"));
}

//! The calculator gives what the command line gives, and says what is wrong. C2, C3; RF-4, RF-14, RF-16,
//! SW-2.

use partner_dashboard::domain::roles::Role;

use crate::support::{Browser, World};

const RF_4: &str = "/calculator?what=refund&paid=1200.00&currency=USD&quantity=1&returned=1&term=P1Y\
    &ordered=2019-01-01&starts=2019-01-01&cancelled=2019-01-07&used=yes";

fn selling(world: &World) -> Browser {
    let partner = world.partner("Contoso Cloud");
    world.as_(&world.person(&partner, Role::SalesAgent))
}

#[test]
fn the_same_facts_come_to_the_same_under_each_policy() {
    let world = World::new();
    let mut browser = selling(&world);
    browser.get("/policies").click("Calculator");
    assert_eq!((browser.page().h1().as_str(), browser.page().select(".receipt").len()), ("Calculator", 0));
    browser.get(RF_4);
    let text = browser.page().text();
    for words in ["$1,180.27", "-$141.63", "$1,038.64", "POL-1810 decides on", "R-RF-5", "$48,819.73"] {
        assert!(text.replace('−', "-").contains(words), "{words} in {text}");
    }
    browser.get(format!("{RF_4}&policy=POL-NOW"));
    assert!(
        browser.sees("POL-NOW decides on") && browser.sees("reserved and not charged"),
        "{}",
        browser.page().text()
    );
    for (lang, credit) in [("ko", "US$1,180.27"), ("zh-TW", "US$1,180.27")] {
        browser.speaks(lang);
        browser.get(RF_4);
        assert!(browser.sees(credit), "{lang}: {}", browser.page().text());
    }
}

#[test]
fn a_small_exchange_is_repaired_by_a_click_and_software_after_its_days_is_refused() {
    let world = World::new();
    let mut browser = selling(&world);
    browser.get(
        "/calculator?what=exchange&paid=19800&term=P1Y&ordered=2019-01-01&starts=2019-01-01&cancelled=2019-10-20\
         &new_total=1980.00&new_quantity=1",
    );
    assert!(browser.sees("No exchange: The new purchases are smaller"), "{}", browser.page().text());
    browser.click("Purchase 1: 2 instead of 1");
    assert!(browser.sees("They reach it") && !browser.sees("No exchange"), "{}", browser.page().text());
    browser.get("/calculator?what=software&ordered=2018-09-01&cancelled=2018-11-01");
    assert!(browser.sees("Not cancelled: The days to cancel are over."), "{}", browser.page().text());
    browser.get("/calculator?what=software&ordered=2018-09-01&cancelled=2018-09-10&role=sales_agent");
    assert!(browser.sees("Not cancelled: Your role does not cancel software."), "{}", browser.page().text());
}

#[test]
fn what_cannot_be_is_said_beside_the_field_and_what_was_typed_stays() {
    let world = World::new();
    let mut browser = selling(&world);
    browser.get("/calculator?what=refund&paid=12,00&currency=KRW&ordered=2019-02-01&cancelled=2019-01-01&plan=monthly&instalments=13");
    assert_eq!(browser.page().status, 422);
    let wrong = browser.page().select(".error-summary li");
    assert_eq!(wrong.len(), 4, "{wrong:?}");
    assert!(browser.page().source().contains("value=\"12,00\"") && browser.page().source().contains("value=\"13\""));
    let manager = world.person(&world.partner("Hanbit"), Role::UserManagementAdmin);
    let mut other = world.as_(&manager);
    other.get(RF_4);
    assert_eq!(other.page().status, 403);
}

//! Information pages: every topic in every language, and tables that come from the rules themselves.
//! S-8, S-64 to S-69, S-83, S-112.

use partner_dashboard::domain::roles::{Perm, Role};
use partner_dashboard::ops::reference;

use crate::support::World;

#[test]
fn every_topic_is_there_in_three_languages() {
    let world = World::new();
    let helper = world.person(&world.partner("Contoso Cloud"), Role::HelpdeskAgent);
    let mut browser = world.as_(&helper);
    for (lang, related) in [("en", "Related pages"), ("ko", "관련 페이지"), ("zh-TW", "相關頁面")] {
        browser.speaks(lang);
        browser.get("/help");
        let topics = browser.page().attributes("main .columns a", "href");
        assert_eq!(topics.len(), 15, "{topics:?}");
        let leads = browser.page().select("main .columns a");
        for (topic, title) in topics.iter().zip(leads) {
            browser.get(topic);
            assert_eq!((browser.page().status, browser.page().h1()), (200, title), "{lang} {topic}");
            assert!(browser.sees(related), "{lang} {topic}");
            for next in browser.page().attributes("main section a", "href") {
                assert!(next == "/help" || topics.contains(&next), "{topic} leads to {next}");
            }
        }
    }
    browser.get("/help/nothing");
    assert_eq!(browser.page().status, 404);
}

#[test]
fn everybody_who_signs_in_reads_help_and_nobody_else() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let customer = world.customer(&partner, "Hanbit Foods");
    let person = world.customers_person(&customer);
    let mut browser = world.as_(&person);
    browser.get("/help/scope");
    assert_eq!((browser.page().status, browser.page().h1().as_str()), (200, "Scope"));
    let mut browser = world.visitor();
    browser.get("/help/scope");
    assert_eq!(browser.page().h1(), "Sign in");
}

#[test]
fn s_83_the_closed_markets_of_the_list_in_force_by_name() {
    let world = World::new();
    reference::load(&world.app).unwrap();
    let agent = world.person(&world.partner("Contoso Cloud"), Role::SalesAgent);
    let mut browser = world.as_(&agent);
    let mut markets = |lang: &str| {
        browser.speaks(lang).get("/help/markets");
        assert!(browser.sees("L18"));
        browser.page().rows().iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    let english = markets("en");
    assert_eq!(english.len(), 18);
    for name in ["Korea", "Taiwan"] {
        assert!(english.iter().any(|market| market.contains(name)), "{name} in {english:?}");
    }
    assert!(markets("ko").contains(&"대만".to_owned()));
    assert!(markets("zh-TW").iter().any(|market| market.contains("台灣") || market.contains("臺灣")));

    let today = world.now().day();
    let ends = format!("UPDATE market_list_rows SET valid_to = '{today}' WHERE list = 'L18' AND market = 'KR'");
    world.execute(&ends).unwrap();
    assert_eq!(markets("en").len(), 17);
}

#[test]
fn tables_are_the_rules() {
    let world = World::new();
    let agent = world.person(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let mut browser = world.as_(&agent);
    browser.get("/help/refunds");
    let cap = "$50,000.00";
    assert_eq!(
        browser.page().rows(),
        [
            ["5 days or fewer", "No", "100% of the price", "None", cap],
            ["5 days or fewer", "Yes", "Prorated", "None", cap],
            ["More than 5 days", "No", "Prorated", "12% of the credit", cap],
            ["More than 5 days", "Yes", "Prorated", "12% of the credit", cap],
        ]
    );
    assert_eq!(
        browser.page().fact("Appropriate roles").as_deref(),
        Some("Global admin, Admin agent, Sales agent (With access), and Helpdesk agent (With access)")
    );
    browser.get("/help/roles");
    let rows = browser.page().rows();
    assert_eq!(rows.len(), Perm::ALL.len());
    let keys = rows.iter().find(|row| row[0].ends_with("(rule P-18)")).unwrap();
    assert_eq!(keys[1..], ["No", "No", "No", "Yes", "No", "No", "No", "No", "No"]);
}

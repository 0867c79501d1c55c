//! Product keys: shown with a reason, given to what waits, sealed by a ring that turns. S-86, P-18, domain 6.11,
//! Q-9; features rows 65, 66.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::ops::housekeeping::{self, Which};
use partner_dashboard::ops::keys;

use crate::support::{SOFTWARE, SOFTWARE_TITLE, Shop, Town, World};

fn town(world: &World) -> Town {
    world.media(b"a file of the tests");
    world.town(world.partner("Contoso Cloud"), &world.shelf())
}

#[test]
fn none_left_is_seen_in_the_list_and_told_and_the_order_is_made() {
    let shop = Shop::new();
    shop.stock_software();
    let admin = shop.world.person(&shop.partner, Role::AdminAgent);
    let bought = shop.buy_software("2");
    assert!(bought.sees("Downloads and product keys are under Software now."), "{}", bought.page().text());
    assert!(!bought.sees("The reservations are listed"), "there are none");
    for person in [&shop.sales, &admin] {
        let mut browser = shop.world.as_(person);
        browser.get(shop.path("software"));
        assert!(browser.sees("Waiting for a key No product key was left."), "{}", browser.page().text());
    }
    let mut browser = shop.world.as_(&admin);
    assert!(browser.get("/messages").sees("No product key left for"), "{}", browser.page().text());
    assert_eq!(shop.world.count("orders WHERE status = 'completed'"), 1);
}

#[test]
fn s_86_a_key_is_shown_once_for_a_reason_and_stands_nowhere_in_clear() {
    let world = World::new();
    let town = town(&world);
    let key = town.key_text();
    let address = town.address("/customers/{customer}/software/{entitlement}/keys/{key}");
    for role in [Role::GlobalAdmin, Role::SalesAgent, Role::HelpdeskAgent] {
        let other = world.person(&town.partner, role);
        let mut browser = world.as_(&other);
        let page = browser.get(&address).page();
        assert!(page.status == 403 && page.source().contains("(P-18)") && !page.source().contains(&key), "{role}");
    }
    let mut browser = world.as_(&town.admin);
    browser.get(&address);
    assert!(!browser.page().source().contains(&key));
    browser.fill("Recipient", "Kim Minji").fill("Reason", " ").click("Show the key");
    assert_eq!((browser.page().status, browser.page().source().contains(&key)), (422, false));
    browser.fill("Reason", "Setup of the server").click("Show the key");
    assert_eq!(browser.page().status, 200);
    assert!(browser.sees(&key) && browser.page().header("cache-control") == Some("no-store"));
    browser.click("Back to Downloads and keys");
    assert!(browser.sees("Product key shown") && browser.sees("Reason: Setup of the server"));
    assert!(!browser.page().source().contains(&key));
    assert_eq!(world.count("software_keys WHERE state = 'revealed' AND revealed_at IS NOT NULL"), 1);

    // Not in the record, not in an export, not in a backup, not in the database's files.
    let mut leaked = vec![world.written()];
    leaked.push(browser.get("/activity/export").page().source().clone());
    let mut backup = Vec::new();
    partner_dashboard::ops::backup::back_up(&world.app, &mut backup, &mut |_| {}).unwrap();
    leaked.push(String::from_utf8(backup).unwrap());
    for (at, text) in leaked.iter().enumerate() {
        assert!(!text.contains(&key) && !text.contains(&key.replace('-', "")), "{at}");
        assert!(text.contains("Product key shown") || at != 1, "{text}");
    }
}

#[test]
fn q_9_only_global_admins_and_admin_agents_read_which_software_a_key_is_of() {
    let world = World::new();
    let town = town(&world);
    let mut browser = world.as_(&town.admin);
    browser.get(town.address("/customers/{customer}/software/{entitlement}/keys/{key}"));
    browser.fill("Recipient", "Kim Minji").fill("Reason", "Setup").click("Show the key");
    for (role, is_told) in
        [(Role::GlobalAdmin, true), (Role::AdminAgent, true), (Role::SalesAgent, false), (Role::BillingAdmin, false)]
    {
        let mut browser = world.as_(&world.person(&town.partner, role));
        for page in ["/activity", "/activity/export"] {
            let text = browser.get(page).page().source().clone();
            assert!(text.contains("Product key shown"), "{role}");
            assert_eq!(text.contains(SOFTWARE_TITLE), is_told, "{role} {page}");
        }
    }
}

#[test]
fn keys_are_imported_sealed_and_given_to_what_waits() {
    let world = World::new();
    let town = town(&world);
    let other = world.person(&town.partner, Role::AdminAgent);
    // Files of another version are asked for, and there is no key of it.
    let media = world.file_of("2022", b"newer").to_string();
    let page = town.address("/customers/{customer}/software/{entitlement}/downloads");
    let mut browser = world.as_(&town.admin);
    browser.get(&page).post(&page, &[("media", &media)]);
    assert!(browser.page().status == 200 && browser.sees("Waiting for a key"), "{}", browser.page().text());
    let told = |kind: &str| world.count(&format!("messages WHERE kind = '{kind}'"));
    assert_eq!((told("key_missing"), told("key_arrived")), (1, 0));

    let list = format!(
        "product,version,key\n{SOFTWARE},2022,AAAAA-BBBBB-CCCCC-DDDDD-EEEEE\n{SOFTWARE},2022,aaaaabbbbbcccccdddddeeeee\n\
         absent,2022,FFFFF-BBBBB-CCCCC-DDDDD-EEEEE\n{SOFTWARE},2022,short\n{SOFTWARE},,GGGGG-BBBBB-CCCCC-DDDDD-EEEEE\n\
         {SOFTWARE},2022\n{SOFTWARE},2022,HHHHH-BBBBB-CCCCC-DDDDD-EEEEE\n"
    );
    let report = keys::import(&world.app, list.as_bytes(), |_| {}).unwrap();
    let lines: Vec<u64> = report.bad.iter().map(|(line, _)| *line).collect();
    assert_eq!((lines, report.added.values().sum::<u64>(), report.filled), (vec![3, 4, 5, 6, 7], 2, 1));
    assert_eq!(report.bad[0].1, keys::Fault::Duplicate);
    let again = keys::import(&world.app, list.as_bytes(), |_| {}).unwrap();
    assert_eq!((again.bad.len(), again.added.len(), again.filled), (7, 0, 0));
    assert!(
        keys::import(&world.app, "AAAAA-BBBBB,x\n".as_bytes(), |_| {}).unwrap_err().to_string().contains("columns")
    );
    assert_eq!(told("key_arrived"), 2);
    assert!(browser.get(&page).sees("•••••-•••••-•••••-•••••-EEEEE") && !browser.sees("Waiting for a key"));
    assert!(world.as_(&other).get("/messages").sees("Product key issued for"));

    // The ring turns: everything opens, everything is known, and nothing is forgotten that is needed.
    let rotated = keys::rotate(&world.app, true, |_| {}).unwrap();
    assert_eq!((rotated.keys, rotated.forgotten), (3, vec!["1".to_owned()]));
    assert_eq!(world.count("product_keys WHERE ring_key <> '2'"), 0);
    assert!(browser.get(&page).sees("•••••-•••••-•••••-•••••-EEEEE"));
    assert_eq!(keys::import(&world.app, list.as_bytes(), |_| {}).unwrap().added.len(), 0);
    let told = format!("{report:?}{again:?}{}", world.written());
    assert!(!told.contains("BBBBB") && !told.contains("bbbbb"));
    assert!(housekeeping::run(&world.app, Which::All).unwrap().iter().all(|ran| ran.outcome.is_ok()));
}

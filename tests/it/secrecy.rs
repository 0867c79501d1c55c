//! A product key stands in no log, no export, no error and no answer but the one that shows it: quality 39,
//! domain 6.11. Record, messages, mails and backups are looked through in `downloads.rs`.

use actix_web::http::Method;
use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;
use partner_dashboard::web;
use serde_json::json;

use crate::support::{SOFTWARE, Server, World, run_program};

/// How a key stands in a text: as it is printed, and without its hyphens.
fn is_in(text: impl AsRef<str>, key: &str) -> bool {
    let (text, bare) = (text.as_ref().to_lowercase(), key.replace('-', "").to_lowercase());
    text.contains(&key.to_lowercase()) || text.contains(&bare)
}

#[test]
fn no_page_no_export_and_no_api_but_the_answer_that_shows_it() {
    let world = World::with(|config| config.requests_per_address = 500);
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let key = town.key_text();
    let mut browser = world.as_(&town.admin);
    browser.get(town.address(links::SoftwareKeyReveal::PATTERN));
    browser.fill("Recipient", "Kim Minji").fill("Reason", "Setup").click("Show the key");
    assert!(is_in(browser.page().source(), &key), "the key is shown, so a leak would be found");
    for entry in web::routes().table().iter().filter(|entry| entry.method == Method::GET) {
        let page = browser.send("GET", &town.address(entry.path), None, &[]);
        assert!(!is_in(String::from_utf8_lossy(&page.body), &key), "{}", entry.path);
    }
    let client = world.client(&town.partner, Role::AdminAgent);
    let customer = format!("/v1/customers/{}", town.customer.id);
    for path in ["/entitlements", "/orders", "/subscriptions"].map(|rest| format!("{customer}{rest}")) {
        let reply = client.get(&path);
        assert!(reply.status == 200 && !is_in(&reply.text, &key), "{path}: {} {}", reply.status, reply.text);
    }
    let record = client.get("/v1/auditrecords?startDate=2026-11-20");
    assert!(record.text.contains("get_software_key") || record.text.contains("GetSoftwareKey"), "{}", record.text);
    assert!(!is_in(&record.text, &key));
}

#[test]
fn the_api_shows_it_to_an_admin_agent_with_a_reason_and_nowhere_else() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let (key, id) = (town.key_text(), town.place("key"));
    let client = world.client(&town.partner, Role::AdminAgent);
    let orders = format!("/v1/customers/{}/orders", town.customer.id);
    let lines = client.get(&orders).at("/items").as_array().unwrap().clone().into_iter().flat_map(|order| {
        let at = format!("{orders}/{}/lineitems", order["id"].as_str().unwrap());
        let lines = order["lineItems"].as_array().unwrap().clone();
        lines.into_iter().map(move |line| format!("{at}/{}", line["lineItemNumber"]))
    });
    let held = |line: &String| client.get(&format!("{line}/keys"));
    let line = lines.into_iter().find(|line| held(line).status == 200).unwrap();
    assert_eq!((held(&line).at("/items/0/id"), is_in(&held(&line).text, &key)), (id.as_str().into(), false));
    let files = client.get(&format!("{line}/downloads"));
    assert_eq!((files.at("/items/0/link/status"), is_in(&files.text, &key)), ("enabled".into(), false));
    let reveal = format!("{line}/keys/{id}/reveal");
    let why = json!({ "reason": "Setup", "recipient": "Kim Minji" });
    let sales = world.client(&town.partner, Role::SalesAgent).send("POST", &reveal, Some(&why));
    assert_eq!((sales.status, is_in(&sales.text, &key)), (403, false));
    let shown = client.send("POST", &reveal, Some(&why));
    assert_eq!((shown.status, is_in(&shown.text, &key)), (200, true), "{}", shown.text);
    assert!(!is_in(client.get("/v1/auditrecords?startDate=2026-11-20").text, &key));
    assert!(!is_in(world.written(), &key));
}

#[test]
fn no_log_and_no_error_however_much_is_logged_and_whatever_fails() {
    let world = World::with(|_config| {});
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let (key, ring) = (town.key_text(), world.app.config.key_ring_file.clone());
    let log = world.app.config.data_dir.join("server.log");
    let variables =
        [("PARTNER_DASHBOARD_KEY_RING_FILE", ring.to_str().unwrap()), ("PARTNER_DASHBOARD_LOG_LEVEL", "trace")];
    let server = Server::logging(world.url(), &variables, &log);
    let mut browser = server.as_(&town.admin);
    let address = town.address(links::SoftwareKeyReveal::PATTERN);
    browser.post(&address, &[("recipient", "Kim Minji"), ("reason", "Setup")]);
    assert!(is_in(browser.page().source(), &key));
    // A form that is none, a ring that is none, and a key that is damaged.
    browser.post(&address, &[("recipient", "Kim Minji"), ("reason", "Setup"), ("other", "x")]);
    let mut errors = vec![browser.page().source().clone()];
    let kept = std::fs::read(&ring).unwrap();
    for damage in [b"nothing that a ring has".to_vec(), Vec::new()] {
        std::fs::write(&ring, damage).unwrap();
        browser.post(&address, &[("recipient", "Kim Minji"), ("reason", "Setup")]);
        assert!(browser.page().status >= 400);
        errors.push(browser.page().source().clone());
    }
    std::fs::write(&ring, kept).unwrap();
    drop(server);
    let told = std::fs::read_to_string(&log).unwrap();
    assert!(told.contains("DEBUG") || told.contains("TRACE"), "everything is logged");
    for text in errors.iter().chain([&told]) {
        assert!(!is_in(text, &key), "{text}");
    }
}

#[test]
fn no_report_of_an_import() {
    let world = World::with(|_config| {});
    world.media(b"a file of the tests");
    let folder = world.app.config.data_dir.clone();
    let keys = ["AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", "FFFFF-GGGGG-HHHHH-JJJJJ-KKKKK"];
    let file = folder.join("keys.csv");
    let rows = [
        "product,version,key".to_owned(),
        format!("{SOFTWARE},2019,{}", keys[0]),
        format!("{SOFTWARE},2019,{}", keys[0]),
        format!("absent,2019,{}", keys[1]),
        format!("{SOFTWARE},,{}", keys[1]),
        format!("{SOFTWARE},2019,{},{}", keys[1], keys[1]),
        format!("{SOFTWARE},2019,{}é", keys[1]),
    ];
    std::fs::write(&file, rows.join("\n")).unwrap();
    let ring = world.app.config.key_ring_file.to_str().unwrap().to_owned();
    let variables = [("PARTNER_DASHBOARD_KEY_RING_FILE", ring.as_str()), ("PARTNER_DASHBOARD_LOG_LEVEL", "trace")];
    let run = |arguments: &[&str]| run_program(world.url(), &folder, &variables, arguments);
    let first = run(&["import", "keys", file.to_str().unwrap()]);
    assert!(first.contains("keys.csv:3:") && first.contains("the key is there already"), "{first}");
    std::fs::write(&file, format!("{SOFTWARE},2019,{}\n", keys[1])).unwrap();
    let second = run(&["import", "keys", file.to_str().unwrap()]);
    let third = run(&["rotate-keys", "--forget-old"]);
    for text in [&first, &second, &third] {
        assert!(!text.is_empty() && keys.iter().all(|key| !is_in(text, key)), "{text}");
    }
}

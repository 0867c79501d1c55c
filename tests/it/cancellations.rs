//! Cancelled software takes its keys and links with it, all or nothing, and a killed server does it once.
//! S-94, R-SW-3, SW-8, domain 6.11; quality R-5.

use std::sync::atomic::{AtomicI64, Ordering};

use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::term::Term;
use partner_dashboard::http::links;

use crate::support::{Browser, Person, Server, Shop, Town, WINDOWS, World, is_postgres};

fn world() -> World {
    World::with(|config| config.requests_per_address = 500)
}

/// What the promises of the database say; a town is made past the acts and keeps not all of them.
fn broken(world: &World) -> Vec<String> {
    let broken = world.db.system("a test").check().unwrap().broken;
    broken.iter().map(|it| format!("{} {}", it.name, it.rows)).collect()
}

fn desk(world: &World) -> Person {
    world.person(&world.operator(), Role::DeskAgent)
}

/// The cases about software, by their ids.
fn cases(world: &World) -> Vec<String> {
    world.texts(&format!("SELECT {} AS value FROM case_software ORDER BY case_id", world.as_hex("case_id")))
}

/// Asks for the cancellation of the town's software.
fn ask(town: &Town, browser: &mut Browser) {
    browser.get(town.address(links::SoftwareCancelReport::PATTERN));
    browser.fill("Reason for the refund", "TooMany").click("Submit");
    assert!(browser.sees("1 of 1 requested"), "{}", browser.page().text());
}

/// Makes every link refuse to be taken back, or no longer.
fn hold_links(world: &World, is_held: bool) {
    let sql = match (is_postgres(), is_held) {
        (true, true) => "ALTER TABLE download_links ADD CONSTRAINT held CHECK (revoked_at IS NULL)",
        (true, false) => "ALTER TABLE download_links DROP CONSTRAINT held",
        (false, true) => "CREATE TRIGGER held BEFORE UPDATE ON download_links BEGIN SELECT RAISE(ABORT, 'held'); END",
        (false, false) => "DROP TRIGGER held",
    };
    world.execute(sql).unwrap();
}

#[test]
fn sw_8_with_the_approval_go_the_line_its_keys_and_its_links_or_none_of_them() {
    let world = world();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let before = broken(&world);
    let (mut browser, mut deciding) = (world.as_(&town.admin), world.as_(&desk(&world)));
    let key = town.address(links::SoftwareKeyReveal::PATTERN);
    let why = [("recipient", "Kim Minji"), ("reason", "Setup")];
    ask(&town, &mut browser);
    // While the desk has it no key is shown; the link goes on, as the desk may say no.
    assert_eq!(browser.get(&key).page().status, 409);
    browser.post(&key, &why);
    assert_eq!((browser.page().status, world.count("software_keys WHERE revealed_at IS NULL")), (409, 1));
    let [page, file] = [links::DownloadPage::PATTERN, links::DownloadFile::PATTERN].map(|it| town.address(it));
    assert_eq!(world.visitor().get(&page).page().status, 200);

    let case = format!("/desk/cases/{}", cases(&world)[0]);
    hold_links(&world, true);
    deciding.get(&case).click("Approve and post");
    assert!(deciding.page().status >= 500, "{}", deciding.page().text());
    hold_links(&world, false);
    let [pending, issued] =
        ["software_entitlements WHERE state = 'CancelPending'", "software_keys WHERE state = 'issued'"];
    assert_eq!((world.count(pending), world.count(issued), world.count("credit_note_software")), (1, 1, 0));
    assert_eq!(world.visitor().get(&page).page().status, 200);

    deciding.get(&case).click("Approve and post");
    assert!(deciding.sees("Approved and posted."), "{}", deciding.page().text());
    assert_eq!(world.count("software_keys WHERE state = 'revoked' AND revoked_at IS NOT NULL"), 1);
    for address in [&page, &file] {
        let mut customer = world.visitor();
        assert_eq!(customer.get(address).page().status, 410);
        assert!(customer.sees("This software was cancelled") && !customer.sees("Ask Contoso Cloud for a new link"));
    }
    assert_eq!(browser.get(&key).page().status, 409);
    assert_eq!(browser.get(town.address(links::SoftwareDownloads::PATTERN)).page().status, 200);
    assert!(browser.sees("This software is not active") && browser.sees("Revoked"), "{}", browser.page().text());
    browser.post(&key, &why);
    assert_eq!((browser.page().status, world.count("audit_events WHERE kind = 'get_software_key'")), (409, 0));
    // SW-8: nothing is enabled again, ever.
    let media = world.media(b"").to_string();
    browser.post(town.address(links::SoftwareDownloads::PATTERN), &[("media", &media)]);
    assert_eq!((browser.page().status, world.count("download_links WHERE revoked_at IS NULL")), (409, 0));
    let stock = "product_keys WHERE taken_at IS NULL";
    assert_eq!(world.count(stock), 0, "a revoked key goes to nobody else");
    assert_eq!(broken(&world), before);
}

#[test]
fn two_lines_of_one_order_ask_for_its_number_once_and_end_one_by_one() {
    let shop = Shop::new();
    shop.stock_software();
    let mut buying = shop.world.as_(&shop.sales);
    shop.add_software(&mut buying, WINDOWS, Term::OneYear, "1");
    shop.add_software(&mut buying, WINDOWS, Term::ThreeYears, "1");
    buying.get(shop.path("cart/review")).click("Buy for $960.00");
    assert_eq!(shop.orders(), 1);
    let mut browser = shop.world.as_(&shop.world.person(&shop.partner, Role::AdminAgent));
    let all = browser.get(shop.path("software")).page().attributes("input[name=line]", "value");
    let query: Vec<String> = all.iter().map(|id| format!("line={id}")).collect();
    browser.get(format!("{}?{}", shop.path("software-cancellation"), query.join("&")));
    let labels = browser.page().select("label[for^=number-]");
    assert_eq!((all.len(), labels.len()), (2, 1));
    let number = shop.world.texts("SELECT number AS value FROM orders").remove(0);
    browser.fill(&labels[0], &number).click("Continue to the report");
    browser.fill("Reason for the refund", "TooMany").click("Submit");
    assert!(browser.sees("2 of 2 requested"), "{}", browser.page().text());
    let mut deciding = shop.world.as_(&desk(&shop.world));
    for (case, status) in cases(&shop.world).iter().zip(["completed", "cancelled"]) {
        deciding.get(format!("/desk/cases/{case}")).click("Approve and post");
        assert_eq!(shop.world.texts("SELECT status AS value FROM orders"), [status]);
    }
    assert_eq!(shop.world.count("credit_notes"), 2);
}

/// A server of its own on the world's data, on the machine's clock.
fn server(world: &World) -> Server {
    let ring = world.app.config.key_ring_file.to_str().unwrap();
    Server::on(world.url(), &[("PARTNER_DASHBOARD_KEY_RING_FILE", ring)])
}

#[test]
fn r_5_a_killed_server_loses_no_key_that_was_shown_and_notes_none_twice() {
    let world = world();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let before = broken(&world);
    let address = town.address(links::SoftwareKeyReveal::PATTERN);
    let mut shown = 0;
    for after in [3, 9] {
        let server = server(&world);
        let (browser, done) = (server.as_(&town.admin), AtomicI64::new(0));
        shown += std::thread::scope(|scope| {
            let look = || {
                let mut browser = browser.clone();
                let body = format!("csrf={}&recipient=Kim&reason=Setup", browser.token());
                let mut shown = 0;
                // Until the server is gone.
                while let Ok(page) = browser.attempt("POST", &address, Some(body.as_bytes()), &[]) {
                    assert_eq!(page.status, 200, "{}", page.text());
                    shown += i64::from(page.source().contains("TOWN1-"));
                    if done.fetch_add(1, Ordering::SeqCst) == after {
                        server.signal("KILL");
                    }
                }
                shown
            };
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(look)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum::<i64>()
        });
    }
    let noted = world.count("audit_events WHERE kind = 'get_software_key'");
    assert!(noted >= shown && noted <= shown + 8, "{shown} times shown, {noted} times noted");
    assert_eq!(world.count("software_keys WHERE state = 'revealed' AND revealed_at IS NOT NULL"), 1);
    let server = server(&world);
    let mut browser = server.as_(&town.admin);
    assert_eq!(browser.get(&address).page().status, 200);
    assert_eq!(broken(&world), before);
}

/// A form that somebody sends: who, where to, and its fields.
type Sent = (Browser, String, String);

/// Sends all at once and kills the server after the second answer.
fn send_until_it_dies(server: &Server, all: &[Sent]) {
    let done = AtomicI64::new(0);
    std::thread::scope(|scope| {
        for (browser, address, body) in all {
            let (mut browser, done) = (browser.clone().at(&server.origin), &done);
            scope.spawn(move || {
                let answer = browser.attempt("POST", address, Some(body.as_bytes()), &[]);
                assert!(answer.is_err() || answer.is_ok_and(|page| page.status == 303));
                if done.fetch_add(1, Ordering::SeqCst) == 1 {
                    server.signal("KILL");
                }
            });
        }
    });
}

/// Sends what is asked for again, one after the other; what was done before stays as it is.
fn send_again(server: &Server, all: &[Sent]) {
    for (browser, address, body) in all {
        let page = browser.clone().at(&server.origin).send("POST", address, Some(body.as_bytes()), &[]);
        assert!([303, 409, 422].contains(&page.status), "{}: {}", page.status, page.text());
    }
}

/// How far the software has come, each number counted where it is written.
fn asked(world: &World) -> [i64; 4] {
    [
        "software_entitlements WHERE state <> 'Active'",
        "refund_cases WHERE kind = 'software'",
        "support_requests WHERE problem_type = 'csp_purchase_refund'",
        "audit_events WHERE kind = 'software_cancel_requested'",
    ]
    .map(|of| world.count(of))
}

fn cancelled(world: &World) -> [i64; 6] {
    [
        "software_entitlements WHERE state = 'Cancelled' AND quantity = 0",
        "software_keys WHERE state = 'revoked'",
        "download_links WHERE revoked_at IS NOT NULL",
        "credit_note_software",
        "refund_cases WHERE kind = 'software' AND state = 'processed'",
        "audit_events WHERE kind = 'cancel_software'",
    ]
    .map(|of| world.count(of))
}

/// The report as the town's admin agent sends it.
fn report(server: &Server, town: &Town) -> Sent {
    let mut browser = server.as_(&town.admin);
    let (line, order) = (town.place("entitlement"), town.place("software_order"));
    let (number, customer) = (town.place("software_number"), town.customer.id.to_string());
    let (order_of, number_of, amount_of) =
        (format!("order-{line}"), format!("number-{order}"), format!("amount-{line}"));
    let fields = [
        ("csrf", browser.token()),
        (&order_of, number.clone()),
        (&number_of, number),
        (&amount_of, "640.00".to_owned()),
        ("tenant", customer),
        ("title", "Cancel".to_owned()),
        ("impact", "minimal".to_owned()),
        ("reason", "TooMany".to_owned()),
        ("name", "Kim Minji".to_owned()),
        ("email", "minji@example.com".to_owned()),
    ];
    let address = format!("/customers/{}/software-cancellation/report", town.customer.id);
    (browser, address, serde_urlencoded::to_string(fields).unwrap())
}

#[test]
fn r_5_a_killed_server_cancels_each_line_once_or_not_at_all() {
    let world = world();
    let shelf = world.shelf();
    let towns: Vec<Town> = (1..=5).map(|at| world.town(world.partner(&format!("Partner {at}")), &shelf)).collect();
    world.bought_now();
    let before = broken(&world);
    let first = server(&world);
    let reports: Vec<Sent> = towns.iter().map(|town| report(&first, town)).collect();
    send_until_it_dies(&first, &reports);
    let [lines, cases_of, requests, told] = asked(&world);
    assert!(lines >= 2 && [cases_of, requests, told] == [lines; 3], "{:?}", asked(&world));

    let second = server(&world);
    send_again(&second, &reports);
    assert_eq!(asked(&world), [5; 4]);
    let mut deciding = second.as_(&desk(&world));
    let approvals: Vec<Sent> = cases(&world)
        .iter()
        .map(|case| {
            let page = deciding.get(format!("/desk/cases/{case}")).page();
            let body = format!(
                "csrf={}&version={}&net={}&note=",
                page.hidden("csrf"),
                page.hidden("version"),
                page.hidden("net")
            );
            (deciding.clone(), format!("/desk/cases/{case}/approval"), body)
        })
        .collect();
    send_until_it_dies(&second, &approvals);
    let so_far = cancelled(&world);
    assert!(so_far[0] >= 2 && so_far == [so_far[0]; 6], "{so_far:?}");
    assert_eq!(world.count("software_keys WHERE state = 'issued'"), 5 - so_far[0]);

    send_again(&server(&world), &approvals);
    assert_eq!(cancelled(&world), [5; 6]);
    assert_eq!(broken(&world), before);
}

//! Support requests of the partner and the desk that answers them. Rules S-60, S-61, S-72 to S-77, P-20,
//! P-21, S-8, R-DAP-4; domain 6.12; quality 4, items 21 to 23.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;

use crate::support::{Browser, Page, Value, World};

/// Fills the three steps of a request about nothing in particular and creates it.
fn ask(browser: &mut Browser, new: impl ToString) {
    browser.get(new).choose("Technical").click("Next");
    browser.fill("Problem type and category", "A page is slow").choose("B, moderate");
    browser.fill("Title", "포털이 느립니다").fill("Description", "Since this morning.\nEvery page.").click("Next");
    browser.fill("Last name", "Kim").click("Create");
}

#[test]
fn s_72_three_steps_lose_nothing_and_create_a_request() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let mut browser = world.as_(&town.admin);
    let new = town.address("/customers/{customer}/support-requests/new?reservation={reservation}&about=refund");
    browser.get(new);
    assert_eq!(browser.page().hidden("topic"), "exchanges_and_refunds");
    browser.click("Next");
    assert!(browser.page().source().contains("value=\"exchanges_and_refunds\" selected"), "prefilled (S-74)");
    assert!(browser.sees(&town.place("reservation")), "the IDs go with it (S-60)");
    browser.fill("Title", "두 대 반환").click("Back");
    assert_eq!(browser.page().attributes("#about", "value"), [town.place("reservation")]);
    browser.click("Next");
    assert_eq!(browser.page().attributes("#title", "value"), ["두 대 반환"], "Back keeps what was typed");
    browser.click("Next");
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().select(".error-summary li"), ["Enter Description"]);
    assert_eq!(browser.page().attributes("#title", "value"), ["두 대 반환"]);
    browser.fill("Description", "Two of them are not needed.").click("Next");
    assert_eq!(browser.page().attributes("#email", "value"), ["jiwoo@example.com"], "as in the last request");
    browser.choose("Phone").fill("phone", "").click("Create");
    assert!(browser.sees("Enter a phone number, because you want to be called"));
    browser.fill("phone", "+1 425 555 0100").click("Create");
    assert!(browser.sees("The request is with the desk"));
    assert_eq!(browser.page().fact("Status").as_deref(), Some("Open"));
    assert!(browser.page().source().contains("Billing") && browser.sees("Reservation management"));
    let kinds = world
        .texts("SELECT kind AS value FROM audit_events WHERE resource_type = 'support_requests' ORDER BY sequence");
    assert_eq!(kinds.last().map(String::as_str), Some("create_support_request"));
    // The next request remembers the contact.
    browser.get(town.address("/customers/{customer}/support-requests/new")).choose("Technical").click("Next");
    browser
        .fill("Problem type and category", "A page is slow")
        .fill("Title", "x")
        .fill("Description", "y")
        .click("Next");
    assert_eq!(browser.page().attributes("#phone", "value"), ["+1 425 555 0100"]);
}

#[test]
fn a_draft_is_its_writers_alone_and_waits_on_the_server() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let (admin, other) = (world.person(&partner, Role::AdminAgent), world.person(&partner, Role::GlobalAdmin));
    let customer = world.customer(&partner, "Hanbit Foods");
    let list = links::CustomerSupport::to(&customer.id);
    let mut browser = world.as_(&admin);
    browser.get(&list).click("New support request").click("Next");
    assert_eq!(browser.page().select(".error-summary li"), ["Select Issue type"]);
    browser
        .choose("Billing")
        .fill("Reservation ID or order number", "0191d2ab-7f4e-7aa1-b5c6-0242ac120002")
        .click("Next");
    assert!(browser.sees("This customer has no reservation or order with this ID or number"));
    browser.fill("Reservation ID or order number", "").click("Next");
    browser.fill("Title", "later").click("Save draft");
    let mut colleague = world.as_(&other);
    assert_eq!(colleague.get(&list).page().rows().len(), 0);
    let id = world.texts("SELECT number AS value FROM support_requests").concat();
    world.wait(3 * 24 * 3_600);
    browser.sign_in(&admin).get(&list).click("New support request").click(&format!("Continue draft {id}"));
    assert_eq!(browser.page().attributes("#title", "value"), ["later"]);
    browser.click("Discard draft");
    assert_eq!(world.count("support_requests"), 0);
}

#[test]
fn s_8_sales_and_helpdesk_agents_need_access_and_helpdesk_agents_see_their_own() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let people = [Role::AdminAgent, Role::SalesAgent, Role::HelpdeskAgent].map(|role| world.person(&partner, role));
    let [admin, sales, helpdesk] = &people;
    let customer = world.customer(&partner, "Hanbit Foods");
    let subscription = world.subscription(&customer, "Production");
    let (new, list) = (links::SupportNew::to(&customer.id), links::CustomerSupport::to(&customer.id));
    ask(&mut world.as_(admin), &new);
    for person in [sales, helpdesk] {
        assert_eq!(world.as_(person).get(&new).page().status, 403);
    }
    assert_eq!(world.as_(sales).get(&list).page().rows().len(), 1, "a sales agent sees all (P-21)");
    assert_eq!(world.as_(helpdesk).get(&list).page().rows().len(), 0, "a helpdesk agent sees their own (P-21)");
    world.give_access(helpdesk, &subscription);
    let mut browser = world.as_(helpdesk);
    ask(&mut browser, &new);
    assert!(browser.sees("The request is with the desk"));
    assert_eq!(browser.get(&list).page().rows().len(), 1);
    let id = world.texts(&format!(
        "SELECT number AS value FROM support_requests WHERE created_by = {}",
        world.literal(&Value::Id(admin.id.uuid()))
    ));
    assert!(!browser.get("/support-requests").sees(&id.concat()));
}

#[test]
fn the_desk_answers_asks_and_closes_and_neither_side_reads_the_others_notes() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let admin = world.person(&partner, Role::AdminAgent);
    let agent = world.person(&partner, Role::DeskAgent);
    let customer = world.customer(&partner, "Hanbit Foods");
    let mut browser = world.as_(&admin);
    ask(&mut browser, links::SupportNew::to(&customer.id));
    assert_eq!(browser.page().fact("First response").map(|it| it.contains("Due in 4 h 0 min")), Some(true));
    let here = links::CustomerSupport::to(&customer.id);
    browser.fill("Message", "we suspect our proxy").choose("Only your organization").click("Send");
    let mut desk = world.as_(&agent);
    assert_eq!(desk.page().h1(), "Desk", "the operator's people start at the desk");
    let number = world.texts("SELECT number AS value FROM support_requests").concat();
    desk.click(&number);
    assert!(!desk.sees("we suspect our proxy"));
    desk.click("Assign to me");
    assert!(desk.sees("You have this request."));
    world.wait(20 * 60);
    desk.fill("Message", "looks like their proxy").choose("Internal note").click("Send");
    desk.fill("Message", "Which browser?").choose("Ask for information").click("Send");
    assert_eq!(desk.page().fact("Status").as_deref(), Some("Attention needed"));
    assert!(desk.page().fact("First response").is_some_and(|it| it.contains("Answered in time")));
    browser.get(&here).click(&number);
    assert!(browser.sees("Which browser?") && !browser.sees("looks like their proxy"));
    browser.fill("Message", "Any browser.").click("Send");
    assert_eq!(browser.page().fact("Status").as_deref(), Some("Open"));
    desk.get("/desk").click(&number).fill("Message", "Fixed.").choose("Answer and close").click("Send");
    assert_eq!(desk.page().fact("Status").as_deref(), Some("Closed"));
    assert!(desk.get("/desk").sees("The queue is empty"));
    browser.get(&here).click(&number).click("Reopen");
    assert_eq!(browser.page().fact("Status").as_deref(), Some("Open"));
    let told = world.texts("SELECT after AS value FROM audit_events");
    assert!(told.iter().all(|after| !after.contains("proxy")), "events never hold what was written");
}

/// Sends a file by the form of a request.
fn upload(browser: &mut Browser, address: &str, name: &str, content: &[u8]) -> Page {
    upload_with(browser, address, &[], name, content)
}

/// The same with what else the form says.
fn upload_with(browser: &mut Browser, address: &str, fields: &[(&str, &str)], name: &str, content: &[u8]) -> Page {
    let token = browser.token();
    let said = [&[("csrf", token.as_str())], fields].concat();
    let said = said
        .iter()
        .map(|(field, value)| format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"));
    let mut body = format!(
        "{}--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n",
        said.collect::<String>()
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    browser.send("POST", address, Some(&body), &kind)
}

#[test]
fn files_are_what_they_say_wait_in_quarantine_and_leave_as_downloads() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let mut browser = world.as_(&town.admin);
    let here = town.address("/customers/{customer}/support-requests/{request}");
    let files = format!("{here}/files");
    assert_eq!(upload(&mut browser, &files, "virus.png", b"MZ\x90\0").status, 422);
    assert_eq!(upload(&mut browser, &files, "page.html", b"<html>").status, 422);
    assert_eq!(upload(&mut browser, &files, "이름 1.txt", b"hello\r\n").status, 303);
    assert_eq!(upload(&mut browser, &files, "report.pdf", b"%PDF-1.7 ...").status, 303);
    assert_eq!(world.count("attachments WHERE state = 'released'"), 1, "a text is free, a PDF waits");
    let id = |name: &str| browser_id(&world, name);
    let page = browser.send("GET", &format!("{files}/{}", id("이름 1.txt")), None, &[]);
    assert_eq!((page.status, page.header("content-type")), (200, Some("application/octet-stream")));
    assert_eq!(
        page.header("content-disposition"),
        Some("attachment; filename=\"__ 1.txt\"; filename*=UTF-8''%EC%9D%B4%EB%A6%84%201.txt")
    );
    assert!(page.header("content-security-policy").is_some_and(|policy| policy.starts_with("sandbox")));
    assert_eq!(browser.send("GET", &format!("{files}/{}", id("report.pdf")), None, &[]).status, 404);
    let agent = world.person(&town.partner, Role::DeskAgent);
    let mut desk = world.as_(&agent);
    desk.get(town.address("/desk/requests/{request}")).click("Release report.pdf");
    assert_eq!(browser.send("GET", &format!("{files}/{}", id("report.pdf")), None, &[]).status, 200);
    for name in ["3.txt", "4.txt"] {
        assert_eq!(upload(&mut browser, &files, name, b"x").status, 303);
    }
    let page = upload(&mut browser, &files, "6.txt", b"x");
    assert_eq!(page.select(".error-summary li"), ["A request takes 5 files"]);
}

#[test]
fn the_desk_sends_files_with_what_it_says_and_none_with_an_internal_note() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let mut desk = world.as_(&world.person(&town.partner, Role::DeskAgent));
    let notes = town.address("/desk/requests/{request}/notes");
    let before = world.count("attachments");
    let fields = |word| [("word", word), ("body", "See the file.")];
    let page = upload_with(&mut desk, &notes, &fields("internal"), "how.txt", b"so");
    assert_eq!(page.status, 422);
    assert!(page.text().contains("The partner sees files too"));
    let notes_before = world.count("support_notes");
    assert_eq!(upload_with(&mut desk, &notes, &fields("answer"), "how.exe", b"so").status, 422);
    assert_eq!((world.count("attachments"), world.count("support_notes")), (before, notes_before), "all or nothing");
    assert_eq!(upload_with(&mut desk, &notes, &fields("answer"), "how.txt", b"so").status, 303);
    let here = town.address("/customers/{customer}/support-requests/{request}");
    let mut browser = world.as_(&town.admin);
    assert!(browser.get(&here).sees("See the file.") && browser.sees("how.txt"));
    let file = format!("{here}/files/{}", browser_id(&world, "how.txt"));
    assert_eq!(browser.send("GET", &file, None, &[]).status, 200);
}

/// The id of a file, as it stands in addresses.
fn browser_id(world: &World, name: &str) -> String {
    let id = if world.db.is_sqlite() { "lower(hex(id))" } else { "CAST(id AS text)" };
    world.texts(&format!("SELECT {id} AS value FROM attachments WHERE file_name = '{name}'")).concat()
}

#[test]
fn a_request_and_what_it_is_about_lead_to_each_other() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let mut browser = world.as_(&town.admin);
    let record = town.address("/customers/{customer}/reservations/{reservation}");
    browser.get(&record).click("New support request");
    assert_eq!(browser.page().attributes("#about", "value"), [town.place("reservation")]);
    let new = town.address("/customers/{customer}/support-requests/new?reservation={reservation}");
    ask(&mut browser, &new);
    let number = browser.page().select(".crumbs [aria-current]").concat();
    let hrefs = browser.page().attributes("dl.facts a", "href").join(" ");
    assert!(hrefs.contains(&town.place("reservation")) && hrefs.contains("/orders/"), "{hrefs}");
    assert_eq!(browser.get(&record).click(&number).page().fact("Status").as_deref(), Some("Open"));
    let order = browser.page().attributes("dl.facts a", "href").into_iter().find(|it| it.contains("/orders/")).unwrap();
    assert_eq!(browser.get(&order).click(&number).page().fact("Status").as_deref(), Some("Open"));
    for _ in 0..5 {
        ask(&mut browser, &new);
    }
    assert!(!browser.get(&record).sees(&number), "the latest ones");
    browser.click("All requests about it");
    assert!(browser.sees(&number) && browser.sees("About one reservation"));
    // By what it is about, typed.
    for typed in [town.place("reservation"), town.place("order")] {
        browser.get(format!("/support-requests?q={typed}"));
        assert!(browser.page().rows().len() > 5, "{typed}");
    }
    browser.get(format!("/support-requests?q={}", town.place("customer")));
    assert_eq!(browser.page().rows().len(), 0);
    // Who sees no requests is not told that there are some (P-21).
    let billing = world.person(&town.partner, Role::BillingAdmin);
    assert!(!world.as_(&billing).get(&order).sees("Support requests about it"));
}

//! Webhooks on their pages: from the registration to the removal, and who may. Rules P-26; quality 38.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{JoinHandle, spawn};

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;
use partner_dashboard::ops::housekeeping::{self, Which};
use serde_json::json;

use crate::support::{Browser, World};

/// A program that answers so many requests with these statuses, and gives back what it heard.
fn program(statuses: &'static [&'static str]) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let heard = spawn(move || statuses.iter().map(|status| answer(&listener, status)).collect());
    (address, heard)
}

fn answer(listener: &TcpListener, status: &str) -> String {
    let (mut stream, _) = listener.accept().unwrap();
    let (mut bytes, mut text) = (vec![0; 8_192], String::new());
    while !is_whole(&text) {
        let count = stream.read(&mut bytes).unwrap();
        assert!(count > 0, "the request breaks off: {text}");
        text.push_str(&String::from_utf8_lossy(&bytes[..count]));
    }
    let body = "<b>noted</b>";
    write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    text
}

/// Whether the body is there, as long as the head says.
fn is_whole(request: &str) -> bool {
    let Some((_, body)) = request.split_once("\r\n\r\n") else { return false };
    header(request, "content-length").parse() == Ok(body.len())
}

/// The value of a header of a request.
fn header(heard: &str, name: &str) -> String {
    let line = heard.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:"))).unwrap();
    line.split_once(':').unwrap().1.trim().to_owned()
}

/// Whether one of the signatures of a request is made with a secret.
fn is_signed(heard: &str, secret: &str) -> bool {
    let body = heard.split_once("\r\n\r\n").unwrap().1;
    let at = header(heard, "webhook-timestamp").parse().unwrap();
    let signer = standardwebhooks::Webhook::new(secret).unwrap();
    let signature = signer.sign(&header(heard, "webhook-id"), at, body.as_bytes()).unwrap();
    header(heard, "webhook-signature").split(' ').any(|known| known == signature)
}

/// The secret on the page that shows it.
fn shown(browser: &Browser) -> String {
    assert_eq!(browser.page().header("cache-control"), Some("no-store"));
    browser.page().select("dd .id code").last().cloned().unwrap()
}

#[test]
fn p_26_a_webhook_is_registered_told_told_again_and_given_another_secret() {
    let (address, heard) = program(&["500 Internal Server Error", "200 OK", "200 OK", "204 No Content"]);
    let world = World::with(|config| config.webhook_private_addresses = true);
    let partner = world.partner("Contoso Cloud");
    let customer = world.customer(&partner, "Hanbit Foods");
    let admin = world.person(&partner, Role::GlobalAdmin);
    let mut browser = world.as_(&admin);
    browser.get(links::Users::to()).click("Webhooks");
    assert!(browser.sees("This organization has no webhooks"));
    browser.click("Register webhook").fill("Address", &address).click("Register webhook");
    assert_eq!(browser.page().status, 422);
    assert!(browser.sees("Choose at least one kind of event."));
    browser.choose("Support requests").click("Register webhook");
    let first = shown(&browser);
    browser.click("Done");
    assert!(browser.sees("Nothing was sent yet") && !browser.page().source().contains(&first));
    let page = browser.page().attributes("form[action$='/secret']", "action").remove(0).replace("/secret", "");

    // Something happens: told, refused, told again by hand.
    let api = world.client(&partner, Role::AdminAgent);
    let new = json!({ "title": "Wrong region", "description": "Bought twice.", "severity": "moderate",
        "supportTopicId": "1", "organization": { "id": customer.id.to_string() } });
    let sent = api.send("POST", "/v1/servicerequests/en-US", Some(&new));
    assert_eq!(sent.status, 201, "{}", sent.text);
    housekeeping::run(&world.app, Which::All).unwrap();
    browser.get(&page);
    assert!(browser.sees("support.created") && browser.sees("500") && browser.sees("Waiting"));
    let delivery = browser.page().attributes("tbody th a", "href").remove(0);
    browser.get(&delivery);
    assert!(
        browser.sees("<b>noted</b>") && browser.sees("webhook-signature: v1,") && browser.sees("\"support.created\"")
    );
    browser.click("Send again");
    assert!(!browser.sees("Send again"), "it waits for its first try");
    let replay = format!("{}/replay", delivery.split('?').next().unwrap());
    browser.post(&replay, &[]);
    housekeeping::run(&world.app, Which::All).unwrap();
    browser.get(&delivery);
    assert_eq!(browser.page().fact("State").as_deref(), Some("Delivered"));

    // Another secret: both sign for a day, so that nothing is lost while the other side changes it.
    browser.get(&page).click("Give a new secret");
    let second = shown(&browser);
    browser.get(&page).click("Send test event");
    housekeeping::run(&world.app, Which::All).unwrap();
    world.wait(25 * 3_600);
    let mut browser = world.as_(&admin);
    browser.get(&page).click("Send test event");
    housekeeping::run(&world.app, Which::All).unwrap();

    let heard = heard.join().unwrap();
    assert_eq!(header(&heard[0], "webhook-id"), header(&heard[1], "webhook-id"), "the same thing, told again");
    assert!(is_signed(&heard[0], &first) && is_signed(&heard[1], &first));
    assert_eq!([&first, &second].map(|secret| is_signed(&heard[2], secret)), [true, true]);
    assert_eq!([&first, &second].map(|secret| is_signed(&heard[3], secret)), [false, true]);
}

#[test]
fn p_26_a_form_sent_twice_registers_one_webhook_and_shows_one_secret() {
    let world = World::new();
    let mut browser = world.as_(&world.person(&world.partner("Contoso Cloud"), Role::GlobalAdmin));
    let id = browser.get(links::WebhookNew::to()).page().attributes("input[name=id]", "value").remove(0);
    let fields = [("id", id.as_str()), ("url", "https://hooks.example.com/"), ("order", "on")];
    browser.post(links::WebhookNew::to(), &fields);
    let secret = shown(&browser);
    browser.post(links::WebhookNew::to(), &fields);
    assert_eq!(shown(&browser), secret);
    assert_eq!(world.count("webhooks"), 1);
    world.wait(700);
    browser.post(links::WebhookNew::to(), &fields);
    assert_eq!(browser.page().status, 409, "later nobody sees the secret again");
    for (url, why) in [
        ("https://10.1.2.3/", "private network"),
        ("https://localhost/", "private network"),
        ("http://hooks.example.com/", "begins with https://"),
    ] {
        browser.get(links::WebhookNew::to()).fill("Address", url).choose("Orders").click("Register webhook");
        assert!(browser.page().status == 422 && browser.sees(why), "{url}");
        assert_eq!(browser.page().attributes("#url", "value"), [url], "what was typed stays");
    }
}

#[test]
fn p_26_webhooks_of_others_are_not_there_and_agents_do_not_manage_them() {
    let world = World::new();
    let shelf = world.shelf();
    let ours = world.partner("Contoso Cloud");
    let theirs = world.town(world.partner("Fabrikam Cloud"), &shelf);
    let mut agent = world.as_(&world.person(&ours, Role::AdminAgent));
    assert_eq!(agent.get(links::Webhooks::to()).page().status, 403);
    let mut manager = world.as_(&world.person(&ours, Role::GlobalAdmin));
    for pattern in [links::WebhookShow::PATTERN, links::WebhookDelivery::PATTERN, links::WebhookRemove::PATTERN] {
        assert_eq!(manager.get(theirs.address(pattern)).page().status, 404, "{pattern}");
    }
    manager.post(theirs.address(links::WebhookOff::PATTERN), &[]);
    assert_eq!(manager.page().status, 404);
    manager.post(theirs.address(links::WebhookReplay::PATTERN), &[]);
    assert_eq!(manager.page().status, 404);
    assert_eq!(world.count("webhooks WHERE paused_at IS NOT NULL"), 0);
}

//! Webhooks: told what happens, signed, again when nobody answers, and never inside.

use std::io::{Read, Write};
use std::net::TcpListener;

use partner_dashboard::domain::roles::Role;
use partner_dashboard::ops::housekeeping::{self, Which};
use serde_json::json;

use crate::support::World;

#[test]
fn a_webhook_is_told_signed_and_the_delivery_can_be_replayed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let heard = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = vec![0; 8_192];
        let mut text = String::new();
        while !text.contains("webhook.test") {
            let count = stream.read(&mut bytes).unwrap();
            text.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").unwrap();
        text
    });
    let world = World::with(|config| config.webhook_private_addresses = true);
    let client = world.client(&world.partner("Contoso Cloud"), Role::GlobalAdmin);
    let made = client.send("POST", "/v1/webhooks", Some(&json!({ "url": address, "topics": ["order"] })));
    assert_eq!(made.status, 201, "{}", made.text);
    let secret = made.at("/secret").as_str().unwrap().to_owned();
    let path = format!("/v1/webhooks/{}", made.at("/id").as_str().unwrap());
    assert!(!client.send("GET", &path, None).text.contains("whsec_"), "the secret is shown once");

    assert_eq!(client.send("POST", &format!("{path}/test"), None).status, 202);
    housekeeping::run(&world.app, Which::All).unwrap();
    let told = client.send("GET", &format!("{path}/deliveries"), None);
    assert_eq!((told.at("/items/0/state"), told.at("/items/0/lastStatus")), ("delivered".into(), 204.into()));

    let text = heard.join().unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let header = |name: &str| {
        let line = head.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:"))).unwrap();
        line.split_once(':').unwrap().1.trim().to_owned()
    };
    let timestamp: i64 = header("webhook-timestamp").parse().unwrap();
    let signer = standardwebhooks::Webhook::new(&secret).unwrap();
    let signature = signer.sign(&header("webhook-id"), timestamp, body.as_bytes()).unwrap();
    assert_eq!(header("webhook-signature"), signature);

    let delivery = told.at("/items/0/id").as_str().unwrap().to_owned();
    assert_eq!(client.send("POST", &format!("{path}/deliveries/{delivery}/replay"), None).status, 202);
    let again = client.send("GET", &format!("{path}/deliveries"), None);
    assert_eq!((again.at("/items/0/state"), again.at("/items/0/tries")), ("queued".into(), 0.into()));
    // Nobody listens any more: tried, and kept for a later try.
    housekeeping::run(&world.app, Which::All).unwrap();
    let failed = client.send("GET", &format!("{path}/deliveries"), None);
    assert_eq!((failed.at("/items/0/state"), failed.at("/items/0/tries")), ("queued".into(), 1.into()));
    assert_eq!(client.send("DELETE", &path, None).status, 204);
    assert_eq!(client.send("GET", &path, None).status, 404);
}

#[test]
fn addresses_inside_and_other_partners_webhooks_are_refused() {
    let world = World::new();
    let client = world.client(&world.partner("Contoso Cloud"), Role::GlobalAdmin);
    for url in [
        "http://hooks.example.com/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest",
        "https://localhost/",
        "https://user:word@hooks.example.com/",
        "ftp://hooks.example.com/",
        "nothing",
        "",
    ] {
        let refused = client.send("POST", "/v1/webhooks", Some(&json!({ "url": url })));
        assert_eq!((refused.status, refused.at("/code")), (400, 3000.into()), "{url}");
    }
    let made = client.send("POST", "/v1/webhooks", Some(&json!({ "url": "https://hooks.example.com/x" })));
    assert_eq!(made.status, 201, "{}", made.text);
    let other = world.client(&world.partner("Fabrikam Cloud"), Role::GlobalAdmin);
    assert_eq!(other.send("GET", "/v1/webhooks", None).at("/totalCount"), 0);
    assert_eq!(other.send("GET", &format!("/v1/webhooks/{}", made.at("/id").as_str().unwrap()), None).status, 404);
    let page = client.exchange("GET", "/v1/reference", None, &[]);
    assert!(page.status == 200 && page.text.contains("/v1/webhooks"), "{}", page.status);
    assert_eq!(client.exchange("GET", "/v1/openapi.json", None, &[]).at("/openapi"), "3.1.0");
}

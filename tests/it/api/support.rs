//! The life of a support ticket through Microsoft.Support, and who sees it.

use std::sync::Barrier;

use partner_dashboard::domain::roles::Role;
use serde_json::{Value as Json, json};

use crate::support::{Client, Customer, Partner, Subscription, World};

const BILLING: &str = "/providers/Microsoft.Support/services/billing";

struct Desk {
    world: World,
    contoso: Partner,
    customer: Customer,
    subscription: Subscription,
    client: Client,
}

fn desk() -> Desk {
    let world = World::new();
    let contoso = world.partner("Contoso Cloud");
    let customer = world.customer(&contoso, "Fourth Coffee");
    let subscription = world.subscription(&customer, "Production");
    let client = world.client(&contoso, Role::AdminAgent);
    Desk { world, contoso, customer, subscription, client }
}

impl Desk {
    fn tickets(&self) -> String {
        format!("/subscriptions/{}/providers/Microsoft.Support/supportTickets", self.subscription.id)
    }

    fn put(&self, name: &str, body: &Json) -> crate::support::Reply {
        self.client.send("PUT", &format!("{}/{name}", self.tickets()), Some(body))
    }
}

fn body() -> Json {
    json!({ "properties": {
        "title": "The discount does not show",
        "description": "Since yesterday.",
        "severity": "moderate",
        "serviceId": BILLING,
        "problemClassificationId": format!("{BILLING}/problemClassifications/exchanges_and_refunds"),
        "advancedDiagnosticConsent": "No",
        "contactDetails": {
            "firstName": "Ada", "lastName": "Kim", "preferredContactMethod": "email",
            "primaryEmailAddress": "ada@contoso.example", "preferredTimeZone": "UTC", "country": "usa",
            "preferredSupportLanguage": "en-US",
        },
    } })
}

#[test]
fn a_ticket_is_made_once_changed_closed_and_is_on_the_pages() {
    let desk = desk();
    let services = desk.client.get("/providers/microsoft.support/SERVICES");
    assert_eq!(services.at("/value/0/id"), BILLING, "{}", services.text);
    let kinds = desk.client.get(&format!("{BILLING}/problemClassifications"));
    assert_eq!(kinds.at("/value/0/name"), "exchanges_and_refunds");

    let made = desk.put("Discount-1", &body());
    assert_eq!(made.status, 200, "{}", made.text);
    assert_eq!(made.at("/name"), "Discount-1");
    assert_eq!(made.at("/properties/contactDetails/country"), "usa");
    assert_eq!(made.at("/properties/advancedDiagnosticConsent"), "No");
    assert_eq!(made.at("/properties/serviceLevelAgreement/slaMinutes").as_i64().map(|minutes| minutes > 0), Some(true));
    let taken = desk.put("DISCOUNT-1", &body());
    assert_eq!((taken.status, taken.at("/error/code")), (409, "ResourceAlreadyExists".into()));

    let agent = desk.world.person(&desk.contoso, Role::AdminAgent);
    let mut browser = desk.world.as_(&agent);
    browser.get(format!("/customers/{}/support-requests", desk.customer.id));
    assert!(browser.sees("The discount does not show"));

    let at = format!("{}/discount-1", desk.tickets());
    let changed = desk.client.send("PATCH", &at, Some(&json!({ "contactDetails": { "lastName": "Lee" } })));
    assert_eq!(changed.at("/properties/contactDetails/lastName"), "Lee", "{}", changed.text);
    assert_eq!(changed.at("/properties/contactDetails/preferredTimeZone"), "UTC");
    let letter = json!({ "properties": { "subject": "More", "body": " <b>kept</b>\r\n" } });
    let said = desk.client.send("PUT", &format!("{at}/communications/one"), Some(&letter));
    assert_eq!(said.at("/properties/body"), " <b>kept</b>\r\n", "{}", said.text);
    assert_eq!(desk.client.send("PUT", &format!("{at}/communications/ONE"), Some(&letter)).status, 409);
    let closed = desk.client.send("PATCH", &at, Some(&json!({ "status": "closed" })));
    assert_eq!(closed.at("/properties/status"), "Closed");
    let late = desk.client.send("PATCH", &at, Some(&json!({ "severity": "critical" })));
    assert_eq!(late.at("/error/code"), "OperationCannotBePerformedInCurrentState");
    assert_eq!(desk.client.send("PUT", &format!("{at}/communications/two"), Some(&letter)).status, 400);
    let both = desk.client.send("PATCH", &at, Some(&json!({ "status": "open", "severity": "critical" })));
    assert_eq!(both.at("/properties/severity"), "critical", "{}", both.text);
    let open = desk.client.get(&format!("{}?$filter=status%20eq%20'Open'&$top=1.0", desk.tickets()));
    assert_eq!(open.at("/value/0/name"), "Discount-1", "{}", open.text);
    let none = desk.client.get(&format!("{}?%24filter=status+eq+'Closed'", desk.tickets()));
    assert_eq!(none.at("/value"), json!([]));
    assert_eq!(desk.world.count("audit_events WHERE kind = 'create_support_request'"), 1);
}

#[test]
fn one_of_many_gets_a_name() {
    let desk = desk();
    let (barrier, sent) = (&Barrier::new(8), &body());
    let desk_of = &desk;
    let replies: Vec<u16> = std::thread::scope(|scope| {
        let send = move || {
            barrier.wait();
            desk_of.put("same", sent).status
        };
        let all: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(replies.iter().filter(|status| **status == 200).count(), 1, "{replies:?}");
    assert_eq!(replies.iter().filter(|status| **status == 409).count(), 7, "{replies:?}");
    assert_eq!(desk.world.count("support_requests"), 1);
}

#[test]
fn what_is_missing_is_named_and_others_see_nothing() {
    let desk = desk();
    let needed = ["title", "description", "severity", "serviceId", "problemClassificationId", "contactDetails"];
    for field in needed {
        let mut less = body();
        less["properties"].as_object_mut().unwrap().remove(field);
        let refused = desk.put("less", &less);
        assert_eq!(refused.status, 400, "{field}");
        assert!(refused.text.contains(field), "{}", refused.text);
    }
    let mut other = body();
    other["properties"]["serviceId"] = json!("/providers/Microsoft.Support/services/quota");
    assert_eq!(desk.put("other", &other).at("/error/code"), "BadRequest");
    assert_eq!(desk.put("SR-123456789", &body()).at("/error/code"), "InvalidResourceName");
    assert_eq!(desk.put("mine", &body()).status, 200);
    let at = format!("{}/mine", desk.tickets());
    let foreign = desk.world.client(&desk.world.partner("Fabrikam Cloud"), Role::AdminAgent);
    for (method, path, sent) in [
        ("GET", at.clone(), None),
        ("GET", desk.tickets(), None),
        ("PATCH", at.clone(), Some(json!({ "status": "closed" }))),
        ("PUT", format!("{at}-2"), Some(body())),
        ("PUT", format!("{at}/communications/x"), Some(json!({ "properties": { "subject": "x", "body": "y" } }))),
    ] {
        let reply = foreign.send(method, &path, sent.as_ref());
        assert_eq!((reply.status, reply.at("/error/code")), (404, "ResourceNotFound".into()), "{method} {path}");
    }
    let billing = desk.world.client(&desk.contoso, Role::BillingAdmin);
    assert_eq!(billing.send("PUT", &format!("{at}-3"), Some(&body())).status, 403);
    assert_eq!(desk.world.count("support_requests"), 1);
}

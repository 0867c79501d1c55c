//! The life of a reservation through Microsoft.Capacity, and what it refuses.

use std::sync::Barrier;

use partner_dashboard::api;
use partner_dashboard::api::Face;
use partner_dashboard::domain::roles::{Role, Verdict, best};
use serde_json::{Value as Json, json};

use crate::support::{Client, Customer, Partner, Shop, Subscription, World};

const CAPACITY: &str = "/providers/Microsoft.Capacity";

/// A partner with a customer who may buy, and a program that may sell.
struct Market {
    world: World,
    contoso: Partner,
    customer: Customer,
    subscription: Subscription,
    client: Client,
}

fn market() -> Market {
    let world = World::new();
    let contoso = world.partner("Contoso Cloud");
    let Shop { world, .. } = Shop::of(world, contoso.clone());
    world.execute("UPDATE products SET family = 'vm_reservations'").unwrap();
    let customer = world.customer(&contoso, "Fourth Coffee");
    let subscription = world.subscription(&customer, "Production");
    let client = world.client(&contoso, Role::AdminAgent);
    Market { world, contoso, customer, subscription, client }
}

impl Market {
    fn purchase(&self, quantity: u32, changes: &Json) -> Json {
        let mut body = json!({
            "sku": { "name": "standard_d2s_V5" },
            "location": "westeurope",
            "properties": {
                "reservedResourceType": "VirtualMachines",
                "billingScopeId": format!("/subscriptions/{}", self.subscription.id),
                "term": "P1Y",
                "billingPlan": "Upfront",
                "quantity": quantity,
                "displayName": "web farm",
                "appliedScopeType": "Shared",
                "appliedScopes": null,
                "renew": false,
            },
        });
        let fields = body["properties"].as_object_mut().unwrap();
        fields.extend(changes.as_object().unwrap().clone());
        body
    }

    /// Buys through both calls and gives back the order.
    fn buy(&self, quantity: u32, changes: &Json) -> Json {
        let body = self.purchase(quantity, changes);
        let price = self.client.send("POST", &format!("{CAPACITY}/calculatePrice"), Some(&body));
        assert_eq!(price.status, 200, "{}", price.text);
        let id = price.at("/properties/reservationOrderId").as_str().unwrap().to_owned();
        let bought = self.client.send("PUT", &format!("{CAPACITY}/reservationOrders/{id}"), Some(&body));
        assert_eq!(bought.status, 200, "{}", bought.text);
        bought.json()
    }
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

#[test]
fn a_reservation_is_priced_bought_changed_split_and_merged() {
    let market = market();
    let client = &market.client;
    let catalog =
        client.get(&format!("/subscriptions/{}{CAPACITY}/catalogs?location=westeurope", market.subscription.id));
    assert_eq!(catalog.at("/value/0/name"), "Standard_D2s_v5", "{}", catalog.text);
    assert_eq!(catalog.at("/value/0/terms"), json!(["P1Y", "P3Y"]));

    let order = market.buy(3, &json!({ "billingPlan": "Monthly" }));
    assert_eq!(order["properties"]["provisioningState"], "Succeeded");
    assert_eq!(order["properties"]["planInformation"]["transactions"].as_array().unwrap().len(), 12);
    assert_eq!(order["properties"]["planInformation"]["pricingCurrencyTotal"]["amount"], 1767.0);
    let at = text(&order["id"]).to_uppercase();
    let listed = client.get(&format!("{at}/RESERVATIONS"));
    let one = listed.at("/value/0");
    assert_eq!((one["properties"]["quantity"].clone(), one["etag"].clone()), (3.into(), 1.into()));
    let id = text(&one["id"]).to_owned();

    let named = json!({ "properties": { "name": "renamed", "appliedScopeType": "Single",
        "appliedScopes": [format!("/subscriptions/{}", market.subscription.id)] } });
    let changed = client.send("PATCH", &id, Some(&named));
    assert_eq!(changed.at("/properties/displayName"), "renamed", "{}", changed.text);
    assert_eq!(changed.at("/properties/appliedScopes/0"), format!("/subscriptions/{}", market.subscription.id));
    assert_eq!(changed.at("/etag"), 2);

    let wrong = json!({ "properties": { "quantities": [1, 1], "reservationId": id } });
    assert_eq!(client.send("POST", &format!("{at}/split"), Some(&wrong)).at("/error/code"), "InvalidRequestContent");
    let right = json!({ "properties": { "quantities": [1, 2], "reservationId": id } });
    let parts = client.send("POST", &format!("{at}/split"), Some(&right));
    assert_eq!(parts.status, 200, "{}", parts.text);
    assert_eq!(parts.at("/2/properties/extendedStatusInfo/statusCode"), "Split");
    assert_eq!(parts.at("/0/properties/splitProperties/splitSource"), parts.at("/2/id"));
    let spent = client.send("PATCH", &id, Some(&named));
    assert_eq!((spent.status, spent.at("/error/code")), (400, "OperationCannotBePerformedInCurrentState".into()));

    let merge = json!({ "properties": { "sources": [parts.at("/0/id"), parts.at("/1/id")] } });
    let merged = client.send("POST", &format!("{at}/merge"), Some(&merge));
    assert_eq!(merged.at("/0/properties/quantity"), 3, "{}", merged.text);
    assert_eq!(client.send("POST", &format!("{id}/archive"), None).status, 200);
    let all = client
        .get(&format!("{CAPACITY}/reservations?$filter=(properties%2Farchived+eq+false)&refreshSummary=true&take=2.0"));
    assert_eq!(all.at("/value").as_array().unwrap().len(), 2);
    assert_eq!(all.at("/summary/succeededCount"), 1);
    let rest = client.get(text(&all.at("/nextLink")));
    assert_eq!(rest.at("/value").as_array().unwrap().len(), 1);
    // One event for the source and one for each part.
    assert_eq!(market.world.count("audit_events WHERE kind = 'split_reservation'"), 3);
}

#[test]
fn what_is_bought_here_is_on_the_pages_at_once() {
    let market = market();
    market.buy(2, &json!({ "displayName": "bought by a program" }));
    let agent = market.world.person(&market.contoso, Role::AdminAgent);
    let mut browser = market.world.as_(&agent);
    browser.get(format!("/customers/{}/reservations", market.customer.id));
    assert!(browser.sees("bought by a program"));
}

#[test]
fn an_order_holds_five_hundred_instances() {
    let market = market();
    market.buy(500, &json!({ "displayName": "the whole fleet" }));
    let agent = market.world.person(&market.contoso, Role::AdminAgent);
    let mut browser = market.world.as_(&agent);
    browser.get(format!("/customers/{}/reservations", market.customer.id));
    assert!(browser.sees("the whole fleet") && browser.sees("500"), "{}", browser.page().text());
    assert_eq!(market.world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn a_location_that_is_none_is_told_from_one_where_the_size_is_not_sold() {
    let market = market();
    market.world.execute("INSERT INTO regions VALUES ('koreacentral', 'Korea Central', 'Korea')").unwrap();
    let path = format!("{CAPACITY}/reservationOrders/{}", uuid::Uuid::from_u128(7));
    for (location, code) in
        [("atlantis", "InvalidLocationId"), ("", "InvalidLocationId"), ("KoreaCentral", "FulfillmentOutOfStockError")]
    {
        let mut body = market.purchase(1, &json!({}));
        body["location"] = location.into();
        for (method, path) in [("POST", format!("{CAPACITY}/calculatePrice")), ("PUT", path.clone())] {
            let refused = market.client.send(method, &path, Some(&body));
            assert_eq!((refused.status, refused.at("/error/code")), (400, code.into()), "{location}: {}", refused.text);
        }
    }
}

#[test]
fn the_same_put_buys_once_also_when_twenty_come_at_once() {
    let market = market();
    let body = market.purchase(1, &json!({}));
    let path = format!("{CAPACITY}/reservationOrders/{}", uuid::Uuid::from_u128(7));
    let (barrier, client) = (Barrier::new(20), &market.client);
    let replies: Vec<u16> = std::thread::scope(|scope| {
        let send = || {
            barrier.wait();
            client.send("PUT", &path, Some(&body)).status
        };
        let all: Vec<_> = (0..20).map(|_| scope.spawn(send)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(replies.iter().all(|status| *status == 200), "{replies:?}");
    assert_eq!([market.world.count("orders"), market.world.count("reservation_orders")], [1, 1]);
    let other = market.purchase(2, &json!({}));
    let refused = client.send("PUT", &path, Some(&other));
    assert_eq!((refused.status, refused.at("/error/code")), (409, "ReservationOrderIdAlreadyExists".into()));
    assert_eq!(market.world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let market = market();
    let body = market.purchase(1, &json!({}));
    let path = format!("{CAPACITY}/reservationOrders/{}", uuid::Uuid::from_u128(7));
    let events = market.world.count("audit_events");
    let said = market.client.send("PUT", &format!("{path}?dry_run=true"), Some(&body));
    assert_eq!((said.status, said.at("/properties/provisioningState")), (200, "Succeeded".into()), "{}", said.text);
    assert_eq!(market.client.get(&path).status, 404);
    let refused = market.purchase(1, &json!({ "term": "P5Y" }));
    let refused = market.client.send("PUT", &format!("{path}?dry_run=true"), Some(&refused));
    assert_eq!(refused.at("/error/code"), "UnsupportedReservationTerm");
    assert_eq!((market.world.count("orders"), market.world.count("audit_events")), (0, events));
}

#[test]
fn a_refund_session_is_for_one_quote_and_works_once() {
    let market = market();
    let order = market.buy(2, &json!({}));
    let at = text(&order["id"]).to_owned();
    let id = text(&order["properties"]["reservations"][0]["id"]).to_owned();
    let asking = |quantity: u32, session: Option<&Json>| {
        json!({ "id": at, "properties": { "scope": "Reservation", "sessionId": session, "returnReason": "wrong size",
            "reservationToReturn": { "reservationId": id, "quantity": quantity } } })
    };
    let client = &market.client;
    let quote = client.send("POST", &format!("{at}/calculateRefund"), Some(&asking(2, None)));
    assert_eq!(quote.at("/properties/billingRefundAmount/amount"), 1178.0, "{}", quote.text);
    let session = quote.at("/properties/sessionId");
    let other = client.send("POST", &format!("{at}/return"), Some(&asking(1, Some(&session))));
    assert_eq!((other.status, other.at("/error/code")), (400, "InvalidRequestContent".into()));
    let barrier = Barrier::new(8);
    let (body, path) = (asking(2, Some(&session)), format!("{at}/return"));
    let (body, path, barrier) = (&body, &path, &barrier);
    let replies: Vec<u16> = std::thread::scope(|scope| {
        let send = move || {
            barrier.wait();
            client.send("POST", path, Some(body)).status
        };
        let all: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(replies.iter().filter(|status| **status == 200).count(), 1, "{replies:?}");
    assert_eq!(replies.iter().filter(|status| **status == 409).count(), 7, "{replies:?}");
    assert_eq!(market.world.count("refund_cases"), 1);
    let too_many = client.send("POST", &format!("{at}/calculateRefund"), Some(&asking(3, None)));
    assert_eq!(too_many.at("/error/code"), "InvalidRefundQuantity");
}

#[test]
fn an_exchange_is_quoted_and_asked_for_once_by_its_session() {
    let market = market();
    let order = market.buy(1, &json!({}));
    let id = order["properties"]["reservations"][0]["id"].clone();
    let asked = |purchases: Json| {
        json!({ "properties": { "reservationsToExchange": [{ "reservationId": id, "quantity": 1 }],
            "reservationsToPurchase": purchases } })
    };
    let client = &market.client;
    let calculate = |body: &Json| client.send("POST", &format!("{CAPACITY}/calculateExchange"), Some(body));
    assert_eq!(calculate(&asked(json!([]))).at("/error/code"), "BadRequest");
    let mixed = [market.purchase(1, &json!({})), market.purchase(1, &json!({ "billingPlan": "Monthly" }))];
    assert_eq!(calculate(&asked(json!(mixed))).at("/error/code"), "InvalidRequestContent");
    let quote = calculate(&asked(json!([market.purchase(3, &json!({ "term": "P3Y" }))])));
    assert_eq!(quote.status, 200, "{}", quote.text);
    assert_eq!(quote.at("/properties/policyResult/policyErrors"), json!([]), "{}", quote.text);
    assert_eq!(market.world.count("refund_cases"), 0);

    let session = json!({ "properties": { "sessionId": quote.at("/properties/sessionId") } });
    let foreign = market.world.client(&market.world.partner("Fabrikam Cloud"), Role::AdminAgent);
    let path = format!("{CAPACITY}/exchange");
    let theirs = foreign.send("POST", &path, Some(&session));
    assert_eq!((theirs.status, theirs.at("/error/code")), (400, "InvalidRequestContent".into()));
    let (barrier, path, session) = (&Barrier::new(6), &path, &session);
    let replies: Vec<u16> = std::thread::scope(|scope| {
        let send = move || {
            barrier.wait();
            client.send("POST", path, Some(session)).status
        };
        let all: Vec<_> = (0..6).map(|_| scope.spawn(send)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(replies.iter().filter(|status| **status == 200).count(), 1, "{replies:?}");
    assert_eq!(replies.iter().filter(|status| **status == 409).count(), 5, "{replies:?}");
    assert_eq!([market.world.count("refund_cases"), market.world.count("support_requests")], [1, 1]);
    let again = calculate(&asked(json!([market.purchase(3, &json!({ "term": "P3Y" }))])));
    assert_eq!(again.status, 409, "it is being exchanged: {}", again.text);
}

#[test]
fn rules_refuse_with_the_vendors_codes() {
    let market = market();
    let world = &market.world;
    let korean = world.customer_in(&market.contoso, "한빛 식품", "KR");
    let korean = world.subscription(&korean, "Production");
    let foreign = world.customer(&world.partner("Fabrikam Cloud"), "Alpine Dairy");
    let foreign = world.subscription(&foreign, "Theirs");
    let scope = |id| json!({ "billingScopeId": format!("/subscriptions/{id}") });
    for (changes, code) in [
        (scope(korean.id), "NotSupportedCountry"),
        (scope(foreign.id), "InvalidSubscriptionId"),
        (json!({ "term": "P5Y" }), "UnsupportedReservationTerm"),
        (json!({ "quantity": 0 }), "InvalidRequestContent"),
        (json!({ "quantity": 501 }), "InvalidRequestContent"),
        (json!({ "appliedScopeType": "Single" }), "MissingAppliedScopesForSingle"),
        (
            json!({ "appliedScopeType": "Single", "appliedScopes": [format!("/subscriptions/{}", foreign.id)] }),
            "AppliedScopesNotAssociatedWithCommerceAccount",
        ),
    ] {
        let body = market.purchase(1, &changes);
        let refused = market.client.send("POST", &format!("{CAPACITY}/calculatePrice"), Some(&body));
        assert_eq!((refused.status, refused.at("/error/code")), (400, code.into()), "{changes}");
    }
    let broken = market.client.exchange(
        "POST",
        &format!("{CAPACITY}/calculatePrice?api-version=2022-11-01"),
        Some(b"{\"sku\": "),
        &[("authorization", &format!("Bearer {}", market.client.token))],
    );
    assert_eq!((broken.status, broken.at("/error/code")), (400, "InvalidRequestContent".into()));
}

#[test]
fn every_role_reaches_of_azure_what_the_matrix_gives_it_and_other_partners_things_are_not_there() {
    let market = market();
    let order = market.buy(2, &json!({}));
    let id = text(&order["properties"]["reservations"][0]["id"]).to_owned();
    let parts: Vec<&str> = id.rsplit('/').collect();
    let stranger = market.world.partner("Tailspin Cloud");
    let endpoints: Vec<_> = api::endpoints().into_iter().filter(|it| it.face == Face::Arm).collect();
    assert!(endpoints.len() > 45, "{}", endpoints.len());
    let nobody = uuid::Uuid::from_u128(9).to_string();
    let subscription = market.subscription.id.to_string();
    let customer = market.customer.id.to_string();
    let address = |path: &str, [order, reservation, subscription, account]: [&str; 4]| {
        let path = path.replace("{order}", order).replace("{reservation}", reservation);
        let path = path.replace("{subscription}", subscription).replace("{account}", account);
        let path =
            path.replace("{service}", "billing").replace("{classification}", "purchase").replace(['{', '}'], "x");
        format!("{path}?api-version=2022-11-01&$filter=properties/usageDate+ge+2026-01-01")
    };
    let body = json!({});
    let mut wrong = Vec::new();
    for role in [Role::AdminAgent, Role::SalesAgent, Role::HelpdeskAgent, Role::BillingAdmin, Role::GlobalAdmin] {
        let own = market.world.client(&market.contoso, role);
        let foreign = market.world.client(&stranger, role);
        for it in &endpoints {
            let Some(perm) = it.perm else { continue };
            let here = address(it.path, [parts[2], parts[0], &subscription, &customer]);
            let answered = own.send(it.method.as_str(), &here, Some(&body));
            let verdict = best(&[role], perm);
            let is_refused = answered.status == 403;
            let is_wrong = match verdict {
                Verdict::No => !is_refused,
                Verdict::Yes => is_refused,
                Verdict::ViewOnly
                | Verdict::WithSubscriptionAccess
                | Verdict::WithCustomerPermission
                | Verdict::Own => false,
            };
            if answered.status >= 500 || is_wrong {
                wrong.push(format!("{role} {} {here}: {}", it.method, answered.text));
            }
            if ["{order}", "{subscription}", "{account}"].iter().any(|name| it.path.contains(name)) {
                let there = address(it.path, [&nobody, &nobody, &nobody, &nobody]);
                let elsewhere = foreign.send(it.method.as_str(), &here, Some(&body));
                let nowhere = foreign.send(it.method.as_str(), &there, Some(&body));
                let said = |reply: &crate::support::Reply| (reply.status, reply.at("/error/code"));
                if said(&elsewhere) != said(&nowhere) || elsewhere.status < 400 {
                    wrong.push(format!("foreign {role} {} {here}: {} {}", it.method, elsewhere.text, nowhere.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_reservation_was_before_each_change_is_kept_in_order() {
    let market = market();
    let client = &market.client;
    let order = market.buy(3, &json!({}));
    let id = text(&order["properties"]["reservations"][0]["id"]).to_owned();
    let here = format!("/subscriptions/{}", market.subscription.id);
    let mut etags = vec![client.get(&id).at("/etag").as_i64().unwrap()];
    for change in [
        json!({ "name": "second name" }),
        json!({ "appliedScopeType": "Single", "appliedScopes": [here] }),
        json!({ "name": "fourth name", "instanceFlexibility": "Off" }),
    ] {
        market.world.wait(60);
        let changed = client.send("PATCH", &id, Some(&json!({ "properties": change })));
        assert_eq!(changed.status, 200, "{}", changed.text);
        etags.push(changed.at("/etag").as_i64().unwrap());
    }
    assert!(etags.windows(2).all(|pair| pair[0] < pair[1]), "{etags:?}");
    market.world.wait(60);
    let split = json!({ "properties": { "quantities": [1, 2], "reservationId": id } });
    let at = format!("{CAPACITY}/reservationOrders/{}", text(&order["name"]));
    assert_eq!(client.send("POST", &format!("{at}/split"), Some(&split)).status, 200);
    assert_eq!(client.send("POST", &format!("{id}/archive"), None).status, 200);

    let listed = client.get(&format!("{id}/revisions"));
    let forms = listed.at("/value").as_array().unwrap().clone();
    let told = |place: &str| forms.iter().map(|form| form.pointer(place).cloned().unwrap()).collect::<Vec<Json>>();
    assert_eq!(told("/etag"), [6, 5, 4, 3, 2, 1]);
    let names = ["fourth name", "fourth name", "fourth name", "second name", "second name", "web farm"];
    assert_eq!(told("/properties/displayName"), names);
    let scopes = ["Single", "Single", "Single", "Single", "Shared", "Shared"];
    assert_eq!(told("/properties/appliedScopeType"), scopes);
    assert_eq!(told("/properties/appliedScopes")[4], Json::Null);
    let states = ["Cancelled", "Cancelled", "Succeeded", "Succeeded", "Succeeded", "Succeeded"];
    assert_eq!(told("/properties/provisioningState"), states);
    assert_eq!(told("/properties/archived"), [true, false, false, false, false, false]);
    assert!(forms[1].pointer("/properties/splitProperties/splitDestinations/1").is_some(), "{}", listed.text);
    assert!(forms[2].pointer("/properties/splitProperties").is_none());
    let moments = told("/properties/lastUpdatedDateTime");
    assert!(moments.windows(2).all(|pair| text(&pair[0]) >= text(&pair[1])) && moments[2] != moments[3], "{moments:?}");
    assert_eq!(forms[0], client.get(&id).json());
    let foreign = market.world.client(&market.world.partner("Fabrikam Cloud"), Role::AdminAgent);
    assert_eq!(foreign.get(&format!("{id}/revisions")).status, 404);
    assert_eq!(market.world.db.system("a test").check().unwrap().broken, []);
}

#[test]
fn reservations_are_listed_by_state_in_order_and_as_a_filter_says() {
    let market = market();
    let client = &market.client;
    for (name, quantity) in [("beta", 1), ("alpha", 2), ("gamma", 3)] {
        market.buy(quantity, &json!({ "displayName": name }));
    }
    let listed = |query: &str| {
        let (mut names, mut next) = (Vec::new(), format!("{CAPACITY}/reservations?{query}"));
        loop {
            let page = client.get(&next);
            assert_eq!(page.status, 200, "{query}: {}", page.text);
            let items = page.at("/value").as_array().unwrap().clone();
            names.extend(items.iter().map(|one| text(&one["properties"]["displayName"]).to_owned()));
            match page.at("/nextLink") {
                Json::String(link) => next = link,
                Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => return names,
            }
        }
    };
    assert_eq!(listed("$orderby=properties/displayName+asc&take=1"), ["alpha", "beta", "gamma"]);
    assert_eq!(listed("$orderby=properties/quantity+desc&take=2"), ["gamma", "alpha", "beta"]);
    let filter = "properties%2Fquantity+eq+3+or+(sku%2Fname+eq+%27standard_d2s_v5%27+and+properties%2FdisplayName+eq+%27beta%27)";
    assert_eq!(listed(&format!("$filter={filter}&take=1")), ["beta", "gamma"]);
    let all = client.get(&format!("{CAPACITY}/reservations"));
    let id = text(&all.at("/value/0/id")).to_owned();
    let (order, _) = id.split_once("/reservations/").unwrap();
    let split = json!({ "properties": { "quantities": [1, 1], "reservationId": all.at("/value/1/id") } });
    let of_second = text(&all.at("/value/1/id")).split_once("/reservations/").unwrap().0.to_owned();
    assert_eq!(client.send("POST", &format!("{of_second}/split"), Some(&split)).status, 200);
    assert_eq!(listed("selectedState=cancelled"), ["alpha"]);
    assert_eq!(listed("selectedState=Succeeded").len(), 4);
    assert_eq!(listed("selectedState=Expired"), Vec::<String>::new());
    for odd in ["$orderby=shoe+size", "$orderby=quantity+sideways", "$filter=quantity+ne+3"] {
        let refused = client.get(&format!("{CAPACITY}/reservations?{odd}"));
        assert_eq!((refused.status, refused.at("/error/code")), (400, "InvalidRequestContent".into()), "{odd}");
    }
    let shown = client.get(&format!("{id}?$expand=renewProperties"));
    let again = "/properties/renewProperties/purchaseProperties/sku/name";
    assert_eq!(shown.at(again), "Standard_D2s_v5", "{}", shown.text);
    assert!(client.get(&id).at("/properties/renewProperties").is_null());
    assert_eq!(client.get(order).at("/properties/planInformation"), Json::Null);
    market.world.wait(400 * 86_400);
    let client = market.world.client(&market.contoso, Role::AdminAgent);
    let ended = client.get(&format!("{CAPACITY}/reservations?selectedState=Expired"));
    assert_eq!(ended.at("/value/0/properties/provisioningState"), "Expired", "{}", ended.text);
    let listed = client.get(&format!("/subscriptions/{}{CAPACITY}/appliedReservations", market.subscription.id));
    assert_eq!(listed.at("/properties/reservationOrderIds/value"), json!([]));
}

#[test]
fn a_catalog_is_filtered_and_paged_and_says_what_each_term_costs() {
    let market = market();
    let at = format!("/subscriptions/{}{CAPACITY}/catalogs?location=westeurope", market.subscription.id);
    let all = market.client.get(&at);
    let count = all.at("/value").as_array().unwrap().len();
    assert!(all.at("/value/0/msrp/p1Y/amount").as_f64() < all.at("/value/0/msrp/p3Y/amount").as_f64(), "{}", all.text);
    let named = market.client.get(&format!("{at}&$filter=name+eq+%27STANDARD_D2S_V5%27"));
    assert_eq!(named.at("/value").as_array().unwrap().len(), 1, "{}", named.text);
    assert_eq!(market.client.get(&format!("{at}&$filter=name+eq+%27x%27")).at("/value"), json!([]));
    assert_eq!(market.client.get(&format!("{at}&$filter=name")).status, 400);
    let rest = market.client.get(&format!("{at}&$skip=1.0&$take=500.0"));
    assert_eq!(rest.at("/value").as_array().unwrap().len(), count - 1);
}

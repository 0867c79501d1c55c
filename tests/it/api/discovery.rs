//! Tokens, and what every answer has: headers, envelopes, paging, case.

use partner_dashboard::domain::roles::Role;

use crate::support::World;

#[test]
fn a_token_is_given_for_the_right_secret_only_and_ends() {
    let world = World::new();
    let contoso = world.partner("Contoso Cloud");
    let mut client = world.client(&contoso, Role::AdminAgent);
    assert_eq!(client.get("/tenants").at("/value/0/displayName"), "Contoso Cloud");

    let wrong = client.ask_for_token("pds_something");
    assert_eq!((wrong.status, wrong.at("/error")), (401, "invalid_client".into()));
    assert_eq!(wrong.at("/error_codes/0"), 7_000_215);
    let elsewhere = world.client(&world.partner("Fabrikam Cloud"), Role::AdminAgent);
    client.tenant.clone_from(&elsewhere.tenant);
    assert_eq!(client.ask_for_token(&client.secret.clone()).status, 401);

    world.wait(3598);
    assert_eq!(client.get("/tenants").status, 200);
    world.wait(1);
    let over = client.get("/tenants");
    assert_eq!((over.status, over.at("/error/code")), (401, "InvalidAuthenticationToken".into()));
    assert!(over.header("www-authenticate").unwrap().starts_with("Bearer authorization_uri=\"http://"));
    assert_eq!(world.count("audit_events WHERE kind = 'authn_login_fail' AND resource_type = 'api_clients'"), 2);
}

#[test]
fn wrong_secrets_make_the_next_try_wait() {
    let world = World::new();
    let client = world.client(&world.partner("Contoso Cloud"), Role::AdminAgent);
    for _ in 0..10 {
        client.ask_for_token("pds_guess");
        world.wait(33);
    }
    let locked = client.ask_for_token(&client.secret);
    assert_eq!((locked.status, locked.header("retry-after")), (429, Some("900")));
}

#[test]
fn the_first_version_has_numbers_as_text() {
    let world = World::new();
    let client = world.client(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let body = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}&resource=https%3A%2F%2Fgraph.windows.net",
        client.account.id, client.secret
    );
    let given = client.exchange("POST", "/contoso.onmicrosoft.com/OAuth2/Token", Some(body.as_bytes()), &[]);
    assert_eq!(given.status, 200, "{}", given.text);
    assert_eq!(given.at("/expires_in"), "3599");
    assert_eq!(given.at("/resource"), "https://graph.windows.net");
    let refused = client.exchange("POST", "/common/oauth2/token", Some(b"grant_type=password"), &[]);
    assert_eq!((refused.status, refused.at("/error")), (400, "unsupported_grant_type".into()));
}

#[test]
fn discovery_needs_no_token_and_names_this_server() {
    let world = World::new();
    let client = world.client(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let openid = client.exchange("GET", "/common/v2.0/.well-known/openid-configuration", None, &[]);
    assert_eq!(openid.at("/token_endpoint"), format!("{}/common/oauth2/v2.0/token", world.origin()));
    let cloud = client.exchange("GET", "/metadata/endpoints?api-version=2022-09-01", None, &[]);
    assert_eq!(cloud.at("/authentication/loginEndpoint"), world.origin());
}

#[test]
fn every_answer_has_ids_and_every_error_its_envelope() {
    let world = World::new();
    let client = world.client(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let bearer = format!("Bearer {}", client.token);
    let bare = |method: &str, path: &str, authorization: &str| {
        let headers = [("authorization", authorization), ("x-ms-correlation-request-id", "mine")];
        client.exchange(method, path, None, &headers)
    };
    for (method, path, authorization, status, code) in [
        ("GET", "/tenants?api-version=2022-12-01", "", 401, "AuthenticationFailed"),
        ("GET", "/tenants?api-version=2022-12-01", "Bearer a.b.c", 401, "InvalidAuthenticationToken"),
        ("GET", "/tenants", bearer.as_str(), 400, "MissingApiVersionParameter"),
        ("GET", "/tenants?api-version=latest", bearer.as_str(), 400, "InvalidApiVersionParameter"),
        ("DELETE", "/tenants?api-version=2022-12-01", bearer.as_str(), 405, "MethodNotAllowed"),
        ("GET", "/providers/Microsoft.Nothing/things?api-version=2022-12-01", bearer.as_str(), 404, "ResourceNotFound"),
    ] {
        let reply = bare(method, path, authorization);
        assert_eq!((reply.status, reply.at("/error/code")), (status, code.into()), "{method} {path}");
        assert!(uuid::Uuid::parse_str(reply.header("x-ms-request-id").unwrap()).is_ok());
        assert_eq!(reply.header("x-ms-correlation-request-id"), Some("mine"));
        assert_eq!(reply.header("content-type"), Some("application/json; charset=utf-8"));
        assert!(reply.header("set-cookie").is_none(), "programs get no cookie");
    }
}

#[test]
fn subscriptions_are_those_of_the_own_customers_in_pages_without_regard_to_case() {
    let world = World::new();
    let (contoso, fabrikam) = (world.partner("Contoso Cloud"), world.partner("Fabrikam Cloud"));
    let customer = world.customer(&contoso, "Hanbit Foods");
    let ours: Vec<_> = (0..201).map(|_| world.subscription(&customer, "Production").id.to_string()).collect();
    let foreign = world.subscription(&world.customer(&fabrikam, "Alpine Dairy"), "Theirs");
    let client = world.client(&contoso, Role::SalesAgent);
    let first = client.get("/Subscriptions?api-version=2022-12-01&odd=a%20b");
    assert_eq!(first.at("/value").as_array().unwrap().len(), 200);
    let next = first.at("/nextLink").as_str().unwrap().to_owned();
    assert!(next.starts_with(world.origin()) && next.contains("api-version=2022-12-01") && next.contains("odd=a%20b"));
    let second = client.get(&next);
    assert_eq!(second.at("/nextLink"), serde_json::Value::Null);
    let mut found: Vec<String> = [first, second]
        .iter()
        .flat_map(|page| page.at("/value").as_array().unwrap().clone())
        .map(|one| one["subscriptionId"].as_str().unwrap().to_owned())
        .collect();
    found.sort();
    assert_eq!(found, ours);
    let one = client.get(&format!("/SUBSCRIPTIONS/{}", ours[0].to_uppercase()));
    assert_eq!((one.status, one.at("/subscriptionId")), (200, ours[0].as_str().into()));
    assert_eq!(client.get(&format!("/subscriptions/{}", foreign.id)).status, 404);
}

#[test]
fn a_client_that_asks_too_often_is_told_when_to_come_back() {
    let world = World::with(|config| config.api_requests_per_minute = 2);
    let client = world.client(&world.partner("Contoso Cloud"), Role::AdminAgent);
    assert_eq!([client.get("/tenants").status, client.get("/tenants").status], [200, 200]);
    let refused = client.get("/tenants");
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("30")));
    assert_eq!(refused.at("/error/code"), "TooManyRequests");
    world.wait(30);
    assert_eq!(client.get("/tenants").status, 200);
}

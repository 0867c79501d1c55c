//! The partner's users, a customer's users, temporary passwords. Rules P-26, P-27, R-RO-1; quality 32.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;
use serde_json::json;

use crate::support::{Browser, Client, PASSWORD, World};

/// The temporary password on the page that shows it.
fn shown(browser: &Browser) -> String {
    let fact = browser.page().select("dd .id code");
    fact.last().cloned().unwrap()
}

#[test]
fn p_26_a_new_user_changes_the_password_that_was_shown_once() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let manager = world.person(&partner, Role::UserManagementAdmin);
    let mut browser = world.as_(&manager);
    browser.get(links::Users::to()).click("Add user");
    browser.fill("Name", "김하늘").fill("Email address", "haneul").click("Add user");
    assert_eq!(browser.page().select(".error-summary li").len(), 2, "address and roles");
    browser.fill("Email address", "haneul@example.com").choose("Sales agent").choose("Billing admin").click("Add user");
    let password = shown(&browser);
    assert_eq!(password.len(), 23);
    assert_eq!(browser.page().header("cache-control"), Some("no-store"));
    browser.click("Done");
    assert!(browser.sees("김하늘") && !browser.page().source().contains(&password));
    let events = world.texts("SELECT after AS value FROM audit_events WHERE kind = 'create_partner_user'");
    assert!(events.iter().any(|event| event.contains("haneul")) && !events.concat().contains(&password));
    let mut theirs = world.visitor();
    theirs.sign_in_with("haneul@example.com", &password);
    theirs.get(links::Users::to());
    assert_eq!(theirs.page().h1(), "Change password");
}

#[test]
fn quality_32_a_change_of_roles_ends_the_sessions() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let (manager, sales) = (world.person(&partner, Role::GlobalAdmin), world.person(&partner, Role::SalesAgent));
    let mut theirs = world.as_(&sales);
    let mut browser = world.as_(&manager);
    let mut late = world.as_(&manager);
    late.get(links::UserShow::to(&sales.id));
    browser.get(links::UserShow::to(&sales.id)).choose("Helpdesk agent").click("Save roles");
    assert_eq!(browser.page().attributes("input[name=agent][checked]", "value"), ["helpdesk_agent"]);
    assert_eq!(theirs.get("/account").page().h1(), "Sign in");
    assert_eq!(late.choose("Admin agent").click("Save roles").page().status, 409);
}

#[test]
fn nobody_takes_the_right_to_manage_users_from_themselves() {
    let world = World::new();
    let manager = world.person(&world.partner("Contoso Cloud"), Role::UserManagementAdmin);
    let mut browser = world.as_(&manager);
    browser.get(links::UserShow::to(&manager.id)).choose("Billing admin").click("Save roles");
    assert_eq!(browser.page().status, 422);
    assert!(browser.sees("You cannot take the right to manage users from yourself."));
    browser.post(links::UserDisable::to(&manager.id), &[]);
    assert_eq!(browser.page().status, 409);
}

#[test]
fn a_user_that_is_turned_off_is_out_until_turned_on() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let (manager, sales) = (world.person(&partner, Role::GlobalAdmin), world.person(&partner, Role::SalesAgent));
    let mut theirs = world.as_(&sales);
    let mut browser = world.as_(&manager);
    browser.get(links::UserShow::to(&sales.id)).click("Turn off account");
    assert_eq!(theirs.get("/account").page().h1(), "Sign in");
    theirs.sign_in_with(&sales.email, PASSWORD);
    assert_eq!(theirs.page().status, 422);
    browser.click("Turn on account");
    theirs.sign_in(&sales);
    assert_eq!(theirs.get("/account").page().fact("Email address"), Some(sales.email));
}

#[test]
fn a_provider_manages_its_resellers_people_and_a_reseller_only_its_own() {
    let world = World::new();
    let provider = world.provider("Contoso Cloud");
    let reseller = world.reseller(&provider, "Northwind Resale");
    let other = world.reseller(&provider, "Fabrikam Resale");
    let (manager, theirs) =
        (world.person(&provider, Role::UserManagementAdmin), world.person(&reseller, Role::UserManagementAdmin));
    let others = world.person(&other, Role::SalesAgent);
    let mut browser = world.as_(&manager);
    browser.get(links::Users::to()).fill("Organization", "Northwind Resale").click("Apply");
    assert!(browser.sees(&theirs.name) && !browser.sees(&others.name));
    let mut reselling = world.as_(&theirs);
    assert_eq!(reselling.get(links::UserShow::to(&others.id)).page().status, 404);
    assert_eq!(reselling.get(links::UserShow::to(&manager.id)).page().status, 404);
    assert_eq!(reselling.get(format!("/users?organization={}", other.id)).page().status, 404);
}

#[test]
fn a_customers_user_is_added_sees_the_seller_and_is_turned_off() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let sales = world.person(&partner, Role::SalesAgent);
    let customer = world.customer(&partner, "Hanbit Foods");
    let subscription = world.subscription(&customer, "Production");
    let person = world.customers_person(&customer);
    world.give_access(&person, &subscription);
    let mut browser = world.as_(&sales);
    browser.get(links::CustomerUsers::to(&customer.id));
    assert!(browser.page().rows()[0].iter().any(|cell| cell.contains("Contributor")));
    browser.click("Add user").fill("Name", "Lee").fill("Email address", "lee@example.com").click("Add user");
    assert_eq!(shown(&browser).len(), 23);
    let mut own = world.as_(&person);
    own.get("/account");
    assert!(own.sees("Contoso Cloud") && own.sees(&sales.email) && own.sees("Production"));
    assert_eq!(own.get(links::CustomerUsers::to(&customer.id)).page().status, 403);
    browser.click("Done").beside(&person.email).click("Turn off account");
    assert_eq!(own.get("/account").page().h1(), "Sign in");
}

#[test]
fn p_26_api_clients_are_no_people_and_stand_as_what_they_are() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let customer = world.customer(&partner, "Hanbit Foods");
    let manager = world.person(&partner, Role::GlobalAdmin);
    let client = world.client(&partner, Role::AdminAgent);
    let name = world.texts("SELECT display_name AS value FROM users WHERE is_client").remove(0);
    let new = json!({ "title": "Wrong region", "description": "Bought twice.", "severity": "moderate",
        "supportTopicId": "1", "organization": { "id": customer.id.to_string() } });
    let sent = client.send("POST", "/v1/servicerequests/en-US", Some(&new));
    assert_eq!((sent.status, sent.at("/primaryContact/email")), (201, manager.email.as_str().into()), "{}", sent.text);

    let mut browser = world.as_(&manager);
    assert!(!browser.get(links::Users::to()).sees(&name) && browser.sees(&manager.name));
    browser.get(links::Activity::to());
    assert!(browser.sees(&format!("API client {name}")), "{}", browser.page().text());
    let choices = browser.page().select("select[name=user] option");
    assert!(choices.contains(&format!("API client {name}")) && choices.contains(&manager.name), "{choices:?}");
    assert!(!browser.page().source().contains(".invalid"));
    assert!(browser.get(links::ActivityExport::to()).sees(&format!("API client {name}")));
    let records = client.send("GET", "/v1/auditrecords?startDate=2026-01-01", None);
    assert!(!records.text.contains(".invalid"), "{}", records.text);
    assert_eq!(world.count("users WHERE is_client AND email <> ''"), 0);
    let mut agent = world.as_(&world.person(&partner, Role::SalesAgent));
    assert!(!agent.get(links::Users::to()).sees(&name) && agent.sees(&manager.name), "who may is a person");
}

#[test]
fn p_26_a_form_sent_twice_registers_one_api_client_and_two_clicks_leave_the_old_secret_good() {
    let world = World::new();
    let mut browser = world.as_(&world.person(&world.partner("Contoso Cloud"), Role::GlobalAdmin));
    let id = browser.get(links::ApiClientNew::to()).page().attributes("input[name=id]", "value").remove(0);
    let fields = [("id", id.as_str()), ("name", "Export"), ("role", "admin_agent"), ("days", "90")];
    let mut client = world.client(&world.partner("Fabrikam Cloud"), Role::AdminAgent);
    let mut given = Vec::new();
    for _click in 0..2 {
        browser.post(links::ApiClientNew::to(), &fields);
        let shown = browser.page().select("dd .id code");
        client.tenant.clone_from(&shown[0]);
        client.account.id = shown[1].parse().unwrap();
        given.push(shown[2].clone());
    }
    assert_eq!((world.count("api_clients"), client.account.id.to_string()), (2, id.clone()));
    let works = |client: &Client, secret: &str| client.ask_for_token(secret).status == 200;
    assert!(works(&client, &given[0]) && works(&client, &given[1]));
    world.wait(86_400 + 60);
    let mut browser = world.as_(&world.person(&world.partner("Other Cloud"), Role::GlobalAdmin));
    assert_eq!(browser.get(format!("/api-clients/{id}")).page().status, 404);
    assert!(!works(&client, &given[0]) && works(&client, &given[1]), "a day later");
}

//! Things of others are not there: the ids of one organisation, asked for by another. Quality 38.

use actix_web::http::Method;
use partner_dashboard::domain::roles::Perm;
use partner_dashboard::http::router::RouteEntry;
use partner_dashboard::web;

use crate::support::{Browser, Page, TENANT_NAMES, Town, World, asked, filled, names};

#[test]
fn a_partner_finds_nothing_of_another_partner() {
    let world = World::new();
    let shelf = world.shelf();
    let ours = world.town(world.partner("Contoso Cloud"), &shelf);
    let theirs = world.town(world.partner("Fabrikam Cloud"), &shelf);
    crawl(&world, &ours, &theirs);
}

#[test]
fn a_reseller_finds_nothing_of_another_reseller_of_its_provider() {
    let world = World::new();
    let shelf = world.shelf();
    let provider = world.provider("Northwind Distribution");
    let ours = world.town(world.reseller(&provider, "Contoso Cloud"), &shelf);
    let theirs = world.town(world.reseller(&provider, "Fabrikam Cloud"), &shelf);
    crawl(&world, &ours, &theirs);
}

#[test]
fn a_provider_finds_the_customers_of_its_resellers() {
    let world = World::new();
    let provider = world.provider("Northwind Distribution");
    let town = world.town(world.reseller(&provider, "Contoso Cloud"), &world.shelf());
    let admin = world.person(&provider, partner_dashboard::domain::roles::Role::AdminAgent);
    let address = town.address("/customers/{customer}");
    assert_eq!(world.as_(&admin).get(address).page().status, 200);
}

/// Every route with an id of the others, and with one of theirs behind one of ours: it must look as if
/// the thing did not exist, and nothing of theirs may change.
fn crawl(world: &World, ours: &Town, theirs: &Town) {
    let before = state(world, theirs);
    let mut browser = world.as_(&ours.admin);
    let mut wrong = Vec::new();
    let routes = web::routes();
    // The desk looks at requests of every partner; that nobody else reaches it is the matrix's test.
    for entry in routes.table().iter().filter(|entry| entry.perm != Some(Perm::DecideRequests)) {
        let pattern = asked(entry.path);
        let named: Vec<String> =
            names(&pattern).into_iter().filter(|name| TENANT_NAMES.contains(&name.as_str())).collect();
        // Ours up to a name, theirs from it on.
        for (place, foreign) in named.iter().enumerate() {
            let whose = |name: &str, other: &dyn Fn(&str) -> String| {
                let is_other = named.iter().position(|known| known == name).is_some_and(|at| at >= place);
                if is_other { other(name) } else { ours.place(name) }
            };
            let foreign_one = filled(&pattern, |name| whose(name, &|name| theirs.place(name)));
            let missing_one = filled(&pattern, |name| whose(name, &|_| world.id().to_string()));
            let asked = ask(world, &mut browser, ours, entry, &foreign_one);
            let missing = ask(world, &mut browser, ours, entry, &missing_one);
            let is_hidden = match entry.method {
                Method::GET => asked.status == 404,
                // A form may be refused before the thing is looked up; removing what is gone is no error.
                _ => [303, 400, 404, 422].contains(&asked.status),
            };
            if !is_hidden || shape(&asked, &foreign_one) != shape(&missing, &missing_one) {
                let (asked, missing) = (asked.status, missing.status);
                wrong.push(format!("{} {} by {foreign}: {asked}, a missing one {missing}", entry.method, entry.path));
            }
        }
    }
    assert!(wrong.is_empty(), "things of others are seen:\n{}", wrong.join("\n"));
    assert_eq!(state(world, theirs), before, "something of theirs was changed");
}

fn ask(world: &World, browser: &mut Browser, ours: &Town, entry: &RouteEntry, address: &str) -> Page {
    if entry.method == Method::GET {
        return browser.send("GET", address, None, &[]);
    }
    let body = format!("csrf={}", browser.token());
    let page = browser.send("POST", address, Some(body.as_bytes()), &[]);
    if page.status == 303 {
        *browser = world.as_(&ours.admin);
    }
    page
}

/// The answer without what differs between any two requests.
fn shape(page: &Page, address: &str) -> (u16, String) {
    let mut source = page.source().replace(address, "").replace(&address.replace('&', "&#38;"), "");
    for changing in [page.select("footer code"), page.attributes("[name=csrf]", "value")].concat() {
        source = source.replace(&changing, "");
    }
    (page.status, source)
}

/// What is theirs, as it stands in the database.
fn state(world: &World, town: &Town) -> Vec<String> {
    let customer = world.literal(&crate::support::Value::Id(town.customer.id.uuid()));
    let user = world.literal(&crate::support::Value::Id(town.bystander.id.uuid()));
    let admin = world.literal(&crate::support::Value::Id(town.admin.id.uuid()));
    let one = |what: &str, table: &str, condition: &str| {
        world.texts(&format!("SELECT CAST({what} AS text) AS value FROM {table} WHERE {condition}"))
    };
    [
        one("version", "customers", &format!("id = {customer}")),
        one("version", "subscriptions", &format!("customer_id = {customer}")),
        one("count(revoked_at)", "subscription_access", &format!("customer_id = {customer}")),
        one("sum(version)", "carts", &format!("customer_id = {customer}")),
        one("count(*)", "cart_lines", &format!("customer_id = {customer}")),
        one("count(*)", "orders", &format!("customer_id = {customer}")),
        one("sum(version)", "reservations", &format!("customer_id = {customer}")),
        one("sum(version)", "support_requests", &format!("customer_id = {customer}")),
        one("count(*)", "support_notes", &format!("customer_id = {customer}")),
        one("count(*)", "attachments", &format!("customer_id = {customer}")),
        one("count(revoked_at)", "download_links", &format!("customer_id = {customer}")),
        one("count(revealed_at)", "software_keys", &format!("customer_id = {customer}")),
        one("version", "users", &format!("id = {user}")),
        one("count(*)", "users", &format!("customer_id = {customer}")),
        one("count(ended_at)", "sessions", &format!("user_id IN ({user}, {admin})")),
    ]
    .concat()
}

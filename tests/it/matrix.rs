//! Every route as every role: what the matrix says is what happens. Rules P-1 to P-27, S-8; quality 37.

use actix_web::http::Method;
use partner_dashboard::domain::roles::{Perm, Role, Verdict, best};
use partner_dashboard::http::links;
use partner_dashboard::http::router::RouteEntry;
use partner_dashboard::web;

use crate::support::{Browser, Page, Person, Town, World};

/// The few routes that need no permission. A new one here is a decision, not an accident.
#[test]
fn only_signing_in_the_language_and_download_links_are_public() {
    let routes = web::routes();
    let public: Vec<(&str, &str)> =
        routes.table().iter().filter(|entry| entry.perm.is_none()).map(|e| (e.method.as_str(), e.path)).collect();
    let signing_in = [("GET", "/sign-in"), ("POST", "/sign-in"), ("POST", "/sign-in/demo"), ("POST", "/language")];
    // A download link is for whoever has its address: 256 bits, 14 days, 50 downloads.
    let links = [("GET", "/downloads/{token}"), ("GET", "/downloads/{token}/file")];
    assert_eq!(public, [&signing_in[..], &links[..]].concat());
}

#[test]
fn no_address_and_method_stands_twice_in_the_table() {
    let routes = web::routes();
    let mut known: Vec<(&str, &str)> = routes.table().iter().map(|e| (e.path, e.method.as_str())).collect();
    let all = known.len();
    known.sort_unstable();
    known.dedup();
    assert_eq!(known.len(), all);
}

/// Somebody who walks the table.
struct Walker {
    name: String,
    person: Person,
    roles: Vec<Role>,
    has_access: bool,
}

impl Walker {
    fn is_operators(&self) -> bool {
        self.roles.iter().all(|role| role.is_operators())
    }
}

#[test]
fn every_role_reaches_what_the_matrix_gives_it_and_nothing_else() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let mut wrong = Vec::new();
    for walker in walkers(&world, &town) {
        let mut browser = world.as_(&walker.person);
        for entry in web::routes().table() {
            let Some(perm) = entry.perm else { continue };
            let page = walk(&world, &mut browser, &walker.person, entry, &town.address(entry.path));
            // To the operator's people the things of a partner are not there at all.
            let is_foreign = page.status == 404 && entry.path.contains('{') && walker.is_operators();
            let is_refused = page.status == 403 && page.source().contains(&format!("({})", perm.code()));
            let is_expected = is_foreign || expected(&walker, perm, entry.path) != is_refused;
            let to = page.header("location").unwrap_or_default();
            let is_odd = page.status >= 500 || to.starts_with("/sign-in?return_to");
            if !is_expected || is_odd || (page.status == 403) != is_refused {
                wrong.push(format!("{} {} as {}: {} {to}", entry.method, entry.path, walker.name, page.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers differ from the matrix:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn whoever_has_not_signed_in_is_asked_to() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let mut browser = world.visitor();
    for entry in web::routes().table().iter().filter(|entry| entry.perm.is_some()) {
        let address = town.address(entry.path);
        let page = if entry.method == Method::GET {
            browser.send("GET", &address, None, &[])
        } else {
            let body = format!("csrf={}", browser.token());
            browser.send("POST", &address, Some(body.as_bytes()), &[])
        };
        assert_eq!(page.status, 303, "{} {address}", entry.method);
        assert!(page.header("location").unwrap().starts_with("/sign-in"), "{} {address}", entry.method);
    }
}

/// One of every role, and of the agents also one with explicit access to the customer's subscription.
fn walkers(world: &World, town: &Town) -> Vec<Walker> {
    let mut walkers = Vec::new();
    for role in Role::ALL {
        for has_access in [false, true] {
            let person = if role == Role::CustomerUser {
                world.customers_person(&town.customer)
            } else {
                world.person(&town.partner, role)
            };
            if has_access {
                world.give_access(&person, &town.subscription);
                world.give_reservation_access(&person, town.place("reservation").parse().unwrap(), "reader");
            }
            let name = format!("{role}{}", if has_access { " with access" } else { "" });
            walkers.push(Walker { name, person, roles: vec![role], has_access });
        }
    }
    walkers
}

/// What the matrix says, for this walker on this route.
fn expected(walker: &Walker, perm: Perm, pattern: &str) -> bool {
    match best(&walker.roles, perm) {
        Verdict::Yes => true,
        Verdict::ViewOnly => perm != Perm::ToggleCustomerPurchase,
        // Access is to a subscription of one customer, so it counts only where the address names one.
        // A customer's person finds only what was granted, so nothing, but is not refused (P-11).
        Verdict::WithSubscriptionAccess => {
            (walker.has_access || perm == Perm::ViewReservations) && pattern.contains("{customer}")
        }
        Verdict::Own => walker.roles == [Role::CustomerUser] || perm == Perm::ViewSupportRequests,
        Verdict::WithCustomerPermission | Verdict::No => false,
    }
}

/// Opens the page, or sends the form with a right token and nothing filled in.
fn walk(world: &World, browser: &mut Browser, person: &Person, entry: &RouteEntry, address: &str) -> Page {
    if entry.method == Method::GET {
        return browser.send("GET", address, None, &[]);
    }
    let body = format!("csrf={}", browser.token());
    let page = browser.send("POST", address, Some(body.as_bytes()), &[]);
    if entry.path.contains("session") || entry.path == links::SignOut::PATTERN {
        *browser = world.as_(person);
    }
    page
}

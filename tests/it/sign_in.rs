//! Signing in and out, the language, the own account. Quality 24 to 27, 32 to 35; R-RO-1.

use partner_dashboard::domain::roles::Role;

use crate::support::{PASSWORD, World};

#[test]
fn a_person_signs_in_and_out() {
    let world = World::new();
    let partner = world.partner("Contoso Cloud");
    let admin = world.person(&partner, Role::AdminAgent);
    let mut browser = world.as_(&admin);
    browser.get("/account");
    assert_eq!(browser.page().fact("Email address").as_deref(), Some(admin.email.as_str()));
    browser.click("Sign out");
    assert!(browser.sees("You are signed out."));
    browser.get("/account");
    assert_eq!(browser.page().h1(), "Sign in");
}

#[test]
fn the_wrong_password_is_told_without_saying_whether_the_account_exists() {
    let world = World::new();
    let admin = world.person(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let mut browser = world.visitor();
    browser.sign_in_with(&admin.email, "not it at all");
    let known = browser.page().select(".error-summary li");
    assert_eq!(browser.page().status, 422);
    browser.sign_in_with("nobody@example.com", PASSWORD);
    assert_eq!(browser.page().select(".error-summary li"), known);
    assert_eq!(known, ["The email address or password is not correct"]);
}

#[test]
fn after_signing_in_one_is_where_one_wanted_to_be() {
    let world = World::new();
    let admin = world.person(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let mut browser = world.visitor();
    browser.get("/account/sessions").fill("Email address", &admin.email).fill("Password", PASSWORD).click("Sign in");
    assert_eq!(browser.page().path, "/account/sessions");
    assert_eq!(browser.page().rows().len(), 1);
}

#[test]
fn a_visitor_and_a_person_choose_their_language() {
    let world = World::new();
    let admin = world.person(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let mut browser = world.visitor();
    browser.get("/sign-in").click("한국어");
    assert_eq!(browser.page().attributes("html", "lang"), ["ko"]);
    browser.sign_in(&admin).speaks("zh-TW");
    assert_eq!(browser.get("/account").page().attributes("html", "lang"), ["zh-TW"]);
    let mut elsewhere = world.as_(&admin);
    assert_eq!(elsewhere.get("/account").page().attributes("html", "lang"), ["zh-TW"]);
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    let world = World::new();
    let admin = world.person(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let (mut here, mut there) = (world.as_(&admin), world.as_(&admin));
    here.get("/account/password").fill("Current password", PASSWORD);
    here.fill("New password", "seven quiet otters").fill("Repeat the new password", "seven quiet otters");
    here.click("Change password");
    assert!(here.sees("The password is changed."));
    assert_eq!(there.get("/account").page().h1(), "Sign in");
    there.sign_in_with(&admin.email, "seven quiet otters");
    assert_eq!(there.get("/account").page().h1(), here.get("/account").page().h1());
}

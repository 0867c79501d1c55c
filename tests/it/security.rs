//! What an attacker tries. Quality 1 to 3, 5, 12, 17, 24, 32 to 35, 49 to 51.

use std::path::{Path, PathBuf};

use partner_dashboard::domain::roles::Role;

use crate::support::{Browser, PASSWORD, Person, World};

fn one_admin() -> (World, Person) {
    let world = World::new();
    let admin = world.person(&world.partner("Contoso Cloud"), Role::GlobalAdmin);
    (world, admin)
}

fn form(token: &str, rest: &str) -> Vec<u8> {
    format!("csrf={token}{rest}").into_bytes()
}

fn status(browser: &mut Browser, body: &[u8], headers: &[(&str, &str)]) -> u16 {
    browser.send("POST", "/language", Some(body), headers).status
}

/// Chooses Korean; the page's language shows whether it was taken.
const KOREAN: &str = "&language=ko&return_to=%2Faccount";

#[test]
fn a_form_without_the_sessions_token_changes_nothing() {
    let (world, admin) = one_admin();
    let other = world.as_(&admin).token();
    let mut browser = world.as_(&admin);
    let token = browser.token();
    for body in [form("", KOREAN), b"language=ko&return_to=%2F".to_vec(), form("AAAA", KOREAN), form(&other, KOREAN)] {
        assert_eq!(status(&mut browser, &body, &[]), 403);
    }
    assert_eq!(browser.get("/account").page().attributes("html", "lang"), ["en"]);
    assert_eq!(status(&mut browser, &form(&token, KOREAN), &[]), 303);
    assert_eq!(browser.get("/account").page().attributes("html", "lang"), ["ko"]);
}

#[test]
fn a_form_of_another_site_is_refused_even_with_the_right_token() {
    let (world, admin) = one_admin();
    let mut browser = world.as_(&admin);
    let body = form(&browser.token(), KOREAN);
    let elsewhere: [&[(&str, &str)]; 5] = [
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://127.0.0.1:1")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", "")],
    ];
    for headers in elsewhere {
        assert_eq!(status(&mut browser, &body, headers), 403, "{headers:?}");
    }
    // A client that names no origin at all, such as a script of ours, still needs the token.
    assert_eq!(status(&mut browser, &body, &[("origin", ""), ("sec-fetch-site", "")]), 303);
}

#[test]
fn a_malformed_form_is_refused() {
    let (world, admin) = one_admin();
    let mut browser = world.as_(&admin);
    let token = browser.token();
    for rest in ["&language=ko&language=en", "&language=ko&csrf=x", "&language=ko&role=global_admin", ""] {
        assert_eq!(status(&mut browser, &form(&token, rest), &[]), 400, "{rest}");
    }
    let json = [("content-type", "application/json")];
    assert_eq!(status(&mut browser, b"{}", &json), 400);
    let large = form(&token, &format!("&language={}", "x".repeat(256 * 1024)));
    assert_eq!(status(&mut browser, &large, &[]), 413);
    assert_eq!(browser.get("/account").page().attributes("html", "lang"), ["en"]);
}

#[test]
fn looking_changes_nothing() {
    let (world, admin) = one_admin();
    let mut browser = world.as_(&admin);
    for address in ["/sign-out", "/language?language=ko"] {
        assert_eq!(browser.send("GET", address, None, &[]).status, 405, "{address}");
        assert_eq!(browser.send("HEAD", address, None, &[]).status, 405, "{address}");
    }
    assert_eq!(browser.get("/account").page().status, 200);
}

#[test]
fn five_tries_are_free_then_each_costs_time_and_ten_lock_for_a_quarter_of_an_hour() {
    let (world, admin) = one_admin();
    let mut browser = world.visitor();
    let mut fail = |world: &World| {
        browser.sign_in_with(&admin.email, "not it at all");
        let wait = browser.page().header("retry-after").map(|seconds| seconds.parse::<i64>().unwrap());
        let status = browser.page().status;
        if let Some(seconds) = wait {
            assert_eq!(status, 429);
            world.wait(seconds);
        }
        wait
    };
    for _free in 0..5 {
        assert_eq!(fail(&world), None);
    }
    let pauses: Vec<i64> = std::iter::from_fn(|| {
        let wait = fail(&world);
        // Allowed again now: this try fails as well and makes the next pause longer.
        wait.inspect(|_| assert_eq!(fail(&world), None))
    })
    .take(6)
    .collect();
    assert_eq!(pauses, [1, 2, 4, 8, 16, 15 * 60]);
}

#[test]
fn a_locked_account_does_not_open_with_the_right_password_until_the_lock_ends() {
    let (world, admin) = one_admin();
    let mut browser = world.visitor();
    for _try in 0..6 {
        browser.sign_in_with(&admin.email, "not it at all");
    }
    browser.sign_in_with(&admin.email, PASSWORD);
    assert_eq!(browser.page().status, 429);
    assert!(browser.sees("Too many attempts."));
    world.wait(60);
    browser.sign_in(&admin);
}

#[test]
fn signing_in_gives_a_new_session_and_the_old_one_stays_a_visitors() {
    let (world, admin) = one_admin();
    let mut browser = world.visitor();
    browser.get("/sign-in");
    let planted = browser.cookie("__Host-sid").unwrap().to_owned();
    browser.sign_in(&admin);
    assert_ne!(browser.cookie("__Host-sid"), Some(planted.as_str()));
    let mut attacker = world.visitor();
    attacker.set_cookie("__Host-sid", &planted);
    assert_eq!(attacker.get("/account").page().h1(), "Sign in");
}

#[test]
fn a_cookie_somebody_made_up_is_nobody() {
    let (world, admin) = one_admin();
    let mut browser = world.as_(&admin);
    let own = browser.cookie("__Host-sid").unwrap().to_owned();
    let changed: String = own.chars().rev().collect();
    for cookie in [changed.as_str(), "s.AAAA", "", "%00%ff"] {
        browser.set_cookie("__Host-sid", cookie);
        assert_eq!(browser.get("/account").page().h1(), "Sign in", "{cookie}");
    }
}

#[test]
fn the_cookie_is_kept_from_scripts_other_sites_and_plain_http() {
    let (world, admin) = one_admin();
    let mut browser = world.as_(&admin);
    browser.post("/sign-out", &[]);
    let page = world.visitor().send("GET", "/sign-in", None, &[]);
    let cookies: Vec<&String> =
        page.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value).collect();
    assert_eq!(cookies.len(), 1);
    assert!(cookies[0].starts_with("__Host-sid="));
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookies[0].contains(attribute), "{}", cookies[0]);
    }
    assert!(!cookies[0].contains("Domain"));
}

#[test]
fn a_session_ends_when_idle_and_in_any_case_after_a_working_day() {
    let (world, admin) = one_admin();
    let mut idle = world.as_(&admin);
    world.wait(29 * 60);
    assert_eq!(idle.get("/account").page().status, 200);
    assert_ne!(idle.page().h1(), "Sign in");
    world.wait(31 * 60);
    assert_eq!(idle.get("/account").page().h1(), "Sign in");
    assert!(idle.sees("session"), "it is said why: {}", idle.page().text());
    let mut busy = world.as_(&admin);
    for _half_hour in 0..16 {
        world.wait(29 * 60);
        busy.get("/account");
        assert_ne!(busy.page().h1(), "Sign in");
    }
    world.wait(29 * 60);
    assert_eq!(busy.get("/account").page().h1(), "Sign in");
}

#[test]
fn signing_out_ends_the_session_itself_not_only_the_cookie() {
    let (world, admin) = one_admin();
    let mut browser = world.as_(&admin);
    let cookie = browser.cookie("__Host-sid").unwrap().to_owned();
    let body = form(&browser.token(), "");
    let page = browser.send("POST", "/sign-out", Some(&body), &[]);
    assert_eq!(page.header("clear-site-data"), Some("\"cache\", \"storage\""));
    let mut thief = world.visitor();
    thief.set_cookie("__Host-sid", &cookie);
    assert_eq!(thief.get("/account").page().h1(), "Sign in");
    assert_eq!(world.count("sessions WHERE ended_at IS NULL"), 0);
}

#[test]
fn a_disabled_person_is_out_at_once() {
    let (world, admin) = one_admin();
    let mut browser = world.as_(&admin);
    let now = world.literal(&crate::support::Value::At(world.now()));
    world.execute(&format!("UPDATE users SET disabled_at = {now}")).unwrap();
    assert_eq!(browser.get("/account").page().h1(), "Sign in");
    browser.sign_in_with(&admin.email, PASSWORD);
    assert_eq!(browser.page().status, 422);
}

#[test]
fn the_way_back_after_signing_in_stays_on_this_site() {
    let (world, admin) = one_admin();
    for elsewhere in ["//evil.example", "https://evil.example/", "/\\evil.example", "/%0d%0aSet-Cookie:x=1"] {
        let mut browser = world.visitor();
        browser.get("/sign-in");
        let token = browser.token();
        let fields =
            [("csrf", token.as_str()), ("email", &admin.email), ("password", PASSWORD), ("return_to", elsewhere)];
        let body = serde_urlencoded::to_string(fields).unwrap();
        let page = browser.send("POST", "/sign-in", Some(body.as_bytes()), &[]);
        let location = page.header("location").unwrap_or_default();
        let is_ours = location.starts_with('/') && !location.starts_with("//") && !location.contains('\\');
        assert!(page.status == 303 && is_ours, "{elsewhere} leads to {location}");
    }
}

#[test]
fn markup_in_a_name_is_text() {
    let world = World::new();
    let partner = world.partner("<script>alert(1)</script> & \"Sons\"");
    let admin = world.person(&partner, Role::AdminAgent);
    let mut browser = world.as_(&admin);
    browser.get("/account");
    assert!(!browser.page().source().contains("<script>alert"));
    assert!(browser.page().select("dd").contains(&partner.name));
}

#[test]
fn no_secret_stands_in_the_events() {
    let (world, admin) = one_admin();
    let mut browser = world.as_(&admin);
    let cookie = browser.cookie("__Host-sid").unwrap().to_owned();
    let token = browser.token();
    browser.post(
        "/account/password",
        &[("current", PASSWORD), ("new", "seven quiet otters"), ("repeat", "seven quiet otters")],
    );
    world.visitor().sign_in_with(&admin.email, "a guess of mine");
    let columns = "kind || actor || address || request_id || resource_type || resource_id || outcome";
    let all = world
        .texts(&format!("SELECT {columns} || coalesce(before, '') || coalesce(after, '') AS value FROM audit_events"));
    assert!(all.len() >= 3);
    for secret in [PASSWORD, "seven quiet otters", "a guess of mine", cookie.as_str(), token.as_str(), "argon2"] {
        assert!(!all.iter().any(|event| event.contains(secret)), "{secret} is in the events");
    }
}

#[test]
fn the_sources_keep_their_promises() {
    let mut wrong = Vec::new();
    for (path, text) in files("templates") {
        for banned in ["|safe", "| safe", "escape = \"none\"", "style=\"", "<style", "onclick=", "javascript:"] {
            if text.contains(banned) {
                wrong.push(format!("{}: {banned}", path.display()));
            }
        }
        let inline = text.split("<script").skip(1).any(|tag| !tag.split('>').next().unwrap().contains("src="));
        if inline {
            wrong.push(format!("{}: a script inside the page", path.display()));
        }
    }
    // The invariants are constant SQL over any table, with nothing of anybody's in it.
    let may_have_sql = Path::new("src/store/check/mod.rs");
    for (path, text) in files("src") {
        if (text.contains("sql_query") && !path.ends_with(may_have_sql)) || text.contains("escape = \"none\"") {
            wrong.push(format!("{}: raw SQL or unescaped HTML", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every file below a folder of the repository, with its text.
fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push((path, text));
        }
    }
    assert!(found.len() > 5, "{folder} is there");
    found
}

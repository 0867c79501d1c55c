//! Every page as every role in every language: sound HTML, headers, words. Quality U-3, U-9, L-1 to L-3, 13 to 18.

use std::collections::BTreeSet;

use actix_web::http::Method;
use partner_dashboard::domain::roles::Role;
use partner_dashboard::web;
use scraper::{ElementRef, Html, Node};

use crate::support::{Browser, Page, Person, Town, World, css, text_of};

const LANGUAGES: [(&str, &str); 3] =
    [("en", "Partner Dashboard"), ("ko", "파트너 대시보드"), ("zh-TW", "合作夥伴儀表板")];

#[test]
fn every_page_is_sound_for_every_role_in_every_language() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let keys = keys();
    let mut wrong = BTreeSet::new();
    for person in everybody(&world, &town) {
        let mut browser = world.as_(&person);
        for (lang, product) in LANGUAGES {
            browser.speaks(lang);
            for (pattern, page) in pages(&mut browser, &town) {
                let mut faults = faults(&page, lang, product, &keys);
                let all = [texts(&page.html()), spoken(&page.html())].concat().into_iter();
                let foreign = all.filter(|text| lang == "en" && town.without_names(text).chars().any(is_cjk));
                faults.extend(foreign.map(|text| format!("not English: {text}")));
                wrong.extend(faults.into_iter().map(|fault| format!("{pattern} ({lang}): {fault}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), Vec::from_iter(wrong).join("\n"));
}

/// L-3: in the language of accents and brackets, every text outside data stands in brackets.
#[cfg(debug_assertions)]
#[test]
fn every_text_comes_from_the_catalogue() {
    let world = World::new();
    let town = world.town(world.partner("Contoso Cloud"), &world.shelf());
    let mut wrong = BTreeSet::new();
    for person in everybody(&world, &town) {
        let mut browser = world.as_(&person);
        browser.speaks("qps-ploc");
        for (pattern, page) in pages(&mut browser, &town) {
            let html = page.html();
            let mut found = texts(&html);
            // Inside a title or an attribute a name cannot be marked as data.
            found.extend(spoken(&html).into_iter().map(|text| town.without_names(&text)));
            // The code of a currency is the same in every language.
            found.retain(|text| !is_bracketed(&text.replace("(USD)", "")));
            wrong.extend(found.into_iter().map(|text| format!("{pattern}: {text:?}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} texts are not from the catalogue:\n{}",
        wrong.len(),
        Vec::from_iter(wrong).join("\n")
    );
}

#[test]
fn errors_are_pages_too() {
    let world = World::new();
    let admin = world.person(&world.partner("Contoso Cloud"), Role::AdminAgent);
    let keys = keys();
    for (lang, product) in LANGUAGES {
        let mut browser = world.as_(&admin);
        browser.speaks(lang);
        let missing = browser.send("GET", "/no-such-page", None, &[]);
        let method = browser.send("POST", "/account", Some(b""), &[]);
        let forged = browser.send("POST", "/sign-out", Some(b"csrf=wrong"), &[]);
        for (page, status) in [(missing, 404), (method, 405), (forged, 403)] {
            assert_eq!(page.status, status);
            assert_eq!(faults(&page, lang, product, &keys), Vec::<String>::new(), "{status}");
        }
    }
}

fn everybody(world: &World, town: &Town) -> Vec<Person> {
    let mut people = vec![town.admin.clone(), world.customers_person(&town.customer)];
    let partner_roles = Role::ALL.into_iter().filter(|role| *role != Role::CustomerUser);
    people.extend(partner_roles.map(|role| world.person(&town.partner, role)));
    people
}

/// Every page of the route table, as this browser's person gets it.
fn pages(browser: &mut Browser, town: &Town) -> Vec<(&'static str, Page)> {
    let routes = web::routes();
    let gets: Vec<&'static str> =
        routes.table().iter().filter(|entry| entry.method == Method::GET).map(|entry| entry.path).collect();
    let mut open = |pattern| (pattern, browser.send("GET", &town.address(pattern), None, &[]));
    gets.into_iter().map(&mut open).filter(|(_, page)| page.header("content-type").is_some_and(is_html)).collect()
}

fn is_html(kind: &str) -> bool {
    kind.starts_with("text/html")
}

fn faults(page: &Page, lang: &str, product: &str, keys: &BTreeSet<String>) -> Vec<String> {
    let mut faults = header_faults(page);
    let html = page.html();
    let count = |selector: &str| html.select(&css(selector)).count();
    let mut fault = |is_wrong: bool, words: &str| {
        if is_wrong {
            faults.push(words.to_owned());
        }
    };
    fault(![200, 403, 404, 405].contains(&page.status), &format!("status {}", page.status));
    fault(count("h1") != 1, "not one h1");
    fault(count("main") != 1, "not one main");
    fault(page.attributes("html", "lang") != [lang], "wrong lang");
    let title = page.select("title").concat();
    fault(!title.ends_with(&format!(" – {product}")), &format!("title {title:?}"));
    fault(title.starts_with(" –"), "empty title");
    fault(count("[style], style, script:not([src]), [onclick]") > 0, "inline style or script");
    fault(count("table th:not([scope])") > 0, "a heading of a table without scope");
    fault(count("img:not([alt])") > 0, "an image without alt");
    for control in unlabelled(&html) {
        fault(true, &format!("no label: {control}"));
    }
    for form in html.select(&css("form[method=post]")) {
        fault(form.select(&css("input[name=csrf]")).count() != 1, "a form that posts without one token");
    }
    for id in repeated_ids(&html) {
        fault(true, &format!("the id {id} stands twice"));
    }
    let text = page.text();
    for word in text.split_whitespace() {
        fault(keys.contains(word), &format!("the key {word}"));
        fault(is_float_noise(word), &format!("the number {word}"));
    }
    faults
}

/// Quality 13 to 16, 18.
fn header_faults(page: &Page) -> Vec<String> {
    let wanted = [
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ];
    let mut faults = Vec::new();
    for (name, value) in wanted {
        if page.header(name) != Some(value) {
            faults.push(format!("{name}: {:?}", page.header(name)));
        }
    }
    let policy = page.header("content-security-policy").unwrap_or_default();
    for part in ["default-src 'none'", "script-src 'self'", "form-action 'self'", "frame-ancestors 'none'"] {
        if !policy.contains(part) {
            faults.push(format!("the policy lacks {part}"));
        }
    }
    if policy.contains("unsafe") || page.header("permissions-policy").is_none() {
        faults.push("a weak policy".to_owned());
    }
    if page.header("access-control-allow-origin").is_some() {
        faults.push("other origins are let in".to_owned());
    }
    if !page.header("content-type").is_some_and(|kind| kind.contains("charset=utf-8")) {
        faults.push("no charset".to_owned());
    }
    faults
}

/// Controls that a person sees and that have no name.
fn unlabelled(html: &Html) -> Vec<String> {
    let labels: Vec<String> =
        html.select(&css("label[for]")).filter_map(|label| label.attr("for")).map(ToOwned::to_owned).collect();
    let is_named = |control: &ElementRef<'_>| {
        let has_label = control.attr("id").is_some_and(|id| labels.iter().any(|label| label == id));
        let is_inside = control.ancestors().filter_map(ElementRef::wrap).any(|up| up.value().name() == "label");
        let is_hidden = control.attr("type") == Some("hidden") || control.attr("aria-hidden") == Some("true");
        has_label || is_inside || is_hidden || control.attr("aria-label").or(control.attr("aria-labelledby")).is_some()
    };
    let (controls, buttons) = (css("input, select, textarea"), css("button, a[href], summary"));
    let controls = html.select(&controls);
    let mut found: Vec<String> = controls.filter(|control| !is_named(control)).map(|control| control.html()).collect();
    let is_mute = |button: &ElementRef<'_>| text_of(*button).is_empty() && button.attr("aria-label").is_none();
    found.extend(html.select(&buttons).filter(is_mute).map(|button| button.html()));
    found
}

fn repeated_ids(html: &Html) -> Vec<String> {
    let mut ids: Vec<&str> = html.select(&css("[id]")).filter_map(|element| element.attr("id")).collect();
    ids.sort_unstable();
    let repeated: BTreeSet<&str> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    repeated.into_iter().map(ToOwned::to_owned).collect()
}

/// What a person reads that is not data. Names and numbers stand in `td`, `dd`, `time`, `code`, or are marked `translate="no"`; a part in another
/// language has its own `lang`.
fn texts(html: &Html) -> Vec<String> {
    let mut found = Vec::new();
    let read = |element: ElementRef<'_>, text: Option<&str>| {
        if element.value().name() != "title" {
            found.extend(text.map(|text| text.trim().to_owned()));
        }
    };
    walk(html.root_element(), &mut { read });
    found
}

/// What a person hears or sees in a corner: the title, and the attributes that are texts.
fn spoken(html: &Html) -> Vec<String> {
    let mut found: Vec<String> = html.select(&css("title")).map(text_of).collect();
    let read = |element: ElementRef<'_>, text: Option<&str>| {
        if text.is_none() {
            let attributes = ["aria-label", "placeholder", "title", "alt"];
            found.extend(attributes.iter().filter_map(|name| element.attr(name)).map(ToOwned::to_owned));
        }
    };
    walk(html.root_element(), &mut { read });
    found
}

/// Visits every element that is not data, and every text in one.
fn walk(element: ElementRef<'_>, visit: &mut impl FnMut(ElementRef<'_>, Option<&str>)) {
    for child in element.children() {
        if let Node::Text(text) = child.value() {
            visit(element, Some(text));
        }
        let Some(inner) = ElementRef::wrap(child) else { continue };
        let name = inner.value().name();
        let is_data = matches!(name, "td" | "dd" | "time" | "code" | "kbd" | "script" | "style" | "data");
        if !is_data && inner.attr("translate") != Some("no") && inner.attr("lang").is_none() {
            visit(inner, None);
            walk(inner, visit);
        }
    }
}

/// Whether nothing with letters stands outside brackets.
fn is_bracketed(text: &str) -> bool {
    let mut depth = 0_i32;
    for letter in text.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            letter if depth <= 0 && letter.is_alphabetic() => return false,
            _ => {}
        }
    }
    true
}

/// `0.30000000000000004`, `NaN`: a number that went through a float.
fn is_float_noise(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| !c.is_ascii_digit());
    let decimals = number.split_once('.').map_or("", |(_, rest)| rest);
    let digits = decimals.chars().take_while(char::is_ascii_digit).count();
    digits > 8 || matches!(word, "NaN" | "inf" | "-inf")
}

fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{3040}'..='\u{30FF}')
}

/// The keys of the catalogue that cannot be mistaken for a word.
fn keys() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/i18n/locales/en");
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let names = text.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.trim());
        keys.extend(names.filter(|name| name.contains('-') && !name.starts_with('#')).map(ToOwned::to_owned));
    }
    keys
}

#[test]
fn the_checks_find_what_they_look_for() {
    let html = |body: &str| Html::parse_document(body);
    assert!(is_bracketed("[Šîĝñ îñ ~~~]: [Ĥî ~] · 3"));
    assert!(!is_bracketed("[Šîĝñ îñ ~~~] as admin"));
    assert!(is_float_noise("0.30000000000000004") && !is_float_noise("12,345.67") && !is_float_noise("0.0960"));
    assert_eq!(repeated_ids(&html("<p id=a></p><p id=a></p><p id=b></p>")), ["a"]);
    assert_eq!(unlabelled(&html("<label for=q>Q</label><input id=q><input name=other>")).len(), 1);
    assert_eq!(texts(&html("<p>Hi <b translate=no>Contoso</b></p><td>x</td>")).concat(), "Hix");
    assert!(keys().contains("signin-title"));
}

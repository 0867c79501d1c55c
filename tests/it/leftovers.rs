//! What nobody uses any more: words, style classes, templates.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Words that nouns of later issues are going to need: by the start of the key.
const PREPARED_WORDS: [&str; 6] = ["common-", "errors-", "nav-", "states-", "terms-", "reservations-"];

/// Style classes and components that wait for their pages.
const PREPARED_CLASSES: [&str; 6] =
    ["confirm-list", "limit-words", "nav-count", "paper-only", "print-link", "screen-only"];
const PREPARED_TEMPLATES: [&str; 3] = ["components/chart.html", "components/money.html", "components/steps.html"];

fn files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut open = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path.strip_prefix(&root).unwrap().to_owned(), text));
        }
    }
    assert!(!found.is_empty(), "{folder} is there");
    found
}

/// Everything that may use something: sources without the tests of the words, templates, scripts.
fn users() -> String {
    let all = files("src", &[".rs"]).into_iter().filter(|(path, _)| path != Path::new("i18n/tests.rs"));
    let all = all.chain(files("templates", &[".html"])).chain(files("static", &[".js"]));
    all.map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

/// The words of a text that are made of these characters besides letters and digits.
fn words(text: &str, joint: char) -> BTreeSet<&str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != joint).collect()
}

#[test]
fn every_translation_is_used() {
    let users = users();
    let used = words(&users, '_');
    let catalogues = files("src/i18n/locales/en", &[".ftl"]);
    let all: String = catalogues.iter().map(|(_, text)| text.as_str()).collect();
    let keys = catalogues.iter().flat_map(|(_, text)| text.lines()).filter_map(|line| line.split_once(" ="));
    let keys = keys.map(|(key, _)| key).filter(|key| key.starts_with(|letter: char| letter.is_ascii_lowercase()));
    let unused: Vec<&str> = keys
        .filter(|key| !PREPARED_WORDS.iter().any(|start| key.starts_with(start)))
        .filter(|key| !used.contains(key.replace('-', "_").as_str()) && !all.contains(&format!("{{ {key} }}")))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_style_class_is_used() {
    let users = users();
    let used = words(&users, '-');
    let mut unused = BTreeSet::new();
    for (_, css) in files("static/css", &[".css"]) {
        let css: String = css.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect();
        // A selector stands before its block; numbers such as 0.5 have a digit before the dot.
        for selector in css.split('}').filter_map(|rule| rule.rsplit_once('{')).map(|(selector, _)| selector) {
            for part in selector.split('.').skip(1) {
                let class = part.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next().unwrap();
                let is_class = class.starts_with(|letter: char| letter.is_ascii_lowercase());
                if is_class && !used.contains(class) && !PREPARED_CLASSES.contains(&class) {
                    unused.insert(class.to_owned());
                }
            }
        }
    }
    assert_eq!(unused, BTreeSet::new());
}

#[test]
fn every_template_is_used() {
    let users = users();
    let unused: Vec<PathBuf> = files("templates", &[".html"])
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| !users.contains(&format!("\"{}\"", path.display())))
        .filter(|path| !PREPARED_TEMPLATES.iter().any(|known| path == Path::new(known)))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

//! A floor imports only floors below it. The table is the one that `lib.rs` shows its readers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a module may import; `None` for everything.
type Table = BTreeMap<String, Option<Vec<String>>>;

#[test]
fn every_import_goes_down() {
    let table = table(&read(&sources().join("lib.rs")));
    let mut wrong = Vec::new();
    for file in rust_files(&sources()) {
        let inside = file.strip_prefix(sources()).unwrap();
        let module = inside.iter().next().unwrap().to_string_lossy().replace(".rs", "");
        // `ground` only names the floors that it holds.
        if ["lib", "main", "ground"].contains(&module.as_str()) {
            continue;
        }
        let allowed = table.get(&module).unwrap_or_else(|| panic!("`{module}` is not in the table of lib.rs"));
        let Some(allowed) = allowed else { continue };
        for named in imports(&without_tests(&read(&file))) {
            if named != module && !allowed.contains(&named) {
                wrong.push(format!("{} imports {named}", inside.display()));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_is_read_as_it_is_shown() {
    let table = table("//! | 2 | [`access`] | who | domain, store |\n//! | 0 | `domain` | x | nothing of ours |");
    assert_eq!(table["access"], Some(vec!["domain".to_owned(), "store".to_owned()]));
    assert_eq!(table["domain"], Some(Vec::new()));
    assert_eq!(imports("use crate::store::{A};\n  crate::web::routes()\n/// [`crate::cli`]"), ["store", "web"]);
}

fn table(lib: &str) -> Table {
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | ")).filter(|row| row.contains('`'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_end_matches('|').split(" | ").map(str::trim).collect();
        let name = cells[1].trim_matches(['[', ']', '`']).to_owned();
        let allowed = match cells[3] {
            "everything" => None,
            "nothing of ours" => Some(Vec::new()),
            list => Some(list.split(", ").map(ToOwned::to_owned).collect()),
        };
        (name, allowed)
    })
    .collect()
}

/// The modules that a file names by `crate::`, outside comments.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let named = code.flat_map(|line| line.split("crate::").skip(1).map(ToOwned::to_owned).collect::<Vec<_>>());
    let word = |rest: String| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    named.map(word).filter(|name| !name.is_empty()).collect()
}

/// Tests of a module may stand on anything.
fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned()
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

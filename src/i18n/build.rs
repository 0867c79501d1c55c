//! The build script: turns `locales/*/<noun>.ftl` into typed functions, or refuses to build.
//!
//! It reads every language, checks that they say the same things ([`check`]) and writes
//! `$OUT_DIR/texts.rs` ([`write`]), which `i18n/mod.rs` includes. There is no Fluent at run time.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

#[path = "build/check.rs"]
mod check;
#[path = "build/model.rs"]
mod model;
#[path = "build/pseudo.rs"]
mod pseudo;
#[path = "build/read.rs"]
mod read;
#[path = "build/write.rs"]
mod write;

/// Where the translations lie, relative to the package.
const LOCALES: &str = "../i18n/locales";

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed={LOCALES}");
    println!("cargo:rerun-if-changed=../i18n/build");
    // The migrations are embedded by a macro, which cannot say itself what it read.
    println!("cargo:rerun-if-changed=../../migrations");
    let Some(out) = env::var_os("OUT_DIR").map(PathBuf::from) else {
        eprintln!("OUT_DIR is not set: cargo runs this script");
        return ExitCode::FAILURE;
    };
    match generate(&out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in &problems {
                eprintln!("error: {problem}");
            }
            eprintln!("error: {} problem(s) in the translations", problems.len());
            ExitCode::FAILURE
        }
    }
}

fn generate(out: &Path) -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    let mut read_one = |code: &str| read::language(&Path::new(LOCALES).join(code), &mut problems);
    let all = model::Languages { en: read_one("en"), ko: read_one("ko"), zh_tw: read_one("zh-TW") };
    check::same_everywhere(&all, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    for (name, code) in [("texts.rs", write::functions(&all)), ("texts_table.rs", write::table(&all))] {
        fs::write(out.join(name), code).map_err(|error| vec![format!("{name}: {error}")])?;
    }
    Ok(())
}

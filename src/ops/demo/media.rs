//! What bought software needs in the demonstration: small files that are really there, and a few invented
//! product keys, fewer than there are purchases, so that one of them waits. Floor 2.

use std::fmt::Write;

use super::seed::SeedError;
use crate::ops::media::Outcome;
use crate::ops::media::{Import, import};
use crate::ops::{App, keys};
use crate::reference::windows_server_product;

/// Version, language, and what the first line of the file says.
const FILES: &[(&str, &str, &str)] = &[
    ("2022", "English", "This file stands for Windows Server 2022 in the demonstration."),
    ("2022", "한국어", "이 파일은 데모에서 Windows Server 2022를 대신합니다."),
    ("2022", "繁體中文", "此檔案在示範中代替 Windows Server 2022。"),
    ("2019", "English", "This file stands for Windows Server 2019 in the demonstration."),
    ("2019", "한국어", "이 파일은 데모에서 Windows Server 2019를 대신합니다."),
    ("2019", "繁體中文", "此檔案在示範中代替 Windows Server 2019。"),
];

/// File type and operating system of each, and the ending of its name.
const TYPES: &[(&str, &str)] = &[("ISO, 64-bit", "iso.txt"), ("VHD, 64-bit", "vhd.txt")];

/// Version and key; nobody ever sold one like these.
const KEYS: &[(&str, &str)] = &[
    ("2022", "DEMO1-LANTE-RNHAR-BOUR2-02201"),
    ("2022", "DEMO1-LANTE-RNHAR-BOUR2-02202"),
    ("2022", "DEMO1-LANTE-RNHAR-BOUR2-02203"),
    ("2022", "DEMO1-LANTE-RNHAR-BOUR2-02204"),
];

/// Fills the media library and the stock of keys.
pub(super) fn media(app: &App) -> Result<(), SeedError> {
    let refused = |what, why: &dyn std::fmt::Display| SeedError::Media { what, why: why.to_string() };
    let product = windows_server_product();
    fill_library(app, &product).map_err(|why| refused("the media library", &why))?;
    let rows: Vec<String> = KEYS.iter().map(|(version, key)| format!("{product},{version},{key}")).collect();
    keys::import(app, format!("product,version,key\n{}\n", rows.join("\n")).as_bytes(), |_rows| {})
        .map_err(|why| refused("the product keys", &why))?;
    Ok(())
}

/// Writes the files beside the database and imports them as an operator does.
fn fill_library(app: &App, product: &str) -> Result<(), Box<dyn std::error::Error>> {
    let folder = app.config.data_dir.join("demo-software");
    std::fs::create_dir_all(&folder)?;
    let mut list = String::from("product,version,language,file_type,file\n");
    for (version, language, text) in FILES {
        for (file_type, ending) in TYPES {
            let name = format!("windows-server-{version}-{language}.{ending}");
            // A few hundred lines: enough for a download that can be broken off and resumed.
            let content: String = (1..=400).fold(format!("{text} ({file_type})\n"), |mut content, line| {
                let _never_fails = writeln!(content, "{line:04} {text}");
                content
            });
            std::fs::write(folder.join(&name), content)?;
            writeln!(list, "{product},{version},{language},\"{file_type}\",{name}")?;
        }
    }
    let mut bad = Vec::new();
    let command = Import { files: &folder, is_dry_run: false };
    import(app, &command, list.as_bytes(), |_line, row, outcome| {
        if let Outcome::Bad(fault) = outcome {
            bad.push(format!("{}: {fault}", row.file));
        }
    })?;
    if bad.is_empty() { Ok(()) } else { Err(bad.join("; ").into()) }
}

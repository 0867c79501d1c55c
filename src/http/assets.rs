//! Static files inside the binary, named by their content. Floor 3. Architecture 13.
//!
//! A missing file does not build. The address holds the start of the content's SHA-256, so browsers
//! may keep it for ever.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use sha2::{Digest, Sha256};

/// A file and its address.
struct Asset {
    name: &'static str,
    media_type: &'static str,
    content: &'static str,
}

macro_rules! css {
    ($($name:literal),+ $(,)?) => { concat!($(include_str!(concat!("../../static/css/", $name, ".css")), "\n"),+) };
}

const ASSETS: [Asset; 4] = [
    Asset {
        name: "app.css",
        media_type: "text/css; charset=utf-8",
        content: css!(
            "tokens",
            "base",
            "frame",
            "nav",
            "head",
            "disclosure",
            "button",
            "menu",
            "form",
            "table",
            "badge",
            "panel",
            "figures",
            "filters",
            "steps",
            "catalog",
            "cart",
            "case",
            "receipt",
            "news",
            "reference",
            "print",
        ),
    },
    Asset {
        name: "app.js",
        media_type: "text/javascript; charset=utf-8",
        content: include_str!("../../static/js/app.js"),
    },
    Asset {
        name: "icons.svg",
        media_type: "image/svg+xml; charset=utf-8",
        content: include_str!("../../static/icons.svg"),
    },
    Asset {
        name: "favicon.svg",
        media_type: "image/svg+xml; charset=utf-8",
        content: include_str!("../../static/favicon.svg"),
    },
];

static ADDRESSES: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    ASSETS.iter().map(|asset| (asset.name, format!("/static/{}/{}", fingerprint(asset.content), asset.name))).collect()
});

fn fingerprint(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    let start: [u8; 8] = digest.first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(start))
}

/// The address of a file; "" for a name that is not a file.
pub fn address(name: &str) -> &'static str {
    ADDRESSES.iter().find(|(known, _)| *known == name).map_or("", |(_, address)| address)
}

/// Serves the files at their addresses.
pub fn register(config: &mut web::ServiceConfig) {
    for asset in &ASSETS {
        config.route(address(asset.name), web::get().to(move || std::future::ready(answer(asset))));
    }
}

fn answer(asset: &'static Asset) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, asset.media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(asset.content)
}

//! Select product, Downloads and keys, and the page behind a link. Floor 4. S-86 to S-93, P-17, P-18.

mod custody;
mod public;
mod select;
mod why;

use crate::domain::downloads::LinkState;
use crate::domain::keys::KeyState;
use crate::http::links;
use crate::http::router::Routes;
use crate::i18n::Texts;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::SoftwareShow::PATTERN, select::show)
        .get(links::SoftwareDownloads::PATTERN, custody::show)
        .post(links::SoftwareDownloads::PATTERN, custody::enable)
        .get(links::DownloadLinkHandover::PATTERN, why::ask_for_link)
        .post(links::DownloadLinkHandover::PATTERN, why::hand_over)
        .post(links::DownloadLinkRevoke::PATTERN, custody::revoke)
        .get(links::SoftwareKeyReveal::PATTERN, why::ask_for_key)
        .post(links::SoftwareKeyReveal::PATTERN, why::reveal)
        .public_get(links::DownloadPage::PATTERN, public::page)
        .public_file(links::DownloadFile::PATTERN, public::file)
}

fn key_tone(state: KeyState) -> &'static str {
    match state {
        KeyState::Waiting => "warning",
        KeyState::Issued | KeyState::Revealed => "success",
        KeyState::Revoked => "",
    }
}

fn link_tone(state: LinkState) -> &'static str {
    match state {
        LinkState::Enabled => "success",
        LinkState::Exhausted | LinkState::Expired => "warning",
        LinkState::Revoked => "",
    }
}

/// A file's size as people read it.
fn size(t: Texts, bytes: u64) -> String {
    const STEPS: [u64; 3] = [1 << 30, 1 << 20, 1 << 10];
    let [gib, mib, kib] = STEPS;
    if bytes >= gib {
        t.downloads_gigabytes(tenths(bytes, gib))
    } else if bytes >= mib {
        t.downloads_megabytes(tenths(bytes, mib))
    } else {
        t.downloads_kilobytes(bytes.div_ceil(kib))
    }
}

/// In whole units and tenths, rounded up.
fn tenths(bytes: u64, unit: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn sizes_are_rounded_up_to_a_tenth() {
        let t = Texts::new(Lang::En);
        let of = |bytes| size(t, bytes);
        assert_eq!([of(1), of(1024), of(1025)], ["1 KB", "1 KB", "2 KB"]);
        assert_eq!([of(1 << 20), of(5_368_709_120), of(5_368_709_121)], ["1.0 MB", "5.0 GB", "5.1 GB"]);
    }
}

//! Names of countries and regions in the page's language. Floor 4. Rule L-3.

use crate::i18n::{Lang, Texts};
use crate::ops::markets::Market;

/// The name of a market.
pub(super) fn name(t: Texts, market: &Market) -> &str {
    match t.lang() {
        Lang::En => &market.name_en,
        Lang::Ko => &market.name_ko,
        Lang::ZhTw => &market.name_zh_tw,
        #[cfg(debug_assertions)]
        Lang::Pseudo => &market.name_en,
    }
}

/// The name of the country with this code; the code itself where it is no market.
pub(super) fn name_of(t: Texts, markets: &[Market], code: &str) -> String {
    let found = markets.iter().find(|market| market.code == code);
    found.map_or(code, |market| name(t, market)).to_owned()
}

/// Code and name of these markets, by name, and of the one that is chosen already, if it is none of them.
pub(super) fn choices_with(t: Texts, markets: &[Market], chosen: &str) -> Vec<(String, String)> {
    let mut all = choices(t, markets);
    if !chosen.is_empty() && !markets.iter().any(|market| market.code == chosen) {
        all.push((chosen.to_owned(), chosen.to_owned()));
    }
    all
}

/// Code and name of these markets, by name.
pub(super) fn choices<'a>(t: Texts, markets: impl IntoIterator<Item = &'a Market>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        markets.into_iter().map(|market| (market.code.clone(), name(t, market).to_owned())).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

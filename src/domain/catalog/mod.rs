//! Rules of the catalogue: names of offers, what they save, and free-text search. Floor 0.
//! Rule R-BUY-1.

mod ids;
mod query;
mod regions;
mod saving;
mod size;

pub use ids::{VM_RESERVATIONS, availability_id, product_id, sku_id};
pub use query::{CatalogQuery, Token, TokenKind, parse_query};
pub use regions::RegionNames;
pub use saving::{Saving, saving};
pub use size::{CORES_A_PACK, ShelfOrder, windows_packs};

use unicode_normalization::UnicodeNormalization;

use super::term::Term;

/// The vendor's name of a reservation of virtual machines (R-BUY-1):
/// `Reserved VM Instance, Standard_ND12s, US West 2, 1 Year`. It is a product name and the same in
/// every language.
pub fn display_name(size: &str, region_display_name: &str, term: Term) -> String {
    let years = match term {
        Term::OneYear => "1 Year",
        Term::ThreeYears => "3 Years",
    };
    format!("Reserved VM Instance, {size}, {region_display_name}, {years}")
}

/// What names are compared by: NFKC, lower case, without spaces, dashes, underscores, and without
/// `Standard_` at the front. `Standard_D4s_v3`, `D4s v3` and `d4s-v3` are the same.
pub fn catalog_key(name: &str) -> String {
    let folded: String =
        name.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_')).collect();
    folded.strip_prefix("standard").map(str::to_owned).unwrap_or(folded)
}

/// A size is what `wanted` asks for; both are [`catalog_key`]s. `d4s` asks for D4s_v3 and D4s_v5, and
/// `d1` asks for D1_v2, not for D16s_v3.
pub fn size_matches(wanted: &str, size_key: &str) -> bool {
    let Some(rest) = size_key.strip_prefix(wanted) else { return false };
    let number_goes_on = rest.starts_with(|c: char| c.is_ascii_digit());
    !(number_goes_on && wanted.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_buy_1_display_name() {
        assert_eq!(
            display_name("Standard_ND12s", "US West 2", Term::OneYear),
            "Reserved VM Instance, Standard_ND12s, US West 2, 1 Year"
        );
    }

    #[test]
    fn names_compare_without_case_spaces_and_the_word_standard() {
        for name in ["Standard_D4s_v3", "d4s v3", "D4s_v3", "standard_d4s_v3", "Ｄ４ｓ－ｖ３", "STANDARD D4S-V3"]
        {
            assert_eq!(catalog_key(name), "d4sv3", "{name}");
        }
        assert_eq!(catalog_key("Standard"), "");
    }

    #[test]
    fn a_size_is_found_by_how_its_name_starts() {
        for found in ["d4sv3", "d4sv5", "d4s"] {
            assert!(size_matches("d4s", found), "{found}");
        }
        for other in ["d4v3", "ds4", "ad4s"] {
            assert!(!size_matches("d4s", other), "{other}");
        }
        assert!(size_matches("d1", "d1v2"));
        assert!(!size_matches("d1", "d16sv3"));
    }
}

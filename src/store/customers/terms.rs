//! What a customer is found by: the starts of its words. Floor 1. Rule L-7, features row 1.

use crate::domain::text::search_key;

/// Characters of a term; more is not typed.
const LONGEST_TERM: usize = 40;

/// The terms a customer is found by: the rest of the name from each word on, and from each character
/// on for scripts without spaces; the domain.
pub(in crate::store) fn terms(company_name: &str, domain: &str) -> Vec<String> {
    let name = search_key(company_name);
    let mut terms = vec![cut(&search_key(domain))];
    let mut before = ' ';
    for (at, letter) in name.char_indices() {
        let is_word_start = !before.is_alphanumeric() && letter.is_alphanumeric();
        if is_word_start || (letter > '\u{2E7F}' && letter.is_alphanumeric()) {
            terms.push(cut(name.get(at..).unwrap_or_default()));
        }
        before = letter;
    }
    terms.sort();
    terms.dedup();
    terms
}

pub(super) fn cut(text: &str) -> String {
    text.chars().take(LONGEST_TERM).collect()
}

/// Words of a search beyond these are not looked at.
const MOST_WORDS: usize = 6;

/// The words of a search, folded and without the signs before them, since no term starts with one.
pub(in crate::store) fn search_words(typed: &str) -> Vec<String> {
    search_key(typed)
        .split(' ')
        .map(|word| cut(word.trim_start_matches(|letter: char| !letter.is_alphanumeric())))
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .collect()
}

/// The first text after all that start with `prefix`.
pub(in crate::store) fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_found_by_any_word_and_in_the_middle_of_hangul() {
        assert_eq!(terms("Contoso Foods", "contoso.com"), ["contoso foods", "contoso.com", "foods"]);
        let hangul = terms("한빛 식품", "hanbit.kr");
        for part in ["한빛 식품", "빛 식품", "식품", "품"] {
            assert!(hangul.contains(&part.to_owned()), "{part} in {hangul:?}");
        }
    }
}

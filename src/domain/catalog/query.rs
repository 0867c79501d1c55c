//! Free-text search of the catalogue: "d4s v3 korea 3y" becomes tokens. Floor 0.
//!
//! Every word keeps the text as it was typed, so that a page without results can say which one found
//! nothing. A word that means nothing special stays text and is looked for in names.

use unicode_normalization::UnicodeNormalization;

use super::catalog_key;
use super::regions::RegionNames;
use crate::domain::term::Term;

/// The most words that together name a region: "us gov virginia west".
const LONGEST_NAME: usize = 4;
/// Words beyond this are not read: no name of the catalogue is that long.
const MOST_WORDS: usize = 32;

/// One thing that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The words as they were typed, after NFKC.
    pub typed: String,
    /// What they mean.
    pub kind: TokenKind,
}

/// What a token asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// A term.
    Term(Term),
    /// Any of these regions.
    Regions(Vec<String>),
    /// Exactly this many vCPUs.
    Vcpus(u32),
    /// Exactly this much memory, in MiB.
    MemoryMib(u32),
    /// A size whose key starts so: compare with [`super::size_matches`].
    Size(String),
    /// Text to look for, as a [`catalog_key`], in the keys of names, series and groups.
    Text(String),
}

/// A search as tokens, in the order they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CatalogQuery {
    /// The tokens.
    pub tokens: Vec<Token>,
}

impl CatalogQuery {
    /// Nothing was asked for.
    pub const fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The terms asked for; none means both.
    pub fn terms(&self) -> Vec<Term> {
        self.pick(|kind| if let TokenKind::Term(term) = kind { Some(*term) } else { None })
    }

    /// The regions asked for, of all tokens together; none means all.
    pub fn regions(&self) -> Vec<String> {
        self.pick(|kind| if let TokenKind::Regions(codes) = kind { Some(codes.clone()) } else { None }).concat()
    }

    /// The numbers of vCPUs asked for; none means any.
    pub fn vcpus(&self) -> Vec<u32> {
        self.pick(|kind| if let TokenKind::Vcpus(count) = kind { Some(*count) } else { None })
    }

    /// The amounts of memory asked for; none means any.
    pub fn memory_mib(&self) -> Vec<u32> {
        self.pick(|kind| if let TokenKind::MemoryMib(mib) = kind { Some(*mib) } else { None })
    }

    /// The beginnings of sizes asked for.
    pub fn sizes(&self) -> Vec<String> {
        self.pick(|kind| if let TokenKind::Size(key) = kind { Some(key.clone()) } else { None })
    }

    /// The texts asked for.
    pub fn texts(&self) -> Vec<String> {
        self.pick(|kind| if let TokenKind::Text(key) = kind { Some(key.clone()) } else { None })
    }

    fn pick<T>(&self, what: impl Fn(&TokenKind) -> Option<T>) -> Vec<T> {
        self.tokens.iter().filter_map(|token| what(&token.kind)).collect()
    }
}

/// Reads a search. Regions are recognised by the names given; the longest run of words that means
/// something wins, so "west us 2" is one region and not three words.
pub fn parse_query(typed: &str, regions: &RegionNames) -> CatalogQuery {
    let normal: String = typed.nfkc().collect();
    let words: Vec<&str> = normal
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '"'))
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .collect();
    let mut tokens = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (taken, token) = next_token(rest, regions);
        tokens.extend(token);
        rest = rest.get(taken..).unwrap_or_default();
    }
    CatalogQuery { tokens }
}

/// How many words the next token takes, and the token; a word of nothing but dashes gives none.
fn next_token(words: &[&str], regions: &RegionNames) -> (usize, Option<Token>) {
    for count in (1..=LONGEST_NAME.min(words.len())).rev() {
        let run = words.get(..count).unwrap_or_default();
        let kind = meaning(run, regions);
        if let Some(kind) = kind {
            return (count, Some(Token { typed: run.join(" "), kind }));
        }
    }
    let typed = words.first().copied().unwrap_or_default();
    let key = catalog_key(typed);
    let token = (!key.is_empty()).then(|| Token { typed: typed.to_owned(), kind: TokenKind::Text(key) });
    (1, token)
}

fn meaning(run: &[&str], regions: &RegionNames) -> Option<TokenKind> {
    let joined: String = run.concat().to_lowercase();
    let codes = regions.find(&joined);
    if !codes.is_empty() {
        return Some(TokenKind::Regions(codes));
    }
    // A number and its unit are one or two words, and so are the parts of a size.
    if run.len() > 2 {
        return None;
    }
    if let Some(term) = term(&joined) {
        return Some(TokenKind::Term(term));
    }
    amount(&joined).or_else(|| size(run))
}

fn term(word: &str) -> Option<Term> {
    match word {
        "p1y" | "1y" | "1yr" | "1year" | "1-year" | "oneyear" | "1년" | "1年" | "一年" | "1年期" => {
            Some(Term::OneYear)
        }
        "p3y" | "3y" | "3yr" | "3yrs" | "3year" | "3years" | "3-year" | "threeyears" | "3년" | "3年" | "三年"
        | "3年期" => Some(Term::ThreeYears),
        _ => None,
    }
}

/// `4vcpu`, `16gib`.
fn amount(word: &str) -> Option<TokenKind> {
    let unit_at = word.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = word.split_at_checked(unit_at)?;
    let number: u32 = number.parse().ok()?;
    match unit {
        "c" | "vcpu" | "vcpus" | "cpu" | "cpus" | "core" | "cores" | "코어" | "核" | "核心" => {
            Some(TokenKind::Vcpus(number))
        }
        "g" | "gb" | "gib" => number.checked_mul(1024).map(TokenKind::MemoryMib),
        "mb" | "mib" => Some(TokenKind::MemoryMib(number)),
        _ => None,
    }
}

/// `d4s`, `d4s_v3`, `standard_d4s_v3`, or two words: `d4s v3`, `standard d4s`.
fn size(run: &[&str]) -> Option<TokenKind> {
    let key = catalog_key(&run.concat());
    let is_size = match run {
        [_one] => looks_like_a_size(&key),
        [first, second] if catalog_key(first).is_empty() => looks_like_a_size(&catalog_key(second)),
        [first, second] => {
            looks_like_a_size(&catalog_key(first)) && !has_version(&catalog_key(first)) && is_version(second)
        }
        _ => false,
    };
    is_size.then_some(TokenKind::Size(key))
}

/// Up to four letters, then a number: D4s, NC24ads, M416ms, HB120rs. `v3` is a version of any size.
fn looks_like_a_size(key: &str) -> bool {
    let family = key.chars().take_while(char::is_ascii_alphabetic).count();
    let number = key.chars().nth(family).is_some_and(|c| c.is_ascii_digit());
    (1..=4).contains(&family) && number && key.is_ascii() && !is_version(key)
}

fn is_version(word: &str) -> bool {
    word.strip_prefix(['v', 'V']).is_some_and(|number| {
        !number.is_empty() && number.len() <= 2 && number.chars().all(|digit| digit.is_ascii_digit())
    })
}

fn has_version(key: &str) -> bool {
    key.rfind('v').and_then(|at| key.get(at..)).is_some_and(is_version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names() -> RegionNames {
        let mut names = RegionNames::default();
        for (name, code) in [
            ("westus", "westus"),
            ("West US", "westus"),
            ("us west 2", "westus2"),
            ("West US 2", "westus2"),
            ("Poland", "polandcentral"),
            ("Korea", "koreacentral"),
            ("Korea", "koreasouth"),
        ] {
            names.add(name, code);
        }
        names
    }

    fn kinds(typed: &str) -> Vec<TokenKind> {
        parse_query(typed, &names()).tokens.into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn size_region_and_term_in_one_line() {
        let query = parse_query("d4s v3 korea 3y", &names());
        assert_eq!(query.sizes(), ["d4sv3"]);
        assert_eq!(query.regions(), ["koreacentral", "koreasouth"]);
        assert_eq!(query.terms(), [Term::ThreeYears]);
        let typed: Vec<_> = query.tokens.iter().map(|token| token.typed.as_str()).collect();
        assert_eq!(typed, ["d4s v3", "korea", "3y"]);
    }

    #[test]
    fn the_longest_region_name_wins() {
        assert_eq!(kinds("west us 2"), [TokenKind::Regions(vec!["westus2".to_owned()])]);
        assert_eq!(kinds("West  US"), [TokenKind::Regions(vec!["westus".to_owned()])]);
        assert_eq!(kinds("WESTUS2"), [TokenKind::Regions(vec!["westus2".to_owned()])]);
    }

    #[test]
    fn terms_in_three_languages_and_full_width() {
        for one in ["1y", "1 year", "P1Y", "1년", "1 年", "１Ｙ", "1-year"] {
            assert_eq!(kinds(one), [TokenKind::Term(Term::OneYear)], "{one}");
        }
        for three in ["3y", "3 years", "p3y", "3년", "3年", "三年"] {
            assert_eq!(kinds(three), [TokenKind::Term(Term::ThreeYears)], "{three}");
        }
    }

    #[test]
    fn vcpus_and_memory_with_or_without_a_space() {
        for cores in ["4 vcpu", "4c", "4vCPUs", "4코어", "4 核心"] {
            assert_eq!(kinds(cores), [TokenKind::Vcpus(4)], "{cores}");
        }
        for memory in ["16gb", "16 GiB", "16G", "16384 MiB"] {
            assert_eq!(kinds(memory), [TokenKind::MemoryMib(16_384)], "{memory}");
        }
    }

    #[test]
    fn sizes_however_they_are_written() {
        for size in ["d4s v3", "D4s_v3", "standard_d4s_v3", "Standard_D4s v3", "d4s-v3"] {
            assert_eq!(kinds(size), [TokenKind::Size("d4sv3".to_owned())], "{size}");
        }
        assert_eq!(kinds("standard d4s"), [TokenKind::Size("d4s".to_owned())]);
        let two = ["d4s", "e8sv5"].map(|key| TokenKind::Size(key.to_owned()));
        assert_eq!(kinds("d4s e8s v5"), two);
    }

    #[test]
    fn what_means_nothing_stays_text() {
        assert_eq!(
            kinds("memory v3 -- 99999999999gb"),
            [
                TokenKind::Text("memory".to_owned()),
                TokenKind::Text("v3".to_owned()),
                TokenKind::Text("99999999999gb".to_owned()),
            ]
        );
        assert!(parse_query(" ,; ", &names()).is_empty());
    }

    proptest! {
        /// Any text is read without a panic, no token is empty and no word is invented.
        #[test]
        fn any_text_is_read(typed in "\\PC{0,80}") {
            let query = parse_query(&typed, &names());
            prop_assert!(query.tokens.len() <= MOST_WORDS);
            for token in &query.tokens {
                prop_assert!(!token.typed.is_empty());
            }
        }

        /// A search made of parts has these parts.
        #[test]
        fn parts_are_found_in_any_order(parts in Just(vec!["d4s_v3", "korea", "3y", "8vcpu", "32gib"]).prop_shuffle()) {
            let query = parse_query(&parts.join(" "), &names());
            prop_assert_eq!(query.tokens.len(), 5);
            prop_assert_eq!(query.sizes(), ["d4sv3"]);
            prop_assert_eq!(query.vcpus(), [8]);
            prop_assert_eq!(query.memory_mib(), [32_768]);
            prop_assert_eq!(query.terms(), [Term::ThreeYears]);
            prop_assert_eq!(query.regions().len(), 2);
        }
    }
}

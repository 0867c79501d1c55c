//! Passwords as people choose them. Floor 0. Quality rules 6.2.1 to 6.2.12: 12 to 128 characters,
//! no composition rules, bytes unchanged but for NFC, none of the common ones, none with a name in it.
//!
//! The shipped list (`common_passwords.txt`) holds passwords of 12 characters and more only: shorter
//! ones cannot be chosen anyway. It was made for this product from widely known habits (years and
//! runs of digits after common words, keyboard rows, repeated words); no leaked list was copied.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{TextError, search_key};

/// The list, with digits and signs read back as letters, as the typed password is.
static COMMON: LazyLock<HashSet<String>> =
    LazyLock::new(|| include_str!("../common_passwords.txt").lines().map(plain).collect());

/// Names of this product and of what it sells, without spaces.
const PRODUCT_WORDS: [&str; 6] =
    ["partnerdashboard", "partnercenter", "dashboard", "microsoft", "azure", "파트너대시보드"];

/// Rows of keys and the alphabet: any 5 neighbours in a row say little.
const RUNS: [&str; 5] =
    ["012345678901234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// A password. It is never shown, logged or serialised.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The fewest characters.
    pub const MIN: usize = 12;
    /// The most characters.
    pub const MAX: usize = 128;

    /// A new password. `names` are what it must not hold: company, person, part of the address.
    pub fn choose(raw: &str, names: &[&str]) -> Result<Self, TextError> {
        let typed = Self::typed(raw);
        let length = typed.0.chars().count();
        if length == 0 {
            return Err(TextError::Empty);
        }
        if length < Self::MIN {
            return Err(TextError::TooShort { min: Self::MIN });
        }
        if length > Self::MAX {
            return Err(TextError::TooLong { max: Self::MAX });
        }
        let folded = search_key(raw);
        if is_common(&folded) {
            return Err(TextError::Common);
        }
        if holds_name(&folded, names) { Err(TextError::HoldsName) } else { Ok(typed) }
    }

    /// A new password where no names are known; see [`Password::choose`].
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        Self::choose(raw, &[])
    }

    /// A password typed to sign in: NFC and nothing else, since only the stored hash decides.
    pub fn typed(raw: &str) -> Self {
        Self(raw.nfc().collect())
    }

    /// The characters, for hashing.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

/// On the list, `p@ssw0rd` being `password`; or a repetition, or runs of keys.
fn is_common(folded: &str) -> bool {
    COMMON.contains(&plain(folded)) || repeats(folded) || runs(folded)
}

/// The text with letters for the digits and signs that stand for them.
fn plain(text: &str) -> String {
    text.chars().map(unleet).collect()
}

/// The letter a digit or sign is written for.
const fn unleet(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        _ => c,
    }
}

/// The same one to four characters again and again.
fn repeats(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=4).any(|period| chars.iter().zip(chars.iter().skip(period)).all(|(a, b)| a == b))
}

/// Nothing but runs of at least five neighbouring keys, forwards or backwards.
fn runs(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut rest = chars.as_slice();
    while !rest.is_empty() {
        let taken = (5..=rest.len()).rev().find(|count| rest.get(..*count).is_some_and(is_run));
        match taken.and_then(|count| rest.get(count..)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

fn is_run(part: &[char]) -> bool {
    let forwards: String = part.iter().collect();
    let backwards: String = part.iter().rev().collect();
    RUNS.iter().any(|run| run.contains(&forwards) || run.contains(&backwards))
}

/// Whether a name of four letters or more (two in Hangul or Han) stands in it, spaces and signs aside.
fn holds_name(folded: &str, names: &[&str]) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (bare, read) = (letters(folded), letters(&plain(folded)));
    let held = |word: &str| bare.contains(word) || read.contains(word);
    PRODUCT_WORDS.iter().any(|word| held(word))
        || names.iter().any(|name| {
            let key = search_key(name);
            key.split(|c: char| !c.is_alphanumeric()).any(|word| tells(word) && held(word))
        })
}

/// Long enough that its presence is no accident.
fn tells(word: &str) -> bool {
    word.chars().count() >= if word.is_ascii() { 4 } else { 2 }
}

//! Checked strings, each its own type. Floor 0. Quality rules L-7 (input of any language) and
//! 2.1.3 (one place for limits).
//!
//! Text is parsed once, at the door, and trusted inside. On the way in it is trimmed and brought to
//! NFC; characters nobody types on purpose (controls, line breaks, bidi marks, blank letters) are
//! refused. Codes, names of machines, addresses and numbers are folded by NFKC first, so that what
//! an input method writes in full width is read as the digits and letters it stands for.
//!
//! ```
//! use ground::domain::text::{CompanyName, Domain, Quantity, search_key};
//! assert_eq!(CompanyName::parse(" 콘토소 주식회사 ").unwrap().as_str(), "콘토소 주식회사");
//! assert_eq!(Domain::parse("Contoso。com").unwrap().as_str(), "contoso.com");
//! assert_eq!(Quantity::parse("１２").unwrap().get(), 12);
//! assert_eq!(search_key("Ｃｏｎｔｏｓｏ   Ltd"), "contoso ltd");
//! ```

use unicode_normalization::UnicodeNormalization;

mod addresses;
mod codes;
mod labels;
mod names;
mod notes;
mod password;
mod quantity;
mod requests;

pub use addresses::{Domain, Email};
pub use codes::{CountryCode, MpnId, PurchaseOrderNumber, RegionName, SizeName};
pub use labels::MediaLabel;
pub use names::{CompanyName, DisplayName, PersonName, SubscriptionName, ViewName};
pub use notes::{PaymentReference, Remark};
pub use password::Password;
pub use quantity::Quantity;
pub use requests::{Phone, Prose, RequestTitle};

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// Fewer characters than needed.
    #[error("shorter than {min} characters")]
    TooShort {
        /// The fewest characters.
        min: usize,
    },
    /// More characters than kept.
    #[error("longer than {max} characters")]
    TooLong {
        /// The most characters.
        max: usize,
    },
    /// A control character, line break, bidi mark or blank letter inside.
    #[error("a character that cannot be seen")]
    Invisible,
    /// A character that this kind of text does not have.
    #[error("the character {0:?} is not allowed here")]
    Character(char),
    /// Every character is allowed, the whole is not of the kind.
    #[error("not of this form")]
    Malformed,
    /// A number outside its bounds.
    #[error("not from {min} to {max}")]
    OutOfRange {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// A password that is on the list of common ones, or a run of keys.
    #[error("a common password")]
    Common,
    /// A password that holds the name of the organisation, of the person or of this product.
    #[error("holds a name that is easy to guess")]
    HoldsName,
}

/// Defines a checked string: `name, check`, where `check` turns raw text into the text to keep.
macro_rules! checked {
    ($($(#[$doc:meta])* $name:ident, $check:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks raw text and keeps it in the form it is stored in.
            pub fn parse(raw: &str) -> Result<Self, $crate::domain::text::TextError> {
                let check: fn(&str) -> Result<String, $crate::domain::text::TextError> = $check;
                check(raw).map(Self)
            }
            /// Wraps text that was checked when it was stored.
            pub fn from_stored(text: String) -> Self { Self(text) }
            /// The text.
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::domain::text::TextError;
            fn try_from(raw: String) -> Result<Self, Self::Error> { Self::parse(&raw) }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::text::TextError;
            fn from_str(raw: &str) -> Result<Self, Self::Err> { Self::parse(raw) }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str { &self.0 }
        }
    )+};
}
use checked;

/// What a person meant by typing this, for finding things: NFKC, lower case, single spaces. The
/// same function makes the stored key and folds the typed words, so that they meet.
pub fn search_key(text: &str) -> String {
    let lower = text.nfkc().filter(|c| !is_joiner(*c)).collect::<String>().to_lowercase();
    // Lower case may leave marks uncomposed, and ends Greek words in a sigma that is not found inside.
    let folded: String = lower.nfkc().map(|c| if c == 'ς' { 'σ' } else { c }).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// NFC, trimmed, 1 to `max` characters, none of them invisible.
fn line(raw: &str, max: usize) -> Result<String, TextError> {
    within(raw.nfc().collect::<String>().trim().to_owned(), max)
}

/// As [`line`], folded by NFKC: for codes and addresses, where full width means the plain letter.
fn folded_line(raw: &str, max: usize) -> Result<String, TextError> {
    within(raw.nfkc().collect::<String>().trim().to_owned(), max)
}

fn within(text: String, max: usize) -> Result<String, TextError> {
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().any(is_invisible) {
        return Err(TextError::Invisible);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    Ok(text)
}

/// Refuses the first character that `allowed` does not take.
fn only(text: &str, allowed: fn(char) -> bool) -> Result<(), TextError> {
    match text.chars().find(|c| !allowed(*c)) {
        Some(c) => Err(TextError::Character(c)),
        None => Ok(()),
    }
}

/// Characters that show nothing or turn the line around: never part of a name somebody means.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' // bidi
            | '\u{2028}' | '\u{2029}' // line and paragraph separator
            | '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
            | '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}' // letters drawn as a blank
            | '\u{FFF9}'..='\u{FFFD}' | '\u{E0000}'..='\u{E007F}') // annotations, lost characters, tags
}

/// Joiners belong in names of some scripts and make no difference when searching.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests;

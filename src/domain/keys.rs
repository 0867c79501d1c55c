//! Product keys: opaque text that is never printed, and where a key of bought software stands. Floor 0.
//! Domain 6.11, S-86, R-SW-3.
//!
//! ```
//! use ground::domain::keys::KeyText;
//! let key = KeyText::parse(" AB1CD-EF2GH-IJ3KL-MN4OP-QR5ST ").unwrap();
//! assert_eq!(key.masked(), "•••••-•••••-•••••-•••••-QR5ST");
//! assert_eq!(format!("{key:?}"), "KeyText(..)");
//! ```

use super::codes::codes;

/// The fewest and the most characters of a key.
const LENGTHS: std::ops::RangeInclusive<usize> = 10..=128;

/// Characters at the end that stay readable under the mask: what support asks for.
const TAIL: usize = 5;

/// A product key. Only [`KeyText::reveal`] gives it away.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyText(String);

/// The text is no product key; what it was is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    /// Too short or too long.
    #[error("a key has 10 to 128 characters")]
    Length,
    /// Something other than visible characters of the ASCII table.
    #[error("a key has visible ASCII characters only")]
    Character,
}

codes! {
    /// Where a key of bought software stands.
    KeyState, NotAKeyState {
        /// Wanted; there was none.
        Waiting = "waiting",
        /// Given to the software, not looked at.
        Issued = "issued",
        /// Looked at.
        Revealed = "revealed",
        /// Not to be used any more: the software was cancelled.
        Revoked = "revoked",
    }
}

impl KeyText {
    /// Reads a key, spaces around it left out.
    pub fn parse(raw: &str) -> Result<Self, NotAKey> {
        let text = raw.trim();
        if !LENGTHS.contains(&text.chars().count()) {
            return Err(NotAKey::Length);
        }
        if text.chars().all(|c| c.is_ascii_graphic()) { Ok(Self(text.to_owned())) } else { Err(NotAKey::Character) }
    }

    /// The key itself: for sealing, and for the one page that shows it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Everything but the last five characters hidden; dashes stay, so that its form can be recognised.
    pub fn masked(&self) -> String {
        let hidden = self.0.chars().count().saturating_sub(TAIL);
        let mask = |(at, c): (usize, char)| if at < hidden && c != '-' { '•' } else { c };
        self.0.chars().enumerate().map(mask).collect()
    }

    /// What two spellings of one key have in common: upper case, without dashes.
    pub fn same(&self) -> String {
        self.0.chars().filter(|c| *c != '-').map(|c| c.to_ascii_uppercase()).collect()
    }
}

impl std::fmt::Debug for KeyText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyText(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_opaque_and_its_spelling_does_not_make_two() {
        let key = KeyText::parse("ab1cd-ef2gh").unwrap();
        assert_eq!(key.same(), KeyText::parse("AB1CDEF2GH").unwrap().same());
        assert_eq!(key.masked(), "•••••-ef2gh");
        assert_eq!(KeyText::parse("short"), Err(NotAKey::Length));
        assert_eq!(KeyText::parse(&"A".repeat(129)), Err(NotAKey::Length));
        assert_eq!(KeyText::parse("AB1CD EF2GH"), Err(NotAKey::Character));
        assert_eq!(KeyText::parse("키키키키키키키키키키"), Err(NotAKey::Character));
    }
}

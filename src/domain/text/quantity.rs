//! How many of a thing are bought at once. Floor 0. Quality rule 2.1.3: a person types 1 to 100 (our own), a
//! program may say up to 500; the bounds of the catalogue (S-32) are checked by the review.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::TextError;

/// A number of reserved instances or licences on one cart line, 1 to 500.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Quantity(u32);

impl Quantity {
    /// The smallest.
    pub const MIN: u32 = 1;
    /// The largest (our own).
    pub const MAX: u32 = 500;
    /// The largest that a person types: a slip of the finger costs no more than that (our own).
    pub const TYPED_MAX: u32 = 100;
    /// One.
    pub const ONE: Self = Self(1);

    /// A number within the bounds.
    pub const fn new(count: u32) -> Result<Self, TextError> {
        if count >= Self::MIN && count <= Self::MAX { Ok(Self(count)) } else { Err(Self::OUT) }
    }

    /// Both together, as far as a person may order at once.
    pub fn plus(self, other: Self) -> Result<Self, TextError> {
        Self::typed(self.0.saturating_add(other.0))
    }

    fn typed(count: u32) -> Result<Self, TextError> {
        let too_many = TextError::OutOfRange { min: Self::MIN, max: Self::TYPED_MAX };
        Self::new(count).ok().filter(|it| it.0 <= Self::TYPED_MAX).ok_or(too_many)
    }

    /// Reads digits, full-width ones too.
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        let text: String = raw.nfkc().collect();
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if let Some(c) = text.chars().find(|c| !c.is_ascii_digit()) {
            return Err(TextError::Character(c));
        }
        // More digits than a u32 holds is out of range, not malformed.
        Self::typed(text.parse().unwrap_or(u32::MAX))
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    const OUT: TextError = TextError::OutOfRange { min: Self::MIN, max: Self::MAX };
}

impl TryFrom<u32> for Quantity {
    type Error = TextError;
    fn try_from(count: u32) -> Result<Self, TextError> {
        Self::new(count)
    }
}

impl From<Quantity> for u32 {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

//! The number of an order that a person can read out: nine digits and a check digit. Floor 0.
//! Rule 6.5 (`alternateId`, the friendly number).
//!
//! The check digit is Damm's: it notices every single wrong digit and every two neighbours swapped,
//! the slips people make on the phone.
//!
//! ```
//! use ground::domain::orders::OrderNumber;
//! let number = OrderNumber::from_random(482_109_375);
//! let spoken = number.to_string();
//! assert_eq!(spoken.len(), 12);
//! assert_eq!(spoken.parse(), Ok(number));
//! ```

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Damm's quasigroup of order 10: weakly totally anti-symmetric, zeros on the diagonal.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// An order's number: ten digits, the first not 0, the last a check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderNumber(u64);

/// The text is not an order number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnOrderNumber {
    /// Not ten digits, spaces and dashes aside.
    #[error("not ten digits")]
    NotTenDigits,
    /// Ten digits, one mistyped or two swapped.
    #[error("a digit is mistyped")]
    Mistyped,
}

impl OrderNumber {
    /// A number from any random value; 900 million numbers are possible, so the caller tries again
    /// when one is taken.
    pub const fn from_random(random: u64) -> Self {
        let body = 100_000_000 + random % 900_000_000;
        Self(body * 10 + check_digit(body))
    }

    /// The ten digits as stored and searched: `4821093753`.
    pub fn digits(self) -> String {
        self.0.to_string()
    }
}

/// As people read it: `482 109 3753`.
impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03} {:03} {:04}", self.0 / 10_000_000, self.0 / 10_000 % 1_000, self.0 % 10_000)
    }
}

/// With or without spaces and dashes, in any width.
impl FromStr for OrderNumber {
    type Err = NotAnOrderNumber;
    fn from_str(text: &str) -> Result<Self, NotAnOrderNumber> {
        // As it is stored, nothing is to be folded.
        let is_plain = text.bytes().all(|c| c.is_ascii_digit());
        let fold = || text.nfkc().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–')).collect();
        let digits: String = if is_plain { text.to_owned() } else { fold() };
        let is_number = digits.len() == 10 && digits.bytes().all(|c| c.is_ascii_digit()) && !digits.starts_with('0');
        if !is_number {
            return Err(NotAnOrderNumber::NotTenDigits);
        }
        let number: u64 = digits.parse().map_err(|_not_a_number| NotAnOrderNumber::NotTenDigits)?;
        if check_digit(number) == 0 { Ok(Self(number)) } else { Err(NotAnOrderNumber::Mistyped) }
    }
}

impl TryFrom<String> for OrderNumber {
    type Error = NotAnOrderNumber;
    fn try_from(text: String) -> Result<Self, NotAnOrderNumber> {
        text.parse()
    }
}

impl From<OrderNumber> for String {
    fn from(number: OrderNumber) -> Self {
        number.digits()
    }
}

/// Damm's digit of a number, most significant digit first; 0 for a number that ends in its own.
#[expect(clippy::indexing_slicing, clippy::as_conversions, reason = "const; digits and entries are below 10")]
const fn check_digit(number: u64) -> u64 {
    let mut scale = 1_000_000_000;
    let mut interim = 0;
    while scale > 0 {
        interim = DAMM[interim as usize][(number / scale % 10) as usize];
        scale /= 10;
    }
    interim as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_the_published_one() {
        assert_eq!(check_digit(572), 4);
        assert_eq!(check_digit(5_724), 0);
    }
}

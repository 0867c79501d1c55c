//! Files of the media library and how one is chosen. Floor 0. S-88, S-89; quality 41.
//!
//! ```
//! use ground::domain::media::Sha256;
//! let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
//! assert_eq!(text.to_uppercase().parse::<Sha256>().unwrap().to_string(), text);
//! ```

use std::fmt;
use std::str::FromStr;

use super::ids::MediaId;
use super::text::MediaLabel;

/// What a person chooses under "Select product" (S-88).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaChoice {
    /// The version, such as `2019`.
    pub version: MediaLabel,
    /// The language, by its own name.
    pub language: MediaLabel,
    /// File type and operating system, such as `ISO, 64-bit`.
    pub file_type: MediaLabel,
}

/// The SHA-256 of a file: its name in the store of files, and its checksum for people.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sha256(pub [u8; 32]);

/// A file of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Id.
    pub id: MediaId,
    /// The product it belongs to.
    pub product: String,
    /// What it is.
    pub choice: MediaChoice,
    /// The name it is saved under.
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    /// Checksum.
    pub sha256: Sha256,
}

/// The text is not the SHA-256 of anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256: 64 hexadecimal digits are needed")]
pub struct NotASha256;

impl FromStr for Sha256 {
    type Err = NotASha256;
    fn from_str(text: &str) -> Result<Self, NotASha256> {
        let text = text.trim();
        if text.len() != 64 {
            return Err(NotASha256);
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_not_ascii| NotASha256)?;
            if !pair.bytes().all(|it| it.is_ascii_hexdigit()) {
                return Err(NotASha256);
            }
            *byte = u8::from_str_radix(pair, 16).map_err(|_not_hex| NotASha256)?;
        }
        Ok(Self(hash))
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_64_hexadecimal_digits_are_a_checksum() {
        let good = "00ff".repeat(16);
        assert_eq!(format!(" {good}\n").parse::<Sha256>().unwrap().to_string(), good);
        for bad in ["", "00ff", &"0g".repeat(32), &"+1".repeat(32), &"é".repeat(32)] {
            assert_eq!(bad.parse::<Sha256>(), Err(NotASha256), "{bad}");
        }
    }
}

//! What a file of the media library is called in a list of choices. Floor 0. S-88.

use super::{checked, line};

checked! {
    /// A version, a language or a file type such as `2019`, `한국어` or `ISO, 64-bit`: 1 to 60 characters.
    MediaLabel, |raw| line(raw, 60);
}

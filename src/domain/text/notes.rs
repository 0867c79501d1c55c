//! What people write to each other: several lines, kept as typed. Floor 0.

use unicode_normalization::UnicodeNormalization;

use super::{TextError, checked, is_invisible, line};

checked! {
    /// An explanation beside an act, 1 to 1,000 characters.
    Remark, |raw| lines(raw, 1_000);
    /// The reference of a payment or of a booking, 1 to 60 characters.
    PaymentReference, |raw| line(raw, 60);
}

/// NFC, trimmed, 1 to `max` characters; line breaks as one `\n` each.
fn lines(raw: &str, max: usize) -> Result<String, TextError> {
    let text = raw.replace("\r\n", "\n").nfc().collect::<String>().trim().to_owned();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().any(|c| c != '\n' && is_invisible(c)) {
        return Err(TextError::Invisible);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_and_invisible_characters_are_not() {
        assert_eq!(Remark::parse(" 잘못된 크기\r\n다시 구입 ").unwrap().as_str(), "잘못된 크기\n다시 구입");
        assert_eq!(Remark::parse(" \n "), Err(TextError::Empty));
        assert_eq!(Remark::parse("a\u{202E}b"), Err(TextError::Invisible));
        assert_eq!(Remark::parse(&"a".repeat(1_001)), Err(TextError::TooLong { max: 1_000 }));
        assert_eq!(PaymentReference::parse("a\nb"), Err(TextError::Invisible));
    }
}

//! What people write in support requests: a title, several lines, a telephone number. Floor 0.

use unicode_normalization::UnicodeNormalization;

use super::{TextError, checked, folded_line, is_invisible, line, only};

checked! {
    /// The title of a support request, 1 to 150 characters.
    RequestTitle, |raw| line(raw, 150);
    /// Several lines, such as a description or a note, 1 to 8,000 characters.
    Prose, |raw| prose(raw, 8_000);
    /// A telephone number: 5 to 30 digits, spaces and signs.
    Phone, |raw| {
        let text = folded_line(raw, 30)?;
        only(&text, |c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '.' | '/' | '#'))?;
        if text.chars().filter(char::is_ascii_digit).count() < 5 { Err(TextError::Malformed) } else { Ok(text) }
    };
}

/// Lines end in a line feed however the browser sends them; tabs stay, other controls do not.
pub(super) fn prose(raw: &str, max: usize) -> Result<String, TextError> {
    let text: String = raw.nfc().collect::<String>().replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().any(|c| is_invisible(c) && !matches!(c, '\n' | '\t')) {
        return Err(TextError::Invisible);
    }
    if text.chars().count() > max { Err(TextError::TooLong { max }) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_keeps_its_lines_and_nothing_unseen() {
        assert_eq!(Prose::parse(" 첫 줄\r\n\tsecond \n").unwrap().as_str(), "첫 줄\n\tsecond");
        assert_eq!(Prose::parse("a\u{202e}b"), Err(TextError::Invisible));
        assert_eq!(Prose::parse(" \r\n "), Err(TextError::Empty));
        assert_eq!(Prose::parse(&"x".repeat(8_001)), Err(TextError::TooLong { max: 8_000 }));
    }

    #[test]
    fn a_telephone_number_has_digits() {
        assert_eq!(Phone::parse(" +82 (2) 1234-5678 ").unwrap().as_str(), "+82 (2) 1234-5678");
        assert_eq!(Phone::parse("０２ １２３４５").unwrap().as_str(), "02 12345");
        assert_eq!(Phone::parse("+-()"), Err(TextError::Malformed));
        assert_eq!(Phone::parse("call me"), Err(TextError::Character('c')));
    }
}

//! What people write to each other: several lines, kept as typed. Floor 0.

use super::requests::prose;
use super::{checked, line};

checked! {
    /// An explanation beside an act, 1 to 1,000 characters.
    Remark, |raw| prose(raw, 1_000);
    /// The reference of a payment or of a booking, 1 to 60 characters.
    PaymentReference, |raw| line(raw, 60);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::TextError;

    #[test]
    fn lines_are_kept_and_invisible_characters_are_not() {
        assert_eq!(Remark::parse(" 잘못된 크기\r\n다시 구입 ").unwrap().as_str(), "잘못된 크기\n다시 구입");
        assert_eq!(Remark::parse(" \n "), Err(TextError::Empty));
        assert_eq!(Remark::parse("a\u{202E}b"), Err(TextError::Invisible));
        assert_eq!(Remark::parse(&"a".repeat(1_001)), Err(TextError::TooLong { max: 1_000 }));
        assert_eq!(PaymentReference::parse("a\nb"), Err(TextError::Invisible));
    }
}

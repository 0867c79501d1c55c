//! Names people give: any language, kept as typed. Floor 0.

use super::{TextError, checked, line, only};

checked! {
    /// A customer's or partner's company name, 1 to 120 characters.
    CompanyName, |raw| name(raw, 120);
    /// A person's name, 1 to 100 characters.
    PersonName, |raw| name(raw, 100);
    /// The name of a saved view, 1 to 40 characters.
    ViewName, |raw| name(raw, 40);
    /// The name of an Azure subscription, 1 to 64 characters.
    SubscriptionName, |raw| name(raw, 64);
    /// The name of a reservation, 1 to 64 letters, digits, spaces, `-` and `_` of any language.
    DisplayName, |raw| {
        let text = name(raw, 64)?;
        only(&text, |c| c.is_alphanumeric() || matches!(c, ' ' | '\u{3000}' | '-' | '_')).map(|()| text)
    };
}

/// A line that holds at least one letter or digit: "---" is no name.
fn name(raw: &str, max: usize) -> Result<String, TextError> {
    let text = line(raw, max)?;
    if text.chars().any(char::is_alphanumeric) { Ok(text) } else { Err(TextError::Malformed) }
}

//! What is wrong with a typed text, in words beside its field. Floor 4. Quality U-9.

use crate::domain::text::TextError;
use crate::i18n::Texts;

/// The message for a field that people know as `label`.
pub(super) fn text_problem(t: Texts, label: &str, error: TextError) -> String {
    match error {
        TextError::Empty => t.errors_field_missing(label),
        TextError::TooShort { min } => t.errors_field_too_short(label, min),
        TextError::TooLong { max } => t.errors_field_too_long(label, max),
        TextError::OutOfRange { min, max } => t.errors_field_out_of_range(label, min, max),
        TextError::Invisible
        | TextError::Character(_)
        | TextError::Malformed
        | TextError::Common
        | TextError::HoldsName => t.errors_field_bad_characters(label),
    }
}

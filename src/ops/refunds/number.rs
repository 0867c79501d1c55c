//! Numbers people say, of cases and of credit notes. Floor 2.

use crate::ops::app::Ids;
use crate::store::{StoreError, Writer};

/// How many numbers are tried; one of 90 million is taken once in a blue moon.
const TRIED: usize = 20;

fn number(ids: Ids, letters: &str) -> String {
    format!("{letters}-{}", 10_000_000 + ids.random() % 90_000_000)
}

/// A number of a case that nobody has.
pub(in crate::ops) fn free_case(w: &mut Writer<'_>, ids: Ids) -> Result<String, StoreError> {
    for _ in 0..TRIED {
        let number = number(ids, "RC");
        if !w.is_case_number_taken(&number)? {
            return Ok(number);
        }
    }
    Err(StoreError::Duplicate("refund_cases_number_key".to_owned()))
}

/// A number of a credit note that nobody has.
pub(super) fn free_note(w: &mut Writer<'_>, ids: Ids) -> Result<String, StoreError> {
    for _ in 0..TRIED {
        let number = number(ids, "CN");
        if !w.is_credit_note_number_taken(&number)? {
            return Ok(number);
        }
    }
    Err(StoreError::Duplicate("credit_notes_number_key".to_owned()))
}

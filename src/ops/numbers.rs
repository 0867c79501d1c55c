//! Numbers that people say are unique among all partners, and each partner writes under a lock of its own.
//! Floor 2..

use crate::store::StoreError;

/// How often an act is tried again.
const TRIES: usize = 3;

/// An error of an act that may come from the database.
pub(super) trait FromStore {
    /// The database's part of it.
    fn store(&self) -> Option<&StoreError>;
}

/// Does an act, and does it again where another partner took a number between our look and our commit.
pub(super) fn with_free_numbers<T, E: FromStore>(mut act: impl FnMut() -> Result<T, E>) -> Result<T, E> {
    let mut tries = 0;
    loop {
        match act() {
            Err(error) if tries < TRIES && error.store().is_some_and(is_taken) => tries += 1,
            done => return done,
        }
    }
}

fn is_taken(error: &StoreError) -> bool {
    matches!(error, StoreError::Duplicate(key) if key.ends_with("_number_key"))
}

impl FromStore for StoreError {
    fn store(&self) -> Option<&StoreError> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(key: &str) -> StoreError {
        StoreError::Duplicate(key.to_owned())
    }

    /// What comes of an act that finds these numbers taken before it finds a free one, and how often it is done.
    fn done_with(errors: &[&str]) -> (Result<(), StoreError>, usize) {
        let mut done = 0;
        let outcome = with_free_numbers(|| {
            let error = errors.get(done).map(|key| taken(key));
            done += 1;
            error.map_or(Ok(()), Err)
        });
        (outcome, done)
    }

    #[test]
    fn an_act_whose_number_was_taken_meanwhile_is_done_again() {
        assert!(matches!(done_with(&[]), (Ok(()), 1)));
        assert!(matches!(done_with(&["orders_number_key", "credit_notes_number_key"]), (Ok(()), 3)));
    }

    #[test]
    fn it_is_not_tried_for_ever_and_not_for_another_reason() {
        assert!(matches!(done_with(&["orders_number_key"; 9]), (Err(StoreError::Duplicate(_)), 4)));
        assert!(matches!(done_with(&["users_email_key"]), (Err(StoreError::Duplicate(_)), 1)));
    }
}

//! The customers that people opened last, for the switcher. Floor 2. Design: the frame.
//!
//! Kept in memory only: it saves a write at every page, and a server that starts again starts without.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use crate::domain::ids::{CustomerId, UserId};

/// Customers that are remembered of a person.
const MOST: usize = 8;

/// People that are remembered at once; beyond that all start again.
const MOST_PEOPLE: usize = 10_000;

/// Who opened what. A thread that died while writing left nothing half done: lists are whole.
#[derive(Debug, Default)]
pub struct Recent(Mutex<HashMap<UserId, VecDeque<(CustomerId, String)>>>);

impl Recent {
    /// A person has opened a customer.
    pub(super) fn note(&self, who: UserId, customer: CustomerId, name: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_PEOPLE && !all.contains_key(&who) {
            all.clear();
        }
        let own = all.entry(who).or_default();
        if own.front().is_some_and(|(last, known)| *last == customer && known == name) {
            return;
        }
        own.retain(|(known, _)| *known != customer);
        own.push_front((customer, name.to_owned()));
        own.truncate(MOST);
    }

    /// What a person opened, the last one first.
    pub fn of(&self, who: UserId) -> Vec<(CustomerId, String)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&who).into_iter().flatten().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_last_one_comes_first_and_everybody_has_their_own() {
        let recent = Recent::default();
        let who = UserId::from_uuid(Uuid::from_u128(1));
        let customer = |number: u128| CustomerId::from_uuid(Uuid::from_u128(number));
        for number in [1, 2, 3, 1, 4, 5, 6, 7, 8, 9, 9] {
            recent.note(who, customer(number), &number.to_string());
        }
        let names: Vec<String> = recent.of(who).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["9", "8", "7", "6", "5", "4", "1", "3"]);
        recent.note(who, customer(9), "renamed");
        assert_eq!(recent.of(who).first().unwrap().1, "renamed");
        assert_eq!(recent.of(UserId::from_uuid(Uuid::from_u128(2))), []);
    }
}

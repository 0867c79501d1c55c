//! How often whom was refused what in the running minute: as many lines as fit, the rest as a number.
//! Floor 2.

use std::collections::HashMap;

use super::{By, Refusal};
use crate::domain::audit::EventKind;
use crate::domain::time::Instant;

/// Lines of a minute for signed-in people and named accounts together, and for one of them.
const OF_PEOPLE: usize = 100;
const OF_ONE: usize = 20;

/// Lines of a minute for everybody else.
const OF_NOBODY: usize = 30;

/// One line: kind, who or from where, and the route.
type Line = (EventKind, String, String);

#[derive(Debug)]
struct Seen {
    refusal: Refusal,
    /// How often since it was written.
    more: u64,
}

/// The running minute.
#[derive(Debug, Default)]
pub(super) struct Tally {
    minute: i64,
    lines: HashMap<Line, Seen>,
    /// Those without a line.
    unlisted: Option<Seen>,
}

/// The person or account; `None` for an address.
fn person(refusal: &Refusal) -> Option<String> {
    match &refusal.by {
        By::Person(who) => Some(who.user().to_string()),
        By::Account { user, .. } => Some(user.to_string()),
        By::Nobody => None,
    }
}

fn minute_of(at: Instant) -> i64 {
    at.micros().div_euclid(60_000_000)
}

impl Tally {
    /// Counts a refusal; gives back what is to be written, and how often it happened.
    pub(super) fn note(&mut self, refusal: Refusal) -> Vec<(Refusal, u64)> {
        let mut due = self.settle(refusal.circumstances.at);
        let (person, address) = (person(&refusal), &refusal.circumstances.address);
        let line = (refusal.kind, person.clone().unwrap_or_else(|| address.clone()), refusal.route.clone());
        if let Some(seen) = self.lines.get_mut(&line) {
            seen.more += 1;
            seen.refusal.circumstances = refusal.circumstances;
        } else if self.has_room(person.as_deref()) {
            due.push((refusal.clone(), 1));
            self.lines.insert(line, Seen { refusal, more: 0 });
        } else {
            let unlisted = self.unlisted.get_or_insert_with(|| Seen { refusal: beyond(&refusal), more: 0 });
            unlisted.more += 1;
        }
        due
    }

    fn has_room(&self, person: Option<&str>) -> bool {
        let of_people = self.lines.values().filter(|seen| !matches!(seen.refusal.by, By::Nobody)).count();
        match person {
            Some(one) => {
                let own = self.lines.keys().filter(|(_, who, _)| who == one).count();
                of_people < OF_PEOPLE && own < OF_ONE
            }
            None => self.lines.len() - of_people < OF_NOBODY,
        }
    }

    /// What was counted in a minute that is over at `now`.
    pub(super) fn settle(&mut self, now: Instant) -> Vec<(Refusal, u64)> {
        let minute = minute_of(now);
        if minute == self.minute {
            return Vec::new();
        }
        self.minute = minute;
        self.close()
    }

    /// Everything that was counted and not written yet; a new minute begins.
    pub(super) fn close(&mut self) -> Vec<(Refusal, u64)> {
        let listed = std::mem::take(&mut self.lines).into_values();
        let all = listed.chain(self.unlisted.take());
        all.filter(|seen| seen.more > 0).map(|seen| (seen.refusal, seen.more)).collect()
    }
}

/// What stands for refusals beyond the lines of a minute: too many, by nobody in particular.
fn beyond(refusal: &Refusal) -> Refusal {
    Refusal {
        kind: EventKind::RateLimited,
        by: By::Nobody,
        circumstances: refusal.circumstances.clone(),
        method: String::new(),
        route: "*".to_owned(),
        needs: None,
        customer: None,
        account: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Circumstances;
    use crate::domain::ids::{PartnerId, UserId};

    fn refusal(route: usize, address: &str, seconds: i64) -> Refusal {
        let at = Instant::from_micros(60_000_000_000).plus_seconds(seconds);
        let circumstances = Circumstances { at, address: address.to_owned(), request_id: String::new() };
        let route = format!("/{route}");
        Refusal { kind: EventKind::ForgeryRefused, route, circumstances, ..beyond(&first()) }
    }

    fn first() -> Refusal {
        Refusal {
            kind: EventKind::RateLimited,
            by: By::Nobody,
            circumstances: Circumstances {
                at: Instant::from_micros(0),
                address: String::new(),
                request_id: String::new(),
            },
            method: String::new(),
            route: String::new(),
            needs: None,
            customer: None,
            account: None,
        }
    }

    fn told(due: Vec<(Refusal, u64)>) -> Vec<(String, u64)> {
        let mut told: Vec<_> = due.into_iter().map(|(refusal, times)| (refusal.route, times)).collect();
        told.sort();
        told
    }

    #[test]
    fn the_first_is_written_at_once_and_the_others_when_the_minute_is_over() {
        let mut tally = Tally::default();
        assert_eq!(told(tally.note(refusal(1, "a", 0))), [("/1".to_owned(), 1)]);
        assert_eq!(told(tally.note(refusal(1, "a", 5))), []);
        assert_eq!(told(tally.note(refusal(1, "a", 59))), []);
        assert_eq!(told(tally.note(refusal(1, "b", 59))), [("/1".to_owned(), 1)]);
        assert_eq!(told(tally.note(refusal(2, "a", 60))), [("/1".to_owned(), 2), ("/2".to_owned(), 1)]);
        assert_eq!(told(tally.close()), []);
    }

    #[test]
    fn a_flood_is_a_number() {
        let mut tally = Tally::default();
        let written: usize = (0..1_000).map(|number| tally.note(refusal(number, "a", 0)).len()).sum();
        assert_eq!(written, OF_NOBODY);
        assert_eq!(told(tally.settle(refusal(0, "a", 60).circumstances.at)), [("*".to_owned(), 970)]);
    }

    #[test]
    fn one_person_cannot_take_the_lines_of_the_others() {
        let mut tally = Tally::default();
        let mut lines = |tries: usize| {
            let user = UserId::from_uuid(uuid::Uuid::from_u128(tries.try_into().unwrap()));
            let by = By::Account { user, partner: PartnerId::from_uuid(uuid::Uuid::nil()) };
            let noted = (0..tries).map(|route| tally.note(Refusal { by: by.clone(), ..refusal(route, "a", 0) }).len());
            noted.sum::<usize>()
        };
        assert_eq!([lines(300), lines(299), lines(3)], [OF_ONE, OF_ONE, 3]);
        let others: usize = (100..110).map(lines).sum();
        assert_eq!(others, OF_PEOPLE - 2 * OF_ONE - 3);
    }
}

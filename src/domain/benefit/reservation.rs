//! Reservations as the benefit sees them: what was in force, and when. Floor 0. Rules R-BN-7, R-BN-8,
//! R-BN-10, R-BN-15, Q-6.

use super::hours::Hour;
use crate::domain::time::Instant;

/// Where a reservation reaches (R-BN-7). Text compares without case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One resource group of one subscription.
    ResourceGroup {
        /// The subscription it is in.
        subscription_id: String,
        /// Its name.
        resource_group: String,
    },
    /// One subscription.
    Single {
        /// Which one.
        subscription_id: String,
    },
    /// The subscriptions of a management group.
    ManagementGroup {
        /// The ones that are also in the billing context.
        subscription_ids: Vec<String>,
    },
    /// Every subscription of the billing context. What ran outside it is not part of the usage.
    Shared,
}

/// The terms of a reservation for a stretch of time: it has one of these for each change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// From when.
    pub starts_at: Instant,
    /// Until when: the change, the cancellation, or the end of the term.
    pub ends_at: Instant,
    /// `Standard_D2s_v3`.
    pub sku: String,
    /// `westeurope`.
    pub region: String,
    /// How many.
    pub quantity: u32,
    /// Where it reaches.
    pub scope: Scope,
    /// Instance size flexibility; without it (capacity priority) only the exact size matches (R-BN-10).
    pub is_flexible: bool,
}

/// A reservation with everything that it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Its ID; the order among equals follows it (R-BN-9).
    pub id: String,
    /// It was made of others by a split, a merge or a return in part, and takes over the hour in which
    /// they ended. A purchase does not: its benefit starts at the next full hour (Q-6).
    pub continues: bool,
    /// What it was, in any order; stretches do not overlap.
    pub versions: Vec<Version>,
}

/// The place of a reservation in the list that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReservationIndex(pub(super) u32);

impl ReservationIndex {
    /// Of a reservation at this place of the list.
    pub const fn from_place(place: u32) -> Self {
        Self(place)
    }

    /// As a place in a list.
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// A version and the hours in which it is the one that counts: from the first, before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Active<'a> {
    /// What is in force.
    pub version: &'a Version,
    /// The first hour.
    pub from: Hour,
    /// The hour after the last one.
    pub until: Hour,
}

impl Reservation {
    /// When it ends for good, as far as is known.
    pub fn expiry(&self) -> Option<Instant> {
        self.versions.iter().map(|version| version.ends_at).max()
    }

    /// The hours of each version, in the order of time (Q-6). A purchase inside an hour counts from the
    /// next full hour and a cancellation inside an hour to the last full one; where one version follows
    /// another inside an hour, that hour is the earlier one's.
    pub fn active(&self) -> Vec<Active<'_>> {
        let mut versions: Vec<&Version> = self.versions.iter().filter(|version| is_stretch(version)).collect();
        versions.sort_by_key(|version| (version.starts_at, version.ends_at));
        let mut active: Vec<Active<'_>> = Vec::with_capacity(versions.len());
        // Where the stretch before ended, and the hour up to which the hours are given out.
        let mut before: Option<(Instant, Hour)> = None;
        for (place, version) in versions.iter().enumerate() {
            let goes_on = versions.get(place.saturating_add(1)).is_some_and(|next| next.starts_at == version.ends_at);
            let takes_over = self.continues && before.is_none();
            let from = if takes_over { Hour::of(version.starts_at) } else { Hour::from_or_after(version.starts_at) };
            let until = if goes_on { Hour::from_or_after(version.ends_at) } else { Hour::of(version.ends_at) };
            let from = before.filter(|(ended, _)| *ended == version.starts_at).map_or(from, |(_, given)| given);
            before = Some((version.ends_at, until.max(from)));
            if from < until {
                active.push(Active { version, from, until });
            }
        }
        active
    }

    /// Whether two of its stretches overlap, which they may not.
    pub fn overlaps(&self) -> bool {
        let mut stretches: Vec<_> = self.versions.iter().map(|version| (version.starts_at, version.ends_at)).collect();
        stretches.sort_unstable();
        stretches.iter().zip(stretches.iter().skip(1)).any(|(one, next)| next.0 < one.1)
    }
}

fn is_stretch(version: &Version) -> bool {
    version.starts_at < version.ends_at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Instant {
        Instant::new(time.parse().unwrap())
    }

    fn version(from: &str, until: &str, quantity: u32) -> Version {
        Version {
            starts_at: at(&format!("2026-03-{from}:00Z")),
            ends_at: at(&format!("2026-03-{until}:00Z")),
            sku: "Standard_DS2_v2".to_owned(),
            region: "eastus".to_owned(),
            quantity,
            scope: Scope::Shared,
            is_flexible: true,
        }
    }

    /// Quantity, first and last hour.
    fn hours(versions: Vec<Version>, continues: bool) -> Vec<(u32, i32, u32)> {
        let reservation = Reservation { id: "r".to_owned(), continues, versions };
        let active = reservation.active();
        active.iter().map(|one| (one.version.quantity, one.from.of_day(), one.until.since(one.from))).collect()
    }

    #[test]
    fn q_6_purchase_and_cancellation_inside_an_hour() {
        assert_eq!(hours(vec![version("01T13:00", "02T00:00", 1)], false), [(1, 13, 11)]);
        assert_eq!(hours(vec![version("01T13:20", "02T00:00", 1)], false), [(1, 14, 10)]);
        assert_eq!(hours(vec![version("01T00:00", "01T15:00", 1)], false), [(1, 0, 15)]);
        assert_eq!(hours(vec![version("01T00:00", "01T15:20", 1)], false), [(1, 0, 15)]);
        assert_eq!(hours(vec![version("01T15:10", "01T15:50", 1)], false), []);
    }

    #[test]
    fn a_change_inside_an_hour_loses_no_hour() {
        let changed = vec![version("01T10:20", "02T00:00", 2), version("01T00:00", "01T10:20", 1)];
        assert_eq!(hours(changed, false), [(1, 0, 11), (2, 11, 13)]);
        // Three within one hour: the one in force at its start keeps it.
        let often = vec![
            version("01T00:00", "01T10:20", 1),
            version("01T10:20", "01T10:40", 2),
            version("01T10:40", "02T00:00", 3),
        ];
        assert_eq!(hours(often, false), [(1, 0, 11), (3, 11, 13)]);
        // Bought and changed in the same hour: nobody had it at the start of the hour, with a gap before it too.
        let late = vec![
            version("01T00:00", "01T02:00", 7),
            version("01T10:10", "01T10:40", 1),
            version("01T10:40", "02T00:00", 2),
        ];
        assert_eq!(hours(late, false), [(7, 0, 2), (2, 11, 13)]);
        let at_once = vec![version("01T10:10", "01T10:40", 1), version("01T10:40", "02T00:00", 2)];
        assert_eq!(hours(at_once, false), [(2, 11, 13)]);
    }

    #[test]
    fn a_gap_is_not_active() {
        let gap = vec![version("01T00:00", "01T10:20", 1), version("01T10:40", "02T00:00", 1)];
        assert_eq!(hours(gap, false), [(1, 0, 10), (1, 11, 13)]);
    }

    #[test]
    fn the_parts_of_a_split_take_over_the_hour_in_which_it_was_split() {
        let part = version("01T10:20", "02T00:00", 1);
        assert_eq!(hours(vec![part.clone()], true), [(1, 10, 14)]);
        assert_eq!(hours(vec![part], false), [(1, 11, 13)]);
    }

    #[test]
    fn stretches_do_not_overlap() {
        let of = |versions| Reservation { id: "r".to_owned(), continues: false, versions };
        assert!(!of(vec![version("01T10:20", "02T00:00", 2), version("01T00:00", "01T10:20", 1)]).overlaps());
        assert!(of(vec![version("01T10:19", "02T00:00", 2), version("01T00:00", "01T10:20", 1)]).overlaps());
    }
}

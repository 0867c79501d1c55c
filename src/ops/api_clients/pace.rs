//! How often a client may ask. Floor 2. Quality 49.
//!
//! A client may spend a minute's worth of requests at once; then they come back one by one. Counted in
//! this process, forgotten when it ends.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::domain::ids::UserId;
use crate::domain::time::Instant;
use crate::ops::app::App;

/// Clients that are counted at once.
const MOST: usize = 10_000;

const MINUTE_MICROS: i64 = 60_000_000;

/// When each client has used up what it asked for, in microseconds since 1970.
#[derive(Debug, Default)]
pub(in crate::ops) struct Pace(Mutex<HashMap<UserId, i64>>);

impl Pace {
    fn take(&self, who: UserId, now: i64, per_minute: i64) -> Result<(), i64> {
        let one = MINUTE_MICROS / per_minute.max(1);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, until| *until > now);
        }
        let until = all.entry(who).or_default();
        let next = (*until).max(now).saturating_add(one);
        let over = next.saturating_sub(now).saturating_sub(MINUTE_MICROS);
        if over > 0 {
            return Err(over.saturating_add(999_999) / 1_000_000);
        }
        *until = next;
        Ok(())
    }
}

/// Counts a request; the seconds to wait when there were too many.
pub fn take_turn(app: &App, who: UserId, now: Instant) -> Result<(), i64> {
    app.pace.take(who, now.micros(), app.config.api_requests_per_minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minutes_worth_at_once_and_then_one_by_one() {
        let (pace, who) = (Pace::default(), UserId::from_uuid(uuid::Uuid::nil()));
        for _ in 0..60 {
            assert_eq!(pace.take(who, 0, 60), Ok(()));
        }
        assert_eq!(pace.take(who, 0, 60), Err(1));
        assert_eq!(pace.take(who, 999_999, 60), Err(1));
        assert_eq!(pace.take(who, 1_000_000, 60), Ok(()));
        assert_eq!(pace.take(UserId::from_uuid(uuid::Uuid::max()), 0, 60), Ok(()));
    }
}

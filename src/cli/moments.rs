//! Moments on the command line and in its files.

use chrono::{DateTime, NaiveDateTime};

use crate::domain::time::{Day, Instant};

/// `2019-01-07T00:00:00Z`, with any offset; without one it is UTC, and a day begins at midnight UTC.
pub(super) fn moment(text: &str) -> Result<Instant, String> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(Instant::new(at.to_utc()));
    }
    let plain = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    if let Some(at) = plain.iter().find_map(|pattern| NaiveDateTime::parse_from_str(text, pattern).ok()) {
        return Ok(Instant::new(at.and_utc()));
    }
    let day: Day = text.parse().map_err(|_not_a_day| "not a moment such as 2019-01-07T00:00:00Z".to_owned())?;
    Ok(Instant::start_of(day))
}

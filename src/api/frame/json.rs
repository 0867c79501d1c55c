//! Moments and days as Azure Resource Manager writes them. Floor 4.

use crate::domain::time::{Day, Instant};

/// `2026-11-20T23:03:48.123456Z`.
pub fn moment(at: Instant) -> String {
    at.utc().format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// `2026-11-20`.
pub fn day(day: Day) -> String {
    day.date().format("%Y-%m-%d").to_string()
}

//! Values as the interfaces write them: money as a number, moments and days as text. Floor 4.

use serde_json::{Value, json};

use crate::domain::money::Money;
use crate::domain::time::{Day, Instant};

/// The amount of a sum as a JSON number, digit by digit: never through a float of ours.
pub fn amount(money: Money) -> Value {
    serde_json::from_str(&money.to_decimal().to_string()).unwrap_or_default()
}

/// `{"currencyCode":"USD","amount":46.0}`.
pub fn money(money: Money) -> Value {
    json!({ "currencyCode": money.currency().code(), "amount": amount(money) })
}

/// `2026-11-20T23:03:48.123456Z`.
pub fn moment(at: Instant) -> String {
    at.utc().format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// `2026-11-20`.
pub fn day(day: Day) -> String {
    day.date().format("%Y-%m-%d").to_string()
}

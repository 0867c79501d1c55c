//! How long a sign-in must wait after failures. Floor 2. Quality 24.
//!
//! Failures count per account and network (/24 or /48), per account, and per address. After 5 of one
//! account and network the next try waits 1, 2, 4 … seconds; 10 lock them for 15 minutes; 50 of an
//! account from anywhere lock the account; 60 from an address in 10 minutes lock the address.

use std::net::IpAddr;

use crate::domain::time::Instant;
use crate::store::users::{SignInFailures, Windows};

const ACCOUNT_WINDOW_SECONDS: i64 = 15 * 60;
const ADDRESS_WINDOW_SECONDS: i64 = 10 * 60;
const FREE_TRIES: i64 = 5;
const LOCK_AFTER: i64 = 10;
const ACCOUNT_LOCK_AFTER: i64 = 50;
const ADDRESS_LOCK_AFTER: i64 = 60;

/// From when on failures count, seen from `now`.
pub fn windows(now: Instant) -> Windows {
    Windows {
        account_since: now.plus_seconds(-ACCOUNT_WINDOW_SECONDS),
        address_since: now.plus_seconds(-ADDRESS_WINDOW_SECONDS),
    }
}

/// Seconds until the next try is allowed; `None` when it is allowed now.
pub fn wait(failures: &SignInFailures, now: Instant) -> Option<i64> {
    if failures.address >= ADDRESS_LOCK_AFTER {
        return Some(ADDRESS_WINDOW_SECONDS);
    }
    if failures.account_and_network >= LOCK_AFTER || failures.account >= ACCOUNT_LOCK_AFTER {
        return Some(ACCOUNT_WINDOW_SECONDS);
    }
    let over = failures.account_and_network - FREE_TRIES;
    if over < 0 {
        return None;
    }
    let pause = 1_i64 << over.min(10);
    let passed = now.seconds_since(failures.last_at?);
    (passed < pause).then_some(pause - passed)
}

/// The network an address belongs to: /24 for IPv4, /48 for IPv6.
pub fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        Ok(IpAddr::V6(v6)) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_then_lock() {
        let now = Instant::from_micros(1_000_000_000_000);
        let after =
            |count| SignInFailures { account_and_network: count, account: count, address: count, last_at: Some(now) };
        let waits: Vec<_> = (3..=10).map(|count| wait(&after(count), now)).collect();
        assert_eq!(waits, [None, None, Some(1), Some(2), Some(4), Some(8), Some(16), Some(ACCOUNT_WINDOW_SECONDS)]);
        assert_eq!(wait(&after(5), now.plus_seconds(1)), None);
        let from_everywhere = SignInFailures { account: 50, ..SignInFailures::default() };
        assert_eq!(wait(&from_everywhere, now), Some(ACCOUNT_WINDOW_SECONDS));
        let one_address = SignInFailures { address: 60, ..SignInFailures::default() };
        assert_eq!(wait(&one_address, now), Some(ADDRESS_WINDOW_SECONDS));
    }

    #[test]
    fn addresses_are_grouped_by_network() {
        assert_eq!(network("203.0.113.77"), "203.0.113.0/24");
        assert_eq!(network("2001:db8:7:1::9"), "2001:db8:7::/48");
    }
}

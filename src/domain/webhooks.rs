//! Webhooks: which events are told to whom, what is said, when it is tried again, and where nothing is
//! sent. Floor 0. The shape and the signature are those of Standard Webhooks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde_json::{Value, json};

use super::audit::{Event, EventKind};
use super::codes::codes;
use super::time::Instant;

codes! {
    /// What a webhook can be told about.
    Topic, NotATopic {
        /// Orders placed and cancelled.
        Orders = "order",
        /// Reservations changed, split, merged, archived.
        Reservations = "reservation",
        /// Refunds and exchanges, from request to settlement.
        Refunds = "refund",
        /// Software bought and cancelled, keys given.
        Software = "software",
        /// Support requests and what is said in them.
        Support = "support",
    }
    /// Where a delivery stands.
    DeliveryState, NotADeliveryState {
        /// Waits for its turn.
        Queued = "queued",
        /// The other side said yes.
        Delivered = "delivered",
        /// Tried often enough; replayed only when somebody asks.
        GivenUp = "given_up",
    }
}

/// What is told, by which kind of event, and as what. Kinds that are not here are nobody's business.
const TOLD: &[(EventKind, Topic, &str)] = &[
    (EventKind::OrderPlaced, Topic::Orders, "order.created"),
    (EventKind::ReservationUpdated, Topic::Reservations, "reservation.updated"),
    (EventKind::ReservationRenewed, Topic::Reservations, "reservation.renewed"),
    (EventKind::ReservationNotRenewed, Topic::Reservations, "reservation.not_renewed"),
    (EventKind::ReservationSplit, Topic::Reservations, "reservation.split"),
    (EventKind::ReservationsMerged, Topic::Reservations, "reservation.merged"),
    (EventKind::ReservationArchived, Topic::Reservations, "reservation.archived"),
    (EventKind::RefundRequested, Topic::Refunds, "refund.requested"),
    (EventKind::ExchangeRequested, Topic::Refunds, "exchange.requested"),
    (EventKind::CaseUpdated, Topic::Refunds, "refund.updated"),
    (EventKind::CaseApproved, Topic::Refunds, "refund.approved"),
    (EventKind::CaseRejected, Topic::Refunds, "refund.rejected"),
    (EventKind::CaseSettled, Topic::Refunds, "refund.settled"),
    (EventKind::SoftwareCancelRequested, Topic::Software, "software.cancel_requested"),
    (EventKind::SoftwareCancelled, Topic::Software, "software.cancelled"),
    (EventKind::KeyIssued, Topic::Software, "software.key_issued"),
    (EventKind::KeyRevoked, Topic::Software, "software.key_revoked"),
    (EventKind::LinkEnabled, Topic::Software, "software.link_enabled"),
    (EventKind::LinkRevoked, Topic::Software, "software.link_revoked"),
    (EventKind::SoftwareDownloaded, Topic::Software, "software.downloaded"),
    (EventKind::SupportRequestCreated, Topic::Support, "support.created"),
    (EventKind::SupportNoteAdded, Topic::Support, "support.note_added"),
];

/// What a test is told as.
pub const TEST: &str = "webhook.test";

/// What an event is told as; none for what nobody is told.
pub fn told(kind: EventKind) -> Option<(Topic, &'static str)> {
    TOLD.iter().find(|(known, ..)| *known == kind).map(|(_, topic, name)| (*topic, *name))
}

/// Every name of an event, by topic.
pub fn names() -> impl Iterator<Item = (Topic, &'static str)> {
    TOLD.iter().map(|(_, topic, name)| (*topic, *name))
}

/// What is sent: which thing, not what is in it. Who is told asks for the rest with their own rights.
pub fn payload(name: &str, at: Instant, event: &Event) -> Value {
    json!({
        "type": name,
        "timestamp": at.to_string(),
        "data": {
            "resourceType": event.resource_type,
            "resourceId": event.resource_id,
            "customerId": event.customer.map(|id| id.to_string()),
        },
    })
}

/// Seconds from one try to the next: about three days in all.
const WAITS: [i64; 8] = [60, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 24 * 3_600, 24 * 3_600];

/// How long to wait after so many tries; none when it is given up.
pub fn retry_after(tries: i32) -> Option<i64> {
    let place = usize::try_from(tries.checked_sub(1)?).ok()?;
    WAITS.get(place).copied()
}

/// Whether an address is one of the whole internet, and not of a machine, a network or a cloud's inside.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_shared = first == 100 && (64..=127).contains(&second);
    let is_special = (first == 192 && second == 0 && third == 0)
        || (first == 192 && second == 88 && third == 99)
        || (first == 198 && (second == 18 || second == 19))
        || first == 0
        || first >= 240;
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || is_shared
        || is_special)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inside) = address.to_ipv4_mapped() {
        return is_public_v4(inside);
    }
    let parts = address.segments();
    let [first, second, ..] = parts;
    // Addresses that carry another one inside: NAT64, 6to4 and the old compatible ones.
    let [.., high, low] = parts;
    let carries = |high: u16, low: u16| is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    if first == 0x64 && second == 0xff9b {
        return carries(high, low);
    }
    if first == 0x2002 {
        let [_, high, low, ..] = parts;
        return carries(high, low);
    }
    let is_global = first & 0xe000 == 0x2000;
    let is_documentation = (first == 0x2001 && second == 0xdb8) || first == 0x3fff;
    let is_special = first == 0x2001 && second < 0x200;
    is_global && !is_documentation && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_networks_and_clouds_are_not_the_internet() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.100.100.200",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "::7f00:1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn a_delivery_is_tried_for_three_days_and_then_given_up() {
        assert_eq!(retry_after(1), Some(60));
        assert_eq!(retry_after(8), Some(24 * 3_600));
        assert_eq!((retry_after(9), retry_after(0)), (None, None));
        assert!(WAITS.windows(2).all(|pair| pair[0] <= pair[1]));
    }

    #[test]
    fn names_are_of_their_kind_and_stand_once() {
        let mut all: Vec<&str> = names().map(|(_, name)| name).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(told(EventKind::OrderPlaced), Some((Topic::Orders, "order.created")));
        assert_eq!(told(EventKind::SignedIn), None);
    }

    #[test]
    fn a_payload_names_the_thing_and_nothing_of_it() {
        let event = Event::new(EventKind::OrderPlaced, "orders", "7").after(json!({ "total": "secret" }));
        let sent = payload("order.created", Instant::from_micros(0), &event);
        assert_eq!(sent["data"]["resourceId"], "7");
        assert!(!sent.to_string().contains("secret"));
    }
}

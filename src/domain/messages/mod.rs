//! News for one person: what happened, where it is seen, and whether they also want it by mail. Floor 0.
//!
//! A message holds facts, not words: the sentence is made in the reader's language when it is read.

use super::codes::codes;

mod news;
mod place;

pub use news::News;
pub use place::Place;

codes! {
    /// What a message tells.
    MessageKind, NotAMessageKind {
        /// Somebody placed an order for a customer.
        OrderPlaced = "order_placed",
        /// Somebody asked for a refund.
        RefundRequested = "refund_requested",
        /// The desk approved a refund.
        RefundApproved = "refund_approved",
        /// The desk rejected a refund.
        RefundRejected = "refund_rejected",
        /// Somebody asked for an exchange.
        ExchangeRequested = "exchange_requested",
        /// The desk approved an exchange.
        ExchangeApproved = "exchange_approved",
        /// The desk rejected an exchange.
        ExchangeRejected = "exchange_rejected",
        /// Somebody asked for software to be cancelled.
        SoftwareCancelRequested = "software_cancel_requested",
        /// The desk approved a cancellation of software.
        SoftwareCancelled = "software_cancelled",
        /// The desk rejected a cancellation of software.
        SoftwareCancelRejected = "software_cancel_rejected",
        /// The desk needs to know more before it decides.
        InformationAsked = "information_asked",
        /// Somebody wrote a note beside a support request.
        RequestAnswered = "request_answered",
        /// A support request waits for the partner.
        RequestNeedsAttention = "request_needs_attention",
        /// A support request was closed.
        RequestClosed = "request_closed",
        /// The reader was given access to a reservation.
        ReservationAccessGiven = "reservation_access_given",
        /// The reader was given access to an Azure subscription.
        SubscriptionAccessGiven = "subscription_access_given",
        /// A subscription was deleted because it had been suspended for too long.
        SubscriptionDeleted = "subscription_deleted",
        /// Reservations of a customer end soon.
        ReservationsExpiring = "reservations_expiring",
        /// Reservations of a customer are bought again soon.
        ReservationsRenewing = "reservations_renewing",
        /// A reservation was bought again at its end.
        ReservationRenewed = "reservation_renewed",
        /// A reservation was not bought again at its end, as it should have been.
        ReservationNotRenewed = "reservation_not_renewed",
        /// A reservation is used less than somebody wants to be told of.
        UtilizationLow = "utilization_low",
        /// A reservation is used enough again.
        UtilizationRestored = "utilization_restored",
        /// Bought software waits for a product key: there is none.
        KeyMissing = "key_missing",
        /// Bought software that waited has a product key.
        KeyArrived = "key_arrived",
    }

    /// Kinds of which a person wants mail, or none: the choice on the account page.
    Topic, NotATopic {
        /// Orders.
        Orders = "orders",
        /// Refunds and exchanges.
        Refunds = "refunds",
        /// Support requests.
        Support = "support",
        /// Access given.
        Access = "access",
        /// What ends or is deleted.
        Deadlines = "deadlines",
    }

    /// Where a mail stands.
    MailState, NotAMailState {
        /// To be sent, for the first time or again.
        Queued = "queued",
        /// The mail server took it.
        Sent = "sent",
        /// No mail server is configured: it was written to a file.
        Filed = "filed",
        /// Not sent, and not tried again by itself.
        GivenUp = "given_up",
    }
}

impl MessageKind {
    /// What it belongs to.
    pub const fn topic(self) -> Topic {
        match self {
            Self::OrderPlaced | Self::KeyMissing | Self::KeyArrived => Topic::Orders,
            Self::RefundRequested
            | Self::RefundApproved
            | Self::RefundRejected
            | Self::ExchangeRequested
            | Self::ExchangeApproved
            | Self::ExchangeRejected
            | Self::SoftwareCancelRequested
            | Self::SoftwareCancelled
            | Self::SoftwareCancelRejected
            | Self::InformationAsked => Topic::Refunds,
            Self::RequestAnswered | Self::RequestNeedsAttention | Self::RequestClosed => Topic::Support,
            Self::ReservationAccessGiven | Self::SubscriptionAccessGiven => Topic::Access,
            Self::SubscriptionDeleted
            | Self::ReservationsExpiring
            | Self::ReservationsRenewing
            | Self::ReservationRenewed
            | Self::ReservationNotRenewed
            | Self::UtilizationLow
            | Self::UtilizationRestored => Topic::Deadlines,
        }
    }
}

/// Seconds until a mail that has failed `attempts` times is tried again; `None` gives it up. The eighth
/// failure comes a good two days after the first: long enough for a weekend's outage to be noticed.
pub const fn retry_after(attempts: i32) -> Option<i64> {
    match attempts {
        ..=1 => Some(60),
        2 => Some(5 * 60),
        3 => Some(15 * 60),
        4 => Some(60 * 60),
        5 => Some(4 * 60 * 60),
        6 => Some(12 * 60 * 60),
        7 => Some(36 * 60 * 60),
        8.. => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_for_two_days_in_longer_and_longer_steps() {
        let waits: Vec<i64> = (1..).map_while(retry_after).collect();
        assert_eq!(waits.len(), 7);
        assert!(waits.windows(2).all(|pair| pair[0] < pair[1]));
        let hours = waits.iter().sum::<i64>() / 3600;
        assert!((48..72).contains(&hours), "{hours}");
    }
}

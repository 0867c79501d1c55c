//! The facts of each kind of message. Floor 0.

use serde::{Deserialize, Serialize};

use super::MessageKind;
use crate::domain::money::Money;
use crate::domain::orders::OrderNumber;
use crate::domain::reservations::RenewalRefusal;
use crate::domain::time::Day;

/// What a message tells. `customer` is the company's name; `by` is the name of the person who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the words of the sentence")]
pub enum News {
    /// Somebody placed an order for a customer.
    OrderPlaced { customer: String, number: OrderNumber, total: Money, by: String },
    /// Somebody asked for a refund; `net` is what the quote gives back.
    RefundRequested { customer: String, number: String, net: Money, by: String },
    /// The desk approved a refund.
    RefundApproved { customer: String, number: String, net: Money },
    /// The desk rejected a refund.
    RefundRejected { customer: String, number: String, reason: String },
    /// Somebody asked for an exchange.
    ExchangeRequested { customer: String, number: String, by: String },
    /// The desk approved an exchange; `net` is what comes back, or less than nothing.
    ExchangeApproved { customer: String, number: String, net: Money },
    /// The desk rejected an exchange.
    ExchangeRejected { customer: String, number: String, reason: String },
    /// Somebody asked for software to be cancelled; `net` is what comes back.
    SoftwareCancelRequested { customer: String, number: String, net: Money, by: String },
    /// The desk approved a cancellation of software.
    SoftwareCancelled { customer: String, number: String, net: Money },
    /// The desk rejected a cancellation of software.
    SoftwareCancelRejected { customer: String, number: String, reason: String },
    /// The desk asks before it decides on a refund or an exchange.
    InformationAsked { customer: String, number: String, question: String },
    /// Somebody wrote a note beside a support request.
    RequestAnswered { customer: String, number: String, title: String, by: String },
    /// A support request waits for the partner.
    RequestNeedsAttention { customer: String, number: String, title: String },
    /// A support request was closed.
    RequestClosed { customer: String, number: String, title: String },
    /// The reader was given access to a reservation.
    ReservationAccessGiven { customer: String, reservation: String, by: String },
    /// The reader was given access to an Azure subscription.
    SubscriptionAccessGiven { customer: String, subscription: String, by: String },
    /// A subscription was deleted because it had been suspended for too long.
    SubscriptionDeleted { customer: String, subscription: String },
    /// Reservations of a customer end soon; `first` is the day the first of them ends.
    ReservationsExpiring { customer: String, count: i64, first: Day },
    /// Reservations of a customer are bought again soon; `first` is the day of the first of them.
    ReservationsRenewing { customer: String, count: i64, first: Day },
    /// A reservation was bought again at its end; the new one ends on `until`.
    ReservationRenewed { customer: String, reservation: String, number: OrderNumber, total: Money, until: Day },
    /// A reservation was not bought again at its end.
    ReservationNotRenewed { customer: String, reservation: String, refusal: RenewalRefusal },
    /// A reservation is used less than somebody wants to be told of; `alert` is what they called it.
    UtilizationLow { customer: String, reservation: String, alert: String, percent: i32, threshold: i32 },
    /// A reservation is used enough again.
    UtilizationRestored { customer: String, reservation: String, alert: String, percent: i32, threshold: i32 },
    /// Bought software waits for a product key.
    KeyMissing { customer: String, software: String },
    /// Bought software that waited has a product key.
    KeyArrived { customer: String, software: String },
}

impl News {
    /// Its kind.
    pub const fn kind(&self) -> MessageKind {
        match self {
            Self::OrderPlaced { .. } => MessageKind::OrderPlaced,
            Self::RefundRequested { .. } => MessageKind::RefundRequested,
            Self::RefundApproved { .. } => MessageKind::RefundApproved,
            Self::RefundRejected { .. } => MessageKind::RefundRejected,
            Self::ExchangeRequested { .. } => MessageKind::ExchangeRequested,
            Self::ExchangeApproved { .. } => MessageKind::ExchangeApproved,
            Self::ExchangeRejected { .. } => MessageKind::ExchangeRejected,
            Self::SoftwareCancelRequested { .. } => MessageKind::SoftwareCancelRequested,
            Self::SoftwareCancelled { .. } => MessageKind::SoftwareCancelled,
            Self::SoftwareCancelRejected { .. } => MessageKind::SoftwareCancelRejected,
            Self::InformationAsked { .. } => MessageKind::InformationAsked,
            Self::RequestAnswered { .. } => MessageKind::RequestAnswered,
            Self::RequestNeedsAttention { .. } => MessageKind::RequestNeedsAttention,
            Self::RequestClosed { .. } => MessageKind::RequestClosed,
            Self::ReservationAccessGiven { .. } => MessageKind::ReservationAccessGiven,
            Self::SubscriptionAccessGiven { .. } => MessageKind::SubscriptionAccessGiven,
            Self::SubscriptionDeleted { .. } => MessageKind::SubscriptionDeleted,
            Self::ReservationsExpiring { .. } => MessageKind::ReservationsExpiring,
            Self::ReservationsRenewing { .. } => MessageKind::ReservationsRenewing,
            Self::ReservationRenewed { .. } => MessageKind::ReservationRenewed,
            Self::ReservationNotRenewed { .. } => MessageKind::ReservationNotRenewed,
            Self::UtilizationLow { .. } => MessageKind::UtilizationLow,
            Self::UtilizationRestored { .. } => MessageKind::UtilizationRestored,
            Self::KeyMissing { .. } => MessageKind::KeyMissing,
            Self::KeyArrived { .. } => MessageKind::KeyArrived,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn what_is_written_is_read_again_and_its_tag_is_its_kind() {
        let news = News::RefundApproved {
            customer: "한빛 \"소프트\"\n".to_owned(),
            number: "RF-1".to_owned(),
            net: Money::new(-1, Currency::KRW),
        };
        let text = serde_json::to_string(&news).unwrap();
        assert_eq!(serde_json::from_str::<News>(&text).unwrap(), news);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["kind"], news.kind().code());
    }
}

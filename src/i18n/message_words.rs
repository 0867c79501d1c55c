//! Messages as sentences, in the language of who reads them.

use super::Texts;
use crate::domain::messages::{MailState, News, Topic};

impl Texts {
    /// What happened, in one line: `Order 482 109 3756 placed for Fabrikam`.
    pub fn news_title(self, news: &News) -> String {
        match news {
            News::OrderPlaced { customer, number, .. } => self.messages_order_placed(number, customer),
            News::RefundRequested { customer, number, .. } => self.messages_refund_requested(number, customer),
            News::RefundApproved { customer, number, .. } => self.messages_refund_approved(number, customer),
            News::RefundRejected { customer, number, .. } => self.messages_refund_rejected(number, customer),
            News::ExchangeRequested { customer, number, .. } => self.messages_exchange_requested(number, customer),
            News::ExchangeApproved { customer, number, .. } => self.messages_exchange_approved(number, customer),
            News::ExchangeRejected { customer, number, .. } => self.messages_exchange_rejected(number, customer),
            News::SoftwareCancelRequested { customer, number, .. } => {
                self.messages_software_cancel_requested(number, customer)
            }
            News::SoftwareCancelled { customer, number, .. } => self.messages_software_cancelled(customer, number),
            News::SoftwareCancelRejected { customer, number, .. } => {
                self.messages_software_cancel_rejected(number, customer)
            }
            News::InformationAsked { customer, number, .. } => self.messages_information_asked(number, customer),
            News::RequestAnswered { number, .. } => self.messages_request_answered(number),
            News::RequestNeedsAttention { number, .. } => self.messages_request_attention(number),
            News::RequestClosed { number, .. } => self.messages_request_closed(number),
            News::ReservationAccessGiven { customer, .. } => self.messages_reservation_access(customer),
            News::SubscriptionAccessGiven { customer, .. } => self.messages_subscription_access(customer),
            News::SubscriptionDeleted { customer, .. } => self.messages_subscription_deleted(customer),
            News::ReservationsExpiring { customer, count, .. } => self.messages_expiring(*count, customer),
            News::ReservationsRenewing { customer, count, .. } => self.messages_renewing(*count, customer),
            News::ReservationRenewed { customer, reservation, .. } => self.messages_renewed(reservation, customer),
            News::ReservationNotRenewed { customer, reservation, .. } => {
                self.messages_not_renewed(reservation, customer)
            }
            News::UtilizationLow { customer, reservation, .. } => self.messages_utilization_low(reservation, customer),
            News::UtilizationRestored { customer, reservation, .. } => {
                self.messages_utilization_restored(reservation, customer)
            }
            News::KeyMissing { customer, .. } => self.messages_key_missing(customer),
            News::KeyArrived { customer, .. } => self.messages_key_arrived(customer),
        }
    }

    /// The rest of it, in a sentence.
    pub fn news_more(self, news: &News) -> String {
        match news {
            News::OrderPlaced { total, by, .. } => self.messages_order_placed_more(by, self.money(total)),
            News::RefundRequested { net, by, .. } | News::SoftwareCancelRequested { net, by, .. } => {
                self.messages_refund_requested_more(by, self.money(net))
            }
            News::RefundApproved { net, .. } => self.messages_refund_approved_more(self.money(net)),
            News::RefundRejected { reason, .. }
            | News::ExchangeRejected { reason, .. }
            | News::SoftwareCancelRejected { reason, .. } => self.messages_rejected_more(reason),
            News::SoftwareCancelled { net, .. } => self.messages_software_cancelled_more(self.money(net)),
            News::ExchangeRequested { by, .. } => self.messages_exchange_requested_more(by),
            News::ExchangeApproved { net, .. } => self.messages_exchange_approved_more(self.money(net)),
            News::InformationAsked { question, .. } => self.messages_information_asked_more(question),
            News::RequestAnswered { customer, title, by, .. } => {
                self.messages_request_answered_more(by, title, customer)
            }
            News::RequestNeedsAttention { customer, title, .. } | News::RequestClosed { customer, title, .. } => {
                self.messages_request_more(title, customer)
            }
            News::ReservationAccessGiven { reservation, by, .. } => {
                self.messages_reservation_access_more(by, reservation)
            }
            News::SubscriptionAccessGiven { subscription, by, .. } => {
                self.messages_subscription_access_more(by, subscription)
            }
            News::SubscriptionDeleted { subscription, .. } => self.messages_subscription_deleted_more(subscription),
            News::ReservationsExpiring { first, .. } => self.messages_expiring_more(self.date(first)),
            News::ReservationsRenewing { first, .. } => self.messages_renewing_more(self.date(first)),
            News::ReservationRenewed { number, total, until, .. } => {
                self.messages_renewed_more(number, self.money(total), self.date(until))
            }
            News::ReservationNotRenewed { refusal, .. } => {
                self.messages_not_renewed_more(self.renewal_refusal(refusal))
            }
            News::UtilizationLow { alert, percent, threshold, .. } => {
                self.messages_utilization_low_more(alert, *percent, *threshold)
            }
            News::UtilizationRestored { alert, percent, threshold, .. } => {
                self.messages_utilization_restored_more(alert, *percent, *threshold)
            }
            News::KeyMissing { software, .. } => self.messages_key_missing_more(software),
            News::KeyArrived { software, .. } => self.messages_key_arrived_more(software),
        }
    }

    /// `Refunds and exchanges`.
    pub fn topic(self, topic: &Topic) -> &'static str {
        match topic {
            Topic::Orders => self.messages_topic_orders(),
            Topic::Refunds => self.messages_topic_refunds(),
            Topic::Support => self.messages_topic_support(),
            Topic::Access => self.messages_topic_access(),
            Topic::Deadlines => self.messages_topic_deadlines(),
        }
    }

    /// `Given up`.
    pub fn mail_state(self, state: &MailState) -> &'static str {
        match state {
            MailState::Queued => self.messages_state_queued(),
            MailState::Sent => self.messages_state_sent(),
            MailState::Filed => self.messages_state_filed(),
            MailState::GivenUp => self.messages_state_given_up(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn names_and_numbers_stand_where_the_sentence_has_them() {
        let t = Texts::new(Lang::En);
        let [customer, number, title, by] = ["Fabrikam", "SR-1", "A page is slow", "Tom"].map(str::to_owned);
        let news = News::RequestAnswered { customer: customer.clone(), number: number.clone(), title, by };
        let more = t.news_more(&news);
        assert_eq!(more.replace(['\u{2068}', '\u{2069}'], ""), "Tom answered “A page is slow” (Fabrikam).");
        for (news, expected) in [
            (
                News::InformationAsked { customer: customer.clone(), number: number.clone(), question: String::new() },
                "The desk has a question about SR-1 for Fabrikam",
            ),
            (
                News::ExchangeRejected { customer: customer.clone(), number: number.clone(), reason: String::new() },
                "Exchange SR-1 for Fabrikam rejected",
            ),
            (News::RefundRejected { customer, number, reason: String::new() }, "Refund SR-1 for Fabrikam rejected"),
        ] {
            assert_eq!(t.news_title(&news).replace(['\u{2068}', '\u{2069}'], ""), expected);
        }
    }
}

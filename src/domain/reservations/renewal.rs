//! Renewal: the same is bought again at the end. Floor 0. Domain 6.8, R-IAM-5, C-19.
//!
//! It is opt-in and off at first; a renewal is a purchase at the end of the term and no longer term. The
//! price is known 30 days before the end, and the lower of that one and the one of the day is charged.

use crate::domain::carts::Code;
use crate::domain::codes::codes;
use crate::domain::time::{Day, Instant};

/// Days before the end on whose price nothing above it is charged, and people are told.
pub const RENEWAL_NOTICE_DAYS: i64 = 30;

codes! {
    /// `userFriendlyRenewState` (6.7).
    RenewState, NotARenewState {
        /// The same will be bought at the end.
        On = "On",
        /// Nothing is bought at the end.
        Off = "Off",
        /// The same was bought.
        Renewed = "Renewed",
        /// It should have been bought and was not.
        NotRenewed = "NotRenewed",
        /// It ended before its term.
        NotApplicable = "NotApplicable",
    }
    /// Why a reservation that should have been renewed was not.
    RenewalRefusal, NotARenewalRefusal {
        /// The policy of the day has no auto-renew.
        PolicyHasNone = "PolicyHasNoAutoRenew",
        /// The SKU is not sold any more, or not in this quantity.
        NotSold = "SkuIsNotSold",
        /// The customer is not active, or no longer the partner's.
        Customer = "CustomerIsNotActive",
        /// Reservations are not sold in the customer's market any more.
        Market = "MarketIsClosed",
        /// The subscription is not active or not registered.
        Subscription = "SubscriptionIsNotActive",
        /// The market's currency is another one now, or has no rate to the US dollar.
        Currency = "CurrencyChanged",
        /// The partner of record cannot sell any more.
        Reseller = "ResellerCannotSell",
        /// The customer wants a purchase order number, and there was none.
        PurchaseOrder = "PurchaseOrderRequired",
        /// Another rule of buying.
        Rules = "RulesOfBuying",
    }
}

impl RenewalRefusal {
    /// What a finding of the review means for a renewal.
    pub const fn of(code: Code) -> Self {
        match code {
            Code::MarketClosed => Self::Market,
            Code::CustomerNotActive => Self::Customer,
            Code::NoActiveSubscription
            | Code::SubscriptionNotActive
            | Code::SubscriptionNotRegistered
            | Code::SubscriptionOfAnotherCustomer => Self::Subscription,
            Code::QuantityOutOfRange | Code::PriceGone => Self::NotSold,
            Code::CurrencyMismatch => Self::Currency,
            Code::ResellerRequired | Code::ResellerUnknown | Code::ResellerIsProvider | Code::ResellerNotIndirect => {
                Self::Reseller
            }
            Code::PurchaseOrderRequired => Self::PurchaseOrder,
            Code::CapacityNeedsSingleScope
            | Code::PriceChanged
            | Code::TotalTooLarge
            | Code::SoftwareNeedsCommercial
            | Code::CartEmpty
            | Code::CartExpired
            | Code::CartAlreadyOrdered
            | Code::BoughtRecently => Self::Rules,
        }
    }
}

/// The day whose price is the most that a renewal costs.
pub fn locked_on(expires_at: Instant) -> Day {
    expires_at.plus_days(-RENEWAL_NOTICE_DAYS).day()
}

/// When the term of a renewal begins that is bought at `now`: without a gap when it is bought on the day
/// of the end, and otherwise when it is bought, since nobody is to pay for days that are over.
pub fn renewed_from(expires_at: Instant, now: Instant) -> Instant {
    if now < expires_at.plus_days(1) { expires_at } else { now }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(day: &str) -> Instant {
        Instant::start_of(day.parse().unwrap())
    }

    #[test]
    fn domain_6_8_a_renewal_begins_at_the_end_unless_it_comes_a_day_late() {
        let end = start("2027-03-01");
        assert_eq!(renewed_from(end, end), end);
        assert_eq!(renewed_from(end, start("2027-03-02").plus_seconds(-1)), end);
        assert_eq!(renewed_from(end, start("2027-03-02")), start("2027-03-02"));
        assert_eq!(locked_on(end).to_string(), "2027-01-30");
    }
}

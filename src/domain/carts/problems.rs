//! What a review can find, each with its rule and the vendor's error number. Floor 0.

use crate::domain::codes::codes;
use crate::domain::money::{Currency, Money};
use crate::domain::subscriptions::{Registration, SubscriptionState};
use crate::domain::time::Instant;

codes! {
    /// The stable name of a finding: in the API, in logs and as the key of its text.
    Code, NotACode {
        /// Reservations are not sold in the customer's market.
        MarketClosed = "market-closed",
        /// The customer is not active, or no longer the partner's.
        CustomerNotActive = "customer-not-active",
        /// The customer has no active subscription to tie anything to.
        NoActiveSubscription = "no-active-subscription",
        /// The line's subscription is pending, suspended or deleted.
        SubscriptionNotActive = "subscription-not-active",
        /// The line's subscription is not registered for reservations.
        SubscriptionNotRegistered = "subscription-not-registered",
        /// The line's subscription is none of this customer's.
        SubscriptionOfAnotherCustomer = "subscription-of-another-customer",
        /// Fewer or more than the catalogue sells at once.
        QuantityOutOfRange = "quantity-out-of-range",
        /// Capacity priority on a shared scope.
        CapacityNeedsSingleScope = "capacity-needs-single-scope",
        /// The price is not the one that was shown.
        PriceChanged = "price-changed",
        /// There is no price any more.
        PriceGone = "price-gone",
        /// The price is not in the currency of the customer's market.
        CurrencyMismatch = "currency-mismatch",
        /// The sum is more than can be counted.
        TotalTooLarge = "total-too-large",
        /// An indirect provider named no reseller.
        ResellerRequired = "reseller-required",
        /// The reseller is not known.
        ResellerUnknown = "reseller-unknown",
        /// The provider named itself.
        ResellerIsProvider = "reseller-is-provider",
        /// The organisation named is no indirect reseller of the provider.
        ResellerNotIndirect = "reseller-not-indirect",
        /// The customer wants a purchase order number on every order.
        PurchaseOrderRequired = "purchase-order-required",
        /// Software for a customer who is not commercial.
        SoftwareNeedsCommercial = "software-needs-commercial",
        /// There is nothing in the cart.
        CartEmpty = "cart-empty",
        /// The cart's time is over.
        CartExpired = "cart-expired",
        /// The cart was bought already.
        CartAlreadyOrdered = "cart-already-ordered",
        /// The customer bought the same within a day.
        BoughtRecently = "bought-recently",
    }
}

/// Whether a finding stops the purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// Nothing is bought until it is gone.
    Refusal,
    /// To be read; it stops nothing.
    Warning,
}

impl Code {
    /// Whether it stops the purchase.
    pub const fn severity(self) -> Severity {
        match self {
            Self::BoughtRecently => Severity::Warning,
            Self::MarketClosed
            | Self::CustomerNotActive
            | Self::NoActiveSubscription
            | Self::SubscriptionNotActive
            | Self::SubscriptionNotRegistered
            | Self::SubscriptionOfAnotherCustomer
            | Self::QuantityOutOfRange
            | Self::CapacityNeedsSingleScope
            | Self::PriceChanged
            | Self::PriceGone
            | Self::CurrencyMismatch
            | Self::TotalTooLarge
            | Self::ResellerRequired
            | Self::ResellerUnknown
            | Self::ResellerIsProvider
            | Self::ResellerNotIndirect
            | Self::PurchaseOrderRequired
            | Self::SoftwareNeedsCommercial
            | Self::CartEmpty
            | Self::CartExpired
            | Self::CartAlreadyOrdered => Severity::Refusal,
        }
    }

    /// The rule it comes from.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::MarketClosed => "S-83, R-MK-1, Q-13",
            Self::CustomerNotActive => "6.1",
            Self::NoActiveSubscription => "S-27, S-29",
            Self::SubscriptionNotActive | Self::SubscriptionNotRegistered => "R-BUY-2",
            Self::SubscriptionOfAnotherCustomer => "S-27, Q-17",
            Self::QuantityOutOfRange => "S-32",
            Self::CapacityNeedsSingleScope => "Q-15",
            Self::PriceChanged | Self::PriceGone | Self::CartExpired => "Q-8",
            Self::CurrencyMismatch => "R-BL-4",
            Self::TotalTooLarge => "Q-22",
            Self::ResellerRequired | Self::ResellerUnknown | Self::ResellerIsProvider | Self::ResellerNotIndirect => {
                "R-BUY-3, S-9"
            }
            Self::PurchaseOrderRequired | Self::BoughtRecently => "ours",
            Self::SoftwareNeedsCommercial => "S-81",
            Self::CartEmpty | Self::CartAlreadyOrdered => "6.4",
        }
    }

    /// The vendor's error number for the same thing, where there is one (2.3, 6.1, 6.4).
    pub const fn vendor_error(self) -> Option<u32> {
        match self {
            Self::MarketClosed => Some(800_070),
            Self::CustomerNotActive => Some(800_073),
            Self::SubscriptionNotActive => Some(800_012),
            Self::SubscriptionNotRegistered => Some(800_030),
            Self::SubscriptionOfAnotherCustomer => Some(800_011),
            Self::ResellerUnknown => Some(800_015),
            Self::ResellerIsProvider => Some(2_072),
            Self::ResellerNotIndirect => Some(800_016),
            Self::SoftwareNeedsCommercial => Some(800_020),
            Self::CartAlreadyOrdered => Some(800_065),
            Self::NoActiveSubscription
            | Self::QuantityOutOfRange
            | Self::CapacityNeedsSingleScope
            | Self::PriceChanged
            | Self::PriceGone
            | Self::CurrencyMismatch
            | Self::TotalTooLarge
            | Self::ResellerRequired
            | Self::PurchaseOrderRequired
            | Self::CartEmpty
            | Self::CartExpired
            | Self::BoughtRecently => None,
        }
    }
}

/// A finding with what its text has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing beyond the code.
    Plain(Code),
    /// [`Code::SubscriptionNotActive`]
    SubscriptionNotActive(SubscriptionState),
    /// [`Code::SubscriptionNotRegistered`]
    SubscriptionNotRegistered(Registration),
    /// [`Code::QuantityOutOfRange`]
    QuantityOutOfRange {
        /// The fewest the catalogue sells.
        min: u32,
        /// The most.
        max: u32,
    },
    /// [`Code::PriceChanged`]
    PriceChanged {
        /// The unit price that was shown.
        was: Money,
        /// The unit price now.
        now: Money,
    },
    /// [`Code::CurrencyMismatch`]
    CurrencyMismatch {
        /// The currency of the customer's market.
        expected: Currency,
        /// The currency of the price.
        found: Currency,
    },
    /// [`Code::CartExpired`]
    CartExpired(Instant),
    /// [`Code::BoughtRecently`]
    BoughtRecently(Instant),
}

impl Problem {
    /// Its stable name.
    pub const fn code(self) -> Code {
        match self {
            Self::Plain(code) => code,
            Self::SubscriptionNotActive(_) => Code::SubscriptionNotActive,
            Self::SubscriptionNotRegistered(_) => Code::SubscriptionNotRegistered,
            Self::QuantityOutOfRange { .. } => Code::QuantityOutOfRange,
            Self::PriceChanged { .. } => Code::PriceChanged,
            Self::CurrencyMismatch { .. } => Code::CurrencyMismatch,
            Self::CartExpired(_) => Code::CartExpired,
            Self::BoughtRecently(_) => Code::BoughtRecently,
        }
    }
}

//! Why there is no refund, no exchange, no cancellation. Floor 0. The vendor's names where it has them.

use serde::{Deserialize, Serialize};

use crate::domain::codes::codes;

codes! {
    /// A stable code; its words are the languages'.
    Refusal, NotARefusal {
        /// R-RF-9: more than is left of the limit; it is never paid in part.
        RefundLimitExceeded = "RefundLimitExceeded",
        /// RF-20: cancelled, expired, or not there yet.
        OperationCannotBePerformedInCurrentState = "OperationCannotBePerformedInCurrentState",
        /// R-RF-11: none, or more than there are.
        InvalidRefundQuantity = "InvalidRefundQuantity",
        /// R-RF-13: such a thing is not refunded.
        ProductNotRefundable = "ProductNotRefundable",
        /// R-RF-13: such a thing is not exchanged.
        ProductNotExchangeable = "ProductNotExchangeable",
        /// R-EX-2: another kind of thing.
        ExchangeTypeMismatch = "ExchangeTypeMismatch",
        /// R-EX-3: the new purchases are too small.
        ExchangeTotalTooSmall = "ExchangeTotalTooSmall",
        /// POL-NOW: bought too late to be exchanged.
        ExchangeNoLongerOffered = "ExchangeNoLongerOffered",
        /// R-EX-1: nothing is returned, or nothing is bought.
        ExchangeIncomplete = "ExchangeIncomplete",
        /// R-SW-1: the days for it are over.
        CancellationWindowOver = "CancellationWindowOver",
        /// R-SW-2: another role has to do it.
        RoleNotAllowed = "RoleNotAllowed",
        /// C-13: only whole lines.
        PartialReturnNotAllowed = "PartialReturnNotAllowed",
    }
}

/// How a quote ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It can be done.
    Allowed,
    /// It cannot.
    Refused(Refusal),
}

impl Outcome {
    /// Whether it can be done.
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }

    /// Why it cannot.
    pub const fn refusal(self) -> Option<Refusal> {
        match self {
            Self::Allowed => None,
            Self::Refused(refusal) => Some(refusal),
        }
    }
}

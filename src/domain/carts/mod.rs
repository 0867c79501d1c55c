//! Carts of one customer, and the rules of buying. Floor 0. Rules 6.4, 6.5, R-BUY-*, S-27 to S-41,
//!
//!
//! [`review`] is the only place that decides whether a cart may be bought: the cart page, the review
//! page, Buy and the API ask it with the facts of the moment and show what it found. [`fingerprint`]
//! says what was reviewed; Buy sends it back, and a cart that reads differently by then is reviewed
//! again (quality 2.3.1).

use super::codes::codes;
use super::ids::CartLineId;
use super::money::Money;
use super::reservations::Setting;
use super::term::Term;
use super::text::{DisplayName, Quantity};
use super::time::Instant;

mod problems;
mod review;
mod totals;

pub use problems::{Code, Problem, Severity};
pub use review::{CustomerFacts, Finding, LineFacts, Review, ReviewInput, SubscriptionFacts, review};
pub use totals::{OrderGroup, fingerprint};

/// Days a cart lives when the configuration says nothing else.
pub const CART_LIFE_DAYS: i64 = 7;

/// Seconds within which the same SKU bought again makes a warning (our own).
pub const BOUGHT_RECENTLY_SECONDS: i64 = 86_400;

codes! {
    /// Which usage the discount reaches (S-38); the later scopes of Q-16 are not offered at purchase.
    AppliedScope, NotAScope {
        /// Any subscription of the customer's billing context.
        Shared = "shared",
        /// Only the subscription the line is tied to.
        Single = "single",
    }
    /// What a reservation is optimised for.
    Optimise, NotAnOptimise {
        /// The discount also reaches other sizes of the series.
        Flexibility = "flexibility",
        /// Capacity is kept for this size; single scope only.
        Capacity = "capacity",
    }
    /// How a reservation is paid (R-BL-1, R-BL-2).
    BillingPlan, NotABillingPlan {
        /// Everything at purchase.
        Upfront = "upfront",
        /// 12 or 36 equal parts.
        Monthly = "monthly",
    }
    /// Where a cart is filled: a customer has one on the pages; clients of the API make their own.
    CartFace, NotACartFace {
        /// On the pages.
        Page = "page",
        /// By a client of the API.
        Api = "api",
    }
    /// Where a cart stands (6.4).
    CartState, NotACartState {
        /// Being filled; expired once its time is over.
        Active = "active",
        /// Bought.
        Ordered = "ordered",
        /// Given up or run out.
        Expired = "expired",
    }
}

/// When a cart made at `created_at` expires; `days` is [`CART_LIFE_DAYS`] unless configured.
pub fn expiry(created_at: Instant, days: i64) -> Instant {
    created_at.plus_days(days)
}

/// What stands on a line of a cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartLine {
    /// The line.
    pub id: CartLineId,
    /// What is bought.
    pub sku: String,
    /// For how long.
    pub term: Term,
    /// How many.
    pub quantity: Quantity,
    /// The price of one for the whole term, as shown when the line was added or last accepted.
    pub unit_price: Money,
    /// Where a reservation applies (S-27, S-38); none for software.
    pub reservation: Option<Setting>,
    /// How it is paid; software is paid up front.
    pub plan: BillingPlan,
    /// The name the reservation will have; software has none of its own.
    pub name: DisplayName,
}

#[cfg(test)]
mod tests;

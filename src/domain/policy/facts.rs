//! What a quote has to know of a reservation. Floor 0.

use serde::{Deserialize, Serialize};

use super::product::ProductKind;
use super::rate::UsdRate;
use crate::domain::money::Money;
use crate::domain::reservations::{ProvisioningState, benefit_start, ends_at};
use crate::domain::term::Term;
use crate::domain::time::Instant;

/// How it is paid, and how far it has been (R-BL-1, R-BL-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payment {
    /// Everything at purchase.
    Upfront,
    /// 12 or 36 monthly instalments.
    Monthly {
        /// How many have been paid.
        paid: u32,
    },
}

/// A reservation as it is when somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReservationFacts {
    /// What is reserved.
    pub product: ProductKind,
    /// Its state.
    pub state: ProvisioningState,
    /// For how long.
    pub term: Term,
    /// When it was ordered: the grace days count from here (R-RF-4).
    pub ordered_at: Instant,
    /// When the benefit began: the days of use count from here (R-RF-2).
    pub starts_at: Instant,
    /// When it ends (R-RES-1).
    pub expires_at: Instant,
    /// The price paid for one over the whole term.
    pub unit_paid: Money,
    /// The list price of one today, where there is one (R-RF-12).
    pub unit_list: Option<Money>,
    /// How many there are.
    pub quantity: u32,
    /// How it is paid.
    pub payment: Payment,
    /// Whether any closed hour had usage.
    pub is_used: bool,
    /// The rate stored with the order.
    pub usd_rate: UsdRate,
}

/// When a reservation ends of which only order and start are known: the end counts from the fulfilment,
/// whose hour is rounded up to the start of the benefit (R-RES-1, Q-6).
pub fn expiry(ordered_at: Instant, starts_at: Instant, term: Term) -> Instant {
    let fulfilled_at = if starts_at == benefit_start(ordered_at) { ordered_at } else { starts_at };
    ends_at(fulfilled_at, term)
}

//! Orders: state, number, payments, partner of record. Floor 0. Rules 6.5, R-BL-2, R-BUY-3, S-9, S-10.
//!
//! ```
//! use ground::domain::carts::BillingPlan;
//! use ground::domain::money::{Currency, Money};
//! use ground::domain::orders::schedule;
//! use ground::domain::term::Term;
//! let first = "2026-01-31".parse().unwrap();
//! let charges = schedule(Money::new(120_000, Currency::USD), BillingPlan::Monthly, Term::OneYear, first).unwrap();
//! assert_eq!(charges[1].due_on.to_string(), "2026-02-28");
//! assert_eq!(charges[2].due_on.to_string(), "2026-03-31");
//! ```

use super::carts::BillingPlan;
use super::codes::codes;
use super::ids::PartnerId;
use super::money::{Money, MoneyError};
use super::partners::PartnerKind;
use super::term::Term;
use super::time::Day;

mod number;

pub use number::{NotAnOrderNumber, OrderNumber};

codes! {
    /// Where an order stands (6.5).
    OrderStatus, NotAnOrderStatus {
        /// Not known here; the vendor's value 0.
        Unknown = "unknown",
        /// Every line is fulfilled.
        Completed = "completed",
        /// Lines are being fulfilled.
        Pending = "pending",
        /// It failed, or every line was cancelled.
        Cancelled = "cancelled",
    }
    /// Where a line of an order stands (6.5).
    LineState, NotALineState {
        /// Being made.
        PrefulfillmentPending = "prefulfillment_pending",
        /// Made.
        Fulfilled = "fulfilled",
        /// Cancelled; its quantity counts as 0.
        Unfulfilled = "unfulfilled",
    }
    /// Where a charge stands (6.6, `planInformation.transactions`).
    ChargeState, NotAChargeState {
        /// To come.
        Scheduled = "scheduled",
        /// Made; it stands on the partner's account.
        Succeeded = "succeeded",
        /// It could not be made.
        Failed = "failed",
        /// Will not be made.
        Cancelled = "cancelled",
    }
}

impl OrderStatus {
    /// What the lines of an order make of it: pending while one is, cancelled when all are.
    pub fn of_lines(lines: &[LineState]) -> Self {
        if lines.is_empty() {
            Self::Unknown
        } else if lines.contains(&LineState::PrefulfillmentPending) {
            Self::Pending
        } else if lines.contains(&LineState::Fulfilled) {
            Self::Completed
        } else {
            Self::Cancelled
        }
    }
}

/// What is charged, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// The day it is due.
    pub due_on: Day,
    /// How much.
    pub amount: Money,
}

/// R-BL-2: everything at once, or equal monthly parts of which the last takes the rest. Due days are
/// counted from the first one, so a purchase on the 31st comes back to the 31st (R-12).
pub fn schedule(total: Money, plan: BillingPlan, term: Term, first: Day) -> Result<Vec<Charge>, MoneyError> {
    let parts = match plan {
        BillingPlan::Upfront => vec![total],
        BillingPlan::Monthly => total.split_evenly(term.months())?,
    };
    Ok(term.payment_days(first).zip(parts).map(|(due_on, amount)| Charge { due_on, amount }).collect())
}

/// Who buys: an organisation as it is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buyer {
    /// The organisation of the person who buys.
    pub id: PartnerId,
    /// What kind of partner it is.
    pub kind: PartnerKind,
}

/// What is known about a reseller that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChosenReseller {
    /// Nobody was chosen.
    Nobody,
    /// A partner that is found, with its kind and its provider.
    Known {
        /// The organisation.
        id: PartnerId,
        /// What kind of partner it is.
        kind: PartnerKind,
        /// Whose reseller it is.
        provider: Option<PartnerId>,
    },
    /// No partner has this id.
    Unknown,
}

/// Why there is no partner of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResellerRefusal {
    /// An indirect provider must name its indirect reseller (S-9).
    #[error("an indirect provider names an indirect reseller")]
    Required,
    /// 2072: the provider's own id.
    #[error("the reseller is the provider itself")]
    IsProvider,
    /// 800015: no such partner.
    #[error("no such partner")]
    Unknown,
    /// 800016: a partner, but not a reseller of this provider.
    #[error("not an indirect reseller of this provider")]
    NotAReseller,
}

/// The partner of record of a purchase, fixed from then on (S-10). An indirect provider names one of
/// its resellers (R-BUY-3); a reseller's own people always stand for their own organisation; a
/// direct-bill partner has none beside itself.
pub fn partner_of_record(buyer: Buyer, chosen: ChosenReseller) -> Result<Option<PartnerId>, ResellerRefusal> {
    match (buyer.kind, chosen) {
        (PartnerKind::IndirectReseller, ChosenReseller::Nobody) => Ok(Some(buyer.id)),
        (PartnerKind::IndirectReseller, ChosenReseller::Known { id, .. }) => {
            if id == buyer.id {
                Ok(Some(id))
            } else {
                Err(ResellerRefusal::NotAReseller)
            }
        }
        (PartnerKind::DirectBill, ChosenReseller::Nobody) => Ok(None),
        // An operator sells nothing; no right to buy is ever granted to its people.
        (PartnerKind::Operator, _) | (PartnerKind::DirectBill, ChosenReseller::Known { .. }) => {
            Err(ResellerRefusal::NotAReseller)
        }
        (PartnerKind::IndirectProvider, ChosenReseller::Nobody) => Err(ResellerRefusal::Required),
        (PartnerKind::IndirectProvider, ChosenReseller::Known { id, .. }) if id == buyer.id => {
            Err(ResellerRefusal::IsProvider)
        }
        (PartnerKind::IndirectProvider, ChosenReseller::Known { id, kind, provider }) => {
            let is_own = kind == PartnerKind::IndirectReseller && provider == Some(buyer.id);
            if is_own { Ok(Some(id)) } else { Err(ResellerRefusal::NotAReseller) }
        }
        (
            PartnerKind::DirectBill | PartnerKind::IndirectProvider | PartnerKind::IndirectReseller,
            ChosenReseller::Unknown,
        ) => Err(ResellerRefusal::Unknown),
    }
}

#[cfg(test)]
mod tests;

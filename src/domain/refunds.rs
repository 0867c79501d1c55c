//! A refund or an exchange as a case, from the request to the decision. Floor 0. Domain 6.12, C9,
//! R-RF-11, Q-11, Q-20.

use serde::{Deserialize, Serialize};

use super::codes::codes;
use super::ids::ReservationId;
use super::money::Money;
use super::policy::exchange::{ExchangeFacts, ExchangeQuote};
use super::policy::refund::RefundQuote;
use super::policy::software::{SoftwareFacts, SoftwareQuote};
use super::policy::{Outcome, PolicyCode, ReservationFacts, Step};
use super::time::Instant;

codes! {
    /// What is asked for.
    CaseKind, NotACaseKind {
        /// Money back.
        Refund = "refund",
        /// Other reservations instead.
        Exchange = "exchange",
        /// Software given back (R-SW-1).
        Software = "software",
    }
    /// Where a case stands (6.12).
    CaseState, NotACaseState {
        /// The desk has it.
        Requested = "requested",
        /// The desk asked the partner for information.
        AttentionNeeded = "attention_needed",
        /// Approved and posted.
        Processed = "processed",
        /// Rejected.
        Rejected = "rejected",
        /// Taken back by the partner.
        Withdrawn = "withdrawn",
    }
    /// Why something is returned (R-RF-11).
    ReturnReason, NotAReturnReason {
        /// Another product was meant.
        WrongProduct = "PurchasedWrongProduct",
        /// The wrong size or region.
        WrongSize = "WrongSizeOrRegion",
        /// More than is needed.
        TooMany = "TooMany",
        /// What it is for ends.
        NoLongerNeeded = "NoLongerNeeded",
        /// The partner no longer sells to the customer (R-RF-16).
        CustomerLeaves = "CustomerLeaves",
        /// Said in words.
        Other = "Other",
    }
    /// A line of a credit note.
    NoteLineKind, NotANoteLineKind {
        /// What comes back.
        Credit = "credit",
        /// What is taken of it.
        Fee = "fee",
    }
    /// Whose money moves (C9, R-RF-14, R-BL-13).
    MoneyLeg, NotAMoneyLeg {
        /// From the vendor to the partner.
        Vendor = "vendor",
        /// From the partner to the customer.
        Customer = "customer",
    }
}

impl CaseState {
    /// Whether somebody still has to decide.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Requested | Self::AttentionNeeded => true,
            Self::Processed | Self::Rejected | Self::Withdrawn => false,
        }
    }
}

/// The facts of a quote and what came of them: enough to show the working again and to quote anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CaseQuote {
    /// Of a refund.
    Refund {
        /// The reservation as it was.
        facts: ReservationFacts,
        /// The quote.
        quote: RefundQuote,
    },
    /// Of an exchange.
    Exchange {
        /// What is returned and bought.
        facts: ExchangeFacts,
        /// The quote.
        quote: ExchangeQuote,
    },
    /// Of a cancellation of software.
    Software {
        /// The line as it was.
        facts: SoftwareFacts,
        /// The quote.
        quote: SoftwareQuote,
    },
}

impl CaseQuote {
    /// The policy that decided.
    pub const fn policy(&self) -> PolicyCode {
        match self {
            Self::Refund { quote, .. } => quote.policy,
            Self::Exchange { quote, .. } => quote.policy,
            Self::Software { quote, .. } => quote.policy,
        }
    }

    /// How it ends.
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Refund { quote, .. } => quote.outcome,
            Self::Exchange { quote, .. } => quote.outcome,
            Self::Software { quote, .. } => quote.outcome,
        }
    }

    /// How it was worked out.
    pub fn steps(&self) -> &[Step] {
        match self {
            Self::Refund { quote, .. } => &quote.steps,
            Self::Exchange { quote, .. } => &quote.steps,
            Self::Software { quote, .. } => &quote.steps,
        }
    }

    /// Credit, fee and net.
    pub const fn amounts(&self) -> (Money, Money, Money) {
        match self {
            Self::Refund { quote, .. } => (quote.credit, quote.fee, quote.net),
            Self::Exchange { quote, .. } => (quote.refund, Money::zero(quote.refund.currency()), quote.refund),
            Self::Software { quote, .. } => {
                // Without a price nothing is known to come back.
                let credit = match quote.credit {
                    Some(credit) => credit,
                    None => Money::zero(super::money::Currency::USD),
                };
                (credit, Money::zero(credit.currency()), credit)
            }
        }
    }

    /// What moves in the end: what the partner gets of a refund, what is to be paid for an exchange.
    pub const fn moves(&self) -> Money {
        match self {
            Self::Refund { quote, .. } => quote.net,
            Self::Exchange { quote, .. } => quote.net_payable,
            Self::Software { .. } => self.amounts().2,
        }
    }

    /// What it counts against the limit, in US dollars; an exchange counts nothing (R-EX-4), software neither.
    pub const fn counted_usd(&self) -> Money {
        match self {
            Self::Refund { quote, .. } => quote.counted_usd,
            Self::Exchange { .. } | Self::Software { .. } => Money::zero(super::money::Currency::USD),
        }
    }

    /// Credit and fee of each returned reservation, in the order of the case.
    pub fn lines(&self) -> Vec<(Money, Money)> {
        match self {
            Self::Refund { quote, .. } => vec![(quote.credit, quote.fee)],
            Self::Exchange { quote, .. } => {
                quote.lines.iter().map(|line| (line.credit, Money::zero(line.credit.currency()))).collect()
            }
            Self::Software { .. } => Vec::new(),
        }
    }
}

/// Until when the amounts of a quote stay as they are: the next day of use begins, or the days that
/// cost nothing end (R-RF-2, R-RF-4).
pub fn holds_until(facts: &ReservationFacts, grace_days: u32, now: Instant) -> Instant {
    let elapsed = now.seconds_since(facts.starts_at).div_euclid(86_400).max(0);
    let next = facts.starts_at.plus_days(elapsed.saturating_add(1));
    let grace = facts.ordered_at.plus_days(i64::from(grace_days));
    let first = if grace >= now && grace_days > 0 { next.min(grace) } else { next };
    first.min(facts.expires_at)
}

/// A reservation of which units are returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Returned {
    /// Which.
    pub reservation: ReservationId,
    /// How many of it.
    pub quantity: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::policy::{Payment, ProductKind, UsdRate};
    use crate::domain::reservations::ProvisioningState;
    use crate::domain::term::Term;

    fn at(day: &str) -> Instant {
        Instant::start_of(day.parse().unwrap())
    }

    #[test]
    fn a_quote_holds_until_the_next_day_of_use_or_the_end_of_the_grace_days() {
        let facts = ReservationFacts {
            product: ProductKind::VirtualMachines,
            state: ProvisioningState::Succeeded,
            term: Term::OneYear,
            ordered_at: at("2026-11-01").plus_seconds(40_000),
            starts_at: at("2026-11-01").plus_seconds(43_200),
            expires_at: at("2027-11-01"),
            unit_paid: Money::new(120_000, Currency::USD),
            unit_list: None,
            quantity: 1,
            payment: Payment::Upfront,
            is_used: false,
            usd_rate: UsdRate::USD,
        };
        let day = at("2026-11-04");
        assert_eq!(holds_until(&facts, 5, day), at("2026-11-04").plus_seconds(43_200));
        let last = at("2026-11-06").plus_seconds(39_000);
        assert_eq!(holds_until(&facts, 5, last), at("2026-11-06").plus_seconds(40_000));
        assert_eq!(holds_until(&facts, 0, last), at("2026-11-06").plus_seconds(43_200));
        assert_eq!(holds_until(&facts, 5, at("2027-10-31").plus_seconds(80_000)), at("2027-11-01"));
    }
}

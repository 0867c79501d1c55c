//! What a policy is made of. Floor 0. Domain 4.3: every value that differed between versions is data.

use serde::{Deserialize, Serialize};

use super::product::ProductKind;
use crate::domain::codes::codes;
use crate::domain::money::Money;
use crate::domain::time::Day;

codes! {
    /// A version of the refund policy (4.3).
    PolicyCode, NotAPolicyCode {
        /// May 2018: a fee without a figure, the refund goes to the original purchase.
        Pol1805 = "POL-1805",
        /// October 2018: the table of the seeds; in force unless another is chosen.
        Pol1810 = "POL-1810",
        /// November 2018: the same, in other words.
        Pol1811 = "POL-1811",
        /// April 2019, the Azure text: a fee is reserved and not charged.
        Pol1904 = "POL-1904",
        /// January 2020: less 12 % from the first day, for three weeks.
        Pol2001 = "POL-2001",
        /// February 2020: not charged; the lower of two prices.
        Pol2002 = "POL-2002",
        /// June 2020: the cancelled commitment counts.
        Pol2006 = "POL-2006",
        /// April 2021: over the limit is refused in so many words.
        Pol2104 = "POL-2104",
        /// May 2022: the limit is each customer's.
        Pol2205 = "POL-2205",
        /// October 2022: seven days for software.
        Pol2210 = "POL-2210",
        /// October 2023: exchanges until further notice.
        Pol2310 = "POL-2310",
        /// August 2026: exchanges end with purchases from 1 February 2027.
        PolNow = "POL-NOW",
    }
    /// Whether usage matters for an early return (R-RF-3, R-RF-4, Q-3).
    UsageRule, NotAUsageRule {
        /// An early return that was used is prorated.
        UsedIsProrated = "used_is_prorated",
        /// An early return has its whole price back, used or not.
        Ignored = "ignored",
    }
    /// Which amount counts against the limit (R-RF-7, Q-2).
    CapBasis, NotACapBasis {
        /// The credit before the fee.
        GrossRefund = "gross_refund",
        /// The credit less the fee.
        NetOfFee = "net_of_fee",
        /// The credit and the payments that will not be made any more.
        CancelledCommitment = "cancelled_commitment",
    }
    /// For how long an amount counts (R-RF-6, R-RF-8, C-5).
    CapWindow, NotACapWindow {
        /// 365 days from its refund.
        Rolling365Days = "rolling_365_days",
        /// Until the end of the calendar year.
        CalendarYear = "calendar_year",
    }
    /// Which price a refund starts from (R-RF-12).
    PriceBase, NotAPriceBase {
        /// The price that was paid.
        Paid = "paid",
        /// That or the list price of the day, whichever is lower.
        LowerOfPaidAndList = "lower_of_paid_and_list",
    }
    /// What the new purchases of an exchange have to reach (R-EX-3, C-8).
    ExchangeMinimum, NotAnExchangeMinimum {
        /// The prorated amount that comes back.
        ReturnedAmount = "returned_amount",
        /// That and the payments that were still to come.
        RemainingCommitment = "remaining_commitment",
    }
    /// How a refund is asked for (R-RF-15).
    Channel, NotAChannel {
        /// Always by a support request.
        SupportRequest = "support_request",
        /// The owners of the reservation order do it themselves.
        SelfService = "self_service",
    }
    /// Who has the money (R-RF-14, C-7).
    CreditTo, NotACreditTo {
        /// It goes back to the original purchase.
        OriginalPurchase = "original_purchase",
        /// The partner, who settles with the customer.
        Partner = "partner",
    }
}

/// The fee for an early end (R-RF-3, R-RF-5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeRule {
    /// So many percent of the prorated credit, once the grace days are over.
    Charged {
        /// Percent of the credit.
        percent: u32,
    },
    /// So many percent may be charged one day and are not charged now.
    Reserved {
        /// Percent of the credit.
        percent: u32,
    },
    /// The text names a fee and no figure; none is computed.
    NotStated,
}

/// Days after the order in which a return costs nothing (R-RF-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grace {
    /// Times 24 hours from the order.
    pub days: u32,
    /// What usage changes.
    pub usage: UsageRule,
}

/// How much a customer can have back (R-RF-6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// In US dollars.
    pub usd: Money,
    /// Which amount counts.
    pub basis: CapBasis,
    /// For how long.
    pub window: CapWindow,
}

/// Purchases from a day on are not exchangeable any more where a savings plan covers the service
/// (POL-NOW); what was bought before keeps one final exchange of each unit it still has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedExchange {
    /// The first day of purchase without an exchange.
    pub bought_from: Day,
}

/// When an exchange may be made (R-EX-2 to R-EX-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRule {
    /// What the new purchases have to reach.
    pub minimum: ExchangeMinimum,
    /// From when on there is none.
    pub closed: Option<ClosedExchange>,
}

/// How long after its order software can be cancelled (R-SW-1, R-SW-5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SoftwareWindow {
    /// Until the end of the day that lies so many days after the day of the order.
    Days(u32),
    /// So many hours from the moment of the order.
    Hours(u32),
}

/// How much of the price of software comes back (R-SW-4, R-SW-5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SoftwareCredit {
    /// All of it.
    Full,
    /// The share of the days left of its term.
    Prorated,
    /// All of it within so many hours of the order, the share of the days left after them.
    FullThenProrated {
        /// Hours from the order.
        hours: u32,
    },
}

/// How software is cancelled (R-SW-1 to R-SW-6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoftwareRule {
    /// For orders from this day on; of several rules the last one that fits decides.
    pub ordered_from: Day,
    /// How long.
    pub window: SoftwareWindow,
    /// Software without an end.
    pub perpetual: SoftwareCredit,
    /// Software for a term.
    pub subscription: SoftwareCredit,
}

/// A dated version of the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// Its code in the rulebook.
    pub code: PolicyCode,
    /// The first day its text is known from.
    pub from: Day,
    /// The fee.
    pub fee: FeeRule,
    /// The days without it, if there are any.
    pub grace: Option<Grace>,
    /// The limit.
    pub cap: Cap,
    /// The price a refund starts from.
    pub price_base: PriceBase,
    /// Exchanges.
    pub exchange: ExchangeRule,
    /// How it is asked for.
    pub channel: Channel,
    /// Who has the money.
    pub credit_to: CreditTo,
    /// Cancelling software, by the day of its order.
    pub software: &'static [SoftwareRule],
    /// What is neither refunded nor exchanged (R-RF-13, R-SW-6).
    pub not_refundable: &'static [ProductKind],
    /// Where its text stands.
    pub source: &'static str,
}

impl PolicyCode {
    /// Whether its text knows auto-renew: from February 2020 on, where somebody chooses it (6.8, C-19).
    pub const fn knows_renewal(self) -> bool {
        match self {
            Self::Pol1805 | Self::Pol1810 | Self::Pol1811 | Self::Pol1904 | Self::Pol2001 => false,
            Self::Pol2002
            | Self::Pol2006
            | Self::Pol2104
            | Self::Pol2205
            | Self::Pol2210
            | Self::Pol2310
            | Self::PolNow => true,
        }
    }
}

/// How the credit of a reservation is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditShare {
    /// Everything that was paid.
    Full,
    /// The share of the days left (R-RF-1).
    Prorated,
}

/// A row of the policy's table (S-66 to S-69).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// How the credit is made.
    pub credit: CreditShare,
    /// What is taken of it.
    pub fee_percent: u32,
}

impl Policy {
    /// Days after the order that cost nothing; 0 where there are none.
    pub fn grace_days(&self) -> u32 {
        self.grace.map_or(0, |grace| grace.days)
    }

    /// Credit and fee. `is_early`: within the grace days; `is_used`: some usage so far.
    pub fn terms(&self, is_early: bool, is_used: bool) -> Terms {
        match self.grace {
            Some(grace) if is_early => {
                let is_full = match grace.usage {
                    UsageRule::UsedIsProrated => !is_used,
                    UsageRule::Ignored => true,
                };
                Terms { credit: if is_full { CreditShare::Full } else { CreditShare::Prorated }, fee_percent: 0 }
            }
            Some(_) | None => Terms { credit: CreditShare::Prorated, fee_percent: self.fee_percent() },
        }
    }

    /// What is charged once the grace days are over, in percent of the prorated credit.
    pub const fn fee_percent(&self) -> u32 {
        match self.fee {
            FeeRule::Charged { percent } => percent,
            FeeRule::Reserved { .. } | FeeRule::NotStated => 0,
        }
    }

    /// How software of an order of `ordered_on` is cancelled; `None` where it cannot be.
    pub fn software_rule(&self, ordered_on: Day) -> Option<&'static SoftwareRule> {
        self.software.iter().rev().find(|rule| rule.ordered_from <= ordered_on)
    }

    /// Whether such a thing can be returned at all (R-RF-13).
    pub fn is_refundable(&self, product: ProductKind) -> bool {
        !self.not_refundable.contains(&product)
    }
}

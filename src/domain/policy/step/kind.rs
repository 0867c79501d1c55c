//! What a step does, with its values. Floor 0.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::money::Money;
use crate::domain::policy::product::ProductKind;
use crate::domain::policy::rules::{CapBasis, CapWindow, CreditTo, ExchangeMinimum, PolicyCode, SoftwareWindow};
use crate::domain::reservations::ProvisioningState;
use crate::domain::roles::Role;
use crate::domain::term::Term;
use crate::domain::time::Day;

/// What a step does. `i18n` has a sentence for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StepKind {
    /// This policy decides.
    InForce {
        /// Which.
        policy: PolicyCode,
        /// Since when.
        from: Day,
        /// The day it is asked for.
        on: Day,
    },
    /// It is in a state from which nothing comes back.
    WrongState {
        /// The state.
        state: ProvisioningState,
    },
    /// Its term is over.
    TermOver {
        /// The day it ended.
        ended: Day,
    },
    /// None is returned, or more than there are.
    WrongQuantity {
        /// What was asked for.
        returned: u32,
        /// What there is.
        quantity: u32,
    },
    /// Such a thing is not refunded.
    NotRefundable {
        /// Which.
        product: ProductKind,
    },
    /// The price that was paid.
    PricePaid,
    /// The lower of two prices.
    LowerPrice {
        /// What was paid.
        paid: Money,
        /// The list price of the day.
        list: Money,
    },
    /// The days of its term.
    Days {
        /// First day.
        start: Day,
        /// Day it ends.
        end: Day,
        /// Whole days since the start.
        elapsed: u32,
        /// Days of the term.
        term: u32,
        /// Days left.
        left: u32,
    },
    /// Within the grace days.
    WithinGrace {
        /// How many there are.
        days: u32,
        /// Whether there was usage.
        is_used: bool,
    },
    /// The grace days are over.
    PastGrace {
        /// How many there are.
        days: u32,
    },
    /// Everything that was paid comes back.
    FullCredit,
    /// The days left of a price.
    Prorated {
        /// The price.
        price: Money,
        /// Days left.
        left: u32,
        /// Of so many.
        of: u32,
    },
    /// The days left of the instalment of the month.
    InstalmentProrated {
        /// Which instalment, from 1.
        number: u32,
        /// What was paid for the month.
        price: Money,
        /// Days left of the month.
        left: u32,
        /// Of so many.
        of: u32,
    },
    /// Instalments that were paid before their month.
    InstalmentsAhead {
        /// How many.
        count: u32,
    },
    /// Instalments that will not be made.
    InstalmentsCancelled {
        /// How many.
        count: u32,
    },
    /// Instalments of months that are over and were not paid: they stay due.
    InstalmentsOwed {
        /// How many.
        count: u32,
    },
    /// One, times so many.
    Times {
        /// The amount of one.
        unit: Money,
        /// How many.
        quantity: u32,
    },
    /// Instalments are rounded for the whole reservation; no more comes back than was paid.
    NotAbovePaid {
        /// What was paid for so many.
        paid: Money,
    },
    /// The fee.
    Fee {
        /// Percent.
        percent: u32,
        /// Of this credit.
        credit: Money,
    },
    /// There is no fee within the grace days.
    NoFeeWithinGrace {
        /// How many there are.
        days: u32,
    },
    /// A fee is reserved and not charged.
    FeeReserved {
        /// Percent.
        percent: u32,
    },
    /// The policy names a fee without a figure.
    FeeNotStated,
    /// The credit less the fee.
    Net {
        /// The credit.
        credit: Money,
        /// The fee.
        fee: Money,
    },
    /// What counts against the limit.
    Counts {
        /// Which amount counts.
        basis: CapBasis,
    },
    /// The same in US dollars.
    InDollars {
        /// The amount.
        amount: Money,
        /// Units of its currency for a dollar.
        rate: Decimal,
    },
    /// What is left of the limit.
    Headroom {
        /// The limit.
        cap: Money,
        /// Refunded within the window.
        committed: Money,
        /// Approved and not posted.
        held: Money,
        /// How long a refund counts.
        window: CapWindow,
    },
    /// It fits into what is left.
    Fits,
    /// It does not.
    OverCap {
        /// What would count.
        counted: Money,
        /// What is left.
        left: Money,
        /// The largest quantity that fits.
        fits: u32,
    },
    /// Who has the money.
    CreditTo {
        /// Who.
        to: CreditTo,
    },
    /// The reservation is cancelled and the rest goes on as a new one.
    Remainder {
        /// How many go on.
        quantity: u32,
        /// Until then.
        ends: Day,
    },
    /// What a returned line is worth.
    Returned {
        /// Which line, from 1.
        line: u32,
        /// How many are returned.
        quantity: u32,
        /// What one is worth.
        unit: Money,
    },
    /// Everything that is returned.
    ReturnedTotal,
    /// A new purchase.
    Wanted {
        /// Which line, from 1.
        line: u32,
        /// How many.
        quantity: u32,
        /// The price of one.
        unit: Money,
        /// For how long.
        term: Term,
        /// The day it ends.
        ends: Day,
    },
    /// All new purchases.
    WantedTotal,
    /// Nothing is returned, or nothing is bought.
    Incomplete,
    /// Such a thing is not exchanged.
    NotExchangeable {
        /// Which.
        product: ProductKind,
    },
    /// All of it is of one kind.
    SameType {
        /// Which.
        product: ProductKind,
    },
    /// Another kind is wanted than is returned.
    OtherType {
        /// What is returned.
        returned: ProductKind,
        /// What is wanted.
        wanted: ProductKind,
    },
    /// Bought too late to be exchanged.
    ExchangeClosed {
        /// The day of the purchase.
        bought: Day,
        /// The first day without exchanges.
        closed: Day,
    },
    /// Bought in time, and what is bought now will not be exchangeable: the last exchange.
    FinalExchange {
        /// The first day without exchanges.
        closed: Day,
    },
    /// The new purchases have to reach so much.
    Minimum {
        /// Of what.
        basis: ExchangeMinimum,
    },
    /// They do.
    MinimumReached,
    /// They do not.
    TooSmall {
        /// What the new purchases come to.
        total: Money,
        /// What they have to reach.
        minimum: Money,
    },
    /// An exchange has no fee and counts against no limit.
    NoFeeNoCap,
    /// What is to be paid.
    NetPayable {
        /// New purchases.
        purchases: Money,
        /// Refunds.
        refunds: Money,
    },
    /// Software is cancelled by another role.
    RoleNotAllowed {
        /// The role that asked.
        role: Role,
    },
    /// Only a whole line of software can be cancelled.
    WholeLinesOnly {
        /// What was asked for.
        returned: u32,
        /// What there is.
        quantity: u32,
    },
    /// Software that was cancelled or has ended is not cancelled.
    SoftwareNotActive,
    /// The window of software is open.
    WindowOpen {
        /// How long it is.
        window: SoftwareWindow,
        /// The day of the order.
        ordered: Day,
        /// The last day of it.
        last: Day,
    },
    /// The window of software is over.
    WindowOver {
        /// How long it was.
        window: SoftwareWindow,
        /// The day of the order.
        ordered: Day,
        /// The last day of it.
        last: Day,
    },
    /// Software comes back in full.
    SoftwareFull,
    /// Software comes back by its days left.
    SoftwareProrated {
        /// Days left.
        left: u32,
        /// Of so many.
        of: u32,
    },
    /// Software is cancelled without a fee.
    SoftwareNoFee,
    /// Keys and download links are revoked, the quantity becomes 0.
    KeysRevoked,
    /// The credit stands on the invoice of the month after.
    OnInvoiceOf {
        /// The first day of that month.
        month: Day,
    },
}

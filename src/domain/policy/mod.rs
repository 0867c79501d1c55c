//! What comes back and why: dated policies, and pure functions from facts and a moment to an outcome
//! with its working. Floor 0. Domain 4, 7; Q-1 to Q-5, Q-10, Q-11, Q-18, Q-19, Q-21, Q-26; C-1 to C-14.
//!
//! [`VERSIONS`] are the policies as data, [`PolicyBook`] says which of them decides on a day.
//! [`refund::quote`], [`exchange::quote`] and [`software::quote`] give an outcome, the amounts and the
//! [`Step`]s that lead to them; pages, the API and the command line show the same steps in words.
//!
//! ```
//! use ground::domain::policy::{CreditShare, PolicyBook, PolicyCode};
//! let policy = PolicyBook::default().on("2026-11-21".parse().unwrap()).policy;
//! assert_eq!(policy.code, PolicyCode::Pol1810);
//! assert_eq!(policy.terms(true, true).credit, CreditShare::Prorated);
//! assert_eq!(policy.terms(false, false).fee_percent, 12);
//! ```

mod book;
mod facts;
mod ledger;
mod product;
mod rate;
mod refusal;
mod rules;
mod step;
mod usage;
mod versions;
mod working;

pub mod columns;
pub mod exchange;
pub mod refund;
pub mod repair;
pub mod software;

pub use book::{InForce, PolicyBook};
pub use facts::{Payment, ReservationFacts, expiry};
pub use ledger::{EntryKind, Headroom, LedgerRow, NotAnEntryKind, Return, headroom};
pub use product::{NotAProductKind, ProductKind};
pub use rate::{NotARate, UsdRate};
pub use refusal::{NotARefusal, Outcome, Refusal};
pub use rules::{
    Cap, CapBasis, CapWindow, Channel, ClosedExchange, CreditShare, CreditTo, ExchangeMinimum, ExchangeRule, FeeRule,
    Grace, NotACapBasis, NotACapWindow, NotAChannel, NotACreditTo, NotAPolicyCode, NotAPriceBase, NotAUsageRule,
    NotAnExchangeMinimum, Policy, PolicyCode, PriceBase, SoftwareCredit, SoftwareRule, SoftwareWindow, Terms,
    UsageRule,
};
pub use step::{NotARule, Rule, Step, StepKind};
pub use usage::RecordedUsage;
pub use versions::{POL_1810, VERSIONS};

#[cfg(test)]
mod tests;

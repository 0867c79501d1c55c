//! The working of a quote, step by step. Floor 0: values only; `i18n` has the sentences.
//!
//! Steps are stored with the quote as JSON and read again, in any language.

mod kind;
mod rule;

use serde::{Deserialize, Serialize};

pub use kind::StepKind;
pub use rule::{NotARule, Rule};

use crate::domain::money::Money;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The rule it follows.
    pub rule: Rule,
    /// What it does, with its values.
    pub kind: StepKind,
    /// What it comes to, where it comes to an amount.
    pub amount: Option<Money>,
}

//! Organisations that sell. Floor 0. Glossary 142 to 145; rules R-BUY-3, S-9.

use std::fmt;
use std::str::FromStr;

/// What kind of partner an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartnerKind {
    /// Bills its customers itself.
    DirectBill,
    /// Bills customers that its indirect resellers look after.
    IndirectProvider,
    /// Looks after customers; its provider bills them.
    IndirectReseller,
    /// Runs the installation: the desk that decides requests, and the policies in force.
    Operator,
}

/// The text is not a kind of partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of partner")]
pub struct NotAPartnerKind;

impl PartnerKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::DirectBill, Self::IndirectProvider, Self::IndirectReseller, Self::Operator];

    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DirectBill => "direct_bill",
            Self::IndirectProvider => "indirect_provider",
            Self::IndirectReseller => "indirect_reseller",
            Self::Operator => "operator",
        }
    }
}

impl FromStr for PartnerKind {
    type Err = NotAPartnerKind;
    fn from_str(text: &str) -> Result<Self, NotAPartnerKind> {
        Self::ALL.into_iter().find(|kind| kind.code() == text).ok_or(NotAPartnerKind)
    }
}

impl fmt::Display for PartnerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

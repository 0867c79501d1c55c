//! What was typed into the calculator, and its address: the whole state of the page. Floor 4.

use serde::{Deserialize, Serialize};

use crate::domain::policy::repair::Change;
use crate::domain::term::Term;
use crate::http::links;

/// What is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum What {
    #[default]
    Refund,
    Exchange,
    Software,
}

impl What {
    pub(super) const ALL: [Self; 3] = [Self::Refund, Self::Exchange, Self::Software];

    /// Its word in addresses.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Refund => "refund",
            Self::Exchange => "exchange",
            Self::Software => "software",
        }
    }
}

/// The fields as they were typed; one that is not there is empty.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) what: What,
    pub(super) paid: String,
    pub(super) currency: String,
    pub(super) quantity: String,
    pub(super) returned: String,
    pub(super) term: String,
    pub(super) ordered: String,
    pub(super) starts: String,
    pub(super) cancelled: String,
    pub(super) used: String,
    pub(super) plan: String,
    pub(super) instalments: String,
    pub(super) list: String,
    pub(super) rate: String,
    pub(super) refunded: String,
    pub(super) policy: String,
    pub(super) product: String,
    pub(super) role: String,
    pub(super) new_total: String,
    pub(super) new_quantity: String,
    pub(super) new_term: String,
    pub(super) new_product: String,
    pub(super) new_plan: String,
    pub(super) new_long: String,
}

impl Typed {
    /// Whether the form was sent, and not only opened.
    pub(super) fn is_sent(&self) -> bool {
        !self.cancelled.is_empty() || !self.ordered.is_empty() || !self.paid.is_empty()
    }

    /// The address of the page with these fields.
    pub(super) fn address(&self) -> String {
        // Pairs of text always have a form in an address.
        let all = serde_urlencoded::to_string(self).unwrap_or_default();
        let filled: Vec<&str> = all.split('&').filter(|pair| !pair.ends_with('=')).collect();
        format!("{}?{}", links::Calculator::PATTERN, filled.join("&"))
    }

    /// The same facts with the change that makes an exchange pass, and what it then comes to.
    pub(super) fn with(&self, change: Change, new_total: String) -> Self {
        let mut typed = Self { new_total, ..self.clone() };
        match change {
            Change::QuantityUp { to, .. } => typed.new_quantity = to.to_string(),
            Change::LongerTerm { .. } => Term::ThreeYears.code().clone_into(&mut typed.new_term),
            Change::FewerReturned { to, .. } => typed.returned = to.to_string(),
        }
        typed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_holds_what_was_typed_and_nothing_else() {
        let typed = Typed { paid: "1200.00".to_owned(), used: "yes".to_owned(), ..Typed::default() };
        assert_eq!(typed.address(), "/calculator?what=refund&paid=1200.00&used=yes");
        let change = Change::FewerReturned { line: 0, from: 4, to: 2 };
        let repaired = Typed { what: What::Exchange, returned: "4".to_owned(), ..typed };
        let address = repaired.with(change, "900.00".to_owned()).address();
        assert_eq!(address, "/calculator?what=exchange&paid=1200.00&returned=2&used=yes&new_total=900.00");
    }
}

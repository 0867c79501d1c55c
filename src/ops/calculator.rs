//! What the calculator has to know besides what is typed: which policy decides here, and currencies.
//! Floor 2. Rule O-7; C2.

use super::app::App;
use crate::access::{Granted, may};
use crate::domain::money::Currency;
use crate::domain::policy::PolicyBook;
use crate::reference;
use crate::store::StoreError;

/// The versions in force in this installation.
pub fn book(app: &App, may: &Granted<may::SeePolicies>) -> Result<PolicyBook, StoreError> {
    app.db.read(may.scope(), |r| {
        let book = r.policy_book()?;
        Ok(book)
    })
}

/// A currency of ISO 4217 that has a minor unit.
pub fn currency(code: &str) -> Option<Currency> {
    let currency: Currency = code.parse().ok()?;
    reference::currencies().filter_map(Result::ok).any(|row| row.code == currency).then_some(currency)
}

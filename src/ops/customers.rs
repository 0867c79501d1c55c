//! Customers: find, make, change. Floor 2. Rules P-1 to P-3, features rows 1 to 6.

use super::app::App;
use crate::access::{Circumstances, Principal, Scope};
use crate::domain::ids::CustomerId;
use crate::store::StoreError;

pub use crate::store::customers::{Customer, CustomerDetails, CustomerFilter, CustomerMark, CustomerOrder};

/// The customer in an address, if the person's scope holds it, and whether the person has explicit
/// access to a subscription of it (asked only when the matrix depends on it).
pub fn at_hand(
    app: &App,
    who: &Principal,
    circumstances: &Circumstances,
    customer: CustomerId,
    asks_access: bool,
) -> Result<(Customer, bool), StoreError> {
    let scope = Scope::of(who, circumstances.clone());
    app.db.read(&scope, |r| {
        let found = r.customer(customer)?;
        let has_access = asks_access && r.has_access(who.user(), customer)?;
        Ok((found, has_access))
    })
}

//! What a bought line of software makes, inside the purchase. Floor 2. Domain 6.9.

use crate::store::software::NewEntitlement;
use crate::store::{StoreError, Writer};

/// Gives the customer the right to use what was bought. Happens in the transaction of the purchase, once for
/// each line of software; nothing that is missing here makes an order fail.
pub(in crate::ops) fn fulfil_software(w: &mut Writer<'_>, entitlement: &NewEntitlement) -> Result<(), StoreError> {
    w.insert_entitlement(entitlement)
}

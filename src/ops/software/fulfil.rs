//! What a bought line of software makes, inside the purchase. Floor 2. Domain 6.9, 6.11.

use crate::ops::app::App;
use crate::ops::keys::{self, Wanting};
use crate::store::software::NewEntitlement;
use crate::store::{StoreError, Writer};

/// Gives the customer the right to use what was bought, and a product key of it. Happens in the transaction of
/// the purchase, once for each line of software; a key that is missing does not make an order fail.
pub(in crate::ops) fn fulfil_software(
    w: &mut Writer<'_>,
    app: &App,
    entitlement: &NewEntitlement,
) -> Result<(), StoreError> {
    w.insert_entitlement(entitlement)?;
    let of = Wanting {
        customer: entitlement.customer,
        entitlement: entitlement.id,
        product: &entitlement.product,
        title: &entitlement.title,
    };
    keys::allocate(w, app, of, None)
}

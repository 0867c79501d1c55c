//! The organisations that a person may name: the own one, its provider, its resellers. Floor 2. R-BUY-3.

use super::app::App;
use crate::access::Granted;
use crate::access::may::Permission;
use crate::store::StoreError;

pub use crate::store::partners::Partner;

/// The organisations of the scope, by name.
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone has one lifetime, not any")]
pub fn all<P: Permission>(app: &App, may: &Granted<P>) -> Result<Vec<Partner>, StoreError> {
    app.db.read(may.scope(), |r| r.partners())
}

//! Price lists: dated versions, imports and what they change. Floor 2. Rules O-4, Q-22; features row 12.

mod import;
mod plan;
mod save;

pub use import::{Import, ImportError, ImportReport, Outcome, import};
pub use save::Change;
pub(super) use save::{Priced, save};

pub use crate::store::prices::PriceList;

use super::app::App;
use crate::access::{Granted, may};
use crate::store::StoreError;

/// Every version that was imported, the newest first.
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone has one lifetime, not any")]
pub fn lists(app: &App, may: &Granted<may::SeeCatalog>) -> Result<Vec<PriceList>, StoreError> {
    app.db.read(may.scope(), |r| r.price_lists())
}

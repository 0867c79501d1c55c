//! The catalogue: sizes, regions, products, SKUs and their prices of a day. Floor 1. Domain 2.3, 6.3.

mod change;
mod load;
mod offers;
mod snapshot;

pub use change::PriceChange;
pub(in crate::store) use load::BATCH;
pub use load::{NewPayg, NewProduct, NewRegion, NewSize, NewSku};
pub use offers::Offer;
pub use snapshot::{PaygRow, SizeRow, SnapshotRow};

use super::error::StoreError;
use super::tenant::{Reader, Writer};

/// Counts every change of what the catalogue shows; what is kept in memory is kept under it.
const REVISION: &str = "catalog_revision";

impl Reader<'_> {
    /// How often the catalogue has changed.
    pub fn catalog_revision(&mut self) -> Result<u64, StoreError> {
        Ok(self.setting(REVISION)?.and_then(|count| count.parse().ok()).unwrap_or_default())
    }
}

impl Writer<'_> {
    /// The catalogue has changed.
    pub fn bump_catalog_revision(&mut self) -> Result<(), StoreError> {
        let next = self.catalog_revision()?.saturating_add(1);
        self.set_setting(REVISION, &next.to_string())
    }
}

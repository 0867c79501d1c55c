//! Usage: imports with their progress, and what ran on each day. Floor 1. Domain 3, R-SZ-6.
//!
//! A day of a subscription is one row. Its resources and hours stand in a packed column: JSON with runs of
//! equal hours, deflated. A month of a hundred thousand machines is some hundred megabytes.

mod days;
mod imports;

use std::io::Read;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::{StoreError, unreadable, unwritable};

pub use days::{Piece, Placed, StoredDay, SubscriptionDay};
pub use imports::{BadRow, ImportMark, ImportProgress, NewImport, UsageImport};

/// Packs what stands in a packed column.
pub(in crate::store) fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    serde_json::to_writer(&mut packed, value).map_err(unwritable)?;
    packed.finish().map_err(|error| unwritable(serde_json::Error::io(error)))
}

/// Reads a packed column.
pub(in crate::store) fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T, StoreError> {
    let mut text = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut text).map_err(|error| unreadable(serde_json::Error::io(error)))?;
    serde_json::from_slice(&text).map_err(unreadable)
}

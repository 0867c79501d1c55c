//! LEAF: the reference data that is shipped inside the binary, and the readers of price and usage files.
//! Imports domain only. Rules R-BUY-1, R-BN-11, S-83, Q-22.
//!
//! Every table is a gzip CSV in `data/`, read on demand and never when the program starts. The
//! licence and source of every file is in [`LICENCES`]; [`SOURCES`] is the same as a table.

mod import;
mod offers;
mod places;
mod price_csv;
mod prices;
mod retail;
mod retail_item;
mod sizes;
mod software;
mod table;
pub mod usage;

pub use import::{FileError, FileFormat, FileSummary, read_prices};
pub use offers::{Offer, offers};
pub use places::{
    CurrencyRow, Market, Region, RegionAlias, currencies, market_rules, markets, region_aliases, region_names, regions,
};
pub use prices::{
    PaygPrice, PriceQuality, ReservationPrice, WindowsLicenceRate, WindowsSubscriptionPrice, payg_prices,
    reservation_prices, windows_licence_rates, windows_subscription_prices,
};
pub use sizes::{FlexibilityRatio, Size, SizeCategory, flexibility_ratios, sizes};
pub use software::{Software, software, windows_server_product};
pub use table::DataError;

/// Where each shipped table comes from, under which licence, and what was changed (Markdown).
pub const LICENCES: &str = include_str!("data/LICENCES.md");
/// File, rows, source, commit, licence and date of each shipped table (CSV).
pub const SOURCES: &str = include_str!("data/SOURCES.csv");

#[cfg(test)]
mod import_tests;
#[cfg(test)]
mod tests;

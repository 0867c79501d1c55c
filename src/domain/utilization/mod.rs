//! Utilization as it is kept: what ran on a day, what each reservation covered of it, and how far an import
//! has come. Floor 0. Domain 3.2, R-UT-1, R-UT-2.
//!
//! Hours are counted in thousand-millionths, as the benefit counts them, so that every sum is exact.
//!
//! ```
//! use ground::domain::utilization::{Amount, percent};
//! let (used, reserved) = (Amount::hours(23), Amount::hours(24));
//! assert_eq!(percent(used, reserved).map(|percent| percent.round_dp(2).to_string()), Some("95.83".to_owned()));
//! assert_eq!(percent(used, Amount::ZERO), None);
//! ```

mod amount;
mod day;
mod import;
pub mod vendor;

pub use amount::{Amount, Hours, percent};
pub use day::{Covered, DayPart, Lost, Ran, Share, UsageDay, UsagePiece, UtilizationDetail};
pub use import::{ImportState, NotARowProblem, NotAnImportState, RowProblem, RowReason};

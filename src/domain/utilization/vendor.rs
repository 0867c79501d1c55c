//! Our figures beside those that the vendor recorded for one of its own test reservations (Standard_DS2_v2,
//! one instance, UK West, 2017-09 to 2018-02). Floor 0. R-UT-1, R-UT-2.
//!
//! The test `tests/it/vendor` makes the comparison and fails when one of these numbers is not what it found.

/// What was compared, and how much of it is equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// Rows or days or months that both have.
    pub of: u32,
    /// Those that are equal in every figure.
    pub equal: u32,
}

/// Who used how many hours on a day, from usage.
pub const DETAILS: Compared = Compared { of: 23, equal: 23 };
/// Days: reserved and used hours, lowest, average and highest utilization, from usage.
pub const DAYS: Compared = Compared { of: 21, equal: 21 };
/// The same days from the vendor's own details.
pub const DAYS_FROM_DETAILS: Compared = Compared { of: 48, equal: 48 };
/// Months.
pub const MONTHS: Compared = Compared { of: 4, equal: 4 };
/// Hours of December 2017, reserved and used.
pub const DECEMBER: Compared = Compared { of: 744, equal: 743 };

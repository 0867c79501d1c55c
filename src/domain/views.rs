//! Saved views: filters of a list that a person named. Floor 0. Features row 5, part D.

use super::codes::codes;

codes! {
    /// A list that views are saved of.
    SavedList, NotASavedList {
        /// Customers.
        Customers = "customers",
        /// Orders of all customers.
        Orders = "orders",
        /// Reservations of all customers.
        Reservations = "reservations",
        /// The catalog.
        Catalog = "catalog",
    }
}

/// Views that a person may have of a list: more would not fit above it.
pub const MOST_VIEWS: usize = 12;

/// The longest query that is kept.
pub const LONGEST_QUERY: usize = 1_000;

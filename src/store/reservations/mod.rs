//! Reservations as they are read: lists over one or all customers, and one with all that explains it.
//! Floor 1. Domain 6.6, 6.7; features rows 35, 36, 43.

mod access;
mod change;
mod expiring;
mod list;
mod listing;
mod orders;
mod overview;
mod renewals;
mod revisions;
mod rows;

pub(in crate::store) use access::granted;
pub use access::{Assignment, NewAssignment};
pub use change::{MadePart, Relatives, Replacement};
pub use expiring::Ending;
pub use listing::{Listing, SortedBy, StartAt};
pub use orders::ReservationOrder;
pub use overview::{ReservationCharge, ReservationOverview, ReservationPlaces, ReservationPurchase, ReservationSize};
pub use renewals::{Renewal, RenewalOutcome};
pub use revisions::Revision;
pub use rows::{
    LOOK_AHEAD_DAYS, Reservation, ReservationCounts, ReservationFilter, ReservationMark, ReservationRow,
    ReservationView,
};

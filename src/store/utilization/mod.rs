//! Utilization: what reservations covered, day by day, alerts and answers to advice. Floor 1. Domain 3.2.

mod advice;
mod alerts;
mod around;
mod charges;
mod coverage;
mod days;
mod held;
mod keep;

pub use advice::{AdviceAnswer, NewAdviceAnswer};
pub use alerts::{NewAlert, Notice, OpenNotice, UtilizationAlert};
pub use charges::{Bought, GivenBack, ReservationPurchase};
pub use coverage::{CoverageDay, CoveragePart};
pub use days::{DaySum, Like, ReservationSum, UtilizationDay, UtilizationFilter, UtilizationPart};
pub use held::{Held, Period};

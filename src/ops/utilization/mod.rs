//! Utilization: computed when usage arrives, read by pages. Floor 2. Domain 3, R-UT-1, R-UT-2, R-SZ-6.
//!
//! A day of a customer is computed as a whole, since what a reservation does not cover in one subscription
//! it may cover in another. Only days are computed whose usage or reservations changed; an hour depends on
//! no other hour, so every other day stays as it is.

mod alerts;
mod compute;
mod customer;
mod focus;
mod machines;
mod missing;
mod money;
mod portfolio;
mod read;
mod recorded;
mod remedies;
mod sizing;
mod totals;
mod trial;

use super::app::App;
use crate::domain::ids::{CustomerId, PartnerId};
use crate::store::{Scope, StoreError};

pub use crate::store::utilization::{
    CoverageDay, CoveragePart, DaySum, Held, Like, ReservationSum, UtilizationDay, UtilizationFilter, UtilizationPart,
};
pub(super) use alerts::tell;
pub use alerts::{Alerts, MakeAlert, UtilizationAlert, alerts, make, remove};
pub(super) use compute::{compute, flexibility};
pub use customer::{BreakEven, CustomerSum, Days, HeldSum, of_customer, whole};
pub use focus::{FocusError, focus, focus_of_partner};
pub use machines::MachineHours;
pub use missing::Unknown;
pub use portfolio::{Kinds, LAST_DAYS, Place, Portfolio, portfolio};
pub use read::{Freshness, Span, of_reservation, subscription_names};
pub(super) use recorded::recorded;
pub use remedies::{Remedies, Remedy, TriedRemedy, remedies};
pub use sizing::{AnswerAdvice, OnSale, Sizing, Suggestion, WINDOWS, put_aside, sizing, take_up};
pub use totals::{CurrencyTotal, Saved, savings_of};
pub use trial::Tried;
pub(super) use trial::{Reserved, Set, Trial};

/// Computes what is known of a customer and not computed yet: days between others without any usage, and
/// days whose reservations have changed. Says how many days that were.
pub(super) fn catch_up(app: &App, partner: PartnerId, customer: CustomerId) -> Result<usize, StoreError> {
    let scope = Scope::system("compute-utilization", partner, app.clock.now());
    let days = app.db.read(&scope, |r| r.uncomputed_days(customer))?;
    compute(app, partner, customer, &days)?;
    Ok(days.len())
}

/// Computes for every customer what is not computed yet.
pub(super) fn catch_up_all(app: &App, _job: &'static str) -> Result<u64, StoreError> {
    let mut done = 0_u64;
    for (partner, customer) in app.db.system("utilization of every partner is computed").customers_with_usage()? {
        done = done.saturating_add(u64::try_from(catch_up(app, partner, customer)?).unwrap_or(u64::MAX));
    }
    Ok(done)
}

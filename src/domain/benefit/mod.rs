//! How the benefit of reservations is applied, hour by hour. Floor 0. Rules R-BN-1 to R-BN-15, R-UT-1,
//! R-UT-2, Q-6.
//!
//! # What there is
//! - [`Hours`]: running, reserved and used hours as whole billionths; [`Hour`]: a clock hour in UTC;
//!   [`Percent`]: utilization of an hour. No floating point anywhere.
//! - [`Flexibility`]: size groups and ratios (fill it from `reference::flexibility_ratios`).
//! - [`Machines`]: what ran and where, each machine once and as a [`MachineId`]; [`Usage`]: running hours
//!   as columns, in whatever order they come.
//! - [`Reservation`] with its [`Version`]s: one for each change of scope, quantity or flexibility.
//! - [`apply`]: the benefit over a range of hours, day by day on several threads. The same [`Outcome`]
//!   comes out whatever the number of threads and the order of the input. [`Prepared`] does it in two steps.
//! - [`explain`]: the cause of every unused hour (features C7). A day that is explained alone needs the
//!   machines of the weeks before in `Machines`, told by [`Machines::ran_before`].
//! - [`uncovered`]: what no reservation covers, hour by hour: the input of advice (R-SZ-10).
//!
//! # How to use it for new usage
//! An hour depends on no other hour. So usage that arrives is added for the days it touches (whole days,
//! since [`DayUse`] and [`Use`] are sums of a day), `apply` runs over these days with the reservations of
//! that customer, and the rows of these days are replaced. Reservations and usage are those of one billing
//! context, which is one customer of one partner (R-BN-7): usage of a subscription that has left it is not
//! given any more.
//!
//! # What is exact
//! `used + unused = reserved` of each hour and day; the hours of a day sum to the day; the [`Use`]s of a
//! reservation and day sum to its used hours, and those of a machine and day to what is covered of it.
//!
//! ```
//! use ground::domain::benefit::{
//!     Flexibility, Hour, Hours, Machine, MachineKind, Machines, Reservation, Scope, Usage, Version, apply,
//! };
//! # use std::num::NonZero;
//! # use ground::domain::time::{Day, Instant};
//! # let (day, sku, region): (Day, _, _) = ("2026-03-01".parse().unwrap(), "Standard_DS2_v2", "eastus");
//! let mut machines = Machines::new(Flexibility::default());
//! let web = Machine {
//!     resource_id: "web-1", subscription_id: "a", resource_group: "g", sku, region, kind: MachineKind::Regular,
//! };
//! let web = machines.add(&web).unwrap();
//! let first = Hour::first_of(day);
//! let mut usage = Usage::default();
//! usage.add(first, web, "0.5".parse().unwrap());
//! let version = Version {
//!     starts_at: Instant::start_of(day), ends_at: Instant::start_of(day).plus_days(365),
//!     sku: sku.to_owned(), region: region.to_owned(), quantity: 1, scope: Scope::Shared, is_flexible: true,
//! };
//! let reservation = Reservation { id: "r-1".to_owned(), continues: false, versions: vec![version] };
//! let outcome = apply(&[reservation], &machines, &usage, first..first.plus(2), NonZero::<usize>::MIN);
//! assert_eq!(outcome.days[0].summary.used, "0.5".parse::<Hours>().unwrap());
//! assert_eq!(outcome.days[0].summary.avg().to_string(), "25");
//! ```

mod causes;
mod day;
mod flexibility;
mod hours;
mod licence;
mod machines;
mod matching;
mod outcome;
mod plan;
mod reservation;
mod uncovered;
mod usage;

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use causes::{Cause, CauseDay, NotACause, explain};
pub use flexibility::Flexibility;
pub use hours::{Hour, Hours, NotHours, Percent};
pub use licence::windows_licence;
pub use machines::{Machine, MachineId, MachineKind, Machines, NotAMachineKind};
pub use outcome::{DayUse, HourUse, MachineDay, Outcome, Summary, Use};
pub use reservation::{Active, Reservation, ReservationIndex, Scope, Version};
pub use uncovered::{Uncovered, uncovered};
pub use usage::Usage;

use day::DayWorker;
use machines::Traits;
use plan::Plan;

/// The benefit of these reservations over these hours. `usage` outside the hours is left alone.
pub fn apply(
    reservations: &[Reservation],
    machines: &Machines,
    usage: &Usage,
    hours: Range<Hour>,
    threads: NonZero<usize>,
) -> Outcome {
    Prepared::new(reservations, machines, hours).apply(usage, threads)
}

/// Who can get what of whom over some hours: [`apply`] in two steps, so that more usage can be read while that
/// of these hours is worked on.
#[derive(Debug)]
pub struct Prepared {
    plan: Plan,
    traits: Vec<Traits>,
    hours: Range<Hour>,
}

impl Prepared {
    /// These reservations and machines. The usage may be of no other machines.
    pub fn new(reservations: &[Reservation], machines: &Machines, hours: Range<Hour>) -> Self {
        Self { plan: Plan::new(reservations, machines, &hours), traits: machines.traits().to_vec(), hours }
    }

    /// The benefit over the hours.
    pub fn apply(&self, usage: &Usage, threads: NonZero<usize>) -> Outcome {
        let days = days(&self.hours);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut worker = DayWorker::new(&self.plan, &self.traits, usage);
            let mut done = Vec::new();
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some((first, until)) = days.get(place) else { return done };
                done.push((place, worker.work(*first, *until)));
            }
        };
        let threads = threads.get().min(days.len());
        let mut done: Vec<(usize, Outcome)> = if threads <= 1 {
            work()
        } else {
            std::thread::scope(|scope| {
                let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
                running
                    .into_iter()
                    .flat_map(|thread| thread.join().unwrap_or_else(|why| std::panic::resume_unwind(why)))
                    .collect()
            })
        };
        done.sort_by_key(|(place, _)| *place);
        done.into_iter().fold(Outcome::default(), |mut all, (_, day)| {
            all.append(day);
            all
        })
    }
}

/// The hours cut at midnight.
fn days(hours: &Range<Hour>) -> Vec<(Hour, Hour)> {
    let mut days = Vec::new();
    let mut first = hours.start;
    while first < hours.end {
        let until = first.plus(24 - first.of_day()).min(hours.end);
        days.push((first, until));
        first = until;
    }
    days
}

#[cfg(test)]
mod tests;

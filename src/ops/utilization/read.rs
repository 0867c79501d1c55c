//! What pages read of utilization. Floor 2. Rule P-11.

use std::collections::HashMap;

use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId, SubscriptionId};
use crate::domain::time::{Day, Instant};
use crate::ops::app::App;
use crate::store::StoreError;
use crate::store::utilization::{Like, UtilizationDay, UtilizationFilter};

/// Days at the end of what is known whose figures may still change: usage comes late (R-SZ-6).
const PROVISIONAL_DAYS: u64 = 2;

/// How much of the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    /// The last day.
    Day,
    /// The last 7 days.
    #[default]
    Week,
    /// The last 30 days.
    Month,
    /// Everything that is known.
    Lifetime,
}

impl Span {
    /// Every span, the shortest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Lifetime];

    /// Its name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "1",
            Self::Week => "7",
            Self::Month => "30",
            Self::Lifetime => "all",
        }
    }

    /// The span of a name; the week when it names none.
    pub fn named(code: &str) -> Self {
        Self::ALL.into_iter().find(|span| span.code() == code).unwrap_or_default()
    }

    /// Its first day, when `last` is the last.
    fn first(self, (known, last): (Day, Day)) -> Day {
        let back = |days: i64| Instant::start_of(last).plus_days(-days).day().max(known);
        match self {
            Self::Day => last,
            Self::Week => back(6),
            Self::Month => back(29),
            Self::Lifetime => known,
        }
    }
}

/// From when to when usage is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// The first day that is shown.
    pub first: Day,
    /// The last day with usage.
    pub last: Day,
    /// The first day whose figures may still change.
    pub provisional_from: Day,
}

impl Freshness {
    pub(super) fn of(span: Span, known: (Day, Day), now: Instant) -> Self {
        let late = now.plus_days(-i64::try_from(PROVISIONAL_DAYS).unwrap_or(0)).day();
        Self { first: span.first(known), last: known.1, provisional_from: late.plus_days(1) }
    }

    /// Whether the figures of a day may still change.
    pub fn is_provisional(&self, day: Day) -> bool {
        day >= self.provisional_from
    }
}

/// The names of a customer's subscriptions.
pub fn subscription_names(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
) -> Result<HashMap<SubscriptionId, String>, StoreError> {
    app.db.read(may.scope(), |r| Ok(r.subscription_names(customer)?.into_iter().collect()))
}

/// The days of a reservation; nothing while no usage of the customer is known.
pub fn of_reservation(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    reservation: ReservationId,
    span: Span,
) -> Result<Option<(Freshness, Vec<UtilizationDay>)>, StoreError> {
    super::catch_up(app, may.scope().partner(), customer)?;
    app.db.read(may.scope(), |r| {
        let Some(known) = r.usage_span(customer)? else { return Ok(None) };
        let fresh = Freshness::of(span, known, may.scope().now());
        let filter = UtilizationFilter {
            customer: Some(customer),
            reservation: Some(reservation),
            like: Like::default(),
            from: fresh.first,
            to: fresh.last,
        };
        Ok(Some((fresh, r.utilization_days(&filter)?)))
    })
}

//! What reservations covered, day by day. Floor 1. Rules R-UT-1, R-UT-2.

use diesel::prelude::*;

use crate::domain::carts::AppliedScope;
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::money::Currency;
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::domain::utilization::{Amount, UtilizationDetail};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::reservations::granted;
use crate::store::schema::{reservations, utilization_alerts, utilization_days};
use crate::store::scope::visible;
use crate::store::tenant::Reader;
use crate::store::usage::unpack;

/// A day of a reservation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UtilizationDay {
    /// Which reservation.
    pub reservation: ReservationId,
    /// When.
    pub day: Day,
    /// In which currency it was bought.
    pub currency: Currency,
    /// Reserved hours.
    pub reserved: Amount,
    /// Used hours.
    pub used: Amount,
    /// What the day costs, in millionths of the smallest unit.
    pub cost_micros: i64,
    /// What of it was for nothing.
    pub lost_micros: i64,
    /// Hours, users and causes.
    pub detail: UtilizationDetail,
}

/// Which reservations, by what they are; everything that is not said is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = utilization_alerts)]
pub struct Like {
    /// Only in this region.
    pub region: Option<String>,
    /// Only of this size.
    pub size: Option<String>,
    /// Only of this term.
    pub term: Option<Term>,
    /// Only with this scope.
    pub scope: Option<AppliedScope>,
}

/// Which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UtilizationFilter {
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Only of this reservation.
    pub reservation: Option<ReservationId>,
    /// Only of reservations like this.
    pub like: Like,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// Sums of one reservation over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservationSum {
    /// Which reservation.
    pub reservation: ReservationId,
    /// Whose.
    pub customer: CustomerId,
    /// In which currency it was bought.
    pub currency: Currency,
    /// The sums.
    pub sum: UtilizationPart,
}

/// Sums of one customer and day, for one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySum {
    /// Whose.
    pub customer: CustomerId,
    /// When.
    pub day: Day,
    /// The currency of the money.
    pub currency: Currency,
    /// The sums.
    pub sum: UtilizationPart,
}

/// Sums of utilization.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UtilizationPart {
    /// Reserved hours.
    pub reserved: Amount,
    /// Used hours.
    pub used: Amount,
    /// What they cost, in millionths of the smallest unit.
    pub cost_micros: i64,
    /// What of it was for nothing.
    pub lost_micros: i64,
}

type Row = (ReservationId, Day, Currency, (i64, i64, i64, i64), Vec<u8>);

/// The days of a filter, within the scope and what a customer's person was given; inside `on!`.
macro_rules! days {
    ($scope:expr, $filter:expr, $select:expr) => {{
        let filter: &UtilizationFilter = $filter;
        let joined = utilization_days::table
            .inner_join(reservations::table.on(reservations::id.eq(utilization_days::reservation_id)))
            .select($select);
        let mut query = granted!($scope, visible!(utilization_days.customer_id, $scope, joined))
            .filter(utilization_days::day.between(filter.from, filter.to));
        if let Some(customer) = filter.customer {
            query = query.filter(utilization_days::customer_id.eq(customer));
        }
        if let Some(reservation) = filter.reservation {
            query = query.filter(utilization_days::reservation_id.eq(reservation));
        }
        if let Some(region) = &filter.like.region {
            query = query.filter(reservations::region.eq(region));
        }
        if let Some(size) = &filter.like.size {
            query = query.filter(reservations::size.eq(size));
        }
        if let Some(term) = filter.like.term {
            query = query.filter(reservations::term.eq(term));
        }
        if let Some(scope) = filter.like.scope {
            query = query.filter(reservations::scope.eq(scope));
        }
        query
    }};
}

impl Reader<'_> {
    /// Days with everything that is kept of them, in the order of time.
    pub fn utilization_days(&mut self, filter: &UtilizationFilter) -> Result<Vec<UtilizationDay>, StoreError> {
        let scope = self.scope;
        let rows: Vec<Row> = on!(&mut *self.conn, |c| days!(
            scope,
            filter,
            (
                utilization_days::reservation_id,
                utilization_days::day,
                utilization_days::currency,
                (
                    utilization_days::reserved_nanos,
                    utilization_days::used_nanos,
                    utilization_days::cost_micros,
                    utilization_days::lost_micros,
                ),
                utilization_days::content,
            )
        )
        .order((utilization_days::day, utilization_days::reservation_id))
        .load(c))?;
        let read = |(reservation, day, currency, (reserved, used, cost_micros, lost_micros), content): Row| {
            Ok(UtilizationDay {
                reservation,
                day,
                currency,
                reserved: Amount::from_column(reserved),
                used: Amount::from_column(used),
                cost_micros,
                lost_micros,
                detail: unpack(&content)?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Sums for each reservation.
    pub fn utilization_by_reservation(
        &mut self,
        filter: &UtilizationFilter,
    ) -> Result<Vec<ReservationSum>, StoreError> {
        let mut sums: Vec<ReservationSum> = Vec::new();
        for (reservation, customer, currency, _day, part) in self.parts(filter)? {
            match sums.last_mut().filter(|last| last.reservation == reservation) {
                Some(last) => last.sum.add(part),
                None => sums.push(ReservationSum { reservation, customer, currency, sum: part }),
            }
        }
        Ok(sums)
    }

    /// Sums for each customer, day and currency.
    pub fn utilization_by_day(&mut self, filter: &UtilizationFilter) -> Result<Vec<DaySum>, StoreError> {
        let mut sums = std::collections::BTreeMap::new();
        for (_, customer, currency, day, part) in self.parts(filter)? {
            let key = (customer, day, currency.code().to_owned());
            let (_, sum) = sums.entry(key).or_insert((currency, UtilizationPart::default()));
            sum.add(part);
        }
        let sum = |((customer, day, _), (currency, sum))| DaySum { customer, day, currency, sum };
        Ok(sums.into_iter().map(sum).collect())
    }

    /// Every day without what is packed, by reservation.
    fn parts(&mut self, filter: &UtilizationFilter) -> Result<Vec<Part>, StoreError> {
        let scope = self.scope;
        let rows: Vec<PartRow> = on!(&mut *self.conn, |c| days!(
            scope,
            filter,
            (
                utilization_days::reservation_id,
                utilization_days::customer_id,
                utilization_days::currency,
                utilization_days::day,
                (
                    utilization_days::reserved_nanos,
                    utilization_days::used_nanos,
                    utilization_days::cost_micros,
                    utilization_days::lost_micros,
                ),
            )
        )
        .order((utilization_days::reservation_id, utilization_days::day))
        .load(c))?;
        let part = |(reservation, customer, currency, day, (reserved, used, cost_micros, lost_micros)): PartRow| {
            let (reserved, used) = (Amount::from_column(reserved), Amount::from_column(used));
            (reservation, customer, currency, day, UtilizationPart { reserved, used, cost_micros, lost_micros })
        };
        Ok(rows.into_iter().map(part).collect())
    }

    /// The first day on which any of these reservations of a customer was used.
    pub fn first_used_day(
        &mut self,
        customer: CustomerId,
        reservations: &[ReservationId],
    ) -> Result<Option<Day>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let first = utilization_days::table.select(diesel::dsl::min(utilization_days::day));
            visible!(utilization_days.customer_id, scope, first)
                .filter(utilization_days::customer_id.eq(customer))
                .filter(utilization_days::reservation_id.eq_any(reservations))
                .filter(utilization_days::used_nanos.gt(0))
                .first(c)
        })?)
    }
}

type PartRow = (ReservationId, CustomerId, Currency, Day, (i64, i64, i64, i64));
type Part = (ReservationId, CustomerId, Currency, Day, UtilizationPart);

impl UtilizationPart {
    /// Adds other sums.
    pub fn add(&mut self, other: Self) {
        self.reserved += other.reserved;
        self.used += other.used;
        self.cost_micros = self.cost_micros.saturating_add(other.cost_micros);
        self.lost_micros = self.lost_micros.saturating_add(other.lost_micros);
    }
}

//! What reservations covered, day by day. Floor 1. Rules R-UT-1, R-UT-2.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, PartnerId, ReservationId};
use crate::domain::money::{Currency, UnitPrice};
use crate::domain::time::Day;
use crate::domain::utilization::{Amount, Covered, UtilizationDetail};
use crate::store::columns::DecimalText;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::reservations::granted;
use crate::store::schema::{coverage_days, customers, payg_prices, reservations, usage_days, utilization_days};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, System, Writer};
use crate::store::usage::{pack, unpack};

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

/// What of a customer's usage was covered on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageDay {
    /// When.
    pub day: Day,
    /// Running hours that a reservation could cover.
    pub running: Amount,
    /// Of these, covered.
    pub covered: Amount,
    /// By size and region.
    pub parts: Vec<Covered>,
}

/// Which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UtilizationFilter {
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Only of this reservation.
    pub reservation: Option<ReservationId>,
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

/// Sums of coverage of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoveragePart {
    /// Whose.
    pub customer: CustomerId,
    /// Running hours that a reservation could cover.
    pub running: Amount,
    /// Of these, covered.
    pub covered: Amount,
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

    /// What of the usage of a customer was covered, day by day.
    pub fn coverage_days(&mut self, customer: CustomerId, from: Day, to: Day) -> Result<Vec<CoverageDay>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(Day, i64, i64, Vec<u8>)> = on!(&mut *self.conn, |c| {
            let all = coverage_days::table.select((
                coverage_days::day,
                coverage_days::running_nanos,
                coverage_days::covered_nanos,
                coverage_days::content,
            ));
            visible!(coverage_days.customer_id, scope, all)
                .filter(coverage_days::customer_id.eq(customer))
                .filter(coverage_days::day.between(from, to))
                .order(coverage_days::day)
                .load(c)
        })?;
        let read = |(day, running, covered, content): (Day, i64, i64, Vec<u8>)| {
            let (running, covered) = (Amount::from_column(running), Amount::from_column(covered));
            Ok(CoverageDay { day, running, covered, parts: unpack(&content)? })
        };
        rows.into_iter().map(read).collect()
    }

    /// Days between the first and the last with usage that nothing was computed of.
    pub fn uncomputed_days(&mut self, customer: CustomerId) -> Result<Vec<Day>, StoreError> {
        let Some((first, last)) = self.usage_span(customer)? else { return Ok(Vec::new()) };
        let scope = self.scope;
        let known: Vec<Day> = on!(&mut *self.conn, |c| {
            let all = coverage_days::table.select(coverage_days::day);
            visible!(coverage_days.customer_id, scope, all)
                .filter(coverage_days::customer_id.eq(customer))
                .filter(coverage_days::day.between(first, last))
                .order(coverage_days::day)
                .load(c)
        })?;
        let mut known = known.into_iter().peekable();
        let mut missing = Vec::new();
        let mut day = first;
        while day <= last {
            if known.next_if_eq(&day).is_none() {
                missing.push(day);
            }
            day = day.plus_days(1);
        }
        Ok(missing)
    }

    /// The last day of which anything is computed.
    pub fn last_utilization_day(&mut self) -> Result<Option<Day>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let last = coverage_days::table.select(diesel::dsl::max(coverage_days::day));
            visible!(coverage_days.customer_id, scope, last).first(c)
        })?)
    }

    /// The reservations of the scope in a region.
    pub fn reservations_in_region(&mut self, region: &str) -> Result<Vec<ReservationId>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservations::table.select(reservations::id);
            visible!(reservations.customer_id, scope, all).filter(reservations::region.eq(region)).load(c)
        })?)
    }

    /// The names of all customers of the scope.
    pub fn customer_names(&mut self) -> Result<Vec<(CustomerId, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = customers::table.select((customers::id, customers::company_name));
            visible!(customers, scope, all).load(c)
        })?)
    }

    /// What an hour of these sizes costs as you go, by size in small letters, region and currency.
    pub fn payg_rates(&mut self, mut sizes: Vec<String>) -> Result<Rates, StoreError> {
        sizes.sort_unstable();
        sizes.dedup();
        let mut rates = Rates::new();
        for sizes in sizes.chunks(400) {
            let rows: Vec<(String, String, Currency, DecimalText)> = on!(&mut *self.conn, |c| payg_prices::table
                .filter(payg_prices::size.eq_any(sizes))
                .select((payg_prices::size, payg_prices::region, payg_prices::currency, payg_prices::rate))
                .load(c))?;
            for (size, region, currency, rate) in rows {
                rates.insert((size.to_lowercase(), region, currency), UnitPrice::new(rate.0, currency));
            }
        }
        Ok(rates)
    }

    /// What of the usage of each customer was covered.
    pub fn coverage_by_customer(&mut self, from: Day, to: Day) -> Result<Vec<CoveragePart>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(CustomerId, i64, i64)> = on!(&mut *self.conn, |c| {
            let all = coverage_days::table.select((
                coverage_days::customer_id,
                coverage_days::running_nanos,
                coverage_days::covered_nanos,
            ));
            visible!(coverage_days.customer_id, scope, all)
                .filter(coverage_days::day.between(from, to))
                .order(coverage_days::customer_id)
                .load(c)
        })?;
        let mut parts: Vec<CoveragePart> = Vec::new();
        for (customer, running, covered) in rows {
            let (running, covered) = (Amount::from_column(running), Amount::from_column(covered));
            match parts.last_mut().filter(|last| last.customer == customer) {
                Some(last) => {
                    last.running += running;
                    last.covered += covered;
                }
                None => parts.push(CoveragePart { customer, running, covered }),
            }
        }
        Ok(parts)
    }
}

/// What an hour costs as you go, by size in small letters, region and currency.
type Rates = HashMap<(String, String, Currency), UnitPrice>;

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

impl Writer<'_> {
    /// What was computed of a customer from a day on does not hold any more: a reservation has changed.
    pub(in crate::store) fn forget_computed(&mut self, customer: CustomerId, from: Day) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        let old = coverage_days::table
            .filter(coverage_days::partner_id.eq(partner))
            .filter(coverage_days::customer_id.eq(customer))
            .filter(coverage_days::day.ge(from));
        on!(&mut *self.conn, |c| diesel::delete(old).execute(c))?;
        Ok(())
    }
}

impl System<'_> {
    /// Customers of which usage is known, with who bills.
    pub fn customers_with_usage(&self) -> Result<Vec<(PartnerId, CustomerId)>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| usage_days::table
                .select((usage_days::partner_id, usage_days::customer_id))
                .distinct()
                .order((usage_days::partner_id, usage_days::customer_id))
                .load(c))?)
        })
    }

    /// Puts what was computed of some days of a customer in the place of what stood there.
    pub fn put_utilization(
        &self,
        partner: PartnerId,
        customer: CustomerId,
        days: &[Day],
        found: &[UtilizationDay],
        coverage: &[CoverageDay],
    ) -> Result<(), StoreError> {
        self.change(|conn| {
            for days in days.chunks(400) {
                let old = utilization_days::table
                    .filter(utilization_days::customer_id.eq(customer))
                    .filter(utilization_days::day.eq_any(days));
                on!(conn, |c| diesel::delete(old).execute(c))?;
                let old = coverage_days::table
                    .filter(coverage_days::customer_id.eq(customer))
                    .filter(coverage_days::day.eq_any(days));
                on!(conn, |c| diesel::delete(old).execute(c))?;
            }
            for some in found.chunks(400) {
                let mut rows = Vec::new();
                for one in some {
                    rows.push((
                        utilization_days::reservation_id.eq(one.reservation),
                        utilization_days::day.eq(one.day),
                        utilization_days::partner_id.eq(partner),
                        utilization_days::customer_id.eq(customer),
                        utilization_days::currency.eq(one.currency),
                        utilization_days::reserved_nanos.eq(one.reserved.column()),
                        utilization_days::used_nanos.eq(one.used.column()),
                        utilization_days::cost_micros.eq(one.cost_micros),
                        utilization_days::lost_micros.eq(one.lost_micros),
                        utilization_days::content.eq(pack(&one.detail)?),
                    ));
                }
                on!(conn, |c| diesel::insert_into(utilization_days::table).values(rows).execute(c))?;
            }
            for some in coverage.chunks(400) {
                let mut rows = Vec::new();
                for one in some {
                    rows.push((
                        coverage_days::customer_id.eq(customer),
                        coverage_days::day.eq(one.day),
                        coverage_days::partner_id.eq(partner),
                        coverage_days::running_nanos.eq(one.running.column()),
                        coverage_days::covered_nanos.eq(one.covered.column()),
                        coverage_days::content.eq(pack(&one.parts)?),
                    ));
                }
                on!(conn, |c| diesel::insert_into(coverage_days::table).values(rows).execute(c))?;
            }
            Ok::<_, StoreError>(())
        })
    }

    /// Forgets what was computed of the days before a day.
    pub fn forget_utilization_before(&self, day: Day) -> Result<usize, StoreError> {
        self.touch(|conn| {
            let old = utilization_days::table.filter(utilization_days::day.lt(day));
            let gone = on!(conn, |c| diesel::delete(old).execute(c))?;
            let old = coverage_days::table.filter(coverage_days::day.lt(day));
            on!(conn, |c| diesel::delete(old).execute(c))?;
            Ok(gone)
        })
    }
}

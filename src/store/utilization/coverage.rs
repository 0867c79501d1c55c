//! What of a customer's usage was covered, day by day. Floor 1. Features row 48.

use diesel::prelude::*;

use crate::domain::ids::CustomerId;
use crate::domain::time::Day;
use crate::domain::utilization::{Amount, Covered};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::coverage_days;
use crate::store::scope::visible;
use crate::store::tenant::Reader;
use crate::store::usage::unpack;

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

impl Reader<'_> {
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

//! Keeping what was computed, and forgetting it. Floor 1.

use diesel::prelude::*;

use super::coverage::CoverageDay;
use super::days::UtilizationDay;
use crate::domain::ids::{CustomerId, PartnerId};
use crate::domain::time::Day;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{coverage_days, usage_days, utilization_days};
use crate::store::tenant::{System, Writer};
use crate::store::usage::pack;

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

//! What stands around utilization: names, places and pay-as-you-go rates. Floor 1.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::ids::CustomerId;
use crate::domain::money::{Currency, UnitPrice};
use crate::store::columns::DecimalText;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, payg_prices, reservations, usage_days};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// What an hour costs as you go, by size in small letters, region and currency.
type Rates = HashMap<(String, String, Currency), UnitPrice>;

impl Reader<'_> {
    /// Region and size of the reservations of the scope, each pair once.
    pub fn reservation_kinds(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservations::table.select((reservations::region, reservations::size)).distinct();
            visible!(reservations.customer_id, scope, all).load(c)
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

    /// Customers of the scope of which usage is known, by name.
    pub fn customers_that_use(&mut self) -> Result<Vec<(CustomerId, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let known = usage_days::table.filter(usage_days::partner_id.eq(scope.partner()));
            let all = customers::table.select((customers::id, customers::company_name));
            visible!(customers, scope, all)
                .filter(customers::id.eq_any(known.select(usage_days::customer_id)))
                .order((customers::company_name, customers::id))
                .load(c)
        })?)
    }
}

//! What was charged in a month, and what was credited. Floor 1. Domain 6.6, 6.13, R-BL-2.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::conn::on;
use super::error::StoreError;
use super::schema::{charges, credit_notes, customers, order_lines, orders, reservation_orders};
use super::scope::visible;
use super::tenant::Reader;
use crate::domain::ids::{CustomerId, OrderId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::ChargeState;
use crate::domain::time::{Day, Instant};

/// What was charged on a day in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charged {
    /// The day.
    pub due_on: Day,
    /// How much, all together.
    pub amount: Money,
}

/// A credit note as a list of documents has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credited {
    /// The number people say.
    pub number: String,
    /// How much is credited.
    pub total: Money,
    /// When.
    pub issued_at: Instant,
    /// The customer.
    pub customer: CustomerId,
    /// Its name.
    pub customer_name: String,
    /// The order.
    pub order: OrderId,
}

/// A charge with what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeLine {
    /// The customer.
    pub customer: CustomerId,
    /// Its name.
    pub customer_name: String,
    /// Its domain.
    pub domain: String,
    /// Its country.
    pub country: String,
    /// The order.
    pub order: OrderId,
    /// When it was placed.
    pub placed_at: Instant,
    /// What was bought.
    pub sku: String,
    /// Its name.
    pub title: String,
    /// How many.
    pub quantity: i32,
    /// The price of one for the whole term.
    pub unit: Money,
    /// The day of the charge.
    pub due_on: Day,
    /// The charge.
    pub amount: Money,
}

type LineRow =
    ((CustomerId, String, String, String), (OrderId, Instant), (String, String, i32, i64), (Day, i64, Currency));

impl Reader<'_> {
    /// What was charged by day and currency until a day, the latest first.
    pub fn charged(&mut self, until: Day) -> Result<Vec<Charged>, StoreError> {
        let scope = self.scope;
        // PostgreSQL adds whole numbers up to a decimal.
        let all = "CAST(sum(charges.amount_minor) AS bigint)";
        let rows: Vec<(Day, Currency, i64)> = on!(&mut *self.conn, |c| {
            let sums = charges::table
                .filter(charges::due_on.le(until))
                .filter(charges::state.ne_all([ChargeState::Cancelled, ChargeState::Failed]))
                .group_by((charges::due_on, charges::currency))
                .select((charges::due_on, charges::currency, sql::<BigInt>(all)));
            visible!(charges.customer_id, scope, sums).order((charges::due_on.desc(), charges::currency)).load(c)
        })?;
        let charged = |(due_on, currency, minor)| Charged { due_on, amount: Money::new(minor, currency) };
        Ok(rows.into_iter().map(charged).collect())
    }

    /// The charges of some days in a currency with what they are for, in order.
    pub fn charge_lines(&mut self, from: Day, to: Day, currency: Currency) -> Result<Vec<ChargeLine>, StoreError> {
        let scope = self.scope;
        let rows: Vec<LineRow> = on!(&mut *self.conn, |c| {
            let joined = charges::table
                .inner_join(reservation_orders::table.on(reservation_orders::id.eq(charges::reservation_order_id)))
                .inner_join(order_lines::table.on(order_lines::id.eq(reservation_orders::order_line_id)))
                .inner_join(orders::table.on(orders::id.eq(reservation_orders::order_id)))
                .inner_join(customers::table.on(customers::id.eq(charges::customer_id)))
                .select((
                    (customers::id, customers::company_name, customers::domain, customers::country),
                    (orders::id, orders::placed_at),
                    (order_lines::sku_id, order_lines::title, order_lines::quantity, order_lines::unit_minor),
                    (charges::due_on, charges::amount_minor, charges::currency),
                ));
            visible!(customers, scope, joined)
                .filter(charges::partner_id.eq(scope.partner()))
                .filter(charges::due_on.ge(from))
                .filter(charges::due_on.le(to))
                .filter(charges::currency.eq(currency))
                .filter(charges::state.ne_all([ChargeState::Cancelled, ChargeState::Failed]))
                .order((charges::due_on, orders::placed_at, charges::reservation_order_id, charges::sequence))
                .load(c)
        })?;
        Ok(rows.into_iter().map(charge_line).collect())
    }

    /// The credit notes of the scope, the latest first.
    pub fn credited(&mut self, limit: i64) -> Result<Vec<Credited>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(String, Currency, i64, Instant, CustomerId, String, OrderId)> = on!(&mut *self.conn, |c| {
            let joined = credit_notes::table
                .inner_join(customers::table.on(customers::id.eq(credit_notes::customer_id)))
                .select((
                    credit_notes::number,
                    credit_notes::currency,
                    credit_notes::total_minor,
                    credit_notes::issued_at,
                    customers::id,
                    customers::company_name,
                    credit_notes::order_id,
                ));
            visible!(customers, scope, joined)
                .filter(credit_notes::partner_id.eq(scope.partner()))
                .order((credit_notes::issued_at.desc(), credit_notes::number.desc()))
                .limit(limit)
                .load(c)
        })?;
        let credited = |(number, currency, minor, issued_at, customer, customer_name, order)| Credited {
            number,
            total: Money::new(minor, currency),
            issued_at,
            customer,
            customer_name,
            order,
        };
        Ok(rows.into_iter().map(credited).collect())
    }
}

fn charge_line((customer, order, bought, charge): LineRow) -> ChargeLine {
    let (id, customer_name, domain, country) = customer;
    let (sku, title, quantity, unit_minor) = bought;
    let (due_on, minor, currency) = charge;
    ChargeLine {
        customer: id,
        customer_name,
        domain,
        country,
        order: order.0,
        placed_at: order.1,
        sku,
        title,
        quantity,
        unit: Money::new(unit_minor, currency),
        due_on,
        amount: Money::new(minor, currency),
    }
}

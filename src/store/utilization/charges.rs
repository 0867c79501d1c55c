//! What reservations were charged and credited in some days, for the export. Floor 1. Domain 6.6, 6.13, R-UT-4.

use diesel::prelude::*;

use crate::domain::carts::BillingPlan;
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::ChargeState;
use crate::domain::refunds::NoteLineKind;
use crate::domain::time::{Day, Instant};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{
    charges, credit_note_lines, credit_notes, customers, order_lines, reservation_orders, reservations,
};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// A purchase of reservations, or a rate of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bought {
    /// The purchase.
    pub order: ReservationOrderId,
    /// When it is charged.
    pub due_on: Day,
    /// How much.
    pub amount: Money,
    /// At once or in rates.
    pub plan: BillingPlan,
    /// What was bought in the price list.
    pub sku: String,
}

/// A line of a credit note about a reservation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenBack {
    /// Which reservation.
    pub reservation: ReservationId,
    /// The number of the credit note.
    pub number: String,
    /// When it was issued.
    pub issued_at: Instant,
    /// Credit or fee.
    pub kind: NoteLineKind,
    /// How many instances.
    pub quantity: i32,
    /// How much; a fee is below zero.
    pub amount: Money,
}

/// A purchase as the export names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservationPurchase {
    /// The purchase.
    pub id: ReservationOrderId,
    /// Its name.
    pub name: String,
    /// How many instances were bought.
    pub quantity: i32,
    /// When the term began.
    pub starts_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
}

type BoughtRow = (ReservationOrderId, Day, i64, Currency, BillingPlan, String);
type BackRow = (ReservationId, String, Instant, NoteLineKind, i32, i64, Currency);

impl Reader<'_> {
    /// Customers of the scope with reservations, by name.
    pub fn customers_with_reservations(&mut self) -> Result<Vec<(CustomerId, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let theirs = reservations::table.filter(reservations::partner_id.eq(scope.partner()));
            let all = customers::table.select((customers::id, customers::company_name));
            visible!(customers, scope, all)
                .filter(customers::id.eq_any(theirs.select(reservations::customer_id)))
                .order((customers::company_name, customers::id))
                .load(c)
        })?)
    }

    /// What a customer's reservations were charged from a day to a day, both included.
    pub fn charged_for_reservations(
        &mut self,
        customer: CustomerId,
        from: Day,
        to: Day,
    ) -> Result<Vec<Bought>, StoreError> {
        let scope = self.scope;
        let rows: Vec<BoughtRow> = on!(&mut *self.conn, |c| {
            let joined = charges::table
                .inner_join(reservation_orders::table.on(reservation_orders::id.eq(charges::reservation_order_id)))
                .inner_join(order_lines::table.on(order_lines::id.eq(reservation_orders::order_line_id)))
                .select((
                    charges::reservation_order_id,
                    charges::due_on,
                    charges::amount_minor,
                    charges::currency,
                    reservation_orders::billing_plan,
                    order_lines::sku_id,
                ));
            visible!(charges.customer_id, scope, joined)
                .filter(charges::customer_id.eq(customer))
                .filter(charges::due_on.between(from, to))
                .filter(charges::state.ne_all([ChargeState::Cancelled, ChargeState::Failed]))
                .order((charges::due_on, charges::reservation_order_id, charges::sequence))
                .load(c)
        })?;
        let bought = |(order, due_on, minor, currency, plan, sku): BoughtRow| {
            let amount = Money::new(minor, currency);
            Bought { order, due_on, amount, plan, sku }
        };
        Ok(rows.into_iter().map(bought).collect())
    }

    /// What was credited for a customer's reservations from a moment to before a moment.
    pub fn given_back(
        &mut self,
        customer: CustomerId,
        from: Instant,
        until: Instant,
    ) -> Result<Vec<GivenBack>, StoreError> {
        let scope = self.scope;
        let rows: Vec<BackRow> = on!(&mut *self.conn, |c| {
            let joined = credit_note_lines::table
                .inner_join(credit_notes::table.on(credit_notes::id.eq(credit_note_lines::credit_note_id)))
                .select((
                    credit_note_lines::reservation_id,
                    credit_notes::number,
                    credit_notes::issued_at,
                    credit_note_lines::kind,
                    credit_note_lines::quantity,
                    credit_note_lines::amount_minor,
                    credit_notes::currency,
                ));
            visible!(credit_note_lines.customer_id, scope, joined)
                .filter(credit_note_lines::customer_id.eq(customer))
                .filter(credit_notes::issued_at.ge(from))
                .filter(credit_notes::issued_at.lt(until))
                .order((credit_notes::issued_at, credit_notes::id, credit_note_lines::position))
                .load(c)
        })?;
        let back = |(reservation, number, issued_at, kind, quantity, minor, currency): BackRow| {
            let amount = Money::new(minor, currency);
            GivenBack { reservation, number, issued_at, kind, quantity, amount }
        };
        Ok(rows.into_iter().map(back).collect())
    }

    /// The purchases of a customer's reservations.
    pub fn reservation_purchases(&mut self, customer: CustomerId) -> Result<Vec<ReservationPurchase>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(ReservationOrderId, String, i32, Instant, Instant)> = on!(&mut *self.conn, |c| {
            let all = reservation_orders::table.select((
                reservation_orders::id,
                reservation_orders::name,
                reservation_orders::original_quantity,
                reservation_orders::starts_at,
                reservation_orders::expires_at,
            ));
            visible!(reservation_orders.customer_id, scope, all)
                .filter(reservation_orders::customer_id.eq(customer))
                .load(c)
        })?;
        let one = |(id, name, quantity, starts_at, expires_at)| ReservationPurchase {
            id,
            name,
            quantity,
            starts_at,
            expires_at,
        };
        Ok(rows.into_iter().map(one).collect())
    }
}

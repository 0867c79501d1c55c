//! What a purchased line makes: a reservation order, its reservation and its charges. Floor 1.
//! Domain 6.6, 6.7, R-BL-2.

use diesel::prelude::*;

use super::carts::quantity_column;
use super::conn::on;
use super::error::StoreError;
use super::orders::{NewLine, NewOrder};
use super::schema::{charges, reservation_orders, reservations};
use super::tenant::Writer;
use crate::domain::ids::{ReservationId, ReservationOrderId};
use crate::domain::orders::{Charge, ChargeState};
use crate::domain::reservations::{ProvisioningState, Setting, StatusCode};
use crate::domain::text::search_key;
use crate::domain::time::Instant;

/// What a line makes.
#[derive(Debug, Clone)]
pub struct NewReservation {
    /// The reservation order.
    pub order_id: ReservationOrderId,
    /// The reservation under it.
    pub id: ReservationId,
    /// Where it applies.
    pub setting: Setting,
    /// Where both stand.
    pub state: ProvisioningState,
    /// Why.
    pub status: StatusCode,
    /// From when the discount applies.
    pub starts_at: Instant,
    /// When it ends (R-RES-1).
    pub expires_at: Instant,
    /// What is charged, and when.
    pub charges: Vec<Charge>,
}

impl Writer<'_> {
    /// Writes what a line of an order makes. A line makes it once.
    pub fn insert_reservation(
        &mut self,
        order: &NewOrder,
        line: &NewLine,
        made: &NewReservation,
    ) -> Result<(), StoreError> {
        self.insert_reservation_order(order, line, made)?;
        let (now, seller) = (self.scope.now(), self.seller_of(order.customer)?);
        let values = (
            (
                reservations::id.eq(made.id),
                reservations::partner_id.eq(self.scope.partner()),
                reservations::seller_id.eq(seller),
                reservations::customer_id.eq(order.customer),
                reservations::reservation_order_id.eq(made.order_id),
                reservations::name.eq(line.line.name.as_str()),
                reservations::name_key.eq(search_key(line.line.name.as_str())),
                reservations::size.eq(&line.sku.size),
                reservations::region.eq(&line.sku.region),
                reservations::quantity.eq(quantity_column(line.line.quantity)),
                reservations::term.eq(line.line.term),
            ),
            (
                reservations::scope.eq(made.setting.scope),
                reservations::subscription_id.eq(made.setting.subscription),
                reservations::optimise.eq(made.setting.optimise),
                reservations::state.eq(made.state),
                reservations::status_code.eq(made.status),
                reservations::is_renewing.eq(false),
                reservations::archived_at.eq(None::<Instant>),
                reservations::starts_at.eq(made.starts_at),
                reservations::expires_at.eq(made.expires_at),
                reservations::created_at.eq(now),
                reservations::version.eq(1),
            ),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(reservations::table).values(values).execute(c))?;
        self.forget_computed(order.customer, now.day())?;
        self.insert_charges(order, made)
    }

    fn insert_reservation_order(
        &mut self,
        order: &NewOrder,
        line: &NewLine,
        made: &NewReservation,
    ) -> Result<(), StoreError> {
        let now = self.scope.now();
        let values = (
            reservation_orders::id.eq(made.order_id),
            reservation_orders::partner_id.eq(self.scope.partner()),
            reservation_orders::customer_id.eq(order.customer),
            reservation_orders::order_id.eq(order.id),
            reservation_orders::order_line_id.eq(line.id),
            reservation_orders::name.eq(line.line.name.as_str()),
            reservation_orders::term.eq(line.line.term),
            reservation_orders::billing_plan.eq(order.plan),
            reservation_orders::original_quantity.eq(quantity_column(line.line.quantity)),
            reservation_orders::state.eq(made.state),
            reservation_orders::requested_at.eq(now),
            reservation_orders::created_at.eq(now),
            reservation_orders::starts_at.eq(made.starts_at),
            reservation_orders::expires_at.eq(made.expires_at),
            reservation_orders::currency.eq(line.total.currency()),
            reservation_orders::total_minor.eq(line.total.minor()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(reservation_orders::table).values(values).execute(c))?;
        Ok(())
    }

    /// The charge of the day of purchase is made with it, the others are to come.
    fn insert_charges(&mut self, order: &NewOrder, made: &NewReservation) -> Result<(), StoreError> {
        let (partner, today) = (self.scope.partner(), self.scope.now().day());
        let values = |(sequence, charge): (i32, &Charge)| {
            let state = if charge.due_on <= today { ChargeState::Succeeded } else { ChargeState::Scheduled };
            (
                charges::reservation_order_id.eq(made.order_id),
                charges::sequence.eq(sequence),
                charges::partner_id.eq(partner),
                charges::customer_id.eq(order.customer),
                charges::due_on.eq(charge.due_on),
                charges::amount_minor.eq(charge.amount.minor()),
                charges::currency.eq(charge.amount.currency()),
                charges::state.eq(state),
            )
        };
        let rows: Vec<_> = (0..).zip(&made.charges).map(values).collect();
        on!(&mut *self.conn, |c| diesel::insert_into(charges::table).values(&rows).execute(c))?;
        Ok(())
    }
}

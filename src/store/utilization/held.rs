//! Reservations of a customer as the benefit is computed from them: what each was set to and when, and what
//! it costs. Floor 1. Rules R-BN-7, Q-6, R-UT-4.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId, SubscriptionId};
use crate::domain::money::{Currency, Money};
use crate::domain::reservations::ProvisioningState;
use crate::domain::term::Term;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::reservations::Reservation;
use crate::store::schema::{reservation_orders, reservation_origins, reservation_periods, reservations};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// How a reservation was set until a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Until when.
    pub until: Instant,
    /// Which usage it reached.
    pub scope: AppliedScope,
    /// The subscription it was tied to.
    pub subscription: SubscriptionId,
    /// What it was optimised for.
    pub optimise: Optimise,
}

/// A reservation over its whole life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Reservation ID.
    pub id: ReservationId,
    /// The purchase it came from.
    pub order: ReservationOrderId,
    /// Its name.
    pub name: String,
    /// The size.
    pub size: String,
    /// The region.
    pub region: String,
    /// How many instances.
    pub quantity: u32,
    /// For how long it was bought.
    pub term: Term,
    /// How it was set, the oldest first; the last one ends with the reservation.
    pub periods: Vec<Period>,
    /// From when it gives a benefit.
    pub starts_at: Instant,
    /// When the term began, which is earlier where it is a part of another one.
    pub term_starts_at: Instant,
    /// When the term ends.
    pub expires_at: Instant,
    /// The price of one instance for the whole term, in the smallest unit: total and number of instances.
    pub price: (i64, u32),
    /// In which currency.
    pub currency: Currency,
}

impl Held {
    /// The price of the whole term for its instances.
    pub fn term_price(&self) -> Money {
        let (total, instances) = self.price;
        Money::new(total, self.currency).share(self.quantity, instances).unwrap_or(Money::zero(self.currency))
    }

    /// When the benefit ends.
    pub fn ends_at(&self) -> Instant {
        self.periods.last().map_or(self.starts_at, |last| last.until)
    }
}

type Row = (Reservation, (Currency, i64, i32));
type PeriodRow = (ReservationId, Instant, AppliedScope, SubscriptionId, Optimise);

impl Reader<'_> {
    /// Every reservation of a customer that gave a benefit at any time, by id.
    pub fn held(&mut self, customer: CustomerId) -> Result<Vec<Held>, StoreError> {
        let scope = self.scope;
        let rows: Vec<Row> = on!(&mut *self.conn, |c| {
            let joined = reservations::table
                .inner_join(reservation_orders::table.on(reservation_orders::id.eq(reservations::reservation_order_id)))
                .select((
                    Reservation::as_select(),
                    (
                        reservation_orders::currency,
                        reservation_orders::total_minor,
                        reservation_orders::original_quantity,
                    ),
                ));
            visible!(reservations.customer_id, scope, joined)
                .filter(reservations::customer_id.eq(customer))
                .order(reservations::id)
                .load(c)
        })?;
        let past: Vec<PeriodRow> = on!(&mut *self.conn, |c| reservation_periods::table
            .filter(reservation_periods::partner_id.eq(scope.partner()))
            .filter(reservation_periods::customer_id.eq(customer))
            .order((reservation_periods::reservation_id, reservation_periods::until))
            .select((
                reservation_periods::reservation_id,
                reservation_periods::until,
                reservation_periods::scope,
                reservation_periods::subscription_id,
                reservation_periods::optimise,
            ))
            .load(c))?;
        let made: Vec<ReservationId> = on!(&mut *self.conn, |c| reservation_origins::table
            .filter(reservation_origins::partner_id.eq(scope.partner()))
            .filter(reservation_origins::customer_id.eq(customer))
            .select(reservation_origins::reservation_id)
            .load(c))?;
        let mut periods: HashMap<ReservationId, Vec<Period>> = HashMap::new();
        for (id, until, scope, subscription, optimise) in past {
            periods.entry(id).or_default().push(Period { until, scope, subscription, optimise });
        }
        let held = rows.into_iter().map(|(one, price)| {
            let past = periods.remove(&one.id).unwrap_or_default();
            let is_part = made.contains(&one.id);
            held(one, price, past, is_part)
        });
        Ok(held.filter(|one| one.ends_at() > one.starts_at).collect())
    }
}

/// A reservation that was never live has no period at all.
fn held(one: Reservation, price: (Currency, i64, i32), mut periods: Vec<Period>, is_part: bool) -> Held {
    let is_live =
        matches!(one.state, ProvisioningState::Created | ProvisioningState::Succeeded | ProvisioningState::Expired);
    if is_live {
        periods.push(Period {
            until: one.expires_at,
            scope: one.scope,
            subscription: one.subscription_id,
            optimise: one.optimise,
        });
    }
    let (currency, total, quantity) = price;
    let starts_at = if is_part && one.created_at > one.starts_at { one.created_at } else { one.starts_at };
    Held {
        id: one.id,
        order: one.reservation_order_id,
        name: one.name,
        size: one.size,
        region: one.region,
        quantity: u32::try_from(one.quantity).unwrap_or(0),
        term: one.term,
        periods,
        starts_at,
        term_starts_at: one.starts_at,
        expires_at: one.expires_at,
        price: (total, u32::try_from(quantity).unwrap_or(1).max(1)),
        currency,
    }
}

impl Writer<'_> {
    /// Keeps how a reservation was set until now, before it is set otherwise or ends.
    pub(in crate::store) fn end_period(&mut self, it: &Reservation) -> Result<(), StoreError> {
        let now = self.scope.now();
        let values = (
            reservation_periods::reservation_id.eq(it.id),
            reservation_periods::until.eq(now),
            reservation_periods::partner_id.eq(it.partner_id),
            reservation_periods::customer_id.eq(it.customer_id),
            reservation_periods::scope.eq(it.scope),
            reservation_periods::subscription_id.eq(it.subscription_id),
            reservation_periods::optimise.eq(it.optimise),
        );
        // Two changes in one moment: the first of them never held.
        on!(&mut *self.conn, |c| diesel::insert_into(reservation_periods::table)
            .values(values)
            .on_conflict_do_nothing()
            .execute(c))?;
        self.forget_computed(it.customer_id, now.day())
    }
}

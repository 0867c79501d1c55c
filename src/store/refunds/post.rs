//! What an approved return changes: the reservation and its rest, payments to come, the order, access.
//! Floor 1. Domain 6.7, Q-10, Q-18, RF-19.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, OrderId, PartnerId, RefundCaseId, ReservationId};
use crate::domain::money::Money;
use crate::domain::orders::{ChargeState, OrderStatus};
use crate::domain::reservations::{Ended, Part, ProvisioningState};
use crate::domain::software::EntitlementState;
use crate::domain::time::Day;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::reservations::Reservation;
use crate::store::schema::{
    case_returns, charges, orders, reservation_access, reservation_orders, reservation_origins, reservations,
    software_entitlements,
};
use crate::store::tenant::Writer;

/// How a reservation came to be, in `reservation_origins.kind`.
const REST: &str = "return";

/// A return to be posted.
#[derive(Debug, Clone, Copy)]
pub struct Posting<'a> {
    /// Whose.
    pub customer: CustomerId,
    /// The case.
    pub case: RefundCaseId,
    /// Its place in the case.
    pub position: i32,
    /// The reservation as it was read.
    pub reservation: &'a Reservation,
    /// How many of it are returned.
    pub quantity: u32,
    /// What it becomes.
    pub ended: Ended,
    /// The rest and its id, after a return of a part.
    pub rest: Option<(ReservationId, Part)>,
}

impl Writer<'_> {
    /// Ends the reservation and makes its rest; stale when it is not live any more.
    pub fn post_return(&mut self, posting: &Posting<'_>) -> Result<(), StoreError> {
        let (partner, it) = (self.scope.partner(), posting.reservation);
        self.keep_revision(it.id)?;
        let changed = on!(&mut *self.conn, |c| diesel::update(reservations::table.find(it.id))
            .filter(reservations::partner_id.eq(partner))
            .filter(reservations::state.eq(ProvisioningState::Succeeded))
            .filter(reservations::quantity.eq(it.quantity))
            .set((
                reservations::state.eq(posting.ended.state),
                reservations::status_code.eq(posting.ended.status),
                reservations::version.eq(reservations::version + 1),
            ))
            .execute(c))?;
        if changed == 0 {
            return Err(StoreError::Stale);
        }
        self.end_period(it)?;
        match &posting.rest {
            Some((id, part)) => self.insert_rest(posting, *id, part),
            None => Ok(()),
        }
    }

    /// The rest is what the whole was, with another quantity; who had access keeps it.
    fn insert_rest(&mut self, posting: &Posting<'_>, id: ReservationId, part: &Part) -> Result<(), StoreError> {
        let (partner, now, it) = (self.scope.partner(), self.scope.now(), posting.reservation);
        let quantity = i32::try_from(part.quantity).unwrap_or(i32::MAX);
        let (key, is_renewing, seller): (String, bool, PartnerId) = on!(&mut *self.conn, |c| reservations::table
            .find(it.id)
            .select((reservations::name_key, reservations::is_renewing, reservations::seller_id))
            .first(c))?;
        let values = (
            (
                reservations::id.eq(id),
                reservations::partner_id.eq(partner),
                reservations::customer_id.eq(posting.customer),
                reservations::seller_id.eq(seller),
                reservations::reservation_order_id.eq(it.reservation_order_id),
                reservations::name.eq(&it.name),
                reservations::name_key.eq(key),
                reservations::size.eq(&it.size),
                reservations::region.eq(&it.region),
                reservations::quantity.eq(quantity),
                reservations::term.eq(it.term),
            ),
            (
                reservations::scope.eq(it.scope),
                reservations::subscription_id.eq(it.subscription_id),
                reservations::optimise.eq(it.optimise),
                reservations::state.eq(part.state),
                reservations::status_code.eq(part.status),
                reservations::is_renewing.eq(is_renewing),
                reservations::starts_at.eq(it.starts_at),
                reservations::expires_at.eq(part.expires_at),
                reservations::created_at.eq(now),
                reservations::version.eq(1),
            ),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(reservations::table).values(values).execute(c))?;
        let origin = (
            reservation_origins::reservation_id.eq(id),
            reservation_origins::source_id.eq(it.id),
            reservation_origins::partner_id.eq(partner),
            reservation_origins::customer_id.eq(posting.customer),
            reservation_origins::kind.eq(REST),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(reservation_origins::table).values(origin).execute(c))?;
        on!(&mut *self.conn, |c| diesel::update(reservation_access::table)
            .filter(reservation_access::partner_id.eq(partner))
            .filter(reservation_access::reservation_id.eq(it.id))
            .set(reservation_access::reservation_id.eq(id))
            .execute(c))?;
        self.carry_renewal(it, id)?;
        on!(&mut *self.conn, |c| diesel::update(case_returns::table.find((posting.case, posting.position)))
            .filter(case_returns::partner_id.eq(partner))
            .set(case_returns::rest_id.eq(id))
            .execute(c))?;
        Ok(())
    }

    /// How many instances of a reservation order are live.
    fn live_quantity(&mut self, of: &Reservation) -> Result<u32, StoreError> {
        let live: Vec<i32> = on!(&mut *self.conn, |c| reservations::table
            .filter(reservations::partner_id.eq(of.partner_id))
            .filter(reservations::reservation_order_id.eq(of.reservation_order_id))
            .filter(reservations::state.ne(ProvisioningState::Cancelled))
            .select(reservations::quantity)
            .load(c))?;
        Ok(live.iter().filter_map(|quantity| u32::try_from(*quantity).ok()).sum())
    }

    /// Payments to come are cancelled; what is kept pays its share of each, as new payments of the same
    /// days. Called after the reservations were changed.
    pub fn cancel_payments(&mut self, of: &Reservation, returned: u32) -> Result<(), StoreError> {
        let (partner, today) = (self.scope.partner(), self.scope.now().day());
        let rest = self.live_quantity(of)?;
        let rows: Vec<(i32, Day, i64, crate::domain::money::Currency)> = on!(&mut *self.conn, |c| charges::table
            .filter(charges::partner_id.eq(partner))
            .filter(charges::reservation_order_id.eq(of.reservation_order_id))
            .order(charges::sequence)
            .select((charges::sequence, charges::due_on, charges::amount_minor, charges::currency))
            .filter(charges::state.eq(ChargeState::Scheduled))
            .filter(charges::due_on.gt(today))
            .load(c))?;
        if rows.is_empty() {
            return Ok(());
        }
        let last: Option<i32> = on!(&mut *self.conn, |c| charges::table
            .filter(charges::partner_id.eq(partner))
            .filter(charges::reservation_order_id.eq(of.reservation_order_id))
            .select(diesel::dsl::max(charges::sequence))
            .first(c))?;
        on!(&mut *self.conn, |c| diesel::update(charges::table)
            .filter(charges::partner_id.eq(partner))
            .filter(charges::reservation_order_id.eq(of.reservation_order_id))
            .filter(charges::state.eq(ChargeState::Scheduled))
            .filter(charges::due_on.gt(today))
            .set(charges::state.eq(ChargeState::Cancelled))
            .execute(c))?;
        if rest == 0 {
            return Ok(());
        }
        let whole = rest.saturating_add(returned);
        for (number, (_, due_on, minor, currency)) in (1..).zip(rows) {
            let amount = Money::new(minor, currency).share(rest, whole);
            let amount =
                amount.map_err(|error| StoreError::Db(diesel::result::Error::SerializationError(Box::new(error))))?;
            let values = (
                charges::reservation_order_id.eq(of.reservation_order_id),
                charges::sequence.eq(last.unwrap_or(0).saturating_add(number)),
                charges::partner_id.eq(partner),
                charges::customer_id.eq(of.customer_id),
                charges::due_on.eq(due_on),
                charges::amount_minor.eq(amount.minor()),
                charges::currency.eq(currency),
                charges::state.eq(ChargeState::Scheduled),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(charges::table).values(values).execute(c))?;
        }
        Ok(())
    }

    /// An order of which nothing is left is cancelled (6.5).
    pub fn close_order(&mut self, id: OrderId) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        let live: i64 = on!(&mut *self.conn, |c| reservations::table
            .inner_join(reservation_orders::table.on(reservation_orders::id.eq(reservations::reservation_order_id)))
            .filter(reservation_orders::partner_id.eq(partner))
            .filter(reservation_orders::order_id.eq(id))
            .filter(reservations::state.ne(ProvisioningState::Cancelled))
            .count()
            .get_result(c))?;
        let software: i64 = on!(&mut *self.conn, |c| software_entitlements::table
            .filter(software_entitlements::partner_id.eq(partner))
            .filter(software_entitlements::order_id.eq(id))
            .filter(software_entitlements::state.ne(EntitlementState::Cancelled))
            .count()
            .get_result(c))?;
        if live + software > 0 {
            return Ok(());
        }
        on!(&mut *self.conn, |c| diesel::update(orders::table.find(id))
            .filter(orders::partner_id.eq(partner))
            .set((orders::status.eq(OrderStatus::Cancelled), orders::version.eq(orders::version + 1)))
            .execute(c))?;
        Ok(())
    }
}

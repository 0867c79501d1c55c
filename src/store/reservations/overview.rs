//! One reservation with its purchase, its names and its charges. Floor 1. Domain 6.6, S-54, S-59, S-10.

use diesel::prelude::*;

use super::access::granted;
use super::rows::Reservation;
use crate::domain::carts::BillingPlan;
use crate::domain::ids::{
    CustomerId, OrderId, OrderLineId, PartnerId, RefundCaseId, ReservationId, ReservationOrderId, SupportRequestId,
};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::{ChargeState, OrderNumber};
use crate::domain::subscriptions::SubscriptionState;
use crate::domain::support::RequestState;
use crate::domain::time::{Day, Instant};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{
    case_returns, charges, customers, order_lines, orders, partners, regions, reservation_orders, reservations, sizes,
    subscriptions, support_requests, users,
};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// The size, as the catalogue has it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sizes)]
pub struct ReservationSize {
    /// As people write it, `D4s v3`.
    pub display_name: String,
    /// vCPUs.
    pub vcpus: i32,
    /// Memory.
    pub memory_mib: i32,
    /// The size-flexibility group, if it is in one (R-BN-11).
    pub flexibility_group: Option<String>,
    /// Its ratio in the group, a decimal.
    pub flexibility_ratio: Option<String>,
}

/// What was bought, and how it is paid.
#[derive(Debug, Clone, Queryable)]
pub struct ReservationPurchase {
    /// The order.
    pub order_id: OrderId,
    /// The line of it.
    pub order_line_id: OrderLineId,
    /// The order number.
    pub order_number: OrderNumber,
    /// When.
    pub placed_at: Instant,
    /// The partner of record's id, if a reseller is (S-10).
    pub reseller_id: Option<PartnerId>,
    /// How it is paid.
    pub billing_plan: BillingPlan,
    /// How many were bought.
    pub original_quantity: i32,
    /// In which currency.
    pub currency: Currency,
    /// For all of them.
    pub total_minor: i64,
    /// For one of them, the whole term.
    pub unit_minor: i64,
}

impl ReservationPurchase {
    /// The price of one for the whole term.
    pub const fn unit(&self) -> Money {
        Money::new(self.unit_minor, self.currency)
    }

    /// The price of all.
    pub const fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }
}

/// Names of what the reservation points to.
#[derive(Debug, Clone, Queryable)]
pub struct ReservationPlaces {
    /// The subscription it is tied to.
    pub subscription_name: String,
    /// Where that subscription stands.
    pub subscription_state: SubscriptionState,
    /// The region's name.
    pub region_name: Option<String>,
    /// Who bought it.
    pub bought_by: String,
}

/// A payment of the plan.
#[derive(Debug, Clone)]
pub struct ReservationCharge {
    /// Counted from 1.
    pub number: i32,
    /// The day it is due.
    pub due_on: Day,
    /// How much.
    pub amount: Money,
    /// Where it stands; what is due by today is made, because nobody else collects it.
    pub state: ChargeState,
}

/// All that the overview shows.
#[derive(Debug, Clone)]
pub struct ReservationOverview {
    /// The reservation.
    pub reservation: Reservation,
    /// Its size, unless the catalogue lost it.
    pub size: Option<ReservationSize>,
    /// Its purchase.
    pub purchase: ReservationPurchase,
    /// Names.
    pub places: ReservationPlaces,
    /// The partner of record.
    pub partner_of_record: String,
    /// The payments, the first one first.
    pub charges: Vec<ReservationCharge>,
}

impl ReservationOverview {
    /// The size-flexibility group and the ratio in it, if the size is in one (R-BN-10).
    pub fn group(&self) -> Option<(&str, &str)> {
        let size = self.size.as_ref()?;
        size.flexibility_group.as_deref().zip(size.flexibility_ratio.as_deref())
    }
}

impl Reader<'_> {
    /// One reservation of a customer, within the scope.
    pub fn reservation_overview(
        &mut self,
        customer: CustomerId,
        id: ReservationId,
    ) -> Result<ReservationOverview, StoreError> {
        let scope = self.scope;
        let (reservation, size, purchase, places) = on!(&mut *self.conn, |c| {
            let whole = reservations::table
                .inner_join(customers::table.on(customers::id.eq(reservations::customer_id)))
                .inner_join(reservation_orders::table.on(reservation_orders::id.eq(reservations::reservation_order_id)))
                .inner_join(order_lines::table.on(order_lines::id.eq(reservation_orders::order_line_id)))
                .inner_join(orders::table.on(orders::id.eq(reservation_orders::order_id)))
                .inner_join(subscriptions::table.on(subscriptions::id.eq(reservations::subscription_id)))
                .inner_join(users::table.on(users::id.eq(orders::placed_by)))
                .left_join(sizes::table.on(sizes::name.eq(reservations::size)))
                .left_join(regions::table.on(regions::name.eq(reservations::region)))
                .select((
                    Reservation::as_select(),
                    Option::<ReservationSize>::as_select(),
                    (
                        orders::id,
                        order_lines::id,
                        orders::number,
                        orders::placed_at,
                        orders::reseller_id,
                        reservation_orders::billing_plan,
                        reservation_orders::original_quantity,
                        reservation_orders::currency,
                        reservation_orders::total_minor,
                        order_lines::unit_minor,
                    ),
                    (subscriptions::name, subscriptions::state, regions::display_name.nullable(), users::display_name),
                ));
            granted!(scope, visible!(customers, scope, whole))
                .filter(reservations::partner_id.eq(scope.partner()))
                .filter(reservations::customer_id.eq(customer))
                .filter(reservations::id.eq(id))
                .first::<(Reservation, Option<ReservationSize>, ReservationPurchase, ReservationPlaces)>(c)
        })?;
        let partner_of_record = self.partner_name(purchase.reseller_id.unwrap_or_else(|| scope.partner()))?;
        let charges = self.charges_of_order(reservation.reservation_order_id)?;
        Ok(ReservationOverview { reservation, size, purchase, places, partner_of_record, charges })
    }

    /// The sizes of a size-flexibility group as people write them, the smallest first.
    pub fn sizes_of_group(&mut self, group: &str) -> Result<Vec<String>, StoreError> {
        Ok(on!(&mut *self.conn, |c| sizes::table
            .filter(sizes::flexibility_group.eq(group))
            .order((sizes::vcpus.asc(), sizes::display_name.asc()))
            .select(sizes::display_name)
            .load(c))?)
    }

    /// The ids of support requests about a reservation, without drafts, and of refund cases that return it.
    pub fn papers_about(&mut self, id: ReservationId) -> Result<Vec<String>, StoreError> {
        let partner = self.scope.partner();
        let requests: Vec<SupportRequestId> = on!(&mut *self.conn, |c| support_requests::table
            .filter(support_requests::partner_id.eq(partner))
            .filter(support_requests::reservation_id.eq(id))
            .filter(support_requests::state.ne(RequestState::Draft))
            .select(support_requests::id)
            .load(c))?;
        let cases: Vec<RefundCaseId> = on!(&mut *self.conn, |c| case_returns::table
            .filter(case_returns::partner_id.eq(partner))
            .filter(case_returns::reservation_id.eq(id))
            .select(case_returns::case_id)
            .load(c))?;
        let requests = requests.into_iter().map(|id| id.to_string());
        Ok(requests.chain(cases.into_iter().map(|id| id.to_string())).collect())
    }

    fn partner_name(&mut self, id: PartnerId) -> Result<String, StoreError> {
        Ok(on!(&mut *self.conn, |c| partners::table.find(id).select(partners::name).first(c))?)
    }

    /// The payments of a reservation order, the first one first.
    pub fn charges_of_order(&mut self, order: ReservationOrderId) -> Result<Vec<ReservationCharge>, StoreError> {
        let partner = self.scope.partner();
        let rows: Vec<(i32, Day, i64, Currency, ChargeState)> = on!(&mut *self.conn, |c| charges::table
            .filter(charges::partner_id.eq(partner))
            .filter(charges::reservation_order_id.eq(order))
            .order(charges::sequence.asc())
            .select((charges::sequence, charges::due_on, charges::amount_minor, charges::currency, charges::state))
            .load(c))?;
        let today = self.scope.now().day();
        let charge = |(number, (_sequence, due_on, minor, currency, state))| ReservationCharge {
            number,
            due_on,
            amount: Money::new(minor, currency),
            state: if state == ChargeState::Scheduled && due_on <= today { ChargeState::Succeeded } else { state },
        };
        Ok((1..).zip(rows).map(charge).collect())
    }
}

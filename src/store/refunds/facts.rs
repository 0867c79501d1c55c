//! What a quote has to know of a reservation, and the names beside it. Floor 1. R-RF-1 to R-RF-12, Q-21.

use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::carts::BillingPlan;
use crate::domain::customers::Segment;
use crate::domain::ids::{CustomerId, OrderId, ReservationId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::{ChargeState, OrderNumber};
use crate::domain::policy::{Payment, ProductKind, ReservationFacts, UsdRate};
use crate::domain::software::SOFTWARE;
use crate::domain::time::{Day, Instant};
use crate::store::columns::DecimalText;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::reservations::Reservation;
use crate::store::schema::{
    charges, customers, order_lines, orders, products, regions, reservation_orders, reservations, sizes, skus,
};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// A reservation with everything a quote and its page need.
#[derive(Debug, Clone)]
pub struct Refundable {
    /// The reservation.
    pub reservation: Reservation,
    /// The size as people write it, where the catalogue has it.
    pub size_name: String,
    /// The region's name, where the catalogue has it.
    pub region_name: String,
    /// The order it came from.
    pub order_id: OrderId,
    /// Its number.
    pub order_number: OrderNumber,
    /// What is reserved; the catalogue's id.
    pub sku_id: String,
    /// The facts, as if it had not been used.
    pub facts: ReservationFacts,
}

type Purchase = (OrderId, OrderNumber, Instant, Currency, BillingPlan, i64, DecimalText, String, Option<String>);
type Row = (Reservation, Option<String>, Option<String>, Purchase, Segment);

/// A family of the catalogue that is no product of the vendor's list is virtual machines.
pub fn product_kind(family: Option<&str>) -> ProductKind {
    match family {
        Some(SOFTWARE) => ProductKind::ServerSoftware,
        Some(family) => family.parse().unwrap_or(ProductKind::VirtualMachines),
        None => ProductKind::VirtualMachines,
    }
}

impl Reader<'_> {
    /// One reservation of a customer of the scope, with the facts of a quote.
    pub fn refundable(&mut self, customer: CustomerId, id: ReservationId) -> Result<Refundable, StoreError> {
        let row = self.refundable_row(customer, id)?;
        let (reservation, size_name, region_name, purchase, segment) = row;
        let (order_id, order_number, ordered_at, currency, plan, unit_minor, rate, sku_id, family) = purchase;
        let today = self.scope.now().day();
        let payment = match plan {
            BillingPlan::Upfront => Payment::Upfront,
            BillingPlan::Monthly => Payment::Monthly { paid: self.paid_instalments(&reservation, today)? },
        };
        let unit_list = self.offer(&sku_id, currency, segment, today)?.map(|offer| offer.unit);
        let facts = ReservationFacts {
            product: product_kind(family.as_deref()),
            state: reservation.state,
            term: reservation.term,
            ordered_at,
            starts_at: reservation.starts_at,
            expires_at: reservation.expires_at,
            unit_paid: Money::new(unit_minor, currency),
            unit_list,
            quantity: u32::try_from(reservation.quantity).unwrap_or(0),
            payment,
            is_used: false,
            usd_rate: usd_rate(rate.0, currency)?,
        };
        let size_name = size_name.unwrap_or_else(|| reservation.size.clone());
        let region_name = region_name.unwrap_or_else(|| reservation.region.clone());
        Ok(Refundable { reservation, size_name, region_name, order_id, order_number, sku_id, facts })
    }

    fn refundable_row(&mut self, customer: CustomerId, id: ReservationId) -> Result<Row, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let whole = reservations::table
                .inner_join(customers::table.on(customers::id.eq(reservations::customer_id)))
                .inner_join(reservation_orders::table.on(reservation_orders::id.eq(reservations::reservation_order_id)))
                .inner_join(order_lines::table.on(order_lines::id.eq(reservation_orders::order_line_id)))
                .inner_join(orders::table.on(orders::id.eq(reservation_orders::order_id)))
                .left_join(skus::table.on(skus::id.eq(order_lines::sku_id)))
                .left_join(products::table.on(products::id.nullable().eq(skus::product_id.nullable())))
                .left_join(sizes::table.on(sizes::name.eq(reservations::size)))
                .left_join(regions::table.on(regions::name.eq(reservations::region)))
                .select((
                    Reservation::as_select(),
                    sizes::display_name.nullable(),
                    regions::display_name.nullable(),
                    (
                        orders::id,
                        orders::number,
                        orders::placed_at,
                        orders::currency,
                        orders::billing_plan,
                        order_lines::unit_minor,
                        orders::usd_rate,
                        order_lines::sku_id,
                        products::family.nullable(),
                    ),
                    customers::segment,
                ));
            visible!(customers, scope, whole)
                .filter(reservations::partner_id.eq(scope.partner()))
                .filter(reservations::customer_id.eq(customer))
                .filter(reservations::id.eq(id))
                .first(c)
        })?)
    }

    /// How many monthly payments have been made: those that were due by `today`.
    fn paid_instalments(&mut self, reservation: &Reservation, today: Day) -> Result<u32, StoreError> {
        let days: Vec<Day> = on!(&mut *self.conn, |c| charges::table
            .filter(charges::partner_id.eq(reservation.partner_id))
            .filter(charges::reservation_order_id.eq(reservation.reservation_order_id))
            .filter(charges::due_on.le(today))
            .filter(charges::state.ne(ChargeState::Cancelled))
            .select(charges::due_on)
            .distinct()
            .load(c))?;
        Ok(u32::try_from(days.len()).unwrap_or(u32::MAX))
    }
}

fn usd_rate(rate: Decimal, currency: Currency) -> Result<UsdRate, StoreError> {
    UsdRate::new(rate, currency)
        .map_err(|error| StoreError::Db(diesel::result::Error::DeserializationError(error.to_string().into())))
}

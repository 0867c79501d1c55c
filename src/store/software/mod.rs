//! Software that customers bought: entitlements. Floor 1. Domain 6.9, S-87, R-SW-3.

use diesel::prelude::*;

use super::carts::quantity_column;
use super::conn::on;
use super::error::StoreError;
use super::schema::{order_lines, orders, software_entitlements, software_products};
use super::scope::visible;
use super::tenant::{Reader, Writer};
use crate::domain::ids::{CustomerId, EntitlementId, OrderId, OrderLineId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::{LineState, OrderNumber};
use crate::domain::policy::ProductKind;
use crate::domain::software::{EntitlementState, display};
use crate::domain::text::Quantity;
use crate::domain::time::Instant;

mod products;

pub use products::{NewSoftware, SoftwareProduct};

/// The right to use software that one bought line gives.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = software_entitlements)]
pub struct Entitlement {
    /// Id.
    pub id: EntitlementId,
    /// Whose.
    pub customer_id: CustomerId,
    /// The order it was bought with.
    pub order_id: OrderId,
    /// The line of it.
    pub order_line_id: OrderLineId,
    /// The product; its media and keys are kept under this.
    pub product_id: String,
    /// What was bought of the product.
    pub sku_id: String,
    /// The name on the order.
    pub title: String,
    /// How many were bought.
    pub bought_quantity: i32,
    /// How many there are: those bought, or 0 when it was cancelled.
    pub quantity: i32,
    /// Where it stands; [`Entitlement::shown`] knows the time too.
    pub state: EntitlementState,
    /// When it was ordered: what its window to cancel counts from.
    pub ordered_at: Instant,
    /// When its term ends; none for software without an end.
    pub expires_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
}

impl Entitlement {
    /// Where it stands now.
    pub fn shown(&self, now: Instant) -> EntitlementState {
        display(self.state, self.expires_at, now)
    }
}

/// An entitlement to be written.
#[derive(Debug, Clone)]
pub struct NewEntitlement {
    /// Id.
    pub id: EntitlementId,
    /// Whose.
    pub customer: CustomerId,
    /// The order.
    pub order: OrderId,
    /// The line.
    pub line: OrderLineId,
    /// The product.
    pub product: String,
    /// The SKU.
    pub sku: String,
    /// The name on the order.
    pub title: String,
    /// How many.
    pub quantity: Quantity,
    /// When its term ends.
    pub expires_at: Option<Instant>,
}

/// An entitlement with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoftwareLine {
    /// The entitlement.
    pub it: Entitlement,
    /// The number of its order.
    pub number: OrderNumber,
    /// What was paid for one.
    pub unit: Money,
    /// What cancelling takes it for.
    pub kind: ProductKind,
}

type Row = (Entitlement, OrderNumber, i64, Currency, ProductKind);

impl SoftwareLine {
    fn of((it, number, unit, currency, kind): Row) -> Self {
        Self { it, number, unit: Money::new(unit, currency), kind }
    }
}

/// Entitlements of the scope with what stands beside them.
macro_rules! software_lines {
    ($scope:expr) => {
        visible!(
            software_entitlements.seller_id,
            $scope,
            software_entitlements::table
                .inner_join(orders::table.on(orders::id.eq(software_entitlements::order_id)))
                .inner_join(order_lines::table.on(order_lines::id.eq(software_entitlements::order_line_id)))
                .inner_join(
                    software_products::table.on(software_products::product_id.eq(software_entitlements::product_id))
                )
                .select((
                    Entitlement::as_select(),
                    orders::number,
                    order_lines::unit_minor,
                    orders::currency,
                    software_products::kind,
                ))
        )
    };
}

impl Reader<'_> {
    /// All software of a customer, the newest first.
    pub fn software_of(&mut self, customer: CustomerId) -> Result<Vec<SoftwareLine>, StoreError> {
        let scope = self.scope;
        let rows: Vec<Row> = on!(&mut *self.conn, |c| software_lines!(scope)
            .filter(software_entitlements::customer_id.eq(customer))
            .order((software_entitlements::ordered_at.desc(), software_entitlements::id.desc()))
            .load(c))?;
        Ok(rows.into_iter().map(SoftwareLine::of).collect())
    }

    /// One line of software of a customer of the scope.
    pub fn software_line(&mut self, customer: CustomerId, id: EntitlementId) -> Result<SoftwareLine, StoreError> {
        let scope = self.scope;
        let row: Row = on!(&mut *self.conn, |c| software_lines!(scope)
            .filter(software_entitlements::customer_id.eq(customer))
            .filter(software_entitlements::id.eq(id))
            .first(c))?;
        Ok(SoftwareLine::of(row))
    }
}

impl Writer<'_> {
    /// Moves a line of software from one state to another; stale when it stands elsewhere.
    pub fn move_software(
        &mut self,
        customer: CustomerId,
        id: EntitlementId,
        from: EntitlementState,
        to: EntitlementState,
    ) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        let changed = on!(&mut *self.conn, |c| diesel::update(software_entitlements::table.find(id))
            .filter(software_entitlements::partner_id.eq(partner))
            .filter(software_entitlements::customer_id.eq(customer))
            .filter(software_entitlements::state.eq(from))
            .set((
                software_entitlements::state.eq(to),
                software_entitlements::version.eq(software_entitlements::version + 1),
            ))
            .execute(c))?;
        if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// R-SW-3: the line goes to quantity 0 and stays, and the line of the order is not fulfilled any more.
    pub fn cancel_software(&mut self, customer: CustomerId, it: &Entitlement) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        self.move_software(customer, it.id, EntitlementState::CancelPending, EntitlementState::Cancelled)?;
        on!(&mut *self.conn, |c| diesel::update(software_entitlements::table.find(it.id))
            .filter(software_entitlements::partner_id.eq(partner))
            .set((software_entitlements::quantity.eq(0), software_entitlements::cancelled_at.eq(now)))
            .execute(c))?;
        on!(&mut *self.conn, |c| diesel::update(order_lines::table.find(it.order_line_id))
            .filter(order_lines::partner_id.eq(partner))
            .set(order_lines::state.eq(LineState::Unfulfilled))
            .execute(c))?;
        Ok(())
    }

    /// Writes what a bought line of software gives. A line gives it once.
    pub fn insert_entitlement(&mut self, new: &NewEntitlement) -> Result<(), StoreError> {
        let (now, seller) = (self.scope.now(), self.seller_of(new.customer)?);
        let quantity = quantity_column(new.quantity);
        let values = (
            software_entitlements::id.eq(new.id),
            software_entitlements::partner_id.eq(self.scope.partner()),
            software_entitlements::seller_id.eq(seller),
            software_entitlements::customer_id.eq(new.customer),
            software_entitlements::order_id.eq(new.order),
            software_entitlements::order_line_id.eq(new.line),
            software_entitlements::product_id.eq(&new.product),
            software_entitlements::sku_id.eq(&new.sku),
            software_entitlements::title.eq(&new.title),
            software_entitlements::bought_quantity.eq(quantity),
            software_entitlements::quantity.eq(quantity),
            software_entitlements::state.eq(EntitlementState::Active),
            software_entitlements::ordered_at.eq(now),
            software_entitlements::expires_at.eq(new.expires_at),
            software_entitlements::version.eq(1),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(software_entitlements::table).values(values).execute(c))?;
        Ok(())
    }
}

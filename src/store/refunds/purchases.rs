//! What an exchange buys instead of what it returns. Floor 1. R-EX-1, S-56.

use diesel::prelude::*;
use uuid::Uuid;

use super::cases::RefundCase;
use super::write::NewCase;
use crate::domain::carts::{AppliedScope, BillingPlan, CartLine, Optimise};
use crate::domain::ids::{CartLineId, PartnerId, PriceListId, SubscriptionId, UserId};
use crate::domain::money::{Currency, Money};
use crate::domain::partners::PartnerKind;
use crate::domain::reservations::Setting;
use crate::domain::term::Term;
use crate::domain::text::{DisplayName, PurchaseOrderNumber};
use crate::store::carts::{SkuName, StoredLine, quantity, quantity_column};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{case_purchases, partners, products, regions, skus, users};
use crate::store::tenant::{Reader, Writer};

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_purchases)]
struct PurchaseRow {
    sku_id: String,
    quantity: i32,
    unit_minor: i64,
    currency: Currency,
    price_list_id: PriceListId,
    subscription_id: SubscriptionId,
    scope: AppliedScope,
    optimise: Optimise,
    billing_plan: BillingPlan,
    name: String,
}

type SkuColumns = (Term, String, Option<String>, Option<String>, String);

impl Reader<'_> {
    /// What a case buys, in order, as lines of a cart that is not there yet: their ids are to be made.
    pub fn case_purchases(&mut self, case: &RefundCase) -> Result<Vec<StoredLine>, StoreError> {
        let rows: Vec<(PurchaseRow, SkuColumns)> = on!(&mut *self.conn, |c| case_purchases::table
            .inner_join(skus::table.on(skus::id.eq(case_purchases::sku_id)))
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .left_join(regions::table.on(regions::name.eq(skus::region)))
            .filter(case_purchases::partner_id.eq(case.partner_id))
            .filter(case_purchases::case_id.eq(case.id))
            .order(case_purchases::position)
            .select((
                PurchaseRow::as_select(),
                (skus::term, skus::region, products::size, regions::display_name.nullable(), products::title)
            ))
            .load(c))?;
        let line = |(row, (term, region, size, region_name, product)): (PurchaseRow, SkuColumns)| {
            Ok(StoredLine {
                line: CartLine {
                    id: CartLineId::from_uuid(Uuid::nil()),
                    sku: row.sku_id,
                    term,
                    quantity: quantity(row.quantity)?,
                    unit_price: Money::new(row.unit_minor, row.currency),
                    reservation: Some(Setting {
                        subscription: row.subscription_id,
                        scope: row.scope,
                        optimise: row.optimise,
                    }),
                    plan: row.billing_plan,
                    name: DisplayName::from_stored(row.name),
                },
                sku: SkuName::of(&product, size, (region, region_name), term),
                price_list: row.price_list_id,
                added_at: case.requested_at,
            })
        };
        rows.into_iter().map(line).collect()
    }

    /// The customer's own number for the order that a case makes; perhaps empty.
    pub fn purchase_order_of(&mut self, case: &RefundCase) -> Result<PurchaseOrderNumber, StoreError> {
        let found: Option<String> = on!(&mut *self.conn, |c| case_purchases::table
            .filter(case_purchases::partner_id.eq(case.partner_id))
            .filter(case_purchases::case_id.eq(case.id))
            .order(case_purchases::position)
            .select(case_purchases::purchase_order)
            .first(c)
            .optional())?;
        Ok(PurchaseOrderNumber::from_stored(found.unwrap_or_default()))
    }

    /// The organisation of a person and what kind it is, for a purchase in their name.
    pub fn organisation_of(&mut self, user: UserId) -> Result<(PartnerId, PartnerKind), StoreError> {
        Ok(on!(&mut *self.conn, |c| users::table
            .inner_join(partners::table.on(partners::id.eq(users::partner_id)))
            .filter(users::id.eq(user))
            .select((partners::id, partners::kind))
            .first(c))?)
    }
}

impl Writer<'_> {
    pub(super) fn insert_purchases(&mut self, new: &NewCase) -> Result<(), StoreError> {
        for (position, StoredLine { line, price_list, sku: _, added_at: _ }) in (0_i32..).zip(&new.purchases) {
            // Software is not exchanged for reservations; the quote has refused it before.
            let Some(setting) = line.reservation else { return Err(StoreError::NotFound) };
            let values = (
                case_purchases::case_id.eq(new.id),
                case_purchases::position.eq(position),
                case_purchases::partner_id.eq(self.scope.partner()),
                case_purchases::customer_id.eq(new.customer),
                case_purchases::sku_id.eq(&line.sku),
                case_purchases::quantity.eq(quantity_column(line.quantity)),
                case_purchases::unit_minor.eq(line.unit_price.minor()),
                case_purchases::currency.eq(line.unit_price.currency()),
                case_purchases::price_list_id.eq(*price_list),
                case_purchases::subscription_id.eq(setting.subscription),
                case_purchases::scope.eq(setting.scope),
                case_purchases::optimise.eq(setting.optimise),
                case_purchases::billing_plan.eq(line.plan),
                case_purchases::name.eq(line.name.as_str()),
                case_purchases::purchase_order.eq(new.purchase_order.as_str()),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(case_purchases::table).values(values).execute(c))?;
        }
        Ok(())
    }
}

//! Carts and their lines: rows. Floor 1. Domain 6.4, Q-8, S-32 to S-38.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{cart_lines, carts, products, regions, skus};
use super::scope::visible;
use super::tenant::{Reader, Writer};
use crate::domain::carts::{AppliedScope, BillingPlan, CartFace, CartLine, CartState, Optimise};
use crate::domain::catalog::display_name;
use crate::domain::ids::{CartId, CartLineId, CustomerId, PartnerId, PriceListId, SubscriptionId, UserId};
use crate::domain::money::{Currency, Money};
use crate::domain::reservations::Setting;
use crate::domain::software::software_title;
use crate::domain::term::Term;
use crate::domain::text::{DisplayName, PurchaseOrderNumber, Quantity};
use crate::domain::time::Instant;

/// A cart of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = carts)]
pub struct Cart {
    /// Id.
    pub id: CartId,
    /// Whose.
    pub customer_id: CustomerId,
    /// Who started it.
    pub created_by: UserId,
    /// Where it stands.
    pub state: CartState,
    /// The reseller chosen so far.
    pub reseller_id: Option<PartnerId>,
    purchase_order: String,
    /// Since when.
    pub created_at: Instant,
    /// When its time is over.
    pub expires_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Where it is filled.
    pub face: CartFace,
    /// What the request called itself that bought it, where a client says so.
    pub request_key: Option<String>,
}

impl Cart {
    /// The purchase order number typed so far, perhaps empty.
    pub fn purchase_order(&self) -> PurchaseOrderNumber {
        PurchaseOrderNumber::from_stored(self.purchase_order.clone())
    }
}

/// What a SKU is, whether it is sold today or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkuName {
    /// The vendor's name of it (R-BUY-1).
    pub title: String,
    /// `Standard_D4s_v3`; "" for software.
    pub size: String,
    /// `westus`; "" for software.
    pub region: String,
    /// `West US`; "" for software.
    pub region_name: String,
}

impl SkuName {
    /// The name of a product's SKU: of a reservation by its size and region, of software by its product.
    pub(in crate::store) fn of(
        product: &str,
        size: Option<String>,
        region: (String, Option<String>),
        term: Term,
    ) -> Self {
        let (region, region_name) = (region.0, region.1.unwrap_or_default());
        let title = match &size {
            Some(size) => display_name(size, &region_name, term),
            None => software_title(product, term),
        };
        Self { title, size: size.unwrap_or_default(), region, region_name }
    }
}

/// A line of a cart with what it is of and the price list it was priced from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLine {
    /// The line.
    pub line: CartLine,
    /// What is bought.
    pub sku: SkuName,
    /// Where its price stood.
    pub price_list: PriceListId,
    /// When it was added.
    pub added_at: Instant,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cart_lines)]
struct LineRow {
    id: CartLineId,
    sku_id: String,
    quantity: i32,
    unit_minor: i64,
    currency: Currency,
    price_list_id: PriceListId,
    subscription_id: Option<SubscriptionId>,
    scope: Option<AppliedScope>,
    optimise: Option<Optimise>,
    billing_plan: BillingPlan,
    name: String,
    added_at: Instant,
}

type SkuColumns = (Term, String, Option<String>, Option<String>, String);

fn stored_line((row, sku): (LineRow, SkuColumns)) -> Result<StoredLine, StoreError> {
    let (term, region, size, region_name, product) = sku;
    let line = CartLine {
        id: row.id,
        sku: row.sku_id,
        term,
        quantity: quantity(row.quantity)?,
        unit_price: Money::new(row.unit_minor, row.currency),
        reservation: setting(row.subscription_id, row.scope, row.optimise),
        plan: row.billing_plan,
        name: DisplayName::from_stored(row.name),
    };
    let sku = SkuName::of(&product, size, (region, region_name), term);
    Ok(StoredLine { line, sku, price_list: row.price_list_id, added_at: row.added_at })
}

/// Where a reservation applies, from columns that are empty for software.
pub(super) fn setting(
    subscription: Option<SubscriptionId>,
    scope: Option<AppliedScope>,
    optimise: Option<Optimise>,
) -> Option<Setting> {
    Some(Setting { subscription: subscription?, scope: scope?, optimise: optimise? })
}

/// A quantity as it stands in a column.
pub(in crate::store) fn quantity(stored: i32) -> Result<Quantity, StoreError> {
    let checked = u32::try_from(stored).ok().and_then(|count| Quantity::new(count).ok());
    checked.ok_or_else(|| {
        StoreError::Db(diesel::result::Error::DeserializationError(format!("a quantity of {stored}").into()))
    })
}

/// A quantity as a column holds it; a quantity is at most 100.
pub(in crate::store) fn quantity_column(quantity: Quantity) -> i32 {
    i32::try_from(quantity.get()).unwrap_or(i32::MAX)
}

impl Reader<'_> {
    /// The cart that the pages show of a customer, which has not been bought or given up, if there is one.
    pub fn active_cart(&mut self, customer: CustomerId) -> Result<Option<Cart>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| visible!(carts.customer_id, scope, carts::table.select(Cart::as_select()))
            .filter(carts::customer_id.eq(customer))
            .filter(carts::state.eq(CartState::Active))
            .filter(carts::face.eq(CartFace::Page))
            .first(c)
            .optional())?)
    }

    /// One cart of a customer of the scope.
    pub fn cart(&mut self, customer: CustomerId, id: CartId) -> Result<Cart, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| visible!(carts.customer_id, scope, carts::table.select(Cart::as_select()))
            .filter(carts::customer_id.eq(customer))
            .filter(carts::id.eq(id))
            .first(c))?)
    }

    /// The lines of a cart, in order.
    pub fn cart_lines(&mut self, cart: &Cart) -> Result<Vec<StoredLine>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(LineRow, SkuColumns)> = on!(&mut *self.conn, |c| {
            let joined = cart_lines::table
                .inner_join(skus::table.on(skus::id.eq(cart_lines::sku_id)))
                .inner_join(products::table.on(products::id.eq(skus::product_id)))
                .left_join(regions::table.on(regions::name.eq(skus::region)))
                .select((
                    LineRow::as_select(),
                    (skus::term, skus::region, products::size, regions::display_name.nullable(), products::title),
                ));
            visible!(cart_lines.customer_id, scope, joined)
                .filter(cart_lines::cart_id.eq(cart.id))
                .order((cart_lines::position, cart_lines::id))
                .load(c)
        })?;
        rows.into_iter().map(stored_line).collect()
    }

    /// The highest position of a line in the cart, 0 when it is empty.
    pub fn last_cart_position(&mut self, cart: &Cart) -> Result<usize, StoreError> {
        let last: Option<i32> = on!(&mut *self.conn, |c| cart_lines::table
            .filter(cart_lines::cart_id.eq(cart.id))
            .select(diesel::dsl::max(cart_lines::position))
            .first(c))?;
        Ok(last.and_then(|last| usize::try_from(last).ok()).unwrap_or_default())
    }

    /// What the lines of a customer's living cart cost: quantity and unit price of each, in one look.
    pub fn cart_amounts(&mut self, customer: CustomerId) -> Result<Vec<(Quantity, Money)>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(i32, i64, Currency)> = on!(&mut *self.conn, |c| {
            let joined = cart_lines::table.inner_join(carts::table.on(carts::id.eq(cart_lines::cart_id))).select((
                cart_lines::quantity,
                cart_lines::unit_minor,
                cart_lines::currency,
            ));
            visible!(cart_lines.customer_id, scope, joined)
                .filter(cart_lines::customer_id.eq(customer))
                .filter(carts::state.eq(CartState::Active))
                .filter(carts::face.eq(CartFace::Page))
                .filter(carts::expires_at.gt(scope.now()))
                .load(c)
        })?;
        rows.into_iter().map(|(count, minor, currency)| Ok((quantity(count)?, Money::new(minor, currency)))).collect()
    }
}

impl Writer<'_> {
    /// Starts a cart; the caller has looked the customer up in the scope.
    pub fn insert_cart(
        &mut self,
        id: CartId,
        customer: CustomerId,
        by: UserId,
        expires_at: Instant,
        face: CartFace,
    ) -> Result<(), StoreError> {
        let now = self.scope.now();
        let values = (
            carts::id.eq(id),
            carts::partner_id.eq(self.scope.partner()),
            carts::customer_id.eq(customer),
            carts::created_by.eq(by),
            carts::state.eq(CartState::Active),
            carts::purchase_order.eq(""),
            carts::created_at.eq(now),
            carts::expires_at.eq(expires_at),
            carts::updated_at.eq(now),
            carts::version.eq(1),
            carts::face.eq(face),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(carts::table).values(values).execute(c))?;
        Ok(())
    }

    /// Writes a cart that was bought with nobody looking at it as a cart: that of an exchange.
    pub fn insert_bought_cart(
        &mut self,
        id: CartId,
        customer: CustomerId,
        by: UserId,
        (reseller, purchase_order): (Option<PartnerId>, &PurchaseOrderNumber),
    ) -> Result<Cart, StoreError> {
        let now = self.scope.now();
        let values = (
            carts::id.eq(id),
            carts::partner_id.eq(self.scope.partner()),
            carts::customer_id.eq(customer),
            carts::created_by.eq(by),
            carts::state.eq(CartState::Ordered),
            carts::reseller_id.eq(reseller),
            carts::purchase_order.eq(purchase_order.as_str()),
            carts::created_at.eq(now),
            carts::expires_at.eq(now.plus_seconds(1)),
            carts::updated_at.eq(now),
            carts::version.eq(1),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(carts::table).values(values).execute(c))?;
        self.cart(customer, id)
    }

    /// Ends an active cart; stale when somebody ended it before.
    pub fn end_cart(&mut self, cart: CartId, state: CartState) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let changed = on!(&mut *self.conn, |c| diesel::update(carts::table.find(cart))
            .filter(carts::partner_id.eq(partner))
            .filter(carts::state.eq(CartState::Active))
            .set((carts::state.eq(state), carts::updated_at.eq(now), carts::version.eq(carts::version + 1)))
            .execute(c))?;
        if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// Keeps what the request called itself that buys the cart.
    pub fn name_cart_request(&mut self, cart: CartId, key: &str) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        on!(&mut *self.conn, |c| diesel::update(carts::table.find(cart))
            .filter(carts::partner_id.eq(partner))
            .set(carts::request_key.eq(key))
            .execute(c))?;
        Ok(())
    }

    /// Keeps what is said about the whole cart.
    pub fn update_cart(
        &mut self,
        cart: CartId,
        reseller: Option<PartnerId>,
        purchase_order: &PurchaseOrderNumber,
    ) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        on!(&mut *self.conn, |c| diesel::update(carts::table.find(cart))
            .filter(carts::partner_id.eq(partner))
            .set((
                carts::reseller_id.eq(reseller),
                carts::purchase_order.eq(purchase_order.as_str()),
                carts::updated_at.eq(now),
                carts::version.eq(carts::version + 1)
            ))
            .execute(c))?;
        Ok(())
    }

    /// Adds a line at a position.
    pub fn insert_cart_line(&mut self, cart: &Cart, position: usize, line: &StoredLine) -> Result<(), StoreError> {
        let StoredLine { line, price_list, added_at, sku: _ } = line;
        let values = (
            (
                cart_lines::id.eq(line.id),
                cart_lines::cart_id.eq(cart.id),
                cart_lines::partner_id.eq(self.scope.partner()),
                cart_lines::customer_id.eq(cart.customer_id),
                cart_lines::position.eq(i32::try_from(position).unwrap_or(i32::MAX)),
                cart_lines::sku_id.eq(&line.sku),
                cart_lines::added_at.eq(*added_at),
            ),
            line_columns(line, *price_list),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(cart_lines::table).values(values).execute(c))?;
        Ok(())
    }

    /// Keeps what may be changed of a line.
    pub fn update_cart_line(&mut self, cart: CartId, line: &StoredLine) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        let changes = line_columns(&line.line, line.price_list);
        on!(&mut *self.conn, |c| diesel::update(cart_lines::table.find(line.line.id))
            .filter(cart_lines::partner_id.eq(partner))
            .filter(cart_lines::cart_id.eq(cart))
            .set(changes)
            .execute(c))?;
        Ok(())
    }

    /// Takes a line away.
    pub fn delete_cart_line(&mut self, cart: CartId, line: CartLineId) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        on!(&mut *self.conn, |c| diesel::delete(cart_lines::table.find(line))
            .filter(cart_lines::partner_id.eq(partner))
            .filter(cart_lines::cart_id.eq(cart))
            .execute(c))?;
        Ok(())
    }
}

type Is<Column, Value> = diesel::dsl::Eq<Column, Value>;
type LineColumns<'a> = (
    Is<cart_lines::quantity, i32>,
    Is<cart_lines::unit_minor, i64>,
    Is<cart_lines::currency, Currency>,
    Is<cart_lines::price_list_id, PriceListId>,
    Is<cart_lines::subscription_id, Option<SubscriptionId>>,
    Is<cart_lines::scope, Option<AppliedScope>>,
    Is<cart_lines::optimise, Option<Optimise>>,
    Is<cart_lines::billing_plan, BillingPlan>,
    Is<cart_lines::name, &'a str>,
);

fn line_columns(line: &CartLine, price_list: PriceListId) -> LineColumns<'_> {
    (
        cart_lines::quantity.eq(quantity_column(line.quantity)),
        cart_lines::unit_minor.eq(line.unit_price.minor()),
        cart_lines::currency.eq(line.unit_price.currency()),
        cart_lines::price_list_id.eq(price_list),
        cart_lines::subscription_id.eq(line.reservation.map(|it| it.subscription)),
        cart_lines::scope.eq(line.reservation.map(|it| it.scope)),
        cart_lines::optimise.eq(line.reservation.map(|it| it.optimise)),
        cart_lines::billing_plan.eq(line.plan),
        cart_lines::name.eq(line.name.as_str()),
    )
}

//! Load data: customers, orders and reservations in any number, the same for the same seed. Floor 1.
//! Features row 43. The rows keep to the same invariants as those that people make.

mod customers;
mod dice;
mod names;
mod orders;

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{partners, prices, products, regions, skus, user_roles, users};
use super::tenant::System;
use crate::domain::ids::{PartnerId, PriceListId, UserId};
use crate::domain::money::Money;
use crate::domain::roles::Role;
use crate::domain::term::Term;
use crate::domain::time::{Day, Instant};

/// Things of one transaction.
const CHUNK: u64 = 20_000;

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Whose it is.
    pub partner: PartnerId,
    /// How many customers.
    pub customers: u64,
    /// How many orders; none without customers.
    pub orders: u64,
    /// How many reservations; as many as orders, or more.
    pub reservations: u64,
    /// The same seed makes the same.
    pub seed: u64,
    /// Nothing is later.
    pub now: Instant,
}

/// What can be bought.
#[derive(Debug, Clone)]
struct Offer {
    sku: String,
    size: String,
    region: String,
    region_name: String,
    term: Term,
    price: Money,
    list: PriceListId,
    from: Day,
}

/// An offer as it is read: SKU, size, region and its name, term, price, list and first day.
type OfferRow = (String, Option<String>, String, String, Term, i64, PriceListId, Day);

/// What the rows are about.
struct Stage {
    load: Load,
    resellers: Vec<PartnerId>,
    is_provider: bool,
    /// Somebody who may place orders.
    buyer: Option<UserId>,
    offers: Vec<Offer>,
}

impl System<'_> {
    /// Makes the load; `progress` is told how many customers and orders were made.
    pub fn generate(&self, load: Load, progress: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
        let stage = self.stage(load)?;
        if load.orders > 0 && !stage.can_order() {
            let why = "orders need price lists in USD, somebody who may place them, and a reseller under a provider";
            return Err(StoreError::Open(why.to_owned()));
        }
        self.prepare_for_bulk()?;
        let mut done = 0;
        for start in (0..load.customers).step_by(usize::try_from(CHUNK).unwrap_or(1)) {
            let end = load.customers.min(start + CHUNK);
            self.change(|conn| customers::Batch::of(&stage, start..end).insert(conn))?;
            done += end - start;
            progress(done);
        }
        for start in (0..load.orders).step_by(usize::try_from(CHUNK).unwrap_or(1)) {
            let end = load.orders.min(start + CHUNK);
            self.change(|conn| orders::Batch::of(&stage, start..end)?.insert(conn))?;
            done += end - start;
            progress(done);
        }
        Ok(())
    }

    fn stage(&self, load: Load) -> Result<Stage, StoreError> {
        self.read(|conn| {
            let resellers: Vec<PartnerId> = on!(conn, |c| partners::table
                .filter(partners::provider_id.eq(load.partner))
                .order(partners::id)
                .select(partners::id)
                .load(c))?;
            let kind: String = on!(conn, |c| partners::table.find(load.partner).select(partners::kind).first(c))?;
            let buyer: Option<UserId> = on!(conn, |c| users::table
                .inner_join(user_roles::table.on(user_roles::user_id.eq(users::id)))
                .filter(users::partner_id.eq(load.partner))
                .filter(users::customer_id.is_null())
                .filter(user_roles::role.eq_any([Role::GlobalAdmin, Role::AdminAgent, Role::SalesAgent]))
                .order(users::id)
                .select(users::id)
                .first(c)
                .optional())?;
            let rows: Vec<OfferRow> = on!(conn, |c| {
                prices::table
                    .inner_join(skus::table.on(skus::id.eq(prices::sku_id)))
                    .inner_join(products::table.on(products::id.eq(skus::product_id)))
                    .inner_join(regions::table.on(regions::name.eq(skus::region)))
                    .filter(prices::currency.eq("USD"))
                    .filter(prices::segment.eq(""))
                    .filter(prices::valid_to.is_null())
                    .order(skus::id)
                    .select((
                        skus::id,
                        products::size,
                        skus::region,
                        regions::display_name,
                        skus::term,
                        prices::total_minor,
                        prices::price_list_id,
                        prices::valid_from,
                    ))
                    .load(c)
            })?;
            let offers = rows.into_iter().filter_map(|(sku, size, region, region_name, term, minor, list, from)| {
                let price = Money::new(minor, "USD".parse().ok()?);
                Some(Offer { sku, size: size?, region, region_name, term, price, list, from })
            });
            let is_provider = kind == "indirect_provider";
            Ok(Stage { load, resellers, is_provider, buyer, offers: offers.collect() })
        })
    }
}

impl Stage {
    fn can_order(&self) -> bool {
        let has_reseller = !self.is_provider || !self.resellers.is_empty();
        self.load.customers > 0 && self.buyer.is_some() && !self.offers.is_empty() && has_reseller
    }
}

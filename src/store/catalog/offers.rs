//! The price in force of SKUs, for carts and orders. Floor 1. Rules R-BUY-1, S-32, 6.3.

use std::collections::HashMap;

use diesel::dsl::{exists, select};
use diesel::prelude::*;

use crate::domain::catalog::VM_RESERVATIONS;
use crate::domain::customers::Segment;
use crate::domain::ids::PriceListId;
use crate::domain::money::{Currency, Money};
use crate::domain::software::SOFTWARE;
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::store::carts::SkuName;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{prices, products, regions, sizes, skus};
use crate::store::tenant::Reader;

/// A SKU that is sold on a day, with its price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// `PRODUCTID:XXXXXXXX`.
    pub sku_id: String,
    /// The product.
    pub product_id: String,
    /// The family of the product, such as `vm_reservations`.
    pub family: String,
    /// What it is, with the vendor's name of it (R-BUY-1).
    pub name: SkuName,
    /// How long.
    pub term: Term,
    /// For one, for the whole term.
    pub unit: Money,
    /// The list that the price stands in.
    pub price_list_id: PriceListId,
    /// The fewest that are sold at once.
    pub min_quantity: u32,
    /// The most.
    pub max_quantity: u32,
}

impl Offer {
    /// Whether it is software, and so tied to no subscription.
    pub fn is_software(&self) -> bool {
        self.family == SOFTWARE
    }
}

#[derive(Queryable)]
struct Row {
    sku: (String, String, String, Term, i32, i32),
    family: String,
    size: Option<String>,
    region_name: Option<String>,
    product: String,
    segment: String,
    total_minor: i64,
    price_list_id: PriceListId,
}

impl Row {
    fn offer(self, currency: Currency) -> Offer {
        let (sku_id, product_id, region, term, min_quantity, max_quantity) = self.sku;
        Offer {
            name: SkuName::of(&self.product, self.size, (region, self.region_name), term),
            sku_id,
            product_id,
            family: self.family,
            term,
            unit: Money::new(self.total_minor, currency),
            price_list_id: self.price_list_id,
            min_quantity: u32::try_from(min_quantity).unwrap_or_default(),
            max_quantity: u32::try_from(max_quantity).unwrap_or_default(),
        }
    }
}

impl Reader<'_> {
    /// One SKU at its price of the day; none when it is not sold in this currency.
    pub fn offer(
        &mut self,
        sku: &str,
        currency: Currency,
        segment: Segment,
        day: Day,
    ) -> Result<Option<Offer>, StoreError> {
        Ok(self.offers(&[sku.to_owned()], currency, segment, day)?.remove(sku))
    }

    /// Whether there is a region of that name, or reservations are sold in one, whatever the case of the name.
    pub fn is_region(&mut self, name: &str) -> Result<bool, StoreError> {
        let name = name.to_lowercase();
        let is_there: bool = on!(&mut *self.conn, |c| {
            let known = regions::table.find(&name).select(regions::name);
            let sold = skus::table.filter(skus::region.eq(&name)).select(skus::id);
            select(exists(known).or(exists(sold))).get_result(c)
        })?;
        // Software is sold in no region, which is an empty one.
        Ok(is_there && !name.is_empty())
    }

    /// The VM reservation of a size in a region for a term, whatever the case of the names.
    pub fn offer_of_size(
        &mut self,
        (size, region, term): (&str, &str, Term),
        currency: Currency,
        segment: Segment,
        day: Day,
    ) -> Result<Option<Offer>, StoreError> {
        let known: Vec<String> = on!(&mut *self.conn, |c| sizes::table.select(sizes::name).load(c))?;
        let Some(size) = known.into_iter().find(|name| name.eq_ignore_ascii_case(size)) else { return Ok(None) };
        let found: Vec<String> = on!(&mut *self.conn, |c| skus::table
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .filter(products::family.eq(VM_RESERVATIONS))
            .filter(products::size.eq(&size))
            .filter(skus::region.eq(region.to_lowercase()))
            .filter(skus::term.eq(term))
            .select(skus::id)
            .load(c))?;
        Ok(self.offers(&found, currency, segment, day)?.into_values().next())
    }

    /// SKUs at their prices of the day, by id, in one query; those not sold in this currency are left
    /// out. A price for the segment goes before one for every segment.
    pub fn offers(
        &mut self,
        wanted: &[String],
        currency: Currency,
        segment: Segment,
        day: Day,
    ) -> Result<HashMap<String, Offer>, StoreError> {
        let segments = [String::new(), segment.to_string()];
        let rows: Vec<Row> = on!(&mut *self.conn, |c| prices::table
            .inner_join(skus::table.on(skus::id.eq(prices::sku_id)))
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .left_join(regions::table.on(regions::name.eq(skus::region)))
            .filter(prices::sku_id.eq_any(wanted))
            .filter(prices::currency.eq(currency))
            .filter(prices::segment.eq_any(&segments))
            .filter(prices::valid_from.le(day))
            .filter(prices::valid_to.is_null().or(prices::valid_to.gt(day)))
            .select((
                (skus::id, skus::product_id, skus::region, skus::term, skus::min_quantity, skus::max_quantity),
                products::family,
                products::size,
                regions::display_name.nullable(),
                products::title,
                prices::segment,
                prices::total_minor,
                prices::price_list_id,
            ))
            .load(c))?;
        let mut offers: HashMap<String, Offer> = HashMap::new();
        for row in rows {
            let is_own = !row.segment.is_empty();
            let offer = row.offer(currency);
            if is_own || !offers.contains_key(&offer.sku_id) {
                offers.insert(offer.sku_id.clone(), offer);
            }
        }
        Ok(offers)
    }
}

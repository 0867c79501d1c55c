//! Price lists and dated prices. Floor 1. Domain 6.3, features row 12.

use std::collections::HashMap;

use diesel::prelude::*;

use super::catalog::BATCH;
use super::conn::on;
use super::error::StoreError;
use super::schema::{price_lists, prices};
use super::tenant::{Reader, Writer};
use crate::domain::customers::Segment;
use crate::domain::ids::PriceListId;
use crate::domain::money::{Currency, Money};
use crate::domain::time::{Day, Instant};

/// A version of prices that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = price_lists)]
pub struct PriceList {
    /// The id that carts and orders keep.
    pub id: PriceListId,
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// SHA-256 of the file.
    pub content_hash: Vec<u8>,
    /// First day of its prices, where rows do not say their own.
    pub effective_on: Day,
    /// When it was imported.
    pub imported_at: Instant,
    /// Rows that were new or changed a price.
    pub row_count: i32,
}

/// What a price is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PriceKey {
    /// The SKU.
    pub sku: String,
    /// The currency.
    pub currency: Currency,
    /// '' is every segment.
    pub segment: String,
}

/// A price and the days it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedPrice {
    /// First day.
    pub valid_from: Day,
    /// First day on which it no longer counts.
    pub valid_to: Option<Day>,
    /// For the whole term.
    pub total: Money,
}

/// A price to be written.
#[derive(Debug, Clone)]
pub struct NewPrice {
    /// Of what.
    pub key: PriceKey,
    /// How much, and when.
    pub price: DatedPrice,
    /// The vendor's meter.
    pub meter_id: Option<String>,
}

impl Reader<'_> {
    /// All versions, the newest import first.
    pub fn price_lists(&mut self) -> Result<Vec<PriceList>, StoreError> {
        Ok(on!(&mut *self.conn, |c| price_lists::table
            .select(PriceList::as_select())
            .order((price_lists::imported_at.desc(), price_lists::id.desc()))
            .load(c))?)
    }

    /// The version that was made from a file with this hash.
    pub fn price_list_by_hash(&mut self, hash: &[u8]) -> Result<Option<PriceList>, StoreError> {
        Ok(on!(&mut *self.conn, |c| price_lists::table
            .filter(price_lists::content_hash.eq(hash))
            .select(PriceList::as_select())
            .first(c)
            .optional())?)
    }

    /// The currencies that there are prices in, by code.
    pub fn price_currencies(&mut self) -> Result<Vec<Currency>, StoreError> {
        Ok(on!(&mut *self.conn, |c| prices::table.select(prices::currency).distinct().order(prices::currency).load(c))?)
    }

    /// Whether anything has a price in a currency for a segment on a day.
    pub fn has_prices(&mut self, currency: Currency, segment: Segment, day: Day) -> Result<bool, StoreError> {
        let segments = [String::new(), segment.to_string()];
        Ok(on!(&mut *self.conn, |c| diesel::select(diesel::dsl::exists(
            prices::table
                .filter(prices::currency.eq(currency))
                .filter(prices::segment.eq_any(&segments))
                .filter(prices::valid_from.le(day))
                .filter(prices::valid_to.is_null().or(prices::valid_to.gt(day)))
        ))
        .get_result(c))?)
    }

    /// Every price that counts on `from` or later, by what it is of, in the order of days.
    pub fn prices_since(&mut self, from: Day) -> Result<HashMap<PriceKey, Vec<DatedPrice>>, StoreError> {
        let rows: Vec<(String, Currency, String, Day, Option<Day>, i64)> = on!(&mut *self.conn, |c| prices::table
            .filter(prices::valid_to.is_null().or(prices::valid_to.gt(from)))
            .select((
                prices::sku_id,
                prices::currency,
                prices::segment,
                prices::valid_from,
                prices::valid_to,
                prices::total_minor,
            ))
            .order(prices::valid_from)
            .load(c))?;
        let mut found: HashMap<PriceKey, Vec<DatedPrice>> = HashMap::new();
        for (sku, currency, segment, valid_from, valid_to, minor) in rows {
            let price = DatedPrice { valid_from, valid_to, total: Money::new(minor, currency) };
            found.entry(PriceKey { sku, currency, segment }).or_default().push(price);
        }
        Ok(found)
    }
}

impl Writer<'_> {
    /// Adds a version.
    pub fn insert_price_list(&mut self, list: &PriceList) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::insert_into(price_lists::table).values(list).execute(c))?;
        Ok(())
    }

    /// Adds prices of a version.
    pub fn insert_prices(&mut self, list: PriceListId, rows: &[NewPrice]) -> Result<(), StoreError> {
        for batch in rows.chunks(BATCH) {
            let values = |row: &NewPrice| {
                (
                    prices::sku_id.eq(row.key.sku.clone()),
                    prices::currency.eq(row.key.currency),
                    prices::segment.eq(row.key.segment.clone()),
                    prices::valid_from.eq(row.price.valid_from),
                    prices::valid_to.eq(row.price.valid_to),
                    prices::total_minor.eq(row.price.total.minor()),
                    prices::meter_id.eq(row.meter_id.clone()),
                    prices::price_list_id.eq(list),
                )
            };
            let batch: Vec<_> = batch.iter().map(values).collect();
            on!(&mut *self.conn, |c| diesel::insert_into(prices::table).values(&batch).execute(c))?;
        }
        Ok(())
    }

    /// Ends the price that started on `valid_from`: `valid_to` is the first day it no longer counts.
    pub fn end_price(&mut self, key: &PriceKey, valid_from: Day, valid_to: Day) -> Result<(), StoreError> {
        let id = (&key.sku, key.currency, &key.segment, valid_from);
        on!(&mut *self.conn, |c| diesel::update(prices::table.find(id)).set(prices::valid_to.eq(valid_to)).execute(c))?;
        Ok(())
    }

    /// Puts another price in the place of one that starts on the same day. What was bought at the old
    /// one keeps it: lines hold their own price.
    pub fn correct_price(&mut self, list: PriceListId, row: &NewPrice) -> Result<(), StoreError> {
        let id = (&row.key.sku, row.key.currency, &row.key.segment, row.price.valid_from);
        let values = (
            prices::total_minor.eq(row.price.total.minor()),
            prices::meter_id.eq(&row.meter_id),
            prices::price_list_id.eq(list),
        );
        on!(&mut *self.conn, |c| diesel::update(prices::table.find(id)).set(values).execute(c))?;
        Ok(())
    }
}

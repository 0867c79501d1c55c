//! Writing reference data and SKUs, a thousand rows a statement. Floor 1.

use std::collections::HashSet;

use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::money::Currency;
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::store::columns::DecimalText;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{payg_prices, products, regions, sizes, skus};
use crate::store::tenant::{Reader, Writer};

/// Rows of one INSERT: at most 9 columns each, within the 32,766 values SQLite takes.
pub(in crate::store) const BATCH: usize = 1_000;

/// A size to be known.
#[derive(Debug, Clone)]
pub struct NewSize {
    /// `Standard_D4s_v3`.
    pub name: String,
    /// `D4s v3`.
    pub display_name: String,
    /// `Dsv3-series`.
    pub series: String,
    /// `generalpurpose`.
    pub category: String,
    /// vCPUs.
    pub vcpus: u32,
    /// Memory in MiB.
    pub memory_mib: u32,
    /// Group and units of it.
    pub flexibility: Option<(String, Decimal)>,
}

/// A region to be known.
#[derive(Debug, Clone)]
pub struct NewRegion {
    /// `westus`.
    pub name: String,
    /// `West US`.
    pub display_name: String,
    /// `United States`.
    pub geography: String,
}

/// A pay-as-you-go price to be known.
#[derive(Debug, Clone)]
pub struct NewPayg {
    /// `westus`.
    pub region: String,
    /// `Standard_D4s_v3`.
    pub size: String,
    /// Currency of the rate.
    pub currency: Currency,
    /// Per hour.
    pub rate: Decimal,
    /// How sure it is.
    pub quality: &'static str,
    /// Day it was read.
    pub snapshot_on: Day,
}

/// A product to be sold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewProduct {
    /// The id.
    pub id: String,
    /// The family.
    pub family: &'static str,
    /// The size it is a reservation of.
    pub size: String,
    /// Its name.
    pub title: String,
}

/// A SKU to be sold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewSku {
    /// The id.
    pub id: String,
    /// The product.
    pub product: String,
    /// Where.
    pub region: String,
    /// How long.
    pub term: Term,
}

/// What the vendor's API calls the bounds and needs of a reservation (S-32, R-BUY-2).
const MIN_QUANTITY: i32 = 1;
const MAX_QUANTITY: i32 = 999_999_999;
const PREREQUISITES: &str = "AzureSubscriptionRegistration";

impl Reader<'_> {
    /// The ids of all products.
    pub fn product_ids(&mut self) -> Result<HashSet<String>, StoreError> {
        Ok(on!(&mut *self.conn, |c| products::table.select(products::id).load(c))?.into_iter().collect())
    }

    /// The ids of the products of a family.
    pub fn product_ids_of(&mut self, family: &str) -> Result<Vec<String>, StoreError> {
        Ok(on!(&mut *self.conn, |c| products::table.filter(products::family.eq(family)).select(products::id).load(c))?)
    }

    /// The ids of all SKUs.
    pub fn sku_ids(&mut self) -> Result<HashSet<String>, StoreError> {
        Ok(on!(&mut *self.conn, |c| skus::table.select(skus::id).load(c))?.into_iter().collect())
    }
}

impl Writer<'_> {
    /// Replaces all sizes.
    pub fn replace_sizes(&mut self, rows: &[NewSize]) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::delete(sizes::table).execute(c))?;
        for batch in rows.chunks(BATCH) {
            let values = |row: &NewSize| {
                let (group, ratio) = row.flexibility.clone().unzip();
                (
                    sizes::name.eq(row.name.clone()),
                    sizes::display_name.eq(row.display_name.clone()),
                    sizes::series.eq(row.series.clone()),
                    sizes::category.eq(row.category.clone()),
                    sizes::vcpus.eq(column(row.vcpus)),
                    sizes::memory_mib.eq(column(row.memory_mib)),
                    sizes::flexibility_group.eq(group),
                    sizes::flexibility_ratio.eq(ratio.map(DecimalText)),
                )
            };
            let batch: Vec<_> = batch.iter().map(values).collect();
            on!(&mut *self.conn, |c| diesel::insert_into(sizes::table).values(&batch).execute(c))?;
        }
        Ok(())
    }

    /// Replaces all regions.
    pub fn replace_regions(&mut self, rows: &[NewRegion]) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::delete(regions::table).execute(c))?;
        let values = |row: &NewRegion| {
            (
                regions::name.eq(row.name.clone()),
                regions::display_name.eq(row.display_name.clone()),
                regions::geography.eq(row.geography.clone()),
            )
        };
        let batch: Vec<_> = rows.iter().map(values).collect();
        on!(&mut *self.conn, |c| diesel::insert_into(regions::table).values(&batch).execute(c))?;
        Ok(())
    }

    /// Replaces all pay-as-you-go prices.
    pub fn replace_payg(&mut self, rows: &[NewPayg]) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::delete(payg_prices::table).execute(c))?;
        for batch in rows.chunks(BATCH) {
            let values = |row: &NewPayg| {
                (
                    payg_prices::region.eq(row.region.clone()),
                    payg_prices::size.eq(row.size.clone()),
                    payg_prices::currency.eq(row.currency),
                    payg_prices::rate.eq(DecimalText(row.rate)),
                    payg_prices::quality.eq(row.quality),
                    payg_prices::snapshot_on.eq(row.snapshot_on),
                )
            };
            let batch: Vec<_> = batch.iter().map(values).collect();
            on!(&mut *self.conn, |c| diesel::insert_into(payg_prices::table).values(&batch).execute(c))?;
        }
        Ok(())
    }

    /// Adds products that are new.
    pub fn insert_products(&mut self, rows: &[NewProduct]) -> Result<(), StoreError> {
        for batch in rows.chunks(BATCH) {
            let values = |row: &NewProduct| {
                (
                    products::id.eq(row.id.clone()),
                    products::family.eq(row.family),
                    products::size.eq(Some(row.size.clone())),
                    products::title.eq(row.title.clone()),
                )
            };
            let batch: Vec<_> = batch.iter().map(values).collect();
            on!(&mut *self.conn, |c| diesel::insert_into(products::table).values(&batch).execute(c))?;
        }
        Ok(())
    }

    /// Adds SKUs that are new.
    pub fn insert_skus(&mut self, rows: &[NewSku]) -> Result<(), StoreError> {
        for batch in rows.chunks(BATCH) {
            let values = |row: &NewSku| {
                (
                    skus::id.eq(row.id.clone()),
                    skus::product_id.eq(row.product.clone()),
                    skus::region.eq(row.region.clone()),
                    skus::term.eq(row.term),
                    skus::min_quantity.eq(MIN_QUANTITY),
                    skus::max_quantity.eq(MAX_QUANTITY),
                    skus::prerequisites.eq(if row.region.is_empty() { "" } else { PREREQUISITES }),
                )
            };
            let batch: Vec<_> = batch.iter().map(values).collect();
            on!(&mut *self.conn, |c| diesel::insert_into(skus::table).values(&batch).execute(c))?;
        }
        Ok(())
    }
}

/// Counts are far below what the column holds.
fn column(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

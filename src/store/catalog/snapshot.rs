//! Everything the catalogue shows for a currency, a segment and a day, in one query. Floor 1.
//! Features row 7; performance 0.2.

use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::customers::Segment;
use crate::domain::ids::PriceListId;
use crate::domain::money::Currency;
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::store::columns::DecimalText;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{payg_prices, prices, products, regions, sizes, skus};
use crate::store::tenant::Reader;

/// A price in force, as the catalogue keeps it. Names of sizes and regions are looked up apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotRow {
    /// The SKU.
    pub sku: String,
    /// `Standard_D4s_v3`.
    pub size: String,
    /// `westus`.
    pub region: String,
    /// How long.
    pub term: Term,
    /// '' is every segment.
    pub segment: String,
    /// For the whole term, in minor units.
    pub total_minor: i64,
    /// The list that the price stands in.
    pub price_list: PriceListId,
    /// Day from which the price counts.
    pub valid_from: Day,
    /// Pay-as-you-go for an hour, where it is known.
    pub payg: Option<PaygRow>,
}

/// A pay-as-you-go price, as the catalogue keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaygRow {
    /// For an hour.
    pub rate: Decimal,
    /// How sure it is.
    pub quality: String,
    /// Day it was read.
    pub read_on: Day,
}

type Price = (Term, String, i64, PriceListId, Day);
type Payg = (Option<DecimalText>, Option<String>, Option<Day>);

impl SnapshotRow {
    fn of(((sku, size, region), price, payg): ((String, String, String), Price, Payg)) -> Self {
        let (term, segment, total_minor, price_list, valid_from) = price;
        let payg = match payg {
            (Some(rate), Some(quality), Some(read_on)) => Some(PaygRow { rate: rate.0, quality, read_on }),
            _ => None,
        };
        Self { sku, size, region, term, segment, total_minor, price_list, valid_from, payg }
    }
}

/// A size as the catalogue knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SizeRow {
    /// `Standard_D4s_v3`.
    pub name: String,
    /// `D4s v3`.
    pub display_name: String,
    /// `Dsv3-series`.
    pub series: String,
    /// What it is made for: `generalpurpose`.
    pub category: String,
    /// vCPUs.
    pub vcpus: u32,
    /// Memory in MiB.
    pub memory_mib: u32,
    /// The group in which a reservation of it is flexible, and how many units of it it takes.
    pub flexibility: Option<(String, Decimal)>,
}

type Size = ((String, String, String, String), i32, i32, Option<String>, Option<DecimalText>);

impl SizeRow {
    fn of(((name, display_name, series, category), vcpus, memory_mib, group, ratio): Size) -> Self {
        let count = |column: i32| u32::try_from(column).unwrap_or_default();
        let flexibility = group.zip(ratio).map(|(group, ratio)| (group, ratio.0));
        Self { name, display_name, series, category, vcpus: count(vcpus), memory_mib: count(memory_mib), flexibility }
    }
}

impl Reader<'_> {
    /// Every price of a family in force on a day, for the segment and for every segment.
    pub fn catalog_rows(
        &mut self,
        family: &str,
        currency: Currency,
        segment: Segment,
        day: Day,
    ) -> Result<Vec<SnapshotRow>, StoreError> {
        let segments = [String::new(), segment.to_string()];
        let rows: Vec<_> = on!(&mut *self.conn, |c| prices::table
            .inner_join(skus::table.on(skus::id.eq(prices::sku_id)))
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .left_join(
                payg_prices::table.on(payg_prices::region
                    .eq(skus::region)
                    .and(payg_prices::size.nullable().eq(products::size))
                    .and(payg_prices::currency.eq(prices::currency)))
            )
            .filter(products::family.eq(family))
            .filter(prices::currency.eq(currency))
            .filter(prices::segment.eq_any(&segments))
            .filter(prices::valid_from.le(day))
            .filter(prices::valid_to.is_null().or(prices::valid_to.gt(day)))
            .select((
                (skus::id, products::size.assume_not_null(), skus::region),
                (skus::term, prices::segment, prices::total_minor, prices::price_list_id, prices::valid_from),
                (payg_prices::rate.nullable(), payg_prices::quality.nullable(), payg_prices::snapshot_on.nullable()),
            ))
            .load(c))?;
        Ok(rows.into_iter().map(SnapshotRow::of).collect())
    }

    /// Every size.
    pub fn sizes(&mut self) -> Result<Vec<SizeRow>, StoreError> {
        let rows: Vec<_> = on!(&mut *self.conn, |c| sizes::table
            .select((
                (sizes::name, sizes::display_name, sizes::series, sizes::category),
                sizes::vcpus,
                sizes::memory_mib,
                sizes::flexibility_group,
                sizes::flexibility_ratio,
            ))
            .load(c))?;
        Ok(rows.into_iter().map(SizeRow::of).collect())
    }

    /// Code, name and geography of every region.
    pub fn regions(&mut self) -> Result<Vec<(String, String, String)>, StoreError> {
        Ok(on!(&mut *self.conn, |c| regions::table
            .select((regions::name, regions::display_name, regions::geography))
            .load(c))?)
    }
}

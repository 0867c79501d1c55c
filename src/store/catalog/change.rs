//! The next day on which prices change. Floor 1. Features row 12.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::domain::customers::Segment;
use crate::domain::money::Currency;
use crate::domain::time::Day;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{prices, products, skus};
use crate::store::tenant::Reader;

/// What happens to prices on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceChange {
    /// The first day of the new prices.
    pub on: Day,
    /// Prices that another one replaces.
    pub changed: usize,
    /// Prices that end without another.
    pub ended: usize,
    /// Prices of what is not sold before.
    pub started: usize,
}

impl Reader<'_> {
    /// The first day after `day`, up to and with `until`, on which prices of a family start or end.
    pub fn next_price_change(
        &mut self,
        family: &str,
        currency: Currency,
        segment: Segment,
        day: Day,
        until: Day,
    ) -> Result<Option<PriceChange>, StoreError> {
        let segments = [String::new(), segment.to_string()];
        let rows: Vec<(String, String, Day, Option<Day>)> = on!(&mut *self.conn, |c| prices::table
            .inner_join(skus::table.on(skus::id.eq(prices::sku_id)))
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .filter(products::family.eq(family))
            .filter(prices::currency.eq(currency))
            .filter(prices::segment.eq_any(&segments))
            .filter(
                prices::valid_from.gt(day).and(prices::valid_from.le(until)).or(prices::valid_to
                    .is_not_null()
                    .and(prices::valid_to.assume_not_null().gt(day).and(prices::valid_to.assume_not_null().le(until))))
            )
            .select((prices::sku_id, prices::segment, prices::valid_from, prices::valid_to))
            .load(c))?;
        let days = rows.iter().flat_map(|(_, _, from, to)| [Some(*from), *to]).flatten();
        let Some(on) = days.filter(|one| *one > day && *one <= until).min() else { return Ok(None) };
        let (mut starts, mut ends) = (BTreeSet::new(), BTreeSet::new());
        for (sku, segment, from, to) in &rows {
            if *from == on {
                starts.insert((sku, segment));
            }
            if *to == Some(on) {
                ends.insert((sku, segment));
            }
        }
        let changed = starts.intersection(&ends).count();
        Ok(Some(PriceChange { on, changed, ended: ends.len() - changed, started: starts.len() - changed }))
    }
}

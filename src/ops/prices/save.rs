//! Writes rows of a price list: new SKUs, dated prices, the list itself. Floor 2.

use std::collections::BTreeSet;

use super::plan::{Step, place};
use crate::domain::catalog::{VM_RESERVATIONS, product_id, sku_id};
use crate::domain::money::Money;
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::store::catalog::{NewProduct, NewSku};
use crate::store::prices::{DatedPrice, NewPrice, PriceKey, PriceList};
use crate::store::{StoreError, Writer};

/// A price of a size, region and term that are known.
#[derive(Debug, Clone)]
pub(in crate::ops) struct Priced {
    /// `Standard_D4s_v3`, as the catalogue writes it; the product of software.
    pub(in crate::ops) size: String,
    /// `westus`; "" for software.
    pub(in crate::ops) region: String,
    /// How long.
    pub(in crate::ops) term: Term,
    /// '' is every segment.
    pub(in crate::ops) segment: String,
    /// For the whole term.
    pub(in crate::ops) total: Money,
    /// First day.
    pub(in crate::ops) from: Day,
    /// The vendor's meter.
    pub(in crate::ops) meter_id: Option<String>,
}

impl Priced {
    /// Software is sold in no region.
    const fn is_software(&self) -> bool {
        self.region.is_empty()
    }
}

/// A price that an import adds or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `Standard_D4s_v3`.
    pub size: String,
    /// `westus`.
    pub region: String,
    /// How long.
    pub term: Term,
    /// First day of the new price.
    pub from: Day,
    /// The price so far.
    pub before: Option<Money>,
    /// The new price.
    pub after: Money,
}

/// What the rows of a list do.
#[derive(Debug, Default)]
pub(in crate::ops) struct Plan {
    products: BTreeSet<(String, String)>,
    skus: Vec<NewSku>,
    inserts: Vec<NewPrice>,
    corrections: Vec<NewPrice>,
    ends: Vec<(PriceKey, Day, Day)>,
    pub(super) new: Vec<Change>,
    pub(super) changed: Vec<Change>,
    pub(super) unchanged: u64,
}

impl Plan {
    /// Compares rows with the prices there are; writes nothing.
    pub(super) fn of(w: &mut Writer<'_>, rows: Vec<Priced>) -> Result<Self, StoreError> {
        let mut plan = Self::default();
        let Some(first_day) = rows.iter().map(|row| row.from).min() else { return Ok(plan) };
        let (products, mut skus) = (w.product_ids()?, w.sku_ids()?);
        let mut dated = w.prices_since(first_day)?;
        for row in rows {
            let product = if row.is_software() { row.size.clone() } else { product_id(VM_RESERVATIONS, &row.size) };
            let sku = sku_id(&product, &row.region, row.term);
            let key = PriceKey { sku, currency: row.total.currency(), segment: row.segment.clone() };
            let step = place(dated.entry(key.clone()).or_default(), row.from, row.total);
            if skus.insert(key.sku.clone()) {
                if !products.contains(&product) {
                    plan.products.insert((product.clone(), row.size.clone()));
                }
                plan.skus.push(NewSku { id: key.sku.clone(), product, region: row.region.clone(), term: row.term });
            }
            plan.take(key, row, step);
        }
        Ok(plan)
    }

    fn take(&mut self, key: PriceKey, row: Priced, step: Step) {
        let change = |before: Option<DatedPrice>| Change {
            size: row.size.clone(),
            region: row.region.clone(),
            term: row.term,
            from: row.from,
            before: before.map(|price| price.total),
            after: row.total,
        };
        match step {
            Step::Unchanged => self.unchanged += 1,
            Step::Add(price) => {
                self.new.push(change(None));
                self.inserts.push(NewPrice { key, price, meter_id: row.meter_id });
            }
            Step::Replace { old, new } => {
                self.changed.push(change(Some(old)));
                self.ends.push((key.clone(), old.valid_from, new.valid_from));
                self.inserts.push(NewPrice { key, price: new, meter_id: row.meter_id });
            }
            Step::Correct { old, new } => {
                self.changed.push(change(Some(old)));
                self.corrections.push(NewPrice { key, price: new, meter_id: row.meter_id });
            }
        }
    }

    /// Whether nothing would be written.
    pub(super) fn is_empty(&self) -> bool {
        self.inserts.is_empty() && self.corrections.is_empty()
    }

    /// Writes the list and its rows. Prices of this list may end or be corrected by later rows of it,
    /// so that they are inserted first.
    pub(super) fn write(&self, w: &mut Writer<'_>, list: &PriceList) -> Result<(), StoreError> {
        let product = |(id, size): &(String, String)| NewProduct {
            id: id.clone(),
            family: VM_RESERVATIONS,
            size: size.clone(),
            title: format!("Reserved VM Instance, {size}"),
        };
        let products: Vec<_> = self.products.iter().map(product).collect();
        w.insert_products(&products)?;
        w.insert_skus(&self.skus)?;
        w.insert_price_list(list)?;
        w.insert_prices(list.id, &self.inserts)?;
        for price in &self.corrections {
            w.correct_price(list.id, price)?;
        }
        for (key, from, to) in &self.ends {
            w.end_price(key, *from, *to)?;
        }
        w.bump_catalog_revision()
    }

    /// Rows that are new or changed.
    pub(super) fn row_count(&self) -> i32 {
        i32::try_from(self.new.len() + self.changed.len()).unwrap_or(i32::MAX)
    }
}

/// Saves rows as a list; how many were new or changed.
pub(in crate::ops) fn save(w: &mut Writer<'_>, list: PriceList, rows: Vec<Priced>) -> Result<i32, StoreError> {
    let plan = Plan::of(w, rows)?;
    let list = PriceList { row_count: plan.row_count(), ..list };
    plan.write(w, &list)?;
    Ok(list.row_count)
}

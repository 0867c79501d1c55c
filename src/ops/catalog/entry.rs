//! A SKU on sale and the size it is of, as a snapshot keeps them. Floor 2.

use crate::domain::catalog::{Saving, ShelfOrder, catalog_key, saving};
use crate::domain::ids::PriceListId;
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::reference::PriceQuality;
use crate::store::catalog::{PaygRow, SizeRow, SnapshotRow};

/// A size that is on sale, with what it is searched by.
#[derive(Debug, Clone)]
pub(super) struct SearchedSize {
    /// What it is.
    pub(super) facts: SizeRow,
    pub(super) key: String,
    pub(super) series_key: String,
    pub(super) group_key: String,
    pub(super) order: ShelfOrder,
}

impl SearchedSize {
    pub(super) fn new(facts: SizeRow) -> Self {
        let group = facts.flexibility.as_ref().map_or("", |(group, _)| group.as_str());
        Self {
            key: catalog_key(&facts.name),
            series_key: catalog_key(&facts.series),
            group_key: catalog_key(group),
            order: ShelfOrder::of(&facts.name, &facts.category, facts.vcpus),
            facts,
        }
    }
}

/// Pay-as-you-go beside a reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payg {
    /// For an hour.
    pub hourly: UnitPrice,
    /// Whether sources agree; nothing is promised against a price that is not confirmed.
    pub is_confirmed: bool,
    /// Day it was read.
    pub read_on: Day,
}

impl Payg {
    fn new(row: &PaygRow, currency: Currency) -> Self {
        let quality = PriceQuality::ALL.into_iter().find(|quality| quality.code() == row.quality);
        Self {
            hourly: UnitPrice::new(row.rate, currency),
            is_confirmed: quality.is_some_and(PriceQuality::is_usable_for_saving),
            read_on: row.read_on,
        }
    }
}

/// A SKU on sale.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub sku: String,
    /// Which of the snapshot's sizes.
    pub(super) size: usize,
    /// Which of the snapshot's regions.
    pub(super) region: usize,
    /// How long.
    pub term: Term,
    /// For one, for the whole term.
    pub unit: Money,
    /// The list that the price stands in.
    pub price_list: PriceListId,
    /// First day of the price.
    pub priced_on: Day,
    /// The same machine by the hour, where it is known.
    pub payg: Option<Payg>,
    /// What is saved; none where the hourly price is unknown or not confirmed.
    pub saving: Option<Saving>,
}

impl Entry {
    pub(super) fn new(row: SnapshotRow, size: usize, region: usize, currency: Currency) -> Self {
        let unit = Money::new(row.total_minor, currency);
        let payg = row.payg.map(|payg| Payg::new(&payg, currency));
        let trusted = payg.filter(|payg| payg.is_confirmed);
        Self {
            sku: row.sku,
            size,
            region,
            term: row.term,
            unit,
            price_list: row.price_list,
            priced_on: row.valid_from,
            payg,
            saving: trusted.and_then(|payg| saving(unit, payg.hourly, row.term)),
        }
    }
}

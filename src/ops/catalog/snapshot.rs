//! Every price of a currency and segment on a day, ready to be looked at. Floor 2.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::domain::catalog::{RegionNames, Saving, catalog_key, saving};
use crate::domain::ids::PriceListId;
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::reference::PriceQuality;
use crate::store::catalog::{PaygRow, SizeRow, SnapshotRow};

/// What a snapshot is made of.
#[derive(Debug, Clone)]
pub struct Parts {
    /// Prices in force, for the segment and for every segment.
    pub rows: Vec<SnapshotRow>,
    /// Every size.
    pub sizes: Vec<SizeRow>,
    /// Code, name and geography of every region.
    pub regions: Vec<(String, String, String)>,
    /// Names by which people look for regions.
    pub names: RegionNames,
}

/// A size that is on sale, with what it is searched by.
#[derive(Debug, Clone)]
pub(super) struct SearchedSize {
    /// What it is.
    pub(super) facts: SizeRow,
    pub(super) key: String,
    pub(super) series_key: String,
    pub(super) group_key: String,
    pub(super) order: (String, u32, String),
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

/// Every SKU of a currency and segment on a day.
#[derive(Debug)]
pub struct Snapshot {
    /// The currency.
    pub currency: Currency,
    /// Names by which people look for regions.
    pub names: RegionNames,
    pub(super) entries: Vec<Entry>,
    pub(super) sizes: Vec<SearchedSize>,
    pub(super) regions: Vec<(String, String)>,
    by_size: HashMap<String, Vec<usize>>,
    all_sizes: Vec<SizeRow>,
}

impl Snapshot {
    /// Puts prices, sizes and regions together. A price of the segment goes before one of every segment;
    /// prices of sizes or regions that are not known are left out.
    pub fn new(currency: Currency, parts: Parts) -> Self {
        let known: HashMap<String, SizeRow> =
            parts.sizes.iter().map(|size| (size.name.clone(), size.clone())).collect();
        let regions: Vec<(String, String)> = parts.regions.into_iter().map(|(code, name, _)| (code, name)).collect();
        let places: HashMap<&str, usize> =
            regions.iter().enumerate().map(|(at, (code, _))| (code.as_str(), at)).collect();
        let mut rows: HashMap<String, SnapshotRow> = HashMap::with_capacity(parts.rows.len());
        for row in parts.rows {
            if !row.segment.is_empty() || !rows.contains_key(&row.sku) {
                rows.insert(row.sku.clone(), row);
            }
        }
        let (mut sizes, mut size_at) = (Vec::new(), HashMap::new());
        let mut entries = Vec::with_capacity(rows.len());
        for (_, row) in rows {
            let (Some(facts), Some(region)) = (known.get(&row.size), places.get(row.region.as_str())) else { continue };
            let size = *size_at.entry(row.size.clone()).or_insert_with(|| {
                sizes.push(SearchedSize::new(facts.clone()));
                sizes.len().saturating_sub(1)
            });
            entries.push(Entry::new(row, size, *region, currency));
        }
        entries.sort_by(|one, other| {
            let order = |entry: &Entry| (sizes.get(entry.size).map(|size| &size.order), entry.region, entry.term);
            order(one).cmp(&order(other))
        });
        let mut by_size: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some(size) = sizes.get(entry.size) {
                by_size.entry(size.facts.name.clone()).or_default().push(at);
            }
        }
        Self { currency, names: parts.names, entries, sizes, regions, by_size, all_sizes: parts.sizes }
    }

    /// How many SKUs are on sale.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Every SKU, by size, region and term.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The size of a SKU.
    pub fn size(&self, entry: &Entry) -> Option<&SizeRow> {
        self.sizes.get(entry.size).map(|size| &size.facts)
    }

    /// Code and name of the region of a SKU.
    pub fn region(&self, entry: &Entry) -> (&str, &str) {
        self.regions.get(entry.region).map_or(("", ""), |(code, name)| (code, name))
    }

    /// Everything on sale of a size, by region and term.
    pub fn of_size(&self, name: &str) -> Vec<&Entry> {
        self.by_size.get(name).into_iter().flatten().filter_map(|at| self.entries.get(*at)).collect()
    }

    /// The same machine in the same region for the other term.
    pub fn other_term(&self, entry: &Entry) -> Option<&Entry> {
        let name = &self.sizes.get(entry.size)?.facts.name;
        let same = self.by_size.get(name)?.iter().filter_map(|at| self.entries.get(*at));
        same.into_iter().find(|other| other.region == entry.region && other.term != entry.term)
    }

    /// A size by its name, on sale or not.
    pub fn known_size(&self, name: &str) -> Option<&SizeRow> {
        self.all_sizes.iter().find(|size| size.name.eq_ignore_ascii_case(name))
    }

    /// The sizes that share a reservation with this one, with their units, the smallest first (R-BN-11).
    pub fn flexible_with(&self, size: &SizeRow) -> Vec<(&SizeRow, Decimal)> {
        let Some((group, _)) = &size.flexibility else { return Vec::new() };
        let mut sizes: Vec<_> = self
            .all_sizes
            .iter()
            .filter_map(|other| {
                let (its_group, ratio) = other.flexibility.as_ref()?;
                (its_group == group).then_some((other, *ratio))
            })
            .collect();
        sizes.sort_by(|one, other| (one.1, &one.0.name).cmp(&(other.1, &other.0.name)));
        sizes
    }
}

impl SearchedSize {
    fn new(facts: SizeRow) -> Self {
        let group = facts.flexibility.as_ref().map_or("", |(group, _)| group.as_str());
        Self {
            key: catalog_key(&facts.name),
            series_key: catalog_key(&facts.series),
            group_key: catalog_key(group),
            order: (facts.series.clone(), facts.vcpus, facts.name.clone()),
            facts,
        }
    }
}

impl Entry {
    fn new(row: SnapshotRow, size: usize, region: usize, currency: Currency) -> Self {
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

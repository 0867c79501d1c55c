//! Every price of a currency and segment on a day, ready to be looked at. Floor 2.

use std::cmp::Reverse;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::entry::{Entry, SearchedSize};
use super::facets::Tables;
use super::filter::Order;
use super::licence::{Licence, PackPrice};
use crate::domain::catalog::RegionNames;
use crate::domain::money::Currency;
use crate::domain::term::Term;
use crate::store::catalog::{PriceChange, SizeRow, SnapshotRow};

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
    /// The currencies in which anything is on sale, by code.
    pub currencies: Vec<Currency>,
    /// The next day on which prices change, if it is near.
    pub change: Option<PriceChange>,
    /// What a pack of the software that prices leave out costs, for each term.
    pub packs: Vec<PackPrice>,
}

/// Every SKU of a currency and segment on a day.
#[derive(Debug)]
pub struct Snapshot {
    /// The currency.
    pub currency: Currency,
    /// Names by which people look for regions.
    pub names: RegionNames,
    /// The currencies in which anything is on sale, by code.
    pub currencies: Vec<Currency>,
    /// The next day on which prices change, if it is near.
    pub change: Option<PriceChange>,
    pub(super) entries: Vec<Entry>,
    pub(super) sizes: Vec<SearchedSize>,
    /// Code and name, by code.
    pub(super) regions: Vec<(String, String)>,
    pub(super) tables: Tables,
    by_shelf: Vec<usize>,
    by_price: Vec<usize>,
    by_saving: Vec<usize>,
    by_size: HashMap<String, Vec<usize>>,
    by_sku: HashMap<String, usize>,
    all_sizes: Vec<SizeRow>,
    packs: Vec<PackPrice>,
}

impl Snapshot {
    /// Puts prices, sizes and regions together. A price of the segment goes before one of every segment;
    /// prices of sizes or regions that are not known are left out.
    pub fn new(currency: Currency, parts: Parts) -> Self {
        let mut regions: Vec<(String, String)> =
            parts.regions.into_iter().map(|(code, name, _)| (code, name)).collect();
        regions.sort();
        let (sizes, mut entries) = put_together(currency, parts.rows, &parts.sizes, &regions);
        let ranks = ranks(&sizes);
        entries.sort_by_key(|entry| (ranks.get(entry.size).copied(), entry.region, entry.term));
        let mut by_size: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some(size) = sizes.get(entry.size) {
                by_size.entry(size.facts.name.clone()).or_default().push(at);
            }
        }
        let saved = |entry: &Entry| entry.saving.map_or(Decimal::NEGATIVE_ONE, |saving| saving.percent);
        Self {
            currency,
            names: parts.names,
            currencies: parts.currencies,
            change: parts.change,
            tables: Tables::new(&sizes),
            by_shelf: (0..entries.len()).collect(),
            by_price: places_by(&entries, |entry| entry.unit.minor()),
            by_saving: places_by(&entries, |entry| Reverse(saved(entry))),
            by_sku: entries.iter().enumerate().map(|(at, entry)| (entry.sku.clone(), at)).collect(),
            by_size,
            entries,
            sizes,
            regions,
            all_sizes: parts.sizes,
            packs: parts.packs,
        }
    }

    /// How many SKUs are on sale.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Every SKU, in an order.
    pub(super) fn in_order(&self, order: Order) -> impl Iterator<Item = &Entry> {
        let places = match order {
            Order::Size => &self.by_shelf,
            Order::Price => &self.by_price,
            Order::Saving => &self.by_saving,
        };
        places.iter().filter_map(|at| self.entries.get(*at))
    }

    /// Every SKU on sale, by size.
    pub fn all(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// A SKU on sale.
    pub fn entry(&self, sku: &str) -> Option<&Entry> {
        self.entries.get(*self.by_sku.get(sku)?)
    }

    /// The size of a SKU.
    pub fn size(&self, entry: &Entry) -> Option<&SizeRow> {
        self.sizes.get(entry.size).map(|size| &size.facts)
    }

    /// Code and name of the region of a SKU.
    pub fn region(&self, entry: &Entry) -> (&str, &str) {
        self.regions.get(entry.region).map_or(("", ""), |(code, name)| (code, name))
    }

    /// Everything on sale, size by size: the id of the product, the size, its SKUs by region and term.
    pub fn products(&self) -> impl Iterator<Item = (&str, &SizeRow, Vec<&Entry>)> {
        self.sizes.iter().filter_map(|size| {
            let entries = self.of_size(&size.facts.name);
            let product = entries.first()?.sku.split(':').next()?;
            Some((product, &size.facts, entries))
        })
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

    /// The Windows Server licence that the price of a SKU leaves out, where its price is known.
    pub fn licence(&self, entry: &Entry) -> Option<Licence> {
        self.licence_of(self.size(entry)?, entry.term)
    }

    /// The Windows Server licence of a size for a term.
    pub fn licence_of(&self, size: &SizeRow, term: Term) -> Option<Licence> {
        Licence::of(&self.packs, &size.name, size.vcpus, term)
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

/// The sizes that are on sale, and every price with its size and region.
fn put_together(
    currency: Currency,
    rows: Vec<SnapshotRow>,
    all_sizes: &[SizeRow],
    regions: &[(String, String)],
) -> (Vec<SearchedSize>, Vec<Entry>) {
    let known: HashMap<&str, &SizeRow> = all_sizes.iter().map(|size| (size.name.as_str(), size)).collect();
    let places: HashMap<&str, usize> = regions.iter().enumerate().map(|(at, (code, _))| (code.as_str(), at)).collect();
    let mut chosen: HashMap<String, SnapshotRow> = HashMap::with_capacity(rows.len());
    for row in rows {
        if !row.segment.is_empty() || !chosen.contains_key(&row.sku) {
            chosen.insert(row.sku.clone(), row);
        }
    }
    let (mut sizes, mut size_at) = (Vec::new(), HashMap::new());
    let mut entries = Vec::with_capacity(chosen.len());
    for (_, row) in chosen {
        let (Some(facts), Some(region)) = (known.get(row.size.as_str()), places.get(row.region.as_str())) else {
            continue;
        };
        let size = *size_at.entry(row.size.clone()).or_insert_with(|| {
            sizes.push(SearchedSize::new((*facts).clone()));
            sizes.len().saturating_sub(1)
        });
        entries.push(Entry::new(row, size, *region, currency));
    }
    (sizes, entries)
}

/// Where each size stands among the sizes.
fn ranks(sizes: &[SearchedSize]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..sizes.len()).collect();
    places.sort_by_key(|at| sizes.get(*at).map(|size| &size.order));
    let mut ranks = vec![0; sizes.len()];
    for (rank, at) in places.into_iter().enumerate() {
        if let Some(place) = ranks.get_mut(at) {
            *place = rank;
        }
    }
    ranks
}

/// The places of entries, sorted; equal ones stay in their order.
fn places_by<K: Ord>(entries: &[Entry], key: impl Fn(&Entry) -> K) -> Vec<usize> {
    let mut places: Vec<(K, usize)> = entries.iter().enumerate().map(|(at, entry)| (key(entry), at)).collect();
    places.sort();
    places.into_iter().map(|(_, at)| at).collect()
}

//! The lists of values by which results are narrowed, and how many results each value has. Floor 2.
//! S-31; features row 7.

use std::collections::BTreeMap;

use super::entry::{Entry, SearchedSize};
use super::filter::Filter;
use super::snapshot::Snapshot;

/// A list of values to narrow by, with counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Where.
    Region,
    /// vCPUs.
    Vcpus,
    /// Memory in MiB.
    Memory,
    /// What the size is made for.
    Category,
    /// The series of the size.
    Series,
}

impl Facet {
    /// Every facet, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Region, Self::Vcpus, Self::Memory, Self::Category, Self::Series];
    /// Those that the size of a SKU decides.
    const OF_SIZES: [Self; 4] = [Self::Vcpus, Self::Memory, Self::Category, Self::Series];

    /// Its name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Vcpus => "vcpu",
            Self::Memory => "memory",
            Self::Category => "category",
            Self::Series => "series",
        }
    }

    pub(super) const fn bit(self) -> u8 {
        match self {
            Self::Region => 1,
            Self::Vcpus => 2,
            Self::Memory => 4,
            Self::Category => 8,
            Self::Series => 16,
        }
    }

    /// Its place in [`Facet::ALL`].
    const fn place(self) -> usize {
        match self {
            Self::Region => 0,
            Self::Vcpus => 1,
            Self::Memory => 2,
            Self::Category => 3,
            Self::Series => 4,
        }
    }
}

/// A value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetValue<'a> {
    /// In addresses.
    pub value: &'a str,
    /// For people, where it is no number: the region's name, the category's code, the series.
    pub label: &'a str,
    /// How many results choosing it alone would leave.
    pub count: usize,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// The values of each facet that the size decides, in their order, and which of them each size has.
#[derive(Debug, Default)]
pub(super) struct Tables {
    values: BTreeMap<Facet, Vec<String>>,
    of_size: Vec<[usize; 4]>,
}

impl Tables {
    pub(super) fn new(sizes: &[SearchedSize]) -> Self {
        let mut tables = Self { values: BTreeMap::new(), of_size: vec![[0; 4]; sizes.len()] };
        for (column, facet) in Facet::OF_SIZES.into_iter().enumerate() {
            let all: Vec<(u32, String)> = sizes.iter().map(|size| value_of(size, facet)).collect();
            let mut values = all.clone();
            values.sort();
            values.dedup();
            for (row, value) in tables.of_size.iter_mut().zip(&all) {
                if let Some(place) = row.get_mut(column) {
                    *place = values.binary_search(value).unwrap_or_default();
                }
            }
            tables.values.insert(facet, values.into_iter().map(|(_, value)| value).collect());
        }
        tables
    }

    /// Which facets of each size the choices do not allow, as bits.
    pub(super) fn missed_by_sizes(&self, filter: &Filter) -> Vec<u8> {
        let allowed = Facet::OF_SIZES.map(|facet| {
            let values = self.values.get(&facet).map_or(&[][..], Vec::as_slice);
            let bits = values.iter().map(|value| misses(filter, facet, value));
            bits.collect::<Vec<u8>>()
        });
        let missed = |row: &[usize; 4]| {
            let bits = allowed.iter().zip(row).filter_map(|(bits, place)| bits.get(*place));
            bits.fold(0, |missed, bit| missed | bit)
        };
        self.of_size.iter().map(missed).collect()
    }
}

/// The bit of the facet when its choices do not allow the value.
pub(super) fn misses(filter: &Filter, facet: Facet, value: &str) -> u8 {
    let chosen = filter.chosen.get(&facet).map_or(&[][..], Vec::as_slice);
    if chosen.is_empty() || chosen.iter().any(|one| one == value) { 0 } else { facet.bit() }
}

/// The value of a size in a facet, after the number by which values are sorted.
fn value_of(size: &SearchedSize, facet: Facet) -> (u32, String) {
    match facet {
        Facet::Vcpus => (size.facts.vcpus, size.facts.vcpus.to_string()),
        Facet::Memory => (size.facts.memory_mib, size.facts.memory_mib.to_string()),
        Facet::Category => (0, size.facts.category.clone()),
        Facet::Series => (0, size.facts.series.clone()),
        Facet::Region => (0, String::new()),
    }
}

/// Where results stand that miss nothing; those that miss one facet stand at its place in [`Facet::ALL`].
const NOTHING: usize = 5;

/// How many results each size and region has, by the facet that would have to be given up for them.
pub(super) struct Counts {
    sizes: Vec<[usize; 6]>,
    regions: Vec<[usize; 6]>,
}

impl Counts {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        Self { sizes: vec![[0; 6]; snapshot.sizes.len()], regions: vec![[0; 6]; snapshot.regions.len()] }
    }

    /// One more result, which misses nothing or one facet.
    pub(super) fn add(&mut self, entry: &Entry, missed: u8) {
        let place = usize::try_from(missed.trailing_zeros()).unwrap_or(NOTHING).min(NOTHING);
        for row in [self.sizes.get_mut(entry.size), self.regions.get_mut(entry.region)].into_iter().flatten() {
            if let Some(count) = row.get_mut(place) {
                *count += 1;
            }
        }
    }

    /// Results that miss nothing, or this very facet.
    fn of(row: &[usize; 6], facet: Facet) -> usize {
        row.get(NOTHING).copied().unwrap_or_default() + row.get(facet.place()).copied().unwrap_or_default()
    }

    pub(super) fn facets<'a>(&self, snapshot: &'a Snapshot, filter: &Filter) -> BTreeMap<Facet, Vec<FacetValue<'a>>> {
        let view = |facet: Facet, value: &'a str, label: &'a str, count: usize| {
            let is_chosen = filter.chosen.get(&facet).is_some_and(|chosen| chosen.iter().any(|one| one == value));
            (!value.is_empty() && (count > 0 || is_chosen)).then_some(FacetValue { value, label, count, is_chosen })
        };
        let mut found = BTreeMap::new();
        let regions = snapshot.regions.iter().zip(&self.regions);
        let of_regions =
            regions.filter_map(|((code, name), row)| view(Facet::Region, code, name, Self::of(row, Facet::Region)));
        found.insert(Facet::Region, of_regions.collect());
        for (column, facet) in Facet::OF_SIZES.into_iter().enumerate() {
            let values = snapshot.tables.values.get(&facet).map_or(&[][..], Vec::as_slice);
            let mut counts = vec![0_usize; values.len()];
            for (row, places) in self.sizes.iter().zip(&snapshot.tables.of_size) {
                if let Some(count) = places.get(column).and_then(|place| counts.get_mut(*place)) {
                    *count += Self::of(row, facet);
                }
            }
            let values = values.iter().zip(counts).filter_map(|(value, count)| view(facet, value, value, count));
            found.insert(facet, values.collect());
        }
        found
    }
}

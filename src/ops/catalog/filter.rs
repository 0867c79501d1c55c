//! Filters, facets with counts, and free text over a snapshot: one pass over its rows. Floor 2.
//! Rules S-30, S-31; features rows 7 and 8.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::snapshot::{Entry, SearchedSize as Size, Snapshot};
use crate::domain::catalog::{CatalogQuery, TokenKind, size_matches};
use crate::domain::term::Term;

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

    const fn bit(self) -> u8 {
        match self {
            Self::Region => 1,
            Self::Vcpus => 2,
            Self::Memory => 4,
            Self::Category => 8,
            Self::Series => 16,
        }
    }
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By series and vCPUs.
    #[default]
    Size,
    /// The cheapest first.
    Price,
    /// The largest saving in percent first.
    Saving,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Size, Self::Price, Self::Saving];

    /// Its name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Price => "price",
            Self::Saving => "saving",
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The term chosen on the right; one in the text goes before it.
    pub term: Term,
    /// The free text.
    pub query: CatalogQuery,
    /// Values of facets; none of a facet is all of it.
    pub chosen: BTreeMap<Facet, Vec<String>>,
    /// The order.
    pub order: Order,
}

impl Filter {
    /// The terms that count.
    pub fn terms(&self) -> Vec<Term> {
        let asked = self.query.terms();
        if asked.is_empty() { vec![self.term] } else { asked }
    }
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// In addresses.
    pub value: String,
    /// For people, where it is no number: the region's name, the category's code, the series.
    pub label: String,
    /// How many results choosing it alone would leave.
    pub count: usize,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Why nothing was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZeroBecause {
    /// The catalogue of this currency is empty.
    NothingOnSale,
    /// The choices on the right leave nothing, whatever the text.
    Choices,
    /// This part of the text took the last result away.
    Token(String),
}

/// What was found.
#[derive(Debug)]
pub struct Found<'a> {
    /// The results, in order.
    pub entries: Vec<&'a Entry>,
    /// Values of each facet, with counts.
    pub facets: BTreeMap<Facet, Vec<FacetValue>>,
    /// Results of each term, whichever is chosen.
    pub terms: BTreeMap<Term, usize>,
    /// Why there are none, if so.
    pub zero: Option<ZeroBecause>,
}

/// Finds, counts and sorts.
pub fn find<'a>(snapshot: &'a Snapshot, filter: &Filter) -> Found<'a> {
    let wanted = Wanted::new(&filter.query);
    let terms = filter.terms();
    let fits = fitting_sizes(snapshot, filter, &wanted);
    let regions = fitting_regions(snapshot, filter, &wanted);
    let mut counts = Counts::new(snapshot);
    let mut entries = Vec::new();
    for entry in &snapshot.entries {
        let size = fits.get(entry.size).copied().unwrap_or(Fit::NO);
        let region = regions.get(entry.region).copied().unwrap_or(Fit::NO);
        let missed = size.missed | region.missed;
        if !size.text || !region.text || missed.count_ones() > 1 {
            continue;
        }
        if missed == 0 {
            *counts.terms.entry(entry.term).or_default() += 1;
        }
        if !terms.contains(&entry.term) {
            continue;
        }
        if missed == 0 {
            entries.push(entry);
        }
        counts.add(entry, missed);
    }
    sort(&mut entries, filter.order);
    let zero = entries.is_empty().then(|| because(snapshot, filter));
    Found { entries, facets: counts.facets(snapshot, filter), terms: counts.terms, zero }
}

/// What the words ask for: any of the sizes, all of the texts.
struct Wanted {
    regions: Vec<String>,
    vcpus: Vec<u32>,
    memory: Vec<u32>,
    sizes: Vec<String>,
    texts: Vec<String>,
}

impl Wanted {
    fn new(query: &CatalogQuery) -> Self {
        Self {
            regions: query.regions(),
            vcpus: query.vcpus(),
            memory: query.memory_mib(),
            sizes: query.sizes(),
            texts: query.texts(),
        }
    }

    fn has_size(&self, size: &Size) -> bool {
        let any = |wanted: &[u32], count: u32| wanted.is_empty() || wanted.contains(&count);
        any(&self.vcpus, size.facts.vcpus)
            && any(&self.memory, size.facts.memory_mib)
            && (self.sizes.is_empty() || self.sizes.iter().any(|key| size_matches(key, &size.key)))
            && self.texts.iter().all(|text| {
                [&size.key, &size.series_key, &size.group_key, &size.facts.category]
                    .iter()
                    .any(|key| key.contains(text.as_str()))
            })
    }
}

/// Whether the text asks for it, and which facets would have to be given up.
#[derive(Clone, Copy)]
struct Fit {
    text: bool,
    missed: u8,
}

impl Fit {
    const NO: Self = Self { text: false, missed: 0 };
}

fn fitting_sizes(snapshot: &Snapshot, filter: &Filter, wanted: &Wanted) -> Vec<Fit> {
    let fit = |size: &Size| {
        let facts = &size.facts;
        let missed = [
            (Facet::Vcpus, facts.vcpus.to_string()),
            (Facet::Memory, facts.memory_mib.to_string()),
            (Facet::Category, facts.category.clone()),
            (Facet::Series, facts.series.clone()),
        ];
        let missed = missed.iter().fold(0, |missed, (facet, value)| missed | misses(filter, *facet, value));
        Fit { text: wanted.has_size(size), missed }
    };
    snapshot.sizes.iter().map(fit).collect()
}

fn fitting_regions(snapshot: &Snapshot, filter: &Filter, wanted: &Wanted) -> Vec<Fit> {
    let fit = |(code, _): &(String, String)| Fit {
        text: wanted.regions.is_empty() || wanted.regions.contains(code),
        missed: misses(filter, Facet::Region, code),
    };
    snapshot.regions.iter().map(fit).collect()
}

fn misses(filter: &Filter, facet: Facet, value: &str) -> u8 {
    let chosen = filter.chosen.get(&facet).map_or(&[][..], Vec::as_slice);
    if chosen.is_empty() || chosen.iter().any(|one| one == value) { 0 } else { facet.bit() }
}

/// How many results each size and region has, by the facet that would have to be given up for it.
struct Counts {
    sizes: Vec<[usize; 6]>,
    regions: Vec<[usize; 6]>,
    terms: BTreeMap<Term, usize>,
}

/// Labels and counts of a facet's values, in their order.
type Values = BTreeMap<(u32, String), (String, usize)>;

/// Where results stand that miss nothing; those that miss a facet stand at its place in `Facet::ALL`.
const NOTHING: usize = 5;

impl Counts {
    fn new(snapshot: &Snapshot) -> Self {
        Self {
            sizes: vec![[0; 6]; snapshot.sizes.len()],
            regions: vec![[0; 6]; snapshot.regions.len()],
            terms: BTreeMap::new(),
        }
    }

    fn add(&mut self, entry: &Entry, missed: u8) {
        let place = Facet::ALL.iter().position(|facet| facet.bit() == missed).unwrap_or(NOTHING);
        for row in [self.sizes.get_mut(entry.size), self.regions.get_mut(entry.region)].into_iter().flatten() {
            if let Some(count) = row.get_mut(place) {
                *count += 1;
            }
        }
    }

    /// Results of a value: those that miss nothing, and those that miss this very facet.
    fn of(row: &[usize; 6], facet: Facet) -> usize {
        let place = Facet::ALL.iter().position(|other| *other == facet).unwrap_or(NOTHING);
        row.get(NOTHING).copied().unwrap_or_default() + row.get(place).copied().unwrap_or_default()
    }

    fn facets(&self, snapshot: &Snapshot, filter: &Filter) -> BTreeMap<Facet, Vec<FacetValue>> {
        let mut found: BTreeMap<Facet, Values> = BTreeMap::new();
        for facet in Facet::ALL {
            let values = found.entry(facet).or_default();
            if facet == Facet::Region {
                for ((code, name), row) in snapshot.regions.iter().zip(&self.regions) {
                    values.entry((0, code.clone())).or_insert_with(|| (name.clone(), 0)).1 += Self::of(row, facet);
                }
            } else {
                for (size, row) in snapshot.sizes.iter().zip(&self.sizes) {
                    let (order, value) = value_of(size, facet);
                    values.entry((order, value.clone())).or_insert_with(|| (value, 0)).1 += Self::of(row, facet);
                }
            }
        }
        let value = |facet: Facet, ((_, value), (label, count)): ((u32, String), (String, usize))| {
            let is_chosen = filter.chosen.get(&facet).is_some_and(|chosen| chosen.contains(&value));
            (count > 0 || is_chosen).then_some(FacetValue { value, label, count, is_chosen })
        };
        found
            .into_iter()
            .map(|(facet, values)| (facet, values.into_iter().filter_map(|one| value(facet, one)).collect()))
            .collect()
    }
}

/// The value of a size in a facet, and the number by which values are sorted.
fn value_of(size: &Size, facet: Facet) -> (u32, String) {
    match facet {
        Facet::Vcpus => (size.facts.vcpus, size.facts.vcpus.to_string()),
        Facet::Memory => (size.facts.memory_mib, size.facts.memory_mib.to_string()),
        Facet::Category => (0, size.facts.category.clone()),
        Facet::Series => (0, size.facts.series.clone()),
        Facet::Region => (0, String::new()),
    }
}

/// Entries stand by size, region and term already.
fn sort(entries: &mut [&Entry], order: Order) {
    match order {
        Order::Size => {}
        Order::Price => entries.sort_by_key(|entry| entry.unit.minor()),
        Order::Saving => {
            entries.sort_by_key(|entry| Reverse(entry.saving.map_or(Decimal::NEGATIVE_ONE, |saving| saving.percent)));
        }
    }
}

/// Without the text there is nothing either, or the first word after which nothing is left.
fn because(snapshot: &Snapshot, filter: &Filter) -> ZeroBecause {
    if snapshot.entries.is_empty() {
        return ZeroBecause::NothingOnSale;
    }
    let tokens = &filter.query.tokens;
    let is_left = |count: usize| {
        let query = CatalogQuery { tokens: tokens.iter().take(count).cloned().collect() };
        let shorter = Filter { query, ..filter.clone() };
        let (wanted, terms) = (Wanted::new(&shorter.query), shorter.terms());
        let fits = fitting_sizes(snapshot, &shorter, &wanted);
        let regions = fitting_regions(snapshot, &shorter, &wanted);
        let is_whole = |fit: Option<&Fit>| fit.is_some_and(|fit| fit.text && fit.missed == 0);
        snapshot.entries.iter().any(|entry| {
            terms.contains(&entry.term) && is_whole(fits.get(entry.size)) && is_whole(regions.get(entry.region))
        })
    };
    if !is_left(0) && !tokens.iter().any(|token| matches!(token.kind, TokenKind::Term(_))) {
        return ZeroBecause::Choices;
    }
    let killer = tokens.iter().enumerate().find(|(at, _)| !is_left(at + 1)).map(|(_, token)| token.typed.clone());
    killer.map_or(ZeroBecause::Choices, ZeroBecause::Token)
}

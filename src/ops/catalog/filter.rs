//! Filters and free text over a snapshot: one pass over its rows. Floor 2.
//! Rules S-30, S-31; features rows 7 and 8.

use std::collections::BTreeMap;

use super::entry::{Entry, SearchedSize as Size};
use super::facets::{Counts, Facet, FacetValue, misses};
use super::snapshot::Snapshot;
use crate::domain::catalog::{CatalogQuery, TokenKind, size_matches};
use crate::domain::term::Term;

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The everyday sizes of the newest version first.
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
    pub facets: BTreeMap<Facet, Vec<FacetValue<'a>>>,
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
    let mut of_terms = BTreeMap::new();
    let mut entries = Vec::new();
    for entry in snapshot.in_order(filter.order) {
        let size = fits.get(entry.size).copied().unwrap_or(Fit::NO);
        let region = regions.get(entry.region).copied().unwrap_or(Fit::NO);
        let missed = size.missed | region.missed;
        if !size.text || !region.text || missed.count_ones() > 1 {
            continue;
        }
        if missed == 0 {
            *of_terms.entry(entry.term).or_default() += 1;
        }
        if !terms.contains(&entry.term) {
            continue;
        }
        if missed == 0 {
            entries.push(entry);
        }
        counts.add(entry, missed);
    }
    let zero = entries.is_empty().then(|| because(snapshot, filter));
    Found { entries, facets: counts.facets(snapshot, filter), terms: of_terms, zero }
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
    let missed = snapshot.tables.missed_by_sizes(filter);
    let fit = |(size, missed): (&Size, u8)| Fit { text: wanted.has_size(size), missed };
    snapshot.sizes.iter().zip(missed).map(fit).collect()
}

fn fitting_regions(snapshot: &Snapshot, filter: &Filter, wanted: &Wanted) -> Vec<Fit> {
    let fit = |(code, _): &(String, String)| Fit {
        text: wanted.regions.is_empty() || wanted.regions.contains(code),
        missed: misses(filter, Facet::Region, code),
    };
    snapshot.regions.iter().map(fit).collect()
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

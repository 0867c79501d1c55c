//! What can be bought instead, from the catalogue and its price list. Floor 4. S-30, S-31, R-BL-4.

use std::collections::BTreeMap;

use super::built::Built;
use crate::domain::catalog::parse_query;
use crate::domain::term::Term;
use crate::i18n::Texts;
use crate::ops::catalog::{Entry, Facet, FacetValue, Filter, Order, Snapshot, find};
use crate::web::catalog::size_facts;

/// Results that the builder shows.
const SHOWN: usize = 12;

/// Something on sale.
pub(super) struct Item {
    pub(super) sku: String,
    pub(super) size: String,
    pub(super) region: String,
    pub(super) facts: String,
    pub(super) term: &'static str,
    pub(super) unit: String,
}

/// A region to narrow to.
pub(super) struct Region {
    pub(super) code: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

/// What was found.
pub(super) struct Shelf {
    pub(super) items: Vec<Item>,
    pub(super) count: usize,
    pub(super) regions: Vec<Region>,
    pub(super) text: String,
    pub(super) term: Term,
}

impl Shelf {
    /// What the search asks for; before one was made, the size that is returned.
    pub(super) fn new(t: Texts, snapshot: &Snapshot, built: &Built, returned: (&str, Term)) -> Self {
        let text = built.text.clone().unwrap_or_else(|| returned.0.to_owned());
        let term = built.term.parse().unwrap_or(returned.1);
        let chosen = match built.region.as_str() {
            "" => BTreeMap::new(),
            region => BTreeMap::from([(Facet::Region, vec![region.to_owned()])]),
        };
        let query = parse_query(&text, &snapshot.names);
        let found = find(snapshot, &Filter { term, query, chosen, order: Order::Size });
        let regions = found.facets.get(&Facet::Region).into_iter().flatten();
        let region = |value: &FacetValue<'_>| Region {
            code: value.value.to_owned(),
            label: format!("{} ({})", value.label, value.count),
            is_chosen: value.is_chosen,
        };
        Self {
            items: found.entries.iter().take(SHOWN).map(|entry| Item::of(t, snapshot, entry)).collect(),
            count: found.entries.len(),
            regions: regions.filter(|value| value.count > 0 || value.is_chosen).map(region).collect(),
            text,
            term,
        }
    }

    /// How many results do not show.
    pub(super) fn hidden(&self) -> usize {
        self.count.saturating_sub(self.items.len())
    }
}

impl Item {
    fn of(t: Texts, snapshot: &Snapshot, entry: &Entry) -> Self {
        let size = snapshot.size(entry);
        Self {
            sku: entry.sku.clone(),
            size: size.map(|size| size.display_name.clone()).unwrap_or_default(),
            region: snapshot.region(entry).1.to_owned(),
            facts: size.map(|size| size_facts(t, size)).unwrap_or_default(),
            term: t.term(&entry.term),
            unit: t.money(&entry.unit),
        }
    }
}

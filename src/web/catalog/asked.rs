//! What a catalogue page is asked for: all of it stands in the address. Floor 4. Rules S-30, S-31.

use std::collections::BTreeMap;

use crate::domain::catalog::{RegionNames, parse_query};
use crate::domain::customers::Segment;
use crate::domain::money::Currency;
use crate::domain::term::Term;
use crate::http::links;
use crate::ops::catalog::{Facet, Filter, Order};

/// More letters of free text are not read.
const LONGEST_TEXT: usize = 200;

/// SKUs that are compared at once.
pub(super) const MOST_COMPARED: usize = 4;

/// The last part of the address of a comparison.
const COMPARE: &str = "/compare";

/// The state of a catalogue page. What an address says wrongly counts as not said, so that kept
/// addresses go on working when a size or a region is gone.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) term: Term,
    pub(super) order: Order,
    pub(super) page: usize,
    pub(super) chosen: BTreeMap<Facet, Vec<String>>,
    pub(super) currency: Option<Currency>,
    pub(super) segment: Segment,
    /// SKUs chosen to be compared, in the order they were chosen.
    pub(super) compare: Vec<String>,
    /// Whether more were chosen than can be compared.
    pub(super) has_too_many: bool,
    path: String,
}

impl Asked {
    /// Reads path and query of a page.
    pub(super) fn read(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let fields: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let mut asked = Self {
            text: String::new(),
            term: Term::OneYear,
            order: Order::default(),
            page: 1,
            chosen: BTreeMap::new(),
            currency: None,
            segment: Segment::Commercial,
            compare: Vec::new(),
            has_too_many: false,
            path: path.to_owned(),
        };
        for (name, value) in fields {
            asked.take(&name, value);
        }
        asked
    }

    fn take(&mut self, name: &str, value: String) {
        if value.is_empty() {
            return;
        }
        match name {
            "q" => self.text = value.chars().take(LONGEST_TEXT).collect(),
            "term" => self.term = value.parse().unwrap_or(self.term),
            "sort" => self.order = Order::ALL.into_iter().find(|order| order.code() == value).unwrap_or_default(),
            "page" => self.page = value.parse().ok().filter(|page| *page > 0).unwrap_or(1),
            "compare" => self.pick(value),
            "currency" => self.currency = value.parse().ok(),
            "segment" => self.segment = value.parse().unwrap_or(self.segment),
            _ => {
                if let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.code() == name) {
                    self.chosen.entry(facet).or_default().push(value);
                }
            }
        }
    }

    fn pick(&mut self, sku: String) {
        if self.compare.contains(&sku) {
            return;
        }
        if self.compare.len() >= MOST_COMPARED {
            self.has_too_many = true;
        } else {
            self.compare.push(sku);
        }
    }

    /// Where the chosen ones are compared, without the state: a form sends that.
    pub(super) fn comparison_path(&self) -> String {
        format!("{}{COMPARE}", self.path)
    }

    /// The address of the catalogue that a query asks for, from its start.
    pub(super) fn view_address(query: &str) -> String {
        let asked = Self::read(&format!("{}?{query}", links::Catalog::PATTERN));
        Self { compare: Vec::new(), page: 1, ..asked }.address()
    }

    /// The results that a comparison was made from, with everything chosen.
    pub(super) fn results(&self) -> String {
        let path = self.path.strip_suffix(COMPARE).unwrap_or(&self.path).to_owned();
        Self { path, ..self.clone() }.address()
    }

    /// The same address with one SKU less to compare.
    pub(super) fn without_pick(&self, sku: &str) -> String {
        let compare = self.compare.iter().filter(|one| *one != sku).cloned().collect();
        Self { compare, ..self.clone() }.address()
    }

    /// The filter.
    pub(super) fn filter(&self, names: &RegionNames) -> Filter {
        Filter {
            term: self.term,
            query: parse_query(&self.text, names),
            chosen: self.chosen.clone(),
            order: self.order,
        }
    }

    /// Whether anything narrows the list, the term apart.
    pub(super) fn is_narrow(&self) -> bool {
        !self.text.is_empty() || !self.chosen.is_empty()
    }

    /// The address of the same page without what narrows it.
    pub(super) fn cleared(&self) -> String {
        Self { text: String::new(), chosen: BTreeMap::new(), page: 1, ..self.clone() }.address()
    }

    /// The address of another page of results.
    pub(super) fn on_page(&self, page: usize) -> String {
        Self { page, ..self.clone() }.address()
    }

    /// The address of the first page in another order.
    pub(super) fn in_order(&self, order: Order) -> String {
        Self { order, page: 1, ..self.clone() }.address()
    }

    /// The address without one part of the text.
    pub(super) fn without(&self, part: &str) -> String {
        let text = self.text.replacen(part, "", 1).split_whitespace().collect::<Vec<_>>().join(" ");
        Self { text, page: 1, ..self.clone() }.address()
    }

    fn address(&self) -> String {
        let mut fields: Vec<(&str, String)> = vec![("term", self.term.code().to_owned())];
        if !self.text.is_empty() {
            fields.push(("q", self.text.clone()));
        }
        for (facet, values) in &self.chosen {
            fields.extend(values.iter().map(|value| (facet.code(), value.clone())));
        }
        if self.order != Order::default() {
            fields.push(("sort", self.order.code().to_owned()));
        }
        if let Some(currency) = self.currency {
            fields.push(("currency", currency.to_string()));
            fields.push(("segment", self.segment.to_string()));
        }
        fields.extend(self.compare.iter().map(|sku| ("compare", sku.clone())));
        if self.page > 1 {
            fields.push(("page", self.page.to_string()));
        }
        format!("{}?{}", self.path, serde_urlencoded::to_string(fields).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_state_stands_in_the_address() {
        let address = "/catalog?term=P3Y&q=d4s+v3&region=westus&region=eastus&vcpu=4&sort=saving&page=2";
        let asked = Asked::read(address);
        assert_eq!(asked.term, Term::ThreeYears);
        assert_eq!(asked.chosen.get(&Facet::Region).map(Vec::len), Some(2));
        assert_eq!(asked.on_page(2), address);
        assert_eq!(asked.cleared(), "/catalog?term=P3Y&sort=saving");
        assert_eq!(asked.without("d4s v3"), "/catalog?term=P3Y&region=westus&region=eastus&vcpu=4&sort=saving");
    }

    #[test]
    fn at_most_four_are_compared_and_they_stay_in_the_address() {
        let asked = Asked::read("/catalog?q=d4s&compare=A&compare=B&compare=A&compare=C");
        assert_eq!((asked.compare.len(), asked.has_too_many), (3, false));
        assert_eq!(asked.on_page(2), "/catalog?term=P1Y&q=d4s&compare=A&compare=B&compare=C&page=2");
        let asked = Asked::read("/catalog/compare?q=d4s&compare=A&compare=B&compare=C&compare=D&compare=E");
        assert_eq!((asked.compare.len(), asked.has_too_many), (4, true));
        assert_eq!(asked.results(), "/catalog?term=P1Y&q=d4s&compare=A&compare=B&compare=C&compare=D");
        assert_eq!(asked.without_pick("B"), "/catalog/compare?term=P1Y&q=d4s&compare=A&compare=C&compare=D");
    }

    #[test]
    fn what_is_wrong_counts_as_not_said() {
        let asked = Asked::read("/catalog?term=P9Y&page=0&sort=luck&currency=dollars&nothing=1&vcpu=");
        assert_eq!((asked.term, asked.page, asked.order), (Term::OneYear, 1, Order::Size));
        assert!(asked.chosen.is_empty());
        assert_eq!(asked.currency, None);
    }
}

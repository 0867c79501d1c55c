//! Results, facets and their words, for the catalogue with and without a customer. Floor 4.
//! Rules S-30, S-31; features rows 7, 8, 9, 12.

use super::asked::{Asked, MOST_COMPARED};
use super::rows::{Row, category, gib};
use crate::http::links;
use crate::i18n::Texts;
use crate::ops::catalog::{Facet, FacetValue, Found, Order, PriceChange, Snapshot, ZeroBecause, find};

/// Results on one page.
const PAGE: usize = 50;

/// Values of a facet that show before the rest folds away.
const SHOWN: usize = 8;

/// A value of a facet in words.
#[derive(Debug)]
pub(super) struct ValueView {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) count: usize,
    pub(super) is_chosen: bool,
}

/// A facet in words.
#[derive(Debug)]
pub(super) struct FacetView {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) is_list: bool,
    pub(super) shown: Vec<ValueView>,
    pub(super) folded: Vec<ValueView>,
}

/// A choice of the term, with its count.
#[derive(Debug)]
pub(super) struct TermView {
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    pub(super) count: String,
    pub(super) is_chosen: bool,
}

/// A link that sorts.
#[derive(Debug)]
pub(super) struct OrderView {
    pub(super) label: &'static str,
    pub(super) href: String,
    pub(super) is_current: bool,
}

/// Why there is nothing, and the way on.
#[derive(Debug)]
pub(super) struct Zero {
    pub(super) sentence: String,
    pub(super) href: String,
    pub(super) act: &'static str,
}

/// All that a catalogue page shows of results and filters.
#[derive(Debug)]
pub(super) struct Results {
    pub(super) text: String,
    pub(super) order: &'static str,
    pub(super) clear: String,
    pub(super) count: i64,
    pub(super) rows: Vec<Row>,
    pub(super) facets: Vec<FacetView>,
    pub(super) terms: Vec<TermView>,
    pub(super) orders: Vec<OrderView>,
    pub(super) zero: Option<Zero>,
    pub(super) summary: String,
    pub(super) previous: String,
    pub(super) next: String,
    /// Where the chosen ones are compared.
    pub(super) compare: String,
    /// Chosen to be compared, and not on this page.
    pub(super) elsewhere: Vec<Row>,
    pub(super) most_compared: usize,
    /// That prices change soon, and what happens.
    pub(super) change: Option<String>,
}

impl Results {
    /// Finds what is asked for, and puts it into words.
    pub(super) fn of(t: Texts, snapshot: &Snapshot, asked: &Asked) -> Self {
        let filter = asked.filter(&snapshot.names);
        let found = find(snapshot, &filter);
        let total = found.entries.len();
        let pages = total.div_ceil(PAGE).max(1);
        let page = asked.page.min(pages);
        let first = (page - 1) * PAGE;
        let rows: Vec<Row> = found
            .entries
            .iter()
            .skip(first)
            .take(PAGE)
            .map(|entry| Row::of(t, snapshot, entry).picked(asked))
            .collect();
        let is_elsewhere = |sku: &&String| !rows.iter().any(|row| row.sku == **sku);
        let elsewhere = asked.compare.iter().filter(is_elsewhere).filter_map(|sku| snapshot.entry(sku));
        let last = first + rows.len();
        let terms = filter.terms();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            text: asked.text.clone(),
            order: asked.order.code(),
            clear: if asked.is_narrow() { asked.cleared() } else { String::new() },
            count: number(total),
            facets: facets(t, &found),
            terms: crate::domain::term::Term::ALL
                .into_iter()
                .map(|term| TermView {
                    code: term.code(),
                    label: t.term(&term),
                    count: t.number(number(found.terms.get(&term).copied().unwrap_or_default())),
                    is_chosen: terms.contains(&term),
                })
                .collect(),
            orders: orders(t, asked),
            zero: found.zero.as_ref().map(|why| Zero::of(t, snapshot, asked, why)),
            summary: if total == 0 {
                String::new()
            } else {
                t.common_range_of(number(first + 1), number(last), number(total))
            },
            previous: if page > 1 { asked.on_page(page - 1) } else { String::new() },
            next: if page < pages { asked.on_page(page + 1) } else { String::new() },
            compare: asked.comparison_path(),
            elsewhere: elsewhere.map(|entry| Row::of(t, snapshot, entry)).collect(),
            most_compared: MOST_COMPARED,
            change: snapshot.change.map(|change| change_words(t, change)),
            rows,
        }
    }
}

/// `On December 1, 2026, 1,200 prices change, 3 end and 10 are new.`
fn change_words(t: Texts, change: PriceChange) -> String {
    let parts = [
        (change.changed > 0).then(|| t.catalog_change_changed(change.changed)),
        (change.ended > 0).then(|| t.catalog_change_ended(change.ended)),
        (change.started > 0).then(|| t.catalog_change_started(change.started)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    t.catalog_change(t.date(&change.on), t.list(&parts))
}

fn facets(t: Texts, found: &Found<'_>) -> Vec<FacetView> {
    let view = |facet: Facet| {
        let values = found.facets.get(&facet).map_or(&[][..], Vec::as_slice);
        let mut values: Vec<ValueView> = values.iter().map(|value| ValueView::of(t, facet, value)).collect();
        let is_list = facet == Facet::Series;
        let folded = if is_list || values.len() <= SHOWN + 2 { Vec::new() } else { values.split_off(SHOWN) };
        let label = match facet {
            Facet::Region => t.catalog_region(),
            Facet::Vcpus => "vCPU",
            Facet::Memory => t.catalog_memory(),
            Facet::Category => t.catalog_category(),
            Facet::Series => t.catalog_series(),
        };
        FacetView { name: facet.code(), label, is_list, shown: values, folded }
    };
    Facet::ALL.into_iter().map(view).collect()
}

impl ValueView {
    fn of(t: Texts, facet: Facet, value: &FacetValue<'_>) -> Self {
        let label = match facet {
            Facet::Region | Facet::Series => value.label.to_owned(),
            Facet::Vcpus => value.label.parse().map(|count| t.number(count)).unwrap_or_default(),
            Facet::Memory => value.label.parse().map(|mib| format!("{} GiB", gib(t, mib))).unwrap_or_default(),
            Facet::Category => category(t, value.label),
        };
        Self { value: value.value.to_owned(), label, count: value.count, is_chosen: value.is_chosen }
    }
}

fn orders(t: Texts, asked: &Asked) -> Vec<OrderView> {
    let view = |order: Order| OrderView {
        label: match order {
            Order::Size => t.catalog_sort_size(),
            Order::Price => t.catalog_sort_price(),
            Order::Saving => t.catalog_sort_saving(),
        },
        href: asked.in_order(order),
        is_current: order == asked.order,
    };
    Order::ALL.into_iter().map(view).collect()
}

impl Zero {
    fn of(t: Texts, snapshot: &Snapshot, asked: &Asked, why: &ZeroBecause) -> Self {
        match why {
            ZeroBecause::NothingOnSale => Self {
                sentence: t.catalog_zero_nothing(snapshot.currency),
                href: links::PriceLists::to().to_string(),
                act: t.catalog_price_lists(),
            },
            ZeroBecause::Choices => Self {
                sentence: t.catalog_zero_choices().to_owned(),
                href: asked.cleared(),
                act: t.common_clear_filters(),
            },
            ZeroBecause::Token(part) => {
                Self { sentence: t.catalog_zero_word(part), href: asked.without(part), act: t.catalog_zero_without() }
            }
        }
    }
}

//! Results, facets and their words, for the catalogue with and without a customer. Floor 4.
//! Rules R-BUY-1, S-7, S-30, S-31; features rows 7, 8, 14 to 16.

use rust_decimal::Decimal;

use super::asked::Asked;
use crate::http::links;
use crate::i18n::Texts;
use crate::ops::catalog::{Entry, Facet, FacetValue, Found, Order, Size, Snapshot, ZeroBecause, find};

/// Results on one page.
const PAGE: usize = 50;

/// Values of a facet that show before the rest folds away.
const SHOWN: usize = 8;

/// A SKU in words.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) sku: String,
    pub(super) title: String,
    pub(super) size: String,
    pub(super) size_href: String,
    pub(super) region: String,
    pub(super) facts: String,
    pub(super) group: String,
    pub(super) term: &'static str,
    pub(super) unit: String,
    pub(super) saves: String,
    pub(super) break_even: String,
    pub(super) payg: String,
    pub(super) is_payg_unconfirmed: bool,
    pub(super) priced_on: String,
    pub(super) other: String,
}

/// A facet in words.
#[derive(Debug)]
pub(super) struct FacetView {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) is_list: bool,
    pub(super) shown: Vec<FacetValue>,
    pub(super) folded: Vec<FacetValue>,
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
}

impl Results {
    /// Finds what is asked for, and puts it into words.
    pub(super) fn of(t: Texts, snapshot: &Snapshot, asked: &Asked) -> Self {
        let filter = asked.filter(&snapshot.names);
        let mut found = find(snapshot, &filter);
        let total = found.entries.len();
        let pages = total.div_ceil(PAGE).max(1);
        let page = asked.page.min(pages);
        let first = (page - 1) * PAGE;
        let rows: Vec<Row> =
            found.entries.iter().skip(first).take(PAGE).map(|entry| Row::of(t, snapshot, entry)).collect();
        let last = first + rows.len();
        let terms = filter.terms();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            text: asked.text.clone(),
            order: asked.order.code(),
            clear: if asked.is_narrow() { asked.cleared() } else { String::new() },
            count: number(total),
            facets: facets(t, &mut found),
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
            rows,
        }
    }
}

impl Row {
    /// A SKU in words.
    pub(super) fn of(t: Texts, snapshot: &Snapshot, entry: &Entry) -> Self {
        let size = snapshot.size(entry);
        let name = size.map_or("", |size| size.name.as_str());
        let (_, region) = snapshot.region(entry);
        let other = snapshot.other_term(entry);
        Self {
            sku: entry.sku.clone(),
            title: crate::domain::catalog::display_name(name, region, entry.term),
            size: size.map(|size| size.display_name.clone()).unwrap_or_default(),
            size_href: links::CatalogSize::to(&name.to_owned()).to_string(),
            region: region.to_owned(),
            facts: size.map(|size| size_facts(t, size)).unwrap_or_default(),
            group: size.and_then(|size| size.flexibility.as_ref()).map_or_else(String::new, |(group, ratio)| {
                t.catalog_group(group, t.decimal(ratio, ratio.normalize().scale()))
            }),
            term: t.term(&entry.term),
            unit: t.money(&entry.unit),
            saves: entry.saving.map(|saving| t.catalog_saves(percent(t, saving.percent))).unwrap_or_default(),
            break_even: entry
                .saving
                .map(|saving| {
                    let month = i64::from(saving.break_even_month);
                    t.catalog_break_even(month, percent(t, saving.break_even_utilization))
                })
                .unwrap_or_default(),
            payg: payg_words(t, entry),
            is_payg_unconfirmed: entry.payg.is_some_and(|payg| !payg.is_confirmed),
            priced_on: t.catalog_priced_on(t.date_short(&entry.priced_on)),
            other: other.map(|other| other_words(t, other)).unwrap_or_default(),
        }
    }
}

/// `4 vCPU · 16 GiB`.
pub(super) fn size_facts(t: Texts, size: &Size) -> String {
    format!("{} vCPU · {} GiB", t.number(i64::from(size.vcpus)), gib(t, size.memory_mib))
}

fn gib(t: Texts, mib: u32) -> String {
    let gib = (Decimal::from(mib) / Decimal::from(1024)).normalize();
    t.decimal(&gib, gib.scale().min(2))
}

/// A percentage that the rules have rounded already.
fn percent(t: Texts, percent: Decimal) -> String {
    t.percent(&(percent / Decimal::ONE_HUNDRED))
}

fn payg_words(t: Texts, entry: &Entry) -> String {
    let Some(payg) = entry.payg else { return t.catalog_payg_unknown().to_owned() };
    let (hourly, day) = (t.unit_price(&payg.hourly), t.date_short(&payg.read_on));
    match entry.saving {
        Some(saving) => t.catalog_payg_total(&hourly, t.money(&saving.payg_total), t.term(&entry.term), &day),
        None => t.catalog_payg(&hourly, &day),
    }
}

fn other_words(t: Texts, other: &Entry) -> String {
    let (term, price) = (t.term(&other.term), t.money(&other.unit));
    match other.saving {
        Some(saving) => t.catalog_other_saves(term, &price, percent(t, saving.percent)),
        None => t.catalog_other(term, &price),
    }
}

fn facets(t: Texts, found: &mut Found<'_>) -> Vec<FacetView> {
    let view = |facet: Facet| {
        let mut values = found.facets.remove(&facet).unwrap_or_default();
        for value in &mut values {
            value.label = match facet {
                Facet::Region | Facet::Series => std::mem::take(&mut value.label),
                Facet::Vcpus => value.label.parse().map(|count| t.number(count)).unwrap_or_default(),
                Facet::Memory => value.label.parse().map(|mib| format!("{} GiB", gib(t, mib))).unwrap_or_default(),
                Facet::Category => category(t, &value.label).clone(),
            };
        }
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

/// What a size is made for, in words; a code of newer data stands for itself.
pub(super) fn category(t: Texts, code: &str) -> String {
    match code {
        "generalpurpose" => t.catalog_category_general(),
        "computeoptimized" => t.catalog_category_compute(),
        "memoryoptimized" => t.catalog_category_memory(),
        "storageoptimized" => t.catalog_category_storage(),
        "gpu" => "GPU",
        "highperformancecompute" => t.catalog_category_hpc(),
        other => other,
    }
    .to_owned()
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

//! A SKU in words, for every page of the catalogue. Floor 4. Rules R-BUY-1, S-7; features rows 14 to 16.

use rust_decimal::Decimal;

use super::asked::Asked;
use crate::http::links;
use crate::i18n::Texts;
use crate::ops::catalog::{Entry, Licence, Size, Snapshot};

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
    /// What the price leaves out.
    pub(super) licence: String,
    /// Whether it is chosen to be compared.
    pub(super) is_picked: bool,
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
            licence: licence_words(t, snapshot, entry),
            is_picked: false,
        }
    }

    /// With the box ticked, where it is chosen to be compared.
    pub(super) fn picked(self, asked: &Asked) -> Self {
        Self { is_picked: asked.compare.contains(&self.sku), ..self }
    }
}

/// `4 vCPU · 16 GiB`.
pub(in crate::web) fn size_facts(t: Texts, size: &Size) -> String {
    format!("{} vCPU · {} GiB", t.number(i64::from(size.vcpus)), gib(t, size.memory_mib))
}

pub(super) fn gib(t: Texts, mib: u32) -> String {
    let gib = (Decimal::from(mib) / Decimal::from(1024)).normalize();
    t.decimal(&gib, gib.scale().min(2))
}

/// A percentage that the rules have rounded already.
pub(super) fn percent(t: Texts, percent: Decimal) -> String {
    t.percent(&(percent / Decimal::ONE_HUNDRED))
}

pub(super) fn payg_words(t: Texts, entry: &Entry) -> String {
    let Some(payg) = entry.payg else { return t.catalog_payg_unknown().to_owned() };
    let (hourly, day) = (t.unit_price(&payg.hourly), t.date_short(&payg.read_on));
    match entry.saving {
        Some(saving) => t.catalog_payg_total(&hourly, t.money(&saving.payg_total), t.term(&entry.term), &day),
        None => t.catalog_payg(&hourly, &day),
    }
}

pub(super) fn other_words(t: Texts, other: &Entry) -> String {
    let (term, price) = (t.term(&other.term), t.money(&other.unit));
    match other.saving {
        Some(saving) => t.catalog_other_saves(term, &price, percent(t, saving.percent)),
        None => t.catalog_other(term, &price),
    }
}

/// The software that the price leaves out: what a Windows Server subscription would cost besides,
/// where its price is known.
fn licence_words(t: Texts, snapshot: &Snapshot, entry: &Entry) -> String {
    let Some(licence) = snapshot.licence(entry) else { return t.catalog_software_not_included().to_owned() };
    t.catalog_licence(t.catalog_packs(licence.packs), t.money(&licence.total))
}

/// The same with the term and the day of the price, or the plain words.
pub(in crate::web) fn licence_dated(t: Texts, licence: Option<Licence>) -> String {
    let Some(licence) = licence else { return t.catalog_software_not_included().to_owned() };
    let (packs, total) = (t.catalog_packs(licence.packs), t.money(&licence.total));
    t.catalog_licence_dated(t.term(&licence.pack.term), packs, total, t.date_short(&licence.pack.read_on))
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

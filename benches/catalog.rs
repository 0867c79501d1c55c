//! The catalogue in memory: making a snapshot, and finding in it, with 20,000 SKUs (features row 7).
//!
//! `cargo bench --bench catalog`

use std::collections::BTreeMap;

use divan::Bencher;
use partner_dashboard::domain::catalog::{RegionNames, parse_query};
use partner_dashboard::domain::ids::PriceListId;
use partner_dashboard::domain::money::Currency;
use partner_dashboard::domain::term::Term;
use partner_dashboard::domain::time::Day;
use partner_dashboard::ops::catalog::{Facet, Filter, Order, Parts, Snapshot, find};
use partner_dashboard::store::catalog::{PaygRow, SizeRow, SnapshotRow};
use rust_decimal::Decimal;
use uuid::Uuid;

const REGIONS: usize = 50;
const SIZES: u32 = 200;

fn main() {
    divan::main();
}

/// 200 sizes in 50 regions for two terms.
fn parts() -> Parts {
    let day = Day::new(chrono::NaiveDate::MIN);
    let sizes: Vec<SizeRow> = (0..SIZES).map(size).collect();
    let regions: Vec<_> =
        (0..REGIONS).map(|at| (format!("region{at}"), format!("Region {at}"), String::new())).collect();
    let mut names = RegionNames::default();
    for (code, name, _) in &regions {
        names.add(code, code);
        names.add(name, code);
    }
    let mut rows = Vec::new();
    for size in &sizes {
        for (region, ..) in &regions {
            for term in Term::ALL {
                rows.push(row(size, region, term, day, rows.len()));
            }
        }
    }
    Parts { rows, sizes, regions, names, currencies: vec![Currency::USD], change: None, packs: Vec::new() }
}

fn size(at: u32) -> SizeRow {
    let vcpus = 2 << (at % 6);
    SizeRow {
        name: format!("Standard_D{at}s_v3"),
        display_name: format!("D{at}s v3"),
        series: format!("Series {}", at / 10),
        category: "generalpurpose".to_owned(),
        vcpus,
        memory_mib: vcpus * 4_096,
        flexibility: Some((format!("Group {}", at / 10), Decimal::from(vcpus))),
    }
}

fn row(size: &SizeRow, region: &str, term: Term, day: Day, at: usize) -> SnapshotRow {
    SnapshotRow {
        sku: format!("SKU{at:09}"),
        size: size.name.clone(),
        region: region.to_owned(),
        term,
        segment: String::new(),
        total_minor: i64::from(size.vcpus) * 20_000,
        price_list: PriceListId::from_uuid(Uuid::nil()),
        valid_from: day,
        payg: Some(PaygRow { rate: Decimal::new(50, 3), quality: "confirmed".to_owned(), read_on: day }),
    }
}

fn filter(snapshot: &Snapshot, text: &str, order: Order) -> Filter {
    Filter { term: Term::OneYear, query: parse_query(text, &snapshot.names), chosen: BTreeMap::new(), order }
}

#[divan::bench]
fn snapshot_of_20_000(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(parts).bench_values(|parts| Snapshot::new(Currency::USD, parts).count());
}

#[divan::bench]
fn everything_by_saving(bencher: Bencher<'_, '_>) {
    let snapshot = Snapshot::new(Currency::USD, parts());
    bencher.bench(|| find(&snapshot, &filter(&snapshot, "", Order::Saving)).entries.len());
}

#[divan::bench]
fn text_and_facets(bencher: Bencher<'_, '_>) {
    let snapshot = Snapshot::new(Currency::USD, parts());
    let mut wanted = filter(&snapshot, "d4s v3 region7 3y", Order::Price);
    wanted.chosen.insert(Facet::Vcpus, vec!["4".to_owned(), "8".to_owned(), "32".to_owned()]);
    bencher.bench(|| find(&snapshot, &wanted).entries.len());
}

#[divan::bench]
fn nothing_found_and_why(bencher: Bencher<'_, '_>) {
    let snapshot = Snapshot::new(Currency::USD, parts());
    bencher.bench(|| find(&snapshot, &filter(&snapshot, "d4s v3 region7 99vcpu", Order::Size)).zero);
}

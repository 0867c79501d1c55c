//! Loading the reference data that is in the binary: once for each release. Floor 2.
//! Rules S-83, R-BN-11, R-BL-4.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::app::App;
use super::prices::{PriceList, Priced, save};
use crate::access::{Actor, Circumstances};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::PriceListId;
use crate::domain::market::DEFAULT_LIST;
use crate::domain::time::Day;
use crate::reference::{self, DataError, Offer, PaygPrice, ReservationPrice};
use crate::store::catalog::{NewPayg, NewRegion, NewSize};
use crate::store::markets::{Market, NewCurrency};
use crate::store::software::NewSoftware;
use crate::store::{StoreError, Writer};

/// Holds the hash of what was loaded last.
const LOADED: &str = "reference_loaded";

/// Changes when the same files are to be read another way.
const FORMAT: &str = "2";

/// The first day of the list of markets that is in force unless the partner chooses another: before
/// any reservation was sold in the programme.
const BEGINNING: (i32, u32, u32) = (2017, 11, 1);

/// The reference data could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A shipped table is damaged.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Loads what this release ships: sizes, regions, markets, currencies, pay-as-you-go prices and the
/// shipped price lists. Does nothing when that was done; `true` says that something was loaded.
pub fn load(app: &App) -> Result<bool, LoadError> {
    let circumstances = Circumstances { at: app.clock.now(), address: String::new(), request_id: String::new() };
    let hash = content_hash();
    let system = app.db.system("reference data belongs to no tenant");
    let loaded = system.look(circumstances.clone(), |r| r.setting(LOADED))?;
    if loaded.as_deref() == Some(hash.as_str()) {
        return Ok(false);
    }
    let payg: Vec<PaygPrice> = reference::payg_prices().collect::<Result<_, _>>()?;
    let lists = shipped_lists(app, &payg, &circumstances)?;
    system.write(Actor::Operator("reference load"), circumstances, |w| {
        if w.setting(LOADED)?.as_deref() == Some(hash.as_str()) {
            return Ok(w.unchanged(false));
        }
        places(w)?;
        sizes(w)?;
        software(w)?;
        w.replace_payg(&payg.iter().map(new_payg).collect::<Vec<_>>())?;
        let mut rows = 0_i64;
        for (list, prices) in lists {
            if w.price_list_by_hash(&list.content_hash)?.is_none() {
                rows += i64::from(save(w, list, prices)?);
            }
        }
        w.bump_catalog_revision()?;
        w.set_setting(LOADED, &hash)?;
        let event =
            Event::new(EventKind::ReferenceLoaded, "settings", LOADED).after(json!({ "hash": hash, "prices": rows }));
        Ok::<_, LoadError>(w.record(&event, true)?)
    })
}

/// The sources' table names the hash of every shipped file.
fn content_hash() -> String {
    let hash = Sha256::digest(reference::SOURCES.as_bytes());
    let mut text = format!("{FORMAT}:");
    for byte in hash {
        let _a_string_takes_all = write!(text, "{byte:02x}");
    }
    text
}

fn places(w: &mut Writer<'_>) -> Result<(), LoadError> {
    let region =
        |row: reference::Region| NewRegion { name: row.name, display_name: row.display_name, geography: row.geography };
    w.replace_regions(&reference::regions().map(|row| row.map(region)).collect::<Result<Vec<_>, _>>()?)?;
    let market = |row: reference::Market| Market {
        code: row.code,
        name_en: row.name_en,
        name_ko: row.name_ko,
        name_zh_tw: row.name_zh_tw,
        currency: row.currency,
        is_sold: row.sold,
    };
    w.save_markets(&reference::markets().map(|row| row.map(market)).collect::<Result<Vec<_>, _>>()?)?;
    w.add_market_list_rows(&reference::market_rules().collect::<Result<Vec<_>, _>>()?)?;
    let (year, month, day) = BEGINNING;
    if let Some(beginning) = Day::ymd(year, month, day) {
        w.add_market_rule(beginning, DEFAULT_LIST, "shipped")?;
    }
    let currency = |row: reference::CurrencyRow| NewCurrency {
        code: row.code,
        name: row.name,
        exponent: row.exponent,
        usd_rate: row.usd_rate.zip(row.rate_date),
    };
    w.replace_currencies(&reference::currencies().map(|row| row.map(currency)).collect::<Result<Vec<_>, _>>()?)?;
    Ok(())
}

fn sizes(w: &mut Writer<'_>) -> Result<(), LoadError> {
    let mut flexibility = HashMap::new();
    for row in reference::flexibility_ratios() {
        let row = row?;
        flexibility.insert(row.size.to_lowercase(), (row.group, row.ratio));
    }
    let size = |row: reference::Size| NewSize {
        flexibility: flexibility.get(&row.name.to_lowercase()).cloned(),
        name: row.name,
        display_name: row.display_name,
        series: row.series,
        category: row.category.code().to_owned(),
        vcpus: row.vcpus,
        memory_mib: row.memory_mib,
    };
    w.replace_sizes(&reference::sizes().map(|row| row.map(size)).collect::<Result<Vec<_>, _>>()?)?;
    Ok(())
}

fn software(w: &mut Writer<'_>) -> Result<(), LoadError> {
    for row in reference::software() {
        let row = row?;
        w.save_software(&NewSoftware {
            id: row.product_id,
            title: row.title,
            line: row.line,
            pack: row.pack,
            licensing: row.licensing,
            kind: row.kind,
            terms: row.terms,
        })?;
    }
    Ok(())
}

fn new_payg(row: &PaygPrice) -> NewPayg {
    NewPayg {
        region: row.region.clone(),
        size: row.size.clone(),
        currency: row.price.currency(),
        rate: row.price.rate(),
        quality: row.quality.code(),
        snapshot_on: row.snapshot_date,
    }
}

/// One list for each source, the oldest first, without prices that are provably wrong.
fn shipped_lists(
    app: &App,
    payg: &[PaygPrice],
    circumstances: &Circumstances,
) -> Result<Vec<(PriceList, Vec<Priced>)>, LoadError> {
    let hourly: HashMap<_, _> = payg.iter().map(|row| ((row.region.as_str(), row.size.as_str()), row)).collect();
    let mut sources: Vec<(Day, String, Vec<Priced>, Sha256)> = Vec::new();
    for price in reference::reservation_prices() {
        let price = price?;
        let beside = hourly.get(&(price.region.as_str(), price.size.as_str())).map(|payg| (*payg).clone());
        let Some(offer) = Offer::new(price, beside) else { continue };
        let price = offer.price;
        let at = sources.iter().position(|(_, source, ..)| *source == price.source_id).unwrap_or_else(|| {
            sources.push((price.snapshot_date, price.source_id.clone(), Vec::new(), Sha256::new()));
            sources.len().saturating_sub(1)
        });
        if let Some((_, _, rows, hash)) = sources.get_mut(at) {
            hash.update(format!("{} {} {} {}\n", price.region, price.size, price.term, price.total.minor()));
            rows.push(priced(price));
        }
    }
    sources.sort_by_key(|(day, ..)| *day);
    let software = windows_server_list(app, circumstances)?;
    let list = |(day, source, rows, hash): (Day, String, Vec<Priced>, Sha256)| {
        let list = PriceList {
            id: PriceListId::from_uuid(app.ids.new_id()),
            name: format!("Azure reservation prices of {day}"),
            source,
            content_hash: hash.finalize().to_vec(),
            effective_on: day,
            imported_at: circumstances.at,
            row_count: 0,
        };
        (list, rows)
    };
    Ok(sources.into_iter().map(list).chain(software).collect())
}

/// The prices of one pack of the Windows Server subscription; larger packs are so many of it.
fn windows_server_list(
    app: &App,
    circumstances: &Circumstances,
) -> Result<Option<(PriceList, Vec<Priced>)>, DataError> {
    let (mut rows, mut hash) = (Vec::new(), Sha256::new());
    for price in reference::windows_subscription_prices() {
        let price = price?;
        if price.packs == 1 {
            hash.update(format!("software {} {}\n", price.term, price.total.minor()));
            rows.push(Priced {
                size: reference::windows_server_product(),
                region: String::new(),
                term: price.term,
                segment: String::new(),
                total: price.total,
                from: price.snapshot_date,
                meter_id: None,
            });
        }
    }
    let Some(day) = rows.iter().map(|row| row.from).min() else { return Ok(None) };
    let list = PriceList {
        id: PriceListId::from_uuid(app.ids.new_id()),
        name: format!("Windows Server subscription prices of {day}"),
        source: "azpx-2026".to_owned(),
        content_hash: hash.finalize().to_vec(),
        effective_on: day,
        imported_at: circumstances.at,
        row_count: 0,
    };
    Ok(Some((list, rows)))
}

fn priced(price: ReservationPrice) -> Priced {
    Priced {
        size: price.size,
        region: price.region,
        term: price.term,
        segment: String::new(),
        total: price.total,
        from: price.snapshot_date,
        meter_id: price.meter_id,
    }
}

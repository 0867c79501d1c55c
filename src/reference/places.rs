//! Regions, markets, the dated lists of markets without reservations, and currencies. Leaf.
//! Rules S-83, R-MK-1, Q-12, Q-13, Q-22.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::table::{DataError, Table, flag};
use crate::domain::catalog::RegionNames;
use crate::domain::market::MarketRule;
use crate::domain::money::Currency;
use crate::domain::time::Day;

const REGIONS: Table = Table { name: "regions.csv.gz", gzip: include_bytes!("data/regions.csv.gz") };
const ALIASES: Table = Table { name: "region_aliases.csv.gz", gzip: include_bytes!("data/region_aliases.csv.gz") };
const MARKETS: Table = Table { name: "markets.csv.gz", gzip: include_bytes!("data/markets.csv.gz") };
const LISTS: Table = Table { name: "market_lists.csv.gz", gzip: include_bytes!("data/market_lists.csv.gz") };
const CURRENCIES: Table = Table { name: "currencies.csv.gz", gzip: include_bytes!("data/currencies.csv.gz") };

/// A physical region in which sizes are sold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Region {
    /// `koreacentral`, the name in orders, usage and prices.
    #[serde(rename = "region")]
    pub name: String,
    /// `Korea Central`.
    pub display_name: String,
    /// `Korea`.
    pub geography: String,
    /// `Asia Pacific`.
    pub geography_group: String,
    /// Town or state, where the source names one.
    pub location: String,
    /// The regions it is paired with, separated by semicolons; empty is none.
    pub paired_region: String,
    /// It has availability zones.
    #[serde(deserialize_with = "zones")]
    pub availability_zones: bool,
    /// The vendor lists it first.
    #[serde(deserialize_with = "flag")]
    pub recommended: bool,
}

/// Another name of a region, as bills write it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RegionAlias {
    /// `us west 2`, in lower case.
    pub alias: String,
    /// `westus2`.
    pub region: String,
}

/// A country or territory, as the vendor lists markets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Market {
    /// ISO 3166-1 alpha-2, or the vendor's own code (XE, XJ, XS, XK).
    pub code: String,
    /// English name.
    pub name_en: String,
    /// Korean name.
    pub name_ko: String,
    /// Traditional Chinese name as written in Taiwan.
    pub name_zh_tw: String,
    /// What the vendor bills partners of this market in; some markets have none in the source.
    pub currency: Option<Currency>,
    /// The CSP programme sells here.
    #[serde(deserialize_with = "flag")]
    pub sold: bool,
}

#[derive(Deserialize)]
struct MarketListRow {
    list: String,
    market: String,
    valid_from: Day,
    valid_to: Option<Day>,
    source: String,
}

impl From<MarketListRow> for MarketRule {
    fn from(row: MarketListRow) -> Self {
        Self {
            list: row.list,
            market: row.market,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            source: row.source,
        }
    }
}

/// A currency of ISO 4217 that amounts are kept in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CurrencyRow {
    /// Three letters.
    pub code: Currency,
    /// English name of ISO 4217.
    pub name: String,
    /// Decimals of the minor unit.
    pub exponent: u8,
    /// Units per US dollar the vendor's price page applied on `rate_date`. For reference only: the
    /// vendor calls only its USD amounts prices.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub usd_rate: Option<Decimal>,
    /// Day of the rate.
    pub rate_date: Option<Day>,
}

fn zones<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    u8::deserialize(deserializer).map(|count| count > 0)
}

/// Every physical region, in the order of its name.
pub fn regions() -> impl Iterator<Item = Result<Region, DataError>> {
    REGIONS.rows::<Region, Region>()
}

/// Other names of the regions.
pub fn region_aliases() -> impl Iterator<Item = Result<RegionAlias, DataError>> {
    ALIASES.rows::<RegionAlias, RegionAlias>()
}

/// Every market, in the order of its code.
pub fn markets() -> impl Iterator<Item = Result<Market, DataError>> {
    MARKETS.rows::<Market, Market>()
}

/// The dated rows of all lists of markets without reservations: [`MarketRule`] says which lists.
pub fn market_rules() -> impl Iterator<Item = Result<MarketRule, DataError>> {
    LISTS.rows::<MarketListRow, MarketRule>()
}

/// Every currency with a minor unit, in the order of its code.
pub fn currencies() -> impl Iterator<Item = Result<CurrencyRow, DataError>> {
    CURRENCIES.rows::<CurrencyRow, CurrencyRow>()
}

/// Names by which people look for regions: code, display name, aliases, geography.
pub fn region_names() -> Result<RegionNames, DataError> {
    let mut names = RegionNames::default();
    for region in regions() {
        let region = region?;
        names.add(&region.name, &region.name);
        names.add(&region.display_name, &region.name);
        names.add(&region.geography, &region.name);
    }
    for alias in region_aliases() {
        let alias = alias?;
        names.add(&alias.alias, &alias.region);
    }
    Ok(names)
}

//! Shipped price rows. Leaf. Rules R-BUY-1, Q-22.
//!
//! Pay-as-you-go rows that the source took from the wrong operating system stay in the file, as they
//! came, and are never handed out. Where a second source has the right price, it stands beside them.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::table::{DataError, Table, flag, term};
use crate::domain::money::{Currency, Money, MoneyError, UnitPrice};
use crate::domain::term::Term;
use crate::domain::time::Day;

const PAYG: Table = Table { name: "payg_prices.csv.gz", gzip: include_bytes!("data/payg_prices.csv.gz") };
const RESERVATIONS: Table =
    Table { name: "reservation_prices.csv.gz", gzip: include_bytes!("data/reservation_prices.csv.gz") };
const LICENCE_RATES: Table =
    Table { name: "windows_licence_rates.csv.gz", gzip: include_bytes!("data/windows_licence_rates.csv.gz") };
const WINDOWS: Table =
    Table { name: "windows_subscriptions.csv.gz", gzip: include_bytes!("data/windows_subscriptions.csv.gz") };

/// How sure a pay-as-you-go price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PriceQuality {
    /// Two sources agree.
    Confirmed,
    /// Taken from the second source, because the first has a wrong price or none.
    SecondSource,
    /// Only one source has it.
    SingleSource,
    /// Two sources disagree.
    Differs,
    /// One of the families for which the source had wrong prices where they could be checked.
    SuspectFamily,
}

impl PriceQuality {
    /// Every quality.
    pub const ALL: [Self; 5] =
        [Self::Confirmed, Self::SecondSource, Self::SingleSource, Self::Differs, Self::SuspectFamily];

    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::SecondSource => "second_source",
            Self::SingleSource => "single_source",
            Self::Differs => "differs",
            Self::SuspectFamily => "suspect_family",
        }
    }

    /// A saving may be computed against this price.
    pub const fn is_usable_for_saving(self) -> bool {
        match self {
            Self::Confirmed | Self::SecondSource | Self::SingleSource => true,
            Self::Differs | Self::SuspectFamily => false,
        }
    }
}

/// What an hour of a size costs without a reservation, in Linux, without a software licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaygPrice {
    /// `koreacentral`.
    pub region: String,
    /// `Standard_D4s_v3`.
    pub size: String,
    /// Per hour.
    pub price: UnitPrice,
    /// How sure it is; pages call what is not usable for a saving "unconfirmed".
    pub quality: PriceQuality,
    /// Day the source read it.
    pub snapshot_date: Day,
}

/// What a reservation of one machine costs for its whole term, without tax and software licences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservationPrice {
    /// `westus`.
    pub region: String,
    /// `Standard_D4s_v3`.
    pub size: String,
    /// How long.
    pub term: Term,
    /// For the whole term.
    pub total: Money,
    /// The vendor's meter, where the source names one.
    pub meter_id: Option<String>,
    /// Snapshot the price comes from.
    pub source_id: String,
    /// Day the source read it.
    pub snapshot_date: Day,
}

/// What a Windows Server software subscription costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowsSubscriptionPrice {
    /// Packs of one subscription; the source does not state the cores of a pack.
    pub packs: u32,
    /// How long.
    pub term: Term,
    /// For the whole term.
    pub total: Money,
    /// Day the source read it.
    pub snapshot_date: Day,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawQuality {
    LinuxConfirmed,
    SecondSource,
    SingleSource,
    DiffersFromSecondSource,
    SuspectFamily,
    IsWindowsPrice,
}

#[derive(Deserialize)]
struct RawPayg {
    region: String,
    arm_sku_name: String,
    currency: Currency,
    #[serde(with = "rust_decimal::serde::str")]
    price_per_hour: Decimal,
    snapshot_date: Day,
    quality: RawQuality,
}

/// A row as the file has it: a price, or one that is known to be wrong.
struct Payg(Option<PaygPrice>);

#[derive(Deserialize)]
struct RawReservation {
    region: String,
    arm_sku_name: String,
    #[serde(deserialize_with = "term")]
    term: Term,
    currency: Currency,
    term_total: String,
    meter_id: Option<String>,
    source_id: String,
    snapshot_date: Day,
}

/// What the Windows licence of a reserved virtual machine costs by the hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowsLicenceRate {
    /// Cores of the machine.
    pub cores: u32,
    /// Whether it is of the B series, which is charged less.
    pub is_burstable: bool,
    /// For an hour.
    pub rate: UnitPrice,
    /// Day the source read it.
    pub snapshot_date: Day,
}

#[derive(Deserialize)]
struct RawLicenceRate {
    cores: u32,
    #[serde(deserialize_with = "flag")]
    is_burstable: bool,
    currency: Currency,
    #[serde(with = "rust_decimal::serde::str")]
    rate_per_hour: Decimal,
    snapshot_date: Day,
}

impl From<RawLicenceRate> for WindowsLicenceRate {
    fn from(raw: RawLicenceRate) -> Self {
        Self {
            cores: raw.cores,
            is_burstable: raw.is_burstable,
            rate: UnitPrice::new(raw.rate_per_hour, raw.currency),
            snapshot_date: raw.snapshot_date,
        }
    }
}

#[derive(Deserialize)]
struct RawWindows {
    packs: u32,
    #[serde(deserialize_with = "term")]
    term: Term,
    currency: Currency,
    term_total: String,
    snapshot_date: Day,
}

impl From<RawPayg> for Payg {
    fn from(raw: RawPayg) -> Self {
        let quality = match raw.quality {
            RawQuality::LinuxConfirmed => PriceQuality::Confirmed,
            RawQuality::SecondSource => PriceQuality::SecondSource,
            RawQuality::SingleSource => PriceQuality::SingleSource,
            RawQuality::DiffersFromSecondSource => PriceQuality::Differs,
            RawQuality::SuspectFamily => PriceQuality::SuspectFamily,
            RawQuality::IsWindowsPrice => return Self(None),
        };
        Self(Some(PaygPrice {
            region: raw.region,
            size: raw.arm_sku_name,
            price: UnitPrice::new(raw.price_per_hour, raw.currency),
            quality,
            snapshot_date: raw.snapshot_date,
        }))
    }
}

impl TryFrom<RawReservation> for ReservationPrice {
    type Error = MoneyError;
    fn try_from(raw: RawReservation) -> Result<Self, MoneyError> {
        Ok(Self {
            total: Money::parse(&raw.term_total, raw.currency)?,
            region: raw.region,
            size: raw.arm_sku_name,
            term: raw.term,
            meter_id: raw.meter_id,
            source_id: raw.source_id,
            snapshot_date: raw.snapshot_date,
        })
    }
}

impl TryFrom<RawWindows> for WindowsSubscriptionPrice {
    type Error = MoneyError;
    fn try_from(raw: RawWindows) -> Result<Self, MoneyError> {
        Ok(Self {
            packs: raw.packs,
            term: raw.term,
            total: Money::parse(&raw.term_total, raw.currency)?,
            snapshot_date: raw.snapshot_date,
        })
    }
}

/// Pay-as-you-go prices by region and size, without those known to be wrong; at most one each.
pub fn payg_prices() -> impl Iterator<Item = Result<PaygPrice, DataError>> {
    PAYG.rows::<RawPayg, Payg>().filter_map(|row| row.map(|payg| payg.0).transpose())
}

/// Reservation prices as the sources have them. To sell, use [`super::offers`], which leaves out
/// what is provably wrong.
pub fn reservation_prices() -> impl Iterator<Item = Result<ReservationPrice, DataError>> {
    RESERVATIONS.rows::<RawReservation, ReservationPrice>()
}

/// Windows Server subscription prices, the smallest first.
pub fn windows_subscription_prices() -> impl Iterator<Item = Result<WindowsSubscriptionPrice, DataError>> {
    WINDOWS.rows::<RawWindows, WindowsSubscriptionPrice>()
}

/// Rates of the Windows licence of reserved machines, the smallest first.
pub fn windows_licence_rates() -> impl Iterator<Item = Result<WindowsLicenceRate, DataError>> {
    LICENCE_RATES.rows::<RawLicenceRate, WindowsLicenceRate>()
}

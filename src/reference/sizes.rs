//! Virtual machine sizes and the groups inside which a reservation is flexible. Leaf. Rules R-BN-10, R-BN-11.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::table::{DataError, Table, flag};

const SIZES: Table = Table { name: "sizes.csv.gz", gzip: include_bytes!("data/sizes.csv.gz") };
const FLEXIBILITY: Table = Table { name: "flexibility.csv.gz", gzip: include_bytes!("data/flexibility.csv.gz") };

/// What a size is made for, in the vendor's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SizeCategory {
    /// General purpose.
    GeneralPurpose,
    /// Compute optimized.
    ComputeOptimized,
    /// Memory optimized.
    MemoryOptimized,
    /// Storage optimized.
    StorageOptimized,
    /// GPU.
    Gpu,
    /// High performance compute.
    HighPerformanceCompute,
}

impl SizeCategory {
    /// Every category, in the order of the vendor's pages.
    pub const ALL: [Self; 6] = [
        Self::GeneralPurpose,
        Self::ComputeOptimized,
        Self::MemoryOptimized,
        Self::StorageOptimized,
        Self::Gpu,
        Self::HighPerformanceCompute,
    ];

    /// The word of the data, for columns and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GeneralPurpose => "generalpurpose",
            Self::ComputeOptimized => "computeoptimized",
            Self::MemoryOptimized => "memoryoptimized",
            Self::StorageOptimized => "storageoptimized",
            Self::Gpu => "gpu",
            Self::HighPerformanceCompute => "highperformancecompute",
        }
    }
}

/// A virtual machine size.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Size {
    /// `Standard_D4s_v3`, the name in orders, usage and prices.
    #[serde(rename = "arm_sku_name")]
    pub name: String,
    /// `D4s v3`.
    pub display_name: String,
    /// `Dsv3-series`.
    pub series: String,
    /// What it is made for.
    pub category: SizeCategory,
    /// vCPUs of the machine, which is what is paid for.
    pub vcpus: u32,
    /// vCPUs that can be used, where a size is sold with fewer than it has.
    pub active_vcpus: Option<u32>,
    /// Memory in MiB, exact.
    pub memory_mib: u32,
    /// Temporary disk in GiB; `None` is not known, 0 is none.
    pub temp_disk_gib: Option<u32>,
    /// GPUs as the source words them (`1/2X A10`); empty is none.
    pub gpu: String,
    /// The vendor offers it as a preview.
    #[serde(deserialize_with = "flag")]
    pub preview: bool,
    /// Snapshot the row comes from.
    pub source_id: String,
}

/// How many units of its group a size takes (R-BN-11): inside one group, a reservation of ratio 4
/// covers two machines of ratio 2. Ratios of different groups do not compare.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FlexibilityRatio {
    /// `DSv3 Series`.
    pub group: String,
    /// `Standard_D4s_v3`.
    #[serde(rename = "arm_sku_name")]
    pub size: String,
    /// Units of the group.
    #[serde(with = "rust_decimal::serde::str")]
    pub ratio: Decimal,
    /// Year of the table it comes from: 2026, or 2019 for series the newer table leaves out.
    pub snapshot: u16,
}

/// Every known size, in the order of its name.
pub fn sizes() -> impl Iterator<Item = Result<Size, DataError>> {
    SIZES.rows::<Size, Size>()
}

/// Every flexibility ratio, group by group, the smallest ratio first.
pub fn flexibility_ratios() -> impl Iterator<Item = Result<FlexibilityRatio, DataError>> {
    FLEXIBILITY.rows::<FlexibilityRatio, FlexibilityRatio>()
}

//! What the name of a size says: family, features, version. Floor 0. S-31; features rows 7, 14.
//!
//! `Standard_D4as_v5`: family D, 4 vCPUs, an AMD processor (a) and premium storage (s), version 5.

use std::cmp::Reverse;

/// Cores that one pack of the Windows Server subscription covers. The price list does not say so; its
/// ladder of packs follows the vCPUs of the largest sizes divided by 8, so pages name it as our reading.
pub const CORES_A_PACK: u32 = 8;

/// The order in which people meet sizes: what a size is made for, the usual family of that, the newest
/// version first, premium storage and the plain variant before those with more features, small before large.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShelfOrder {
    category: usize,
    family: usize,
    version: Reverse<u32>,
    features: (bool, usize, String),
    vcpus: u32,
    name: String,
}

/// Categories from the everyday one to the special ones.
const CATEGORIES: [&str; 6] =
    ["generalpurpose", "computeoptimized", "memoryoptimized", "storageoptimized", "gpu", "highperformancecompute"];

/// Families of each category that most machines are of, before the special ones.
const FAMILIES: [&str; 9] = ["D", "E", "F", "B", "L", "M", "NC", "NV", "H"];

impl ShelfOrder {
    /// Where a size stands; what is not known comes last.
    pub fn of(name: &str, category: &str, vcpus: u32) -> Self {
        let parts = Parts::of(name);
        let last = |place: Option<usize>| place.unwrap_or(usize::MAX);
        Self {
            category: last(CATEGORIES.iter().position(|known| *known == category)),
            family: last(FAMILIES.iter().position(|known| *known == parts.family)),
            version: Reverse(parts.version),
            // Most machines have premium storage (s): sizes without it come after.
            features: (!parts.features.contains('s'), parts.features.len(), parts.features.to_owned()),
            vcpus,
            name: name.to_owned(),
        }
    }
}

/// How many packs of the Windows Server subscription a machine of this size takes: one for every 8
/// cores begun. None for sizes with an Arm processor (p), which Windows Server does not run on.
pub fn windows_packs(name: &str, vcpus: u32) -> Option<u32> {
    let is_arm = Parts::of(name).features.contains('p');
    (!is_arm && vcpus > 0).then(|| vcpus.div_ceil(CORES_A_PACK))
}

struct Parts<'a> {
    family: &'a str,
    features: &'a str,
    version: u32,
}

impl<'a> Parts<'a> {
    fn of(name: &'a str) -> Self {
        let name = name.strip_prefix("Standard_").unwrap_or(name);
        let (first, rest) = name.split_once('_').unwrap_or((name, ""));
        let is_letter = |c: char| c.is_ascii_alphabetic();
        let (family, rest_of_first) =
            first.split_at_checked(first.find(|c| !is_letter(c)).unwrap_or(first.len())).unwrap_or((first, ""));
        // The number, and for constrained sizes a hyphen and a second number.
        let features = rest_of_first.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
        let version =
            rest.rsplit('_').next().and_then(|last| last.strip_prefix('v')).and_then(|last| last.parse().ok());
        Self { family, features, version: version.unwrap_or(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(sizes: &[(&'static str, &str, u32)]) -> Vec<&'static str> {
        let mut sizes: Vec<_> =
            sizes.iter().map(|(name, category, vcpus)| (ShelfOrder::of(name, category, *vcpus), *name)).collect();
        sizes.sort();
        sizes.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn the_everyday_sizes_of_the_newest_version_come_first() {
        let shelf = sorted(&[
            ("Standard_M416ms_v2", "memoryoptimized", 416),
            ("Standard_A1", "generalpurpose", 1),
            ("Standard_E4s_v5", "memoryoptimized", 4),
            ("Standard_D4s_v3", "generalpurpose", 4),
            ("Standard_D4_v5", "generalpurpose", 4),
            ("Standard_D8s_v5", "generalpurpose", 8),
            ("Standard_B2ms", "generalpurpose", 2),
            ("Standard_D4ads_v5", "generalpurpose", 4),
            ("Standard_D4s_v5", "generalpurpose", 4),
            ("Standard_NC24ads_A100_v4", "gpu", 24),
        ]);
        assert_eq!(
            shelf,
            [
                "Standard_D4s_v5",
                "Standard_D8s_v5",
                "Standard_D4ads_v5",
                "Standard_D4_v5",
                "Standard_D4s_v3",
                "Standard_B2ms",
                "Standard_A1",
                "Standard_E4s_v5",
                "Standard_M416ms_v2",
                "Standard_NC24ads_A100_v4",
            ]
        );
    }

    #[test]
    fn windows_takes_a_pack_for_every_8_cores_begun() {
        for (name, vcpus, packs) in [
            ("Standard_B1s", 1, Some(1)),
            ("Standard_D8s_v5", 8, Some(1)),
            ("Standard_D12", 12, Some(2)),
            ("Standard_M416ms_v2", 416, Some(52)),
            ("Standard_E32-8s_v5", 32, Some(4)),
            ("Standard_D4ps_v6", 4, None),
            ("Standard_E4pds_v6", 4, None),
        ] {
            assert_eq!(windows_packs(name, vcpus), packs, "{name}");
        }
    }
}

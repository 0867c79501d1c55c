//! Size groups and the ratios inside them. Floor 0. Rules R-BN-10, R-BN-11.

use std::collections::HashMap;

use rust_decimal::Decimal;

/// Sizes by group. The shipped table fills it: `reference::flexibility_ratios`.
#[derive(Debug, Clone, Default)]
pub struct Flexibility {
    sizes: HashMap<String, (u32, Decimal)>,
    groups: HashMap<String, u32>,
    /// Decimals that the ratios of each group need.
    scales: Vec<u32>,
}

/// What a size takes of its group, as a whole number: ratios of one group have one scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Footprint {
    /// The group; `None` for a size that matches only itself.
    pub(super) group: Option<u32>,
    /// 1 without a group.
    pub(super) ratio: u64,
}

impl Flexibility {
    /// `size` takes `ratio` of `group`. A ratio of zero or below is left out.
    pub fn add(&mut self, group: &str, size: &str, ratio: Decimal) {
        let ratio = ratio.normalize();
        if ratio <= Decimal::ZERO {
            return;
        }
        let next = u32::try_from(self.scales.len()).unwrap_or(u32::MAX);
        let group = *self.groups.entry(group.to_owned()).or_insert(next);
        if group == next {
            self.scales.push(0);
        }
        if let Some(scale) = usize::try_from(group).ok().and_then(|at| self.scales.get_mut(at)) {
            *scale = ratio.scale().max(*scale);
        }
        self.sizes.insert(fold(size), (group, ratio));
    }

    /// The group and ratio of a size, as the table has it.
    pub fn find(&self, size: &str) -> Option<Decimal> {
        self.sizes.get(&fold(size)).map(|(_, ratio)| *ratio)
    }

    /// Whether two sizes share a group.
    pub fn share_a_group(&self, one: &str, other: &str) -> bool {
        let group = |size: &str| self.sizes.get(&fold(size)).map(|(group, _)| *group);
        group(one).is_some_and(|found| group(other) == Some(found))
    }

    /// What a size takes of its group.
    pub(super) fn footprint(&self, folded_size: &str) -> Footprint {
        let alone = Footprint { group: None, ratio: 1 };
        let Some((group, ratio)) = self.sizes.get(folded_size) else { return alone };
        let scale = usize::try_from(*group).ok().and_then(|at| self.scales.get(at)).copied().unwrap_or(0);
        let mut whole = *ratio;
        whole.rescale(scale);
        u64::try_from(whole.mantissa()).map_or(alone, |ratio| Footprint { group: Some(*group), ratio })
    }
}

/// What names in usage compare by: without case and without spaces at the ends.
pub(super) fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_bn_11_ratios_of_a_group_have_one_scale() {
        let mut table = Flexibility::default();
        table.add("ESv3", "Standard_E2s_v3", Decimal::ONE);
        table.add("ESv3", "Standard_E64s_v3", Decimal::new(288, 1));
        table.add("DSv3", "Standard_D2s_v3", Decimal::new(10, 1));
        let ratio = |size: &str| table.footprint(size).ratio;
        assert_eq!((ratio("standard_e2s_v3"), ratio("standard_e64s_v3")), (10, 288));
        assert_eq!((ratio("standard_d2s_v3"), ratio("standard_nc6")), (1, 1));
        assert_eq!(table.footprint("standard_nc6").group, None);
        assert!(table.share_a_group("STANDARD_E2S_V3", "Standard_E64s_v3"));
        assert!(!table.share_a_group("Standard_E2s_v3", "Standard_D2s_v3"));
        assert!(!table.share_a_group("Standard_NC6", "Standard_NC6"));
    }
}

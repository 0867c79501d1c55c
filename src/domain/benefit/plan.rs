//! Which reservations can reach which machines, prepared once for many hours. Floor 0. Rules R-BN-3,
//! R-BN-4, R-BN-7 to R-BN-10.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::flexibility::fold;
use super::hours::Hour;
use super::machines::{MachineKind, Machines, Traits, fold_region};
use super::reservation::{Reservation, Scope, Version};

/// A version within the hours that are worked on, as numbers.
#[derive(Debug, Clone)]
pub(super) struct Supply {
    pub(super) reservation: u32,
    pub(super) from: Hour,
    pub(super) until: Hour,
    pub(super) quantity: u32,
    pub(super) ratio: u64,
    pub(super) is_flexible: bool,
    pub(super) sku: Option<u32>,
    pub(super) group: Option<u32>,
    pub(super) region: Option<u32>,
    pub(super) reach: Reach,
}

impl Supply {
    /// Units of the size group for one hour.
    pub(super) fn units(&self) -> u128 {
        u128::from(super::hours::Hours::whole(1).nanos())
            .saturating_mul(self.quantity.into())
            .saturating_mul(self.ratio.into())
    }

    pub(super) fn is_active(&self, hour: Hour) -> bool {
        self.from <= hour && hour < self.until
    }
}

/// Where a version reaches, as numbers. A name that nothing runs under has no number and reaches nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    ResourceGroup(Option<(u32, u32)>),
    Single(Option<u32>),
    ManagementGroup(HashSet<u32>),
    Shared,
}

impl Reach {
    fn of(scope: &Scope, machines: &Machines) -> Self {
        let name = |text: &String| machines.known_name(&fold(text));
        match scope {
            Scope::ResourceGroup { subscription_id, resource_group } => {
                Self::ResourceGroup(name(subscription_id).zip(name(resource_group)))
            }
            Scope::Single { subscription_id } => Self::Single(name(subscription_id)),
            Scope::ManagementGroup { subscription_ids } => {
                Self::ManagementGroup(subscription_ids.iter().filter_map(name).collect())
            }
            Scope::Shared => Self::Shared,
        }
    }

    /// R-BN-8: narrow scopes first.
    const fn level(&self) -> usize {
        match self {
            Self::ResourceGroup(_) => 0,
            Self::Single(_) => 1,
            Self::ManagementGroup(_) => 2,
            Self::Shared => 3,
        }
    }

    pub(super) fn reaches(&self, machine: &Traits) -> bool {
        match self {
            Self::ResourceGroup(at) => *at == Some((machine.subscription, machine.resource_group)),
            Self::Single(at) => *at == Some(machine.subscription),
            Self::ManagementGroup(all) => all.contains(&machine.subscription),
            Self::Shared => true,
        }
    }
}

const LEVELS: usize = 4;

/// Reservations and machines that go through one loop together (R-BN-9): both in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Bucket {
    pub(super) supplies: Vec<u32>,
    pub(super) machines: Vec<u32>,
    /// Not every reservation reaches every machine of it: management groups overlap.
    pub(super) is_partial: bool,
}

/// Everything that stays the same from hour to hour.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) supplies: Vec<Supply>,
    /// In the order of R-BN-8 and R-BN-9: of each level the exact matches, then the flexible ones.
    pub(super) buckets: Vec<Bucket>,
}

/// What the machines of a bucket have in common: where they are, and their size or size group.
type Key = (u32, u32, u32, u32);

/// In the place of a subscription or resource group where every one counts.
const ANY: u32 = u32::MAX;

impl Plan {
    pub(super) fn new(reservations: &[Reservation], machines: &Machines, hours: &Range<Hour>) -> Self {
        let supplies = supplies(reservations, machines, hours);
        let order = machines.in_order();
        let mut buckets = Vec::new();
        for level in 0..LEVELS {
            for is_flexible in [false, true] {
                buckets.extend(pass(&supplies, machines.traits(), order, level, is_flexible));
            }
        }
        Self { supplies, buckets }
    }
}

/// Versions within the hours, in the order of R-BN-9: by expiry, then by ID.
fn supplies(reservations: &[Reservation], machines: &Machines, hours: &Range<Hour>) -> Vec<Supply> {
    let mut order: Vec<(u32, &Reservation)> = (0..).zip(reservations).collect();
    order.sort_by_key(|(_, reservation)| (reservation.expiry(), reservation.id.as_str()));
    let mut supplies = Vec::new();
    for (index, reservation) in order {
        for active in reservation.active() {
            let (from, until) = (active.from.max(hours.start), active.until.min(hours.end));
            if from < until {
                supplies.push(supply(index, active.version, from..until, machines));
            }
        }
    }
    supplies
}

fn supply(reservation: u32, version: &Version, hours: Range<Hour>, machines: &Machines) -> Supply {
    let sku = fold(&version.sku);
    let footprint = machines.flexibility().footprint(&sku);
    Supply {
        reservation,
        from: hours.start,
        until: hours.end,
        quantity: version.quantity,
        ratio: footprint.ratio,
        is_flexible: version.is_flexible,
        sku: machines.known_name(&sku),
        group: footprint.group,
        region: machines.known_name(&fold_region(&version.region)),
        reach: Reach::of(&version.scope, machines),
    }
}

/// The loops of one level and pass. Machines of different places, sizes and groups never meet in one.
fn pass(supplies: &[Supply], traits: &[Traits], order: &[u32], level: usize, is_flexible: bool) -> Vec<Bucket> {
    let mut places: HashMap<Key, usize> = HashMap::new();
    let mut buckets: Vec<Bucket> = Vec::new();
    for (index, supply) in (0..).zip(supplies) {
        if supply.reach.level() != level || (is_flexible && !supply.is_flexible) {
            continue;
        }
        let size = if is_flexible { supply.group } else { supply.sku };
        let Some((subscription, resource_group)) = corner(&supply.reach) else { continue };
        let Some((region, size)) = supply.region.zip(size) else { continue };
        let at = *places.entry((subscription, resource_group, region, size)).or_insert(buckets.len());
        if at == buckets.len() {
            buckets.push(Bucket::default());
        }
        if let Some(bucket) = buckets.get_mut(at) {
            bucket.supplies.push(index);
            bucket.is_partial = matches!(supply.reach, Reach::ManagementGroup(_));
        }
    }
    if buckets.is_empty() {
        return buckets;
    }
    for machine in order {
        let Some(trait_) = usize::try_from(*machine).ok().and_then(|at| traits.get(at)) else { continue };
        let size = if is_flexible { trait_.group } else { Some(trait_.sku) };
        let Some(size) = size.filter(|_| trait_.kind == MachineKind::Regular) else { continue };
        let (subscription, resource_group) = match level {
            0 => (trait_.subscription, trait_.resource_group),
            1 => (trait_.subscription, ANY),
            _ => (ANY, ANY),
        };
        let at = places.get(&(subscription, resource_group, trait_.region, size));
        if let Some(bucket) = at.and_then(|at| buckets.get_mut(*at)) {
            bucket.machines.push(*machine);
        }
    }
    // In the order in which their first reservations come, so that nothing depends on hashing.
    buckets.retain(|bucket| !bucket.machines.is_empty());
    buckets
}

/// The subscription and resource group of a bucket; `None` reaches nothing.
fn corner(reach: &Reach) -> Option<(u32, u32)> {
    match reach {
        Reach::ResourceGroup(at) => *at,
        Reach::Single(at) => at.map(|subscription| (subscription, ANY)),
        Reach::ManagementGroup(_) | Reach::Shared => Some((ANY, ANY)),
    }
}

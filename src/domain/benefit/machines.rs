//! What ran, and where: machines as numbers. Floor 0. Rules R-BN-3, R-BN-4, R-BN-7.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::flexibility::{Flexibility, fold};
use super::hours::Hour;
use crate::domain::codes::codes;

codes! {
    /// How a machine is billed (R-BN-4): only regular ones get a benefit.
    MachineKind, NotAMachineKind {
        /// At its list price.
        Regular = "regular",
        /// Made the classic way.
        Classic = "classic",
        /// At a promotional price.
        Promo = "promo",
        /// Spot.
        Spot = "spot",
    }
}

/// A machine as usage names it. Text compares without case; a region also without spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Machine<'a> {
    /// `/subscriptions/../virtualMachines/web-1`, or whatever names it in the records.
    pub resource_id: &'a str,
    /// The subscription it runs in.
    pub subscription_id: &'a str,
    /// The resource group it runs in.
    pub resource_group: &'a str,
    /// `Standard_D2s_v3`: `ServiceType` of the record decides, not the meter (R-BN-3).
    pub sku: &'a str,
    /// `westeurope`.
    pub region: &'a str,
    /// How it is billed.
    pub kind: MachineKind,
}

/// The number of a machine in its [`Machines`]. A machine that changes its size, or moves, is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MachineId(pub(super) u32);

impl MachineId {
    /// Its place in lists that are in the order of [`Machines`].
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// What decides about the benefit of a machine, as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) subscription: u32,
    pub(super) resource_group: u32,
    pub(super) sku: u32,
    pub(super) region: u32,
    /// Group of the size; `None` for a size that matches only itself.
    pub(super) group: Option<u32>,
    pub(super) ratio: u64,
    pub(super) kind: MachineKind,
}

#[derive(Debug, Clone)]
struct Named {
    resource_id: String,
    subscription_id: String,
    resource_group: String,
    sku: String,
    region: String,
}

/// All machines of some usage, each once, and all names as numbers.
#[derive(Debug, Clone)]
pub struct Machines {
    flexibility: Flexibility,
    names: HashMap<String, u32>,
    spelled: HashMap<String, u32>,
    folded: HashMap<String, u32>,
    named: Vec<Named>,
    traits: Vec<Traits>,
    first: Vec<Hour>,
    key: String,
    /// The machine that was asked for last.
    last: Option<u32>,
    /// Worked out once, until another machine is added.
    order: OnceLock<Vec<u32>>,
}

impl Machines {
    /// None yet; sizes are grouped by this table.
    pub fn new(flexibility: Flexibility) -> Self {
        Self {
            flexibility,
            names: HashMap::new(),
            spelled: HashMap::new(),
            folded: HashMap::new(),
            named: Vec::new(),
            traits: Vec::new(),
            first: Vec::new(),
            key: String::new(),
            last: None,
            order: OnceLock::new(),
        }
    }

    /// The number of this machine, which is added when it is new. `None` when four thousand million are
    /// known already.
    pub fn add(&mut self, machine: &Machine<'_>) -> Option<MachineId> {
        // Files repeat the machines of an hour in the next one: the one after the last is likely the one.
        let likely = self.last.and_then(|last| last.checked_add(1)).unwrap_or(0);
        let is_same = |id: u32| self.get(MachineId(id)).is_some_and(|known| known == *machine);
        let known = [likely, 0].into_iter().find(|id| is_same(*id));
        let found = known.map(MachineId).or_else(|| self.find_or_add(machine));
        self.last = found.map(|id| id.0);
        found
    }

    fn find_or_add(&mut self, machine: &Machine<'_>) -> Option<MachineId> {
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        let parts = [machine.resource_id, machine.subscription_id, machine.resource_group, machine.sku, machine.region];
        for part in parts {
            key.push_str(part);
            key.push('\u{1f}');
        }
        key.push_str(machine.kind.code());
        let known = self.spelled.get(&key).copied();
        let found = known.or_else(|| self.add_spelling(&key, machine));
        self.key = key;
        found.map(MachineId)
    }

    fn add_spelling(&mut self, key: &str, machine: &Machine<'_>) -> Option<u32> {
        let folded = fold_key(key, machine);
        let id = match self.folded.get(&folded) {
            Some(id) => *id,
            None => self.add_machine(folded, machine)?,
        };
        self.spelled.insert(key.to_owned(), id);
        // Whatever is read first, the same spelling is shown.
        let at = self.named.get_mut(usize::try_from(id).ok()?)?;
        if machine.resource_id < at.resource_id.as_str() {
            machine.resource_id.clone_into(&mut at.resource_id);
        }
        Some(id)
    }

    fn add_machine(&mut self, folded: String, machine: &Machine<'_>) -> Option<u32> {
        let id = u32::try_from(self.named.len()).ok()?;
        let footprint = self.flexibility.footprint(&fold(machine.sku));
        let traits = Traits {
            subscription: self.name(&fold(machine.subscription_id))?,
            resource_group: self.name(&fold(machine.resource_group))?,
            sku: self.name(&fold(machine.sku))?,
            region: self.name(&fold_region(machine.region))?,
            group: footprint.group,
            ratio: footprint.ratio,
            kind: machine.kind,
        };
        self.named.push(Named {
            resource_id: machine.resource_id.to_owned(),
            subscription_id: machine.subscription_id.to_owned(),
            resource_group: machine.resource_group.to_owned(),
            sku: machine.sku.to_owned(),
            region: machine.region.to_owned(),
        });
        self.traits.push(traits);
        self.first.push(Hour::from_count(i32::MAX));
        self.folded.insert(folded, id);
        self.order = OnceLock::new();
        Some(id)
    }

    /// The number of a name.
    fn name(&mut self, folded: &str) -> Option<u32> {
        if let Some(number) = self.names.get(folded) {
            return Some(*number);
        }
        let number = u32::try_from(self.names.len()).ok()?;
        self.names.insert(folded.to_owned(), number);
        Some(number)
    }

    /// The number of a name that is known; a name that nothing runs under has none.
    pub(super) fn known_name(&self, folded: &str) -> Option<u32> {
        self.names.get(folded).copied()
    }

    /// The table by which sizes are grouped.
    pub fn flexibility(&self) -> &Flexibility {
        &self.flexibility
    }

    /// The machine with this number.
    pub fn get(&self, id: MachineId) -> Option<Machine<'_>> {
        let named = self.named.get(id.index())?;
        Some(Machine {
            resource_id: &named.resource_id,
            subscription_id: &named.subscription_id,
            resource_group: &named.resource_group,
            sku: &named.sku,
            region: &named.region,
            kind: self.traits.get(id.index())?.kind,
        })
    }

    /// It ran in this hour, which lies before the usage that is given: so where it does not run, it is
    /// stopped or gone.
    pub fn ran_before(&mut self, id: MachineId, hour: Hour) {
        if let Some(first) = self.first.get_mut(id.index()) {
            *first = hour.min(*first);
        }
    }

    /// The first hour in which each machine ran before the usage that is given.
    pub(super) fn first_hours(&self) -> &[Hour] {
        &self.first
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.named.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// Every number, in the order in which the machines were added.
    pub fn ids(&self) -> impl Iterator<Item = MachineId> + use<> {
        (0..u32::try_from(self.named.len()).unwrap_or(u32::MAX)).map(MachineId)
    }

    pub(super) fn traits(&self) -> &[Traits] {
        &self.traits
    }

    /// The order in which the benefit reaches machines (R-BN-9): by lower-cased resource ID, and where
    /// one has several rows, by the rest of what names it.
    pub(super) fn in_order(&self) -> &[u32] {
        self.order.get_or_init(|| {
            let mut all: Vec<(&String, u32)> = self.folded.iter().map(|(key, id)| (key, *id)).collect();
            all.sort_unstable();
            all.into_iter().map(|(_, id)| id).collect()
        })
    }
}

/// The key without case, and the region without spaces.
fn fold_key(key: &str, machine: &Machine<'_>) -> String {
    if key.is_ascii() && !key.contains(' ') {
        return key.to_ascii_lowercase();
    }
    let parts = [machine.resource_id, machine.subscription_id, machine.resource_group, machine.sku];
    let mut folded = String::with_capacity(key.len());
    for part in parts {
        folded.push_str(&fold(part));
        folded.push('\u{1f}');
    }
    folded.push_str(&fold_region(machine.region));
    folded.push('\u{1f}');
    folded.push_str(machine.kind.code());
    folded
}

/// `West Europe` is `westeurope`. Other names of a region are the reader's to know.
pub(super) fn fold_region(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine<'a>(resource_id: &'a str, region: &'a str) -> Machine<'a> {
        let (subscription_id, resource_group, sku) = ("Sub-1", "RG", "Standard_DS2_v2");
        Machine { resource_id, subscription_id, resource_group, sku, region, kind: MachineKind::Regular }
    }

    #[test]
    fn a_machine_is_one_whatever_its_spelling() {
        let mut machines = Machines::new(Flexibility::default());
        let first = machines.add(&machine("web-1", "West Europe"));
        assert_eq!(machines.add(&machine("WEB-1", "westeurope")), first);
        assert_eq!(machines.add(&machine("web-1", "WestEurope")), first);
        let other = machines.add(&machine("web-1", "eastus"));
        assert_ne!(other, first);
        assert_eq!(machines.len(), 2);
        assert_eq!(machines.get(first.unwrap()).unwrap().resource_id, "WEB-1");
        let spot = Machine { kind: MachineKind::Spot, ..machine("web-1", "eastus") };
        assert_ne!(machines.add(&spot), other);
    }

    #[test]
    fn r_bn_9_machines_come_in_the_order_of_their_lower_cased_ids() {
        let mut machines = Machines::new(Flexibility::default());
        for id in ["b", "C", "a", "B2"] {
            machines.add(&machine(id, "eastus"));
        }
        let in_order = machines.in_order().iter().filter_map(|id| machines.get(MachineId(*id)));
        assert_eq!(in_order.map(|found| found.resource_id).collect::<Vec<_>>(), ["a", "b", "B2", "C"]);
    }
}

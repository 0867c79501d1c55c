//! One hour: who gets how much of which reservation. Floor 0. Rules R-BN-1, R-BN-2, R-BN-9, R-BN-12.

use super::hours::{Hour, Hours};
use super::machines::Traits;
use super::plan::{Bucket, Plan, Supply};

/// Hears of everything that is decided about an hour.
pub(super) trait Listener {
    /// So many units of a supply went to a machine.
    fn takes(&mut self, supply: usize, machine: u32, units: u128);
}

/// Nobody asks who takes what.
#[derive(Debug)]
pub(super) struct Deaf;

impl Listener for Deaf {
    fn takes(&mut self, _supply: usize, _machine: u32, _units: u128) {}
}

/// What is left of an hour while it is given out. Kept from hour to hour, so that nothing is allocated.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    plan: &'a Plan,
    traits: &'a [Traits],
    ratios: Vec<u64>,
    /// Billionths of an hour that each machine ran, by its number.
    pub(super) ran: Vec<u64>,
    /// Units of each machine that nothing covers yet, by its number.
    pub(super) demand: Vec<u128>,
    /// Units of each supply that nobody has taken yet.
    pub(super) supply: Vec<u128>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(plan: &'a Plan, traits: &'a [Traits]) -> Self {
        let ratios = traits.iter().map(|one| one.ratio).collect();
        let (ran, demand) = (vec![0; traits.len()], vec![0; traits.len()]);
        Self { plan, traits, ratios, ran, demand, supply: vec![0; plan.supplies.len()] }
    }

    /// Starts an hour: the reservations that are active in it, and what ran.
    pub(super) fn open(&mut self, hour: Hour, ran: impl Iterator<Item = (u32, Hours)>) {
        for (left, supply) in self.supply.iter_mut().zip(&self.plan.supplies) {
            *left = if supply.is_active(hour) { supply.units() } else { 0 };
        }
        // Records come in any order: what each touches is kept small, the rest is done in the order of machines.
        self.ran.fill(0);
        for (machine, hours) in ran {
            if let Some(sum) = usize::try_from(machine).ok().and_then(|at| self.ran.get_mut(at)) {
                *sum = sum.saturating_add(hours.nanos());
            }
        }
        for ((left, nanos), ratio) in self.demand.iter_mut().zip(&self.ran).zip(&self.ratios) {
            *left = u128::from(*nanos).saturating_mul((*ratio).into());
        }
    }

    /// Gives everything out, level by level.
    pub(super) fn match_all(&mut self, listener: &mut impl Listener) {
        for bucket in &self.plan.buckets {
            if bucket.is_partial {
                self.match_overlapping(bucket, listener);
            } else {
                self.match_bucket(bucket, listener);
            }
        }
    }

    /// Every reservation of the bucket reaches every machine of it, so that walking both once comes to
    /// the same as a loop within a loop: a supply that is used up, like a demand that is met, stays so.
    fn match_bucket(&mut self, bucket: &Bucket, listener: &mut impl Listener) {
        let mut supplies = bucket.supplies.iter().filter_map(|at| usize::try_from(*at).ok());
        let mut supply = supplies.next();
        for machine in &bucket.machines {
            let Some(wanted) = usize::try_from(*machine).ok().and_then(|at| self.demand.get_mut(at)) else { continue };
            while *wanted > 0 {
                let Some(at) = supply else { return };
                let Some(left) = self.supply.get_mut(at) else { return };
                let units = (*wanted).min(*left);
                if units > 0 {
                    *wanted -= units;
                    *left -= units;
                    listener.takes(at, *machine, units);
                }
                if *left == 0 {
                    supply = supplies.next();
                }
            }
        }
    }

    /// Management groups overlap: each machine asks each reservation.
    fn match_overlapping(&mut self, bucket: &Bucket, listener: &mut impl Listener) {
        for machine in &bucket.machines {
            let at = usize::try_from(*machine).unwrap_or(usize::MAX);
            let Some((wanted, traits)) = self.demand.get_mut(at).zip(self.traits.get(at)) else { continue };
            for supply in bucket.supplies.iter().filter_map(|at| usize::try_from(*at).ok()) {
                let reaches = self.plan.supplies.get(supply).is_some_and(|one: &Supply| one.reach.reaches(traits));
                let Some(left) = self.supply.get_mut(supply).filter(|_| reaches) else { continue };
                let units = (*wanted).min(*left);
                if units > 0 {
                    *wanted -= units;
                    *left -= units;
                    listener.takes(supply, *machine, units);
                }
            }
        }
    }
}

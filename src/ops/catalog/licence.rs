//! The software that the price of a reservation leaves out. Floor 2. Rules S-7, S-81; features row 14.

use crate::domain::catalog::windows_packs;
use rust_decimal::Decimal;

use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::reference;

/// What one pack of the Windows Server subscription costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackPrice {
    /// For how long.
    pub term: Term,
    /// For the whole term.
    pub each: Money,
    /// Day the price was read.
    pub read_on: Day,
}

/// The Windows Server subscription that a machine needs besides its reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// How many packs.
    pub packs: u32,
    /// What one costs.
    pub pack: PackPrice,
    /// What all cost, for the whole term.
    pub total: Money,
}

impl Licence {
    /// The licence of a size for a term; none where the size does not run Windows Server, or where
    /// there is no price in the currency.
    pub fn of(packs: &[PackPrice], size: &str, vcpus: u32, term: Term) -> Option<Self> {
        let pack = *packs.iter().find(|pack| pack.term == term)?;
        let count = windows_packs(size, vcpus)?;
        Some(Self { packs: count, pack, total: pack.each.times(count).ok()? })
    }
}

/// What Azure Hybrid Benefit saves on a reservation: the licence by the hour against a subscription of one's own
/// (S-82). It is worked out for a machine that runs all the time, as the reservation is paid all the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HybridBenefit {
    /// The subscription that the machines need.
    pub licence: Licence,
    /// How many machines.
    pub machines: u32,
    /// The licence by the hour, which Azure charges beside the reservation.
    pub hourly: UnitPrice,
    /// Hours of the term.
    pub hours: u32,
    /// That for the whole term, for all machines.
    pub by_the_hour: Money,
    /// The subscription for all machines.
    pub subscription: Money,
    /// What is saved.
    pub saved: Money,
}

impl HybridBenefit {
    /// For so many machines of a size; none where the hourly rate is not known or nothing is saved.
    pub fn of(licence: Licence, size: &str, vcpus: u32, machines: u32) -> Option<Self> {
        let is_burstable = size.starts_with("Standard_B");
        let currency = licence.total.currency();
        let rates = reference::windows_licence_rates().filter_map(Result::ok);
        let rate = rates
            .filter(|row| row.cores == vcpus && row.is_burstable == is_burstable)
            .find(|row| row.rate.currency() == currency)?
            .rate;
        let hours = licence.pack.term.hours();
        let by_the_hour = rate.times(Decimal::from(hours)).ok()?.times(machines).ok()?;
        let subscription = licence.total.times(machines).ok()?;
        let saved = by_the_hour.minus(subscription).ok().filter(|saved| saved.minor() > 0)?;
        Some(Self { licence, machines, hourly: rate, hours, by_the_hour, subscription, saved })
    }
}

/// The price of one pack for each term in a currency, from the shipped price list. A damaged table would
/// only leave the suggestion out, and a test reads it.
pub(super) fn pack_prices(currency: Currency) -> Vec<PackPrice> {
    let rows = reference::windows_subscription_prices().filter_map(Result::ok);
    rows.filter(|row| row.packs == 1 && row.total.currency() == currency)
        .map(|row| PackPrice { term: row.term, each: row.total, read_on: row.snapshot_date })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packs_of_a_size_at_the_shipped_price() {
        let packs = pack_prices(Currency::USD);
        let of = |size, vcpus, term| Licence::of(&packs, size, vcpus, term).map(|it| (it.packs, it.total.minor()));
        assert_eq!(of("Standard_D4s_v5", 4, Term::OneYear), Some((1, 32_000)));
        assert_eq!(of("Standard_D16s_v5", 16, Term::ThreeYears), Some((2, 128_000)));
        assert_eq!(of("Standard_D4ps_v6", 4, Term::OneYear), None);
        assert_eq!(pack_prices(Currency::KRW), []);
    }

    #[test]
    fn s_82_what_hybrid_benefit_saves_is_the_hourly_licence_less_the_subscription() {
        let packs = pack_prices(Currency::USD);
        let of = |size, vcpus, term, machines| {
            let licence = Licence::of(&packs, size, vcpus, term)?;
            HybridBenefit::of(licence, size, vcpus, machines)
        };
        // 0.184 an hour for 4 cores, 8,760 hours: 1,611.84; a pack for a year: 320.
        let four = of("Standard_D4s_v5", 4, Term::OneYear, 3).unwrap();
        assert_eq!((four.by_the_hour.minor(), four.subscription.minor()), (483_552, 96_000));
        assert_eq!(four.saved.minor(), 387_552);
        assert_eq!(of("Standard_B2s", 2, Term::OneYear, 1), None, "0.008 an hour is less than a pack");
        assert_eq!(of("Standard_D4ps_v6", 4, Term::OneYear, 1), None);
    }
}

//! The software that the price of a reservation leaves out. Floor 2. Rules S-7, S-81; features row 14.

use crate::domain::catalog::windows_packs;
use crate::domain::money::{Currency, Money};
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
}

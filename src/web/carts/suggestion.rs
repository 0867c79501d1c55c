//! The licence that the price of a reservation leaves out, and what Azure Hybrid Benefit would save. Floor 4.
//! S-7, S-82; features row 14.

use crate::i18n::Texts;
use crate::ops::carts::LineView;

/// What stands beside a reservation in the cart.
pub(super) struct Suggestion {
    /// `Windows Server subscription for 1 year: 3 packs, $960.00`.
    pub(super) licence: String,
    /// What is saved, and how that comes about; nothing where nothing is saved or no rate is known.
    pub(super) benefit: Option<(String, String)>,
}

impl Suggestion {
    /// Of a line of the cart; none for software and for what runs no Windows Server.
    pub(super) fn of(t: Texts, line: &LineView) -> Option<Self> {
        let licence = line.licence?;
        let machines = line.stored.line.quantity.get();
        let packs = t.catalog_packs(licence.packs.saturating_mul(machines));
        let all = licence.total.times(machines).ok()?;
        let term = t.term(&licence.pack.term);
        let benefit = line.benefit.map(|it| {
            let hours = t.number(i64::from(it.hours));
            let rate = t.unit_price(&it.hourly);
            let sum = t.money(&it.by_the_hour);
            let working =
                t.carts_benefit_working(it.machines, rate, hours, sum, t.money(&it.subscription), t.money(&it.saved));
            (t.carts_benefit_saves(t.money(&it.saved)), working)
        });
        let day = t.date_short(&licence.pack.read_on);
        Some(Self { licence: t.catalog_licence_dated(term, packs, t.money(&all), day), benefit })
    }
}

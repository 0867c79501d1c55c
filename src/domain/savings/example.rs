//! A month worked out by hand: the published test vector of the formulas. Floor 0. Features row 47.
//!
//! 30 days of one instance: 720 reserved hours at a pay-as-you-go price of 0.096. The term costs 504.00 for
//! 365 days, 41.42 for 30 of them. 576 hours were covered, 144 were not used: 41.42 x 144 / 720 = 8.28.

use rust_decimal::Decimal;

use super::{Facts, Priced};
use crate::domain::benefit::Hours;
use crate::domain::money::{Currency, Money, UnitPrice};

/// What the example starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Size, region and pay-as-you-go price of the machine and of the reservation.
    pub priced: Priced<'static>,
    /// Reserved hours.
    pub reserved: Hours,
    /// Covered hours.
    pub covered: Hours,
    /// What the whole term of a year costs.
    pub term_price: Money,
    /// What the month of it costs.
    pub cost: Money,
    /// What of that was for nothing.
    pub unused_cost: Money,
}

impl Example {
    /// The month.
    pub const fn month() -> Self {
        let list = UnitPrice::new(Decimal::from_parts(96, 0, 0, false, 3), Currency::USD);
        Self {
            priced: Priced { size: "Standard_D2s_v5", region: "koreacentral", list: Some(list), contracted: None },
            reserved: Hours::whole(720),
            covered: Hours::whole(576),
            term_price: Money::new(50_400, Currency::USD),
            cost: Money::new(4_142, Currency::USD),
            unused_cost: Money::new(828, Currency::USD),
        }
    }

    /// As the formulas take it.
    pub fn facts<'a>(&self, covered: &'a [(Priced<'a>, Hours); 1]) -> Facts<'a> {
        Facts {
            own: self.priced,
            covered,
            unused: self.reserved.minus(self.covered),
            cost: self.cost,
            unused_cost: self.unused_cost,
        }
    }
}

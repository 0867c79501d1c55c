//! What reservations save: formulas with their test vectors. Floor 0. Features rows 15, 16, 47 to 50, C4,
//! R-UT-4, R-BL-9.
//!
//! Every amount is rounded once, half away from zero, to the minor unit of its currency, and every
//! difference is one of rounded amounts: what a page, a file and the API show adds up to the cent.
//! A price that is not known is an error that names it, never a zero.
//!
//! | figure | formula |
//! |---|---|
//! | list cost | covered hours x pay-as-you-go price of the machine that ran, all machines |
//! | contracted cost | the same at the prices that were agreed; the list price where none was |
//! | cost | price of the reservation spread over its term, for all reserved hours (R-UT-4) |
//! | unused cost | the part of it that is for unused hours |
//! | effective cost | cost less unused cost: what the used hours come to |
//! | net savings | list cost less cost |
//! | unrealized savings | unused hours x pay-as-you-go price of the reserved size: what full use would have saved more |
//! | lifetime savings | net savings of all days since the start |
//! | effective savings rate | net savings / what everything would have cost at list prices |
//! | coverage | covered hours / running hours |
//! | break-even utilization | cost of an hour / pay-as-you-go price of an hour |

mod advice;
mod example;
mod rates;

pub use advice::{Advice, Offer, Point, advise, if_usage_falls};
pub use example::Example;
pub use rates::{break_even_day, break_even_utilization, coverage, effective_savings_rate, lock_in_months};

use super::benefit::Hours;
use super::money::{Currency, Money, MoneyError, UnitPrice};

/// A figure that cannot be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotCompute {
    /// A price is missing.
    #[error("cannot compute, no price for {size} in {region}")]
    NoPrice {
        /// The size.
        size: String,
        /// The region.
        region: String,
    },
    /// Amounts of different currencies, or too large ones.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// A size in a region, and what an hour of it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priced<'a> {
    /// The size.
    pub size: &'a str,
    /// The region.
    pub region: &'a str,
    /// The pay-as-you-go list price of an hour, where it is known.
    pub list: Option<UnitPrice>,
    /// The price of an hour that was agreed, where one was.
    pub contracted: Option<UnitPrice>,
}

impl Priced<'_> {
    fn list(&self) -> Result<UnitPrice, CannotCompute> {
        let missing = || CannotCompute::NoPrice { size: self.size.to_owned(), region: self.region.to_owned() };
        self.list.ok_or_else(missing)
    }
}

/// What a reservation covered and cost over a stretch of time.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The size that is reserved.
    pub own: Priced<'a>,
    /// Machines it covered, with the hours of each.
    pub covered: &'a [(Priced<'a>, Hours)],
    /// Hours that nobody used, in the reserved size.
    pub unused: Hours,
    /// Its price spread over the term, for all reserved hours.
    pub cost: Money,
    /// The part of the cost that is for unused hours.
    pub unused_cost: Money,
}

/// What a reservation saved over a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Savings {
    /// What the covered hours would have cost at list prices.
    pub list_cost: Money,
    /// What they would have cost at agreed prices.
    pub contracted_cost: Money,
    /// What the reservation cost.
    pub cost: Money,
    /// Of that, for used hours.
    pub effective_cost: Money,
    /// Of that, for unused hours: the money that is lost.
    pub unused_cost: Money,
    /// What was saved; below zero when it cost more than it saved.
    pub net: Money,
    /// What full use would have saved more.
    pub unrealized: Money,
}

/// The figures of a reservation.
pub fn savings(facts: &Facts<'_>) -> Result<Savings, CannotCompute> {
    let currency = facts.cost.currency();
    let mut list_cost = Money::new(0, currency);
    let mut contracted_cost = list_cost;
    for (machine, hours) in facts.covered {
        let list = machine.list()?;
        list_cost = list_cost.plus(amount(list, *hours)?)?;
        contracted_cost = contracted_cost.plus(amount(machine.contracted.unwrap_or(list), *hours)?)?;
    }
    let unrealized =
        if facts.unused > Hours::ZERO { amount(facts.own.list()?, facts.unused)? } else { Money::new(0, currency) };
    Ok(Savings {
        list_cost,
        contracted_cost,
        cost: facts.cost,
        effective_cost: facts.cost.minus(facts.unused_cost)?,
        unused_cost: facts.unused_cost,
        net: list_cost.minus(facts.cost)?,
        unrealized,
    })
}

impl Savings {
    /// Both together: several reservations, or the days of a month. All days since the start are its
    /// lifetime savings.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        Ok(Self {
            list_cost: self.list_cost.plus(other.list_cost)?,
            contracted_cost: self.contracted_cost.plus(other.contracted_cost)?,
            cost: self.cost.plus(other.cost)?,
            effective_cost: self.effective_cost.plus(other.effective_cost)?,
            unused_cost: self.unused_cost.plus(other.unused_cost)?,
            net: self.net.plus(other.net)?,
            unrealized: self.unrealized.plus(other.unrealized)?,
        })
    }

    /// Nothing yet.
    pub const fn none(currency: Currency) -> Self {
        let zero = Money::new(0, currency);
        Self {
            list_cost: zero,
            contracted_cost: zero,
            cost: zero,
            effective_cost: zero,
            unused_cost: zero,
            net: zero,
            unrealized: zero,
        }
    }
}

fn amount(price: UnitPrice, hours: Hours) -> Result<Money, MoneyError> {
    price.times(hours.to_decimal())
}

#[cfg(test)]
mod tests;

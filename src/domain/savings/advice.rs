//! How many instances to reserve: the curve of saving by quantity. Floor 0. Rule R-SZ-10; features rows 17,
//! 53.

use rust_decimal::{Decimal, RoundingStrategy};

use super::CannotCompute;
use crate::domain::benefit::Hours;
use crate::domain::money::{Money, MoneyError, UnitPrice};
use crate::domain::term::Term;

/// More instances than this are not looked at: a curve of that length is not looked at by anybody.
const MOST: u32 = 2_000;

/// What one instance costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// For how long.
    pub term: Term,
    /// For the whole term.
    pub price: Money,
}

/// What a quantity comes to over the hours that were looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// How many.
    pub quantity: u32,
    /// Hours they would have covered.
    pub covered: Hours,
    /// Their utilization in percent, two decimals.
    pub utilization: Decimal,
    /// Pay-as-you-go for the covered hours less the price of these hours; below zero when it would lose.
    pub saving: Money,
    /// The same for a month of 730 hours.
    pub monthly_saving: Money,
}

/// The curve, and where it is highest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The term.
    pub term: Term,
    /// From one instance to as many as ran at once.
    pub curve: Vec<Point>,
    /// The smallest quantity with the largest saving; `None` when none saves anything.
    pub best: Option<u32>,
    /// The utilization in percent from which an instance saves, rounded up to two decimals.
    pub break_even: Decimal,
    /// Hours that were looked at in which there is no usage of anything.
    pub gaps: u32,
}

impl Advice {
    /// The point of the best quantity.
    pub fn best_point(&self) -> Option<&Point> {
        self.best.and_then(|best| self.curve.iter().find(|point| point.quantity == best))
    }
}

/// The curve for hours that no reservation covers (`benefit::uncovered`), an entry for each hour. `gaps`
/// says in how many of them nothing is known.
pub fn advise(hourly: &[Hours], gaps: u32, payg: UnitPrice, offer: Offer) -> Result<Advice, CannotCompute> {
    let prices = Prices::new(payg, offer, hourly.len())?;
    let most = hourly.iter().max().map_or(0, |most| most.nanos().div_ceil(Hours::whole(1).nanos()));
    let most = u32::try_from(most).unwrap_or(MOST).min(MOST);
    let mut curve = Vec::new();
    for quantity in 1..=most {
        curve.push(prices.point(quantity, covered(hourly, quantity))?);
    }
    let best = curve.iter().filter(|point| point.saving.minor() > 0);
    let best = best.max_by_key(|point| (point.saving.minor(), std::cmp::Reverse(point.quantity)));
    Ok(Advice {
        term: offer.term,
        best: best.map(|point| point.quantity),
        curve,
        break_even: prices.break_even()?,
        gaps,
    })
}

/// What this quantity comes to when only so many percent of each hour run.
pub fn if_usage_falls(
    hourly: &[Hours],
    percent: u32,
    quantity: u32,
    payg: UnitPrice,
    offer: Offer,
) -> Result<Point, CannotCompute> {
    let fall = |hours: &Hours| {
        let nanos = u128::from(hours.nanos()).saturating_mul(percent.into()) / 100;
        Hours::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    };
    let fallen: Vec<Hours> = hourly.iter().map(fall).collect();
    Prices::new(payg, offer, hourly.len())?.point(quantity, covered(&fallen, quantity))
}

fn covered(hourly: &[Hours], quantity: u32) -> Hours {
    let full = Hours::whole(quantity);
    hourly.iter().map(|hours| (*hours).min(full)).sum()
}

/// Prices over the hours that are looked at.
struct Prices {
    payg: UnitPrice,
    /// An hour of the reservation: its price over 8,760 hours a year.
    reserved: UnitPrice,
    hours: Decimal,
}

impl Prices {
    fn new(payg: UnitPrice, offer: Offer, hours: usize) -> Result<Self, CannotCompute> {
        if payg.currency() != offer.price.currency() {
            return Err(MoneyError::CurrencyMismatch(payg.currency(), offer.price.currency()).into());
        }
        let reserved = offer.price.to_decimal().checked_div(Decimal::from(offer.term.hours()));
        let reserved = UnitPrice::new(reserved.ok_or(MoneyError::Overflow)?, payg.currency());
        Ok(Self { payg, reserved, hours: Decimal::from(hours) })
    }

    fn point(&self, quantity: u32, covered: Hours) -> Result<Point, CannotCompute> {
        let overflow = || CannotCompute::from(MoneyError::Overflow);
        let reserved = self.hours.checked_mul(Decimal::from(quantity)).ok_or_else(overflow)?;
        let at_list = self.payg.rate().checked_mul(covered.to_decimal()).ok_or_else(overflow)?;
        let price = self.reserved.rate().checked_mul(reserved).ok_or_else(overflow)?;
        let saved = UnitPrice::new(at_list.checked_sub(price).ok_or_else(overflow)?, self.payg.currency());
        let month = Decimal::from(730).checked_div(self.hours).unwrap_or(Decimal::ZERO);
        let share = covered.to_decimal().checked_mul(Decimal::ONE_HUNDRED).ok_or_else(overflow)?.checked_div(reserved);
        Ok(Point {
            quantity,
            covered,
            utilization: round(share.unwrap_or(Decimal::ZERO), RoundingStrategy::MidpointAwayFromZero),
            saving: saved.times(Decimal::ONE)?,
            monthly_saving: saved.times(month)?,
        })
    }

    fn break_even(&self) -> Result<Decimal, CannotCompute> {
        let exact =
            self.reserved.rate().checked_mul(Decimal::ONE_HUNDRED).and_then(|rate| rate.checked_div(self.payg.rate()));
        exact.map(|exact| round(exact, RoundingStrategy::ToPositiveInfinity)).ok_or(MoneyError::Overflow.into())
    }
}

fn round(percent: Decimal, how: RoundingStrategy) -> Decimal {
    percent.round_dp_with_strategy(2, how)
}

//! What a US dollar costs, for the limit that is kept in dollars. Floor 0. Rules R-RF-10, Q-21.
//!
//! ```
//! use ground::domain::money::{Currency, Money};
//! use ground::domain::policy::UsdRate;
//! let pounds = "GBP".parse().unwrap();
//! let rate = UsdRate::new("0.8315".parse().unwrap(), pounds).unwrap();
//! assert_eq!(rate.to_usd(Money::new(20_52, pounds)).unwrap(), Money::new(24_68, Currency::USD));
//! ```

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::money::{Currency, Money, MoneyError, UnitPrice};

/// So many units of a currency for one US dollar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsdRate {
    rate: Decimal,
    currency: Currency,
}

/// The number is no rate of that currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotARate {
    /// A rate is above zero.
    #[error("a rate is above zero")]
    NotPositive,
    /// A dollar is a dollar.
    #[error("the rate of the US dollar is 1")]
    DollarIsOne,
}

impl UsdRate {
    /// The rate of the US dollar itself.
    pub const USD: Self = Self { rate: Decimal::ONE, currency: Currency::USD };

    /// `rate` units of `currency` for one US dollar.
    pub fn new(rate: Decimal, currency: Currency) -> Result<Self, NotARate> {
        if rate <= Decimal::ZERO {
            Err(NotARate::NotPositive)
        } else if currency == Currency::USD && rate != Decimal::ONE {
            Err(NotARate::DollarIsOne)
        } else {
            Ok(Self { rate, currency })
        }
    }

    /// How many units there are for a dollar.
    pub const fn rate(self) -> Decimal {
        self.rate
    }

    /// The amount in US dollars, rounded once, half away from zero.
    pub fn to_usd(self, amount: Money) -> Result<Money, MoneyError> {
        if amount.currency() != self.currency {
            return Err(MoneyError::CurrencyMismatch(amount.currency(), self.currency));
        }
        let dollars = amount.to_decimal().checked_div(self.rate).ok_or(MoneyError::Overflow)?;
        UnitPrice::new(dollars, Currency::USD).times(Decimal::ONE)
    }
}

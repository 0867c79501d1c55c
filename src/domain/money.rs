//! Exact money. Floor 0. Rules Q-22 (minor units by ISO 4217 exponent) and R-BL-9 (round per unit).
//!
//! [`Money`] is whole minor units; nothing is rounded by adding or multiplying it.
//! [`UnitPrice`] is a decimal rate (an hourly price has many decimals) that becomes `Money` in one
//! place, with the rounding named.
//!
//! ```
//! use ground::domain::money::{Currency, Money};
//! let each = Money::new(985_00, Currency::USD);
//! assert_eq!(each.times(3).unwrap(), Money::new(2955_00, Currency::USD));
//! ```

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// Money could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two currencies do not add.
    #[error("{0} and {1} are different currencies")]
    CurrencyMismatch(Currency, Currency),
    /// The amount is outside what 64 bits of minor units hold.
    #[error("the amount is too large")]
    Overflow,
    /// The text is not an amount in this currency.
    #[error("not an amount")]
    NotAnAmount,
}

/// An ISO 4217 currency: three letters and its number of decimals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; 3],
    exponent: u8,
}

/// The text is not a currency code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a currency code")]
pub struct NotACurrency;

/// ISO 4217 codes whose minor unit is not two decimals (`currencies.csv`).
const NO_DECIMALS: [&[u8; 3]; 16] = [
    b"BIF", b"CLP", b"DJF", b"GNF", b"ISK", b"JPY", b"KMF", b"KRW", b"PYG", b"RWF", b"UGX", b"VND", b"VUV", b"XAF",
    b"XOF", b"XPF",
];
const THREE_DECIMALS: [&[u8; 3]; 7] = [b"BHD", b"IQD", b"JOD", b"KWD", b"LYD", b"OMR", b"TND"];

impl Currency {
    /// US dollar, the currency of the shipped price lists and of the refund limit.
    pub const USD: Self = Self { code: *b"USD", exponent: 2 };
    /// South Korean won.
    pub const KRW: Self = Self { code: *b"KRW", exponent: 0 };
    /// Japanese yen.
    pub const JPY: Self = Self { code: *b"JPY", exponent: 0 };
    /// New Taiwan dollar.
    pub const TWD: Self = Self { code: *b"TWD", exponent: 2 };
    /// Euro.
    pub const EUR: Self = Self { code: *b"EUR", exponent: 2 };

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or("XXX")
    }

    /// How many decimals the currency has: 0 for KRW and JPY, 2 for most.
    pub const fn exponent(self) -> u8 {
        self.exponent
    }
}

impl FromStr for Currency {
    type Err = NotACurrency;
    fn from_str(text: &str) -> Result<Self, NotACurrency> {
        let code: [u8; 3] = text.as_bytes().try_into().map_err(|_not_three| NotACurrency)?;
        if !code.iter().all(u8::is_ascii_uppercase) {
            return Err(NotACurrency);
        }
        let exponent = if NO_DECIMALS.contains(&&code) {
            0
        } else if THREE_DECIMALS.contains(&&code) {
            3
        } else {
            2
        };
        Ok(Self { code, exponent })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// An exact amount: whole minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// `minor` units of `currency`: 12345 USD is $123.45, 12345 KRW is ₩12,345.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in this currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Whole minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The amount as a decimal number of major units, with the currency's decimals.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, u32::from(self.currency.exponent))
    }

    /// Reads "1234.50" in `currency`; more decimals than the currency has is an error, not a rounding.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let amount = Decimal::from_str(text.trim()).map_err(|_not_decimal| MoneyError::NotAnAmount)?;
        let scaled = amount.normalize();
        if scaled.scale() > u32::from(currency.exponent) {
            return Err(MoneyError::NotAnAmount);
        }
        from_decimal(scaled, currency, RoundingStrategy::MidpointAwayFromZero)
    }

    /// The sum of both.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// This amount less the other.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The amount `count` times; exact (R-BL-9: the unit is rounded first, then multiplied).
    pub fn times(self, count: u32) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(i64::from(count)).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// `part` of `whole` equal shares of it, rounded once, half away from zero (R-RF-2). There are no
    /// shares where `whole` is 0.
    pub fn share(self, part: u32, whole: u32) -> Result<Self, MoneyError> {
        let numerator = i128::from(self.minor) * i128::from(part) * 2;
        let denominator = i128::from(whole) * 2;
        let half = i128::from(whole) * numerator.signum();
        let minor = numerator.checked_add(half).and_then(|sum| sum.checked_div(denominator));
        let minor = i64::try_from(minor.ok_or(MoneyError::Overflow)?).map_err(|_too_large| MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The smaller of two amounts of one currency.
    pub fn lower_of(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Ok(if other.minor < self.minor { other } else { self })
    }

    /// The sum of many amounts of one currency.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// `count` parts that add up to the whole: equal, rounded half away from zero, the last takes the
    /// rest (BL-3: 1,000.00 in 12 is 11 x 83.33 + 83.37). Where that would turn the last around (20
    /// won in 36), the others are rounded down. `count` 0 gives no parts.
    pub fn split_evenly(self, count: u32) -> Result<Vec<Self>, MoneyError> {
        if count == 0 {
            return Ok(Vec::new());
        }
        let part = |how| from_decimal(self.to_decimal() / Decimal::from(count), self.currency, how);
        let mut each = part(RoundingStrategy::MidpointAwayFromZero)?;
        let mut last = self.minus(each.times(count - 1)?)?;
        if last.minor.signum() == -self.minor.signum() {
            each = part(RoundingStrategy::ToZero)?;
            last = self.minus(each.times(count - 1)?)?;
        }
        let mut parts = Vec::new();
        for _ in 1..count {
            parts.push(each);
        }
        parts.push(last);
        Ok(parts)
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch(self.currency, other.currency))
        }
    }
}

/// `1234.50 USD`: for logs, exports and errors. Pages format by language.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.to_decimal(), self.currency)
    }
}

/// A rate with as many decimals as its source has, such as a price per hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPrice {
    rate: Decimal,
    currency: Currency,
}

impl UnitPrice {
    /// A rate in major units.
    pub const fn new(rate: Decimal, currency: Currency) -> Self {
        Self { rate, currency }
    }

    /// The rate in major units.
    pub const fn rate(self) -> Decimal {
        self.rate
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The rate for `quantity` units (hours), rounded once, half away from zero.
    pub fn times(self, quantity: Decimal) -> Result<Money, MoneyError> {
        let amount = self.rate.checked_mul(quantity).ok_or(MoneyError::Overflow)?;
        from_decimal(amount, self.currency, RoundingStrategy::MidpointAwayFromZero)
    }
}

fn from_decimal(amount: Decimal, currency: Currency, how: RoundingStrategy) -> Result<Money, MoneyError> {
    let exponent = u32::from(currency.exponent);
    let rounded = amount.round_dp_with_strategy(exponent, how);
    let scale = Decimal::from(10_i64.pow(exponent));
    let minor = rounded.checked_mul(scale).ok_or(MoneyError::Overflow)?;
    let minor = i64::try_from(minor).map_err(|_too_large| MoneyError::Overflow)?;
    Ok(Money::new(minor, currency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bl_3_twelve_payments_of_a_thousand() {
        let parts = Money::new(100_000, Currency::USD).split_evenly(12).unwrap();
        assert!(parts[..11].iter().all(|part| part.minor() == 83_33));
        assert_eq!(parts[11].minor(), 83_37);
    }

    #[test]
    fn no_part_is_a_payment_the_other_way() {
        let parts = Money::new(20, Currency::KRW).split_evenly(36).unwrap();
        assert!(parts[..35].iter().all(|part| part.minor() == 0));
        assert_eq!(parts[35].minor(), 20);
        assert_eq!(Money::new(-20, Currency::KRW).split_evenly(36).unwrap()[35].minor(), -20);
    }

    #[test]
    fn won_and_yen_have_no_decimals() {
        assert_eq!("KRW".parse::<Currency>().unwrap(), Currency::KRW);
        assert_eq!(Money::parse("1500", Currency::KRW).unwrap().minor(), 1500);
        assert_eq!(Money::parse("1500.5", Currency::KRW), Err(MoneyError::NotAnAmount));
        assert_eq!(Money::parse("1500.50", Currency::USD).unwrap().minor(), 150_050);
    }

    #[test]
    fn halves_round_away_from_zero() {
        let rate = UnitPrice::new(Decimal::new(125, 3), Currency::USD);
        assert_eq!(rate.times(Decimal::ONE).unwrap().minor(), 13);
    }

    #[test]
    fn shares_round_half_away_from_zero_once() {
        let of = |minor, part, whole| Money::new(minor, Currency::USD).share(part, whole).map(Money::minor);
        assert_eq!(of(120_000, 362, 365), Ok(119_014), "RF-2");
        let one = Money::new(400, Currency::USD).share(29, 30).unwrap();
        assert_eq!((one.minor(), one.times(2).unwrap().minor()), (387, 774), "BL-1");
        assert_eq!((of(1, 1, 2), of(-1, 1, 2), of(5, 1, 4), of(100, 0, 7)), (Ok(1), Ok(-1), Ok(1), Ok(0)));
        assert_eq!(of(i64::MAX, 1, 1), Ok(i64::MAX));
        assert_eq!((of(i64::MAX, 2, 1), of(1, 1, 0)), (Err(MoneyError::Overflow), Err(MoneyError::Overflow)));
    }

    #[test]
    fn currencies_do_not_mix() {
        let mixed = Money::new(1, Currency::USD).plus(Money::new(1, Currency::KRW));
        assert_eq!(mixed, Err(MoneyError::CurrencyMismatch(Currency::USD, Currency::KRW)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100_000))]
        /// R-24: parts always add up to the whole, and no part differs from another by more than the rest.
        #[test]
        fn parts_sum_to_the_whole(minor in 0_i64..1_000_000_000_000_000, count in 1_u32..=36) {
            let whole = Money::new(minor, Currency::USD);
            let parts = whole.split_evenly(count).unwrap();
            prop_assert_eq!(parts.len(), usize::try_from(count).unwrap());
            prop_assert!(parts.iter().all(|part| part.minor() >= 0));
            prop_assert_eq!(Money::sum(Currency::USD, parts).unwrap(), whole);
        }
    }
}

//! What is sold of the shipped prices: reservation prices with what they save. Leaf.
//!
//! A reservation price that is provably wrong is left out: nothing, or per hour no less than a
//! pay-as-you-go price that two sources or a clean source have. A saving is stated only against a
//! price that is not in doubt.

use std::collections::HashMap;

use super::prices::{PaygPrice, ReservationPrice, payg_prices, reservation_prices};
use super::table::DataError;
use crate::domain::catalog::{Saving, saving};

/// A reservation price, the pay-as-you-go price beside it and what it saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The price.
    pub price: ReservationPrice,
    /// The same machine by the hour, where it is known.
    pub payg: Option<PaygPrice>,
    /// What is saved; `None` where the hourly price is unknown or unconfirmed.
    pub saving: Option<Saving>,
}

impl Offer {
    /// Puts the two prices together; `None` is a reservation price that is provably wrong.
    pub fn new(price: ReservationPrice, payg: Option<PaygPrice>) -> Option<Self> {
        if price.total.minor() <= 0 {
            return None;
        }
        let trusted = payg
            .as_ref()
            .filter(|payg| payg.quality.is_usable_for_saving() && payg.price.currency() == price.total.currency());
        let saving = trusted.and_then(|payg| saving(price.total, payg.price, price.term));
        if trusted.is_some() && saving.is_none() {
            return None;
        }
        Some(Self { price, payg, saving })
    }
}

/// Every reservation price that is sold.
pub fn offers() -> Result<Vec<Offer>, DataError> {
    let mut hourly = HashMap::new();
    for payg in payg_prices() {
        let payg = payg?;
        hourly.insert((payg.region.clone(), payg.size.clone()), payg);
    }
    let mut offers = Vec::new();
    for price in reservation_prices() {
        let price = price?;
        let payg = hourly.get(&(price.region.clone(), price.size.clone())).cloned();
        offers.extend(Offer::new(price, payg));
    }
    Ok(offers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::{Currency, Money, UnitPrice};
    use crate::domain::term::Term;
    use crate::domain::time::Day;
    use crate::reference::PriceQuality;
    use rust_decimal::Decimal;

    fn price(minor: i64) -> ReservationPrice {
        ReservationPrice {
            region: "westus".to_owned(),
            size: "Standard_D4s_v3".to_owned(),
            term: Term::OneYear,
            total: Money::new(minor, Currency::USD),
            meter_id: None,
            source_id: "test".to_owned(),
            snapshot_date: Day::ymd(2026, 1, 26).unwrap(),
        }
    }

    fn payg(quality: PriceQuality) -> PaygPrice {
        PaygPrice {
            region: "westus".to_owned(),
            size: "Standard_D4s_v3".to_owned(),
            price: UnitPrice::new(Decimal::new(1, 1), Currency::USD),
            quality,
            snapshot_date: Day::ymd(2026, 1, 26).unwrap(),
        }
    }

    #[test]
    fn a_price_that_is_provably_wrong_is_not_sold() {
        assert_eq!(Offer::new(price(0), None), None);
        assert_eq!(Offer::new(price(87_600), Some(payg(PriceQuality::Confirmed))), None);
        assert!(Offer::new(price(87_599), Some(payg(PriceQuality::Confirmed))).is_some());
    }

    #[test]
    fn a_price_in_doubt_neither_saves_nor_proves_anything() {
        for quality in [PriceQuality::Differs, PriceQuality::SuspectFamily] {
            for minor in [50_000, 90_000] {
                let offer = Offer::new(price(minor), Some(payg(quality))).unwrap();
                assert_eq!(offer.saving, None);
                assert!(offer.payg.is_some());
            }
        }
        assert_eq!(Offer::new(price(50_000), None).unwrap().saving, None);
    }
}

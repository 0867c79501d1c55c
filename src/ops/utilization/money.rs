//! What a day of a reservation costs, and what of it was for nothing. Floor 2. Rules R-UT-4, B-19, B-20.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::time::{Day, Instant};
use crate::domain::utilization::Amount;
use crate::store::utilization::Held;

/// Millionths of the smallest unit.
const MICRO: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// The price of one instance for one day: the price of the term over its days, 365 or 366.
fn price_of_a_day(held: &Held) -> Option<Decimal> {
    let (total, instances) = held.price;
    let days = held.expires_at.day().days_since(held.term_starts_at.day());
    Decimal::from(total).checked_div(Decimal::from(instances))?.checked_div(Decimal::from(days))
}

/// Cost of a day and how much of it was unused, in millionths of the smallest unit. A day on which the term
/// begins costs as much as any other; one on which the reservation is changed is shared by its parts.
pub(super) fn cost(held: &Held, day: Day, reserved: Amount, used: Amount) -> (i64, i64) {
    let possible = Decimal::from(hours_of(held.term_starts_at, day));
    let share = |hours: Amount| {
        let instances = hours.decimal().checked_div(possible)?;
        let micros = price_of_a_day(held)?.checked_mul(instances)?.checked_mul(MICRO)?;
        let micros = micros.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        i64::try_from(micros).ok()
    };
    (share(reserved).unwrap_or(0), share(reserved - used).unwrap_or(0))
}

/// The hours of a day that one instance can have: fewer on the day on which the term begins.
fn hours_of(starts_at: Instant, day: Day) -> i64 {
    if starts_at.day() == day { 24 - starts_at.seconds_since(Instant::start_of(day)) / 3_600 } else { 24 }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::{ReservationId, ReservationOrderId};
    use crate::domain::money::Currency;
    use crate::domain::term::Term;

    fn held(total: i64, from: &str, to: &str) -> Held {
        let at = |day: &str| Instant::start_of(day.parse().unwrap());
        Held {
            id: ReservationId::from_uuid(Uuid::nil()),
            order: ReservationOrderId::from_uuid(Uuid::nil()),
            name: String::new(),
            size: String::new(),
            region: String::new(),
            quantity: 1,
            term: Term::OneYear,
            periods: Vec::new(),
            starts_at: at(from),
            term_starts_at: at(from),
            expires_at: at(to),
            price: (total, 1),
            currency: Currency::USD,
        }
    }

    #[test]
    fn b_19_a_year_with_a_29th_of_february_has_366_days() {
        let held = held(1_201_600, "2019-10-23", "2020-10-23");
        let day = "2019-11-05".parse().unwrap();
        let (cost, lost) = cost(&held, day, Amount::hours(24), Amount::hours(24));
        assert_eq!((cost, lost), (3_283_060_109, 0));
        assert_eq!(cost * 30 / 1_000_000, 98_491);
    }

    #[test]
    fn b_20_half_a_day_unused_is_half_its_price() {
        let held = held(36_500, "2022-01-01", "2023-01-01");
        let day = "2022-03-01".parse().unwrap();
        assert_eq!(cost(&held, day, Amount::hours(24), Amount::hours(12)), (100_000_000, 50_000_000));
    }

    #[test]
    fn the_first_day_costs_as_much_as_any_other() {
        let mut held = held(36_500, "2022-01-01", "2023-01-01");
        held.term_starts_at = held.term_starts_at.plus_seconds(13 * 3_600);
        let day = "2022-01-01".parse().unwrap();
        assert_eq!(cost(&held, day, Amount::hours(11), Amount::ZERO), (100_000_000, 100_000_000));
    }
}

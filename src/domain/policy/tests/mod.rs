//! The worked examples stand in `tests/it/quotes.rs`, through the real command. Here: the rows of the
//! policies, and what must hold for any facts.

mod exchanges;
mod refunds;
mod rows;
mod software;

use super::{Payment, ProductKind, ReservationFacts, UsdRate};
use crate::domain::money::{Currency, Money};
use crate::domain::reservations::ProvisioningState;
use crate::domain::term::Term;
use crate::domain::time::Instant;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn at(day: &str) -> Instant {
    Instant::start_of(day.parse().unwrap())
}

/// Ten for three years at 9,000.00, bought on the first day of 2019 and in use.
fn ten() -> ReservationFacts {
    ReservationFacts {
        product: ProductKind::VirtualMachines,
        state: ProvisioningState::Succeeded,
        term: Term::ThreeYears,
        ordered_at: at("2019-01-01"),
        starts_at: at("2019-01-01"),
        expires_at: at("2022-01-01"),
        unit_paid: usd(900_000),
        unit_list: None,
        quantity: 10,
        payment: Payment::Upfront,
        is_used: true,
        usd_rate: UsdRate::USD,
    }
}

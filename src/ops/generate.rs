//! Load data for trying the program with many customers. Floor 2. Features row 43.

use serde_json::json;

use super::app::App;
use super::installation::Partner;
use crate::access::Scope;
use crate::domain::audit::{Event, EventKind};
use crate::store::{Load, StoreError};

/// The most reservations of one order.
const LINES: u64 = 100;

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub struct Amounts {
    /// Customers.
    pub customers: u64,
    /// Orders.
    pub orders: u64,
    /// Reservations.
    pub reservations: u64,
    /// The same seed makes the same.
    pub seed: u64,
}

/// Nothing was made, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The amounts do not go together.
    #[error("{0}")]
    Amounts(&'static str),
    /// The same was made before.
    #[error("something of this seed is there already; use another --seed")]
    There,
    /// The database did not do it.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for GenerateError {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Duplicate(_)) { Self::There } else { Self::Store(error) }
    }
}

/// Makes customers, orders and reservations of a partner.
pub fn generate(
    app: &App,
    partner: &Partner,
    amounts: Amounts,
    progress: &mut dyn FnMut(u64),
) -> Result<(), GenerateError> {
    let Amounts { customers, orders, reservations, seed } = amounts;
    if orders > 0 && customers == 0 {
        return Err(GenerateError::Amounts("orders need customers"));
    }
    if reservations < orders || reservations > orders.saturating_mul(LINES) {
        return Err(GenerateError::Amounts("every order has 1 to 100 reservations"));
    }
    let load = Load { partner: partner.id, customers, orders, reservations, seed, now: app.clock.now() };
    let system = app.db.system("load data is made for any partner");
    system.generate(load, progress)?;
    let after = json!({ "customers": customers, "orders": orders, "reservations": reservations, "seed": seed });
    let event = Event::new(EventKind::WorldSeeded, "partners", partner.id).after(after);
    let scope = Scope::operator("generate", partner.id, app.clock.now());
    app.db.write(&scope, |w| w.record(&event, ()))?;
    // A server that runs would go on reading the new rows from the log, which takes ten times as long.
    Ok(app.db.checkpoint()?)
}

//! The catalogue as people look at it: kept in memory, filtered and counted there. Floor 2.
//! Rules S-28 to S-33, P-7; features rows 7, 8, 12 to 16; performance 0.2.
//!
//! A [`Snapshot`] holds every price of a currency and a segment on a day, made from one query of
//! prices. It is kept until the catalogue's revision, read at each request, says that prices changed.

mod cache;
mod entry;
mod facets;
mod filter;
mod licence;
mod snapshot;

pub use crate::store::catalog::{PriceChange, SizeRow as Size};
pub use crate::store::software::SoftwareProduct;
pub use cache::Cache;
pub use entry::{Entry, Payg};
pub use facets::{Facet, FacetValue};
pub use filter::{Filter, Found, Order, ZeroBecause, find};
pub use licence::{HybridBenefit, Licence, PackPrice};
pub use snapshot::{Parts, Snapshot};

use std::sync::Arc;

use super::app::App;
use crate::access::Granted;
use crate::access::may::{self, Permission};
use crate::domain::catalog::VM_RESERVATIONS;
use crate::domain::customers::Segment;
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::market::Verdict;
use crate::domain::money::Currency;
use crate::domain::subscriptions::SubscriptionState;
use crate::store::StoreError;
use crate::store::subscriptions::Subscription;

use super::customers::Customer;

/// How many days ahead a change of prices is announced (features row 12).
const DAYS_AHEAD: u64 = 7;

/// What can be sold to a customer, and why not.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// Whether reservations are sold in the customer's market (S-83).
    pub verdict: Verdict,
    /// The currency of the customer's market (R-BL-4); none where the vendor names none.
    pub currency: Option<Currency>,
}

/// What can be sold to a customer today.
pub fn shelf<P: Permission>(app: &App, may: &Granted<P>, customer: &Customer) -> Result<Shelf, StoreError> {
    let day = may.scope().now().day();
    app.db.read(may.scope(), |r| {
        Ok(Shelf { verdict: r.market_verdict(&customer.country, day)?, currency: r.currency_of(&customer.country)? })
    })
}

/// The reservations on sale today in a currency, for a segment.
pub fn snapshot<P: Permission>(
    app: &App,
    may: &Granted<P>,
    currency: Currency,
    segment: Segment,
) -> Result<Arc<Snapshot>, StoreError> {
    let day = may.scope().now().day();
    app.db.read(may.scope(), |r| {
        let revision = r.catalog_revision()?;
        let key = cache::Key { revision, currency, segment, day };
        if let Some(kept) = app.catalog.get(&key) {
            return Ok(kept);
        }
        let parts = Parts {
            rows: r.catalog_rows(VM_RESERVATIONS, currency, segment, day)?,
            sizes: r.sizes()?,
            regions: r.regions()?,
            names: region_names(),
            currencies: r.price_currencies()?,
            change: r.next_price_change(VM_RESERVATIONS, currency, segment, day, day.plus_days(DAYS_AHEAD))?,
            packs: licence::pack_prices(currency),
        };
        let made = Arc::new(Snapshot::new(currency, parts));
        app.catalog.put(key, &made);
        Ok(made)
    })
}

/// The subscriptions of a customer, the oldest first, for whoever may buy (S-27).
pub fn subscriptions(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
) -> Result<Vec<Subscription>, StoreError> {
    app.db.read(may.scope(), |r| r.subscriptions(customer))
}

/// One subscription of a customer, for whoever may buy.
pub fn subscription(
    app: &App,
    may: &Granted<may::PlaceOrders>,
    customer: CustomerId,
    subscription: SubscriptionId,
) -> Result<Subscription, StoreError> {
    app.db.read(may.scope(), |r| r.subscription(customer, subscription))
}

/// Software on sale today in a currency, for a segment: a row for each term, and those without a price.
pub fn software<P: Permission>(
    app: &App,
    may: &Granted<P>,
    currency: Currency,
    segment: Segment,
) -> Result<Vec<SoftwareProduct>, StoreError> {
    app.db.read(may.scope(), |r| r.software_products(currency, segment, may.scope().now().day()))
}

/// Where a subscription of a customer stands, for whoever asks what can be bought under it.
pub fn state_of_subscription<P: Permission>(
    app: &App,
    may: &Granted<P>,
    customer: CustomerId,
    subscription: SubscriptionId,
) -> Result<SubscriptionState, StoreError> {
    app.db.read(may.scope(), |r| Ok(r.subscription(customer, subscription)?.state))
}

/// Whether there is a region of that name, or something is sold in one.
pub fn is_region<P: Permission>(app: &App, may: &Granted<P>, name: &str) -> Result<bool, StoreError> {
    app.db.read(may.scope(), |r| r.is_region(name))
}

/// Other names of regions come with the program; a damaged table would only make search poorer, and a
/// test reads it.
fn region_names() -> crate::domain::catalog::RegionNames {
    crate::reference::region_names().unwrap_or_default()
}

//! Where reservations are sold, and in which currency. Floor 2. Rules S-83, R-MK-1, R-BL-4, Q-13.

use super::app::App;
use crate::access::Granted;
use crate::access::may::Permission;
use crate::domain::market::{DEFAULT_LIST, MarketRule, Verdict};
use crate::domain::money::Currency;
use crate::store::StoreError;

pub use crate::store::markets::Market;

/// Whether a reservation may be sold today to a customer of this country.
pub fn verdict<P: Permission>(app: &App, may: &Granted<P>, country: &str) -> Result<Verdict, StoreError> {
    app.db.read(may.scope(), |r| r.market_verdict(country, may.scope().now().day()))
}

/// What customers of this country are billed in, where the vendor says it.
pub fn currency_of<P: Permission>(app: &App, may: &Granted<P>, country: &str) -> Result<Option<Currency>, StoreError> {
    app.db.read(may.scope(), |r| r.currency_of(country))
}

/// The market of a country, if it is one.
pub fn of<P: Permission>(app: &App, may: &Granted<P>, country: &str) -> Result<Option<Market>, StoreError> {
    app.db.read(may.scope(), |r| r.market(country))
}

/// Every market, by code.
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone has one lifetime, not any")]
pub fn all<P: Permission>(app: &App, may: &Granted<P>) -> Result<Vec<Market>, StoreError> {
    app.db.read(may.scope(), |r| r.markets())
}

/// The markets that the list in force closes today.
#[derive(Debug, Clone)]
pub struct ClosedMarkets {
    /// Code of the list.
    pub list: String,
    /// Each market with the row that closes it, by code.
    pub markets: Vec<(Market, MarketRule)>,
}

/// Where reservations are not sold today (S-83).
pub fn closed<P: Permission>(app: &App, may: &Granted<P>) -> Result<ClosedMarkets, StoreError> {
    let today = may.scope().now().day();
    app.db.read(may.scope(), |r| {
        let list = r.market_list_in_force(today)?.unwrap_or_else(|| DEFAULT_LIST.to_owned());
        let mut markets = r.markets_on_list(&list)?;
        markets.retain(|(_, rule)| rule.counts_on(today));
        Ok(ClosedMarkets { list, markets })
    })
}

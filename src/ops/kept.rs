//! What is counted over many rows, kept between requests. Floor 2. Performance: no counting on a page.
//!
//! Every act of a partner leaves an event with the next number. What was counted at a number is the same
//! until there is another one, in this process or another on the same database; and until the day is over,
//! because reservations end at midnight.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::access::Scope;
use crate::domain::ids::PartnerId;
use crate::domain::time::Day;
use crate::store::{Reader, StoreError};

/// Organisations whose counts are kept at once: a few hundred bytes each.
const MOST: usize = 10_000;

/// A value for everybody of an organisation, at a number and on a day. A thread that died while writing
/// left nothing half done: entries are whole or absent.
pub(super) type Map<T> = RwLock<HashMap<PartnerId, (i64, Day, T)>>;

/// What is counted for the lists of one's own organisation.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) reservations: Map<super::reservations::Totals>,
    pub(super) markets: Map<super::customers::Markets>,
    pub(super) invoices: Map<Arc<Vec<super::invoices::Invoice>>>,
}

/// The value for the scope: as it was kept, or counted now. People of a customer, who see one customer
/// only, have nothing kept.
pub(super) fn of<T: Clone>(
    map: &Map<T>,
    r: &mut Reader<'_>,
    count: impl FnOnce(&mut Reader<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let Some(organization) = organization(r.scope()) else { return count(r) };
    // The number is read first: what is counted afterwards may be newer than it says, never older.
    let (revision, today) = (r.revision()?, r.scope().now().day());
    let known = map.read().unwrap_or_else(PoisonError::into_inner).get(&organization).cloned();
    if let Some((_, _, value)) = known.filter(|(at, day, _)| *at == revision && *day == today) {
        return Ok(value);
    }
    let value = count(r)?;
    let mut all = map.write().unwrap_or_else(PoisonError::into_inner);
    if all.len() >= MOST {
        all.clear();
    }
    all.insert(organization, (revision, today, value.clone()));
    Ok(value)
}

fn organization(scope: &Scope) -> Option<PartnerId> {
    scope.customer().is_none().then(|| scope.reseller().unwrap_or(scope.partner()))
}

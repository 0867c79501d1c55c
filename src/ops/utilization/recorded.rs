//! What the records say of the usage of one reservation. Floor 2. Rule Q-4.

use crate::domain::policy::RecordedUsage;
use crate::store::reservations::Reservation;
use crate::store::{Reader, StoreError};

/// Whether a reservation was used since its term began. What it came from by a split, a merge or a return
/// in part is the same purchase, so its usage counts too.
pub(in crate::ops) fn recorded(r: &mut Reader<'_>, it: &Reservation) -> Result<RecordedUsage, StoreError> {
    let mut all = r.ancestors(it.reservation_order_id, it.id)?;
    all.push(it.id);
    let used_on = r.first_used_day(it.customer_id, &all)?;
    let known = r.usage_span(it.customer_id)?;
    Ok(RecordedUsage::of(used_on, known, it.starts_at, r.scope().now()))
}

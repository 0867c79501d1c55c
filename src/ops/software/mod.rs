//! Software of a customer: what was bought, and what buying and cancelling do to it. Floor 2.
//! Domain 6.9, S-84 to S-98, P-16 to P-19.

use super::app::App;
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::domain::policy::software::cancellable_until;
use crate::domain::refunds::CaseState;
use crate::domain::time::Instant;
use crate::store::StoreError;

mod cancel;
mod fulfil;
mod shelf;

pub use crate::store::software::{Entitlement, SoftwareLine, SoftwareProduct};
pub use cancel::{CancelError, Cancellable, RequestCancel, credit_of, look, request, request_all};
pub(in crate::ops) use cancel::{keep, post_cancellation};
pub(in crate::ops) use fulfil::fulfil_software;
pub use shelf::{ShelfQuery, SoftwareShelf, shelf};

/// A line of software, and until when it can be cancelled.
#[derive(Debug, Clone)]
pub struct Owned {
    /// The line.
    pub line: SoftwareLine,
    /// The last moment to cancel it; none for what cannot be cancelled on any day.
    pub until: Option<Instant>,
    /// Whether it waits for a product key, as there was none left.
    pub waits: bool,
    /// The latest case about it: id, number, state.
    pub case: Option<(RefundCaseId, String, CaseState)>,
}

/// All software of a customer, the newest first (S-87).
pub fn list(app: &App, may: &Granted<may::SeeSoftware>, customer: CustomerId) -> Result<Vec<Owned>, StoreError> {
    app.db.read(may.scope(), |r| {
        let (book, now) = (r.policy_book()?, r.scope().now());
        let mut cases = r.cases_of_software(customer)?;
        let waiting = r.software_without_keys(customer)?;
        let owned = |line: SoftwareLine| {
            let until = cancellable_until(line.kind, line.it.ordered_at, &book, now);
            let case = cases.remove(&line.it.id);
            Owned { until, waits: waiting.contains(&line.it.id), case, line }
        };
        Ok(r.software_of(customer)?.into_iter().map(owned).collect())
    })
}

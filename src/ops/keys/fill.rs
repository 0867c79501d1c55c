//! Keys that have arrived go to the software that waits, the longest waiting first. Floor 2.

use super::{Wanting, event, tell};
use crate::access::Scope;
use crate::domain::audit::EventKind;
use crate::domain::keys::KeyState;
use crate::domain::messages::News;
use crate::ops::app::App;
use crate::store::StoreError;
use crate::store::keys::WaitingKey;

/// Lines of one look.
const BATCH: i64 = 200;

/// Fills what waits; says how many lines got a key.
pub(in crate::ops) fn fill_due(app: &App, job: &'static str) -> Result<u64, StoreError> {
    let system = app.db.system("keys belong to no tenant until they are given");
    let mut filled = 0;
    for waiting in system.keys_to_fill(BATCH)? {
        if fill(app, job, &waiting)? {
            filled += 1;
        }
    }
    Ok(filled)
}

fn fill(app: &App, job: &'static str, waiting: &WaitingKey) -> Result<bool, StoreError> {
    let scope = Scope::system(job, waiting.partner, app.clock.now());
    app.db.write(&scope, |w| {
        let line = w.software_line(waiting.customer, waiting.entitlement)?.it;
        let keys = w.software_keys(waiting.customer, waiting.entitlement)?;
        let still = keys.iter().find(|key| key.id == waiting.id && key.state == KeyState::Waiting);
        let Some(still) = still else { return Ok(w.unchanged(false)) };
        let Some((key, version)) = w.take_stock_key(&line.product_id, &still.version)? else {
            return Ok(w.unchanged(false));
        };
        w.fill_software_key(still.id, &version, key)?;
        let of = Wanting {
            customer: waiting.customer,
            entitlement: waiting.entitlement,
            product: &line.product_id,
            title: &line.title,
        };
        tell(w, app, of, |customer, software| News::KeyArrived { customer, software })?;
        let event = event(EventKind::KeyIssued, of.customer, of.entitlement, of.title, &version, KeyState::Issued);
        w.record(&event, true)
    })
}

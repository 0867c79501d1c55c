//! Imports as pages show them, and what servers do about them by themselves. Floor 2. Rule O-21.

use super::{App, BadRow, ImportMark, UsageImport, give_up};
use crate::access::{Granted, may};
use crate::domain::ids::{PartnerId, UsageImportId};
use crate::domain::partners::PartnerKind;
use crate::store::{PAGE_ROWS, StoreError};

/// Seconds after which an import that notes nothing was left by a server that ended.
const LEFT_AFTER: i64 = 15 * 60;

/// A page of imports, the newest first, and one more than fits when there are more.
pub fn imports(
    app: &App,
    may: &Granted<may::ManageUsage>,
    after: Option<ImportMark>,
) -> Result<Vec<UsageImport>, StoreError> {
    let limit = i64::try_from(PAGE_ROWS).unwrap_or(i64::MAX).saturating_add(1);
    app.db.read(may.scope(), |r| r.usage_imports(after, limit))
}

/// One import.
pub fn import(app: &App, may: &Granted<may::ManageUsage>, id: UsageImportId) -> Result<UsageImport, StoreError> {
    app.db.read(may.scope(), |r| r.usage_import(id))
}

/// The rows of an import that could not be kept.
pub fn bad_rows(app: &App, may: &Granted<may::ManageUsage>, id: UsageImportId) -> Result<Vec<BadRow>, StoreError> {
    app.db.read(may.scope(), |r| {
        r.usage_import(id)?;
        r.bad_usage_rows(id, i64::MAX)
    })
}

/// The partners that bill customers, with their names: usage belongs to one of them.
pub fn partners(app: &App) -> Result<Vec<(PartnerId, String)>, StoreError> {
    let all = app.db.system("the partner of a command").partners()?;
    let bills = |kind| matches!(kind, PartnerKind::DirectBill | PartnerKind::IndirectProvider);
    Ok(all.into_iter().filter(|it| bills(it.kind)).map(|it| (it.id, it.name)).collect())
}

/// Gives up what a server left behind when it ended: its files are gone with it.
pub(in crate::ops) fn give_up_left(app: &App, _job: &'static str) -> Result<u64, StoreError> {
    let now = app.clock.now();
    let mut given_up = 0;
    for import in app.db.system("imports that a server left").unfinished_usage_imports()? {
        if now.seconds_since(import.updated_at) >= LEFT_AFTER {
            give_up(app, import.id, "the server ended before it was read; import the files again")?;
            given_up += 1;
        }
    }
    Ok(given_up)
}

/// Forgets usage and utilization of days that are kept no longer.
pub(in crate::ops) fn forget_old(app: &App, _job: &'static str) -> Result<u64, StoreError> {
    let system = app.db.system("usage of days that are kept no longer is forgotten");
    let before = |days: i64| app.clock.now().plus_days(-days);
    let usage = system.forget_usage_before(before(app.config.usage_keep_days))?;
    let computed = system.forget_utilization_before(before(app.config.utilization_keep_days).day())?;
    Ok(u64::try_from(usage.saturating_add(computed)).unwrap_or(u64::MAX))
}

//! The activity log: read and export. Floor 2. Rules P-25, Q-9.

use serde_json::json;

use super::app::App;
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::UserId;
use crate::domain::roles::{Perm, Role, Verdict, best};
use crate::store::users::User;
use crate::store::{PAGE_ROWS, PageAt, PageRows, StoreError};

pub use crate::store::activity::{AboutCustomer, Activity, ActivityFilter};

/// The most events in one file; a longer log is exported month by month.
pub const FILE: usize = 50_000;

/// A page of the log, the newest first.
#[derive(Debug, Clone)]
pub struct ActivityPage {
    /// The events.
    pub events: PageRows<Activity>,
    /// People and API clients of the own organisation, for the filter.
    pub people: Vec<User>,
}

/// A page of events; the mark is an event's number.
pub fn page(
    app: &App,
    may: &Granted<may::SeeActivity>,
    filter: &ActivityFilter,
    page: PageAt<i64>,
) -> Result<ActivityPage, StoreError> {
    app.db.read(may.scope(), |r| {
        let mut events = r.activity(filter, only_own(may), page, PAGE_ROWS)?;
        hide_software(may, &mut events.rows);
        Ok(ActivityPage { events, people: r.partner_accounts(may.who().partner())? })
    })
}

/// So many events, without the names beside them; the mark is an event's number.
pub fn some(
    app: &App,
    may: &Granted<may::SeeActivity>,
    filter: &ActivityFilter,
    page: PageAt<i64>,
    limit: usize,
) -> Result<PageRows<Activity>, StoreError> {
    app.db.read(may.scope(), |r| r.activity(filter, only_own(may), page, limit))
}

/// Who signed in, who was refused what: those who manage people (P-26) read it of everybody in their
/// scope, others of themselves.
fn only_own(may: &Granted<may::SeeActivity>) -> Option<UserId> {
    (best(may.who().roles(), Perm::ManageUsers) != Verdict::Yes).then(|| may.who().user())
}

/// Of which software a key or a link is, global admins and admin agents read; others read that there was
/// something.
fn hide_software(may: &Granted<may::SeeActivity>, events: &mut [Activity]) {
    if may.who().roles().iter().any(|role| matches!(role, Role::GlobalAdmin | Role::AdminAgent)) {
        return;
    }
    for event in events.iter_mut().filter(|event| event.kind.names_software()) {
        (event.before, event.after) = (None, None);
    }
}

/// The events for a file; that they were taken is an event too.
pub fn export(
    app: &App,
    may: &Granted<may::SeeActivity>,
    filter: &ActivityFilter,
) -> Result<Vec<Activity>, StoreError> {
    let asked = json!({
        "from": filter.from.to_string(),
        "until": filter.until.to_string(),
        "customer": filter.customer.as_ref().map(|customer| match customer {
            AboutCustomer::One(id) => id.to_string(),
            AboutCustomer::Found(words) => words.clone(),
        }),
        "user": filter.user.map(|id: UserId| id.to_string()),
        "kind": filter.kind.map(EventKind::code),
    });
    app.db.write(may.scope(), |w| {
        let mut events = w.activity(filter, only_own(may), PageAt::First, FILE)?.rows;
        hide_software(may, &mut events);
        let event = Event::new(EventKind::Exported, "audit_events", "csv").after(asked);
        w.record(&event, events)
    })
}

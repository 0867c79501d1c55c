//! Which policy version is in force from which day. Floor 2. Rules O-6, O-7, Q-1; C2.
//!
//! The past does not change: a version starts tomorrow at the earliest, and only what has not started
//! is withdrawn.

use serde_json::json;

use super::app::App;
use super::refunds::requote;
use crate::access::may::Permission;
use crate::access::{Granted, Scope, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::PolicySwitchId;
use crate::domain::money::Money;
use crate::domain::policy::{Outcome, PolicyBook, PolicyCode};
use crate::domain::text::Remark;
use crate::domain::time::{Day, Instant};
use crate::store::StoreError;

pub use crate::store::policies::PolicySwitch;

/// What the page of policies shows.
#[derive(Debug, Clone)]
pub struct Policies {
    /// The versions in force, each from a day.
    pub book: PolicyBook,
    /// What was switched, the latest day first, with the name of who did it.
    pub switches: Vec<(PolicySwitch, String)>,
}

/// What a switch would do to an open case.
#[derive(Debug, Clone)]
pub struct CaseChange {
    /// Its number.
    pub number: String,
    /// The customer's name.
    pub customer: String,
    /// The end and the net amount without the switch.
    pub before: (Outcome, Money),
    /// With it.
    pub after: (Outcome, Money),
}

/// Nothing was switched.
#[derive(Debug, thiserror::Error)]
pub enum SwitchError {
    /// It would start today or before.
    #[error("a version starts tomorrow at the earliest")]
    NotFuture,
    /// Another version starts on that day.
    #[error("another version starts on that day")]
    DayTaken,
    /// It has started, or was withdrawn.
    #[error("it has started or was withdrawn")]
    Started,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The versions and who switched them, for people who may see or switch them.
pub fn show<P: Permission>(app: &App, may: &Granted<P>) -> Result<Policies, StoreError> {
    app.db.read(may.scope(), |r| Ok(Policies { book: r.policy_book()?, switches: r.policy_switches()? }))
}

/// What every open case would come to on the first day of a version, without it and with it. A case
/// that cannot be counted is left out.
pub fn preview(
    app: &App,
    may: &Granted<may::SwitchPolicies>,
    code: PolicyCode,
    from: Day,
) -> Result<Vec<CaseChange>, StoreError> {
    let now = may.scope().now();
    let at = Instant::start_of(from).max(now);
    let mut changes = Vec::new();
    for open in app.db.system("a policy concerns the cases of every partner").open_cases()? {
        let scope = Scope::system("policy-preview", open.partner, now);
        let change = app.db.read(&scope, |r| {
            let case = r.refund_case(open.customer, open.id)?;
            let returns = r.case_returns(&case)?;
            let book = r.policy_book()?;
            let before = requote(r, &case, &returns, &book, at);
            let after = requote(r, &case, &returns, &book.with(code, from), at);
            let (Ok(before), Ok(after)) = (before, after) else { return Ok(None) };
            Ok::<_, StoreError>(Some(CaseChange {
                number: case.number.clone(),
                customer: r.customer(open.customer)?.company_name,
                before: (before.outcome(), before.amounts().2),
                after: (after.outcome(), after.amounts().2),
            }))
        })?;
        changes.extend(change);
    }
    Ok(changes)
}

/// Puts a version in force from a day.
pub fn switch(
    app: &App,
    may: &Granted<may::SwitchPolicies>,
    code: PolicyCode,
    from: Day,
    reason: &Remark,
) -> Result<(), SwitchError> {
    let id = PolicySwitchId::from_uuid(app.ids.new_id());
    let done = app.db.write(may.scope(), |w| {
        if from <= w.scope().now().day() {
            return Err(SwitchError::NotFuture);
        }
        let before = w.policy_book()?.on(from).policy.code;
        w.insert_policy_switch(id, code, from, reason.as_str(), may.who().user())?;
        let event = Event::new(EventKind::PolicySwitched, "policy_switches", id)
            .before(json!({ "policy": before }))
            .after(json!({ "policy": code, "from": from, "reason": reason }));
        Ok(w.record(&event, ())?)
    });
    match done {
        Err(SwitchError::Store(StoreError::Duplicate(_))) => Err(SwitchError::DayTaken),
        other => other,
    }
}

/// Takes back a version that has not started.
pub fn withdraw(app: &App, may: &Granted<may::SwitchPolicies>, id: PolicySwitchId) -> Result<(), SwitchError> {
    let done = app.db.write(may.scope(), |w| {
        let found = w.withdraw_policy_switch(id)?;
        if found.valid_from <= w.scope().now().day() {
            return Err(SwitchError::Started);
        }
        let event = Event::new(EventKind::PolicySwitched, "policy_switches", id)
            .before(json!({ "policy": found.policy, "from": found.valid_from }))
            .after(json!({ "withdrawn": true }));
        Ok(w.record(&event, ())?)
    });
    match done {
        Err(SwitchError::Store(StoreError::Stale)) => Err(SwitchError::Started),
        other => other,
    }
}

//! Suspended subscriptions are deleted when their time is over. Floor 2. Domain 6.2, 8.3.

use serde_json::json;

use super::{event, facts};
use crate::access::Scope;
use crate::domain::audit::EventKind;
use crate::domain::messages::{News, Place};
use crate::domain::subscriptions::KEPT_SUSPENDED_DAYS;
use crate::domain::time::Instant;
use crate::ops::app::App;
use crate::ops::messages;
use crate::store::StoreError;
use crate::store::subscriptions::{Overdue, Subscription};

/// Subscriptions of one look at the database.
const STEP: i64 = 200;

/// Deletes every subscription that has been suspended for 90 days, each in an act of its own.
pub(in crate::ops) fn delete_due(app: &App, job: &'static str) -> Result<u64, StoreError> {
    let now = app.clock.now();
    let mut deleted = 0;
    loop {
        let system = app.db.system("subscriptions of all partners come due");
        let overdue = system.overdue_subscriptions(now.plus_days(-KEPT_SUSPENDED_DAYS), STEP)?;
        let mut here: u64 = 0;
        for one in &overdue {
            here += u64::from(delete(app, job, one, now)?);
        }
        deleted += here;
        // What could not be deleted would be found again and again.
        if here == 0 {
            return Ok(deleted);
        }
    }
}

/// Deletes one, and with it everybody's access to it; false when it was reactivated or deleted meanwhile.
fn delete(app: &App, job: &'static str, one: &Overdue, now: Instant) -> Result<bool, StoreError> {
    app.db.write(&Scope::system(job, one.partner, now), |w| {
        let before = w.subscription(one.customer, one.id)?;
        let since = before.suspended_at.unwrap_or(now);
        let Ok(state) = before.state.delete(since, now) else { return Ok(w.unchanged(false)) };
        let after = Subscription { state, suspended_at: None, ..before.clone() };
        w.update_subscription(&after)?;
        let mut to = messages::admins_of_seller(w, one.customer)?;
        to.extend(messages::people_with_access(w, one.customer, one.id)?);
        let news = News::SubscriptionDeleted {
            customer: w.customer(one.customer)?.company_name,
            subscription: before.name.clone(),
        };
        messages::send(w, app, &to, Some(one.customer), &news, &Place::Subscriptions(one.customer))?;
        let access_ended = w.revoke_all_access(one.id)?;
        let mut left = facts(&after);
        if let Some(left) = left.as_object_mut() {
            left.insert("access_ended".to_owned(), json!(access_ended));
        }
        let event = event(EventKind::SubscriptionDeleted, &after).before(facts(&before)).after(left);
        w.record(&event, true)
    })
}

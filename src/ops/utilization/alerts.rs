//! Being told when utilization falls, and when it is well again: once each. Floor 2. Rule O-21.

use serde_json::json;

use super::portfolio::Kinds;
use crate::access::{Granted, Scope, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::AppliedScope;
use crate::domain::ids::{CustomerId, ReservationId, UtilizationAlertId, UtilizationNoticeId};
use crate::domain::messages::{News, Place};
use crate::domain::term::Term;
use crate::domain::time::Instant;
use crate::domain::utilization::percent;
use crate::ops::app::App;
use crate::ops::messages;
use crate::store::utilization::{Like, NewAlert, Notice, ReservationSum, UtilizationFilter};
use crate::store::{StoreError, Writer};

pub use crate::store::utilization::UtilizationAlert;

/// Notices that the page shows.
const MOST_NOTICES: i64 = 100;

/// What a person is told, and of whom that can be.
#[derive(Debug, Clone)]
pub struct Alerts {
    /// The person's alerts.
    pub own: Vec<UtilizationAlert>,
    /// What they found, the newest first.
    pub notices: Vec<Notice>,
    /// Customers with usage, by name.
    pub customers: Vec<(CustomerId, String)>,
    /// Regions and sizes to choose from.
    pub kinds: Kinds,
}

/// The person's alerts, and what they found.
pub fn alerts(app: &App, may: &Granted<may::ManageUsage>) -> Result<Alerts, StoreError> {
    let user = may.who().user();
    app.db.read(may.scope(), |r| {
        let (own, notices) = (r.utilization_alerts(user)?, r.utilization_notices(user, MOST_NOTICES)?);
        Ok(Alerts { own, notices, customers: r.customers_that_use()?, kinds: Kinds::new(r.reservation_kinds()?) })
    })
}

/// A new alert.
#[derive(Debug, Clone)]
pub struct MakeAlert {
    /// Its name.
    pub name: String,
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Only of reservations like this.
    pub like: Like,
    /// Percent below which to tell.
    pub threshold: i32,
    /// Over how many days.
    pub window_days: i32,
}

/// Makes an alert for the person.
pub fn make(app: &App, may: &Granted<may::ManageUsage>, command: &MakeAlert) -> Result<(), StoreError> {
    let new = NewAlert {
        id: UtilizationAlertId::from_uuid(app.ids.new_id()),
        user: may.who().user(),
        name: command.name.clone(),
        customer: command.customer,
        like: command.like.clone(),
        threshold: command.threshold,
        window_days: command.window_days,
    };
    let like = &new.like;
    let after = json!({
        "name": new.name, "threshold": new.threshold, "window_days": new.window_days,
        "region": like.region, "size": like.size, "term": like.term.map(Term::code), "scope": like.scope.map(AppliedScope::code),
    });
    let event = Event::new(EventKind::UtilizationAlertChanged, "utilization_alerts", new.id).after(after);
    app.db.write(may.scope(), |w| {
        if let Some(customer) = new.customer {
            w.customer(customer)?;
        }
        w.insert_utilization_alert(&new)?;
        w.record(&event, ())
    })
}

/// Removes an alert of the person.
pub fn remove(app: &App, may: &Granted<may::ManageUsage>, id: UtilizationAlertId) -> Result<(), StoreError> {
    let event = Event::new(EventKind::UtilizationAlertChanged, "utilization_alerts", id);
    app.db.write(may.scope(), |w| {
        w.remove_utilization_alert(may.who().user(), id)?;
        w.record(&event, ())
    })
}

/// Tells of what fell below its threshold and of what is above it again.
pub(in crate::ops) fn tell(app: &App, job: &'static str) -> Result<u64, StoreError> {
    let mut told = 0;
    for alert in app.db.system("alerts of all people").live_utilization_alerts()? {
        told += look(app, job, &alert)?;
    }
    Ok(told)
}

fn look(app: &App, job: &'static str, alert: &UtilizationAlert) -> Result<u64, StoreError> {
    let scope = Scope::system(job, alert.partner_id, app.clock.now());
    let system = app.db.system("whose customers an alert is about");
    let theirs = match system.reseller_of_alert(alert)? {
        Some(reseller) => Some(system.customers_of_reseller(reseller)?),
        None => None,
    };
    let open = system.open_notices(alert.id)?;
    let sums = app.db.read(&scope, |r| {
        let Some(last) = r.last_utilization_day()? else { return Ok::<_, StoreError>(Vec::new()) };
        let from = Instant::start_of(last).plus_days(1 - i64::from(alert.window_days)).day();
        let mut sums = r.utilization_by_reservation(&UtilizationFilter {
            customer: alert.customer_id,
            reservation: None,
            like: alert.like.clone(),
            from,
            to: last,
        })?;
        if let Some(theirs) = &theirs {
            sums.retain(|sum| theirs.contains(&sum.customer));
        }
        Ok(sums)
    })?;
    let mut told = 0;
    for sum in &sums {
        let Some(hundredths) = hundredths(sum) else { continue };
        let known = open.iter().find(|(_, _, reservation)| *reservation == sum.reservation);
        let is_low = hundredths < alert.threshold.saturating_mul(100);
        let done = match (is_low, known) {
            (true, None) => app.db.write(&scope, |w| {
                let id = UtilizationNoticeId::from_uuid(app.ids.new_id());
                let is_new = w.raise_notice(id, alert.id, sum.customer, sum.reservation, hundredths)?;
                if is_new {
                    send(w, app, alert, sum, hundredths, true)?;
                }
                Ok::<_, StoreError>(w.noted(is_new))
            })?,
            (false, Some((id, ..))) => app.db.write(&scope, |w| {
                let is_new = w.resolve_notice(*id, hundredths)?;
                if is_new {
                    send(w, app, alert, sum, hundredths, false)?;
                }
                Ok::<_, StoreError>(w.noted(is_new))
            })?,
            (true, Some(_)) | (false, None) => false,
        };
        told += u64::from(done);
    }
    Ok(told)
}

fn hundredths(sum: &ReservationSum) -> Option<i32> {
    let share = percent(sum.sum.used, sum.sum.reserved)?;
    i32::try_from(share.checked_mul(rust_decimal::Decimal::ONE_HUNDRED)?.trunc()).ok()
}

fn send(
    w: &mut Writer<'_>,
    app: &App,
    alert: &UtilizationAlert,
    sum: &ReservationSum,
    hundredths: i32,
    is_low: bool,
) -> Result<(), StoreError> {
    let (customer, reservation) = (w.customer(sum.customer)?.company_name, name(w, sum.customer, sum.reservation)?);
    let (alert_name, percent, threshold) = (alert.name.clone(), hundredths / 100, alert.threshold);
    let news = if is_low {
        News::UtilizationLow { customer, reservation, alert: alert_name, percent, threshold }
    } else {
        News::UtilizationRestored { customer, reservation, alert: alert_name, percent, threshold }
    };
    let place = Place::Reservation(sum.customer, sum.reservation);
    messages::send(w, app, &[alert.user_id], Some(sum.customer), &news, &place)
}

fn name(w: &mut Writer<'_>, customer: CustomerId, id: ReservationId) -> Result<String, StoreError> {
    Ok(w.reservation_overview(customer, id)?.reservation.name)
}

//! News of reservations that end soon. Floor 2. Features row 43.

use std::collections::BTreeSet;

use crate::access::Scope;
use crate::domain::ids::CustomerId;
use crate::domain::messages::{News, Place};
use crate::domain::reservations::{NEWS_DAYS, RENEWAL_NOTICE_DAYS};
use crate::domain::time::Instant;
use crate::ops::app::App;
use crate::ops::messages;
use crate::store::StoreError;
use crate::store::reservations::Ending;

/// Tells those who look after a customer that reservations come near their end, once at each distance.
/// Says how many customers there was something to tell of.
pub(in crate::ops) fn tell_expiring(app: &App, job: &'static str) -> Result<u64, StoreError> {
    let now = app.clock.now();
    let mut told = 0;
    let partners = app.db.system("reservations of all partners come to their end").partners()?;
    for partner in partners.into_iter().filter(|partner| partner.provider_id.is_none()) {
        let scope = Scope::system(job, partner.id, now);
        let customers = app.db.read(&scope, |r| {
            let mut customers = BTreeSet::new();
            for days in NEWS_DAYS {
                customers.extend(r.customers_to_tell(days)?);
            }
            Ok::<_, StoreError>(customers)
        })?;
        for customer in customers {
            told += u64::from(tell(app, &scope, customer)?);
        }
    }
    Ok(told)
}

/// One message for all that come near their end together, and one for those that are bought again then; false
/// when somebody else has told of them, or there is nothing to tell yet.
fn tell(app: &App, scope: &Scope, customer: CustomerId) -> Result<bool, StoreError> {
    app.db.write(scope, |w| {
        let mut endings = Vec::new();
        // The nearest distance first: who is told of seven days is not also told of thirty.
        for days in NEWS_DAYS {
            endings.extend(w.note_told(customer, days)?);
        }
        let (book, now) = (w.policy_book()?, w.scope().now());
        // A policy that has no auto-renew on that day lets it end (6.8).
        let renews = |one: &&Ending| one.is_renewing && book.on(one.at.day()).policy.code.knows_renewal();
        let ends: Vec<Instant> = endings.iter().filter(|one| !renews(one)).map(|one| one.at).collect();
        // Renewals are told of once their price is known.
        let is_near = |at: &Instant| *at <= now.plus_days(RENEWAL_NOTICE_DAYS);
        let renewed: Vec<Instant> = endings.iter().filter(renews).map(|one| one.at).filter(is_near).collect();
        let (company, to) = (w.customer(customer)?.company_name, messages::people_of_customer(w, customer)?);
        let count = |all: &[Instant]| i64::try_from(all.len()).unwrap_or(i64::MAX);
        let place = Place::Reservations(customer);
        if let Some(first) = ends.iter().min() {
            let (customer_name, count) = (company.clone(), count(&ends));
            let news = News::ReservationsExpiring { customer: customer_name, count, first: first.day() };
            messages::send(w, app, &to, Some(customer), &news, &place)?;
        }
        if let Some(first) = renewed.iter().min() {
            let news = News::ReservationsRenewing { customer: company, count: count(&renewed), first: first.day() };
            messages::send(w, app, &to, Some(customer), &news, &place)?;
        }
        Ok(w.noted(!ends.is_empty() || !renewed.is_empty()))
    })
}

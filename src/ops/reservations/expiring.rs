//! News of reservations that end soon. Floor 2. Features row 43.

use std::collections::BTreeSet;

use crate::access::Scope;
use crate::domain::ids::CustomerId;
use crate::domain::messages::{News, Place};
use crate::domain::reservations::NEWS_DAYS;
use crate::ops::app::App;
use crate::ops::messages;
use crate::store::StoreError;

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

/// One message for all that come near their end together; false when somebody else has told of them.
fn tell(app: &App, scope: &Scope, customer: CustomerId) -> Result<bool, StoreError> {
    app.db.write(scope, |w| {
        let mut ends = Vec::new();
        // The nearest distance first: who is told of seven days is not also told of thirty.
        for days in NEWS_DAYS {
            ends.extend(w.note_told(customer, days)?);
        }
        let Some(first) = ends.iter().min() else { return Ok(w.noted(false)) };
        let news = News::ReservationsExpiring {
            customer: w.customer(customer)?.company_name,
            count: i64::try_from(ends.len()).unwrap_or(i64::MAX),
            first: first.day(),
        };
        let to = messages::people_of_customer(w, customer)?;
        messages::send(w, app, &to, Some(customer), &news, &Place::Reservations(customer))?;
        Ok(w.noted(true))
    })
}

//! What a customer has in Azure, for the portal view. Floor 2. P-6, S-8, S-42.

use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::ops::App;
use crate::store::reservations::{ReservationFilter, ReservationRow, ReservationView};
use crate::store::subscriptions::{GrantFilter, Subscription};
use crate::store::{PageAt, StoreError};

/// What the portal view shows.
#[derive(Debug, Clone, Default)]
pub struct Portal {
    /// The subscriptions that the person can see.
    pub subscriptions: Vec<Subscription>,
    /// The reservations that run, the first to end first.
    pub reservations: Vec<ReservationRow>,
}

/// Reservations of a view.
const SHOWN: usize = 20;

/// What a customer has in Azure. A customer's person sees the subscriptions they have access to, and
/// the reservations they were given a role on (R-IAM-1).
pub fn portal(app: &App, may: &Granted<may::OpenPortalView>, customer: CustomerId) -> Result<Portal, StoreError> {
    let (who, now) = (may.who(), may.scope().now());
    app.db.read(may.scope(), |r| {
        let mut subscriptions = r.subscriptions(customer)?;
        if who.customer().is_some() {
            let filter = GrantFilter { subscription: None, user: Some(who.user()) };
            let own = r.access_grants(customer, filter)?;
            subscriptions.retain(|it| own.iter().any(|grant| grant.subscription == it.id && grant.is_live(now)));
        }
        let filter = ReservationFilter {
            customer: Some(customer),
            view: ReservationView::Active,
            ..ReservationFilter::default()
        };
        Ok(Portal { subscriptions, reservations: r.reservations(&filter, PageAt::First, SHOWN)?.rows })
    })
}

//! Roles of people on reservation orders and reservations: rows. Floor 1. Rules R-IAM-1, R-IAM-2, P-11,
//! P-13, S-8.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, ReservationAccessId, ReservationId, ReservationOrderId, SubscriptionId, UserId};
use crate::domain::reservations::{Explicit, Level, ReservationRole};
use crate::domain::subscriptions::AccessRole;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{reservation_access, reservations, subscription_access, users};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

diesel::alias! {
    const GRANTERS: Alias<Granters> = users as reservation_granters;
}

/// A person's role on a reservation order or a reservation, live or ended.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Assignment {
    /// Id.
    pub id: ReservationAccessId,
    /// The reservation order.
    pub order: ReservationOrderId,
    /// The reservation, unless it holds for the whole order.
    pub reservation: Option<ReservationId>,
    /// Who has the role.
    pub user: UserId,
    /// The role.
    pub role: ReservationRole,
    /// When it was given.
    pub granted_at: Instant,
    /// When it ends by itself.
    pub ends_at: Option<Instant>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
    /// The person's name.
    pub user_name: String,
    /// Their address.
    pub user_email: String,
    /// The customer, for a customer's person.
    pub user_customer: Option<CustomerId>,
    /// Who gave it.
    pub granted_by: String,
}

impl Assignment {
    /// Whether it counts at `now`: neither taken back nor run out.
    pub fn is_live(&self, now: Instant) -> bool {
        self.revoked_at.is_none() && self.ends_at.is_none_or(|end| now < end)
    }

    /// Where it was given.
    pub const fn level(&self) -> Level {
        match self.reservation {
            Some(_) => Level::Reservation,
            None => Level::Order,
        }
    }
}

/// A role to give.
#[derive(Debug, Clone, Copy)]
pub struct NewAssignment {
    /// Id.
    pub id: ReservationAccessId,
    /// The customer, looked up in the scope by the caller.
    pub customer: CustomerId,
    /// The reservation order, looked up in the scope by the caller.
    pub order: ReservationOrderId,
    /// The reservation, unless it is to hold for the whole order.
    pub reservation: Option<ReservationId>,
    /// Who gets it.
    pub user: UserId,
    /// The role.
    pub role: ReservationRole,
    /// Who gives it.
    pub granted_by: UserId,
    /// When it ends by itself.
    pub ends_at: Option<Instant>,
}

/// Narrows a boxed query of reservations to those that a customer's person was given a role on (P-11).
/// People of partners see all that their scope holds. Works inside `on!`.
macro_rules! granted {
    ($scope:expr, $query:expr) => {{
        use $crate::store::schema::{reservation_access, reservations};
        let scope: &$crate::store::scope::Scope = $scope;
        let mut query = $query;
        if let (Some(_), Some(user)) = (scope.customer(), scope.user()) {
            let live = reservation_access::table
                .filter(reservation_access::user_id.eq(user))
                .filter(reservation_access::revoked_at.is_null())
                .filter(reservation_access::ends_at.is_null().or(reservation_access::ends_at.gt(scope.now())));
            let orders = live
                .filter(reservation_access::reservation_id.is_null())
                .select(reservation_access::reservation_order_id);
            let single = live.select(reservation_access::reservation_id.assume_not_null());
            let single = single.filter(reservation_access::reservation_id.is_not_null());
            query = query.filter(reservations::reservation_order_id.eq_any(orders).or(reservations::id.eq_any(single)));
        }
        query
    }};
}
pub(in crate::store) use granted;

impl Reader<'_> {
    /// Every role that people have or had on a reservation: its own and those of its order, by name.
    pub fn assignments(
        &mut self,
        order: ReservationOrderId,
        reservation: ReservationId,
    ) -> Result<Vec<Assignment>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let joined = reservation_access::table
                .inner_join(users::table.on(users::id.eq(reservation_access::user_id)))
                .inner_join(GRANTERS.on(GRANTERS.field(users::id).eq(reservation_access::granted_by)))
                .select((
                    reservation_access::id,
                    reservation_access::reservation_order_id,
                    reservation_access::reservation_id,
                    reservation_access::user_id,
                    reservation_access::role,
                    reservation_access::granted_at,
                    reservation_access::ends_at,
                    reservation_access::revoked_at,
                    users::display_name,
                    users::email,
                    users::customer_id,
                    GRANTERS.field(users::display_name),
                ));
            visible!(reservation_access.customer_id, scope, joined)
                .filter(reservation_access::reservation_order_id.eq(order))
                .filter(
                    reservation_access::reservation_id.is_null().or(reservation_access::reservation_id.eq(reservation)),
                )
                .order((users::display_name, users::id, reservation_access::granted_at.desc()))
                .load(c)
        })?)
    }

    /// What a person was given that is live: to subscriptions of the customer and to reservations. With a
    /// reservation only what counts for it: its own subscription, itself and its order.
    pub fn explicit_access(
        &mut self,
        user: UserId,
        customer: CustomerId,
        reservation: Option<ReservationId>,
    ) -> Result<Vec<Explicit>, StoreError> {
        let about = match reservation {
            Some(id) => match self.place_of(customer, id)? {
                Some((order, subscription)) => Some((id, order, subscription)),
                None => return Ok(Vec::new()),
            },
            None => None,
        };
        let now = self.scope.now();
        let roles: Vec<(SubscriptionId, AccessRole)> = on!(&mut *self.conn, |c| subscription_access::table
            .filter(subscription_access::user_id.eq(user))
            .filter(subscription_access::customer_id.eq(customer))
            .filter(subscription_access::revoked_at.is_null())
            .filter(subscription_access::ends_at.is_null().or(subscription_access::ends_at.gt(now)))
            .select((subscription_access::subscription_id, subscription_access::role))
            .load(c))?;
        let given: Vec<(ReservationOrderId, Option<ReservationId>, ReservationRole)> =
            on!(&mut *self.conn, |c| reservation_access::table
                .filter(reservation_access::user_id.eq(user))
                .filter(reservation_access::customer_id.eq(customer))
                .filter(reservation_access::revoked_at.is_null())
                .filter(reservation_access::ends_at.is_null().or(reservation_access::ends_at.gt(now)))
                .select((
                    reservation_access::reservation_order_id,
                    reservation_access::reservation_id,
                    reservation_access::role
                ))
                .load(c))?;
        let is_its_own = |one: &SubscriptionId| about.is_none_or(|(_, _, tied)| *one == tied);
        let counts = |order: ReservationOrderId, single: Option<ReservationId>| {
            about.is_none_or(|(id, of, _)| order == of && single.is_none_or(|single| single == id))
        };
        let subscriptions =
            roles.into_iter().filter(|(id, _)| is_its_own(id)).map(|(_, role)| Explicit::Subscription(role));
        let reservations =
            given.into_iter().filter(|(order, single, _)| counts(*order, *single)).map(|(_, single, role)| {
                let level = if single.is_some() { Level::Reservation } else { Level::Order };
                Explicit::Reservation(role, level)
            });
        Ok(subscriptions.chain(reservations).collect())
    }

    fn place_of(
        &mut self,
        customer: CustomerId,
        id: ReservationId,
    ) -> Result<Option<(ReservationOrderId, SubscriptionId)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let place = reservations::table.select((reservations::reservation_order_id, reservations::subscription_id));
            visible!(reservations.customer_id, scope, place)
                .filter(reservations::customer_id.eq(customer))
                .filter(reservations::id.eq(id))
                .first(c)
                .optional()
        })?)
    }
}

impl Writer<'_> {
    /// Gives a role.
    pub fn insert_assignment(&mut self, new: &NewAssignment) -> Result<(), StoreError> {
        let values = (
            reservation_access::id.eq(new.id),
            reservation_access::partner_id.eq(self.scope.partner()),
            reservation_access::customer_id.eq(new.customer),
            reservation_access::reservation_order_id.eq(new.order),
            reservation_access::reservation_id.eq(new.reservation),
            reservation_access::user_id.eq(new.user),
            reservation_access::role.eq(new.role),
            reservation_access::granted_by.eq(new.granted_by),
            reservation_access::granted_at.eq(self.scope.now()),
            reservation_access::ends_at.eq(new.ends_at),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(reservation_access::table).values(values).execute(c))?;
        Ok(())
    }

    /// Takes a role back; false when it was not live.
    pub fn revoke_assignment(&mut self, id: ReservationAccessId) -> Result<bool, StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let count = on!(&mut *self.conn, |c| diesel::update(reservation_access::table.find(id))
            .filter(reservation_access::partner_id.eq(partner))
            .filter(reservation_access::revoked_at.is_null())
            .filter(reservation_access::ends_at.is_null().or(reservation_access::ends_at.gt(now)))
            .set(reservation_access::revoked_at.eq(now))
            .execute(c))?;
        Ok(count > 0)
    }
}

//! Explicit access of people to subscriptions: rows. Floor 1. Rules S-8, 5.4, P-27.

use diesel::prelude::*;

use crate::domain::ids::{AccessId, CustomerId, SubscriptionId, UserId};
use crate::domain::subscriptions::{Access, AccessRole};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{subscription_access, subscriptions, users};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

diesel::alias! {
    const GRANTERS: Alias<Granters> = users as granters;
}

/// Which grants a list holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct GrantFilter {
    /// Of this subscription only.
    pub subscription: Option<SubscriptionId>,
    /// Of this person only.
    pub user: Option<UserId>,
}

/// A person's access to a subscription, live or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessGrant {
    /// Id.
    pub id: AccessId,
    /// The subscription.
    pub subscription: SubscriptionId,
    /// Its name.
    pub subscription_name: String,
    /// Who has access.
    pub user: UserId,
    /// Their name.
    pub user_name: String,
    /// Their address.
    pub user_email: String,
    /// Whether the person is the customer's own.
    pub is_customers_person: bool,
    /// What they are there, and until when.
    pub access: Access,
    /// Who gave it.
    pub granted_by: String,
    /// When it was given.
    pub granted_at: Instant,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
}

impl AccessGrant {
    /// Whether it counts at `now`: neither taken back nor run out.
    pub fn is_live(&self, now: Instant) -> bool {
        self.revoked_at.is_none() && self.access.is_live(now)
    }
}

/// Access to give.
#[derive(Debug, Clone, Copy)]
pub struct NewAccess {
    /// Id.
    pub id: AccessId,
    /// The customer, looked up in the scope by the caller.
    pub customer: CustomerId,
    /// The subscription, looked up in the scope by the caller.
    pub subscription: SubscriptionId,
    /// Who gets it.
    pub user: UserId,
    /// What they are there, and until when.
    pub access: Access,
    /// Who gives it.
    pub granted_by: UserId,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = subscription_access)]
struct AccessRow {
    id: AccessId,
    subscription_id: SubscriptionId,
    user_id: UserId,
    role: AccessRole,
    granted_at: Instant,
    ends_at: Option<Instant>,
    revoked_at: Option<Instant>,
}

type Names = (String, String, String, Option<CustomerId>, String);

fn grant((row, names): (AccessRow, Names)) -> AccessGrant {
    let (subscription_name, user_name, user_email, customer, granted_by) = names;
    AccessGrant {
        id: row.id,
        subscription: row.subscription_id,
        subscription_name,
        user: row.user_id,
        user_name,
        user_email,
        is_customers_person: customer.is_some(),
        access: Access { role: row.role, ends_at: row.ends_at },
        granted_by,
        granted_at: row.granted_at,
        revoked_at: row.revoked_at,
    }
}

impl Reader<'_> {
    /// Who has or had access to the subscriptions of a customer, by name, then the newest first.
    pub fn access_grants(&mut self, customer: CustomerId, filter: GrantFilter) -> Result<Vec<AccessGrant>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(AccessRow, Names)> = on!(&mut *self.conn, |c| {
            let joined = subscription_access::table
                .inner_join(subscriptions::table.on(subscriptions::id.eq(subscription_access::subscription_id)))
                .inner_join(users::table.on(users::id.eq(subscription_access::user_id)))
                .inner_join(GRANTERS.on(GRANTERS.field(users::id).eq(subscription_access::granted_by)))
                .select((
                    AccessRow::as_select(),
                    (
                        subscriptions::name,
                        users::display_name,
                        users::email,
                        users::customer_id,
                        GRANTERS.field(users::display_name),
                    ),
                ));
            let mut query = visible!(subscription_access.customer_id, scope, joined)
                .filter(subscription_access::customer_id.eq(customer));
            if let Some(subscription) = filter.subscription {
                query = query.filter(subscription_access::subscription_id.eq(subscription));
            }
            if let Some(user) = filter.user {
                query = query.filter(subscription_access::user_id.eq(user));
            }
            query.order((users::display_name, users::id, subscription_access::granted_at.desc())).load(c)
        })?;
        Ok(rows.into_iter().map(grant).collect())
    }
}

impl Writer<'_> {
    /// Gives access.
    pub fn insert_access(&mut self, new: &NewAccess) -> Result<(), StoreError> {
        let values = (
            subscription_access::id.eq(new.id),
            subscription_access::partner_id.eq(self.scope.partner()),
            subscription_access::customer_id.eq(new.customer),
            subscription_access::subscription_id.eq(new.subscription),
            subscription_access::user_id.eq(new.user),
            subscription_access::role.eq(new.access.role),
            subscription_access::granted_by.eq(new.granted_by),
            subscription_access::granted_at.eq(self.scope.now()),
            subscription_access::ends_at.eq(new.access.ends_at),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(subscription_access::table).values(values).execute(c))?;
        Ok(())
    }

    /// Takes everybody's live access to a subscription back; says from how many.
    pub fn revoke_all_access(&mut self, subscription: SubscriptionId) -> Result<usize, StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        Ok(on!(&mut *self.conn, |c| diesel::update(subscription_access::table)
            .filter(subscription_access::subscription_id.eq(subscription))
            .filter(subscription_access::partner_id.eq(partner))
            .filter(subscription_access::revoked_at.is_null())
            .filter(subscription_access::ends_at.is_null().or(subscription_access::ends_at.gt(now)))
            .set(subscription_access::revoked_at.eq(now))
            .execute(c))?)
    }

    /// Takes access back; false when that has been done already.
    pub fn revoke_access(&mut self, id: AccessId) -> Result<bool, StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let count = on!(&mut *self.conn, |c| diesel::update(subscription_access::table.find(id))
            .filter(subscription_access::partner_id.eq(partner))
            .filter(subscription_access::revoked_at.is_null())
            .set(subscription_access::revoked_at.eq(now))
            .execute(c))?;
        Ok(count > 0)
    }
}

//! Alerts of utilization, and what they found. Floor 1.

use diesel::prelude::*;

use super::days::Like;
use crate::domain::ids::{CustomerId, PartnerId, ReservationId, UserId, UtilizationAlertId, UtilizationNoticeId};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, reservations, users, utilization_alerts, utilization_notices};
use crate::store::tenant::{Reader, System, Writer};

/// Somebody's wish to hear when utilization falls.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = utilization_alerts)]
pub struct UtilizationAlert {
    /// Id.
    pub id: UtilizationAlertId,
    /// In whose tenant.
    pub partner_id: PartnerId,
    /// Who wants to hear.
    pub user_id: UserId,
    /// Its name.
    pub name: String,
    /// Only of this customer.
    pub customer_id: Option<CustomerId>,
    /// Only of reservations like this.
    #[diesel(embed)]
    pub like: Like,
    /// Percent below which to tell.
    pub threshold: i32,
    /// Over how many days.
    pub window_days: i32,
    /// When it was made.
    pub created_at: Instant,
}

/// A new alert.
#[derive(Debug, Clone)]
pub struct NewAlert {
    /// Id.
    pub id: UtilizationAlertId,
    /// Who wants to hear.
    pub user: UserId,
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

/// What an alert found, with names.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Notice {
    /// The alert.
    pub alert: UtilizationAlertId,
    /// Whose reservation.
    pub customer: CustomerId,
    /// Their name.
    pub customer_name: String,
    /// Which reservation.
    pub reservation: ReservationId,
    /// Its name.
    pub reservation_name: String,
    /// How much was used, in hundredths of a percent.
    pub percent: i32,
    /// When it was found.
    pub raised_at: Instant,
    /// How much was used when it was above the threshold again.
    pub resolved_percent: Option<i32>,
    /// When that was.
    pub resolved_at: Option<Instant>,
}

/// A notice that is not resolved.
pub type OpenNotice = (UtilizationNoticeId, UtilizationAlertId, ReservationId);

impl Reader<'_> {
    /// The person's own alerts.
    pub fn utilization_alerts(&mut self, user: UserId) -> Result<Vec<UtilizationAlert>, StoreError> {
        let partner = self.scope.partner();
        Ok(on!(&mut *self.conn, |c| utilization_alerts::table
            .filter(utilization_alerts::partner_id.eq(partner))
            .filter(utilization_alerts::user_id.eq(user))
            .filter(utilization_alerts::removed_at.is_null())
            .order((utilization_alerts::created_at, utilization_alerts::id))
            .select(UtilizationAlert::as_select())
            .load(c))?)
    }

    /// What the person's own alerts found, the newest first.
    pub fn utilization_notices(&mut self, user: UserId, limit: i64) -> Result<Vec<Notice>, StoreError> {
        let partner = self.scope.partner();
        Ok(on!(&mut *self.conn, |c| utilization_notices::table
            .inner_join(utilization_alerts::table.on(utilization_alerts::id.eq(utilization_notices::alert_id)))
            .inner_join(customers::table.on(customers::id.eq(utilization_notices::customer_id)))
            .inner_join(reservations::table.on(reservations::id.eq(utilization_notices::reservation_id)))
            .filter(utilization_notices::partner_id.eq(partner))
            .filter(utilization_alerts::user_id.eq(user))
            .order((utilization_notices::raised_at.desc(), utilization_notices::id.desc()))
            .select((
                utilization_notices::alert_id,
                utilization_notices::customer_id,
                customers::company_name,
                utilization_notices::reservation_id,
                reservations::name,
                utilization_notices::percent,
                utilization_notices::raised_at,
                utilization_notices::resolved_percent,
                utilization_notices::resolved_at,
            ))
            .limit(limit)
            .load(c))?)
    }
}

impl Writer<'_> {
    /// Makes an alert.
    pub fn insert_utilization_alert(&mut self, new: &NewAlert) -> Result<(), StoreError> {
        let values = (
            utilization_alerts::id.eq(new.id),
            utilization_alerts::partner_id.eq(self.scope.partner()),
            utilization_alerts::user_id.eq(new.user),
            utilization_alerts::name.eq(&new.name),
            utilization_alerts::customer_id.eq(new.customer),
            utilization_alerts::region.eq(&new.like.region),
            utilization_alerts::size.eq(&new.like.size),
            utilization_alerts::term.eq(new.like.term),
            utilization_alerts::scope.eq(new.like.scope),
            utilization_alerts::threshold.eq(new.threshold),
            utilization_alerts::window_days.eq(new.window_days),
            utilization_alerts::created_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(utilization_alerts::table).values(values).execute(c))?;
        Ok(())
    }

    /// Removes an alert of the person; its open notices are closed with it.
    pub fn remove_utilization_alert(&mut self, user: UserId, id: UtilizationAlertId) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let changed = on!(&mut *self.conn, |c| diesel::update(utilization_alerts::table.find(id))
            .filter(utilization_alerts::partner_id.eq(partner))
            .filter(utilization_alerts::user_id.eq(user))
            .filter(utilization_alerts::removed_at.is_null())
            .set(utilization_alerts::removed_at.eq(now))
            .execute(c))?;
        if changed == 0 {
            return Err(StoreError::NotFound);
        }
        on!(&mut *self.conn, |c| diesel::update(utilization_notices::table)
            .filter(utilization_notices::alert_id.eq(id))
            .filter(utilization_notices::resolved_at.is_null())
            .set(utilization_notices::resolved_at.eq(now))
            .execute(c))?;
        Ok(())
    }

    /// Notes that an alert found a reservation; false when it had found it already.
    pub fn raise_notice(
        &mut self,
        id: UtilizationNoticeId,
        alert: UtilizationAlertId,
        customer: CustomerId,
        reservation: ReservationId,
        percent: i32,
    ) -> Result<bool, StoreError> {
        let values = (
            utilization_notices::id.eq(id),
            utilization_notices::alert_id.eq(alert),
            utilization_notices::partner_id.eq(self.scope.partner()),
            utilization_notices::customer_id.eq(customer),
            utilization_notices::reservation_id.eq(reservation),
            utilization_notices::percent.eq(percent),
            utilization_notices::raised_at.eq(self.scope.now()),
        );
        let made = on!(&mut *self.conn, |c| diesel::insert_into(utilization_notices::table)
            .values(values)
            .on_conflict_do_nothing()
            .execute(c))?;
        Ok(made == 1)
    }

    /// Notes that a reservation is above the threshold again; false when that was noted already.
    pub fn resolve_notice(&mut self, id: UtilizationNoticeId, percent: i32) -> Result<bool, StoreError> {
        let now = self.scope.now();
        let changed = on!(&mut *self.conn, |c| diesel::update(utilization_notices::table.find(id))
            .filter(utilization_notices::resolved_at.is_null())
            .set((utilization_notices::resolved_percent.eq(percent), utilization_notices::resolved_at.eq(now)))
            .execute(c))?;
        Ok(changed == 1)
    }
}

impl System<'_> {
    /// Every alert of people whose accounts are on.
    pub fn live_utilization_alerts(&self) -> Result<Vec<UtilizationAlert>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| utilization_alerts::table
                .inner_join(users::table.on(users::id.eq(utilization_alerts::user_id)))
                .filter(utilization_alerts::removed_at.is_null())
                .filter(users::disabled_at.is_null())
                .order(utilization_alerts::id)
                .select(UtilizationAlert::as_select())
                .load(c))?)
        })
    }

    /// The reseller for whom the person of an alert works; nobody for a person of the partner who bills.
    pub fn reseller_of_alert(&self, alert: &UtilizationAlert) -> Result<Option<PartnerId>, StoreError> {
        self.read(|conn| {
            let home: PartnerId = on!(conn, |c| users::table.find(alert.user_id).select(users::partner_id).first(c))?;
            Ok((home != alert.partner_id).then_some(home))
        })
    }

    /// The customers that a reseller looks after.
    pub fn customers_of_reseller(&self, reseller: PartnerId) -> Result<Vec<CustomerId>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| customers::table.filter(customers::seller_id.eq(reseller)).select(customers::id).load(c))?)
        })
    }

    /// The notices of an alert that are not resolved.
    pub fn open_notices(&self, alert: UtilizationAlertId) -> Result<Vec<OpenNotice>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| utilization_notices::table
                .filter(utilization_notices::alert_id.eq(alert))
                .filter(utilization_notices::resolved_at.is_null())
                .select((utilization_notices::id, utilization_notices::alert_id, utilization_notices::reservation_id))
                .load(c))?)
        })
    }
}

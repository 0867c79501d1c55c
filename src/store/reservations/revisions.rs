//! What reservations were before they were changed. Floor 1. P-11.
//!
//! A change copies the row as it stands before it writes, in its own transaction; so the form of every
//! version is there, and a version that nobody changed needs no copy.

use std::collections::HashMap;

use diesel::dsl::max;
use diesel::prelude::*;

use super::rows::Reservation;
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::{ReservationId, SubscriptionId};
use crate::domain::reservations::{ProvisioningState, StatusCode};
use crate::domain::time::Instant;
use crate::store::columns::Moment;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{reservation_revisions, reservations};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// What a change can change, as it was until then.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = reservation_revisions)]
struct Form {
    version: i32,
    name: String,
    scope: AppliedScope,
    subscription_id: SubscriptionId,
    optimise: Optimise,
    state: ProvisioningState,
    status_code: StatusCode,
    is_renewing: bool,
    archived_at: Option<Instant>,
    changed_at: Instant,
}

/// What a change writes; what is `None` stays as it is.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = reservations)]
#[expect(clippy::option_option, reason = "what was put away can be fetched back, which is a change to no moment")]
pub(in crate::store) struct Change<'a> {
    pub(in crate::store) name: Option<&'a str>,
    pub(in crate::store) name_key: Option<String>,
    pub(in crate::store) scope: Option<AppliedScope>,
    pub(in crate::store) subscription_id: Option<SubscriptionId>,
    pub(in crate::store) optimise: Option<Optimise>,
    pub(in crate::store) state: Option<ProvisioningState>,
    pub(in crate::store) status_code: Option<StatusCode>,
    pub(in crate::store) is_renewing: Option<bool>,
    pub(in crate::store) archived_at: Option<Option<Instant>>,
}

/// A form that a reservation had.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The reservation in that form.
    pub reservation: Reservation,
    /// Since when.
    pub since: Instant,
    /// Until when; none for its present form.
    pub until: Option<Instant>,
}

impl Reader<'_> {
    /// The forms that a reservation had and has, the newest first.
    pub fn revisions(&mut self, it: &Reservation) -> Result<Vec<Revision>, StoreError> {
        let scope = self.scope;
        let forms: Vec<Form> = on!(&mut *self.conn, |c| {
            let all = reservation_revisions::table.select(Form::as_select());
            visible!(reservation_revisions.customer_id, scope, all)
                .filter(reservation_revisions::reservation_id.eq(it.id))
                .order(reservation_revisions::version)
                .load(c)
        })?;
        let (mut since, mut found) = (it.created_at, Vec::with_capacity(forms.len().saturating_add(1)));
        for form in forms {
            let until = form.changed_at;
            found.push(Revision { reservation: form.of(it), since, until: Some(until) });
            since = until;
        }
        found.push(Revision { reservation: it.clone(), since, until: None });
        found.reverse();
        Ok(found)
    }

    /// When each of these was changed last; those that never were are left out.
    pub fn last_changes(&mut self, ids: &[ReservationId]) -> Result<HashMap<ReservationId, Instant>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(ReservationId, Option<Instant>)> = on!(&mut *self.conn, |c| {
            reservation_revisions::table
                .filter(reservation_revisions::partner_id.eq(scope.partner()))
                .filter(reservation_revisions::reservation_id.eq_any(ids))
                .group_by(reservation_revisions::reservation_id)
                .select((reservation_revisions::reservation_id, max(reservation_revisions::changed_at)))
                .load(c)
        })?;
        Ok(rows.into_iter().filter_map(|(id, at)| Some((id, at?))).collect())
    }
}

impl Form {
    fn of(self, it: &Reservation) -> Reservation {
        Reservation {
            version: self.version,
            name: self.name,
            scope: self.scope,
            subscription_id: self.subscription_id,
            optimise: self.optimise,
            state: self.state,
            status_code: self.status_code,
            is_renewing: self.is_renewing,
            archived_at: self.archived_at,
            ..it.clone()
        }
    }
}

impl Writer<'_> {
    /// Changes a reservation that is still at its version, and keeps the form it had.
    pub(in crate::store) fn revise(&mut self, it: &Reservation, change: Change<'_>) -> Result<(), StoreError> {
        self.keep_revision(it.id)?;
        let count = on!(&mut *self.conn, |c| diesel::update(reservations::table.find(it.id))
            .filter(reservations::partner_id.eq(it.partner_id))
            .filter(reservations::version.eq(it.version))
            .set((change, reservations::version.eq(it.version + 1)))
            .execute(c))?;
        if count == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// Keeps the present form of a reservation that is about to be changed.
    pub(in crate::store) fn keep_revision(&mut self, id: ReservationId) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        on!(&mut *self.conn, |c| reservations::table
            .find(id)
            .filter(reservations::partner_id.eq(partner))
            .select((
                reservations::id,
                reservations::version,
                reservations::partner_id,
                reservations::customer_id,
                reservations::name,
                reservations::scope,
                reservations::subscription_id,
                reservations::optimise,
                reservations::state,
                reservations::status_code,
                reservations::is_renewing,
                reservations::archived_at,
                now.into_sql::<Moment>(),
            ))
            .insert_into(reservation_revisions::table)
            .into_columns((
                reservation_revisions::reservation_id,
                reservation_revisions::version,
                reservation_revisions::partner_id,
                reservation_revisions::customer_id,
                reservation_revisions::name,
                reservation_revisions::scope,
                reservation_revisions::subscription_id,
                reservation_revisions::optimise,
                reservation_revisions::state,
                reservation_revisions::status_code,
                reservation_revisions::is_renewing,
                reservation_revisions::archived_at,
                reservation_revisions::changed_at,
            ))
            .execute(c))?;
        Ok(())
    }
}

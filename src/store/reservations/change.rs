//! Changes of reservations after purchase: settings, archive, and others that take their place.
//! Floor 1. Rules 6.7, C-14, Q-18.

use std::collections::HashMap;

use diesel::prelude::*;

use super::access::granted;
use super::revisions::Change;
use super::rows::Reservation;
use crate::domain::ids::{CustomerId, ReservationAccessId, ReservationId, ReservationOrderId, UserId};
use crate::domain::reservations::{Ended, OriginKind, ProvisioningState, ReservationRole, Setting, StatusCode};
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{reservation_access, reservation_origins, reservations};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// A reservation that takes the place of others.
#[derive(Debug, Clone)]
pub struct MadePart {
    /// Its ID.
    pub id: ReservationId,
    /// Its name.
    pub name: String,
    /// How many instances.
    pub quantity: u32,
}

/// Reservations that end, and those that take their place. What is made has the settings, order, term and
/// end of the first source.
#[derive(Debug, Clone)]
pub struct Replacement<'a> {
    /// Those that end; all of one reservation order.
    pub sources: &'a [Reservation],
    /// What they become.
    pub ended: Ended,
    /// Why.
    pub kind: OriginKind,
    /// What takes their place.
    pub made: &'a [MadePart],
}

/// What a reservation came from, and what came from it.
pub type Relatives = (Vec<(OriginKind, Reservation)>, Vec<(OriginKind, Reservation)>);

/// Links between reservations, by one end.
type Links<'a> = HashMap<ReservationId, Vec<(OriginKind, &'a Reservation)>>;

/// A role that is carried over: who, which, until when, by whom.
type Carried = (UserId, ReservationRole, UserId, Instant, Option<Instant>);

impl Reader<'_> {
    /// The reservations of a reservation order, the oldest first, ended ones too.
    pub fn reservations_of_order(&mut self, order: ReservationOrderId) -> Result<Vec<Reservation>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservations::table.select(Reservation::as_select());
            granted!(scope, visible!(reservations.customer_id, scope, all))
                .filter(reservations::reservation_order_id.eq(order))
                .order((reservations::created_at, reservations::id))
                .load(c)
        })?)
    }

    /// Everything that a reservation came from, over all splits, merges and returns.
    pub fn ancestors(
        &mut self,
        order: ReservationOrderId,
        id: ReservationId,
    ) -> Result<Vec<ReservationId>, StoreError> {
        let all: Vec<ReservationId> = self.reservations_of_order(order)?.into_iter().map(|one| one.id).collect();
        let rows: Vec<(ReservationId, ReservationId)> = on!(&mut *self.conn, |c| reservation_origins::table
            .filter(reservation_origins::reservation_id.eq_any(&all))
            .select((reservation_origins::reservation_id, reservation_origins::source_id))
            .load(c))?;
        let (mut found, mut open) = (Vec::new(), vec![id]);
        while let Some(made) = open.pop() {
            for (_, source) in rows.iter().filter(|(one, _)| *one == made) {
                if !found.contains(source) {
                    found.push(*source);
                    open.push(*source);
                }
            }
        }
        Ok(found)
    }

    /// What a reservation came from, and what came from it.
    pub fn relatives_of(&mut self, it: &Reservation) -> Result<Relatives, StoreError> {
        let all = self.reservations_of_order(it.reservation_order_id)?;
        let found = all.iter().zip(self.relatives(&all)?).find(|(one, _)| one.id == it.id);
        Ok(found.map(|(_, relatives)| relatives).unwrap_or_default())
    }

    /// What each of these came from, and what came from it, in their order; they are all of their reservation
    /// orders.
    pub fn relatives(&mut self, all: &[Reservation]) -> Result<Vec<Relatives>, StoreError> {
        let ids: Vec<ReservationId> = all.iter().map(|one| one.id).collect();
        let rows: Vec<(ReservationId, ReservationId, OriginKind)> =
            on!(&mut *self.conn, |c| reservation_origins::table
                .filter(reservation_origins::reservation_id.eq_any(&ids))
                .select((
                    reservation_origins::reservation_id,
                    reservation_origins::source_id,
                    reservation_origins::kind
                ))
                .load(c))?;
        let by_id: HashMap<ReservationId, &Reservation> = all.iter().map(|one| (one.id, one)).collect();
        let (mut from, mut into): (Links<'_>, Links<'_>) = (HashMap::new(), HashMap::new());
        for (made, source, kind) in &rows {
            if let (Some(made), Some(source)) = (by_id.get(made), by_id.get(source)) {
                from.entry(made.id).or_default().push((*kind, source));
                into.entry(source.id).or_default().push((*kind, made));
            }
        }
        let of = |links: &Links<'_>, id: ReservationId| -> Vec<(OriginKind, Reservation)> {
            let found = links.get(&id).map(Vec::as_slice).unwrap_or_default();
            found.iter().map(|(kind, one)| (*kind, (*one).clone())).collect()
        };
        Ok(ids.into_iter().map(|id| (of(&from, id), of(&into, id))).collect())
    }
}

impl Writer<'_> {
    /// Keeps name, setting and who wants a renewal of a reservation that is still at its version: one revision.
    pub fn configure_reservation(
        &mut self,
        it: &Reservation,
        name: &str,
        setting: Setting,
        renewal: Option<UserId>,
    ) -> Result<(), StoreError> {
        let Setting { scope, subscription, optimise } = setting;
        let is_elsewhere = (it.scope, it.subscription_id, it.optimise) != (scope, subscription, optimise);
        if is_elsewhere && it.starts_at < self.scope.now() {
            self.end_period(it)?;
        }
        let change = Change {
            name: Some(name),
            name_key: Some(search_key(name)),
            scope: Some(scope),
            subscription_id: Some(subscription),
            optimise: Some(optimise),
            is_renewing: Some(renewal.is_some()),
            ..Change::default()
        };
        self.revise(it, change)?;
        // Who wanted it first stays the one who buys.
        if renewal.is_some() == it.is_renewing { Ok(()) } else { self.plan_renewal(it, renewal) }
    }

    /// Puts a reservation away from the lists, or fetches it back.
    pub fn archive_reservation(&mut self, it: &Reservation, at: Option<Instant>) -> Result<(), StoreError> {
        self.revise(it, Change { archived_at: Some(at), ..Change::default() })
    }

    /// Ends the sources and makes what takes their place, with the roles that people had on them.
    /// `new_id` gives the ids of those roles.
    pub fn replace_reservations(
        &mut self,
        change: &Replacement<'_>,
        new_id: impl Fn() -> uuid::Uuid,
    ) -> Result<(), StoreError> {
        let Some(first) = change.sources.first() else { return Err(StoreError::NotFound) };
        for source in change.sources {
            self.end_reservation(source, change.ended)?;
        }
        for part in change.made {
            self.insert_part(first, part)?;
            for source in change.sources {
                self.insert_origin(source, part.id, change.kind)?;
            }
        }
        let carried = self.live_roles(change.sources)?;
        for part in change.made {
            self.carry(first, part.id, &carried, &new_id)?;
        }
        Ok(())
    }

    fn end_reservation(&mut self, it: &Reservation, ended: Ended) -> Result<(), StoreError> {
        self.end_period(it)?;
        let change = Change {
            state: Some(ended.state),
            status_code: Some(ended.status),
            is_renewing: Some(false),
            ..Change::default()
        };
        self.revise(it, change)
    }

    fn insert_part(&mut self, like: &Reservation, part: &MadePart) -> Result<(), StoreError> {
        let (now, seller) = (self.scope.now(), self.seller_of(like.customer_id)?);
        let quantity = i32::try_from(part.quantity).unwrap_or(i32::MAX);
        let values = (
            (
                reservations::id.eq(part.id),
                reservations::partner_id.eq(like.partner_id),
                reservations::seller_id.eq(seller),
                reservations::customer_id.eq(like.customer_id),
                reservations::reservation_order_id.eq(like.reservation_order_id),
                reservations::name.eq(&part.name),
                reservations::name_key.eq(search_key(&part.name)),
                reservations::size.eq(&like.size),
                reservations::region.eq(&like.region),
                reservations::quantity.eq(quantity),
                reservations::term.eq(like.term),
            ),
            (
                reservations::scope.eq(like.scope),
                reservations::subscription_id.eq(like.subscription_id),
                reservations::optimise.eq(like.optimise),
                reservations::state.eq(ProvisioningState::Succeeded),
                reservations::status_code.eq(StatusCode::Active),
                // A planned renewal is cancelled by the change (6.8).
                reservations::is_renewing.eq(false),
                reservations::archived_at.eq(None::<Instant>),
                reservations::starts_at.eq(like.starts_at),
                reservations::expires_at.eq(like.expires_at),
                reservations::created_at.eq(now),
                reservations::version.eq(1),
            ),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(reservations::table).values(values).execute(c))?;
        self.forget_computed(like.customer_id, now.day())
    }

    fn insert_origin(&mut self, source: &Reservation, made: ReservationId, kind: OriginKind) -> Result<(), StoreError> {
        let values = (
            reservation_origins::reservation_id.eq(made),
            reservation_origins::source_id.eq(source.id),
            reservation_origins::partner_id.eq(source.partner_id),
            reservation_origins::customer_id.eq(source.customer_id),
            reservation_origins::kind.eq(kind),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(reservation_origins::table).values(values).execute(c))?;
        Ok(())
    }

    /// The live roles on the sources themselves, each person's role once; those on the order stay as they are.
    fn live_roles(&mut self, sources: &[Reservation]) -> Result<Vec<Carried>, StoreError> {
        let ids: Vec<ReservationId> = sources.iter().map(|one| one.id).collect();
        let now = self.scope.now();
        let mut rows: Vec<Carried> = on!(&mut *self.conn, |c| reservation_access::table
            .filter(reservation_access::reservation_id.eq_any(ids))
            .filter(reservation_access::revoked_at.is_null())
            .filter(reservation_access::ends_at.is_null().or(reservation_access::ends_at.gt(now)))
            .order((reservation_access::granted_at, reservation_access::id))
            .select((
                reservation_access::user_id,
                reservation_access::role,
                reservation_access::granted_by,
                reservation_access::granted_at,
                reservation_access::ends_at
            ))
            .load(c))?;
        let all = rows.clone();
        let mut place = 0_usize;
        rows.retain(|(user, role, ..)| {
            let is_first = !all.iter().take(place).any(|(other, known, ..)| other == user && known == role);
            place += 1;
            is_first
        });
        Ok(rows)
    }

    fn carry(
        &mut self,
        like: &Reservation,
        made: ReservationId,
        carried: &[Carried],
        new_id: impl Fn() -> uuid::Uuid,
    ) -> Result<(), StoreError> {
        let (partner, customer): (_, CustomerId) = (like.partner_id, like.customer_id);
        for (user, role, by, at, ends_at) in carried {
            let values = (
                reservation_access::id.eq(ReservationAccessId::from_uuid(new_id())),
                reservation_access::partner_id.eq(partner),
                reservation_access::customer_id.eq(customer),
                reservation_access::reservation_order_id.eq(like.reservation_order_id),
                reservation_access::reservation_id.eq(made),
                reservation_access::user_id.eq(*user),
                reservation_access::role.eq(*role),
                reservation_access::granted_by.eq(*by),
                reservation_access::granted_at.eq(*at),
                reservation_access::ends_at.eq(*ends_at),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(reservation_access::table).values(values).execute(c))?;
        }
        Ok(())
    }
}

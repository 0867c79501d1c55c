//! Split and merge, archive and fetch back. Floor 2. Rules 6.7, 6.8, C-14, P-12; features row 40.

use serde_json::json;

use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::reservations::{OriginKind, PartsRefusal, Whole, merge as merge_rule, split as split_rule};
use crate::ops::app::App;
use crate::store::reservations::{MadePart, Replacement, Reservation, ReservationOverview};
use crate::store::{StoreError, Writer};

/// A reservation with what it can be merged with.
#[derive(Debug, Clone)]
pub struct Family {
    /// The reservation.
    pub overview: ReservationOverview,
    /// The others of its order that live, are alike and end with it.
    pub mergeable: Vec<Reservation>,
    /// What it came from.
    pub sources: Vec<(OriginKind, Reservation)>,
    /// What came from it.
    pub made: Vec<(OriginKind, Reservation)>,
}

/// The act was refused.
#[derive(Debug, thiserror::Error)]
pub enum PartsError {
    /// A rule refuses it.
    #[error("refused: {0}")]
    Refused(PartsRefusal),
    /// Only one that has ended is put away (6.7).
    #[error("it has not ended")]
    NotEnded,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PartsRefusal> for PartsError {
    fn from(refusal: PartsRefusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A reservation with what it can be merged with, for those who may.
pub fn family(
    app: &App,
    may: &Granted<may::ConfigureReservations>,
    customer: CustomerId,
    id: ReservationId,
) -> Result<Family, StoreError> {
    let now = may.scope().now();
    app.db.read(may.scope(), |r| {
        let overview = r.reservation_overview(customer, id)?;
        let it = &overview.reservation;
        let mut mergeable = r.reservations_of_order(it.reservation_order_id)?;
        mergeable.retain(|one| one.id != it.id && merge_rule(&[whole(it), whole(one)], now).is_ok());
        let (sources, made) = r.relatives_of(it)?;
        Ok(Family { overview, mergeable, sources, made })
    })
}

pub use crate::store::reservations::Relatives;

/// What a reservation came from and what came from it, as far as the person sees them.
pub fn relatives(app: &App, may: &Granted<may::ViewReservations>, it: &Reservation) -> Result<Relatives, StoreError> {
    app.db.read(may.scope(), |r| r.relatives_of(it))
}

fn whole(it: &Reservation) -> Whole<'_> {
    Whole {
        id: it.id,
        order: it.reservation_order_id,
        state: it.state,
        sku: &it.size,
        region: &it.region,
        quantity: u32::try_from(it.quantity).unwrap_or_default(),
        expires_at: it.expires_at,
    }
}

fn at_version(
    w: &mut Writer<'_>,
    customer: CustomerId,
    id: ReservationId,
    version: i32,
) -> Result<Reservation, StoreError> {
    let found = w.reservation_overview(customer, id)?.reservation;
    if found.version == version { Ok(found) } else { Err(StoreError::Stale) }
}

/// Makes two of a reservation; answers with their IDs.
pub fn split(
    app: &App,
    may: &Granted<may::ConfigureReservations>,
    (customer, id): (CustomerId, ReservationId),
    quantities: &[u32],
    version: i32,
) -> Result<Vec<ReservationId>, PartsError> {
    let now = may.scope().now();
    app.db.write(may.scope(), |w| {
        let it = at_version(w, customer, id, version)?;
        let parts = split_rule(&whole(&it), quantities, now)?;
        let made: Vec<MadePart> = (1..)
            .zip(&parts.made)
            .map(|(number, part)| MadePart {
                id: ReservationId::from_uuid(app.ids.new_id()),
                name: part_name(&it.name, number),
                quantity: part.quantity,
            })
            .collect();
        let change = Replacement {
            sources: std::slice::from_ref(&it),
            ended: parts.ended,
            kind: OriginKind::Split,
            made: &made,
        };
        w.replace_reservations(&change, || app.ids.new_id())?;
        let told = json!({ "state": parts.ended.state, "quantity": 0, "parts": told(&made) });
        let mut last = w.record(&of(EventKind::ReservationSplit, &it).before(before(&it)).after(told), ())?;
        for part in &made {
            last = w.record(&born(EventKind::ReservationSplit, &it, part), ())?;
        }
        Ok(last.with(made.iter().map(|part| part.id).collect()))
    })
}

/// Makes one of a reservation and others of its order; answers with its ID. It has the settings of `id`.
pub fn merge(
    app: &App,
    may: &Granted<may::ConfigureReservations>,
    (customer, id): (CustomerId, ReservationId),
    others: &[ReservationId],
    version: i32,
) -> Result<ReservationId, PartsError> {
    let now = may.scope().now();
    app.db.write(may.scope(), |w| {
        let mut sources = vec![at_version(w, customer, id, version)?];
        for other in others {
            sources.push(w.reservation_overview(customer, *other)?.reservation);
        }
        let wholes: Vec<Whole<'_>> = sources.iter().map(whole).collect();
        let parts = merge_rule(&wholes, now)?;
        let [first, ..] = sources.as_slice() else { return Err(PartsRefusal::TooFew.into()) };
        let sum = parts.made.iter().map(|part| part.quantity).sum();
        let made = MadePart { id: ReservationId::from_uuid(app.ids.new_id()), name: first.name.clone(), quantity: sum };
        let change = Replacement {
            sources: &sources,
            ended: parts.ended,
            kind: OriginKind::Merge,
            made: std::slice::from_ref(&made),
        };
        w.replace_reservations(&change, || app.ids.new_id())?;
        let mut last = w.record(&born(EventKind::ReservationsMerged, first, &made), ())?;
        for source in &sources {
            let told = json!({ "state": parts.ended.state, "quantity": 0, "parts": told(std::slice::from_ref(&made)) });
            let event = of(EventKind::ReservationsMerged, source).before(before(source)).after(told);
            last = w.record(&event, ())?;
        }
        Ok(last.with(made.id))
    })
}

/// Puts an ended reservation away from the lists.
pub fn archive(
    app: &App,
    may: &Granted<may::ConfigureReservations>,
    customer: CustomerId,
    id: ReservationId,
    version: i32,
) -> Result<(), PartsError> {
    let now = may.scope().now();
    app.db.write(may.scope(), |w| {
        let it = at_version(w, customer, id, version)?;
        if !it.has_ended(now) {
            return Err(PartsError::NotEnded);
        }
        if it.archived_at.is_some() {
            return Ok(w.unchanged(()));
        }
        w.archive_reservation(&it, Some(now))?;
        let event = of(EventKind::ReservationArchived, &it);
        let event = event.before(json!({ "is_archived": false })).after(json!({ "is_archived": true }));
        Ok(w.record(&event, ())?)
    })
}

/// Fetches a reservation back into the lists.
pub fn unarchive(
    app: &App,
    may: &Granted<may::ConfigureReservations>,
    customer: CustomerId,
    id: ReservationId,
    version: i32,
) -> Result<(), PartsError> {
    app.db.write(may.scope(), |w| {
        let it = at_version(w, customer, id, version)?;
        if it.archived_at.is_none() {
            return Ok(w.unchanged(()));
        }
        w.archive_reservation(&it, None)?;
        let event = of(EventKind::ReservationArchived, &it);
        let event = event.before(json!({ "is_archived": true })).after(json!({ "is_archived": false }));
        Ok(w.record(&event, ())?)
    })
}

/// The name with the part's number, within the length of a name.
fn part_name(name: &str, number: u32) -> String {
    let ending = format!("-{number}");
    let kept = 64_usize.saturating_sub(ending.chars().count());
    let stem: String = name.chars().take(kept).collect();
    format!("{}{ending}", stem.trim_end())
}

fn of(kind: EventKind, it: &Reservation) -> Event {
    Event::new(kind, "reservations", it.id).of_customer(it.customer_id)
}

fn born(kind: EventKind, like: &Reservation, part: &MadePart) -> Event {
    Event::new(kind, "reservations", part.id).of_customer(like.customer_id).after(json!({
        "name": part.name,
        "quantity": part.quantity,
        "scope": like.scope,
        "optimise": like.optimise,
        "expires_at": like.expires_at.to_string(),
    }))
}

fn before(it: &Reservation) -> serde_json::Value {
    json!({ "state": it.state, "quantity": it.quantity })
}

fn told(made: &[MadePart]) -> Vec<serde_json::Value> {
    let one =
        |part: &MadePart| json!({ "reservation": part.id.to_string(), "name": part.name, "quantity": part.quantity });
    made.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_part_is_a_name() {
        use crate::domain::text::DisplayName;
        for name in ["web", &"가".repeat(64), &format!("{} b", "a".repeat(61))] {
            for number in [1, 2] {
                let made = part_name(name, number);
                assert_eq!(DisplayName::parse(&made).map(|name| name.as_str().to_owned()), Ok(made.clone()));
                assert!(made.ends_with(&format!("-{number}")), "{made}");
            }
        }
    }
}

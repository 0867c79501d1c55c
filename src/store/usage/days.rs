//! What ran on each day in each subscription. Floor 1.

use diesel::prelude::*;

use super::{pack, unpack};
use crate::domain::ids::{CustomerId, PartnerId, ReservationId, SubscriptionId, UsageImportId};
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::{ImportState, UsageDay, UsagePiece};
use crate::store::conn::{Conn, on};
use crate::store::error::StoreError;
use crate::store::schema::{reservations, subscriptions, usage_days, usage_imports, usage_staged};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, System};

/// A piece of a day, as an import reads it.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where it ran.
    pub subscription: SubscriptionId,
    /// When.
    pub day: Day,
    /// Tells the pieces of a day apart.
    pub number: i32,
    /// What ran.
    pub usage: UsagePiece,
}

/// A day of a subscription of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SubscriptionDay {
    /// Whose it is.
    pub customer: CustomerId,
    /// When.
    pub day: Day,
    /// The subscription.
    pub subscription: SubscriptionId,
}

/// What putting a day in place changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// It was not known.
    New,
    /// It was known otherwise.
    Changed,
    /// It was known like this.
    Same,
}

/// A day of a subscription with what ran.
#[derive(Debug, Clone)]
pub struct StoredDay {
    /// Where it ran.
    pub subscription: SubscriptionId,
    /// When.
    pub day: Day,
    /// What ran.
    pub usage: UsageDay,
}

impl Reader<'_> {
    /// How many instances each reservation of the scope has.
    pub fn reservation_quantities(&mut self) -> Result<Vec<(ReservationId, i32)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = reservations::table.select((reservations::id, reservations::quantity));
            visible!(reservations.customer_id, scope, all).load(c)
        })?)
    }

    /// Every subscription of the scope, with its customer.
    pub fn subscription_owners(&mut self) -> Result<Vec<(SubscriptionId, CustomerId)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = subscriptions::table.select((subscriptions::id, subscriptions::customer_id));
            visible!(subscriptions.customer_id, scope, all).load(c)
        })?)
    }

    /// The names of a customer's subscriptions.
    pub fn subscription_names(&mut self, customer: CustomerId) -> Result<Vec<(SubscriptionId, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = subscriptions::table.select((subscriptions::id, subscriptions::name));
            visible!(subscriptions.customer_id, scope, all).filter(subscriptions::customer_id.eq(customer)).load(c)
        })?)
    }

    /// What ran at a customer from a day to a day, both included.
    pub fn usage_of(&mut self, customer: CustomerId, from: Day, to: Day) -> Result<Vec<StoredDay>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(SubscriptionId, Day, Vec<u8>)> = on!(&mut *self.conn, |c| {
            let all = usage_days::table.select((usage_days::subscription_id, usage_days::day, usage_days::content));
            visible!(usage_days.customer_id, scope, all)
                .filter(usage_days::customer_id.eq(customer))
                .filter(usage_days::day.between(from, to))
                .order((usage_days::day, usage_days::subscription_id))
                .load(c)
        })?;
        let read = |(subscription, day, content): (_, _, Vec<u8>)| {
            Ok(StoredDay { subscription, day, usage: unpack(&content)? })
        };
        rows.into_iter().map(read).collect()
    }

    /// The first and the last day of which usage of a customer is known.
    pub fn usage_span(&mut self, customer: CustomerId) -> Result<Option<(Day, Day)>, StoreError> {
        let scope = self.scope;
        let (first, last): (Option<Day>, Option<Day>) = on!(&mut *self.conn, |c| {
            let span = usage_days::table.select((diesel::dsl::min(usage_days::day), diesel::dsl::max(usage_days::day)));
            visible!(usage_days.customer_id, scope, span).filter(usage_days::customer_id.eq(customer)).first(c)
        })?;
        Ok(first.zip(last))
    }
}

impl System<'_> {
    /// Keeps pieces of days aside until the import has read everything.
    pub fn stage_usage(&self, import: UsageImportId, partner: PartnerId, pieces: &[Piece]) -> Result<(), StoreError> {
        self.change(|conn| {
            for piece in pieces {
                let values = (
                    usage_staged::import_id.eq(import),
                    usage_staged::subscription_id.eq(piece.subscription),
                    usage_staged::day.eq(piece.day),
                    usage_staged::piece.eq(piece.number),
                    usage_staged::partner_id.eq(partner),
                    usage_staged::content.eq(pack(&piece.usage)?),
                );
                on!(conn, |c| diesel::insert_into(usage_staged::table).values(values).execute(c))?;
            }
            Ok::<_, StoreError>(())
        })
    }

    /// The days that an import has kept aside.
    pub fn staged_days(&self, import: UsageImportId) -> Result<Vec<(SubscriptionId, Day)>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| usage_staged::table
                .filter(usage_staged::import_id.eq(import))
                .select((usage_staged::subscription_id, usage_staged::day))
                .distinct()
                .order((usage_staged::day, usage_staged::subscription_id))
                .load(c))?)
        })
    }

    /// Puts days in place that an import has kept aside: each takes the place of what was known of it.
    pub fn place_usage(
        &self,
        import: UsageImportId,
        partner: PartnerId,
        days: &[SubscriptionDay],
        quantity: impl Fn(&str) -> u32,
        at: Instant,
    ) -> Result<Vec<Placed>, StoreError> {
        self.change(|conn| {
            let mut placed = Vec::with_capacity(days.len());
            for day in days {
                let usage = staged(conn, import, day)?.laid(day.day, &quantity);
                placed.push(place(conn, Some(import), partner, day, &usage, at)?);
            }
            Ok::<_, StoreError>(placed)
        })
    }

    /// Puts a day in place that came from no file: the demonstration's.
    pub fn put_usage(
        &self,
        partner: PartnerId,
        days: &[(SubscriptionDay, UsageDay)],
        at: Instant,
    ) -> Result<(), StoreError> {
        self.change(|conn| {
            for (day, usage) in days {
                place(conn, None, partner, day, usage, at)?;
            }
            Ok::<_, StoreError>(())
        })
    }

    /// Takes an import whose turn has come: true for one caller alone.
    pub fn claim_usage_import(&self, import: UsageImportId, at: Instant) -> Result<bool, StoreError> {
        self.touch(|conn| {
            let waiting = usage_imports::table.find(import).filter(usage_imports::state.eq(ImportState::Waiting));
            let values = (usage_imports::state.eq(ImportState::Reading), usage_imports::updated_at.eq(at));
            Ok(on!(conn, |c| diesel::update(waiting).set(values).execute(c))? == 1)
        })
    }

    /// Forgets what ran before a moment and was imported before it; says how many days went.
    pub fn forget_usage_before(&self, at: Instant) -> Result<usize, StoreError> {
        self.touch(|conn| {
            let old = usage_days::table.filter(usage_days::day.lt(at.day())).filter(usage_days::updated_at.lt(at));
            Ok(on!(conn, |c| diesel::delete(old).execute(c))?)
        })
    }
}

fn staged(conn: &mut Conn, import: UsageImportId, of: &SubscriptionDay) -> Result<UsagePiece, StoreError> {
    let pieces: Vec<Vec<u8>> = on!(conn, |c| usage_staged::table
        .filter(usage_staged::import_id.eq(import))
        .filter(usage_staged::subscription_id.eq(of.subscription))
        .filter(usage_staged::day.eq(of.day))
        .order(usage_staged::piece)
        .select(usage_staged::content)
        .load(c))?;
    let mut usage = UsagePiece::default();
    for piece in pieces {
        usage.merge(unpack(&piece)?);
    }
    Ok(usage)
}

fn place(
    conn: &mut Conn,
    import: Option<UsageImportId>,
    partner: PartnerId,
    of: &SubscriptionDay,
    usage: &UsageDay,
    at: Instant,
) -> Result<Placed, StoreError> {
    let &SubscriptionDay { customer, day, subscription } = of;
    let known: Option<Vec<u8>> =
        on!(conn, |c| usage_days::table.find((subscription, day)).select(usage_days::content).first(c).optional())?;
    let content = pack(usage)?;
    let placed = match known {
        Some(known) if known == content => return Ok(Placed::Same),
        Some(_) => Placed::Changed,
        None => Placed::New,
    };
    let values = (
        usage_days::subscription_id.eq(subscription),
        usage_days::day.eq(day),
        usage_days::partner_id.eq(partner),
        usage_days::customer_id.eq(customer),
        usage_days::content.eq(content),
        usage_days::resources.eq(i32::try_from(usage.len()).unwrap_or(i32::MAX)),
        usage_days::running_nanos.eq(usage.sum().column()),
        usage_days::import_id.eq(import),
        usage_days::updated_at.eq(at),
    );
    let old = usage_days::table.find((subscription, day));
    on!(conn, |c| diesel::delete(old).execute(c))?;
    on!(conn, |c| diesel::insert_into(usage_days::table).values(values).execute(c))?;
    Ok(placed)
}

//! What ran on each day in each subscription. Floor 1.

use diesel::prelude::*;

use super::{pack, unpack};
use crate::domain::ids::{CustomerId, PartnerId, SubscriptionId, UsageImportId};
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::UsageDay;
use crate::store::conn::{Conn, on};
use crate::store::error::StoreError;
use crate::store::schema::{subscriptions, usage_days, usage_staged};
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
    pub usage: UsageDay,
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
        at: Instant,
    ) -> Result<Vec<Placed>, StoreError> {
        self.change(|conn| days.iter().map(|day| place(conn, import, partner, day, at)).collect())
    }

    /// Forgets what ran before a day; says how many days of subscriptions went.
    pub fn forget_usage_before(&self, day: Day) -> Result<usize, StoreError> {
        self.touch(|conn| {
            Ok(on!(conn, |c| diesel::delete(usage_days::table.filter(usage_days::day.lt(day))).execute(c))?)
        })
    }
}

fn place(
    conn: &mut Conn,
    import: UsageImportId,
    partner: PartnerId,
    on_day: &SubscriptionDay,
    at: Instant,
) -> Result<Placed, StoreError> {
    let &SubscriptionDay { customer, day, subscription } = on_day;
    let pieces: Vec<Vec<u8>> = on!(conn, |c| usage_staged::table
        .filter(usage_staged::import_id.eq(import))
        .filter(usage_staged::subscription_id.eq(subscription))
        .filter(usage_staged::day.eq(day))
        .order(usage_staged::piece)
        .select(usage_staged::content)
        .load(c))?;
    let mut usage = UsageDay::default();
    for piece in pieces {
        usage.merge(unpack(&piece)?);
    }
    let known: Option<Vec<u8>> =
        on!(conn, |c| usage_days::table.find((subscription, day)).select(usage_days::content).first(c).optional())?;
    let content = pack(&usage)?;
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
        usage_days::import_id.eq(Some(import)),
        usage_days::updated_at.eq(at),
    );
    let old = usage_days::table.find((subscription, day));
    on!(conn, |c| diesel::delete(old).execute(c))?;
    on!(conn, |c| diesel::insert_into(usage_days::table).values(values).execute(c))?;
    Ok(placed)
}

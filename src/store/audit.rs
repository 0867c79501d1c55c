//! The audit events of a tenant, chained by hash. Floor 1. Domain 6.14, quality 51.

use diesel::prelude::*;

use super::conn::{Conn, on};
use super::error::StoreError;
use super::schema::audit_events as t;
use super::scope::{Actor, Scope};
use super::tenant::System;
use crate::domain::audit::{Event, link};
use crate::domain::ids::{CustomerId, PartnerId, SessionId, UserId};
use crate::domain::time::Instant;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t)]
#[diesel(treat_none_as_default_value = false)]
struct EventRow {
    partner_id: PartnerId,
    sequence: i64,
    recorded_at: Instant,
    kind: String,
    actor: String,
    user_id: Option<UserId>,
    session_id: Option<SessionId>,
    address: String,
    request_id: String,
    customer_id: Option<CustomerId>,
    resource_type: String,
    resource_id: String,
    before: Option<String>,
    after: Option<String>,
    outcome: String,
    previous_hash: Vec<u8>,
    hash: Vec<u8>,
}

impl EventRow {
    /// What the hash must be, from the row's own fields.
    fn expected_hash(&self) -> [u8; 32] {
        let text = |id: Option<String>| id.unwrap_or_default();
        let fields = [
            self.partner_id.to_string(),
            self.sequence.to_string(),
            self.recorded_at.micros().to_string(),
            self.kind.clone(),
            self.actor.clone(),
            text(self.user_id.map(|id| id.to_string())),
            text(self.session_id.map(|id| id.to_string())),
            self.address.clone(),
            self.request_id.clone(),
            text(self.customer_id.map(|id| id.to_string())),
            self.resource_type.clone(),
            self.resource_id.clone(),
            text(self.before.clone()),
            text(self.after.clone()),
            self.outcome.clone(),
        ];
        link(&self.previous_hash, fields.iter().map(String::as_str))
    }
}

/// Appends an event to the scope's chain; the caller holds the tenant's write lock.
pub(super) fn append(conn: &mut Conn, scope: &Scope, event: &Event) -> Result<(), StoreError> {
    let head: Option<(i64, Vec<u8>)> = on!(conn, |c| t::table
        .filter(t::partner_id.eq(scope.partner()))
        .order(t::sequence.desc())
        .select((t::sequence, t::hash))
        .first(c)
        .optional())?;
    let (last, previous_hash) = head.unwrap_or_default();
    let (actor, user_id, session_id) = match scope.actor() {
        Actor::User { user, session } => ("user".to_owned(), Some(*user), Some(*session)),
        Actor::Operator(command) => (format!("operator:{command}"), None, None),
        Actor::System(job) => (format!("system:{job}"), None, None),
        Actor::Claimed(user) => ("anonymous".to_owned(), Some(*user), None),
        Actor::Anonymous => ("anonymous".to_owned(), None, None),
    };
    let circumstances = scope.circumstances();
    let mut row = EventRow {
        partner_id: scope.partner(),
        sequence: last + 1,
        recorded_at: circumstances.at,
        kind: event.kind.code().to_owned(),
        actor,
        user_id,
        session_id,
        address: circumstances.address.clone(),
        request_id: circumstances.request_id.clone(),
        customer_id: event.customer,
        resource_type: event.resource_type.to_owned(),
        resource_id: event.resource_id.clone(),
        before: event.before.as_ref().map(ToString::to_string),
        after: event.after.as_ref().map(ToString::to_string),
        outcome: event.outcome().to_owned(),
        previous_hash,
        hash: Vec::new(),
    };
    row.hash = row.expected_hash().to_vec();
    on!(conn, |c| diesel::insert_into(t::table).values(&row).execute(c))?;
    Ok(())
}

/// A row of the chain that is not what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLink {
    /// Whose chain; the nil id is the installation's.
    pub partner: PartnerId,
    /// The row's number in the chain.
    pub sequence: i64,
    /// What is wrong with it.
    pub fault: LinkFault,
}

/// What is wrong with a row of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkFault {
    /// A field was changed after the row was written.
    Changed,
    /// A row before it is missing, or was replaced.
    Unlinked,
}

/// How many rows one look takes when the whole chain is walked.
const CHUNK: i64 = 5_000;

impl System<'_> {
    /// Walks every chain and names the rows that are not what was written.
    pub fn broken_links(&self) -> Result<Vec<BrokenLink>, StoreError> {
        let partners: Vec<PartnerId> =
            self.read(|conn| Ok(on!(conn, |c| t::table.select(t::partner_id).distinct().load(c))?))?;
        let mut broken = Vec::new();
        for partner in partners {
            let (mut sequence, mut hash) = (0, Vec::new());
            loop {
                let rows = self.chain_chunk(partner, sequence)?;
                let Some(last) = rows.last() else { break };
                let next = last.sequence;
                for row in rows {
                    if row.sequence != sequence + 1 || row.previous_hash != hash {
                        broken.push(BrokenLink { partner, sequence: row.sequence, fault: LinkFault::Unlinked });
                    } else if row.hash != row.expected_hash() {
                        broken.push(BrokenLink { partner, sequence: row.sequence, fault: LinkFault::Changed });
                    }
                    (sequence, hash) = (row.sequence, row.hash);
                }
                sequence = next;
            }
        }
        Ok(broken)
    }

    fn chain_chunk(&self, partner: PartnerId, after: i64) -> Result<Vec<EventRow>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| t::table
                .filter(t::partner_id.eq(partner))
                .filter(t::sequence.gt(after))
                .order(t::sequence)
                .limit(CHUNK)
                .select(EventRow::as_select())
                .load(c))?)
        })
    }
}

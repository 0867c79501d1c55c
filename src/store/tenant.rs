//! The doors to the tables: read within a scope, write within a scope and leave an event. Floor 1.

use std::ops::{Deref, DerefMut};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::audit;
use super::conn::{Conn, on};
use super::db::Db;
use super::error::StoreError;
use super::rehearsal::Lent;
use super::schema::settings;
use super::scope::{Actor, Circumstances, Scope};
use super::webhooks;
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::PartnerId;

/// Queries within a scope. Each noun's file adds its own as methods.
pub struct Reader<'a> {
    pub(super) conn: &'a mut Conn,
    pub(super) scope: &'a Scope,
}

impl<'a> Reader<'a> {
    pub(super) fn new(conn: &'a mut Conn, scope: &'a Scope) -> Self {
        Self { conn, scope }
    }

    /// The scope of this look.
    pub fn scope(&self) -> &'a Scope {
        self.scope
    }
}

/// Changes within a scope and a transaction; reads what a [`Reader`] reads.
pub struct Writer<'a>(Reader<'a>, Vec<EventKind>);

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Writer<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

/// Proof that an act left its event: only [`Writer::record`], [`Writer::unchanged`] and
/// [`Writer::noted`] make one.
#[derive(Debug)]
#[must_use = "an act ends by handing this to the transaction"]
pub struct Recorded<T>(T);

impl<T> Recorded<T> {
    pub(super) fn into_value(self) -> T {
        self.0
    }

    /// The same proof with another value: for acts that leave several events.
    pub fn with<U>(self, value: U) -> Recorded<U> {
        Recorded(value)
    }

    /// The same proof with what is made of the value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded(make(self.0))
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(conn: &'a mut Conn, scope: &'a Scope) -> Self {
        Self(Reader::new(conn, scope), Vec::new())
    }

    /// The events of the act, to be counted when it is committed.
    pub(super) fn into_events(self) -> Vec<EventKind> {
        self.1
    }

    /// Writes the audit event of the act and lets the transaction commit with `value`.
    pub fn record<T>(&mut self, event: &Event, value: T) -> Result<Recorded<T>, StoreError> {
        audit::append(self.0.conn, self.0.scope, event)?;
        webhooks::fill(self.0.conn, self.0.scope, event)?;
        self.1.push(event.kind);
        Ok(Recorded(value))
    }

    /// The act found nothing to change, such as a repeated Buy: no event, the same answer.
    pub fn unchanged<T>(&mut self, value: T) -> Recorded<T> {
        Recorded(value)
    }

    /// What is no act of anybody: that somebody has read something, that somebody was told.
    pub fn noted<T>(&mut self, value: T) -> Recorded<T> {
        Recorded(value)
    }
}

/// Work across tenants. Kept apart from [`Reader`] and [`Writer`] so that it stands out.
pub struct System<'a> {
    db: &'a Db,
    why: &'static str,
}

impl<'a> System<'a> {
    pub(super) fn new(db: &'a Db, why: &'static str) -> Self {
        Self { db, why }
    }

    /// Why this work may look across tenants.
    pub fn why(&self) -> &'static str {
        self.why
    }

    /// Whether the database answers.
    pub fn ping(&self) -> Result<(), StoreError> {
        self.read(|conn| {
            let _count: i64 = on!(conn, |c| settings::table.count().get_result(c))?;
            Ok(())
        })
    }

    pub(super) fn read<T>(&self, look: impl FnOnce(&mut Conn) -> Result<T, StoreError>) -> Result<T, StoreError> {
        look(&mut *self.db.reader()?)
    }

    /// A connection that cannot write, to look at how it is set up.
    pub(super) fn reader(&self) -> Result<Lent<'_>, StoreError> {
        self.db.reader()
    }

    /// The connection that writes, to look at how it is set up.
    pub(super) fn writer(&self) -> Result<Lent<'_>, StoreError> {
        self.db.writer()
    }

    /// Looks at everything on one snapshot: backups and checks.
    pub(super) fn snapshot<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        self.db.reader()?.snapshot(look)
    }

    /// Lets the writer of this process keep more pages in memory: for commands that fill tables and end.
    pub(super) fn prepare_for_bulk(&self) -> Result<(), StoreError> {
        match &mut *self.db.writer()? {
            Conn::Sqlite(c) => Ok(c.batch_execute("PRAGMA cache_size = -500000; PRAGMA wal_autocheckpoint = 100000;")?),
            Conn::Pg(_) => Ok(()),
        }
    }

    /// Fills tables in one transaction of their own: a restore, load data.
    pub(super) fn change<T, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        self.db.writer()?.transaction(0, |conn| {
            conn.without_time_limit()?;
            change(conn)
        })
    }

    /// Looks at what belongs to no tenant: catalogue, markets, settings. No tenant's rows are in the scope.
    pub fn look<T, E: From<StoreError>>(
        &self,
        circumstances: Circumstances,
        look: impl FnOnce(&mut Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.db.read(&Scope::installation(Actor::Anonymous, circumstances), look)
    }

    /// An act of the installation itself; its event stands in the installation's chain.
    pub fn write<T, E: From<StoreError>>(
        &self,
        actor: Actor,
        circumstances: Circumstances,
        act: impl FnOnce(&mut Writer<'_>) -> Result<Recorded<T>, E>,
    ) -> Result<T, E> {
        self.db.write(&Scope::installation(actor, circumstances), act)
    }

    /// The same in the chain of a partner: signing in to one of its accounts.
    pub fn write_in<T, E: From<StoreError>>(
        &self,
        partner: PartnerId,
        actor: Actor,
        circumstances: Circumstances,
        act: impl FnOnce(&mut Writer<'_>) -> Result<Recorded<T>, E>,
    ) -> Result<T, E> {
        self.db.write(&Scope::chain_of(partner, actor, circumstances), act)
    }

    /// A change that is not an act of anybody: seen-at marks, counters, pruning.
    pub(super) fn touch<T>(&self, change: impl FnOnce(&mut Conn) -> Result<T, StoreError>) -> Result<T, StoreError> {
        change(&mut *self.db.writer()?)
    }
}

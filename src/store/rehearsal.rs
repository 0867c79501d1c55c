//! One connection for a look or an act: of the pools, or the one of a rehearsal. Floor 1.
//!
//! In a rehearsal every look and every act uses the same connection, in a transaction that is rolled back
//! at its end. An act inside is a savepoint: it fails alone, as it would in earnest.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard};

use super::conn::Conn;
use super::error::StoreError;

/// The connection of a rehearsal.
#[derive(Clone)]
pub(super) struct Rehearsal(Arc<Mutex<Conn>>);

/// A connection to use.
pub(super) enum Lent<'a> {
    /// From the pools.
    Own(Conn),
    /// The rehearsal's.
    Staged(MutexGuard<'a, Conn>),
}

impl Deref for Lent<'_> {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        match self {
            Self::Own(conn) => conn,
            Self::Staged(conn) => conn,
        }
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        match self {
            Self::Own(conn) => conn,
            Self::Staged(conn) => conn,
        }
    }
}

impl Rehearsal {
    /// Opens the transaction that is never kept.
    pub(super) fn begin(mut conn: Conn) -> Result<Self, StoreError> {
        conn.begin()?;
        Ok(Self(Arc::new(Mutex::new(conn))))
    }

    /// The connection; whoever has it must give it back before another look.
    pub(super) fn lend(&self) -> Result<Lent<'_>, StoreError> {
        let conn = self.0.try_lock();
        conn.map(Lent::Staged).map_err(|_in_use| StoreError::Busy("a look within a look".to_owned()))
    }

    /// Forgets everything.
    pub(super) fn end(self) -> Result<(), StoreError> {
        self.lend()?.roll_back()
    }
}

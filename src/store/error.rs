//! What can go wrong below the acts. Floor 1.

use diesel::result::{DatabaseErrorKind, Error};

/// A database operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such row in the scope; a row of another tenant is the same as none.
    #[error("not found")]
    NotFound,
    /// A unique value is taken; holds the constraint's name, `<table>_<columns>_key`.
    #[error("{0} is taken")]
    Duplicate(String),
    /// The database is locked, full or away; the same request may work later.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// Somebody else changed the row since it was read.
    #[error("changed meanwhile")]
    Stale,
    /// The database could not be opened or migrated.
    #[error("{0}")]
    Open(String),
    /// Anything else is a defect.
    #[error("database: {0}")]
    Db(Error),
}

impl From<Error> for StoreError {
    #[expect(clippy::wildcard_enum_match_arm, reason = "not our enum: every other error is a defect")]
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                Self::Duplicate(info.constraint_name().map_or_else(|| constraint_of(info.message()), ToOwned::to_owned))
            }
            Error::DatabaseError(_, ref info) if is_busy(info.message()) => Self::Busy(info.message().to_owned()),
            Error::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => Self::Busy(info.message().to_owned()),
            other => Self::Db(other),
        }
    }
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Self::Busy(error.to_string())
    }
}

/// What stands in a column is not what was written there.
pub(super) fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError::Db(Error::DeserializationError(Box::new(error)))
}

/// A value cannot be written into a column.
pub(super) fn unwritable(error: serde_json::Error) -> StoreError {
    StoreError::Db(Error::SerializationError(Box::new(error)))
}

/// SQLite names columns ("UNIQUE constraint failed: users.email_key"), PostgreSQL the constraint.
fn constraint_of(message: &str) -> String {
    let columns = message.rsplit(": ").next().unwrap_or_default();
    let table = columns.split('.').next().unwrap_or_default();
    let names = columns.split(", ").filter_map(|column| column.split('.').nth(1));
    let mut constraint = String::from(table);
    for name in names {
        constraint.push('_');
        constraint.push_str(name);
    }
    constraint + "_key"
}

fn is_busy(message: &str) -> bool {
    ["database is locked", "database or disk is full", "disk I/O error", "lock timeout", "the database system is"]
        .iter()
        .any(|known| message.contains(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_columns_become_the_constraint_name() {
        let message = "UNIQUE constraint failed: customers.partner_id, customers.domain";
        assert_eq!(constraint_of(message), "customers_partner_id_domain_key");
        assert_eq!(constraint_of("UNIQUE constraint failed: users.email_key"), "users_email_key_key");
    }
}

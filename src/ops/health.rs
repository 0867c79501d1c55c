//! Whether the application can work now. Floor 2. Quality R-30.

use super::app::App;
use crate::store::{SchemaState, StoreError, newer, schema_state};

/// The database answers and its schema is this program's; the text of the error is for the operator.
pub fn check(app: &App) -> Result<(), StoreError> {
    app.db.system("is the database there").ping()?;
    match schema_state(&app.config.database_url)? {
        SchemaState::Current => Ok(()),
        SchemaState::Behind(pending) => {
            Err(StoreError::Open(format!("migrations to run: {}; start with `migrate`", pending.join(", "))))
        }
        SchemaState::Ahead(unknown) => Err(StoreError::Open(newer(&unknown))),
    }
}

//! Settings of the installation, kept in the database. Floor 1.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::settings;
use super::tenant::{System, Writer};

impl System<'_> {
    /// The value of a setting.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|conn| Ok(on!(conn, |c| settings::table.find(key).select(settings::value).first(c).optional())?))
    }
}

impl Writer<'_> {
    /// Sets a setting.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| {
            diesel::delete(settings::table.find(key)).execute(c)?;
            diesel::insert_into(settings::table).values((settings::key.eq(key), settings::value.eq(value))).execute(c)
        })?;
        Ok(())
    }
}

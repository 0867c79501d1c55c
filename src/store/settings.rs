//! Settings of the installation: marks and revision counters. Floor 1.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::settings;
use super::tenant::{Reader, Writer};

impl Reader<'_> {
    /// What is set, if anything.
    pub fn setting(&mut self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(on!(&mut *self.conn, |c| settings::table.find(key).select(settings::value).first(c).optional())?)
    }
}

impl Writer<'_> {
    /// Sets a value, whether or not there was one.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let changed = on!(&mut *self.conn, |c| diesel::update(settings::table.find(key))
            .set(settings::value.eq(value))
            .execute(c))?;
        if changed == 0 {
            let row = (settings::key.eq(key), settings::value.eq(value));
            on!(&mut *self.conn, |c| diesel::insert_into(settings::table).values(row).execute(c))?;
        }
        Ok(())
    }
}

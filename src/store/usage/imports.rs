//! Imports of usage: how far each has come, and what could not be kept. Floor 1.

use diesel::prelude::*;

use crate::domain::ids::{PartnerId, UsageImportId, UserId};
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::{ImportState, RowReason};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{usage_bad_rows, usage_imports, usage_staged};
use crate::store::tenant::{Reader, System, Writer};

/// An import of usage.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = usage_imports)]
pub struct UsageImport {
    /// Id.
    pub id: UsageImportId,
    /// In whose tenant.
    pub partner_id: PartnerId,
    /// The names of its files, one a line.
    pub file_names: String,
    /// The format that was recognised; empty before.
    pub format: String,
    /// Where it stands.
    pub state: ImportState,
    /// Bytes of its files.
    pub bytes_total: i64,
    /// Bytes that have been read.
    pub bytes_read: i64,
    /// Rows that have been read.
    pub rows_read: i64,
    /// Rows whose hours are kept.
    pub rows_kept: i64,
    /// Rows of what is no virtual machine.
    pub rows_skipped: i64,
    /// Rows that could not be understood.
    pub rows_bad: i64,
    /// Days that were not known before.
    pub days_new: i64,
    /// Days that took another's place.
    pub days_changed: i64,
    /// Days that were known like this.
    pub days_same: i64,
    /// The first day.
    pub first_day: Option<Day>,
    /// The last day.
    pub last_day: Option<Day>,
    /// Sizes that the catalog does not know, one a line.
    pub unknown_sizes: String,
    /// Why it was given up.
    pub failure: String,
    /// Who began it; nobody on the command line.
    pub created_by: Option<UserId>,
    /// When it was begun.
    pub created_at: Instant,
    /// When its progress was noted.
    pub updated_at: Instant,
    /// When it ended.
    pub finished_at: Option<Instant>,
}

/// A new import.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// Id.
    pub id: UsageImportId,
    /// The names of its files, one a line.
    pub file_names: String,
    /// Bytes of its files.
    pub bytes_total: i64,
}

/// How far an import has come.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = usage_imports)]
pub struct ImportProgress {
    /// The format that was recognised.
    pub format: Option<String>,
    /// Where it stands.
    pub state: Option<ImportState>,
    /// Bytes that have been read.
    pub bytes_read: i64,
    /// Rows that have been read.
    pub rows_read: i64,
    /// Rows whose hours are kept.
    pub rows_kept: i64,
    /// Rows of what is no virtual machine.
    pub rows_skipped: i64,
    /// Rows that could not be understood.
    pub rows_bad: i64,
    /// Days that were not known before.
    pub days_new: i64,
    /// Days that took another's place.
    pub days_changed: i64,
    /// Days that were known like this.
    pub days_same: i64,
    /// The first day.
    pub first_day: Option<Day>,
    /// The last day.
    pub last_day: Option<Day>,
    /// Sizes that the catalog does not know, one a line.
    pub unknown_sizes: Option<String>,
    /// Why it was given up.
    pub failure: Option<String>,
    /// When it ended.
    pub finished_at: Option<Instant>,
}

/// A row that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The file it stands in.
    pub file: String,
    /// The line or row.
    pub line: i64,
    /// What is wrong with it.
    pub reason: RowReason,
}

/// A row that tells where a page of imports starts.
pub type ImportMark = (Instant, UsageImportId);

/// Rows of one INSERT.
const BATCH: usize = 400;

/// The ids of a reseller's people.
macro_rules! people_of {
    ($reseller:expr) => {
        $crate::store::schema::users::table
            .filter($crate::store::schema::users::partner_id.eq($reseller))
            .select($crate::store::schema::users::id.nullable())
    };
}
impl Reader<'_> {
    /// The imports of the partner, the newest first. A reseller sees those of its own people.
    pub fn usage_imports(&mut self, after: Option<ImportMark>, limit: i64) -> Result<Vec<UsageImport>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let mut query = usage_imports::table
                .filter(usage_imports::partner_id.eq(scope.partner()))
                .order((usage_imports::created_at.desc(), usage_imports::id.desc()))
                .select(UsageImport::as_select())
                .limit(limit)
                .into_boxed();
            if let Some(reseller) = scope.reseller() {
                query = query.filter(usage_imports::created_by.eq_any(people_of!(reseller)));
            }
            if let Some((at, id)) = after {
                let older =
                    usage_imports::created_at.lt(at).or(usage_imports::created_at.eq(at).and(usage_imports::id.lt(id)));
                query = query.filter(older);
            }
            query.load(c)
        })?)
    }

    /// One import.
    pub fn usage_import(&mut self, id: UsageImportId) -> Result<UsageImport, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let mut query = usage_imports::table
                .filter(usage_imports::partner_id.eq(scope.partner()))
                .filter(usage_imports::id.eq(id))
                .select(UsageImport::as_select())
                .into_boxed();
            if let Some(reseller) = scope.reseller() {
                query = query.filter(usage_imports::created_by.eq_any(people_of!(reseller)));
            }
            query.first(c)
        })?)
    }

    /// Rows of an import that could not be kept, in their order.
    pub fn bad_usage_rows(&mut self, id: UsageImportId, limit: i64) -> Result<Vec<BadRow>, StoreError> {
        let partner = self.scope.partner();
        let rows: Vec<(String, i64, String)> = on!(&mut *self.conn, |c| usage_bad_rows::table
            .filter(usage_bad_rows::partner_id.eq(partner))
            .filter(usage_bad_rows::import_id.eq(id))
            .order(usage_bad_rows::position)
            .select((usage_bad_rows::file, usage_bad_rows::line, usage_bad_rows::reason))
            .limit(limit)
            .load(c))?;
        let row = |(file, line, reason): (String, i64, String)| {
            let Ok(reason) = reason.parse();
            BadRow { file, line, reason }
        };
        Ok(rows.into_iter().map(row).collect())
    }
}

impl Writer<'_> {
    /// Begins an import.
    pub fn insert_usage_import(&mut self, new: &NewImport) -> Result<(), StoreError> {
        let (now, user) = (self.scope.now(), self.scope.user());
        let zeros = (
            usage_imports::bytes_read.eq(0),
            usage_imports::rows_read.eq(0),
            usage_imports::rows_kept.eq(0),
            usage_imports::rows_skipped.eq(0),
            usage_imports::rows_bad.eq(0),
            usage_imports::days_new.eq(0),
            usage_imports::days_changed.eq(0),
            usage_imports::days_same.eq(0),
        );
        let values = (
            usage_imports::id.eq(new.id),
            usage_imports::partner_id.eq(self.scope.partner()),
            usage_imports::file_names.eq(&new.file_names),
            usage_imports::format.eq(""),
            usage_imports::state.eq(ImportState::Waiting),
            usage_imports::bytes_total.eq(new.bytes_total),
            zeros,
            usage_imports::unknown_sizes.eq(""),
            usage_imports::failure.eq(""),
            usage_imports::created_by.eq(user),
            usage_imports::created_at.eq(now),
            usage_imports::updated_at.eq(now),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(usage_imports::table).values(values).execute(c))?;
        Ok(())
    }
}

impl System<'_> {
    /// Imports that are not over: a server that starts looks after those it had begun.
    pub fn unfinished_usage_imports(&self) -> Result<Vec<UsageImport>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| usage_imports::table
                .filter(usage_imports::finished_at.is_null())
                .order((usage_imports::created_at, usage_imports::id))
                .select(UsageImport::as_select())
                .load(c))?)
        })
    }

    /// Notes how far an import has come.
    pub fn note_usage_import(
        &self,
        id: UsageImportId,
        progress: &ImportProgress,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.touch(|conn| {
            on!(conn, |c| diesel::update(usage_imports::table.find(id))
                .set((progress, usage_imports::updated_at.eq(at)))
                .execute(c))?;
            Ok(())
        })
    }

    /// Keeps rows that could not be understood. `first` is the position of the first of them.
    pub fn keep_bad_usage_rows(
        &self,
        id: UsageImportId,
        partner: PartnerId,
        first: i32,
        rows: &[BadRow],
    ) -> Result<(), StoreError> {
        self.change(|conn| {
            let mut position = first;
            for rows in rows.chunks(BATCH) {
                let mut values = Vec::new();
                for row in rows {
                    values.push((
                        usage_bad_rows::import_id.eq(id),
                        usage_bad_rows::position.eq(position),
                        usage_bad_rows::partner_id.eq(partner),
                        usage_bad_rows::file.eq(&row.file),
                        usage_bad_rows::line.eq(row.line),
                        usage_bad_rows::reason.eq(row.reason.to_string()),
                    ));
                    position = position.saturating_add(1);
                }
                on!(conn, |c| diesel::insert_into(usage_bad_rows::table).values(values).execute(c))?;
            }
            Ok::<_, StoreError>(())
        })
    }

    /// Throws away what an import had read and kept aside, to begin again or because it is over.
    pub fn forget_staged_usage(&self, id: UsageImportId, with_bad_rows: bool) -> Result<(), StoreError> {
        self.touch(|conn| {
            let staged = usage_staged::table.filter(usage_staged::import_id.eq(id));
            on!(conn, |c| diesel::delete(staged).execute(c))?;
            if with_bad_rows {
                let bad = usage_bad_rows::table.filter(usage_bad_rows::import_id.eq(id));
                on!(conn, |c| diesel::delete(bad).execute(c))?;
            }
            Ok(())
        })
    }
}

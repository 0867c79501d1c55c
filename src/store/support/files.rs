//! Files beside a request: the record apart from the content. Floor 1. Quality 4, items 21 to 23.

use diesel::prelude::*;

use crate::domain::ids::{AttachmentId, CustomerId, PartnerId, SupportRequestId, UserId};
use crate::domain::support::FileState;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{attachment_contents, attachments, users};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, System, Writer};

/// What is known of a file without its content.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = attachments)]
pub struct FileRecord {
    /// Id.
    pub id: AttachmentId,
    /// The partner in whose tenant it is.
    pub partner_id: PartnerId,
    /// The customer.
    pub customer_id: CustomerId,
    /// The request it belongs to.
    pub request_id: SupportRequestId,
    /// Its name.
    pub file_name: String,
    /// What it is.
    pub media_type: String,
    /// How large it is.
    pub size_bytes: i32,
    /// Whether it may leave again.
    pub state: FileState,
    /// Who added it.
    pub uploaded_by: UserId,
    /// When.
    pub uploaded_at: Instant,
}

/// A file to keep.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Id.
    pub id: AttachmentId,
    /// The customer, looked up in the scope by the caller.
    pub customer: CustomerId,
    /// The request, looked up in the scope by the caller.
    pub request: SupportRequestId,
    /// Its name.
    pub file_name: String,
    /// What it is.
    pub media_type: &'static str,
    /// The SHA-256 of its content.
    pub sha256: Vec<u8>,
    /// Its content.
    pub content: Vec<u8>,
    /// Whether it may leave at once.
    pub state: FileState,
    /// Who adds it.
    pub uploaded_by: UserId,
}

impl Reader<'_> {
    /// The files of a request, the oldest first, with the names of who added them.
    pub fn files(
        &mut self,
        customer: CustomerId,
        request: SupportRequestId,
    ) -> Result<Vec<(FileRecord, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let joined = attachments::table
                .inner_join(users::table.on(users::id.eq(attachments::uploaded_by)))
                .select((FileRecord::as_select(), users::display_name));
            visible!(attachments.customer_id, scope, joined)
                .filter(attachments::customer_id.eq(customer))
                .filter(attachments::request_id.eq(request))
                .order((attachments::uploaded_at, attachments::id))
                .load(c)
        })?)
    }

    /// One file of a request.
    pub fn file(
        &mut self,
        customer: CustomerId,
        request: SupportRequestId,
        id: AttachmentId,
    ) -> Result<FileRecord, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(attachments.customer_id, scope, attachments::table.select(FileRecord::as_select()))
                .filter(attachments::customer_id.eq(customer))
                .filter(attachments::request_id.eq(request))
                .filter(attachments::id.eq(id))
                .first(c)
        })?)
    }

    /// The content of a file that was looked up in the scope.
    pub fn file_content(&mut self, file: &FileRecord) -> Result<Vec<u8>, StoreError> {
        Ok(on!(&mut *self.conn, |c| attachment_contents::table
            .find(file.id)
            .select(attachment_contents::content)
            .first(c))?)
    }

    /// How many files a person added since a moment.
    pub fn files_added(&mut self, user: UserId, since: Instant) -> Result<i64, StoreError> {
        Ok(on!(&mut *self.conn, |c| attachments::table
            .filter(attachments::uploaded_by.eq(user))
            .filter(attachments::uploaded_at.gt(since))
            .count()
            .get_result(c))?)
    }
}

impl Writer<'_> {
    /// Keeps a file.
    pub fn insert_file(&mut self, new: &NewFile) -> Result<(), StoreError> {
        let size = i32::try_from(new.content.len()).unwrap_or(i32::MAX);
        let values = (
            attachments::id.eq(new.id),
            attachments::partner_id.eq(self.scope.partner()),
            attachments::customer_id.eq(new.customer),
            attachments::request_id.eq(new.request),
            attachments::file_name.eq(&new.file_name),
            attachments::media_type.eq(new.media_type),
            attachments::size_bytes.eq(size),
            attachments::sha256.eq(&new.sha256),
            attachments::state.eq(new.state),
            attachments::uploaded_by.eq(new.uploaded_by),
            attachments::uploaded_at.eq(self.scope.now()),
        );
        let content = (attachment_contents::attachment_id.eq(new.id), attachment_contents::content.eq(&new.content));
        on!(&mut *self.conn, |c| {
            diesel::insert_into(attachments::table).values(values).execute(c)?;
            diesel::insert_into(attachment_contents::table).values(content).execute(c)
        })?;
        Ok(())
    }

    /// Says what a look at a file in quarantine found; false when somebody was faster.
    pub fn settle_file(&mut self, id: AttachmentId, state: FileState) -> Result<bool, StoreError> {
        let partner = self.scope.partner();
        let count = on!(&mut *self.conn, |c| diesel::update(attachments::table.find(id))
            .filter(attachments::partner_id.eq(partner))
            .filter(attachments::state.eq(FileState::Quarantined))
            .set(attachments::state.eq(state))
            .execute(c))?;
        Ok(count > 0)
    }

    /// Removes a file of a draft; the caller has looked it up in the scope.
    pub fn delete_file(&mut self, file: &FileRecord) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        on!(&mut *self.conn, |c| {
            diesel::delete(attachment_contents::table.find(file.id)).execute(c)?;
            diesel::delete(attachments::table.find(file.id)).filter(attachments::partner_id.eq(partner)).execute(c)
        })?;
        Ok(())
    }
}

impl System<'_> {
    /// Files in quarantine of every partner, the oldest first: a scanner looks at each.
    pub fn quarantined_files(&self, limit: i64) -> Result<Vec<FileRecord>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| attachments::table
                .filter(attachments::state.eq(FileState::Quarantined))
                .order((attachments::uploaded_at, attachments::id))
                .limit(limit)
                .select(FileRecord::as_select())
                .load(c))?)
        })
    }
}

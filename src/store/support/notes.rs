//! What was said about a request; each side's internal notes stay there. Floor 1.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, SupportNoteId, SupportRequestId, UserId};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{support_notes, users};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// Which side of a request somebody stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The partner, who asks.
    Partner,
    /// The desk, which answers.
    Desk,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Id.
    pub id: SupportNoteId,
    /// The name of who wrote it.
    pub author: String,
    /// The side it was written on.
    pub side: Side,
    /// Whether only that side sees it.
    pub is_internal: bool,
    /// What it says.
    pub body: String,
    /// When it was written.
    pub created_at: Instant,
}

/// A note to keep.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// Id.
    pub id: SupportNoteId,
    /// The customer, looked up in the scope by the caller.
    pub customer: CustomerId,
    /// The request, looked up in the scope by the caller.
    pub request: SupportRequestId,
    /// Who writes.
    pub author: UserId,
    /// On which side.
    pub side: Side,
    /// Whether only that side sees it.
    pub is_internal: bool,
    /// What it says.
    pub body: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = support_notes)]
struct NoteRow {
    id: SupportNoteId,
    is_from_desk: bool,
    is_internal: bool,
    body: String,
    created_at: Instant,
}

impl Reader<'_> {
    /// The notes of a request that this side may read, the oldest first.
    pub fn support_notes(
        &mut self,
        customer: CustomerId,
        request: SupportRequestId,
        side: Side,
    ) -> Result<Vec<Note>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(NoteRow, String)> = on!(&mut *self.conn, |c| {
            let joined = support_notes::table
                .inner_join(users::table.on(users::id.eq(support_notes::author_id)))
                .select((NoteRow::as_select(), users::display_name));
            visible!(support_notes.customer_id, scope, joined)
                .filter(support_notes::customer_id.eq(customer))
                .filter(support_notes::request_id.eq(request))
                .filter(support_notes::is_internal.eq(false).or(support_notes::is_from_desk.eq(side == Side::Desk)))
                .order((support_notes::created_at, support_notes::id))
                .load(c)
        })?;
        let note = |(row, author): (NoteRow, String)| Note {
            id: row.id,
            author,
            side: if row.is_from_desk { Side::Desk } else { Side::Partner },
            is_internal: row.is_internal,
            body: row.body,
            created_at: row.created_at,
        };
        Ok(rows.into_iter().map(note).collect())
    }
}

impl Writer<'_> {
    /// Keeps a note.
    pub fn insert_support_note(&mut self, new: &NewNote) -> Result<(), StoreError> {
        let values = (
            support_notes::id.eq(new.id),
            support_notes::partner_id.eq(self.scope.partner()),
            support_notes::customer_id.eq(new.customer),
            support_notes::request_id.eq(new.request),
            support_notes::author_id.eq(new.author),
            support_notes::is_from_desk.eq(new.side == Side::Desk),
            support_notes::is_internal.eq(new.is_internal),
            support_notes::body.eq(&new.body),
            support_notes::created_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(support_notes::table).values(values).execute(c))?;
        Ok(())
    }
}

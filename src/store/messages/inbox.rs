//! A person's messages, the unread first. Floor 1.

use diesel::prelude::*;

use super::super::conn::on;
use super::super::error::{StoreError, unreadable};
use super::super::schema::messages;
use super::super::tenant::Reader;
use crate::domain::ids::MessageId;
use crate::domain::messages::News;
use crate::domain::time::Instant;

/// A message as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Id.
    pub id: MessageId,
    /// What it tells.
    pub news: News,
    /// The path of the page that shows it.
    pub link: String,
    /// When it was sent.
    pub created_at: Instant,
    /// When it was read.
    pub read_at: Option<Instant>,
}

/// Where a page of messages starts: after this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Whether it was among the unread.
    pub is_unread: bool,
    /// When it was sent.
    pub created_at: Instant,
    /// Its id.
    pub id: MessageId,
}

impl Message {
    /// Where the page after this message starts.
    pub fn mark(&self) -> Mark {
        Mark { is_unread: self.read_at.is_none(), created_at: self.created_at, id: self.id }
    }
}

type Row = (MessageId, String, String, Instant, Option<Instant>);

fn message((id, facts, link, created_at, read_at): Row) -> Result<Message, StoreError> {
    Ok(Message { id, news: serde_json::from_str(&facts).map_err(unreadable)?, link, created_at, read_at })
}

impl Reader<'_> {
    /// Messages of the scope's person: the unread, then the others, each the newest first.
    pub fn messages(&mut self, after: Option<Mark>, limit: i64) -> Result<Vec<Message>, StoreError> {
        let mut rows = Vec::new();
        if after.is_none_or(|mark| mark.is_unread) {
            rows = self.messages_part(true, after, limit)?;
        }
        let missing = limit - i64::try_from(rows.len()).unwrap_or(limit);
        if missing > 0 {
            rows.extend(self.messages_part(false, after.filter(|mark| !mark.is_unread), missing)?);
        }
        rows.into_iter().map(message).collect()
    }

    fn messages_part(&mut self, is_unread: bool, after: Option<Mark>, limit: i64) -> Result<Vec<Row>, StoreError> {
        let Some(user) = self.scope.user() else { return Ok(Vec::new()) };
        Ok(on!(&mut *self.conn, |c| {
            let mut query = messages::table
                .filter(messages::user_id.eq(user))
                .order((messages::created_at.desc(), messages::id.desc()))
                .limit(limit)
                .select((messages::id, messages::facts, messages::link, messages::created_at, messages::read_at))
                .into_boxed();
            query = if is_unread {
                query.filter(messages::read_at.is_null())
            } else {
                query.filter(messages::read_at.is_not_null())
            };
            if let Some(mark) = after {
                let older = messages::created_at.lt(mark.created_at);
                let same = messages::created_at.eq(mark.created_at).and(messages::id.lt(mark.id));
                query = query.filter(older.or(same));
            }
            query.load(c)
        })?)
    }

    /// One message of the scope's person.
    pub fn message(&mut self, id: MessageId) -> Result<Message, StoreError> {
        let user = self.scope.user().ok_or(StoreError::NotFound)?;
        let row: Row = on!(&mut *self.conn, |c| messages::table
            .find(id)
            .filter(messages::user_id.eq(user))
            .select((messages::id, messages::facts, messages::link, messages::created_at, messages::read_at))
            .first(c))?;
        message(row)
    }
}

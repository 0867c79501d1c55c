//! Mail on its way: taken by one server at a time, tried again, given up. Floor 1.

use diesel::prelude::*;

use super::super::conn::on;
use super::super::error::StoreError;
use super::super::schema::{mails, messages};
use super::super::tenant::{System, Writer};
use crate::domain::ids::MailId;
use crate::domain::messages::MailState;
use crate::domain::time::Instant;

/// A mail to send.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Mail {
    /// Id.
    pub id: MailId,
    /// Where it goes.
    pub address: String,
    /// The language it is written in.
    pub lang: String,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub body: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next.
    pub next_attempt_at: Instant,
}

/// A mail as the installation's admin sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Id.
    pub id: MailId,
    /// Where it goes.
    pub address: String,
    /// The language it is written in.
    pub lang: String,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Where it stands.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next.
    pub next_attempt_at: Instant,
    /// When it left.
    pub sent_at: Option<Instant>,
    /// Why the last try failed, or "".
    pub last_error: String,
    /// When the message was sent.
    pub created_at: Instant,
}

type Row = (MailId, String, String, String, String, MailState, i32, Instant, Option<Instant>, String, Instant);

fn shown(row: Row) -> MailRow {
    let (id, address, lang, subject, body, state, attempts, next_attempt_at, sent_at, last_error, created_at) = row;
    MailRow { id, address, lang, subject, body, state, attempts, next_attempt_at, sent_at, last_error, created_at }
}

impl System<'_> {
    /// The mails that are due, the longest waiting first.
    pub fn due_mails(&self, now: Instant, limit: i64) -> Result<Vec<Mail>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| mails::table
                .filter(mails::state.eq(MailState::Queued))
                .filter(mails::next_attempt_at.le(now))
                .order((mails::next_attempt_at, mails::id))
                .limit(limit)
                .select(Mail::as_select())
                .load(c))?)
        })
    }

    /// Takes a mail until `lease`: true for one caller alone. Who takes it counts a try; a server that
    /// dies meanwhile leaves it to be taken again when the lease is over.
    pub fn take_mail(&self, mail: &Mail, lease: Instant) -> Result<bool, StoreError> {
        self.touch(|conn| {
            let as_seen = mails::table
                .find(mail.id)
                .filter(mails::state.eq(MailState::Queued))
                .filter(mails::attempts.eq(mail.attempts))
                .filter(mails::next_attempt_at.eq(mail.next_attempt_at));
            let taken = (mails::attempts.eq(mail.attempts + 1), mails::next_attempt_at.eq(lease));
            Ok(on!(conn, |c| diesel::update(as_seen).set(taken).execute(c))? == 1)
        })
    }

    /// Notes that a mail has left: sent, or written to a file.
    pub fn mail_left(&self, id: MailId, state: MailState, at: Instant) -> Result<(), StoreError> {
        self.touch(|conn| {
            let left = (mails::state.eq(state), mails::sent_at.eq(at), mails::last_error.eq(""));
            on!(conn, |c| diesel::update(mails::table.find(id)).set(left).execute(c))?;
            Ok(())
        })
    }

    /// Notes that a try failed: tried again at `again`, or given up.
    pub fn mail_failed(&self, id: MailId, why: &str, again: Option<Instant>) -> Result<(), StoreError> {
        self.touch(|conn| {
            let mail = mails::table.find(id);
            if let Some(again) = again {
                let failed = (mails::last_error.eq(why), mails::next_attempt_at.eq(again));
                on!(conn, |c| diesel::update(mail).set(failed).execute(c))?
            } else {
                let failed = (mails::last_error.eq(why), mails::state.eq(MailState::GivenUp));
                on!(conn, |c| diesel::update(mail).set(failed).execute(c))?
            };
            Ok(())
        })
    }

    /// Mails of every tenant, the newest first, older than `before`, of one state if asked.
    pub fn mails(
        &self,
        state: Option<MailState>,
        before: Option<MailId>,
        limit: i64,
    ) -> Result<Vec<MailRow>, StoreError> {
        let rows: Vec<Row> = self.read(|conn| {
            Ok(on!(conn, |c| {
                let mut query = mails::table
                    .inner_join(messages::table.on(messages::id.eq(mails::message_id)))
                    .order(mails::id.desc())
                    .limit(limit)
                    .select((
                        mails::id,
                        mails::address,
                        mails::lang,
                        mails::subject,
                        mails::body,
                        mails::state,
                        mails::attempts,
                        mails::next_attempt_at,
                        mails::sent_at,
                        mails::last_error,
                        messages::created_at,
                    ))
                    .into_boxed();
                if let Some(state) = state {
                    query = query.filter(mails::state.eq(state));
                }
                if let Some(before) = before {
                    query = query.filter(mails::id.lt(before));
                }
                query.load(c)
            })?)
        })?;
        Ok(rows.into_iter().map(shown).collect())
    }

    /// Forgets mails that left before `before`; says how many. The messages stay.
    pub fn forget_mails(&self, before: Instant) -> Result<usize, StoreError> {
        self.touch(|conn| {
            let left = mails::table
                .filter(mails::state.eq_any([MailState::Sent, MailState::Filed]))
                .filter(mails::sent_at.lt(before));
            Ok(on!(conn, |c| diesel::delete(left).execute(c))?)
        })
    }
}

impl Writer<'_> {
    /// Queues a mail that was given up, with all its tries; false for one in another state.
    pub fn queue_mail_again(&mut self, id: MailId) -> Result<bool, StoreError> {
        let now = self.scope.now();
        let given_up = mails::table.find(id).filter(mails::state.eq(MailState::GivenUp));
        let again = (mails::state.eq(MailState::Queued), mails::attempts.eq(0), mails::next_attempt_at.eq(now));
        Ok(on!(&mut *self.conn, |c| diesel::update(given_up).set(again).execute(c))? > 0)
    }
}

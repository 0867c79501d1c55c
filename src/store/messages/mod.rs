//! Messages of a person, and what is written when one is sent. Floor 1. Domain 6.14, rule O-9.
//!
//! A message belongs to the person who reads it: every look is by the person of the scope, whatever
//! tenant the news are of.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{mail_refusals, mails, messages, users};
use super::tenant::{Reader, Writer};
use crate::domain::ids::{CustomerId, MailId, MessageId, UserId};
use crate::domain::messages::{MailState, News, Place, Topic};
use crate::domain::time::Instant;

mod inbox;
mod queue;

pub use inbox::{Mark, Message};
pub use queue::{Mail, MailRow};

/// Somebody a message can be sent to.
#[derive(Debug, Clone)]
pub struct Addressee {
    /// Who.
    pub user: UserId,
    /// Address for mail.
    pub email: String,
    /// The language they chose.
    pub lang: Option<String>,
    /// What they do not want by mail.
    pub refused: Vec<Topic>,
}

/// A message to write.
#[derive(Debug)]
pub struct NewMessage<'a> {
    /// Id.
    pub id: MessageId,
    /// Who reads it.
    pub user: UserId,
    /// The customer it is about, one of the scope's partner.
    pub customer: Option<CustomerId>,
    /// What it tells.
    pub news: &'a News,
    /// Where it leads.
    pub place: &'a Place,
}

/// The mail of a message, in the language of who gets it.
#[derive(Debug)]
pub struct NewMail {
    /// Id.
    pub id: MailId,
    /// Where it goes.
    pub address: String,
    /// The language it is written in.
    pub lang: &'static str,
    /// What it is about, on one line.
    pub subject: String,
    /// The text.
    pub body: String,
}

impl Reader<'_> {
    /// Those of these people whose account is not switched off, with what mail they want; programs read none.
    pub fn addressees(&mut self, people: &[UserId]) -> Result<Vec<Addressee>, StoreError> {
        let found: Vec<(UserId, String, Option<String>)> = on!(&mut *self.conn, |c| users::table
            .filter(users::id.eq_any(people))
            .filter(users::disabled_at.is_null())
            .filter(users::is_client.eq(false))
            .order(users::id)
            .select((users::id, users::email, users::lang))
            .load(c))?;
        let refused: Vec<(UserId, Topic)> = on!(&mut *self.conn, |c| mail_refusals::table
            .filter(mail_refusals::user_id.eq_any(people))
            .select((mail_refusals::user_id, mail_refusals::topic))
            .load(c))?;
        let of = |id: UserId| refused.iter().filter(|(user, _)| *user == id).map(|(_, topic)| *topic).collect();
        Ok(found.into_iter().map(|(user, email, lang)| Addressee { user, email, lang, refused: of(user) }).collect())
    }

    /// What a person does not want by mail.
    pub fn refused_topics(&mut self, user: UserId) -> Result<Vec<Topic>, StoreError> {
        Ok(on!(&mut *self.conn, |c| mail_refusals::table
            .filter(mail_refusals::user_id.eq(user))
            .select(mail_refusals::topic)
            .load(c))?)
    }
}

impl Writer<'_> {
    /// Writes a message, and the mail beside it when the person wants one.
    pub fn send_message(&mut self, new: &NewMessage<'_>, mail: Option<&NewMail>) -> Result<(), StoreError> {
        let now = self.scope.now();
        let facts = serde_json::to_string(new.news).map_err(super::error::unwritable)?;
        let message = (
            messages::id.eq(new.id),
            messages::partner_id.eq(self.scope.partner()),
            messages::user_id.eq(new.user),
            messages::customer_id.eq(new.customer),
            messages::kind.eq(new.news.kind().code()),
            messages::facts.eq(facts),
            messages::link.eq(new.place.to_string()),
            messages::created_at.eq(now),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(messages::table).values(message).execute(c))?;
        let Some(mail) = mail else { return Ok(()) };
        let mail = (
            mails::id.eq(mail.id),
            mails::message_id.eq(new.id),
            mails::address.eq(&mail.address),
            mails::lang.eq(mail.lang),
            mails::subject.eq(&mail.subject),
            mails::body.eq(&mail.body),
            mails::state.eq(MailState::Queued.code()),
            mails::attempts.eq(0),
            mails::next_attempt_at.eq(now),
            mails::last_error.eq(""),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(mails::table).values(mail).execute(c))?;
        Ok(())
    }

    /// Replaces what a person does not want by mail.
    pub fn refuse_topics(&mut self, user: UserId, topics: &[Topic]) -> Result<(), StoreError> {
        let old = mail_refusals::table.filter(mail_refusals::user_id.eq(user));
        on!(&mut *self.conn, |c| diesel::delete(old).execute(c))?;
        for topic in topics {
            let row = (mail_refusals::user_id.eq(user), mail_refusals::topic.eq(topic.code()));
            on!(&mut *self.conn, |c| diesel::insert_into(mail_refusals::table).values(row).execute(c))?;
        }
        Ok(())
    }

    /// Marks unread messages of the scope's person as read, one or all.
    pub fn mark_read(&mut self, only: Option<MessageId>) -> Result<(), StoreError> {
        let Some(user) = self.scope.user() else { return Ok(()) };
        let now: Instant = self.scope.now();
        on!(&mut *self.conn, |c| {
            let unread = messages::table.filter(messages::user_id.eq(user)).filter(messages::read_at.is_null());
            let set = messages::read_at.eq(now);
            match only {
                Some(id) => diesel::update(unread.filter(messages::id.eq(id))).set(set).execute(c),
                None => diesel::update(unread).set(set).execute(c),
            }
        })?;
        Ok(())
    }
}

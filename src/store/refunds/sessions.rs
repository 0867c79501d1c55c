//! What a client of the API was quoted for an exchange. Floor 1.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::exchange_sessions;
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// Days that a quote is kept.
const DAYS: i64 = 1;

/// A quote that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = exchange_sessions)]
pub struct ExchangeSession {
    /// The id of the session, which becomes that of the case.
    pub id: RefundCaseId,
    /// Whose.
    pub customer_id: CustomerId,
    /// What was asked, as it was sent.
    pub asked: String,
    /// What was answered.
    pub answer: String,
    /// What comes back, in minor units.
    pub refund_minor: i64,
    /// What is to be paid, in minor units.
    pub net_minor: i64,
}

impl Reader<'_> {
    /// A quote of the scope.
    pub fn exchange_session(&mut self, id: RefundCaseId) -> Result<ExchangeSession, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = exchange_sessions::table.select(ExchangeSession::as_select());
            visible!(exchange_sessions.customer_id, scope, all).filter(exchange_sessions::id.eq(id)).first(c)
        })?)
    }
}

impl Writer<'_> {
    /// Keeps a quote and throws the customer's old ones away; the caller has looked the customer up.
    pub fn insert_exchange_session(&mut self, new: &ExchangeSession) -> Result<(), StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let values = (
            exchange_sessions::id.eq(new.id),
            exchange_sessions::partner_id.eq(partner),
            exchange_sessions::customer_id.eq(new.customer_id),
            exchange_sessions::asked.eq(&new.asked),
            exchange_sessions::answer.eq(&new.answer),
            exchange_sessions::refund_minor.eq(new.refund_minor),
            exchange_sessions::net_minor.eq(new.net_minor),
            exchange_sessions::created_at.eq(now),
        );
        let old = now.plus_days(-DAYS);
        on!(&mut *self.conn, |c| {
            diesel::delete(exchange_sessions::table)
                .filter(exchange_sessions::partner_id.eq(partner))
                .filter(exchange_sessions::customer_id.eq(new.customer_id))
                .filter(exchange_sessions::created_at.lt(old))
                .execute(c)?;
            diesel::insert_into(exchange_sessions::table).values(values).execute(c)
        })?;
        Ok(())
    }
}

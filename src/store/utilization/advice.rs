//! Answers to advice: put aside for good, or until a day. Floor 1. Features row 55.

use diesel::prelude::*;

use crate::domain::ids::{AdviceAnswerId, CustomerId, UserId};
use crate::domain::time::{Day, Instant};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{advice_answers, users};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// Advice that somebody put aside.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct AdviceAnswer {
    /// Id.
    pub id: AdviceAnswerId,
    /// About which size.
    pub size: String,
    /// In which region.
    pub region: String,
    /// Why.
    pub reason: String,
    /// Until which day; for good without one.
    pub until: Option<Day>,
    /// Who: the name.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// New answer.
#[derive(Debug, Clone)]
pub struct NewAdviceAnswer {
    /// Id.
    pub id: AdviceAnswerId,
    /// Whose machines.
    pub customer: CustomerId,
    /// About which size.
    pub size: String,
    /// In which region.
    pub region: String,
    /// Why.
    pub reason: String,
    /// Until which day; for good without one.
    pub until: Option<Day>,
    /// Who.
    pub by: UserId,
}

impl Reader<'_> {
    /// Advice of a customer that is put aside today, the newest first.
    pub fn advice_answers(&mut self, customer: CustomerId) -> Result<Vec<AdviceAnswer>, StoreError> {
        let (scope, today) = (self.scope, self.scope.now().day());
        Ok(on!(&mut *self.conn, |c| {
            let all =
                advice_answers::table.inner_join(users::table.on(users::id.eq(advice_answers::answered_by))).select((
                    advice_answers::id,
                    advice_answers::size,
                    advice_answers::region,
                    advice_answers::reason,
                    advice_answers::until,
                    users::display_name,
                    advice_answers::answered_at,
                ));
            visible!(advice_answers.customer_id, scope, all)
                .filter(advice_answers::customer_id.eq(customer))
                .filter(advice_answers::withdrawn_at.is_null())
                .filter(advice_answers::until.is_null().or(advice_answers::until.gt(today)))
                .order((advice_answers::answered_at.desc(), advice_answers::id.desc()))
                .load(c)
        })?)
    }
}

impl Writer<'_> {
    /// Puts advice aside.
    pub fn insert_advice_answer(&mut self, new: &NewAdviceAnswer) -> Result<(), StoreError> {
        let values = (
            advice_answers::id.eq(new.id),
            advice_answers::partner_id.eq(self.scope.partner()),
            advice_answers::customer_id.eq(new.customer),
            advice_answers::size.eq(&new.size),
            advice_answers::region.eq(&new.region),
            advice_answers::reason.eq(&new.reason),
            advice_answers::until.eq(new.until),
            advice_answers::answered_by.eq(new.by),
            advice_answers::answered_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(advice_answers::table).values(values).execute(c))?;
        Ok(())
    }

    /// Takes an answer back: the advice is shown again. False when it was taken back already.
    pub fn withdraw_advice_answer(&mut self, customer: CustomerId, id: AdviceAnswerId) -> Result<bool, StoreError> {
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let known = advice_answers::table
            .find(id)
            .filter(advice_answers::partner_id.eq(partner))
            .filter(advice_answers::customer_id.eq(customer));
        let count: i64 = on!(&mut *self.conn, |c| known.count().get_result(c))?;
        if count == 0 {
            return Err(StoreError::NotFound);
        }
        let changed = on!(&mut *self.conn, |c| diesel::update(advice_answers::table.find(id))
            .filter(advice_answers::withdrawn_at.is_null())
            .set(advice_answers::withdrawn_at.eq(now))
            .execute(c))?;
        Ok(changed == 1)
    }
}

//! An exchange that is quoted now and asked for by the id of the quote alone: for programs. Floor 2. Q-20.

use super::view::{AskedExchange, ExchangeView, view};
use crate::access::{Circumstances, Granted, Principal, Scope, may};
use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::ops::refunds::request::RequestError;
use crate::ops::{App, utilization};
use crate::store::StoreError;
use crate::store::refunds::ExchangeSession;

/// An exchange as it would be now, without what else could be done.
pub fn quoted_exchange(
    app: &App,
    may: &Granted<may::FileRefunds>,
    customer: CustomerId,
    asked: &AskedExchange,
) -> Result<ExchangeView, RequestError> {
    utilization::catch_up(app, may.scope().partner(), customer)?;
    app.db.read(may.scope(), |r| view(r, app.ids, may, customer, asked, None))
}

/// Keeps what was quoted. It is no act of anybody's yet.
pub fn keep_quote(app: &App, may: &Granted<may::FileRefunds>, session: &ExchangeSession) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        w.customer(session.customer_id)?;
        w.insert_exchange_session(session)?;
        Ok(w.noted(()))
    })
}

/// What was quoted; its customer says what the right to ask for it is asked about.
pub fn kept_quote(
    app: &App,
    who: &Principal,
    circumstances: &Circumstances,
    id: RefundCaseId,
) -> Result<ExchangeSession, StoreError> {
    app.db.read(&Scope::of(who, circumstances.clone()), |r| r.exchange_session(id))
}

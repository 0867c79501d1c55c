//! Cases as the partner sees them, the meter of the limit, credit notes. Floor 2. C1, C9, R-RF-6, R-RF-8.

use serde_json::json;

use super::decide::keep_software;
use super::filed;
use crate::access::may::Permission;
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CreditNoteId, CustomerId, RefundCaseId};
use crate::domain::money::MoneyError;
use crate::domain::orders::OrderNumber;
use crate::domain::policy::{Headroom, Policy, headroom};
use crate::domain::refunds::{CaseQuote, CaseState};
use crate::ops::App;
use crate::store::carts::StoredLine;
use crate::store::refunds::{
    CaseFilter, CaseListed, CaseMark, CaseReturn, CreditNote, LedgerEntry, NoteLine, RefundCase,
};
use crate::store::software::SoftwareLine;
use crate::store::{Reader, StoreError};

/// Rows of the ledger that a page shows.
const LEDGER_ROWS: i64 = 60;
/// Rows a file takes at a time.
const FILE_STEP: i64 = 500;

/// What is left of a customer's limit, by the policy of the day.
#[derive(Debug, Clone)]
pub struct Limit {
    /// The arithmetic.
    pub headroom: Headroom,
    /// The policy in force.
    pub policy: &'static Policy,
    /// The last rows of the ledger.
    pub rows: Vec<LedgerEntry>,
}

/// A case with everything around it.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The case.
    pub case: RefundCase,
    /// The quote it was asked with.
    pub quote: CaseQuote,
    /// The quote it was decided by.
    pub decided: Option<CaseQuote>,
    /// What is returned.
    pub returns: Vec<CaseReturn>,
    /// What an exchange buys instead, at the prices of the request.
    pub purchases: Vec<StoredLine>,
    /// The number of its order, once it is approved.
    pub order: Option<OrderNumber>,
    /// Who asked.
    pub requested_by: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Its credit notes.
    pub notes: Vec<CreditNote>,
    /// The line of software that it cancels.
    pub software: Option<SoftwareLine>,
}

pub(super) fn look(r: &mut Reader<'_>, customer: CustomerId, id: RefundCaseId) -> Result<CaseView, StoreError> {
    let case = r.refund_case(customer, id)?;
    Ok(CaseView {
        quote: case.quote()?,
        decided: case.decided_quote()?,
        returns: r.case_returns(&case)?,
        purchases: r.case_purchases(&case)?,
        order: case.order_id.map(|order| Ok::<_, StoreError>(r.order(customer, order)?.order.number)).transpose()?,
        requested_by: r.person_name(case.requested_by)?,
        decided_by: case.decided_by.map(|user| r.person_name(user)).transpose()?,
        notes: r.credit_notes(&case)?,
        software: r.software_of_case(&case)?.map(|id| r.software_line(customer, id)).transpose()?,
        case,
    })
}

/// One case of a customer.
pub fn case(
    app: &App,
    may: &Granted<may::ViewOrders>,
    customer: CustomerId,
    id: RefundCaseId,
) -> Result<CaseView, StoreError> {
    app.db.read(may.scope(), |r| look(r, customer, id))
}

/// The same for somebody who settles its money.
pub fn case_to_settle(
    app: &App,
    may: &Granted<may::SettleRefunds>,
    customer: CustomerId,
    id: RefundCaseId,
) -> Result<CaseView, StoreError> {
    app.db.read(may.scope(), |r| look(r, customer, id))
}

/// A page of cases of one customer (in the filter) or of all.
pub fn list(
    app: &App,
    may: &Granted<may::ViewOrders>,
    filter: &CaseFilter,
    mark: Option<CaseMark>,
    limit: i64,
) -> Result<Vec<CaseListed>, StoreError> {
    app.db.read(may.scope(), |r| r.refund_cases(filter, mark, limit))
}

/// Hands every case that the filter means to `take`, in the order of the list.
pub fn each(
    app: &App,
    may: &Granted<may::ViewOrders>,
    filter: &CaseFilter,
    mut take: impl FnMut(&CaseListed),
) -> Result<(), StoreError> {
    app.db.read(may.scope(), |r| {
        let mut mark = None;
        loop {
            let rows = r.refund_cases(filter, mark, FILE_STEP)?;
            rows.iter().for_each(&mut take);
            match rows.last() {
                Some(last) => {
                    mark = Some(CaseMark { at: last.case.requested_at, id: last.case.id, is_before: false });
                }
                None => return Ok(()),
            }
        }
    })
}

/// The limit could not be worked out.
#[derive(Debug, thiserror::Error)]
pub enum LimitError {
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// More than can be counted.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// What is left of the limit of a customer that was looked up in the scope of this permission.
pub fn limit<P: Permission>(app: &App, may: &Granted<P>, customer: CustomerId) -> Result<Limit, LimitError> {
    app.db.read(may.scope(), |r| {
        let now = r.scope().now();
        let policy = r.policy_book()?.on(now.day()).policy;
        let rows = r.limit_rows(customer)?;
        let headroom = headroom(&rows, policy, now)?;
        Ok(Limit { headroom, policy, rows: r.ledger(customer, LEDGER_ROWS)? })
    })
}

/// The same without its rows, for a page that only says what is left.
pub fn headroom_left<P: Permission>(app: &App, may: &Granted<P>, customer: CustomerId) -> Result<Headroom, LimitError> {
    app.db.read(may.scope(), |r| {
        let now = r.scope().now();
        let policy = r.policy_book()?.on(now.day()).policy;
        Ok(headroom(&r.limit_rows(customer)?, policy, now)?)
    })
}

/// One credit note of a customer with its lines.
pub fn credit_note(
    app: &App,
    may: &Granted<may::SeeInvoices>,
    customer: CustomerId,
    id: CreditNoteId,
) -> Result<(CreditNote, Vec<NoteLine>), StoreError> {
    app.db.read(may.scope(), |r| r.credit_note(customer, id))
}

/// The partner takes an open case back.
pub fn withdraw(
    app: &App,
    may: &Granted<may::FileRefunds>,
    customer: CustomerId,
    id: RefundCaseId,
    version: i32,
) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let case = w.refund_case(customer, id)?;
        if !case.state.is_open() || case.version != version {
            return Err(StoreError::Stale);
        }
        w.move_case(&case, CaseState::Withdrawn, &case.decision_note)?;
        keep_software(w, &case)?;
        filed::close(w, &case)?;
        let event = Event::new(EventKind::CaseUpdated, "refund_cases", id)
            .of_customer(customer)
            .before(json!({ "state": case.state }))
            .after(json!({ "state": CaseState::Withdrawn }));
        w.record(&event, ())
    })
}

//! The desk's decision: the quote of the day beside the one that was asked with; ask, approve, reject.
//! Floor 2. Q-20, R-RF-9, R-9, R-10; domain 6.12.
//!
//! Everything happens in one transaction under the partner's write lock: whoever comes second reads the
//! ledger and the reservation as the first one left them, and is refused.

use serde_json::json;

use super::cases::{CaseView, look};
use super::exchange;
use super::filed;
use super::post::{self, PostError};
use super::quote::{QuoteError, requote};
use super::tell::{self, Outcome};
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::Finding;
use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::domain::money::MoneyError;
use crate::domain::policy::{RecordedUsage, Refusal};
use crate::domain::refunds::{CaseKind, CaseQuote, CaseState};
use crate::domain::support::RequestState;
use crate::domain::text::Remark;
use crate::ops::customers::Customer;
use crate::ops::numbers::{FromStore, with_free_numbers};
use crate::ops::orders::PlaceError;
use crate::ops::software::keep;
use crate::ops::{App, utilization};
use crate::store::refunds::{Decision, RefundCase};
use crate::store::{Recorded, Scope, StoreError, Writer};

/// What the desk looks at.
#[derive(Debug, Clone)]
pub struct DeskView {
    /// The case and the quote it was asked with.
    pub view: CaseView,
    /// The quote of today, while it is open.
    pub today: Option<CaseQuote>,
    /// What the records say of the usage of what a refund returns, while it is open.
    pub usage: Option<RecordedUsage>,
    /// The customer.
    pub customer: Customer,
    /// The partner's name.
    pub partner: String,
    /// What stands against the purchases of an exchange today, while it is open.
    pub stops: Vec<Finding>,
    /// Whether the person who looks asked for it.
    pub is_own: bool,
}

/// Nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// Who asked does not decide.
    #[error("asked for by the same person")]
    Own,
    /// It was decided or changed meanwhile.
    #[error("not open any more")]
    Closed,
    /// The rules of today refuse it.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The purchases of an exchange cannot be bought today.
    #[error("the new order is not placed: {0}")]
    Purchase(PlaceError),
    /// The amount is not what was shown any more.
    #[error("the quote is another one now")]
    Changed,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// More than can be counted.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl FromStore for DecideError {
    fn store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::Purchase(error) => error.store(),
            Self::Own | Self::Closed | Self::Refused(_) | Self::Changed | Self::Money(_) => None,
        }
    }
}

impl From<QuoteError> for DecideError {
    fn from(error: QuoteError) -> Self {
        match error {
            QuoteError::Store(error) => Self::Store(error),
            QuoteError::Money(error) => Self::Money(error),
        }
    }
}

impl From<PostError> for DecideError {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Store(error) => Self::Store(error),
            PostError::Money(error) => Self::Money(error),
            PostError::State => Self::Refused(Refusal::OperationCannotBePerformedInCurrentState),
        }
    }
}

fn place(app: &App, may: &Granted<may::DecideRequests>, id: RefundCaseId) -> Result<(Scope, CustomerId), StoreError> {
    let (partner, customer) = app.db.system("the desk decides across partners").place_of_case(id)?;
    Ok((may.in_partner(partner), customer))
}

/// A case of any partner, for the desk.
pub fn desk_case(app: &App, may: &Granted<may::DecideRequests>, id: RefundCaseId) -> Result<DeskView, DecideError> {
    let (scope, customer) = place(app, may, id)?;
    utilization::catch_up(app, scope.partner(), customer)?;
    app.db.read(&scope, |r| {
        let view = look(r, customer, id)?;
        let (mut today, mut stops, mut usage) = (None, Vec::new(), None);
        if view.case.state.is_open() {
            let book = r.policy_book()?;
            let now = r.scope().now();
            today = Some(requote(r, &view.case, &view.returns, &book, now)?);
            if view.case.kind == CaseKind::Exchange {
                stops = exchange::stops(r, app, &view.case)?;
            }
            if let (CaseKind::Refund, Some(one)) = (view.case.kind, view.returns.first()) {
                let it = r.refundable(customer, one.reservation)?;
                usage = Some(utilization::recorded(r, &it.reservation)?);
            }
        }
        let is_own = view.case.requested_by == may.who().user();
        let partner = r.partner_of_scope()?;
        Ok(DeskView { today, stops, usage, customer: r.customer(customer)?, partner, is_own, view })
    })
}

fn open_case(
    w: &mut Writer<'_>,
    may: &Granted<may::DecideRequests>,
    customer: CustomerId,
    id: RefundCaseId,
    version: i32,
) -> Result<RefundCase, DecideError> {
    let case = w.refund_case(customer, id)?;
    if case.requested_by == may.who().user() {
        return Err(DecideError::Own);
    }
    if !case.state.is_open() || case.version != version {
        return Err(DecideError::Closed);
    }
    Ok(case)
}

/// Asks the partner for information; the case waits.
pub fn ask(
    app: &App,
    may: &Granted<may::DecideRequests>,
    id: RefundCaseId,
    version: i32,
    question: &Remark,
) -> Result<(), DecideError> {
    let (scope, customer) = place(app, may, id)?;
    app.db.write(&scope, |w| {
        let case = open_case(w, may, customer, id, version)?;
        w.move_case(&case, CaseState::AttentionNeeded, question.as_str())?;
        let desk = may.who().user();
        filed::answer(w, app.ids, &case, desk, RequestState::AttentionNeeded, question.as_str())?;
        tell::decided(w, app, &case, &Outcome::Asked(question.as_str()))?;
        let event = Event::new(EventKind::CaseUpdated, "refund_cases", id)
            .of_customer(customer)
            .before(json!({ "state": case.state }))
            .after(json!({ "state": CaseState::AttentionNeeded, "question": question }));
        Ok(w.record(&event, ())?)
    })
}

/// Rejects a case with a reason.
pub fn reject(
    app: &App,
    may: &Granted<may::DecideRequests>,
    id: RefundCaseId,
    version: i32,
    reason: &Remark,
) -> Result<(), DecideError> {
    let (scope, customer) = place(app, may, id)?;
    app.db.write(&scope, |w| {
        let case = open_case(w, may, customer, id, version)?;
        let returns = w.case_returns(&case)?;
        let book = w.policy_book()?;
        let now = w.scope().now();
        let quote = requote(w, &case, &returns, &book, now)?;
        let refusal = quote.outcome().refusal();
        let decision = Decision {
            state: CaseState::Rejected,
            by: may.who().user(),
            note: reason.as_str().to_owned(),
            quote: Some(quote),
            order: None,
        };
        w.decide_case(&case, &decision)?;
        keep_software(w, &case)?;
        filed::answer(w, app.ids, &case, decision.by, RequestState::Closed, &decision.note)?;
        tell::decided(w, app, &case, &Outcome::Rejected(reason.as_str()))?;
        let event = Event::new(EventKind::CaseRejected, "refund_cases", id)
            .of_customer(customer)
            .before(json!({ "state": case.state }))
            .after(json!({ "state": CaseState::Rejected, "reason": reason, "refusal": refusal }));
        Ok(w.record(&event, ())?)
    })
}

/// A line of software that is not cancelled after all is as it was.
pub(super) fn keep_software(w: &mut Writer<'_>, case: &RefundCase) -> Result<(), StoreError> {
    match w.software_of_case(case)? {
        Some(software) => keep(w, case.customer_id, software),
        None => Ok(()),
    }
}

/// Approves a case and posts it; an exchange is bought too. `shown` is the amount of the page that moves,
/// in minor units.
pub fn approve(
    app: &App,
    may: &Granted<may::DecideRequests>,
    id: RefundCaseId,
    version: i32,
    shown: i64,
    note: Option<&Remark>,
) -> Result<(), DecideError> {
    let (scope, customer) = place(app, may, id)?;
    with_free_numbers(|| app.db.write(&scope, |w| post_case(app, w, may, (customer, id), version, shown, note)))
}

fn post_case(
    app: &App,
    w: &mut Writer<'_>,
    may: &Granted<may::DecideRequests>,
    (customer, id): (CustomerId, RefundCaseId),
    version: i32,
    shown: i64,
    note: Option<&Remark>,
) -> Result<Recorded<()>, DecideError> {
    let case = open_case(w, may, customer, id, version)?;
    let returns = w.case_returns(&case)?;
    let book = w.policy_book()?;
    let now = w.scope().now();
    let quote = requote(w, &case, &returns, &book, now)?;
    if let Some(refusal) = quote.outcome().refusal() {
        return Err(DecideError::Refused(refusal));
    }
    if quote.moves().minor() != shown {
        return Err(DecideError::Changed);
    }
    let order = match case.kind {
        CaseKind::Refund | CaseKind::Software => None,
        CaseKind::Exchange => Some(exchange::place(w, app, &case).map_err(DecideError::Purchase)?),
    };
    let decision = Decision {
        state: CaseState::Processed,
        by: may.who().user(),
        note: note.map_or_else(String::new, |text| text.as_str().to_owned()),
        quote: Some(quote.clone()),
        order,
    };
    w.decide_case(&case, &decision)?;
    post::post(w, app.ids, &case, &returns, &quote)?;
    filed::answer(w, app.ids, &case, decision.by, RequestState::Closed, &decision.note)?;
    tell::decided(w, app, &case, &Outcome::Approved(quote.amounts().2))?;
    let (credit, fee, net) = quote.amounts();
    let event = Event::new(EventKind::CaseApproved, "refund_cases", id)
        .of_customer(customer)
        .before(json!({ "state": case.state }))
        .after(json!({
            "state": CaseState::Processed,
            "policy": quote.policy(),
            "credit": credit.to_string(),
            "fee": fee.to_string(),
            "net": net.to_string(),
            "counted_usd": quote.counted_usd().to_string(),
            "orders": order.map(|order| vec![order.to_string()]),
        }));
    Ok(w.record(&event, ())?)
}

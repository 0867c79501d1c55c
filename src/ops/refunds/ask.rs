//! A refund or an exchange that is asked for becomes a case with its support request. Floor 2. S-55, S-56,
//! S-73, S-74, Q-20.

use serde_json::{Value, json};

use super::filed::{self, Filing};
use super::number::free_case;
use super::tell;
use crate::access::Principal;
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::domain::refunds::{CaseKind, CaseQuote, ReturnReason, Returned};
use crate::domain::support::{RequestForm, Severity, Topic};
use crate::domain::text::{PurchaseOrderNumber, Remark};
use crate::ops::App;
use crate::ops::support::contact_of;
use crate::store::carts::StoredLine;
use crate::store::refunds::{NewCase, Refundable};
use crate::store::{Recorded, StoreError, Writer};

/// What is asked for.
pub(super) struct Asking<'a> {
    pub(super) customer: CustomerId,
    pub(super) case: RefundCaseId,
    pub(super) reason: ReturnReason,
    pub(super) remark: Option<&'a Remark>,
    /// One line, in the words of who asks.
    pub(super) title: &'a str,
    /// The IDs and the quote as text, in the words of who asks.
    pub(super) description: &'a str,
    /// The first reservation that is returned: the request is about it.
    pub(super) first: &'a Refundable,
    pub(super) quote: CaseQuote,
    pub(super) returns: Vec<Returned>,
    /// What an exchange buys instead.
    pub(super) purchases: Vec<StoredLine>,
    pub(super) purchase_order: PurchaseOrderNumber,
}

/// Files it; `facts` are those of the event.
pub(super) fn file(
    app: &App,
    w: &mut Writer<'_>,
    who: &Principal,
    asking: Asking<'_>,
    mut facts: Value,
) -> Result<Recorded<RefundCaseId>, StoreError> {
    let filing = Filing {
        customer: asking.customer,
        reservation: Some(asking.first.reservation.id),
        order: asking.first.order_id,
        form: RequestForm::Azure,
        topic: Topic::REFUND,
        impact: Severity::Minimal,
        contact: contact_of(w, who)?,
        title: asking.title,
        description: asking.description,
    };
    let request = filed::file(w, app.ids, who, &filing)?;
    let number = free_case(w, app.ids)?;
    let (kind, event) = match asking.quote {
        CaseQuote::Exchange { .. } => (CaseKind::Exchange, EventKind::ExchangeRequested),
        CaseQuote::Refund { .. } | CaseQuote::Software { .. } => (CaseKind::Refund, EventKind::RefundRequested),
    };
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("number".to_owned(), json!(number));
        facts.insert("reason".to_owned(), json!(asking.reason));
        facts.insert("policy".to_owned(), json!(asking.quote.policy()));
    }
    let event = Event::new(event, "refund_cases", asking.case).of_customer(asking.customer).after(facts);
    let new = NewCase {
        id: asking.case,
        customer: asking.customer,
        number,
        kind,
        request: Some(request),
        reason: asking.reason,
        reason_text: asking.remark.map_or_else(String::new, |text| text.as_str().to_owned()),
        usd_rate: asking.first.facts.usd_rate,
        quote: asking.quote,
        by: who.user(),
        returns: asking.returns,
        purchases: asking.purchases,
        purchase_order: asking.purchase_order,
    };
    w.insert_case(&new)?;
    tell::requested(w, app, &new, who.display_name())?;
    w.record(&event, asking.case)
}

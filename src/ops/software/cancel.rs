//! Asking for a cancellation of software: a quote for each line, a request and a case for each. Floor 2.
//! S-94 to S-105, P-19, R-SW-1 to R-SW-3, Q-26.

use serde_json::json;

use crate::access::may::Permission;
use crate::access::{Granted, Principal, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, EntitlementId, RefundCaseId, SupportRequestId};
use crate::domain::money::{Money, MoneyError};
use crate::domain::policy::software::{SoftwareFacts, SoftwareQuote, cancellable_until, quote};
use crate::domain::policy::{Refusal, UsdRate};
use crate::domain::refunds::{CaseKind, CaseQuote, CaseState, ReturnReason};
use crate::domain::roles::{Perm, Role, Verdict, verdict};
use crate::domain::software::EntitlementState;
use crate::domain::support::{Contact, RequestForm, Severity, Topic};
use crate::domain::text::{PurchaseOrderNumber, Remark};
use crate::domain::time::Instant;
use crate::ops::App;
use crate::ops::downloads::revoke_software;
use crate::ops::refunds::{Filing, file_request, free_case, tell_requested};
use crate::ops::support::contact_of;
use crate::store::refunds::NewCase;
use crate::store::software::SoftwareLine;
use crate::store::{Reader, Recorded, StoreError, Writer};

/// A line of software as it would be cancelled now.
#[derive(Debug, Clone)]
pub struct Cancellable {
    /// The line.
    pub line: SoftwareLine,
    /// What cancelling comes to, or why it is refused.
    pub quote: SoftwareQuote,
    /// The last moment to cancel it.
    pub until: Option<Instant>,
    /// The latest case about it: id, number, state.
    pub case: Option<(RefundCaseId, String, CaseState)>,
}

/// What is cancelled, as the form sends it.
#[derive(Debug, Clone)]
pub struct RequestCancel {
    /// Whose.
    pub customer: CustomerId,
    /// The line.
    pub line: EntitlementId,
    /// Why.
    pub reason: ReturnReason,
    /// Why, in words.
    pub remark: Option<Remark>,
    /// The amount that was shown, in minor units.
    pub amount: i64,
    /// How much it hurts.
    pub impact: Severity,
    /// The title of the request.
    pub title: String,
    /// The four facts as text, in the words of who asks.
    pub description: String,
    /// Who is to hear about it.
    pub contact: Contact,
}

/// A line was not asked to be cancelled.
#[derive(Debug, thiserror::Error)]
pub enum CancelError {
    /// The rules refuse it.
    #[error("refused: {0}")]
    Refused(Refusal),
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

/// The role that the rules look at: the one of the person's that may cancel, or else their first.
fn role_of(who: &Principal) -> Role {
    let may_cancel = who.roles().iter().find(|role| verdict(**role, Perm::CancelSoftware) == Verdict::Yes);
    may_cancel.or(who.roles().first()).copied().unwrap_or(Role::CustomerUser)
}

/// The facts of a line for the rules; whole lines only.
fn facts(line: &SoftwareLine, role: Role, now: Instant) -> SoftwareFacts {
    let quantity = u32::try_from(line.it.quantity).unwrap_or(0);
    SoftwareFacts {
        product: line.kind,
        state: line.it.shown(now),
        ordered_at: line.it.ordered_at,
        ends_at: line.it.expires_at,
        unit_paid: Some(line.unit),
        quantity,
        returned: quantity,
        role,
    }
}

fn look_at(
    r: &mut Reader<'_>,
    role: Role,
    customer: CustomerId,
    id: EntitlementId,
) -> Result<Cancellable, CancelError> {
    let (book, now) = (r.policy_book()?, r.scope().now());
    let line = r.software_line(customer, id)?;
    let quote = quote(&facts(&line, role, now), &book, now)?;
    let until = cancellable_until(line.kind, line.it.ordered_at, &book, now);
    let case = r.case_of_software(line.it.id)?;
    Ok(Cancellable { line, quote, until, case })
}

/// Lines of a customer as they would be cancelled now, in the order asked for, and the contact of a new request.
pub fn look<P: Permission>(
    app: &App,
    may: &Granted<P>,
    customer: CustomerId,
    lines: &[EntitlementId],
) -> Result<(Vec<Cancellable>, Contact), CancelError> {
    app.db.read(may.scope(), |r| {
        let role = role_of(may.who());
        let found = lines.iter().map(|id| look_at(r, role, customer, *id)).collect::<Result<_, _>>()?;
        Ok((found, contact_of(r, may.who())?))
    })
}

/// Asks for the cancellation of one line: a support request and a case; until the desk decides the line waits.
pub fn request(
    app: &App,
    may: &Granted<may::CancelSoftware>,
    command: &RequestCancel,
) -> Result<SupportRequestId, CancelError> {
    app.db.write(may.scope(), |w| ask_for(w, app, may, command))
}

/// Asks for the cancellation of several lines in one transaction: when one cannot be asked for, none is.
pub fn request_all(
    app: &App,
    may: &Granted<may::CancelSoftware>,
    commands: &[RequestCancel],
) -> Result<Vec<SupportRequestId>, CancelError> {
    app.db.write(may.scope(), |w| {
        let (mut asked, mut made) = (w.unchanged(()), Vec::new());
        for command in commands {
            asked = ask_for(w, app, may, command)?.map(|request| made.push(request));
        }
        Ok(asked.with(made))
    })
}

fn ask_for(
    w: &mut Writer<'_>,
    app: &App,
    may: &Granted<may::CancelSoftware>,
    command: &RequestCancel,
) -> Result<Recorded<SupportRequestId>, CancelError> {
    let role = role_of(may.who());
    let found = look_at(w, role, command.customer, command.line)?;
    if let Some(refusal) = found.quote.outcome.refusal() {
        return Err(CancelError::Refused(refusal));
    }
    let credit = credit_of(&found);
    if credit.minor() != command.amount {
        return Err(CancelError::Changed);
    }
    let case = RefundCaseId::from_uuid(app.ids.new_id());
    let (line, now) = (&found.line, w.scope().now());
    let filing = Filing {
        customer: command.customer,
        reservation: None,
        order: line.it.order_id,
        form: RequestForm::Dashboard,
        topic: Topic::PURCHASE_REFUND,
        impact: command.impact,
        contact: command.contact.clone(),
        title: &command.title,
        description: &command.description,
    };
    let request = file_request(w, app.ids, may.who(), &filing)?;
    let number = free_case(w, app.ids)?;
    let new = NewCase {
        id: case,
        customer: command.customer,
        number,
        kind: CaseKind::Software,
        request: Some(request),
        reason: command.reason,
        reason_text: command.remark.as_ref().map_or_else(String::new, |text| text.as_str().to_owned()),
        usd_rate: UsdRate::USD,
        quote: CaseQuote::Software { facts: facts(line, role, now), quote: found.quote.clone() },
        by: may.who().user(),
        returns: Vec::new(),
        purchases: Vec::new(),
        purchase_order: PurchaseOrderNumber::from_stored(String::new()),
    };
    w.insert_case(&new)?;
    w.insert_case_software(case, command.customer, line.it.id)?;
    w.move_software(command.customer, line.it.id, EntitlementState::Active, EntitlementState::CancelPending)?;
    tell_requested(w, app, &new, may.who().display_name())?;
    let event = Event::new(EventKind::SoftwareCancelRequested, "software_entitlements", line.it.id)
        .of_customer(command.customer)
        .before(json!({ "state": line.it.state, "quantity": line.it.quantity }))
        .after(json!({
            "state": EntitlementState::CancelPending,
            "number": new.number,
            "reason": command.reason,
            "policy": found.quote.policy,
            "credit": credit.to_string(),
        }));
    Ok(w.record(&event, request)?)
}

/// What comes back of a line; nothing where no price is known.
pub fn credit_of(found: &Cancellable) -> Money {
    found.quote.credit.unwrap_or(Money::zero(found.line.unit.currency()))
}

/// The desk approved: the line goes to nothing, its keys and links are revoked, in this transaction (R-SW-3).
pub(in crate::ops) fn post_cancellation(
    w: &mut Writer<'_>,
    customer: CustomerId,
    id: EntitlementId,
    number: &str,
) -> Result<(), StoreError> {
    let line = w.software_line(customer, id)?;
    w.cancel_software(customer, &line.it)?;
    let (keys, links) = revoke_software(w, &line.it)?;
    let event = Event::new(EventKind::SoftwareCancelled, "software_entitlements", id)
        .of_customer(customer)
        .before(json!({ "state": line.it.state, "quantity": line.it.quantity }))
        .after(json!({
            "state": EntitlementState::Cancelled,
            "quantity": 0,
            "case": number,
            "keys": keys,
            "links": links,
        }));
    let _recorded_with_the_case = w.record(&event, ())?;
    Ok(())
}

/// The desk rejected it or the partner took it back: the line is as it was.
pub(in crate::ops) fn keep(w: &mut Writer<'_>, customer: CustomerId, id: EntitlementId) -> Result<(), StoreError> {
    w.move_software(customer, id, EntitlementState::CancelPending, EntitlementState::Active)
}

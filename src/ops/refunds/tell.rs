//! News about a case: to who asked and to the admin agents of the seller. Floor 2. Domain 6.12, S-62.

use crate::domain::ids::UserId;
use crate::domain::messages::{News, Place};
use crate::domain::money::Money;
use crate::domain::refunds::CaseKind;
use crate::ops::App;
use crate::ops::messages::{admins_of_seller, send};
use crate::store::refunds::{NewCase, RefundCase};
use crate::store::{StoreError, Writer};

/// What the desk made of a case.
pub(super) enum Outcome<'a> {
    /// Approved; the net amount.
    Approved(Money),
    /// Rejected, for this reason.
    Rejected(&'a str),
    /// Asked this.
    Asked(&'a str),
}

/// Somebody, by name, asked for a refund, an exchange or a cancellation of software.
pub(in crate::ops) fn requested(w: &mut Writer<'_>, app: &App, case: &NewCase, by: &str) -> Result<(), StoreError> {
    let to = admins_of_seller(w, case.customer)?;
    let (customer, number, by) = (w.customer(case.customer)?.company_name, case.number.clone(), by.to_owned());
    let news = match case.kind {
        CaseKind::Refund => News::RefundRequested { customer, number, net: case.quote.amounts().2, by },
        CaseKind::Exchange => News::ExchangeRequested { customer, number, by },
        CaseKind::Software => News::SoftwareCancelRequested { customer, number, net: case.quote.amounts().2, by },
    };
    send(w, app, &to, Some(case.customer), &news, &Place::Case(case.customer, case.id))
}

/// The desk did something with a case.
pub(super) fn decided(
    w: &mut Writer<'_>,
    app: &App,
    case: &RefundCase,
    outcome: &Outcome<'_>,
) -> Result<(), StoreError> {
    let mut to: Vec<UserId> = admins_of_seller(w, case.customer_id)?;
    if !to.contains(&case.requested_by) {
        to.push(case.requested_by);
    }
    let (customer, number) = (w.customer(case.customer_id)?.company_name, case.number.clone());
    let news = match (outcome, case.kind) {
        (Outcome::Approved(net), CaseKind::Refund) => News::RefundApproved { customer, number, net: *net },
        (Outcome::Approved(net), CaseKind::Exchange) => News::ExchangeApproved { customer, number, net: *net },
        (Outcome::Rejected(reason), CaseKind::Refund) => {
            News::RefundRejected { customer, number, reason: (*reason).to_owned() }
        }
        (Outcome::Rejected(reason), CaseKind::Exchange) => {
            News::ExchangeRejected { customer, number, reason: (*reason).to_owned() }
        }
        (Outcome::Approved(net), CaseKind::Software) => News::SoftwareCancelled { customer, number, net: *net },
        (Outcome::Rejected(reason), CaseKind::Software) => {
            News::SoftwareCancelRejected { customer, number, reason: (*reason).to_owned() }
        }
        (Outcome::Asked(question), CaseKind::Refund | CaseKind::Exchange | CaseKind::Software) => {
            News::InformationAsked { customer, number, question: (*question).to_owned() }
        }
    };
    send(w, app, &to, Some(case.customer_id), &news, &Place::Case(case.customer_id, case.id))
}

//! Both money legs: the vendor pays the partner, the partner settles with the customer. Floor 2. C9,
//! R-RF-14, R-BL-13, O-8.

use serde_json::json;

use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::domain::refunds::{CaseState, MoneyLeg};
use crate::domain::text::{PaymentReference, Remark};
use crate::ops::App;
use crate::store::StoreError;

/// How a leg is settled.
#[derive(Debug, Clone)]
pub struct SettleLeg {
    /// Whose.
    pub customer: CustomerId,
    /// The case.
    pub case: RefundCaseId,
    /// Which leg.
    pub leg: MoneyLeg,
    /// Its reference, or why there is none.
    pub by: Result<PaymentReference, Remark>,
    /// The version of the case that was looked at.
    pub version: i32,
}

/// Nothing was settled.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    /// The case was not processed, or the leg is settled already.
    #[error("nothing to settle")]
    Nothing,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Notes a reference, or the reason why there is none; the case is closed when both legs are settled.
pub fn settle(app: &App, may: &Granted<may::SettleRefunds>, command: &SettleLeg) -> Result<(), SettleError> {
    app.db.write(may.scope(), |w| {
        let case = w.refund_case(command.customer, command.case)?;
        let (this, other) = match command.leg {
            MoneyLeg::Vendor => (case.vendor_settled_at, case.customer_settled_at),
            MoneyLeg::Customer => (case.customer_settled_at, case.vendor_settled_at),
        };
        if case.state != CaseState::Processed || this.is_some() {
            return Err(SettleError::Nothing);
        }
        if case.version != command.version {
            return Err(StoreError::Stale.into());
        }
        let (reference, reason) = match &command.by {
            Ok(reference) => (reference.as_str(), ""),
            Err(reason) => ("", reason.as_str()),
        };
        let closed_at = other.map(|_| w.scope().now());
        w.settle_case(&case, command.leg, reference, reason, closed_at)?;
        let event = Event::new(EventKind::CaseSettled, "refund_cases", case.id).of_customer(command.customer).after(
            json!({ "leg": command.leg, "reference": reference, "reason": reason, "is_closed": closed_at.is_some() }),
        );
        Ok(w.record(&event, ())?)
    })
}

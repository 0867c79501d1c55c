//! What a return would bring, and asking for it. Floor 4. R-RF-1 to R-RF-15, Q-20.
//!
//! A return files the refund request with the quote, as the page does; the desk decides it.

use actix_web::http::StatusCode;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::purchase::of_findings;
use super::{at_order, ids_of, no_reservation, session, shapes, wire};
use crate::access::{Granted, may};
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::ids::{CustomerId, RefundCaseId, ReservationId, ReservationOrderId};
use crate::domain::money::Money;
use crate::domain::orders::ChargeState;
use crate::domain::policy::Refusal;
use crate::domain::refunds::ReturnReason;
use crate::domain::roles::Perm;
use crate::domain::text::Remark;
use crate::ops::App;
use crate::ops::refunds::{Again, Asked, RefundView, RequestError, RequestRefund, refund, request};
use crate::ops::reservations::{ReservationCharge, by_order};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let post = |path, act| Endpoint::post(Face::Arm, path, Perm::FileRefunds, act);
    vec![
        post("/providers/Microsoft.Capacity/reservationOrders/{order}/calculateRefund", calculate)
            .takes::<Request>()
            .answers::<wire::Refund>(),
        post("/providers/Microsoft.Capacity/reservationOrders/{order}/return", give_back)
            .takes::<Request>()
            .answers::<wire::Order>(),
    ]
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Request {
    properties: Option<Properties>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
struct Properties {
    session_id: Option<String>,
    reservation_to_return: Option<ToReturn>,
    return_reason: Option<String>,
}

/// A reservation and how many of it.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ToReturn {
    pub(super) reservation_id: Option<String>,
    pub(super) quantity: Option<i64>,
}

impl ToReturn {
    /// The reservation and the quantity.
    pub(super) fn read(&self) -> Result<(ReservationOrderId, ReservationId, u32), Refused> {
        let (order, id) = ids_of(self.reservation_id.as_deref().unwrap_or_default())?;
        let count = self.quantity.and_then(|count| u32::try_from(count).ok());
        let count =
            count.ok_or_else(|| Refused::bad("InvalidRefundQuantity", "The quantity must be a whole number."))?;
        Ok((order, id, count))
    }
}

/// A quote with everything that was asked.
struct Quoted {
    may: Granted<may::FileRefunds>,
    customer: CustomerId,
    order: ReservationOrderId,
    reservation: ReservationId,
    quantity: u32,
    view: RefundView,
    about: String,
}

fn quote(app: &App, call: &Call, asked: &ToReturn) -> Result<Quoted, Refused> {
    let (named, reservation, quantity) = asked.read()?;
    let (may, customer, order) = at_order::<may::FileRefunds>(app, call, Some(reservation))?;
    if named != order {
        return Err(no_reservation());
    }
    let of = Asked { quantity: Some(quantity), is_used: None };
    let view = refund(app, &may, customer, reservation, of).map_err(refused)?;
    if view.it.reservation.reservation_order_id != order {
        return Err(no_reservation());
    }
    let about = format!("refund {order} {reservation} {quantity}");
    Ok(Quoted { may, customer, order, reservation, quantity, view, about })
}

fn calculate(app: &App, call: &Call) -> Answered {
    let asked = call.json::<Request>()?.properties.unwrap_or_default().reservation_to_return.unwrap_or_default();
    let quoted = quote(app, call, &asked)?;
    let look = call.on::<may::ViewReservations>(app, quoted.customer, Some(quoted.reservation))?;
    let (_order, charges) = by_order::order(app, &look, quoted.order)?;
    let refusal = quoted.view.quote.outcome.refusal();
    // Over the limit is a finding of the quote; everything else leaves nothing to quote.
    if let Some(other) = refusal.filter(|refusal| *refusal != Refusal::RefundLimitExceeded) {
        return Err(of_refusal(other));
    }
    let session = session::open(app, &quoted.about, quoted.view.quote.net);
    Answer::ok(&shape(&quoted, session, &charges, refusal))
}

fn shape(quoted: &Quoted, session: Uuid, charges: &[ReservationCharge], refusal: Option<Refusal>) -> wire::Refund {
    let quote = &quoted.view.quote;
    let consumed = quote.headroom.cap.minus(quote.headroom.left).unwrap_or(quote.headroom.cap);
    let error = |refusal: Refusal| wire::PolicyError {
        code: refusal.to_string(),
        message: "The refund is over the limit of the customer.".to_owned(),
    };
    wire::Refund {
        id: shapes::reservation_id(quoted.order, quoted.reservation),
        properties: wire::RefundProperties {
            session_id: session.to_string(),
            quantity: quoted.quantity,
            billing_refund_amount: quote.net.into(),
            pricing_refund_amount: quote.net.into(),
            policy_result: wire::RefundPolicy {
                properties: wire::RefundPolicyProperties {
                    consumed_refunds_total: consumed.into(),
                    max_refund_limit: quote.headroom.cap.into(),
                    policy_errors: refusal.map(error).into_iter().collect(),
                },
            },
            billing_information: billing(&quoted.view, charges),
        },
    }
}

/// What was paid, what comes back of it, and what will not be paid any more.
fn billing(view: &RefundView, charges: &[ReservationCharge]) -> wire::BillingInformation {
    let currency = view.quote.net.currency();
    let made: Vec<Money> =
        charges.iter().filter(|one| one.state == ChargeState::Succeeded).map(|one| one.amount).collect();
    let completed = made.len();
    let paid = Money::sum(currency, made).unwrap_or(Money::zero(currency));
    let remaining = view.quote.cancelled_commitment.minus(view.quote.credit).unwrap_or(Money::zero(currency));
    wire::BillingInformation {
        billing_plan: Some(if charges.len() > 1 { "Monthly" } else { "Upfront" }),
        completed_transactions: Some(completed),
        total_transactions: Some(charges.len()),
        billing_currency_total_paid_amount: Some(paid.into()),
        billing_currency_prorated_amount: view.quote.credit.into(),
        billing_currency_remaining_commitment_amount: remaining.into(),
    }
}

fn give_back(app: &App, call: &Call) -> Answered {
    let properties = call.json::<Request>()?.properties.unwrap_or_default();
    let quoted = quote(app, call, &properties.reservation_to_return.clone().unwrap_or_default())?;
    let session = properties.session_id.as_deref().and_then(|id| Uuid::parse_str(id).ok());
    let session = session.filter(|session| session::fits(app, *session, &quoted.about, quoted.view.quote.net));
    let Some(session) = session else {
        let message = "The session is for another quote, or its quote has changed. Calculate the refund again.";
        return Err(Refused::bad("InvalidRequestContent", message));
    };
    let reason = properties.return_reason.unwrap_or_default();
    let view = &quoted.view;
    let command = RequestRefund {
        customer: quoted.customer,
        reservation: quoted.reservation,
        case: RefundCaseId::from_uuid(session),
        quantity: quoted.quantity,
        is_used: view.is_used,
        reason: reason.parse().unwrap_or(ReturnReason::Other),
        remark: Remark::parse(&reason).ok(),
        shown_net: view.quote.net.minor(),
        title: format!("Refund of reservation {}", view.it.reservation.name),
        description: format!(
            "Return of {} of reservation {} (order {}), asked for by the API client {}. Credit {}, fee {}, net {}.",
            quoted.quantity,
            quoted.reservation,
            quoted.order,
            quoted.may.who().display_name(),
            view.quote.credit,
            view.quote.fee,
            view.quote.net,
        ),
    };
    request(app, &quoted.may, &command, Again::Refused).map_err(refused)?;
    let look = call.on::<may::ViewReservations>(app, quoted.customer, Some(quoted.reservation))?;
    let (order, charges) = by_order::order(app, &look, quoted.order)?;
    Answer::ok(&shapes::order(&order, Some(&charges)))
}

/// The rules' refusals in the vendor's codes.
pub(super) fn refused(error: RequestError) -> Refused {
    match error {
        RequestError::Open(_, number) => {
            let message = format!("The reservation is being returned already: case {number}.");
            Refused::new(StatusCode::CONFLICT, "OperationCannotBePerformedInCurrentState", message)
        }
        RequestError::Refused(refusal) => of_refusal(refusal),
        RequestError::Stopped(findings) => of_findings(&findings),
        RequestError::Changed => Refused::bad("InvalidRequestContent", "The quote has changed. Calculate it again."),
        RequestError::Money(error) => Refused::bad("BadRequest", error.to_string()),
        RequestError::Store(crate::ops::StoreError::NotFound) => no_reservation(),
        RequestError::Store(error) => error.into(),
    }
}

pub(super) fn of_refusal(refusal: Refusal) -> Refused {
    let code = match refusal {
        Refusal::RefundLimitExceeded => "RefundLimitExceeded",
        Refusal::OperationCannotBePerformedInCurrentState => "OperationCannotBePerformedInCurrentState",
        Refusal::InvalidRefundQuantity => "InvalidRefundQuantity",
        Refusal::ProductNotRefundable => "SelfServiceRefundNotSupported",
        Refusal::ProductNotExchangeable
        | Refusal::ExchangeTypeMismatch
        | Refusal::ExchangeTotalTooSmall
        | Refusal::ExchangeNoLongerOffered
        | Refusal::ExchangeIncomplete
        | Refusal::CancellationWindowOver
        | Refusal::RoleNotAllowed
        | Refusal::PartialReturnNotAllowed => "BadRequest",
    };
    Refused::bad(code, format!("The return is refused: {refusal}."))
}
